"use strict";
// The phones on the table. News come as server-sent events, each with one phone as it is now;
// everything that people wrote becomes text nodes, never markup.

const table = document.getElementById("phones");
const chips = document.getElementById("people");
const phones = new Map();
const shown = JSON.parse(localStorage.getItem("shown") || "{}");
const MARKS = { b: "b", i: "i", u: "u", s: "s", code: "code", pre: "code" };

function make(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (text) element.textContent = text;
  return element;
}

async function post(path, body) {
  let answer;
  try {
    answer = await fetch(path, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body),
    });
  } catch {
    throw new Error("The sandbox does not answer.");
  }
  const answered = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(answered.error || "That did not work.");
  return answered;
}

// One phone

class Phone {
  constructor(view) {
    this.id = view.id;
    this.room = "bot";
    this.answers = null;
    this.drafts = {};
    this.known = {};
    this.isSeen = false;
    this.isAtEnd = true;
    this.top = 0;
    this.element = document.getElementById("phone").content.firstElementChild.cloneNode(true);
    this.chip = this.makeChip(view);
    this.element.classList.add(view.platform);
    this.find("h2").textContent = view.name;
    this.find("h2").id = `name-${view.id}`;
    this.element.setAttribute("aria-labelledby", `name-${view.id}`);
    this.find(".about").textContent = view.about;
    this.find(".app").textContent = view.platform === "telegram" ? "Telegram" : "Matrix";
    this.find(".put-away").setAttribute("aria-label", `Put ${view.name}’s phone away`);
    this.find(".open-menu").hidden = view.platform !== "telegram";
    this.find(".screen").setAttribute("aria-label", `What ${view.name} sees`);
    this.listen();
    table.append(this.element);
    watcher.observe(this.element);
    keeper.observe(this.find(".messages"));
    keeper.observe(this.find(".screen"));
    this.find(".screen").phone = this;
    this.find(".messages").phone = this;
    this.show(shown[view.id] ?? view.is_shown);
  }

  find(selector) {
    return this.element.querySelector(selector);
  }

  makeChip(view) {
    const chip = make("button", "", view.name);
    chip.type = "button";
    chip.append(make("span", "count"));
    chip.addEventListener("click", () => this.bringHere());
    const item = make("li");
    item.append(chip);
    chips.append(item);
    return chip;
  }

