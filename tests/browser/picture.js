// What test_picture.py asks of a page.

// Of each element that counts or says: its rule, its part, how many children it has and shows.
export const seen = (lab) => ["count", "left", "drift", "say"].flatMap((rule) =>
  [...lab.querySelectorAll(`[data-kit-${rule}]`)].map((node) => {
    const part = node.getAttribute(`data-kit-${rule}`).split(" ")[0];
    const shown = [...node.children].filter((child) => child.getAttribute("display") !== "none");
    return [rule, part, node.children.length, rule === "say" ? node.textContent : shown.length];
  }));

export const step = async ([lab, place]) => {
  const slider = lab.querySelector("input[name=k]");
  slider.value = slider.places[place];
  slider.dispatchEvent(new Event("input"));
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame); // it is drawn
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
