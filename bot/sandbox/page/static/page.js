// The table with the phones. News come as server-sent events, each with one phone as it is now.

import { make, post, press } from "./make.js";
import { Phone } from "./phone.js";

const table = document.getElementById("phones");
const phones = new Map();
const shown = JSON.parse(localStorage.getItem("shown") || "{}");
// Who was just added, and is brought to the front as soon as they are here.
let awaited = "";

const watcher = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    const phone = phones.get(entry.target.dataset.id);
    phone.isSeen = entry.isIntersecting;
    if (phone.view) phone.count();
  }
}, { root: table, threshold: 0.5 });

function put(view) {
  const chip = press(view.name, "", () => bringHere(view.id));
  chip.append(make("span", "count"));
  const item = make("li");
  item.append(chip);
  document.getElementById("people").append(item);
  const phone = new Phone(view, chip);
  phone.element.dataset.id = view.id;
  phone.find(".put-away").addEventListener("click", () => { show(phone, false); chip.focus(); });
  phones.set(view.id, phone);
  table.append(phone.element);
  watcher.observe(phone.element);
  lay(phone, shown[view.id] ?? view.is_shown);
  return phone;
}

function lay(phone, isShown) {
  phone.element.hidden = !isShown;
  phone.chip.setAttribute("aria-pressed", String(isShown));
}

function show(phone, isShown) {
  lay(phone, isShown);
  shown[phone.id] = isShown;
  localStorage.setItem("shown", JSON.stringify(shown));
}

function bringHere(id) {
  const phone = phones.get(id);
  show(phone, true);
  phone.element.scrollIntoView({ inline: "center", block: "nearest" });
  phone.toEnd();
  phone.focus();
}

function hear(news) {
  if (news.portal) {
    document.getElementById("start-page").href = `${news.portal}/`;
    document.getElementById("class-page").href = `${news.portal}/class`;
    return;
  }
  const phone = phones.get(news.id) ?? put(news);
  phone.update(news);
  if (news.id === awaited) {
    awaited = "";
    bringHere(news.id);
  }
}

const away = document.getElementById("away");
const source = new EventSource("/news");
source.onmessage = (event) => hear(JSON.parse(event.data));
source.onopen = () => { away.hidden = true; };
source.onerror = () => {
  away.textContent = "The sandbox is not running. Start it again with “make run”; this page then goes on by itself.";
  away.hidden = false;
};

// One more person

const newcomer = document.getElementById("newcomer");
const form = newcomer.querySelector("form");
const problem = newcomer.querySelector(".problem");

function chooseApp() {
  document.getElementById("device").hidden = form.elements.platform.value !== "telegram";
}

document.getElementById("add").addEventListener("click", () => {
  form.reset();
  problem.hidden = true;
  chooseApp();
  newcomer.showModal();
});
newcomer.querySelector(".cancel").addEventListener("click", () => newcomer.close());
form.addEventListener("change", chooseApp);
form.addEventListener("submit", async (event) => {
  event.preventDefault();
  problem.hidden = true;
  try {
    const { id } = await post("/phones", Object.fromEntries(new FormData(form)));
    newcomer.close();
    if (phones.has(id)) bringHere(id);
    else awaited = id;
  } catch (error) {
    problem.textContent = error.message;
    problem.hidden = false;
  }
});
