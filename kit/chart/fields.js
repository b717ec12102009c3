// The fields of a lab: a slider with its box, a folded list, radio buttons.
//
// Each is its node, and `show`, which puts a value into it. It tells the view which control was moved.

const MOST_RADIOS = 8; // a choice of more folds into a list
const FINE = 10000; // steps of the native slider: its handle stands where the value is on its ruler
const PAGE = 10; // positions of a slider at a time, with the page keys
const THUMB = 22; // pixels of a handle
const DRAG = 7; // pixels across before a finger moves a slider: a swipe up or down is for the page

// What keys do to a slider: by how many positions they move it, or to which end; and how the help names them.
/** @type {{keys: string[], name: string, by?: number, to?: number, words: string}[]} */
const SLIDER_KEYS = [
  { keys: ["ArrowRight", "ArrowUp"], name: "Right or up arrow", by: 1, words: "one step up" },
  { keys: ["ArrowLeft", "ArrowDown"], name: "Left or down arrow", by: -1, words: "one step down" },
  { keys: ["PageUp"], name: "Page up", by: PAGE, words: `${PAGE} steps up` },
  { keys: ["PageDown"], name: "Page down", by: -PAGE, words: `${PAGE} steps down` },
  { keys: ["Home"], name: "Home", to: 0, words: "to the lowest value" },
  { keys: ["End"], name: "End", to: Infinity, words: "to the highest value" },
];

/**
 * @param {number | string} value
 * @param {string | undefined} unit
 * @returns {string}
 */
const withUnit = (value, unit) => (unit ? `${value}\u00a0${unit}` : `${value}`);

/**
 * @param {SpecControl} control
 * @param {string} id
 * @param {Listener} view
 * @returns {Field}
 */
function fieldOf(control, id, view) {
  if (control.kind === "slider") return new SliderField(control, id, view);
  return (Object.keys(control.options).length > MOST_RADIOS ? listField : radioField)(control, id, view);
}

/**
 * Where a value of a slider stands on its ruler, from 0 to 1.
 * @param {SpecSlider} slider
 * @param {number} value
 * @returns {number}
 */
function shareAlong({ low, high, scale, only, positions }, value) {
  if (only.length) return positions.length > 1 ? nearestPlace(positions, value) / (positions.length - 1) : 0;
  return high > low ? shareOf({ low, high, scale }, value) : 0;
}

/**
 * @param {number[]} positions
 * @param {number} value
 * @returns {number}
 */
const nearestPlace = (positions, value) =>
  positions.reduce((best, p, k) => (Math.abs(p - value) < Math.abs(positions[best] - value) ? k : best), 0);

class SliderField {
  /** @type {number} */
  value;
  undecided = false;

