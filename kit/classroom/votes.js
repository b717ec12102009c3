// How the votes of a round are drawn: a dot for each vote, filled as sure as it was.

const WIDE = 1000;
const SURE = ["guess", "fairly sure", "certain"];
const DOT = 13;
const LETTERS = 33; // the height of a line

/** A vote as a dot: a ring, half full, full; dashed for one of the round before. */
function dot(/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ sure, r = DOT) {
  const about = sure < 0 ? " before" : "";
  const parts = [shape("circle", { class: `dot${about}`, cx: x, cy: y, r })];
  if (sure === 1) parts.push(shape("path", { class: "fill", d: `M${x - r},${y}a${r},${r} 0 0 0 ${2 * r},0z` }));
  if (sure === 2) parts.push(shape("circle", { class: "fill", cx: x, cy: y, r }));
  return parts;
}

/** A row of dots for counts by confidence; narrower where there are many. */
function dots(/** @type {number[]} */ by, /** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ room, before = false) {
  const all = by.flatMap((count, sure) => Array(count).fill(before ? -1 : sure)).reverse();
  const step = Math.min(2 * DOT + 4, room / Math.max(all.length, 1));
  const r = Math.min(DOT, Math.max(step / 2 - 1, 2.5));
  return all.flatMap((sure, k) => dot(x + r + k * step, y, sure, r));
}

const sum = (/** @type {number[]} */ by) => by.reduce((all, count) => all + count, 0);

/** Votes on options or orders, one row for each; the round before above it. */
function drawRows(/** @type {{name: string, key: string, right: boolean}[]} */ rows, /** @type {any} */ results, /** @type {any} */ before) {
  const tall = Math.max(before ? 118 : 96, ...rows.map(({ name }) => 20 + LETTERS * wrapped(name, 22).length));
  const svg = shape("svg", { class: "votes", viewBox: `0 0 ${WIDE} ${tall * rows.length + 10}`, role: "img" });
  const of = (/** @type {any} */ tally, /** @type {string} */ key) => tally?.rows.find((/** @type {any} */ row) => String(row.answer) === key)?.by ?? [0, 0, 0];
  const words = rows.map(({ name, key, right }, k) => {
    const y = k * tall + 8;
    const [now, then] = [of(results, key), of(before, key)];
    if (right) svg.append(shape("rect", { class: "right", x: 2, y, width: WIDE - 4, height: tall - 8, rx: 10 }));
    const lines = wrapped(name, 22);
    lines.forEach((line, n) => svg.append(shape("text", { class: "name", x: 388, y: y + tall / 2 + 6 + (n - (lines.length - 1) / 2) * LETTERS, "text-anchor": "end" }, line)));
    svg.append(shape("path", { class: "base", d: `M400,${y + 2}v${tall - 12}` }));
    if (before) svg.append(...dots(then, 412, y + tall / 2 - 24, 430, true));
    svg.append(...dots(now, 412, y + tall / 2 + (before ? 16 : -4), 430));
    const count = before ? `${sum(then)} → ${sum(now)}` : `${sum(now)}`;
    svg.append(shape("text", { class: "count", x: WIDE - 14, y: y + tall / 2 + 8, "text-anchor": "end" }, count));
    return `${name}: ${before ? `${sum(then)}, now ` : ""}${sum(now)}${right ? ", the right one" : ""}`;
  });
  svg.setAttribute("aria-label", `Votes. ${words.join(". ")}.`);
  return svg;
}

/** Break a text into lines of at most this many letters. */
function wrapped(/** @type {string} */ text, /** @type {number} */ most) {
  const lines = [""];
  for (const word of text.split(" ")) {
    if (lines[lines.length - 1].length + word.length + 1 > most && lines[lines.length - 1]) lines.push(word);
    else lines[lines.length - 1] = `${lines[lines.length - 1]} ${word}`.trim();
  }
  return lines;
}

