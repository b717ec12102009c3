// Where the reader was, or where the address leads: a page grows while its charts come.

const PATIENCE_MS = 10_000; // how long a page may still grow
const SPOT = `place of ${location.pathname}`;

/** The part of the lesson at the top of the window, and how far it is from there. */
function spot() {
  const parts = [...document.getElementById("main").children];
  const at = parts.findIndex((part) => part.getBoundingClientRect().bottom > 0);
  return at < 0 ? null : [at, parts[at].getBoundingClientRect().top];
}

function keepPlace() {
  window.addEventListener("pagehide", () => {
    try { sessionStorage.setItem(SPOT, JSON.stringify(spot())); } catch { /* a page without storage forgets */ }
  });
  let kept = null;
  const [{ type } = {}] = performance.getEntriesByType("navigation");
  try { kept = type === "navigate" ? null : JSON.parse(sessionStorage.getItem(SPOT)); } catch { /* the same */ }
  const main = document.getElementById("main");
  const named = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!kept && !named) return;
  const go = () => {
    if (!kept) named.scrollIntoView();
    else if (main.children[kept[0]]) scrollBy({ top: main.children[kept[0]].getBoundingClientRect().top - kept[1], behavior: "instant" });
  };
  const watcher = new ResizeObserver(go);
  const stop = () => watcher.disconnect();
  for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) window.addEventListener(act, stop, { once: true, passive: true });
  setTimeout(stop, PATIENCE_MS);
  if (kept) history.scrollRestoration = "manual";
  watcher.observe(main);
}
