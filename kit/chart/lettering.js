// The letters of a chart: titles of its axes, labels of its lines, rules and marks, on a layer of
// their own over what plotly draws. Where they stand is found in labels.js.

const CHART = 0.96; // letters of labels, against those of the card
const HEIGHT = 1.18; // of a line of letters, against their size
const WIDE = [0.62, 0.42, 0.3]; // of the plot: how wide the lines of a label may be, one after the other
const STATES = 20; // of a sweep for which places are tried
const POINT = 3; // pixels that a point reaches beyond its size
/** @type {Record<string, string>} */
const IN_PRINT = { times: "×" };

/** A number beside its mark: two figures, whole where only whole ones are counted, and a short unit. @param {Axis} axis @param {number} value */
function noted({ unit, digits }, value) {
  const rounded = Number(value.toPrecision(Math.abs(value) >= 100 ? 3 : 2));
  const text = Math.abs(rounded) < 10 && Math.abs(rounded) >= 1 && digits ? rounded.toFixed(1) : tickText(rounded);
  return `${text}${IN_PRINT[unit] ?? (unit.length && unit.length < 6 ? `\u00a0${unit}` : "")}`;
}

class Letters {
  /** @type {{x: Axis, y: Axis[]}} */
  axes;
  /** @type {Box[]} the panels */
  frames;
  width = 0;
  height = 0;
  px = 0;
  font = "";

  /** @param {Spec} spec @param {SVGElement} svg */
  constructor(spec, svg) {
    this.spec = spec;
    this.svg = svg;
    /** @type {Map<string, {spot: Spot | undefined, words?: string, node: SVGElement}>} */
    this.shown = new Map();
    /** @type {{frame: Frame, states: number[], tracks: Tracks} | undefined} */
    this.plan = undefined;
    this.heads = draw("g", { class: "kit-titles" });
    this.labels = draw("g", { class: "kit-labels" });
    svg.replaceChildren(this.heads, this.labels);
    /** @type {{x?: number[], y?: number[]}} a learner's prediction */
    this.yours = {};
  }

  /**
   * The room that is left, after every change of size or rulers.
   * @param {Rulers} rulers
   * @param {{x: Axis, y: Axis[]}} axes
   * @param {Size} size
   */
  fit(rulers, axes, { width, height, px, font }) {
    Object.assign(this, { axes, width, height, font });
    this.px = px * CHART;
    const { margin, domains } = rulers;
    const [across, tall] = [width - margin.l - margin.r, height - margin.t - margin.b];
    this.frames = domains.map(([low, high]) => ({ x: margin.l, y: margin.t + tall * (1 - high), w: across, h: tall * (high - low) }));
    this.svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    this.svg.style.fontSize = `${px * SMALL}px`;
    this.svg.style.fontFamily = font;
    const line = px * SMALL * LINE;
    this.heads.replaceChildren(...rulers.titles.flatMap(({ lines, x, y, anchor }) =>
      lines.map((text, k) => draw("text", { x, y: y + k * line, "text-anchor": anchor, fill: "#5b5249", "font-size": px * SMALL }, text))));
    this.plan = undefined;
    for (const name of [...this.shown.keys()]) this.write(name, undefined);
  }

  // ---- what is drawn, in pixels -----------------------------------------------------------

  /**
   * @param {number} value
   * @returns {number}
   */
  across(value) { return this.frames[0].x + shareOf(this.axes.x, value) * this.frames[0].w; }

  /**
   * @param {number} value
   * @param {number} panel
   * @returns {number}
   */
  up(value, panel) {
    const { y, h } = this.frames[panel];
    return Math.min(Math.max(y + h * (1 - shareOf(this.axes.y[panel], value)), y - 1), y + h + 1);
  }

  /**
   * @param {ArrayLike<number>} x
   * @param {ArrayLike<number>} y
   * @param {number} panel
   */
  points(x, y, panel) {
    return pointsOf(x, y, (value) => this.across(value), (value) => this.up(value, panel));
  }

