// The card of a lab: title and badge, picture beside chart, words, fields, one row of tools; and
// how high the chart may be, so that all of it stands on one screen.

const TALL = 42.6; // letters: the most a card may be high, 640 pixels at 15
const CHART_MOST = 25; // letters: the most a chart is high beside a picture
const CHART_LEAST = 13; // and the least
const PANEL_LEAST = 8.5; // of each panel
const LARGE_LEAST = [10, 5.2]; // the same for a projector, whose letters are larger
const ON_PHONE = 18.4; // letters: a chart on a phone
const PANEL_PHONE = 10.5; // of each panel
const PICTURE_LEAST = 10;
const PICTURE_PHONE = 20;

/**
 * What a limit says, in the middle of a sentence.
 * @param {string} text
 * @returns {string}
 */
const within = (text) => (/^[A-Z][a-z]/.test(text) ? text[0].toLowerCase() + text.slice(1) : text);

/**
 * @param {Spec} spec
 * @returns {HTMLElement}
 */
function headOf({ title, kind }) {
  return make("div", { class: "kit-head" }, make("p", { class: "kit-title" }, title),
    make("span", { class: "kit-badge" }, icon(kind), kind));
}

/**
 * What the model leaves out: one line, which opens.
 * @param {Spec} spec
 * @returns {HTMLElement}
 */
function limitsOf({ kind, limits }) {
  const rows = Object.entries(limits);
  const [, last] = rows.find(([name]) => name === "Left out") ?? rows.at(-1) ?? ["", ""];
  const what = kind === "measured" ? "What this chart leaves out" : "What this model leaves out";
  return make("details", { class: "kit-limits" }, make("summary", {}, what, make("span", {}, `: ${within(last)}`)),
    make("dl", {}, ...rows.flatMap(([name, text]) => [make("dt", {}, name), make("dd", {}, text)])));
}

/**
 * A button of the quiet row: icon and word.
 * @param {string} name
 * @param {string} word
 * @param {() => void} onclick
 * @param {string} [label]
 * @returns {HTMLElement}
 */
function tool(name, word, onclick, label = word) {
  return make("button", { type: "button", class: "kit-tool", "data-tool": name, "aria-label": label, title: label, onclick },
    icon(name), make("span", {}, word));
}

/**
 * How much of the screen a card may take, in pixels.
 * @param {Element} lab
 * @param {number} px
 * @returns {number}
 */
function roomFor(lab, px) {
  const pane = lab.closest(".jp-WindowedPanel-outer, [data-kit-room]");
  const room = Math.max(20 * px, (pane?.clientHeight ?? innerHeight) - 16);
  return textIsLarge() ? room : Math.min(room, TALL * px);
}

/**
 * The heights of chart and picture, so that the card fits; on a phone they stand under each other.
 * Returns the size of the chart.
 * @param {CardParts} parts
 * @returns {Size}
 */
function fitCard({ lab, stage, plot, side, controls, picture, panels, least }) {
  const style = getComputedStyle(lab);
  const px = parseFloat(style.fontSize);
  const narrow = getComputedStyle(stage).display === "flex";
  const [whole, each] = textIsLarge() ? LARGE_LEAST : [CHART_LEAST, PANEL_LEAST];
  const atLeast = Math.max(whole * px, panels > 1 ? panels * each * px : 0);
  let tall;
  if (narrow) {
    tall = Math.min(Math.max(ON_PHONE, panels > 1 ? panels * PANEL_PHONE : 0) * px, 0.8 * innerHeight);
    if (picture) picture.style.setProperty("--kit-picture-tall", `${PICTURE_PHONE * px}px`);
  } else {
    const around = /** @type {HTMLElement} */ (lab.querySelector(".kit-head")).offsetHeight + parseFloat(style.paddingTop) + parseFloat(style.paddingBottom) + 3 * px + 14;
    const room = roomFor(lab, px) - around;
    tall = Math.min(Math.max(room - controls.offsetHeight - 6, atLeast), CHART_MOST * px);
    if (picture) {
      const bar = picture.offsetHeight - /** @type {SVGElement} */ (picture.querySelector("svg")).getBoundingClientRect().height;
      const high = Math.max(room - side.offsetHeight - bar - 6, PICTURE_LEAST * px);
      picture.style.setProperty("--kit-picture-tall", `${Math.round(high)}px`);
    }
  }
  const width = plot.clientWidth;
  const font = style.fontFamily;
  tall = Math.round(Math.max(tall, least(width, px, font)));
  lab.style.setProperty("--kit-tall", `${tall}px`);
  return { width, height: tall, px, font };
}
