// The chart of a lab: plotly.js, and while a finger moves, plotly's own SVG written directly.

const KEYS = ["x", "y", "text", "error_y.array", "error_y.arrayminus", "error_x.array", "error_x.arrayminus"];
const PAPER = "#fffcf6";
const RULED = { gridcolor: "#e6dccb", linecolor: "#4a4036", tickcolor: "#4a4036", linewidth: 1.5, fixedrange: true,
  zeroline: false, showline: true, tickangle: 0, ticklabeloverflow: "allow", automargin: false };

/**
 * Set what plotly calls `xaxis.type` in a plain object.
 * @param {object} object
 * @param {string} path
 * @param {unknown} value
 */
function put(object, path, value) {
  if (value === undefined) return;
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  /** @type {(inner: any, key: string) => any} */
  const step = (inner, key) => {
    if (!Object.hasOwn(inner, key)) Object.defineProperty(inner, key, { value: {}, writable: true, enumerable: true, configurable: true });
    return inner[key];
  };
  keys.reduce(step, object)[last] = value;
}

/**
 * An axis as plotly wants it, with the ticks that were measured.
 * @param {Axis} axis
 * @param {Ticks} ticks
 * @returns {object}
 */
function ruled({ scale, low, high }, { values, texts }) {
  const range = scale === "log" ? [Math.log10(low), Math.log10(high)] : [low, high];
  return { ...RULED, type: scale === "log" ? "log" : "linear", range, tickmode: "array", tickvals: values,
    ticktext: texts.map((lines) => lines.join("<br>")) };
}

/**
 * One plotly chart and the layer of its letters. `rest` hands everything to plotly; `move` writes
 * only what differs between two states of the sweep that is at rest, into the SVG that plotly made,
 * which costs a tenth of it.
 */
class Painter {
  /** @type {Size} */
  size;
  /** @type {{x: Axis, y: Axis[]}} */
  axes;
  /** @type {Rulers} */
  rulers;
  /** @type {Frame | undefined} the one that plotly has drawn: its states can be written directly */
  base;
  /** @type {[Frame, number] | undefined} what was drawn last */
  last;
  /** @type {Map<string, Element | undefined>} */
  nodes = new Map();
  /** @type {{x?: number[], y?: number[]}} a learner's prediction */
  yours = {};
  changed = "";

  /**
   * Draw everything, the frame too: with it plotly draws once, without it twice.
   * @param {any} plot
   * @param {SVGElement} letters
   * @param {Spec} spec
   * @param {any} Plotly
   * @param {Frame | undefined} frame
   * @param {number} state
   * @param {Size} size
   */
  constructor(plot, letters, spec, Plotly, frame, state, size) {
    this.plot = plot;
    this.spec = spec;
    this.Plotly = Plotly;
    this.size = size;
    this.letters = new Letters(spec, letters);
    const data = structuredClone(spec.traces);
    if (frame) {
      for (const { place, ...parts } of this.traces(frame, state)) {
        for (const [key, value] of Object.entries(parts)) put(data[place], key, value);
      }
      this.base = frame;
      this.changed = JSON.stringify(frame.axes);
    }
    this.axes = this.axesOf(frame);
    Plotly.newPlot(plot, data, this.layout(), { displayModeBar: false, responsive: false, showSendToCloud: false });
    plot.on("plotly_afterplot", () => this.nodes.clear()); // plotly may have rebuilt its SVG
    for (const part of plot.querySelectorAll(".main-svg")) part.setAttribute("aria-hidden", "true");
    this.keepSize();
    if (frame) this.letters.settle(frame, state);
  }

  destroy() { this.Plotly.purge(this.plot); }

  /**
   * The rulers of a state: a state may change one.
   * @param {Frame | undefined} frame
   * @returns {{x: Axis, y: Axis[]}}
   */
  axesOf(frame) {
    const { x, y } = this.spec.axes;
    return { x: frame?.axes.x ?? x, y: y.map((axis, k) => (k === 0 && frame?.axes.y) || axis) };
  }

