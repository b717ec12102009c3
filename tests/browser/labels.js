// What test_labels.py asks of a page.

// Letters of pictures that found no room at their new size.
export const gone = () => [...document.querySelectorAll(".kit-picture text")]
  .filter((text) => text.textContent && text.style.visibility === "hidden")
  .map((text) => text.closest(".kit-lab").getAttribute("aria-label"));

export const heights = () => [...document.querySelectorAll(".kit-lab")].map(
  (lab) => [lab.getAttribute("aria-label"), lab.offsetHeight]);

// Picture, chart, sentence and first slider that a screen does not show together, from a lab's top.
export const beyond = () => [...document.querySelectorAll(".kit-lab")].flatMap((lab) => {
  const end = (part) => (lab.querySelector(part)?.getBoundingClientRect().bottom ?? 0) - lab.getBoundingClientRect().top;
  return [".kit-picture", ".kit-chart", ".kit-words-room", ".kit-controls > .kit-slider input[type=range]"]
    .filter((part) => end(part) > innerHeight).map((part) => `${lab.getAttribute("aria-label")}: ${part}`);
});

/** Puts a label where it may not be. */
export const layOnALine = () => {
  const line = window.lettering.pixels(document.querySelector(".kit-plot .js-line"));
  const [x, y] = line[Math.floor(line.length / 2)];
  const label = document.querySelector(".kit-label");
  const chart = document.querySelector(".kit-chart").getBoundingClientRect();
  label.setAttribute("transform", `translate(${x - chart.left - 10} ${y - chart.top - 8})`);
};
