// One phone on the table: what its person sees, and what they do.

import { Compose } from "./compose.js";
import { make, post, press } from "./make.js";
import { drawMessage } from "./message.js";
import { Rooms } from "./rooms.js";

const form = document.getElementById("phone").content.firstElementChild;

export class Phone {
  constructor(view, chip) {
    this.id = view.id;
    this.chip = chip;
    this.isSeen = false;
    this.isAtEnd = true;
    this.top = 0;
    this.element = form.cloneNode(true);
    this.rooms = new Rooms(this.find(".tabs"), (room) => this.enter(room));
    this.compose = new Compose(this);
    this.name(view);
    this.listen();
  }

  find(selector) {
    return this.element.querySelector(selector);
  }

  name(view) {
    this.element.classList.add(view.platform);
    this.element.setAttribute("aria-labelledby", `name-${view.id}`);
    this.find("h2").textContent = view.name;
    this.find("h2").id = `name-${view.id}`;
    this.find(".about").textContent = view.about;
    this.find(".app").textContent = view.platform === "telegram" ? "Telegram" : "Matrix";
    this.find(".put-away").setAttribute("aria-label", `Put ${view.name}’s phone away`);
    this.find(".open-menu").hidden = view.platform !== "telegram";
    this.find(".screen").setAttribute("aria-label", `What ${view.name} sees`);
  }

  listen() {
    const box = this.find("textarea");
    box.addEventListener("input", () => { if (box.value === "/") this.openMenu(true); });
    this.find(".open-menu").addEventListener("click", () => this.openMenu(this.find(".menu").hidden));
    this.element.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.find(".menu").hidden) { this.openMenu(false); box.focus(); }
    });
    this.find(".start").addEventListener("click", () => this.say("/start"));
    this.find(".invitation button").addEventListener("click", () => this.accept());
    this.find(".screen").addEventListener("scroll", () => this.look(), { passive: true });
    const keeper = new ResizeObserver(() => { if (this.isAtEnd) this.toEnd(); });
    keeper.observe(this.find(".messages"));
    keeper.observe(this.find(".screen"));
  }

  focus() {
    const start = this.find(".start");
    (start.hidden ? this.find("textarea") : start).focus({ preventScroll: true });
  }

  // What the person sees

  update(view) {
    this.view = view;
    this.rooms.take(view.rooms);
    if (!this.rooms.current()) this.rooms.open = "bot";
    this.draw();
  }

  draw() {
    const room = this.rooms.current();
    this.count();
    this.drawMessages(room);
    this.drawInvitation(room);
    this.drawMenu(this.view.menu || []);
    const welcome = this.find(".welcome");
    welcome.textContent = this.view.welcome;
    welcome.hidden = !this.view.welcome || room.kind !== "bot";
    this.find(".start").hidden = !this.view.can_start;
    this.find(".compose").hidden = Boolean(this.view.can_start) || room.kind === "space" || room.is_invited;
    const to = room.kind === "bot" ? "the bot" : room.name;
    this.find("textarea").setAttribute("aria-label", `Message as ${this.view.name}, to ${to}`);
  }

  count() {
    if (this.isSeen) this.rooms.see();
    this.rooms.draw();
    const unread = this.rooms.unread();
    this.chip.querySelector(".count").textContent = unread || "";
    this.chip.title = unread ? `${unread} new` : "";
  }

  drawMessages(room) {
    const list = this.find(".messages");
    this.find(".log").setAttribute("aria-label", room.kind === "bot" ? "Chat with the bot" : room.name);
    const old = new Map([...list.children].map((item) => [item.dataset.id, item]));
    const items = room.messages.map((message) => this.place(old.get(message.id), message, room));
    for (const item of old.values()) if (!items.includes(item)) item.remove();
    items.forEach((item, at) => {
      if (list.children[at] !== item) list.insertBefore(item, list.children[at] || null);
    });
    const isNew = items.some((item) => !old.has(item.dataset.id));
    if (isNew && room.messages.at(-1).is_mine) this.isAtEnd = true;
    if (this.isAtEnd) this.toEnd();
  }

  // Leaves a message that did not change alone, so that it is announced once and keeps the focus.
  place(item, message, room) {
    const version = JSON.stringify(message);
    if (item?.version === version) return item;
    const made = drawMessage(message, room, this.view.name, this.actsOn(message, room));
    made.version = version;
    if (!item) return made;
    const focused = [...item.querySelectorAll("button")].indexOf(document.activeElement);
    item.replaceChildren(...made.childNodes);
    item.version = version;
    if (focused >= 0) (item.querySelectorAll("button")[focused] || this.find("textarea")).focus();
    return item;
  }

  actsOn(message, room) {
    const canReply = !message.is_mine && room.kind === "bot";
    return {
      file: (ref) => `/phones/${this.id}/file?ref=${encodeURIComponent(ref)}`,
      edit: message.can_edit && (() => this.compose.edit(message)),
      say: (text) => this.say(text),
      push: (button, key) => this.push(button, message, key),
      reply: canReply && (() => this.compose.answer(message)),
    };
  }

  drawInvitation(room) {
    const invitation = this.find(".invitation");
    const isSpace = room.kind === "space";
    invitation.hidden = !room.is_invited && !isSpace;
    invitation.querySelector("button").hidden = !room.is_invited;
    const inside = (room.children || []).join(", ");
    invitation.querySelector("p").textContent = room.is_invited
      ? `You are invited to “${room.name}”${isSpace ? ", which only groups rooms" : ""}.`
      : `“${room.name}” only groups rooms${inside ? `: ${inside}` : ""}. Nobody writes here.`;
  }

  drawMenu(commands) {
    const menu = this.find(".menu");
    const version = JSON.stringify(commands);
    if (menu.version === version) return;
    menu.version = version;
    menu.replaceChildren(...commands.map((one) => {
      const button = press("", "", () => this.choose(one.command));
      button.append(make("b", "", `/${one.command}`), one.what);
      const item = make("li");
      item.append(button);
      return item;
    }));
  }

  openMenu(isOpen) {
    const menu = this.find(".menu");
    menu.hidden = !isOpen || !menu.children.length;
    this.find(".open-menu").setAttribute("aria-expanded", String(!menu.hidden));
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

  // What the person does

  enter(room) {
    this.compose.enter(this.rooms.open, room);
    this.rooms.open = room;
    this.find(".messages").replaceChildren();
    this.draw();
    this.toEnd();
  }

  async tell(work) {
    const told = this.find(".told");
    told.textContent = "";
    try {
      told.textContent = (await work()).told || "";
      return true;
    } catch (error) {
      told.textContent = error.message;
      return false;
    }
  }

  say(text, answers = "") {
    const room = this.rooms.open;
    return this.tell(() => post(`/phones/${this.id}/say`, { room, text, answers }));
  }

  choose(command) {
    this.openMenu(false);
    if (this.find("textarea").value === "/") this.find("textarea").value = "";
    this.say(`/${command}`);
    this.find("textarea").focus();
  }

  push(button, message, key) {
    const body = { message: message.id, data: key.data };
    return this.once(button, () => post(`/phones/${this.id}/press`, body));
  }

  accept() {
    const room = this.rooms.open;
    return this.once(this.find(".invitation button"), () => post(`/phones/${this.id}/accept`, { room }));
  }

  async once(button, work) {
    if (button.getAttribute("aria-disabled") === "true") return;
    button.setAttribute("aria-disabled", "true");
    await this.tell(work);
    button.removeAttribute("aria-disabled");
  }
}
