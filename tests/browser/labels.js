// What test_labels.py asks of a page.

// Letters of pictures that found no room at their new size.
export const gone = () => [...document.querySelectorAll(".kit-picture text")]
  .filter((text) => text.textContent && text.style.visibility === "hidden")
  .map((text) => text.closest(".kit-lab").getAttribute("aria-label"));

export const heights = () => [...document.querySelectorAll(".kit-lab")].map(
  (lab) => [lab.getAttribute("aria-label"), lab.offsetHeight]);

/** Puts a label where it may not be. */
export const layOnALine = () => {
  const line = window.lettering.pixels(document.querySelector(".kit-plot .js-line"));
  const [x, y] = line[Math.floor(line.length / 2)];
  const label = document.querySelector(".kit-label");
  const chart = document.querySelector(".kit-chart").getBoundingClientRect();
  label.setAttribute("transform", `translate(${x - chart.left - 10} ${y - chart.top - 8})`);
};