  /** Plotly's layout for the size of the moment. */
  layout() {
    const { width, height, px, font } = this.size;
    const rulers = rulersOf(this.axes, this.size);
    this.rulers = rulers;
    this.letters.fit(rulers, this.axes, this.size);
    /** @type {Record<string, any>} */
    const made = {
      width, height, margin: { ...rulers.margin, pad: 0 }, autosize: false, showlegend: false, hovermode: "closest", dragmode: false,
      paper_bgcolor: PAPER, plot_bgcolor: PAPER, font: { size: px * SMALL, family: font, color: "#5b5249" },
      hoverlabel: { bgcolor: PAPER, bordercolor: "#4a4036", font: { color: "#2a2521", size: px * SMALL }, align: "left" },
      shapes: this.spec.shapes,
      xaxis: { ...ruled(this.axes.x, rulers.x), ticks: "outside", ticklen: 4, showgrid: false, anchor: this.axes.y.length > 1 ? `y${this.axes.y.length}` : "y" },
    };
    this.axes.y.forEach((axis, k) => {
      made[k ? `yaxis${k + 1}` : "yaxis"] = { ...ruled(axis, rulers.y[k]), ticks: "", domain: rulers.domains[k], anchor: "x" };
    });
    return made;
  }

  /**
   * Draw in another size: all of it at once.
   * @param {Size} size
   */
  fit(size) {
    if (JSON.stringify(size) === JSON.stringify(this.size)) return;
    this.size = size;
    this.Plotly.relayout(this.plot, this.layout());
    this.keepSize();
    if (this.last) this.letters.settle(...this.last);
  }

  /** On paper, which may be narrower, plotly's layers shrink as the letters do. */
  keepSize() {
    const { width, height } = this.size;
    for (const part of this.plot.querySelectorAll(".main-svg")) part.setAttribute("viewBox", `0 0 ${width} ${height}`);
  }

  /**
   * Where the plot stands in the chart: its left end and its width, in pixels.
   * @returns {[number, number]}
   */
  span() {
    const { l, r } = this.rulers.margin;
    return [l, this.size.width - l - r];
  }

  /**
   * What plotly needs of each trace in one state: its place, and its arrays by plotly's names.
   * @param {Frame} frame
   * @param {number} state
   */
  traces(frame, state) {
    /** @type {Record<string, any>[]} */
    const shapes = [];
    for (const [name, data] of Object.entries(frame.series)) {
      if (!Object.hasOwn(this.spec.places, name)) continue;
      const place = this.spec.places[name];
      const [x, y] = [data.x(state), data.y(state)];
      if (this.spec.series[name].kind === "area") {
        shapes.push({ place, x: [...x, ...x.toReversed()], y: [...y, ...baseOf(data, state, x).toReversed()] });
      } else {
        shapes.push({ place, x, y, text: data.text?.(state),
          "error_y.array": data.error?.(state), "error_y.arrayminus": (data.error_down ?? data.error)?.(state),
          "error_x.array": data.error_x?.(state), "error_x.arrayminus": (data.error_x_down ?? data.error_x)?.(state) });
      }
    }
    return shapes;
  }

  /**
   * Everything of one state, by plotly itself.
   * @param {Frame} frame
   * @param {number} state
   */
  rest(frame, state) {
    const traces = this.traces(frame, state);
    const update = Object.fromEntries(KEYS.map((key) => [key, traces.map((trace) => trace[key] ?? [])]));
    const places = traces.map(({ place }) => place);
    const changed = JSON.stringify(frame.axes) !== this.changed; // setting an axis again costs a whole redraw
    this.changed = JSON.stringify(frame.axes);
    if (changed) {
      this.axes = this.axesOf(frame);
      this.Plotly.update(this.plot, update, this.layout(), places);
    } else this.Plotly.restyle(this.plot, update, places);
    this.base = frame;
    this.last = [frame, state];
    this.letters.settle(frame, state);
  }

  /**
   * Another state of the sweep at rest; false where only plotly can draw it.
   * @param {Frame} frame
   * @param {number} state
   * @returns {boolean}
   */
  move(frame, state) {
    if (frame !== this.base) return false;
    const moving = Object.entries(frame.series).filter(([, data]) =>
      Object.values(/** @type {Record<string, any>} */ (data)).some((row) => row.moves));
    const done = moving.every(([name, data]) => {
      const { kind, panel, width } = this.spec.series[name];
      const { xaxis, [panel ? `yaxis${panel + 1}` : "yaxis"]: yaxis } = this.plot._fullLayout;
      const [x, y, axes] = [data.x(state), data.y(state), { xaxis, yaxis }];
      if (kind === "line") return this.moveLine(name, x, y, axes);
      if (kind === "area") return this.moveArea(name, x, y, baseOf(data, state, x), axes);
      if (kind === "bars") return this.moveBars(name, x, y, (width ?? 0) / 2, axes);
      return !data.error && !data.error_x && this.movePoints(name, x, y, axes);
    });
    if (done) this.letters.move(frame, state);
    this.last = [frame, state];
    return done;
  }

