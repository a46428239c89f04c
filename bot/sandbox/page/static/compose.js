// What somebody is about to send with a phone: words, perhaps as an answer or a change, and a file.

import { post } from "./make.js";

export class Compose {
  constructor(phone) {
    this.phone = phone;
    this.answers = null;
    this.edits = null;
    this.drafts = {};
    this.box = phone.find("textarea");
    this.file = phone.find(".file");
    this.listen();
  }

  listen() {
    const find = (selector) => this.phone.find(selector);
    find(".compose").addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); this.send(); }
    });
    find(".answering button").addEventListener("click", () => { this.stop(); this.box.focus(); });
    find(".attach").addEventListener("click", () => this.file.click());
    this.file.addEventListener("change", () => { this.showFile(); this.box.focus(); });
    find(".chosen button").addEventListener("click", () => { this.detach(); this.box.focus(); });
  }

  // Keeps what was begun in one room for later, and shows what was begun in another.
  enter(before, room) {
    this.drafts[before] = this.edits ? "" : this.box.value;
    this.stop();
    this.detach();
    this.box.value = this.drafts[room] || "";
  }

  async send() {
    const text = this.box.value.trim();
    const file = this.file.files[0];
    const { answers, edits } = this;
    if (!text && (edits || !file)) return;
    this.phone.openMenu(false);
    this.stop();
    this.box.value = "";
    if (await this.sendNow(text, file, answers, edits) || this.box.value) return;
    if (edits) this.edit(edits);
    else if (answers) this.answer(answers);
    this.box.value = text;
  }

  sendNow(text, file, answers, edits) {
    if (edits) return this.change(edits, text);
    if (file) return this.sendFile(file, text, answers);
    return this.phone.say(text, answers?.id);
  }

  change(message, text) {
    const body = { room: this.phone.rooms.open, message: message.id, text };
    return this.phone.tell(() => post(`/phones/${this.phone.id}/change`, body));
  }

  async sendFile(file, caption, answers) {
    const form = new FormData();
    const parts = { room: this.phone.rooms.open, caption, answers: answers?.id || "", file };
    for (const [name, value] of Object.entries(parts)) form.append(name, value);
    const isSent = await this.phone.tell(() => post(`/phones/${this.phone.id}/file`, form));
    if (isSent) this.detach();
    return isSent;
  }

  answer(message) {
    this.stop();
    this.answers = message;
    this.show("Answering", message, "Stop answering");
  }

  edit(message) {
    this.stop();
    this.edits = message;
    this.show("Changing", message, "Leave it as it is");
    this.box.value = words(message);
  }

  // Ends an answer or a change that was begun.
  stop() {
    if (this.edits) this.box.value = "";
    this.answers = null;
    this.edits = null;
    this.phone.find(".answering").hidden = true;
  }

  show(what, message, way) {
    const line = this.phone.find(".answering");
    const text = words(message).split("\n")[0] || message.file?.name || "";
    const short = text.length > 60 ? `${text.slice(0, 60)}…` : text;
    line.querySelector("span").textContent = `${what}: ${short}`;
    line.querySelector("button").textContent = way;
    line.hidden = false;
    this.box.focus();
  }

  showFile() {
    const file = this.file.files[0];
    const line = this.phone.find(".chosen");
    line.hidden = !file;
    if (file) line.querySelector("span").textContent = `With it goes: ${file.name}`;
  }

  detach() {
    this.file.value = "";
    this.showFile();
  }
}

function words(message) {
  return message.pieces.map((piece) => piece.text).join("");
}
