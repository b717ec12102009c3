// A pad to draw a line on, with a finger or a mouse; the number boxes of the question say the same.

const PAD = { width: 560, height: 300, left: 88, right: 16, top: 14, bottom: 52 };
const NEAR = 18; // pixels: closer than this a touch takes hold of one point
const ACROSS = 7; // pixels across before a finger draws: a swipe up or down is for the page

/**
 * An SVG element.
 * @param {string} tag
 * @param {Record<string, unknown>} attributes
 * @param {string | number} [text]
 */
function shape(tag, attributes, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.textContent = String(text);
  if (tag === "text") element.setAttribute("aria-hidden", "true"); // the number boxes say it
  return element;
}

/**
 * Empty axes with the points that are given. `asked` has `at`, `given_x`, `given_y`, `range` and the
 * names of both axes; `boxes` are the number inputs, one for each place of `at`.
 * @param {Asked} asked
 * @param {HTMLInputElement[]} boxes
 * @returns {SVGElement}
 */
function drawingPad(asked, boxes) {
  const { at, given_x: givenX = [], given_y: givenY = [], range: [low, high] } = asked;
  const places = [...givenX, ...at].sort((a, b) => a - b);
  const [first, last] = [places[0], places[places.length - 1]];
  const [wide, tall] = [PAD.width - PAD.left - PAD.right, PAD.height - PAD.top - PAD.bottom];
  /** @param {number} x */
  const across = (x) => PAD.left + (wide * (x - first)) / (last - first);
  /** @param {number} y */
  const up = (y) => PAD.top + (tall * (high - y)) / (high - low);

  const pad = shape("svg", { class: "kit-pad", viewBox: `0 0 ${PAD.width} ${PAD.height}`, role: "img",
    "aria-label": `Empty axes to draw on, ${asked.y} against ${asked.x}. The number boxes below do the same.` });
  pad.append(shape("rect", { class: "kit-pad-ground", x: PAD.left, y: PAD.top, width: wide, height: tall }));
  const unit = asked.y.length > 2 ? "" : ` ${asked.y}`; // a long one stands beside the number boxes
  for (const y of [low, (low + high) / 2, high]) {
    pad.append(shape("text", { x: PAD.left - 8, y: up(y) + 5, "text-anchor": "end" }, `${y}${unit}`));
  }
  for (const x of places) pad.append(shape("text", { x: across(x), y: PAD.height - 30, "text-anchor": "middle" }, x));
  pad.append(shape("text", { x: PAD.left + wide / 2, y: PAD.height - 6, "text-anchor": "middle" }, asked.x));
  for (const x of at) pad.append(shape("path", { class: "kit-pad-place", d: `M${across(x)},${PAD.top}v${tall}` }));
  const line = shape("polyline", { class: "kit-pad-line" });
  const given = givenX.map((x, k) => shape("rect", { class: "kit-pad-given", x: across(x) - 5, y: up(givenY[k]) - 5, width: 10, height: 10 }));
  const handles = at.map((x) => shape("circle", { class: "kit-pad-handle", cx: across(x), r: 8 }));
  const grips = at.map((x) => shape("circle", { class: "kit-pad-grip", cx: across(x), r: 26 })); // for a finger
  pad.append(line, ...given, ...handles, ...grips);

  const show = () => {
    const points = givenX.map((x, k) => [x, givenY[k]]);
    boxes.forEach((box, k) => {
      const value = numberOf(box);
      for (const part of [handles[k], grips[k]]) part.toggleAttribute("hidden", !(value >= low && value <= high));
      if (!(value >= low && value <= high)) return;
      for (const part of [handles[k], grips[k]]) part.setAttribute("cy", String(up(value)));
      points.push([at[k], value]);
    });
    points.sort((a, b) => a[0] - b[0]);
    line.setAttribute("points", points.map(([x, y]) => `${across(x)},${up(y)}`).join(" "));
  };

  const step = (high - low) / 100;
  /** @type {number | null} */
  let held = null; // the one point that is held; -1 draws along
  /** @param {PointerEvent} event */
  const put = (event) => {
    const area = pad.getBoundingClientRect();
    const scale = PAD.width / area.width;
    const [px, py] = [(event.clientX - area.left) * scale, (event.clientY - area.top) * scale];
    /** @param {number} k */
    const reach = (k) => Math.abs(across(at[k]) - px);
    const nearest = at.reduce((best, _x, k) => (reach(k) < reach(best) ? k : best), 0);
    const touches = boxes[nearest].value !== "" && reach(nearest) < NEAR && Math.abs(up(numberOf(boxes[nearest])) - py) < NEAR;
    held ??= touches ? nearest : -1;
    const value = Math.min(high, Math.max(low, high - ((py - PAD.top) / tall) * (high - low)));
    setNumber(boxes[held < 0 ? nearest : held], Number((Math.round(value / step) * step).toFixed(6)));
    show();
  };
  pad.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "touch") event.preventDefault();
    pad.setPointerCapture(event.pointerId);
    held = null;
    const free = event.pointerType !== "touch" || grips.some((grip) => grip === event.target);
    if (free) put(event);
    pad.onpointermove = free ? put : (later) => {
      const [dx, dy] = [later.clientX - event.clientX, later.clientY - event.clientY].map(Math.abs);
      if (dx <= ACROSS || dx <= dy) return;
      for (const each of [event, later]) put(each);
      pad.onpointermove = put;
    };
    pad.onpointerup = (later) => {
      const tap = Math.abs(later.clientY - event.clientY) <= ACROSS; // else a swipe that scrolled nothing
      if (pad.onpointermove !== put && tap) put(later);
      release();
    };
  });
  const release = () => { pad.onpointermove = pad.onpointerup = null; };
  pad.addEventListener("pointercancel", release); // the page scrolls: nothing was drawn
  boxes.forEach((box) => box.addEventListener("input", show));
  show();
  return pad;
}
