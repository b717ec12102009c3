// What test_present.py asks of a page.

export const atRest = () => [...document.querySelectorAll('.kit-plot[data-rest="true"]')]
  .some((plot) => plot.checkVisibility());

// What a class must see at once after the reveal, and what of it lies outside the screen.
export const outside = () => {
  const bar = document.querySelector(".show-bar").getBoundingClientRect().top;
  const lab = [...document.querySelectorAll(".kit-lab")].find((each) => each.checkVisibility());
  return [".kit-plot", ".kit-words", "input[type=range]"].filter((part) => {
    const shown = document.createRange();
    shown.selectNodeContents(lab.querySelector(part));
    const box = part.startsWith("input") ? lab.querySelector(part) : shown;
    const { top, bottom, left, right } = box.getBoundingClientRect();
    return top < 0 || bottom > bar || left < 0 || right > innerWidth;
  });
};

export const answers = () => [...document.querySelectorAll("details.after")].map(
  (text) => text.lastElementChild.textContent.trim().slice(0, 60));
