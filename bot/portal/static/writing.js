/* The box of a room: what one writes leaves without a new page, and outlives it. What others write
   is in classroom.js. Without this file everything works by forms.
   Plain ES2015, so that old telephones read it; nothing is built. */
(function () {
  "use strict";
  var talk = document.querySelector("[data-live]");
  var form = document.getElementById("write");
  var box = document.getElementById("text");
  if (!talk || !box || !window.EventSource || !window.fetch || !window.FormData) return;

  var problem = document.getElementById("problem");
  var state = document.getElementById("state");
  var isSending = false;
  var isNextPressed = false; // while the one before was still under way

  function show(element, html) {
    element.innerHTML = html; // written and escaped by our own pages
    element.hidden = !html;
  }

  function say(text) { state.textContent = text; }

  /* What is typed outlives the page, in this tab, for the one who typed it. */

  var key = "typed " + location.pathname + " " + talk.getAttribute("data-who");
  function kept(value) {
    try {
      if (value === undefined) return sessionStorage.getItem(key) || "";
      if (value) sessionStorage.setItem(key, value);
      else sessionStorage.removeItem(key);
    } catch (_) { /* a browser that keeps nothing */ }
    return "";
  }
  if (!box.value) box.value = kept();
  box.addEventListener("input", function () { kept(box.value); });
  document.querySelectorAll(".leave").forEach(function (leave) {
    leave.addEventListener("submit", function () { kept(""); });
  });

  /* An answer begins and ends without a new page. */

  function answer(id, name, said) {
    var line = document.getElementById("answered");
    form.elements.namedItem("answers").value = id;
    line.querySelector("span").textContent = id ? state.getAttribute("data-answering") + " " + name : "";
    line.querySelector("q").textContent = said;
    line.hidden = !id;
    box.focus();
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-answer]");
    if (!button) return;
    event.preventDefault();
    var item = button.closest("li");
    var said = item && item.querySelector(".said");
    var text = said ? said.textContent.replace(/\s+/g, " ").trim() : "";
    if (text.length > 60) text = text.slice(0, 59) + "…";
    answer(button.value, item ? item.querySelector(".who b").textContent : "", text);
  });

  /* Sending. What is not understood goes the way of forms. */

  var pressed = null;
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("#write button, button[form=write]");
    if (button) pressed = button;
  });

  form.addEventListener("submit", function (event) {
    var button = event.submitter || pressed;
    pressed = null;
    if (form.hasAttribute("data-ended") || (button && !button.hasAttribute("data-send"))) {
      kept(""); // it goes along with the form, and comes back with the page
      return;
    }
    event.preventDefault();
    if (isSending) isNextPressed = true;
    else send();
  });

  function send() {
    var text = box.value;
    var body = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { body.append(name, value); });
    isSending = true;
    isNextPressed = false;
    say(state.getAttribute("data-sending"));
    show(problem, "");
    fetch(form.action, {
      method: "POST",
      body: body,
      credentials: "same-origin",
      headers: { Accept: "application/json" }
    }).then(function (answered) {
      if ((answered.headers.get("Content-Type") || "").indexOf("application/json") < 0) {
        kept("");
        form.submit(); // the page says what is the matter, with the text in its box
        return null;
      }
      return answered.json();
    }).then(function (result) {
      isSending = false;
      if (result) told(result, text);
    }).catch(function () {
      isSending = false;
      say("");
      problem.textContent = state.getAttribute("data-offline");
      problem.hidden = false;
    });
  }

  function told(result, text) {
    if (!result.is_sent) {
      say("");
      show(problem, result.said);
      return;
    }
    form.elements.namedItem("nonce").value = result.nonce;
    box.value = box.value.indexOf(text) === 0 ? box.value.slice(text.length) : box.value;
    kept(box.value);
    form.elements.namedItem("answers").value = "";
    document.getElementById("answered").hidden = true;
    state.innerHTML = result.said;
    if (isNextPressed && box.value.trim()) send();
  }
})();
