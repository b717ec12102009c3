// The rules by which the parts of a picture follow a lab's numbers; rules.py says what each does.

/**
 * @typedef {number | string | null | undefined} Value null or undefined where the lab does not give the part
 * @typedef {Record<string, number>} Base what a drawing itself says, where its rule asks for it
 * @typedef {{display?: string | null, text?: Value, shown?: number[], [attribute: string]: any}} Changes
 * @typedef {{
 *   node: Element, rule: string, name: string, more: number[], base: Base,
 *   value?: Value, order?: number[],
 * }} Follower an element, the rule and the part that it follows, the value it shows, and which of
 *   its children come first
 */

const NEARLY = 0.005;
/** @type {Record<string, string[]>} */
const OWN = { thick: ["stroke-width"], level: ["y", "height"] };
const RULES = ["count", "left", "thick", "needs", "level", "shift", "turn", "say", "drift", "flow", "beat"];

/**
 * How many of `total` things stand for a share of them: none only for none, all only for all.
 * @param {number} share
 * @param {number} total
 */
function howMany(share, total) {
  if (share < NEARLY || total === 0) return 0;
  if (share > 1 - NEARLY) return total;
  return Math.min(Math.max(Math.floor(share * total + 0.5 + 1e-4), 1), Math.max(total - 1, 1));
}

/**
 * A number with two decimals at most.
 * @param {number} number
 */
const hundredth = (number) => String(Math.floor(100 * number + 0.5 + 1e-6) / 100 + 0);

/**
 * The places of the children that are shown.
 * @param {string} rule
 * @param {number} number
 * @param {number} children
 */
function shownPlaces(rule, number, children) {
  const few = howMany(number, children);
  const all = Array.from({ length: children }, (_, place) => place);
  return rule === "left" ? all.slice(few) : all.slice(0, few);
}

/**
 * What a value makes of an element: attributes with their new text, `display` null where it is
 * shown, `text` for what it says, `shown` for the places of the children that are seen.
 * @param {{rule: string, more: number[]}} follower
 * @param {Base} base
 * @param {Value} value
 * @returns {Changes}
 */
function changesOf({ rule, more }, base, value) {
  const number = typeof value === "number" ? value : 0;
  switch (rule) {
    case "needs": return { display: value === undefined || value === null ? "none" : null };
    case "say": return { text: value ?? "" };
    case "flow": return { display: number >= NEARLY ? null : "none" };
    case "thick": return { "stroke-width": hundredth(base["stroke-width"] * number) };
    case "level": {
      const tall = base.height * number;
      return { y: hundredth(base.y + base.height - tall), height: hundredth(tall) };
    }
    case "shift": return { transform: `translate(${more.map((k) => hundredth(k * number)).join(" ")})` };
    case "turn": return { transform: `rotate(${hundredth(more[0] * number)} ${hundredth(more[1])} ${hundredth(more[2])})` };
    case "beat": return {}; // a heart stands still until the picture plays
    default: return { shown: shownPlaces(rule, number, base.children) };
  }
}

/**
 * Every element of a drawing that follows a part, with what its rule starts from.
 * @param {Element} svg
 * @returns {Follower[]}
 */
function followersOf(svg) {
  return RULES.flatMap((rule) => [...svg.querySelectorAll(`[data-kit-${rule}]`)].map((node) => {
    const [name, ...more] = String(node.getAttribute(`data-kit-${rule}`)).split(/\s+/);
    const base = Object.fromEntries((OWN[rule] ?? []).map((key) => [key, Number(node.getAttribute(key))]));
    return { node, rule, name, more: more.map(Number), base: { ...base, children: node.children.length } };
  }));
}