/** Numbers as dots over an axis, piled up where they fall together. */
function drawNumbers(/** @type {any} */ asked, /** @type {any} */ results, /** @type {any} */ before, /** @type {number | undefined} */ right) {
  const everything = [...results.dots, ...(before?.dots ?? [])].map(([value]) => value).concat(right ?? []);
  const sorted = everything.toSorted((a, b) => a - b);
  const cut = (/** @type {number} */ share) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0;
  const low = Math.min(0, cut(0.02));
  const high = Math.max(cut(0.98), right ?? 0, low + 1e-9) * 1.1 || 1;
  const svg = shape("svg", { class: "votes", viewBox: `0 0 ${WIDE} 400`, role: "img" });
  const at = (/** @type {number} */ value) => 60 + ((Math.min(Math.max(value, low), high) - low) / (high - low)) * (WIDE - 120);
  const pile = (/** @type {any[]} */ of, /** @type {number} */ base, /** @type {boolean} */ old) => {
    const heights = new Map();
    for (const [value, sure] of of) {
      const place = Math.round(at(value) / (2 * DOT + 2));
      const height = heights.get(place) ?? 0;
      heights.set(place, height + 1);
      svg.append(...dot(place * (2 * DOT + 2), base - DOT - 2 - height * Math.min(2 * DOT + 2, 150 / Math.max(1, of.length / 12)), old ? -1 : sure));
    }
  };
  if (right !== undefined) {
    svg.append(shape("path", { class: "truth", d: `M${at(right)},14V350` }), shape("text", { class: "name", x: at(right) + 8, y: 28 }, `${right} ${asked.unit ?? ""}`));
  }
  if (before) pile(before.dots, 170, true);
  pile(results.dots, 350, false);
  svg.append(shape("path", { class: "base", d: `M50,350H${WIDE - 50}` }));
  const ten = 10 ** Math.floor(Math.log10((high - low) / 6));
  const step = [1, 2, 5, 10].map((each) => each * ten).find((each) => 6.01 * each >= high - low) ?? high - low;
  for (let value = Math.ceil(low / step) * step; value <= high; value += step) {
    svg.append(shape("text", { class: "tick", x: at(value), y: 384, "text-anchor": "middle" }, String(Number(value.toPrecision(6)))));
  }
  const middle = results.dots.length ? results.dots[Math.floor(results.dots.length / 2)][0] : "none";
  svg.setAttribute("aria-label", `${results.dots.length} numbers; the middle one is ${middle} ${asked.unit ?? ""}.`);
  return svg;
}

/** Every drawn line, thin, and the middle of the class. */
function drawLines(/** @type {any} */ asked, /** @type {any} */ results, /** @type {any} */ before) {
  const { at, given_x: gx = [], given_y: gy = [], range: [low, high] } = asked;
  const xs = [...gx, ...at];
  const [first, last] = [Math.min(...xs), Math.max(...xs)];
  const svg = shape("svg", { class: "votes", viewBox: `0 -12 ${WIDE} 444`, role: "img" });
  const across = (/** @type {number} */ x) => 100 + ((x - first) / (last - first)) * (WIDE - 150);
  const up = (/** @type {number} */ y) => 360 - ((y - low) / (high - low)) * 330;
  const path = (/** @type {number[]} */ ys) => [...gx.map((/** @type {number} */ x, /** @type {number} */ k) => [x, gy[k]]), ...at.map((/** @type {number} */ x, /** @type {number} */ k) => [x, ys[k]])]
    .toSorted((a, b) => a[0] - b[0]).map(([x, y], k) => `${k ? "L" : "M"}${across(x)},${up(y)}`).join("");
  for (const line of results.lines) svg.append(shape("path", { class: "each", d: path(line) }));
  if (before?.median.length) svg.append(shape("path", { class: "middle before", d: path(before.median) }));
  if (results.median.length) svg.append(shape("path", { class: "middle", d: path(results.median) }));
  svg.append(shape("path", { class: "base", d: "M100,24V360H960" }));
  for (const x of xs) svg.append(shape("text", { class: "tick", x: across(x), y: 388, "text-anchor": "middle" }, String(x)));
  svg.append(shape("text", { class: "tick", x: WIDE - 40, y: 422, "text-anchor": "end" }, asked.x));
  for (const y of [low, high]) svg.append(shape("text", { class: "tick", x: 90, y: up(y) + 6, "text-anchor": "end" }, String(y)));
  svg.append(shape("text", { class: "tick", x: 100, y: 16 }, asked.y));
  svg.setAttribute("aria-label", `${results.lines.length} lines; the middle of the class: ${results.median.map((/** @type {number} */ y, /** @type {number} */ k) => `${y} at ${at[k]}`).join(", ")}.`);
  return svg;
}
