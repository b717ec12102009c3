// For readers who do not see the chart: what there is, in words, and the curve as pitch.

const LOW_HZ = 220; // the foot of an axis; its top is two octaves higher
const OCTAVES = 2;
const CURVE_S = 2.4; // how long a curve sounds
const NOTE_S = 0.14; // a point of its own
const TICK_HZ = 1600; // the click at each mark of the axis
const TICK_S = 0.02;
const STEPS = 25; // places of a curve that one may step through
const LOUD = 0.15;

/** @type {Record<string, string>} */
const UNITS = {
  "%": "percent", nM: "nanomolar", "pg/mL": "picograms per millilitre", "pg/ml": "picograms per millilitre",
  uM: "micromolar", "µM": "micromolar", "nmol/L": "nanomoles per litre", "ng/mL": "nanograms per millilitre", mg: "milligrams", g: "grams", ms: "milliseconds",
  s: "seconds", min: "minutes", h: "hours", d: "days", Hz: "hertz", "/min": "a minute", "mmHg": "millimetres of mercury",
};
const UNIT = new RegExp(`(\\d[ \\u00a0]?|\\()(${Object.keys(UNITS).toSorted((a, b) => b.length - a.length).join("|")})(?![\\w/])`, "g");

const LETTERS = /\b(E[CD]|K)(50|B|[di])\b/g; // KB is no kilobyte: its letters are read one by one
/** @type {Record<string, string>} */
const SHORT = { OR: "odds ratio", RR: "risk ratio", HR: "hazard ratio" };
// Capitals that a voice would read as a word that does not exist: two of them, a third that is a vowel, two consonants first.
const SPELLED = /\b([A-Z]{2}[AEIOU]?|[B-DF-HJ-NP-TV-XZ]{2}[A-Z]+)(s?)\b/g;

/**
 * A text as it should be read out: units behind a number or in brackets as words, letters one by
 * one, a range with its "to".
 * @param {string} text
 * @returns {string}
 */
const aloud = (text) => text.replace(UNIT, (_, before, unit) => `${before === "(" ? before : `${before.trim()} `}${UNITS[unit]}`)
  .replace(LETTERS, (_, first, second) => `${[...first].join(" ")} ${second}`)
  .replace(SPELLED, (all, letters, many) => SHORT[all] ?? `${[...letters].join(" ")}${many && "'s"}`)
  .replaceAll("→", "to").replaceAll("–", " to ");

/**
 * The name of a field with its unit in words.
 * @param {string} label
 * @param {string | undefined} unit
 * @returns {string}
 */
const namedAloud = (label, unit) => aloud(unit ? `${label} in ${UNITS[unit] ?? unit}` : label);

/**
 * The name of an axis without its unit and its signs.
 * @param {Axis} axis
 * @returns {string}
 */
const plainTitle = ({ title }) => title.replace(/ \([^)]*\)/g, "");

/**
 * A place on an axis in words.
 * @param {Axis} axis
 * @param {number} number
 * @returns {string}
 */
function placeAloud(axis, number) {
  const value = placeName(axis, number) ?? withUnit(Number(number.toFixed(axis.digits)), axis.unit);
  return `${[plainTitle(axis), value].filter(Boolean).join(": ")}.`;
}

/**
 * The sentences of a text that another did not have.
 * @param {string} text
 * @param {string} before
 * @returns {string}
 */
function whatIsNew(text, before) {
  const known = new Set(before.match(SENTENCE) ?? []);
  return (text.match(SENTENCE) ?? [text]).filter((each) => !known.has(each)).join("").trim();
}
const SENTENCE = /.+?(?:[.!?](?=\s|$)\s*|$)/gs;

/** @type {Record<string, string>} */
const KINDS = {
  measured: "It shows measurements.", model: "It shows a model.",
  "measured + model": "It shows measurements and a model.", conceptual: "It draws an idea, not numbers.",
};

/**
 * What a lab is, for screen readers: what there is, its controls, right now, what to do.
 * @param {Spec} spec
 * @returns {[string, string][]}
 */
