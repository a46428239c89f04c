// A slip's QR code carries its code behind "#", which a browser keeps to itself. It is put into the
// box, taken out of the address at once, and sent by a press on the button like a typed one.
"use strict";
const box = document.getElementById("code");
const fill = () => {
  const code = location.hash.slice(1);
  if (!/^[A-Za-z0-9]{5}-?[A-Za-z0-9]{6}$/.test(code)) return;
  history.replaceState(null, "", location.pathname + location.search);
  box.value = code.toUpperCase();
  box.form.querySelector("button").focus();
};
window.addEventListener("hashchange", fill);
fill();