  /**
   * @param {SpecSlider} control
   * @param {string} id
   * @param {Listener} view
   */
  constructor(control, id, view) {
    this.control = control;
    this.view = view;
    const { name, label, unit, low, high, positions } = control;
    this.range = make("input", {
      type: "range", id, name, min: 0, max: FINE, step: 1, "data-axis": control.axis,
      oninput: () => this.slide(), onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event),
      onpointerdown: (/** @type {PointerEvent} */ event) => this.touch(event), onfocus: () => view.askSweep(name),
    });
    this.range.places = positions.map((value) => Math.round(FINE * shareAlong(control, value)));
    /** @type {(number: number, by: number) => number} */
    const next = (number, by) => (by > 0
      ? positions.find((p) => p > number) : positions.findLast((p) => p < number)) ?? number;
    this.box = numberInput({
      "aria-label": namedAloud(label, unit), "aria-valuemin": low, "aria-valuemax": high,
      onchange: () => (allows(control, numberOf(this.box)) ? view.move({ [name]: numberOf(this.box) }) : this.refuse()),
    }, next);
    this.stops = Object.entries(control.stops).map(([text, value]) => ({
      share: shareAlong(control, value),
      node: make("button", { type: "button", class: "kit-stop", onclick: () => view.glideTo({ [name]: value }) }, text),
    }));
    const hung = make("div", { class: "kit-stops" }, ...this.stops.map(({ node }) => node));
    this.rail = make("div", { class: "kit-rail" }, this.range, ...(this.stops.length ? [hung] : []));
    this.node = make("div", { class: "kit-slider" },
      make("div", { class: "kit-row" }, make("label", { for: id }, label),
        make("span", { class: "kit-value" }, make("span", { class: "kit-box" }, this.box), make("span", { class: "kit-unit", "aria-hidden": "true" }, unit))), // the box says it
      this.rail);
  }

  get places() { return this.control.positions; }

  /** The place of the position nearest to where the handle is. */
  place() { return nearestPlace(this.range.places, this.range.valueAsNumber); }

  slide() {
    if (this.undecided) { // a finger that may be on its way to scroll
      this.show(this.value);
      return;
    }
    this.go(this.place());
  }

  /** @param {number} place */
  go(place) {
    const at = Math.min(Math.max(place, 0), this.places.length - 1);
    const value = this.places[at];
    if (value === this.value) this.show(value); // back to where the handle belongs
    else this.view.move({ [this.control.name]: value });
  }

  /**
   * Keys go from position to position: the native slider knows only its fine steps.
   * @param {KeyboardEvent} event
   */
  key(event) {
    const move = SLIDER_KEYS.find(({ keys }) => keys.includes(event.key));
    if (event.ctrlKey || event.metaKey || event.altKey || !move) return;
    event.preventDefault();
    this.go(move.to ?? nearestPlace(this.places, this.value) + (move.by ?? 0));
  }

  /**
   * A finger moves the handle once it goes across, or when it is lifted where it came down.
   * @param {PointerEvent} event
   */
  touch(event) {
    this.view.askSweep(this.control.name);
    if (event.pointerType !== "touch") return;
    this.undecided = true;
    /** @param {PointerEvent} later */
    const decide = (later) => {
      this.undecided = false;
      leave();
      this.range.value = FINE * this.shareAt(later.clientX);
      this.go(this.place());
    };
    /** @param {PointerEvent} later */
    const moved = (later) => {
      const [dx, dy] = [later.clientX - event.clientX, later.clientY - event.clientY].map(Math.abs);
      if (dx > DRAG && dx > dy) decide(later);
    };
    const cancelled = () => {
      leave();
      setTimeout(() => { this.undecided = false; this.show(this.value); });
    };
    /** @param {PointerEvent} later */
    const lifted = (later) => { // a swipe may end without having scrolled, where the page ends
      if (Math.abs(later.clientY - event.clientY) > DRAG) cancelled();
      else decide(later);
    };
    const leave = () => {
      this.range.removeEventListener("pointermove", moved);
      this.range.removeEventListener("pointerup", lifted);
      this.range.removeEventListener("pointercancel", cancelled);
    };
    this.range.addEventListener("pointermove", moved);
    this.range.addEventListener("pointerup", lifted);
    this.range.addEventListener("pointercancel", cancelled);
  }

  /** @param {number} x */
  shareAt(x) {
    const { left, width } = this.range.getBoundingClientRect();
    return Math.min(1, Math.max(0, (x - left - THUMB / 2) / (width - THUMB)));
  }

  refuse() {
    const words = refusalOf(this.box) || refusal(this.control, this.box.value);
    this.show(this.value);
    this.view.say(words);
  }

  /** @param {number} value */
  show(value) {
    this.value = value;
    const share = shareAlong(this.control, value);
    this.range.value = Math.round(FINE * share);
    this.range.style.setProperty("--kit-at", share.toFixed(4));
    this.range.setAttribute("aria-valuetext", aloud(withUnit(value, this.control.unit)));
    if (numberOf(this.box) !== value) setNumber(this.box, value);
  }

  /**
   * Stand under an axis: from pixel `left` of the chart, `wide` pixels.
   * @param {number} left
   * @param {number} wide
   */
  align(left, wide) {
    this.rail.style.marginLeft = `${left - THUMB / 2}px`;
    this.rail.style.width = `${wide + THUMB}px`;
    this.hang();
  }

  /** Hang the stops on the slider: each under its value, in a second row where two would touch. */
  hang(main = true) {
    if (!main) return; // a small one has them in a row
    const wide = this.rail.clientWidth - THUMB;
    if (!this.stops.length || wide <= 0) return;
    this.rail.classList.add("kit-hung");
    /** @type {number[]} */
    const ends = [];
    const placed = this.stops.toSorted((a, b) => a.share - b.share).map(({ share, node }) => {
      const [middle, half] = [THUMB / 2 + share * wide, node.offsetWidth / 2];
      const left = Math.min(Math.max(middle - half, -8), wide + THUMB + 8 - 2 * half);
      let row = 0;
      while (ends[row] > left) row += 1;
      ends[row] = left + 2 * half;
      return { node, left, row, tick: middle - left };
    });
    const fits = ends.length <= 2;
    this.rail.classList.toggle("kit-hung", fits);
    this.rail.style.setProperty("--kit-rows", fits ? ends.length : 0);
    for (const { node, left, row, tick } of placed) {
      node.style.left = fits ? `${left}px` : "";
      node.style.setProperty("--kit-row", row);
      node.style.setProperty("--kit-tick", `${tick}px`);
    }
  }
}