  /** Everything drawn in one state. @param {Frame} frame @param {number} state @returns {Ink[]} */
  inks(frame, state) {
    /** @type {Ink[]} */
    const inks = [];
    for (const [name, data] of Object.entries(frame.series)) {
      const { kind, panel, here, size, width } = this.spec.series[name];
      const [x, y] = [data.x(state), data.y(state)];
      if (kind === "line") inks.push({ name, lines: [this.points(x, y, panel)] });
      else if (kind === "area") {
        const ring = [...this.points(x, y, panel), ...this.points(x.toReversed(), baseOf(data, state, x).toReversed(), panel)];
        inks.push({ name, lines: [[...ring, ...ring.slice(0, 1)]], fill: ring });
      } else if (kind === "bars") {
        const half = (width ?? 0) / 2;
        const boxes = Array.from(x, (at, k) => this.spanned(at - half, at + half, 0, y[k], panel));
        inks.push({ name, boxes });
      } else {
        const half = (here ? size + 4 : size) / 2 + POINT;
        const boxes = Array.from(x, (at, k) => ({ x: this.across(at) - half, y: this.up(y[k], panel) - half, w: 2 * half, h: 2 * half }))
          .filter((box) => Number.isFinite(box.x + box.y));
        inks.push({ name: here ? `mark ${name}` : name, boxes }, ...this.intervals(data, state, panel));
      }
    }
    for (const [name, { x, y }] of Object.entries(this.ghosts())) inks.push({ name: `ghost ${name}`, shadow: true, lines: [this.points(x, y, this.spec.series[name].panel)] });
    const drawable = this.spec.series[this.spec.drawable];
    const { x: places, y: heights } = this.yours;
    if (places && heights && drawable) {
      const line = this.points(places, heights, drawable.panel);
      inks.push({ name: "yours", lines: [line], boxes: line.map(([a, b]) => ({ x: a - 5, y: b - 5, w: 10, h: 10 })) });
    }
    return [...inks, ...this.ruled()];
  }

  /**
   * @param {number} left
   * @param {number} right
   * @param {number} low
   * @param {number} high
   * @param {number} panel
   * @returns {Box}
   */
  spanned(left, right, low, high, panel) {
    const [x, u] = [this.across(left), this.across(right)];
    const [y, v] = [this.up(low, panel), this.up(high, panel)];
    return { x: Math.min(x, u), y: Math.min(y, v), w: Math.abs(u - x), h: Math.abs(v - y) };
  }

  /**
   * @param {Drawn} data
   * @param {number} state
   * @param {number} panel
   * @returns {Ink[]}
   */
  intervals(data, state, panel) {
    const [x, y] = [data.x(state), data.y(state)];
    /** @type {Box[]} */
    const boxes = [];
    /** @type {(up: Float32Array | undefined, down: Float32Array | undefined, key: string) => void} */
    const add = (up, down, key) => Array.from(up ?? [], (more, k) => {
      const less = down?.[k] ?? more;
      if (!Number.isNaN(more + less)) boxes.push(key === "y" ? this.spanned(x[k], x[k], y[k] - less, y[k] + more, panel) : this.spanned(x[k] - less, x[k] + more, y[k], y[k], panel));
    });
    add(data.error?.(state), (data.error_down ?? data.error)?.(state), "y");
    add(data.error_x?.(state), (data.error_x_down ?? data.error_x)?.(state), "x");
    return boxes.length ? [{ name: "", boxes: boxes.map(({ x: a, y: b, w, h }) => ({ x: a - 3, y: b - 3, w: w + 6, h: h + 6 })) }] : [];
  }

  /** @returns {Record<string, {x: number[], y: number[]}>} */
  ghosts() {
    const traces = this.spec.traces.filter(({ kit }) => kit.startsWith("ghost "));
    return Object.fromEntries(traces.map(({ kit, x, y }) => [kit.slice("ghost ".length), { x, y }]));
  }

