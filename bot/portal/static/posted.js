/* A page that answers a form takes the address of the page that the form was on: Back, Forward and
   Reload then ask for that one, as whoever looks now, and the browser does not offer to send the
   form again. Without this file it does. */
(function () {
  "use strict";
  var there = document.referrer;
  if (there.indexOf(location.origin + "/") !== 0) return;
  history.replaceState(null, "", there + location.hash);
})();
