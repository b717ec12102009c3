// Where the labels of a chart stand: at what they name, and on nothing else.
//
// It knows pixels only: what is drawn in each state of a sweep (`inks`), and the texts that want a
// place. Everything drawn is entered into a coarse grid, so that four look-ups tell if a box
// is free. A line's label gets the one place that is free in most states of the sweep,
// so that it stands still while a slider moves; only where none is, it has a second one.

/**
 * @typedef {{name: string, lines?: number[][][], boxes?: Box[], fill?: number[][], soft?: boolean, shadow?: boolean}} Ink
 *   lines that are drawn, boxes that are covered (points, intervals); `fill` is the ring of a band,
 *   and a `soft` one has no line of its own; a `shadow` has no name, and looks like a line that has
 * @typedef {{lines: string[], w: number, h: number}} Form
 * @typedef {{name: string, forms: Form[], frame: Box, prefer: number, kind: string}} Wish
 *   `kind`: "line", "rule", "area", or "mark", whose label goes with it
 * @typedef {{x: number, y: number, w: number, h: number, lines: string[], lead?: number[]}} Spot
 */

const CELL = 4; // pixels of the grid
const CLEAR = 4; // pixels between a label and what is drawn
const NEARER = 7; // pixels by which a label is nearer to its own line than to any other
const REACH = [7, 11, 16, 22]; // pixels from a label to its line, from near to far
const LONGEST_LEADER = 70; // pixels a leader may bridge
const ROUNDS = 4; // places that a line's label may have along a sweep
const DOUBT = 500; // of the 1000 of a free place: what it costs to stand nearer to a shadow
const MARK = 9; // pixels from the middle of a mark to its label

/** What is drawn in one state, as a grid. */
class Ground {
  /** @param {number} width @param {number} height */
  constructor(width, height) {
    this.wide = Math.ceil(width / CELL) + 1;
    this.tall = Math.ceil(height / CELL) + 1;
    this.cells = new Uint8Array(this.wide * this.tall);
  }

  /** @param {number} x @param {number} y */
  dot(x, y) {
    const [column, row] = [Math.floor(x / CELL), Math.floor(y / CELL)];
    if (column >= 0 && row >= 0 && column < this.wide && row < this.tall) this.cells[row * this.wide + column] = 1;
  }

  /** @param {number[][]} points */
  line(points) {
    for (let k = 0; k < points.length; k++) {
      const [[x, y], [u, v]] = [points[k], points[k + 1] ?? points[k]];
      const steps = Math.min(2000, Math.ceil(Math.max(Math.abs(u - x), Math.abs(v - y)) / (CELL / 2)));
      for (let n = 0; n <= steps; n++) this.dot(x + ((u - x) * n) / (steps || 1), y + ((v - y) * n) / (steps || 1));
    }
  }

  /** @param {Box} box */
  box({ x, y, w, h }) {
    for (let v = y; v < y + h + CELL; v += CELL) {
      for (let u = x; u < x + w + CELL; u += CELL) this.dot(Math.min(u, x + w), Math.min(v, y + h));
    }
  }

  /** Fill a ring, row by row. @param {number[][]} ring */
  fill(ring) {
    for (let row = 0; row < this.tall; row++) {
      const y = (row + 0.5) * CELL;
      /** @type {number[]} */
      const cuts = [];
      ring.forEach(([x, v], k) => {
        const [u, w] = ring[(k + 1) % ring.length];
        if ((v > y) !== (w > y)) cuts.push(x + ((y - v) / (w - v)) * (u - x));
      });
      cuts.sort((a, b) => a - b);
      for (let k = 0; k + 1 < cuts.length; k += 2) {
        for (let x = cuts[k]; x < cuts[k + 1]; x += CELL) this.dot(x, y);
      }
    }
  }

  /** @param {Ground} other */
  add(other) {
    for (let k = 0; k < this.cells.length; k++) this.cells[k] ||= other.cells[k];
  }

