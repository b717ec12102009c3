// The rules by which the parts of a picture follow a lab's numbers; rules.py says what each does.

const NEARLY = 0.005;
const OWN = { thick: ["stroke-width"], level: ["y", "height"] };
const RULES = ["count", "left", "thick", "needs", "level", "shift", "turn", "say", "drift", "flow", "beat"];

/** How many of `total` things stand for a share of them: none only for none, all only for all. */
function howMany(share, total) {
  if (share < NEARLY || total === 0) return 0;
  if (share > 1 - NEARLY) return total;
  return Math.min(Math.max(Math.floor(share * total + 0.5 + 1e-4), 1), Math.max(total - 1, 1));
}

/** A number with two decimals at most. */
const hundredth = (number) => String(Math.floor(100 * number + 0.5 + 1e-6) / 100 + 0);

/** The places of the children that are shown. */
function shownPlaces(rule, number, children) {
  const few = howMany(number, children);
  const all = Array.from({ length: children }, (_, place) => place);
  return rule === "left" ? all.slice(few) : all.slice(0, few);
}

/**
 * What a value makes of an element: attributes with their new text, `display` null where it is
 * shown, `text` for what it says, `shown` for the places of the children that are seen.
 */
function changesOf({ rule, more }, base, value) {
  const number = value ?? 0;
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

/** Every element of a drawing that follows a part, with what its rule starts from. */
function followersOf(svg) {
  return RULES.flatMap((rule) => [...svg.querySelectorAll(`[data-kit-${rule}]`)].map((node) => {
    const [name, ...more] = node.getAttribute(`data-kit-${rule}`).split(/\s+/);
    const base = Object.fromEntries((OWN[rule] ?? []).map((key) => [key, Number(node.getAttribute(key))]));
    return { node, rule, name, more: more.map(Number), base: { ...base, children: node.children.length } };
  }));
}
