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

// How many pixels lie between the top of a chart and the bottom of its slider.
export const spans = () => [...document.querySelectorAll(".kit-lab")].map((lab) => {
  const slider = lab.querySelector(".kit-right input[type=range]");
  const bottom = (slider ?? lab.querySelector(".kit-chart")).getBoundingClientRect().bottom;
  return bottom - lab.querySelector(".kit-chart").getBoundingClientRect().top;
});