  /** The grid made ready to be asked. */
  sums() {
    const { wide, tall, cells } = this;
    const table = new Uint32Array((wide + 1) * (tall + 1));
    for (let row = 0; row < tall; row++) {
      let sum = 0;
      for (let column = 0; column < wide; column++) {
        sum += cells[row * wide + column];
        table[(row + 1) * (wide + 1) + column + 1] = table[row * (wide + 1) + column + 1] + sum;
      }
    }
    return new Sums(wide, tall, table);
  }
}

/** How many cells of a box are covered. */
class Sums {
  /** @param {number} wide @param {number} tall @param {Uint32Array} table */
  constructor(wide, tall, table) {
    this.wide = wide;
    this.tall = tall;
    this.table = table;
  }

  /** @param {number} x @param {number} y @param {number} w @param {number} h @param {number} pad */
  count(x, y, w, h, pad) {
    const left = Math.max(0, Math.min(this.wide, Math.floor((x - pad) / CELL)));
    const right = Math.max(0, Math.min(this.wide, Math.floor((x + w + pad) / CELL) + 1));
    const top = Math.max(0, Math.min(this.tall, Math.floor((y - pad) / CELL)));
    const bottom = Math.max(0, Math.min(this.tall, Math.floor((y + h + pad) / CELL) + 1));
    const wide = this.wide + 1;
    return this.table[bottom * wide + right] - this.table[top * wide + right]
      - this.table[bottom * wide + left] + this.table[top * wide + left];
  }
}

/** @param {Box} a @param {Box} b @param {number} pad */
const touch = (a, b, pad) => a.x < b.x + b.w + pad && b.x < a.x + a.w + pad && a.y < b.y + b.h + pad && b.y < a.y + a.h + pad;

/** @param {number} value @param {number} low @param {number} high */
const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

/** The point of some lines that is nearest to a box, and how far it is. @param {number[][][]} lines @param {Box} box */
function nearest(lines, { x, y, w, h }) {
  let best = { far: Infinity, at: [0, 0] };
  for (const points of lines) {
    for (let k = 0; k < points.length; k++) {
      const [[a, b], [c, d]] = [points[k], points[k + 1] ?? points[k]];
      const steps = Math.max(1, Math.ceil(Math.hypot(c - a, d - b) / 6));
      for (let n = 0; n < steps; n++) {
        const at = [a + ((c - a) * n) / steps, b + ((d - b) * n) / steps];
        const far = Math.hypot(at[0] - clamp(at[0], x, x + w), at[1] - clamp(at[1], y, y + h));
        if (far < best.far) best = { far, at };
      }
    }
  }
  return best;
}

/** The point at a share of the way along some lines. @param {number[][][]} lines @param {number} share @returns {number[] | undefined} */
function along(lines, share) {
  const points = lines.flat();
  return points[Math.round(share * (points.length - 1))];
}

/** What is drawn in one state, ready to be asked: all of it, the lines that have names, and each alone. */
class State {
  /** @param {Ink[]} inks @param {Wish[]} wishes @param {number} width @param {number} height */
  constructor(inks, wishes, width, height) {
    const named = new Set(wishes.map(({ name }) => name));
    const [all, rivals, shadows] = [0, 0, 0].map(() => new Ground(width, height));
    /** @type {Map<string, {lines: number[][][], own: Sums, fill?: Sums, soft?: boolean}>} */
    this.own = new Map();
    for (const ink of inks) {
      const ground = new Ground(width, height);
      for (const line of ink.lines ?? []) ground.line(line);
      if (named.has(ink.name)) {
        let fill;
        if (ink.fill) {
          const inside = new Ground(width, height);
          inside.fill(ink.fill);
          fill = inside.sums();
        }
        if (ink.lines?.length && !ink.soft) rivals.add(ground);
        const lines = ink.lines?.length ? ink.lines : (ink.boxes ?? []).map(({ x, y, w, h }) => [[x + w / 2, y + h / 2]]);
        this.own.set(ink.name, { lines, own: ground.sums(), fill, soft: ink.soft });
      }
      if (ink.shadow) shadows.add(ground);
      for (const box of ink.boxes ?? []) ground.box(box);
      if (!ink.soft) all.add(ground);
    }
    this.all = all.sums();
    this.rivals = rivals.sums();
    this.shadows = shadows.sums();
    /** @type {Box[]} */
    this.taken = [];
  }