/**
 * @param {SpecSlider} slider
 * @param {number} value
 * @returns {boolean}
 */
const allows = ({ only, low, high }, value) =>
  only.length ? only.includes(value) : value >= low && value <= high;

/**
 * What a control takes, in words.
 * @param {SpecControl} control
 * @returns {string}
 */
const notTaken = (control) => (control.kind === "choice"
  ? `“${control.label}” is one of: ${Object.keys(control.options).join(", ")}.`
  : `“${control.label}” is a number from ${control.low} to ${withUnit(control.high, control.unit)}.`);

/**
 * @param {SpecSlider} slider
 * @param {string} typed
 * @returns {string}
 */
function refusal({ label, unit, only, low, high }, typed) {
  const allowed = only.length ? only.join(", ") : `${low} to ${high}`;
  const shown = typed === "" ? "nothing" : withUnit(typed, unit);
  return `${label} = ${shown} is not possible here: choose from ${withUnit(allowed, unit)}.`;
}

/**
 * A long list folds away: thirteen radio buttons would push the next slider off a phone.
 * @param {SpecChoice} control
 * @param {string} id
 * @param {Listener} view
 * @returns {Field}
 */
function listField({ name, label, options }, id, view) {
  const select = make("select", { id, onchange: () => view.move({ [name]: select.value }) },
    ...Object.entries(options).map(([value, text]) => make("option", { value }, text)));
  const node = make("div", { class: "kit-pick" }, make("label", { for: id }, label), select);
  return { node, show: (/** @type {string} */ value) => { select.value = value; } };
}

/**
 * @param {SpecChoice} control
 * @param {string} id
 * @param {Listener} view
 * @returns {Field}
 */
function radioField({ name, label, options }, id, view) {
  const radios = Object.entries(options).map(([value, text]) => {
    /** @type {HTMLInputElement} */
    const radio = make("input", { type: "radio", name: id, value, onchange: () => view.move({ [name]: value }) });
    return { radio, label: make("label", {}, radio, " ", text) };
  });
  const node = make("fieldset", { class: "kit-choice" }, make("legend", {}, label), ...radios.map(({ label: field }) => field));
  return { node, show: (/** @type {string} */ value) => { for (const { radio } of radios) radio.checked = radio.value === value; } };
}
