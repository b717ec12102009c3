// The rulers of a chart: round ticks, room for their names, titles that stand level at the ends.
//
// All text is measured before anything is drawn, so no tick is cut and no name turned.

/**
 * @typedef {{x: number, y: number, w: number, h: number}} Box
 * @typedef {{title: string, low: number, high: number, scale: string, ticks: number[],
 *   names: Record<string, string>, digits: number, unit: string, better: string}} Axis
 * @typedef {{lines: string[], x: number, y: number, anchor: string}} Title
 * @typedef {{values: number[], texts: string[][]}} Ticks
 * @typedef {{margin: {l: number, r: number, t: number, b: number}, domains: number[][],
 *   x: Ticks, y: Ticks[], titles: Title[], least: number}} Rulers
 */

const SMALL = 0.93; // letters of ticks and titles, against those of the card
const LINE = 1.25; // of a line of text, against its letters
const NAMES = 0.4; // of the width: the most that names of rows may take
const [NAMES_LARGE, ROW_LARGE] = [0.55, 0.88]; // for a projector: that, and of a line, the height of a row
const BETWEEN = 3.4; // letters: least distance between two ticks, along the width
const UP = 2.4; // and along the height
const ABOVE = 1.05; // letters: from a panel up to its title, for the name of its top tick reaches up

/** @type {Record<string, string[]>} */
const SIDES_OF = { left: ["← better", "worse →"], right: ["← worse", "better →"] };

const letters = globalThis.document?.createElement("canvas").getContext("2d");

/**
 * The width of a text.
 * @param {string} text
 * @param {number} px
 * @param {string} font
 * @param {boolean} [bold]
 */
function widthOf(text, px, font, bold = false) {
  if (!letters) return 0.55 * px * text.length;
  letters.font = `${bold ? 700 : 400} ${px}px ${font}`;
  return letters.measureText(text).width;
}

/**
 * A text in lines that fit; a word that is wider than that has a line of its own.
 * @param {string} text
 * @param {number} room
 * @param {(text: string) => number} width
 */
function wrapped(text, room, width) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && width(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * A number beside a tick.
 * @param {number} value
 */
function tickText(value) {
  const plain = Number(value.toPrecision(6));
  const [whole, rest] = String(Math.abs(plain)).split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, ",") : whole;
  return `${plain < 0 ? "−" : ""}${grouped}${rest ? `.${rest}` : ""}`;
}

/**
 * Round numbers on a plain ruler.
 * @param {number} low
 * @param {number} high
 * @param {number} most
 */