  listen() {
    const box = this.find("textarea");
    this.find(".put-away").addEventListener("click", () => { this.show(false, true); this.chip.focus(); });
    this.find(".compose").addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
      if (event.key === "Escape") this.openMenu(false);
    });
    box.addEventListener("input", () => { if (box.value === "/") this.openMenu(true); });
    this.find(".open-menu").addEventListener("click", () => this.openMenu(this.find(".menu").hidden));
    this.find(".menu").addEventListener("keydown", (event) => {
      if (event.key === "Escape") { this.openMenu(false); box.focus(); }
    });
    this.find(".screen").addEventListener("scroll", () => this.look(), { passive: true });
    this.find(".start").addEventListener("click", () => this.say("/start"));
    this.find(".answering button").addEventListener("click", () => { this.answer(null); box.focus(); });
    this.find(".invitation button").addEventListener("click", () => this.accept());
    this.find(".tabs").addEventListener("keydown", (event) => this.moveTab(event));
  }

  show(isShown, isChosen) {
    this.element.hidden = !isShown;
    this.chip.setAttribute("aria-pressed", String(isShown));
    if (isChosen) {
      shown[this.id] = isShown;
      localStorage.setItem("shown", JSON.stringify(shown));
    }
  }

  bringHere() {
    this.show(true, true);
    this.element.scrollIntoView({ inline: "center", block: "nearest" });
    this.toEnd();
    const start = this.find(".start");
    (start.hidden ? this.find("textarea") : start).focus({ preventScroll: true });
  }

  // What the person sees

  update(view) {
    const isFirst = !this.view;
    this.view = view;
    if (!view.rooms.some((room) => room.id === this.room)) this.enter("bot");
    this.count(view, isFirst);
    this.drawTabs();
    this.draw();
    const welcome = this.find(".welcome");
    welcome.textContent = view.welcome;
    welcome.hidden = !view.welcome || this.room !== "bot";
    this.find(".start").hidden = !view.can_start;
    this.find(".compose").hidden = Boolean(view.can_start) || !this.canWrite();
    this.drawMenu(view.menu || []);
  }

  current() {
    return this.view.rooms.find((room) => room.id === this.room);
  }

  canWrite() {
    const room = this.current();
    return room.kind !== "space" && !room.is_invited;
  }

  count(view, isFirst) {
    for (const room of view.rooms) {
      const theirs = room.messages.filter((one) => !one.is_mine).map((one) => one.id);
      const before = this.known[room.id];
      const unread = before ? before.unread : new Set();
      for (const id of theirs) if (!isFirst && !(before && before.ids.has(id))) unread.add(id);
      if (room.is_invited && !before) unread.add("invitation");
      if (!room.is_invited) unread.delete("invitation");
      this.known[room.id] = { ids: new Set(theirs), unread };
    }
    for (const id of Object.keys(this.known)) {
      if (!view.rooms.some((room) => room.id === id)) delete this.known[id];
    }
    this.drawCount();
  }

  drawCount() {
    if (this.isSeen && this.known[this.room]) this.known[this.room].unread.clear();
    const all = Object.values(this.known).reduce((sum, room) => sum + room.unread.size, 0);
    this.chip.querySelector(".count").textContent = all || "";
    this.chip.title = all ? `${all} new` : "";
  }

  drawTabs() {
    const tabs = this.find(".tabs");
    tabs.hidden = this.view.rooms.length < 2;
    const had = tabs.contains(document.activeElement);
    tabs.replaceChildren(...this.view.rooms.map((room) => {
      const tab = make("button", "", room.name);
      tab.type = "button";
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-selected", String(room.id === this.room));
      tab.tabIndex = room.id === this.room ? 0 : -1;
      const unread = this.known[room.id].unread.size;
      const count = unread && room.id !== this.room ? String(unread) : "";
      tab.append(make("span", "count", room.is_invited ? "invited" : count));
      tab.addEventListener("click", () => this.enter(room.id));
      return tab;
    }));
    if (had) tabs.querySelector("[tabindex='0']").focus();
  }

  moveTab(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const rooms = this.view.rooms.map((room) => room.id);
    this.enter(rooms[(rooms.indexOf(this.room) + step + rooms.length) % rooms.length]);
  }

  enter(room) {
    const box = this.find("textarea");
    this.drafts[this.room] = box.value;
    this.room = room;
    box.value = this.drafts[room] || "";
    this.answer(null);
    this.find(".messages").replaceChildren();
    if (this.view.rooms.some((one) => one.id === room)) {
      this.update(this.view);
      this.toEnd();
    }
  }

  draw() {
    const room = this.current();
    const list = this.find(".messages");
    const old = new Map([...list.children].map((item) => [item.dataset.id, item]));
    const items = room.messages.map((message) => this.place(old.get(message.id), message, room));
    const isNew = items.some((item) => !old.has(item.dataset.id));
    for (const item of old.values()) if (!items.includes(item)) item.remove();
    items.forEach((item, place) => { if (list.children[place] !== item) list.insertBefore(item, list.children[place] || null); });
    list.setAttribute("aria-label", room.kind === "bot" ? "Chat with the bot" : room.name);
    this.find("textarea").setAttribute("aria-label", `Message as ${this.view.name}, to ${room.kind === "bot" ? "the bot" : room.name}`);
    this.drawInvitation(room);
    if (isNew && room.messages.at(-1)?.is_mine) this.isAtEnd = true;
    if (this.isAtEnd) this.toEnd();
  }

  drawInvitation(room) {
    const invitation = this.find(".invitation");
    invitation.hidden = !room.is_invited && room.kind !== "space";
    invitation.querySelector("button").hidden = !room.is_invited;
    const isSpace = room.kind === "space";
    const inside = (room.children || []).join(", ");
    invitation.querySelector("p").textContent = room.is_invited
      ? `You are invited to “${room.name}”${isSpace ? ", which only groups rooms" : ""}.`
      : `“${room.name}” only groups rooms${inside ? `: ${inside}` : ""}. Nobody writes here.`;
  }

  // Whether the newest message is in sight; then it stays so, whatever changes its size.
  look() {
    const screen = this.find(".screen");
    const isNear = screen.scrollHeight - screen.scrollTop - screen.clientHeight < 40;
    // What grows moves the end away without anybody having scrolled up.
    this.isAtEnd = isNear || (this.isAtEnd && screen.scrollTop >= this.top);
    this.top = screen.scrollTop;
  }

  toEnd() {
    const screen = this.find(".screen");
    screen.scrollTop = screen.scrollHeight;
    this.top = screen.scrollTop;
    this.isAtEnd = true;
  }

  place(item, message, room) {
    const version = JSON.stringify(message);
    if (item && item.version === version) return item;
    const made = this.drawMessage(message, room);
    made.version = version;
    if (!item) return made;
    const keys = [...item.querySelectorAll("button")];
    const focused = keys.indexOf(document.activeElement);
    item.replaceChildren(...made.childNodes);
    item.version = version;
    if (focused >= 0) (item.querySelectorAll("button")[focused] || this.find("textarea")).focus();
    return item;
  }

  drawMessage(message, room) {
    const item = make("li", message.is_mine ? "message mine" : "message");
    item.dataset.id = message.id;
    const bubble = make("div", "bubble");
    const isRoom = room.kind !== "bot" && !message.is_mine;
    const who = make("p", isRoom ? "who" : "unseen", message.is_mine ? `${this.view.name}:` : isRoom ? message.sender : "Bot:");
    who.dir = "auto";
    const said = make("p", "said");
    said.dir = "auto";
    said.append(...message.pieces.map((piece) => this.drawPiece(piece)));
    bubble.append(who, said, this.drawMeta(message, room));
    item.append(bubble);
    if (message.buttons?.length) item.append(this.drawKeys(message));
    return item;
  }

  drawPiece(piece) {
    let node = document.createTextNode(piece.text);
    const wrap = (element) => { element.append(node); node = element; };
    for (const mark of piece.marks) {
      if (mark === "blockquote") wrap(make("span", "quote"));
      else wrap(make(MARKS[mark]));
    }
    if (piece.url) {
      const link = make("a");
      link.href = piece.url;
      link.target = "_blank";
      link.rel = "noopener";
      wrap(link);
    } else if (piece.command) {
      const command = make("button", "link");
      command.type = "button";
      command.addEventListener("click", () => this.say(piece.command));
      wrap(command);
    }
    return node;
  }

  drawMeta(message, room) {
    const meta = make("p", "meta");
    if (!message.is_mine && room.kind === "bot" && this.view.platform === "matrix") {
      const reply = make("button", "link", "Reply");
      reply.type = "button";
      reply.addEventListener("click", () => { this.answer(message); this.find("textarea").focus(); });
      meta.append(reply);
    }
    const at = new Date(message.at * 1000);
    const time = make("time", "", at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
    time.dateTime = at.toISOString();
    if (message.is_edited) meta.append(make("span", "", "edited"));
    meta.append(time);
    return meta;
  }

  drawKeys(message) {
    const keys = make("ul", "keys");
    for (const row of message.buttons) {
      const line = make("li");
      for (const key of row) {
        const button = make("button", "", key.text);
        button.type = "button";
        button.dir = "auto";
        button.addEventListener("click", () => (key.url ? open(key.url, "_blank", "noopener") : this.press(button, message, key)));
        line.append(button);
      }
      keys.append(line);
    }
    return keys;
  }

  drawMenu(commands) {
    const menu = this.find(".menu");
    const version = JSON.stringify(commands);
    if (menu.version === version) return;
    menu.version = version;
    menu.replaceChildren(...commands.map((one) => {
      const button = make("button");
      button.type = "button";
      button.append(make("b", "", `/${one.command}`), one.what);
      button.addEventListener("click", () => { this.openMenu(false); this.say(`/${one.command}`); this.find("textarea").focus(); });
      const item = make("li");
      item.append(button);
      return item;
    }));
  }

  openMenu(isOpen) {
    const menu = this.find(".menu");
    if (isOpen && !menu.children.length) return;
    menu.hidden = !isOpen;
    this.find(".open-menu").setAttribute("aria-expanded", String(isOpen));
  }

  // What the person does

  async tell(work) {
    const told = this.find(".told");
    told.textContent = "";
    try {
      const answered = await work();
      told.textContent = answered.told || "";
      return true;
    } catch (error) {
      told.textContent = error.message;
      return false;
    }
  }

  say(text, answers = "") {
    return this.tell(() => post(`/phones/${this.id}/say`, { room: this.room, text, answers }));
  }

  async send() {
    const box = this.find("textarea");
    const text = box.value.trim();
    if (!text) return;
    const answered = this.answers;
    box.value = "";
    this.openMenu(false);
    this.answer(null);
    if (!(await this.say(text, answered ? answered.id : "")) && !box.value) {
      box.value = text;
      this.answer(answered);
    }
  }

  answer(message) {
    this.answers = message;
    const line = this.find(".answering");
    line.hidden = !message;
    if (!message) return;
    const text = message.pieces.map((piece) => piece.text).join("").split("\n")[0];
    line.querySelector("span").textContent = `Answering: ${text.length > 60 ? `${text.slice(0, 60)}…` : text}`;
  }

  async press(button, message, key) {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    await this.tell(() => post(`/phones/${this.id}/press`, { message: message.id, data: key.data }));
    button.removeAttribute("aria-disabled");
  }

  async accept() {
    const button = this.find(".invitation button");
    button.setAttribute("aria-disabled", "true");
    await this.tell(() => post(`/phones/${this.id}/accept`, { room: this.room }));
    button.removeAttribute("aria-disabled");
  }
}

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const phone = [...phones.values()].find((one) => one.element === entry.target);
    if (!phone) continue;
    phone.isSeen = entry.isIntersecting;
    if (phone.view) phone.drawCount();
  }
}, { root: table, threshold: 0.5 });