  /** Rules are lines; a band has no line of its own, and its label may stand on it. @returns {Ink[]} */
  ruled() {
    return this.spec.rules.map(({ x, y, top, panel }, k) => {
      const { x: left, w } = this.frames[panel];
      const last = this.frames[this.frames.length - 1];
      const [high, low] = [this.frames[0].y, last.y + last.h];
      const name = `rule ${k}`;
      if (x !== null) return { name, lines: [[[this.across(x), high], [this.across(x), low]]] };
      const level = this.up(y, panel);
      if (top === null) return { name, lines: [[[left, level], [left + w, level]]] };
      const edge = this.up(top, panel);
      return { name, soft: true, lines: [[[left, edge], [left + w, edge]], [[left, level], [left + w, level]]], fill: [[left, edge], [left + w, edge], [left + w, level], [left, level]] };
    });
  }

  // ---- what wants a place ------------------------------------------------------------------

  /**
   * One label in the forms it may take.
   * @param {string} name
   * @param {string} kind
   * @param {string} text
   * @param {number} panel
   * @param {number} prefer
   * @param {boolean} bold
   * @returns {Wish}
   */
  wish(name, kind, text, panel, prefer, bold) {
    const frame = this.frames[panel];
    const measure = (/** @type {string} */ words) => widthOf(words, this.px, this.font, bold);
    /** @type {Form[]} */
    const forms = [];
    for (const share of kind === "mark" ? [1] : WIDE) {
      const lines = wrapped(text, share * frame.w, measure);
      const w = Math.max(...lines.map(measure));
      if (forms.some((form) => form.lines.length === lines.length) || w > frame.w - 8) continue;
      forms.push({ lines, w, h: lines.length * this.px * HEIGHT });
    }
    return { name, forms, frame, prefer, kind };
  }

  /**
   * Lines first, then what is drawn over them, and the marks, which move, last.
   * @param {Frame} frame
   * @param {number} state
   */
  wishes(frame, state) {
    const named = Object.entries(this.spec.series).filter(([name]) => name in frame.series);
    /** @type {Wish[]} */
    const wished = [];
    for (const [name, { kind, label, panel, labelAt }] of named) {
      if (label && (kind === "line" || kind === "area")) wished.push(this.wish(name, kind, label, panel, labelAt ?? 0, true));
    }
    if (this.yours.x) wished.push(this.wish("yours", "line", "your guess", this.spec.series[this.spec.drawable].panel, 0.85, false));
    this.spec.rules.forEach(({ label, panel }, k) => { if (label) wished.push(this.wish(`rule ${k}`, "rule", label, panel, 0.95, false)); });
    for (const [name, { kind, here, panel }] of named) {
      const axis = this.axes.y[panel];
      const y = frame.series[name].y(state);
      if (kind !== "points" || !here || y.length !== 1 || Object.keys(axis.names).length) continue;
      wished.push(this.wish(`mark ${name}`, "mark", noted(axis, y[0]), panel, 0.5, true));
    }
    return wished.filter(({ forms }) => forms.length);
  }

  // ---- placing -----------------------------------------------------------------------------

  /**
   * Places for all states of a sweep, found before it is moved.
   * @param {Frame} frame
   * @param {number} current
   */
  prepare(frame, current) {
    const count = frame.words.length;
    const step = Math.max(1, (count - 1) / STATES);
    const states = [...new Set([...Array.from({ length: Math.floor((count - 1) / step) + 1 }, (_, k) => Math.round(k * step)), count - 1, current])].sort((a, b) => a - b);
    const tracks = this.placed(frame, states);
    this.plan = { frame, states, tracks };
  }

  /**
   * @param {Frame} frame
   * @param {number[]} states
   * @returns {Tracks}
   */
  placed(frame, states) {
    /** @type {Map<string, Spot>} */
    const before = new Map();
    for (const [name, { spot }] of this.shown) if (spot) before.set(name, spot);
    return placeLabels({
      inks: states.map((state) => this.inks(frame, state)), wishes: this.wishes(frame, states[0]),
      width: this.width, height: this.height, before,
    });
  }

