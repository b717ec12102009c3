// What test_axe.py asks of a page.

export const show = () => {
  const skips = [...document.querySelectorAll(".kit-skip:not([hidden])")];
  skips.forEach((skip) => skip.click());
  const cells = document.querySelectorAll(".jp-Cell").length;
  const labs = [...document.querySelectorAll(".kit-plot")];
  const state = [cells, labs.length, document.querySelectorAll(".kit-question").length].join();
  const still = window.kitBefore === state;
  window.kitBefore = state;
  return still && !skips.length && labs.every((plot) => plot.dataset.live);
};

export const tight = () => [...document.querySelectorAll(".kit-lab, .kit-question, .kit-passport")].flatMap((box) => {
  const room = box.getBoundingClientRect();
  const wrong = box.scrollWidth > box.clientWidth + 1 ? ["it scrolls sideways"] : [];
  for (const node of box.querySelectorAll("button, input, select, textarea, label, legend, p, summary, svg.main-svg")) {
    const {left, right, width} = node.getBoundingClientRect();
    if (!width || node.closest(".kit-scroll, .kit-live, [aria-hidden=true]")) continue;
    const found = [
      (left < room.left - 1 || right > room.right + 1) && "leaves the box",
      node.matches("button") && node.scrollWidth > node.clientWidth + 1 && "is cut",
      node.matches("[type=range]") && width < 60 && `has only ${width} pixels`,
    ].filter(Boolean);
    wrong.push(...found.map((what) => `${node.outerHTML.slice(0, 90)} ${what}`));
  }
  const name = box.getAttribute("aria-label") ?? box.textContent.slice(0, 60);
  return wrong.map((what) => `${name}: ${what}`);
});
