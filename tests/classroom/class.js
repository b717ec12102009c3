// What test_class.py asks of a page.

export const fits = () => [document.documentElement, document.querySelector("#screen")].every((each) =>
  each.scrollHeight <= each.clientHeight + 1 && each.scrollWidth <= innerWidth);

export const apart = () => {
  const boxes = [...document.querySelectorAll("#screen > *")].map((part) =>
    part.getBoundingClientRect());
  return boxes.every((box, k) => k === 0 || box.top >= boxes[k - 1].bottom - 1);
};
