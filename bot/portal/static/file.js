/* Says at once that a file is too big, before it is sent. */
(function () {
  "use strict";
  var chosen = document.getElementById("chosen");
  var problem = document.getElementById("problem");
  if (!chosen || !problem) return;
  function isTooBig() {
    var file = chosen.files && chosen.files[0];
    return Boolean(file) && file.size > Number(chosen.getAttribute("data-most"));
  }
  function look() {
    problem.textContent = isTooBig() ? chosen.getAttribute("data-too-big") : "";
    problem.hidden = !isTooBig();
  }
  chosen.addEventListener("change", look);
  document.getElementById("file").addEventListener("submit", function (event) {
    if (isTooBig() && !(event.submitter && event.submitter.name === "back")) {
      event.preventDefault();
      look();
    }
  });
})();