  /** Return true if nothing is drawn under a box and no label stands there. @param {Box} box */
  free(box) {
    return this.all.count(box.x, box.y, box.w, box.h, CLEAR) === 0
      && !this.taken.some((other) => touch(box, other, CLEAR));
  }

  /**
   * What a free place costs as the label of a line: little near its line, nothing at all if it
   * would rather name another.
   * @param {Wish} wish @param {Box} box @param {number[] | undefined} liked
   */
  cost(wish, box, liked) {
    const owner = this.own.get(wish.name);
    if (!owner || !this.free(box)) return Infinity;
    const { x, y, w, h } = box;
    const distanceCost = liked ? 0.08 * Math.hypot(x + w / 2 - liked[0], y + h / 2 - liked[1]) : 0;
    if (owner.fill && owner.fill.count(x, y, w, h, 0) >= cellsOf(box)) return distanceCost;
    const reach = REACH.find((far) => owner.own.count(x, y, w, h, far) > 0);
    if (reach === undefined) return Infinity;
    const doubt = this.shadows.count(x, y, w, h, reach) > owner.own.count(x, y, w, h, reach) ? DOUBT : 0;
    const wide = reach + NEARER;
    const own = owner.soft ? 0 : owner.own.count(x, y, w, h, wide);
    if (this.rivals.count(x, y, w, h, wide) > own) return Infinity;
    return reach + distanceCost + doubt;
  }

  /** A place further off, with a line that leads to what it names and crosses nothing. @param {Wish} wish @param {Box} box */
  lead(wish, box) {
    const owner = this.own.get(wish.name);
    if (!owner || owner.own.count(box.x, box.y, box.w, box.h, LONGEST_LEADER) === 0 || !this.free(box)) return undefined;
    const { far, at } = nearest(owner.lines, box);
    if (far > LONGEST_LEADER || far < REACH[0]) return undefined;
    const from = [clamp(at[0], box.x, box.x + box.w), clamp(at[1], box.y, box.y + box.h)];
    for (let k = 1; k < 12; k++) {
      const [x, y] = [from[0] + ((at[0] - from[0]) * k) / 12, from[1] + ((at[1] - from[1]) * k) / 12];
      const close = Math.hypot(at[0] - x, at[1] - y) < 2 * CELL;
      if (!close && this.all.count(x, y, 0, 0, 1) > 0) return undefined;
      if (this.taken.some((other) => touch({ x, y, w: 0, h: 0 }, other, 2))) return undefined;
    }
    return { far, line: [...from, ...at] };
  }
}

/** @param {Box} box */
const cellsOf = ({ x, y, w, h }) =>
  (Math.floor((x + w) / CELL) - Math.floor(x / CELL) + 1) * (Math.floor((y + h) / CELL) - Math.floor(y / CELL) + 1);

/** Every place of a form in its frame, coarsely. @param {Box} frame @param {Form} form */
function* placesIn(frame, { w, h }) {
  for (let y = frame.y + 2; y + h <= frame.y + frame.h - 2; y += CELL) {
    for (let x = frame.x + 3; x + w <= frame.x + frame.w - 3; x += 2 * CELL) yield { x, y, w, h };
  }
}

/**
 * The places of a line's label in all states: as few as possible.
 * @param {Wish} wish @param {State[]} states @param {Spot | undefined} before
 * @returns {(Spot | undefined)[]}
 */
function lineTrack(wish, states, before) {
  /** @type {(Spot | undefined)[]} */
  const track = states.map(() => undefined);
  const liked = states.map((state) => {
    const owner = state.own.get(wish.name);
    return owner && along(owner.lines, wish.prefer);
  });
  for (const form of wish.forms) {
    const places = [...placesIn(wish.frame, form)];
    if (before && before.lines.join() === form.lines.join()) places.unshift({ x: before.x, y: before.y, w: form.w, h: form.h });
    const costs = places.map((place) => states.map((state, k) => (track[k] ? Infinity : state.cost(wish, place, liked[k]))));
    for (let round = 0; round < ROUNDS; round++) {
      let best = { gain: 0, place: -1 };
      costs.forEach((row, place) => {
        let gain = 0;
        row.forEach((cost, k) => { if (!track[k] && cost < Infinity) gain += 1000 - cost; });
        if (place === 0 && before) gain += 300;
        if (gain > best.gain) best = { gain, place };
      });
      if (best.place < 0) break;
      const place = places[best.place];
      costs[best.place].forEach((cost, k) => { if (cost < Infinity) track[k] ??= { ...place, lines: form.lines }; });
    }
  }
  states.forEach((state, k) => { track[k] ??= ledPlace(wish, state, liked[k], track[k - 1]); });
  return track;
}