  /**
   * One state, exactly.
   * @param {Frame} frame
   * @param {number} state
   */
  settle(frame, state) {
    if (!this.frames) return;
    const tracks = this.placed(frame, [state]);
    for (const name of this.shown.keys()) if (!tracks.has(name)) this.write(name, undefined);
    for (const [name, [spot]] of tracks) this.write(name, spot, this.textOf(name, frame, state, spot));
  }

  /**
   * The nearest state of the sweep for which places were found; marks go along to the pixel.
   * @param {Frame} frame
   * @param {number} state
   */
  move(frame, state) {
    if (this.plan?.frame !== frame) return;
    const { states, tracks } = this.plan;
    const k = states.reduce((best, each, place) => (Math.abs(each - state) < Math.abs(states[best] - state) ? place : best), 0);
    for (const [name, track] of tracks) {
      const spot = track[k];
      this.write(name, spot && name.startsWith("mark ") ? this.along(name, spot, frame, states[k], state) : spot, this.textOf(name, frame, state, spot));
    }
  }

  /**
   * @param {string} name
   * @param {Spot} spot
   * @param {Frame} frame
   * @param {number} from
   * @param {number} to
   * @returns {Spot}
   */
  along(name, spot, frame, from, to) {
    const data = frame.series[name.slice("mark ".length)];
    const { panel } = this.spec.series[name.slice("mark ".length)];
    const dx = this.across(data.x(to)[0]) - this.across(data.x(from)[0]);
    const dy = this.up(data.y(to)[0], panel) - this.up(data.y(from)[0], panel);
    return { ...spot, x: spot.x + dx, y: spot.y + dy };
  }

  /**
   * @param {string} name
   * @param {Frame} frame
   * @param {number} state
   * @param {Spot | undefined} spot
   * @returns {string[] | undefined}
   */
  textOf(name, frame, state, spot) {
    if (!spot || !name.startsWith("mark ")) return spot?.lines;
    const series = name.slice("mark ".length);
    return [noted(this.axes.y[this.spec.series[series].panel], frame.series[series].y(state)[0])];
  }

  // ---- writing -----------------------------------------------------------------------------

  /**
   * Show a label at a spot, or take it away.
   * @param {string} name
   * @param {Spot | undefined} spot
   * @param {string[]} [lines]
   */
  write(name, spot, lines = spot?.lines ?? []) {
    const words = lines.join("\n");
    let label = this.shown.get(name);
    if (label && label.spot === spot && label.words === words) return;
    if (!label) {
      label = { spot: undefined, node: draw("g", { class: "kit-label", "data-kit-label": name }) };
      this.shown.set(name, label);
      this.labels.append(label.node);
    }
    const moved = label.spot && spot && label.words === words && !spot.lead === !label.spot.lead;
    Object.assign(label, { spot, words });
    if (!spot) {
      label.node.replaceChildren();
      return;
    }
    label.node.setAttribute("transform", `translate(${pixel(spot.x)} ${pixel(spot.y)})`);
    const lead = spot.lead?.map((value, k) => value - (k % 2 ? spot.y : spot.x)) ?? [];
    const way = `M${lead.slice(0, 2)}L${lead.slice(2)}`;
    if (moved) {
      label.node.querySelector(".kit-lead")?.setAttribute("d", way);
      return;
    }
    const ink = this.spec.series[name]?.ink ?? (name.startsWith("mark ") || name === "yours" ? "#2a2521" : "#5b5249");
    const halo = { stroke: PAPER, "stroke-width": 4, "stroke-linejoin": "round", "paint-order": "stroke" };
    const text = draw("text", { fill: ink, ...halo, "font-size": this.px, "font-weight": name in this.spec.series || name.startsWith("mark ") ? 700 : 400 },
      ...lines.map((line, k) => draw("tspan", { x: 0, y: (k + 0.84) * this.px * HEIGHT }, line)));
    label.node.replaceChildren(...(spot.lead ? [draw("path", { class: "kit-lead", stroke: "#5b5249", d: way })] : []), text);
  }
}
