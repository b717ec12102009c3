// Follows the deck: marks the section that is on, and sends it forward or back.
const channel = new BroadcastChannel("kit-slides");
const sections = [...document.querySelectorAll("section")];
let started;

function show(cell) {
  const on = sections.findLast((section) => Number(section.dataset.cell) <= cell);
  if (!on || on.hasAttribute("aria-current")) return;
  for (const section of sections) section.removeAttribute("aria-current");
  on.setAttribute("aria-current", "true");
  on.scrollIntoView({ block: "start" });
  if (on !== sections[0]) started ??= Date.now(); // the clock begins when the title is left
}

const go = (way) => channel.postMessage({ go: way });
channel.onmessage = ({ data }) => { if ("cell" in data) show(data.cell); };
channel.postMessage({ ask: true });
document.getElementById("next").onclick = () => go("next");
document.getElementById("back").onclick = () => go("back");
addEventListener("keydown", (event) => {
  const space = event.key === " " && event.target.tagName !== "BUTTON";
  if (!space && !["PageDown", "PageUp"].includes(event.key)) return;
  event.preventDefault();
  go(event.key === "PageUp" || (space && event.shiftKey) ? "back" : "next");
});
setInterval(() => {
  if (started) document.getElementById("clock").textContent = `${Math.floor((Date.now() - started) / 60000)} min`;
}, 1000);
