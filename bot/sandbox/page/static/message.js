// One message as it is drawn in a chat. Everything that people wrote becomes text nodes, never
// markup.

import { make, press } from "./make.js";

const MARKS = { b: "b", i: "i", u: "u", s: "s", code: "code", pre: "code" };

// `acts` are what can be done with the message: say(text), push(button, key), reply(), edit(),
// and file(ref), which says where a file is.
export function drawMessage(message, room, me, acts) {
  const item = make("li", message.is_mine ? "message mine" : "message");
  item.dataset.id = message.id;
  const bubble = make("div", "bubble");
  bubble.append(drawWriter(message, room, me));
  if (message.answers) bubble.append(drawAnswered(message));
  if (message.file) bubble.append(drawFile(message.file, acts));
  bubble.append(drawText(message, acts), drawMeta(message, acts));
  item.append(bubble);
  if (message.buttons?.length) item.append(drawKeys(message, acts));
  return item;
}

function drawWriter(message, room, me) {
  const isShown = room.kind !== "bot" && !message.is_mine;
  const name = message.is_mine ? `${me}:` : isShown ? message.sender : "Bot:";
  const writer = make("p", isShown ? "who" : "unseen", name);
  writer.dir = "auto";
  return writer;
}

function drawAnswered(message) {
  const answered = make("p", "quote answered");
  answered.dir = "auto";
  answered.append(make("span", "unseen", "Answers: "), message.answers);
  return answered;
}

function drawFile(file, acts) {
  const link = make("a", "file");
  link.href = acts.file(file.ref);
  if (file.is_picture) {
    link.target = "_blank";
    link.rel = "noopener";
    const picture = make("img");
    picture.src = link.href;
    picture.alt = file.name ? `Picture: ${file.name}` : "A picture";
    link.append(picture);
  } else {
    link.download = file.name;
    link.append(file.name || "A file");
  }
  return link;
}

function drawText(message, acts) {
  const said = make("p", "said");
  said.dir = "auto";
  said.append(...message.pieces.map((piece) => drawPiece(piece, acts)));
  return said;
}

function drawPiece(piece, acts) {
  let node = document.createTextNode(piece.text);
  const wrap = (element) => { element.append(node); node = element; };
  for (const mark of piece.marks) wrap(mark === "blockquote" ? make("span", "quote") : make(MARKS[mark]));
  if (piece.url) {
    const link = make("a");
    link.href = piece.url;
    link.target = "_blank";
    link.rel = "noopener";
    wrap(link);
  } else if (piece.command) {
    wrap(press("", "link", () => acts.say(piece.command)));
  }
  return node;
}

function drawMeta(message, acts) {
  const meta = make("p", "meta");
  if (acts.reply) meta.append(press("Reply", "link", acts.reply));
  if (acts.edit) meta.append(press("Edit", "link", acts.edit));
  if (message.is_edited) meta.append(make("span", "", "edited"));
  const at = new Date(message.at * 1000);
  const time = make("time", "", at.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  time.dateTime = at.toISOString();
  meta.append(time);
  return meta;
}

function drawKeys(message, acts) {
  const keys = make("ul", "keys");
  for (const row of message.buttons) {
    const line = make("li");
    for (const key of row) {
      const act = key.url ? () => open(key.url, "_blank", "noopener") : () => acts.push(button, key);
      const button = press(key.text, "", act);
      button.dir = "auto";
      line.append(button);
    }
    keys.append(line);
  }
  return keys;
}
