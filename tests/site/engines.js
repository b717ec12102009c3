// What test_engines.py asks of a page.

export const rests = () => [...document.querySelectorAll(".kit-plot")].every(
  (plot) => plot.dataset.live && plot.dataset.rest === "true");

// Whether a part of a picture is elsewhere than when this was last asked.
export const moved = () => [...document.querySelectorAll(".kit-picture svg")].some(
  (svg) => [...svg.querySelectorAll("[transform]")].some((part) => {
    const before = part.kitBefore;
    part.kitBefore = part.getAttribute("transform");
    return before && before !== part.kitBefore;
  }));

// Each question gets an answer, or is skipped where it may be.
export const answer = () => {
  for (const asked of document.querySelectorAll(".kit-question")) {
    const skip = asked.querySelector(".kit-skip:not([hidden])");
    for (const radio of [...asked.querySelectorAll("[type=radio]")].toReversed()) radio.click();
    for (const field of asked.querySelectorAll("textarea, [role=spinbutton]")) {
      field.value = field.matches("textarea") ? "Because." : "50";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
    (skip ?? asked.querySelector(".kit-commit")).click();
  }
};

// The questions that still wait for an answer.
export const open = () => [...document.querySelectorAll(".kit-question")].filter(
  (asked) => asked.querySelector(".kit-commit")?.checkVisibility()
    && !asked.querySelector(".kit-feedback")?.textContent
    && !asked.querySelector(".kit-saved")?.textContent).map((asked) => asked.textContent);

// How many texts that a guess opens are shut.
export const shut = () =>
  document.querySelectorAll(".live:has(.kit-skip) + .prose details.after[hidden]").length;
