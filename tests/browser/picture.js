// What test_picture.py asks of a page.

export const seen = (lab) => [...lab.querySelectorAll(".kit-picture > svg *:not(title, desc)")].map((node) =>
  [node.localName, node.children.length ? "" : node.textContent,
    ...["display", "stroke-width", "transform", "y", "height"].map((key) => node.getAttribute(key))]);

export const step = ([lab, place]) => {
  const slider = lab.querySelector("input[name=k]");
  slider.value = slider.places[place];
  slider.dispatchEvent(new Event("input"));
  return seen(lab);
};

export const box = (lab) => {
  const picture = lab.querySelector(".kit-picture").getBoundingClientRect();
  const svg = lab.querySelector(".kit-picture svg").getBoundingClientRect();
  const chart = lab.querySelector(".kit-plot").getBoundingClientRect();
  const slider = lab.querySelector("input[name=k]").getBoundingClientRect();
  const text = Number.parseFloat(
    getComputedStyle(lab.querySelector(".kit-picture text")).fontSize);
  const unit = lab.querySelector(".kit-unit").getBoundingClientRect();
  return {picture, chart, slider, unit, text: text * svg.width / 360,
    ground: getComputedStyle(lab.querySelector(".kit-picture")).backgroundColor};
};

// What moves by itself. The counts of the things that wander are noted in every frame.
export const watch = (lab) => {
  const rooms = [...lab.querySelectorAll("[data-kit-drift]")];
  const shown = (room) => [...room.children].filter((one) => !one.hasAttribute("display")).length;
  const places = () => rooms.flatMap((room) => [...room.children])
    .map((one) => one.getAttribute("transform") + one.getAttribute("display")).join();
  window.watched = {counts: new Set(), frames: 0, places: places(), moved: 0};
  const look = () => {
    window.watched.frames += 1;
    window.watched.counts.add(rooms.map(shown).join());
    const now = places();
    if (now !== window.watched.places) window.watched.moved += 1;
    window.watched.places = now;
    if (window.watched.frames < 60) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

export const watched = () => window.watched.frames >= 60 && {...window.watched, counts: [...window.watched.counts]};
