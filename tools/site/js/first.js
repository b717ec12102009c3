// What may go wrong before the kit's own script runs, in words that any browser understands: the
// page then shows the saved form of everything. Only old syntax here.
(function () {
  var OLD = "This browser is too old for moving charts and questions. Below stand a saved picture, the words and the numbers of each lab.";
  var ALONE = "The folder “assets” is not beside this page, so nothing moves here. Copy the whole folder of the lessons, or take the lesson as one file. Below stand the words and the numbers of each lab.";
  function fallBack(words) {
    if (window.kitFellBack) return;
    window.kitFellBack = true;
    function show() {
      var all = document.querySelectorAll(".live noscript, .shut, details.after[hidden]");
      for (var k = 0; k < all.length; k++) {
        if (all[k].tagName === "NOSCRIPT") all[k].outerHTML = all[k].textContent;
        else if (all[k].tagName === "P") all[k].parentNode.removeChild(all[k]);
        else all[k].removeAttribute("hidden");
      }
      var notice = document.createElement("p");
      notice.className = "fault";
      notice.setAttribute("role", "alert");
      notice.textContent = words;
      var main = document.getElementById("main");
      main.insertBefore(notice, main.firstChild);
    }
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", show);
    else show();
  }
  if (!window.DecompressionStream || !window.ResizeObserver || !Array.prototype.toSorted || !Object.hasOwn) fallBack(OLD);
  window.addEventListener("error", function (event) {
    var source = event.target.src || event.filename || "";
    if (!/assets\/kit\.js/.test(source) || document.documentElement.getAttribute("data-awake")) return;
    fallBack(event.target.src ? ALONE : OLD); // it did not come, or could not be read
  }, true);
})();