  /**
   * The SVG group of a trace, or undefined where plotly drew none.
   * @param {string} name
   * @returns {Element | undefined}
   */
  node(name) {
    if (!this.nodes.has(name)) {
      this.nodes.set(name, this.plot.calcdata[this.spec.places[name]]?.[0]?.node3?.node());
    }
    return this.nodes.get(name);
  }

  /**
   * @param {string} name
   * @param {Float32Array} x
   * @param {Float32Array} y
   * @param {any} base
   * @param {{xaxis: any, yaxis: any}} axes
   * @returns {boolean}
   */
  moveArea(name, x, y, base, axes) {
    const parts = this.node(name)?.querySelectorAll(".js-fill, .js-line") ?? [];
    if (parts.length !== 2) return false;
    const path = `M${pathOf(x, y, axes)}L${pathOf(x.toReversed(), base.toReversed(), axes)}`;
    for (const part of parts) part.setAttribute("d", path);
    return true;
  }

  /**
   * @param {string} name
   * @param {Float32Array} x
   * @param {Float32Array} y
   * @param {number} half
   * @param {{xaxis: any, yaxis: any}} axes
   * @returns {boolean}
   */
  moveBars(name, x, y, half, { xaxis, yaxis }) {
    const bars = this.node(name)?.querySelectorAll(".point > path") ?? [];
    if (bars.length !== x.length) return false;
    bars.forEach((bar, k) => {
      const [left, right] = [pixel(xaxis.c2p(x[k] - half)), pixel(xaxis.c2p(x[k] + half))];
      bar.setAttribute("d", `M${left},${pixel(yaxis.c2p(0))}V${pixel(yaxis.c2p(y[k]))}H${right}V${pixel(yaxis.c2p(0))}Z`);
    });
    return true;
  }

  /**
   * @param {string} name
   * @param {Float32Array} x
   * @param {Float32Array} y
   * @param {{xaxis: any, yaxis: any}} axes
   * @returns {boolean}
   */
  moveLine(name, x, y, { xaxis, yaxis }) {
    const line = this.node(name)?.querySelector(".js-line");
    if (!line) return false;
    const path = pathOf(x, y, { xaxis, yaxis });
    line.setAttribute("d", `M${path}`);
    const { x: places, y: heights } = this.yours;
    if (name === this.spec.drawable && places && heights) { // the gap to the learner's own line
      const gap = this.plot.querySelector(".js-fill");
      if (!gap) return false;
      const back = pathOf(places.toReversed(), heights.toReversed(), { xaxis, yaxis });
      gap.setAttribute("d", `M${path}L${back}Z`);
    }
    return true;
  }

  /**
   * @param {string} name
   * @param {Float32Array} x
   * @param {Float32Array} y
   * @param {{xaxis: any, yaxis: any}} axes
   * @returns {boolean}
   */
  movePoints(name, x, y, { xaxis, yaxis }) {
    const marks = this.node(name)?.querySelectorAll(".point") ?? [];
    if (marks.length !== x.length) return false;
    marks.forEach((mark, k) => {
      const [px, py] = [xaxis.c2p(x[k]), yaxis.c2p(y[k])];
      const inside = px >= 0 && px <= xaxis._length && py >= 0 && py <= yaxis._length;
      mark.setAttribute("transform", `translate(${pixel(px)},${pixel(py)})`);
      if (inside) mark.removeAttribute("display");
      else mark.setAttribute("display", "none"); // as plotly does
    });
    return true;
  }

  /**
   * The learner's guess: a dotted line with the gap to the model shaded, or a cross.
   * @param {{x?: number[], y?: number[], cross?: boolean}} drawn
   */
  overlay({ x, y, cross }) {
    const place = this.spec.places.yours;
    if (!x || place === undefined) return;
    this.letters.yours = { x, y };
    this.yours = cross ? {} : { x, y }; // a cross has no gap to shade
    const marked = cross ? { "marker.symbol": "x-thin", "marker.size": 12, "marker.line.width": 3, fill: "none" } : {};
    this.Plotly.restyle(this.plot, { x: [x], y: [y], ...marked }, [place]);
    if (this.last) this.letters.settle(...this.last);
    else if (this.base) this.letters.settle(this.base, 0);
  }
}
