/* The button that puts the end of a visit off, without a page beside this one. */
(function () {
  "use strict";
  var form = document.querySelector("form.stay");
  if (!form || !window.fetch) return;
  var line = form.querySelector("[role=status]");
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    fetch(form.action, {
      method: "POST",
      credentials: "same-origin",
      headers: { Accept: "application/json" }
    }).then(function (answered) {
      return answered.json();
    }).then(function (result) {
      line.textContent = result.said;
    }).catch(function () {
      line.textContent = form.getAttribute("data-over");
    });
  });
})();