/** A place with a leader, where there is none beside the line. @param {Wish} wish @param {State} state @param {number[] | undefined} liked @param {Spot | undefined} before @returns {Spot | undefined} */
function ledPlace(wish, state, liked, before) {
  /** @type {{cost: number, spot: Spot | undefined}} */
  let best = { cost: Infinity, spot: undefined };
  for (const form of wish.forms) {
    for (const box of placesIn(wish.frame, form)) {
      const steady = before && before.x === box.x && before.y === box.y ? -30 : 0;
      const distanceCost = liked ? 0.1 * Math.hypot(box.x + box.w / 2 - liked[0], box.y + box.h / 2 - liked[1]) : 0;
      if (distanceCost + steady + REACH[0] > best.cost) continue;
      const led = state.lead(wish, box);
      if (led && led.far + distanceCost + steady < best.cost) best = { cost: led.far + distanceCost + steady, spot: { ...box, lines: form.lines, lead: led.line } };
    }
    if (best.spot) break;
  }
  return best.spot;
}

/** Sides of a mark on which its label is tried, in order. */
const SIDES = [[0, -1], [-1, -1], [1, -1], [1, 0], [-1, 0], [0, 1], [1, 1], [-1, 1]];

/**
 * The places of a mark's label: it goes with the mark, and changes sides only if it must.
 * @param {Wish} wish @param {State[]} states
 * @returns {(Spot | undefined)[]}
 */
function markTrack(wish, states) {
  let last = 0;
  return states.map((state) => {
    const at = state.own.get(wish.name)?.lines[0]?.[0];
    if (!at) return undefined;
    const order = [last, ...SIDES.keys()];
    const { frame, forms: [form] } = wish;
    for (const gap of [MARK, MARK + 8, MARK + 18]) {
      for (const side of order) {
        const [dx, dy] = SIDES[side];
        const box = { w: form.w, h: form.h, x: at[0] - form.w / 2 + dx * (form.w / 2 + gap), y: at[1] - form.h / 2 + dy * (form.h / 2 + gap) };
        const within = box.x >= frame.x + 2 && box.y >= frame.y + 1 && box.x + box.w <= frame.x + frame.w - 2 && box.y + box.h <= frame.y + frame.h - 2;
        if (!within || !state.free(box)) continue;
        last = side;
        return { ...box, lines: form.lines };
      }
    }
    return undefined;
  });
}

/**
 * Places for all labels in all states, in the order of the wishes: earlier ones choose first.
 * @param {{inks: Ink[][], wishes: Wish[], width: number, height: number, before?: Map<string, Spot>}} chart
 *   `inks` of each state
 * @returns {Map<string, (Spot | undefined)[]>}
 */
function placeLabels({ inks, wishes, width, height, before }) {
  const states = inks.map((each) => new State(each, wishes, width, height));
  const tracks = new Map();
  for (const wish of wishes) {
    const track = wish.kind === "mark" ? markTrack(wish, states) : lineTrack(wish, states, before?.get(wish.name));
    track.forEach((spot, k) => {
      if (!spot) return;
      states[k].taken.push(spot);
      if (spot.lead) { // no other label on the leader
        const [x, y, u, v] = spot.lead;
        for (let n = 0; n <= 6; n++) states[k].taken.push({ x: x + ((u - x) * n) / 6 - 1, y: y + ((v - y) * n) / 6 - 1, w: 2, h: 2 });
      }
    });
    tracks.set(wish.name, track);
  }
  return tracks;
}
