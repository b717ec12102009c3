// What test_zoom.py asks of a page.

// How much wider than the window; what hides a part of its words, but for one line of limits; which
// letters of a chart are cut or turned.
export const faults = () => [document.documentElement.scrollWidth - document.documentElement.clientWidth,
  [...document.querySelectorAll("main *")].filter((part) => {
    const { overflowX, overflowY, textOverflow } = getComputedStyle(part);
    const hides = /hidden|clip/.test(`${overflowX} ${overflowY}`);
    if (!hides || textOverflow === "ellipsis") return false;
    if (part.closest(".kit-live, .kit-summary, svg, .kit-tool")) return false;
    const wide = part.scrollWidth - part.clientWidth;
    const tall = part.scrollHeight - part.clientHeight;
    return Math.max(wide, tall) > 1 && part.checkVisibility();
  }).map((part) => `${part.className}: ${part.textContent}`),
  Object.values(window.lettering.all()).flat().filter((fault) => / is /.test(fault))];
