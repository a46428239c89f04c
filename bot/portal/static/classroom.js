/* A room that is open in the browser: what others write appears by itself. What one writes is in
   writing.js. Without this file everything works by forms.
   Plain ES2015, so that old telephones read it; nothing is built. */
(function () {
  "use strict";
  var talk = document.querySelector("[data-live]");
  if (!talk || !window.EventSource || !window.fetch || !window.FormData) return;

  var list = talk.querySelector("ol");
  var form = document.getElementById("write");
  var box = document.getElementById("text");
  var below = document.querySelector(".below");
  var older = talk.querySelector(".older");
  var isEnded = false;

  talk.querySelector(".newer").hidden = true;

  function show(element, html) {
    if (!element) return;
    element.innerHTML = html; // written and escaped by our own pages
    element.hidden = !html;
  }

  function items() {
    return Array.prototype.slice.call(list.children);
  }

  /* Where the reader looks stays where it is, whatever is added or taken away. */

  function scrolls() {
    return talk.scrollHeight > talk.clientHeight + 1 && getComputedStyle(talk).overflowY === "auto";
  }

  function distance() {
    if (scrolls()) return Math.abs(talk.scrollTop); // the list is laid out from its end
    var last = list.lastElementChild;
    return last ? Math.max(0, last.getBoundingClientRect().bottom - window.innerHeight) : 0;
  }

  function firstSeen() {
    var top = scrolls() ? talk.getBoundingClientRect().top : 0;
    return items().filter(function (one) { return one.getBoundingClientRect().bottom > top; })[0];
  }

  function keepingPlace(change) {
    var isAtEnd = distance() < 40;
    var inside = scrolls();
    var isTyping = !inside && form.contains(document.activeElement);
    var mark = isTyping ? document.activeElement : firstSeen();
    var before = mark ? mark.getBoundingClientRect().top : 0;
    var count = list.children.length;
    change();
    if (list.children.length > count && !isAtEnd) below.hidden = false; // it takes room itself
    if (inside && isAtEnd) {
      talk.scrollTop = 0;
    } else if (mark && document.contains(mark)) {
      var moved = mark.getBoundingClientRect().top - before;
      if (inside) talk.scrollTop += moved;
      else if (moved) window.scrollBy(0, moved);
    }
  }

  [talk, window].forEach(function (one) {
    one.addEventListener("scroll", function () { if (distance() < 40) below.hidden = true; });
  });
  below.addEventListener("click", function () {
    if (scrolls()) talk.scrollTop = 0;
    else if (list.lastElementChild) list.lastElementChild.scrollIntoView({ block: "end" });
    below.hidden = true;
    talk.focus({ preventScroll: true });
  });

  /* What the stream tells. */

  function find(id) {
    return items().filter(function (one) { return one.getAttribute("data-id") === id; })[0];
  }

  function made(html) {
    var template = document.createElement("ol");
    template.innerHTML = html;
    return template.firstElementChild;
  }

  /* The buttons come a moment later, unannounced: read aloud is only what was said. */
  function put(item, place) {
    var acts = item.querySelector(".acts");
    if (acts) item.removeChild(acts);
    place(item);
    if (!acts) return;
    acts.setAttribute("aria-live", "off");
    setTimeout(function () {
      keepingPlace(function () { item.appendChild(acts); });
    }, 50);
  }

  function update(item, html) {
    var hadFocus = item.contains(document.activeElement);
    var fresh = made(html);
    item.className = fresh.className;
    item.innerHTML = fresh.innerHTML;
    if (hadFocus) {
      var button = item.querySelector("button");
      if (button) button.focus({ preventScroll: true });
    }
  }

  function remove(item) {
    if (item.contains(document.activeElement)) talk.focus({ preventScroll: true });
    list.removeChild(item);
  }

  function reconcile(news) {
    var there = {};
    news.ids.forEach(function (id) { there[id] = true; });
    var isWithin = Boolean(news.reset);
    items().forEach(function (item) {
      var id = item.getAttribute("data-id");
      if (there[id]) isWithin = true;
      else if (isWithin) remove(item);
    });
    var next = null;
    for (var i = news.ids.length - 1; i >= 0; i--) {
      next = placed(news.ids[i], news.html[news.ids[i]], next);
    }
    if (news.reset && older) {
      older.hidden = !news.older;
      older.querySelector("button").value = news.older;
    }
  }

  function placed(id, html, next) {
    var item = find(id);
    if (item && html) update(item, html);
    else if (html) {
      item = made(html);
      put(item, function (one) { list.insertBefore(one, next); });
    }
    return item || next;
  }

  function changeOthers(others) {
    Object.keys(others).forEach(function (id) {
      var item = find(id);
      if (item && others[id]) update(item, others[id]);
      else if (item) remove(item);
    });
  }

  function take(news) {
    keepingPlace(function () {
      if (news.ids) reconcile(news);
      if (news.others) changeOthers(news.others);
      if (list.children.length) {
        talk.querySelectorAll("[data-empty]").forEach(function (one) { one.remove(); });
      }
    });
    if (news.closed !== undefined && box) {
      show(document.getElementById("closed"), news.closed);
      box.readOnly = Boolean(news.closed);
    }
  }

  /* A visit that has ended leaves nothing to read and to press: others come to this device. What
     was typed stays in sight. */
  function close() {
    list.textContent = "";
    below.hidden = true;
    document.querySelectorAll("main button").forEach(function (one) {
      one.style.display = "none";
    });
    document.querySelectorAll(".stay, #todo, main > .row, .place a").forEach(function (one) {
      one.style.display = "none";
    });
    if (box && box.value) box.readOnly = true;
    else form.style.display = "none";
  }

  /* The stream itself. Browsers come back after a break and say where they were. */

  var source = null;
  function listen() {
    if (isEnded) return;
    source = new EventSource(talk.getAttribute("data-live"));
    source.addEventListener("news", function (event) { take(JSON.parse(event.data)); });
    source.addEventListener("ended", function (event) {
      isEnded = true;
      form.setAttribute("data-ended", ""); // writing.js asks
      source.close();
      show(document.getElementById("ended"), JSON.parse(event.data).said);
      close();
    });
    source.onerror = function () {
      if (source.readyState === EventSource.CLOSED) setTimeout(listen, 5000);
    };
  }
  listen();
  window.addEventListener("pagehide", function () { if (source) source.close(); });
  window.addEventListener("pageshow", function (event) { if (event.persisted) listen(); });

  /* Whoever scrolls, types or points is there, though no page is asked for. */

  var here = Date.now();
  function isHere() {
    if (isEnded || Date.now() - here < 240000) return;
    here = Date.now();
    fetch(talk.getAttribute("data-here"), { method: "POST", credentials: "same-origin" })
      .catch(function () { here = 0; });
  }
  ["keydown", "pointerdown", "touchstart", "wheel"].forEach(function (kind) {
    document.addEventListener(kind, isHere, { passive: true });
  });
})();
