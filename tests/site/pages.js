// What test_pages.py asks of a page.

export const sizes = () => {
  const least = {}; // pixels of each kind of text
  for (const node of document.querySelectorAll("main *")) {
    const own = [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
    const drawn = node.closest(".kit-pad, .kit-picture, .kit-plot");
    if (!own || drawn || !node.checkVisibility()) continue;
    const kind = `${node.parentElement.getAttribute("class")} ${node.localName}`;
    const size = parseFloat(getComputedStyle(node).fontSize);
    least[kind] = Math.min(least[kind] ?? size, size);
  }
  return least;
};

// Lines of limits that are cut, sliders that their marks leave too little room, and blank under the page.
export const cramped = () => {
  const shown = (/** @type {string} */ css) => [...document.querySelectorAll(css)].filter((part) => part.checkVisibility());
  const cut = shown(".kit-limits > summary").filter((line) => line.scrollWidth > line.clientWidth + 1);
  const halved = shown(".kit-lab input[type=range]").filter((range) => range.clientWidth < 0.6 * range.closest(".kit-lab").clientWidth);
  const blank = document.documentElement.scrollHeight - scrollY - document.querySelector("footer.site").getBoundingClientRect().bottom;
  return [...cut, ...halved].map((part) => part.closest(".kit-lab").getAttribute("aria-label")).concat(blank > 2 ? [`${blank} pixels under the footer`] : []);
};

// How many pixels lie between the top of a chart and the bottom of its slider.
export const spans = () => [...document.querySelectorAll(".kit-lab")].map((lab) => {
  const slider = lab.querySelector(".kit-right input[type=range]");
  const bottom = (slider ?? lab.querySelector(".kit-chart")).getBoundingClientRect().bottom;
  return bottom - lab.querySelector(".kit-chart").getBoundingClientRect().top;
});