function summaryOf({ kind, axes, series, controls, picture }) {
  const drawn = Object.values(series).map(({ label }) => label).filter(Boolean);
  const list = (/** @type {string[]} */ all) => [...new Set(all)].join("; "); // a comma stands within names
  const rows = list(axes.y.map(plainTitle).filter(Boolean)) || "rows";
  const what = `${KINDS[kind]} ${picture ? `A picture: ${picture.title}. ` : ""}A chart of ${rows} against ${plainTitle(axes.x) || "columns"}. It has: ${list(drawn)}.`;
  const each = controls.map((control) => (control.kind === "slider"
    ? `${control.label}: a slider from ${control.low} to ${withUnit(control.high, control.unit)}${Object.keys(control.stops).length ? `, with named places: ${Object.keys(control.stops).join("; ")}` : ""}.`
    : `${control.label}: one of ${Object.values(control.options).join("; ")}.`));
  const [first] = controls;
  const todo = `${first ? `Move “${first.label}”: the sentence is said again once you rest. ` : ""}“Numbers” opens the table. “Hear it” plays a curve as pitch.`;
  return [["What there is", what], ["The controls", each.join(" ") || "None."], ["Right now", ""], ["What to do", todo]];
}

/**
 * The notes of a series: when, how long, which pitch, which voice.
 * @param {{x: Axis, y: Axis}} axes
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number>} y
 * @param {{whole: boolean, ticks?: number[], points?: [number, number][]}} how
 *   `whole` for a curve; `points` are the measured ones that lie over it.
 * @returns {{voice: string, at: number, long: number, hz: number, to?: number}[]}
 */
function notesOf(axes, x, y, { whole, ticks = [], points = [] }) {
  /** @type {(value: number) => number} */
  const time = (value) => Math.min(1, Math.max(0, shareOf(axes.x, value))) * CURVE_S;
  /** @type {(value: number) => number} */
  const pitch = (value) => LOW_HZ * 2 ** (OCTAVES * Math.min(1, Math.max(0, shareOf(axes.y, value))));
  const there = Array.from(x, (_, k) => k).filter((k) => Number.isFinite(x[k]) && Number.isFinite(y[k]));
  const notes = [];
  if (whole) {
    there.slice(1).forEach((k, before) => {
      const from = there[before];
      const at = time(x[from]);
      notes.push({ voice: "curve", at, long: time(x[k]) - at, hz: pitch(y[from]), to: pitch(y[k]) });
    });
  } else there.forEach((k) => notes.push({ voice: "point", at: time(x[k]), long: NOTE_S, hz: pitch(y[k]) }));
  for (const value of ticks) notes.push({ voice: "tick", at: time(value), long: TICK_S, hz: TICK_HZ });
  for (const [px, py] of points) notes.push({ voice: "point", at: time(px), long: NOTE_S, hz: pitch(py) });
  return notes;
}

/** What can be heard of a lab, and the keys for it: it is silent until asked. */
class Hearing {
  /** @type {AudioContext | undefined} */
  context;

  /** @param {any} view */
  constructor(view) {
    this.view = view;
    const { series } = view.spec;
    this.names = Object.keys(series).filter((name) => series[name].kind !== "area" && series[name].label);
    this.node = make("div", { class: "kit-hear", role: "group", "aria-label": "Hear the chart", hidden: true });
  }

  /** Built when it is first asked for: most readers never ask. */
  build() {
    const { series } = this.view.spec;
    this.choice = make("select", { "aria-label": "What to hear", onchange: () => this.refresh() },
      ...this.names.map((name) => make("option", { value: name }, series[name].head)));
    this.play = make("button", { type: "button", class: "kit-button", onclick: () => (this.sounding ? this.stop() : this.start()) }, "Play");
    this.place = make("input", { type: "range", min: 0, value: 0, step: 1, "aria-label": "Point by point", oninput: () => this.step() });
    this.shownValue = make("p", { class: "kit-hear-told" }); // for eyes: the slider says it
    const rows = [...SLIDER_KEYS.map(({ name, words }) => [name, words]), ["Tab", "to the next control"]];
    const keys = make("details", {}, make("summary", {}, "Keys"), make("table", {}, make("tbody", {},
      ...rows.map(([key, words]) => make("tr", {}, make("th", { scope: "row" }, key), make("td", {}, words))))));
    this.node.append(...(this.names.length > 1 ? [this.choice] : []), this.play, this.place, this.shownValue, keys);
  }

