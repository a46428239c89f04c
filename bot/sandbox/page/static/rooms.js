// The rooms of one phone: their tabs, which of them is open, and what was not seen yet.

import { make, press } from "./make.js";

export class Rooms {
  // `enter(room)` is called when somebody opens another room.
  constructor(tabs, enter) {
    this.tabs = tabs;
    this.enter = enter;
    this.open = "bot";
    this.known = new Map();
    tabs.addEventListener("keydown", (event) => this.move(event));
  }

  // Notes what is there; at first everything counts as seen but invitations.
  take(rooms) {
    const isFirst = !this.list;
    this.list = rooms;
    const before = this.known;
    this.known = new Map(rooms.map((room) => {
      const theirs = room.messages.filter((one) => !one.is_mine).map((one) => one.id);
      const old = before.get(room.id);
      const unread = new Set(old?.unread);
      for (const id of theirs) if (!isFirst && !old?.ids.has(id)) unread.add(id);
      if (room.is_invited && !old) unread.add("invitation");
      if (!room.is_invited) unread.delete("invitation");
      return [room.id, { ids: new Set(theirs), unread }];
    }));
  }

  current() {
    return this.list.find((room) => room.id === this.open);
  }

  see() {
    this.known.get(this.open)?.unread.clear();
  }

  unread() {
    return [...this.known.values()].reduce((sum, room) => sum + room.unread.size, 0);
  }

  draw() {
    const had = this.tabs.contains(document.activeElement);
    this.tabs.hidden = this.list.length < 2;
    this.tabs.replaceChildren(...this.list.map((room) => this.drawTab(room)));
    if (had) this.tabs.querySelector("[tabindex='0']").focus();
  }

  drawTab(room) {
    const isOpen = room.id === this.open;
    const tab = press(room.name, "", () => this.enter(room.id));
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-selected", String(isOpen));
    tab.tabIndex = isOpen ? 0 : -1;
    const unread = isOpen ? 0 : this.known.get(room.id).unread.size;
    tab.append(make("span", "count", room.is_invited ? "invited" : String(unread || "")));
    return tab;
  }

  move(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const ids = this.list.map((room) => room.id);
    this.enter(ids[(ids.indexOf(this.open) + step + ids.length) % ids.length]);
  }
}
