// What page.py asks of a page.

export const state = (lab) => ({
  words: lab.querySelector(".kit-words").textContent,
  problem: lab.querySelector(".kit-problem").textContent,
  data: lab.querySelector(".kit-plot").data.map(
    (t) => ({kit: t.kit, x: [...(t.x ?? [])], y: [...(t.y ?? [])]})),
  table: [...lab.querySelectorAll(".kit-numbers tbody tr")].map(
    (row) => [...row.cells].map((cell) => cell.textContent)),
  boxes: Object.fromEntries([...lab.querySelectorAll(".kit-slider")]
    .filter((s) => s.querySelector("input[type=range]"))
    .map((s) => [s.querySelector("input[type=range]").name,
      Number(s.querySelector("input[role=spinbutton]").value)])),
});

export const settled = ([lab, words]) => lab.querySelector(".kit-words").textContent === words
  && lab.querySelector(".kit-plot").dataset.rest === "true"
  && lab.querySelector(".kit-numbers[hidden], .kit-numbers tbody tr");

export const rest = (lab) => lab.querySelector(".kit-plot").dataset.rest === "true";

// Holds back what the kernel says and hears, so that a test decides when it arrives.
export const holdBack = () => {
  const Real = window.WebSocket;
  window.held = {on: false, queue: []};
  window.letGo = (count) => window.held.queue.splice(0, count ?? Infinity).forEach((go) => go());
  window.WebSocket = class extends Real {
    addEventListener(type, f, ...rest) {
      const now = (event) => f.call(this, event);
      const late = (event) => window.held.on ? window.held.queue.push(() => now(event)) : now(event);
      super.addEventListener(type, type === "message" ? late : f, ...rest);
    }
    set onmessage(f) { this.addEventListener("message", f); }
  };
};
