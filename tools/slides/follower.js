// Joins the deck in JupyterLab and the speaker notes: which slide is on, and keys from either side.

const LARGE = "kit-larger-text"; // the labs' own switch, on from the start
const FORWARD = ["PageDown"]; // what a presenter's remote control sends
const BACK = ["PageUp"];
const STILL_PX = 5; // a pointer that moved less has not left what it pressed

function render({ el }) {
  const channel = new BroadcastChannel("kit-slides");
  const deck = () => document.querySelector(".jp-Notebook");
  const visible = () => [...document.querySelectorAll(".jp-Notebook .jp-deck-mod-visible")];
  const first = () => Math.min(...visible().map((cell) => Number(cell.dataset.windowedListIndex)));
  let told;

  const tell = (again) => {
    const cell = first();
    if (!Number.isFinite(cell) || (cell === told && !again)) return;
    told = cell;
    channel.postMessage({ cell });
  };
  const focus = () => document.querySelector(".jp-Notebook .jp-Cell.jp-mod-active")?.focus();
  const press = (...directions) => {
    for (const direction of directions) {
      const button = document.querySelector(`.jp-deck-mod-direction-${direction}:not(.jp-mod-disabled)`);
      if (button) { button.click(); break; }
    }
    setTimeout(focus, 50);
  };
  const go = (back) => (back ? press("up", "back") : press("down", "forward"));

  const keys = (event) => {
    const typing = event.target.closest?.("input, textarea, .cm-editor");
    if (event.key === "Escape" && typing) { focus(); return; } // out of a lab: the slide keys work again
    if (typing || ![...FORWARD, ...BACK].includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    go(BACK.includes(event.key));
  };
  // A press on a cell that is not yet the active one makes the deck scroll under the pointer, and
  // the click would be lost: it goes to what was pressed.
  let pressed;
  const down = ({ target, clientX, clientY }) => {
    const control = target.closest?.("button, summary, label, a, input");
    pressed = control && { control, clientX, clientY };
  };
  const click = (event) => {
    const { control, clientX, clientY } = pressed ?? {};
    pressed = undefined;
    if (!control || !event.isTrusted || control.contains(event.target)) return;
    if (Math.hypot(event.clientX - clientX, event.clientY - clientY) > STILL_PX) return;
    event.stopPropagation();
    control.click();
  };
  window.addEventListener("keydown", keys, true);
  window.addEventListener("pointerdown", down, true);
  window.addEventListener("click", click, true);
  channel.onmessage = ({ data }) => {
    if (data.go) go(data.go === "back");
    if (data.ask) tell(true);
  };
  const watch = new MutationObserver(() => tell());
  watch.observe(deck() ?? document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
  try {
    if (sessionStorage.getItem(LARGE) === null) {
      sessionStorage.setItem(LARGE, "yes");
      document.documentElement.setAttribute(`data-${LARGE}`, "");
      window.dispatchEvent(new Event(LARGE));
    }
  } catch { /* small then */ }
  setTimeout(() => { focus(); tell(true); }, 500); // JupyterLab has settled
  el.hidden = true;
  return () => {
    watch.disconnect();
    channel.close();
    window.removeEventListener("keydown", keys, true);
    window.removeEventListener("pointerdown", down, true);
    window.removeEventListener("click", click, true);
  };
}

export default { render };
