// Icons, sixteen units wide, and motion between two states.

/** @type {Record<string, string[]>} */
const SIGNS = {
  numbers: ["M2.5 3.5h11v9h-11z", "M2.5 6.7h11M6.3 3.5v9"],
  save: ["M8 2.2v7.4M4.9 6.8 8 9.8l3.1-3", "M2.6 11.2v2.2h10.8v-2.2"],
  hear: ["M2.5 6.2v3.6h2.6L8.6 13V3L5.1 6.2z", "M10.8 5.6a3.4 3.4 0 0 1 0 4.8M12.6 3.8a6 6 0 0 1 0 8.4"],
  larger: ["M1.8 12.4 5.2 3.6l3.4 8.8M3 9.4h4.4", "M12 5.6v5.2M9.4 8.2h5.2"],
  reset: ["M12.9 8.4A5 5 0 1 1 11.2 4.2", "M12.9 2.2v3h-3"],
  measured: ["M8 4.6a3.4 3.4 0 1 0 .01 0z"],
  model: ["M1.6 12.6c5.4 0 5.6-9 12.8-9.2"],
  "measured + model": ["M1.6 13c5.6 0 6-8.6 13-9", "M5 4a2.3 2.3 0 1 0 .01 0z"],
  conceptual: ["M3 13l.8-3.2 7-7 2.4 2.4-7 7z", "M9.4 4.2l2.4 2.4"],
};
/** @type {Record<string, number[]>} */
const FILLED = { measured: [0], "measured + model": [1] }; // a point is a filled point
const SVG = "http://www.w3.org/2000/svg";

/**
 * An SVG element.
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 */
function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** @param {string} name */
function icon(name) {
  const paths = SIGNS[name].map((d, k) => draw("path", { d, fill: FILLED[name]?.includes(k) ? "currentColor" : "none" }));
  return draw("svg", { class: "kit-icon", viewBox: "0 0 16 16", "aria-hidden": "true" }, ...paths);
}

// ---- motion -----------------------------------------------------------------------------

const calm = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)");

/**
 * Go from 0 to 1 and report each step, slowly at both ends; at once for readers who asked for less
 * motion.
 * Returns what stops it.
 * @param {number} ms
 * @param {(share: number) => void} each
 */
function glide(ms, each) {
  if (calm?.matches || document.hidden) {
    each(1);
    return () => {};
  }
  const began = performance.now();
  let frame = 0;
  const step = (/** @type {number} */ now) => {
    const t = Math.min(1, Math.max(0, (now - began) / ms));
    if (t < 1) frame = requestAnimationFrame(step);
    each(t < 0.5 ? 2 * t * t : 1 - 2 * (1 - t) ** 2);
  };
  frame = requestAnimationFrame(step);
  return () => cancelAnimationFrame(frame);
}