function plainTicks(low, high, most) {
  const raw = (high - low) / Math.max(most, 1);
  const ten = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((n) => n * ten).find((each) => each >= raw * 0.999) ?? raw;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(high / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

/**
 * Round numbers on a logarithmic ruler: decades, and what is between them where there is room.
 * @param {number} low
 * @param {number} high
 * @param {number} most
 */
function logTicks(low, high, most) {
  const [from, to] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const within = (/** @type {number} */ v) => v >= low * 0.999 && v <= high * 1.001;
  for (const set of [[1, 2, 3, 5], [1, 2, 5], [1, 3]]) {
    const all = [];
    for (let e = from; e <= to; e++) all.push(...set.map((n) => Number((n * 10 ** e).toPrecision(6))).filter(within));
    // two neighbours of a fine set stand as near as log10(5/3) of a decade
    const near = Math.min(...set.map((n, k) => Math.log10((set[k + 1] ?? 10) / n)));
    if (all.length > 1 && (to - from || 1) && (Math.log10(high / low) / near) <= most) return all;
  }
  const decades = [];
  const step = Math.max(1, Math.ceil((to - from) / most));
  for (let e = Math.ceil(Math.log10(low) - 1e-9); e <= to; e += step) decades.push(Number((10 ** e).toPrecision(6)));
  const inside = decades.filter(within);
  return inside.length > 1 ? inside : [low, high];
}

/**
 * The ticks of an axis that is this many pixels long.
 * @param {Axis} axis
 * @param {number} most
 */
function ticksOf({ ticks, low, high, scale }, most) {
  if (ticks.length) return ticks;
  return scale === "log" ? logTicks(low, high, most) : plainTicks(low, high, most);
}

/**
 * Some of the ticks that were asked for, where there is no room for all: the first and the last stay.
 * @param {number[]} ticks
 * @param {number} most
 */
function thinned(ticks, most) {
  const last = ticks.length - 1;
  const step = ticks.findIndex((_, k) => k > 0 && last % k === 0 && last / k < most);
  return ticks.filter((_, k) => k % Math.max(step, 1) === 0);
}

/**
 * What a tick says, however little room there is.
 * @param {Axis} axis
 * @param {number} value
 */
const nameOf = ({ names }, value) => names[String(Number(value.toPrecision(6)))] ?? tickText(value);

/**
 * Where a value stands on its ruler, from 0 to 1.
 * @param {{low: number, high: number, scale: string}} axis
 * @param {number} value
 */
function shareOf({ low, high, scale }, value) {
  if (scale === "log") return Math.log10(value / low) / Math.log10(high / low);
  return (value - low) / (high - low);
}

/**
 * Named ticks of the x axis: wrapped to the room each has, so that none is turned or cut.
 * @param {Axis} axis
 * @param {number} width
 * @param {(text: string) => number} measure
 * @returns {Ticks}
 */
function across(axis, width, measure) {
  const named = Object.keys(axis.names).length > 0;
  const letter = measure("0");
  const values = ticksOf(axis, Math.max(2, Math.floor(width / (BETWEEN * 2 * letter))));
  if (!named) {
    const texts = values.map((value) => tickText(value));
    const clear = (/** @type {number} */ k) => { // plain numbers that were asked for may stand too close
      const [a, b] = [k - 1, k].map((each) => shareOf(axis, values[each]) * width);
      return b - a > (measure(texts[k - 1]) + measure(texts[k])) / 2 + letter;
    };
    const keep = values.map(() => true);
    for (let k = 1; k < values.length; k++) if (keep[k - 1] && !clear(k)) keep[k] = false;
    return { values: values.filter((_, k) => keep[k]), texts: texts.filter((_, k) => keep[k]).map((text) => [text]) };
  }
  const places = values.map((value) => shareOf(axis, value) * width);
  const texts = values.map((value, k) => {
    const left = k ? (places[k] - places[k - 1]) : 2 * places[k] + width / 4;
    const right = k < places.length - 1 ? places[k + 1] - places[k] : 2 * (width - places[k]) + width / 4;
    return wrapped(nameOf(axis, value), Math.min(left, right, width / 2) - letter, measure);
  });
  return { values, texts: staggered(places, texts, letter, measure) };
}

/**
 * Names that would still touch stand lower, each as high as there is room for it.
 * @param {number[]} places
 * @param {string[][]} texts
 * @param {number} letter
 * @param {(text: string) => number} measure
 */
function staggered(places, texts, letter, measure) {
  /** @type {{end: number, from: number, to: number}[]} */
  const before = [];
  return texts.map((lines, k) => {
    const half = Math.max(...lines.map(measure)) / 2;
    const near = before.filter(({ end }) => end > places[k] - half);
    let blank = 0; // the highest lines that are free beside what stands near
    while (near.some(({ from, to }) => from < blank + lines.length && blank < to)) blank++;
    before.push({ end: places[k] + half + letter, from: blank, to: blank + lines.length });
    return [...Array(blank).fill(""), ...lines];
  });
}

/**
 * The least height of the plot at which the names of its rows do not touch.
 * @param {Axis} axis
 * @param {Ticks} ticks
 * @param {number} line
 */
function leastFor(axis, { values, texts }, line) {
  const apart = texts.some((lines) => lines.length > 1) ? line / 3 : 0; // else two names read as one
  const places = values.map((value, k) => ({ at: shareOf(axis, value), tall: texts[k].length * line + apart })).sort((a, b) => a.at - b.at);
  return places.slice(1).reduce((most, { at, tall }, k) => Math.max(most, ((tall + places[k].tall) / 2) / Math.max(at - places[k].at, 0.01)), 0);
}

/**
 * Everything around the plots: margins, ticks, titles.
 * @param {{x: Axis, y: Axis[]}} axes
 * @param {{width: number, height: number, px: number, font: string}} room
 * @returns {Rulers}
 */
function rulersOf(axes, { width, height, px, font }) {
  const [small, large] = [px * SMALL, textIsLarge()];
  const line = small * LINE;
  const measure = (/** @type {string} */ text) => widthOf(text, small, font);
  const panels = axes.y.length;
  const heads = axes.y.map(({ title }) => (title ? wrapped(title, width - small, measure) : []));
  const sides = SIDES_OF[axes.x.better] ?? [];
  const top = (heads[0].length + (sides.length ? 1 : 0)) * line + small * (heads[0].length ? ABOVE - 0.3 : 0.6);
  const between = Math.max(0, ...heads.slice(1).map((lines) => lines.length)) * line + small * (ABOVE + 0.4);
  const about = (height - top - 3 * line - between * (panels - 1)) / panels;
  const y = axes.y.map((axis) => {
    const ticks = ticksOf(axis, Math.max(2, Math.floor(about / (UP * small))));
    const values = Object.keys(axis.names).length ? ticks : thinned(ticks, Math.max(2, Math.floor(about / line) + 1));
    const texts = values.map((value) => wrapped(nameOf(axis, value), width * (large ? NAMES_LARGE : NAMES), measure));
    return { values, texts };
  });
  const widest = Math.max(0, ...y.flatMap(({ texts }) => texts.flat().map(measure)));
  const l = Math.ceil(widest + small * 0.9);
  const named = axes.y.map((axis, k) => (Object.keys(axis.names).length ? leastFor(axis, y[k], large ? line * ROW_LARGE : line) : 0));
  const least = Math.max(...named) * panels;
  let r = Math.ceil(small * 0.9);
  let x = across(axes.x, width - l - r, measure);
  const last = x.values.length - 1;
  if (last >= 0) { // half of the last name stands beyond its tick
    const beyond = Math.max(...x.texts[last].map(measure)) / 2 - (1 - shareOf(axes.x, x.values[last])) * (width - l - r);
    if (beyond > r - 2) { r = Math.ceil(Math.min(beyond + 3, width / 5)); x = across(axes.x, width - l - r, measure); }
  }
  const below = Math.max(1, ...x.texts.map((lines) => lines.length));
  const foot = axes.x.title ? wrapped(axes.x.title, width - r - small / 2, measure) : []; // it ends at the plot's right
  const apart = below > 1 ? small * 0.4 : 0; // else a lowered name and the title could be read as one
  const b = Math.ceil(below * line + apart + foot.length * line + small * 1.1);
  const t = Math.ceil(top);
  const inner = Math.max(height - t - b, 40);
  const share = (inner - between * (panels - 1)) / panels / inner;
  const domains = axes.y.map((_, k) => {
    const high = 1 - k * (share + between / inner);
    return [Math.max(0, high - share), Math.min(1, high)];
  });
  const titles = heads.map((lines, k) => ({
    lines, x: small * 0.2, anchor: "start",
    y: t + inner * (1 - domains[k][1]) - small * ABOVE - (lines.length - 1 + (k === 0 && sides.length ? 1 : 0)) * line,
  }));
  sides.forEach((text, k) => titles.push({ lines: [text], x: k ? width - r : l, y: t - small * 0.75, anchor: k ? "end" : "start" }));
  titles.push({ lines: foot, x: width - r, y: t + inner + small * 0.8 + below * line + apart + small * 0.75, anchor: "end" });
  return { margin: { l, r, t, b }, domains, x, y, titles, least: least ? least + t + b + between * (panels - 1) : 0 };
}
