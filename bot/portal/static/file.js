/* Says at once what would be said after sending: a file is too big, or a picture lacks its words.
   A browser forgets which file was chosen when a form comes back. */
(function () {
  "use strict";
  var chosen = document.getElementById("chosen");
  var problem = document.getElementById("problem");
  var alt = document.getElementById("alt");
  if (!chosen || !problem || !alt) return;

  function wrong() {
    var file = chosen.files && chosen.files[0];
    if (!file) return "";
    if (file.size > Number(chosen.getAttribute("data-most"))) return "data-too-big";
    return file.type.indexOf("image/") === 0 && !alt.value.trim() ? "data-no-words" : "";
  }

  function look() {
    var what = wrong();
    problem.textContent = what ? chosen.getAttribute(what) : "";
    problem.hidden = !what;
    return what;
  }

  chosen.addEventListener("change", look);
  alt.addEventListener("change", function () { if (!problem.hidden) look(); });
  document.getElementById("file").addEventListener("submit", function (event) {
    if (event.submitter && event.submitter.name === "back") return;
    var what = look();
    if (!what) return;
    event.preventDefault();
    (what === "data-no-words" ? alt : chosen).focus();
  });
})();