const keeper = new ResizeObserver((entries) => {
  for (const { target } of entries) if (target.phone.isAtEnd) target.phone.toEnd();
});

// News

// Who was just added and is brought to the front as soon as they are here.
let awaited = "";

function hear(what) {
  if (what.portal) {
    document.getElementById("start-page").href = `${what.portal}/`;
    document.getElementById("class-page").href = `${what.portal}/class`;
    return;
  }
  const isNew = !phones.has(what.id);
  if (isNew) phones.set(what.id, new Phone(what));
  phones.get(what.id).update(what);
  if (isNew && what.id === awaited) phones.get(what.id).bringHere();
}

const away = document.getElementById("away");
const news = new EventSource("/news");
news.onmessage = (event) => hear(JSON.parse(event.data));
news.onopen = () => { away.hidden = true; };
news.onerror = () => {
  away.textContent = "The sandbox is not running. Start it again with “make run”; this page then goes on by itself.";
  away.hidden = false;
};

// One more person

const newcomer = document.getElementById("newcomer");
const newcomerForm = newcomer.querySelector("form");
document.getElementById("add").addEventListener("click", () => { newcomerForm.reset(); chooseApp(); newcomer.showModal(); });
newcomer.querySelector(".cancel").addEventListener("click", () => newcomer.close());
newcomerForm.addEventListener("change", chooseApp);
newcomerForm.addEventListener("submit", async (event) => {
  event.preventDefault();
  const problem = newcomer.querySelector(".problem");
  problem.hidden = true;
  try {
    const { id } = await post("/phones", Object.fromEntries(new FormData(newcomerForm)));
    newcomer.close();
    shown[id] = true;
    if (phones.has(id)) phones.get(id).bringHere();
    else awaited = id;
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
});

function chooseApp() {
  document.getElementById("device").hidden = newcomerForm.elements.platform.value !== "telegram";
}