  /** @param {boolean} open */
  show(open) {
    if (!this.play) this.build();
    this.node.hidden = !open;
    if (open) this.refresh();
    else this.stop();
  }

  /** The series that is chosen, in the state of the moment. */
  chosen() {
    const { spec, shown, painter } = this.view;
    const name = this.names.length > 1 ? this.choice.value : this.names[0];
    const { panel, kind, head } = spec.series[name];
    const axes = painter?.axes ?? spec.axes;
    const { x, y } = shown.frame.series[name];
    return { name, head, whole: kind === "line", axes: { x: axes.x, y: axes.y[panel] }, x: x(shown.state), y: y(shown.state), panel };
  }

  /** The places of the chosen series that one steps through. */
  places() {
    const { x, y, whole } = this.chosen();
    const there = Array.from(x, (_, k) => k).filter((k) => Number.isFinite(x[k]) && Number.isFinite(y[k]));
    if (!whole || there.length <= STEPS) return there;
    return Array.from({ length: STEPS }, (_, k) => there[Math.round((k * (there.length - 1)) / (STEPS - 1))]);
  }

  refresh() {
    if (this.node.hidden || !this.view.shown) return;
    this.stop();
    this.place.max = Math.max(0, this.places().length - 1);
    this.say();
  }

  /** What stands at the place, in words. */
  say() {
    const { x, y, axes } = this.chosen();
    const at = this.places()[this.place.valueAsNumber];
    if (at === undefined) return undefined;
    const words = aloud([[axes.x, x], [axes.y, y]].map(([axis, all]) => placeAloud(axis, all[at])).join(" "));
    const share = this.place.valueAsNumber / (Number(this.place.max) || 1);
    this.place.style.setProperty("--kit-at", share.toFixed(4));
    this.place.setAttribute("aria-valuetext", words);
    this.shownValue.textContent = words;
    return [x[at], y[at]];
  }

  step() {
    const at = this.say();
    if (!at) return;
    const { axes } = this.chosen();
    this.stop();
    this.sound(notesOf(axes, [at[0]], [at[1]], { whole: false }).map((note) => ({ ...note, at: 0 })));
  }

  start() {
    const { x, y, axes, whole, panel, name } = this.chosen();
    const { series } = this.view.spec;
    const { frame, state } = this.view.shown;
    const measured = whole ? this.names.filter((each) => each !== name && series[each].kind === "points" && series[each].panel === panel) : [];
    const points = measured.flatMap((each) => {
      const [px, py] = [frame.series[each].x(state), frame.series[each].y(state)];
      return Array.from(px, (_, k) => /** @type {[number, number]} */ ([px[k], py[k]])).filter((pair) => pair.every(Number.isFinite));
    });
    this.sound(notesOf(axes, x, y, { whole, ticks: ticksOf(axes.x, 6), points }));
    this.play.textContent = "Stop";
    this.sounding = setTimeout(() => this.stop(), 1000 * (CURVE_S + NOTE_S));
  }

  /** @param {ReturnType<typeof notesOf>} notes */
  sound(notes) {
    this.context ??= new AudioContext();
    const { context } = this;
    context.resume();
    const out = context.createGain();
    out.gain.value = LOUD;
    out.connect(context.destination);
    this.out = out;
    const zero = context.currentTime + 0.05;
    const curve = notes.filter(({ voice }) => voice === "curve");
    if (curve.length) { // one tone that glides
      const tone = context.createOscillator();
      tone.frequency.setValueAtTime(curve[0].hz, zero + curve[0].at);
      for (const { at, long, to } of curve) tone.frequency.linearRampToValueAtTime(/** @type {number} */ (to), zero + at + long);
      tone.connect(out);
      tone.start(zero + curve[0].at);
      tone.stop(zero + CURVE_S);
    }
    for (const { voice, at, long, hz } of notes.filter((note) => note.voice !== "curve")) {
      const tone = context.createOscillator();
      tone.type = voice === "tick" ? "square" : "triangle";
      tone.frequency.value = hz;
      tone.connect(out);
      tone.start(zero + at);
      tone.stop(zero + at + long);
    }
  }

  stop() {
    clearTimeout(this.sounding);
    this.sounding = undefined;
    this.out?.disconnect();
    if (this.play) this.play.textContent = "Play";
  }

  destroy() {
    this.stop();
    this.context?.close();
  }
}
