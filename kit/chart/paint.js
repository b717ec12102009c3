// The picture of a lab: plotly.js, and while a finger moves, plotly's own SVG written directly.

/** plotly.js, once per page: the first lab asks its kernel, all others wait for the same promise. */
function loadPlotly(model) {
  if (globalThis.Plotly) return Promise.resolve(globalThis.Plotly);
  globalThis.__kitPlotly ??= new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => {
      globalThis.__kitPlotly = undefined; // the next lab may ask again
      reject(new Error("The chart did not arrive from Python. Run the cell again."));
    }, 30000);
    const receive = async (content, buffers) => {
      if (content.kind !== "plotly") return;
      model.off("msg:custom", receive);
      clearTimeout(giveUp);
      const unzipped = new Blob([buffers[0]]).stream().pipeThrough(new DecompressionStream("gzip"));
      const source = await new Response(unzipped).blob();
      const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      const script = make("script", { src: url });
      script.onload = () => { URL.revokeObjectURL(url); resolve(globalThis.Plotly); };
      script.onerror = () => reject(new Error("This page does not allow the chart to load."));
      document.head.append(script);
    };
    model.on("msg:custom", receive);
    model.send({ kind: "plotly" });
  });
  return globalThis.__kitPlotly;
}

/** Float32 rows of one array of a frame: row(i) is the array in state i. */
function rows(block, { at, states, points }) {
  const row = (state) => block.subarray(at + (states > 1 ? state * points : 0)).subarray(0, points);
  row.moves = states > 1;
  return row;
}

/** The texts of one series: one list for all states, or one for each. */
const textOf = (lists) => (state) => lists[lists.length > 1 ? state : 0];

/** A frame or sweep as sent, made ready to be drawn. */
function unpack(sent, view) {
  const bytes = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  const block = new Float32Array(bytes);
  const series = Object.create(null); // a name in a message may be one that objects inherit
  for (const [name, data] of Object.entries(sent.series)) {
    series[name] = Object.create(null);
    for (const [key, part] of Object.entries(data)) {
      series[name][key] = key === "text" ? textOf(part) : rows(block, part);
    }
  }
  const says = ({ said }) => (state) => [said[said.length > 1 ? state : 0]];
  const follow = ([name, part]) => [name, part.said ? says(part) : rows(block, part)];
  const picture = Object.fromEntries(Object.entries(sent.picture).map(follow));
  return { ...sent, series, picture };
}

const KEYS = ["x", "y", "text", "error_y.array", "error_y.arrayminus", "error_x.array", "error_x.arrayminus"];

/** Set what plotly calls `xaxis.type` in a plain object. */
function put(object, path, value) {
  if (value === undefined) return;
  const keys = path.split(".");
  const last = keys.pop();
  const step = (inner, key) => {
    if (!Object.hasOwn(inner, key)) Object.defineProperty(inner, key, { value: {}, writable: true, enumerable: true, configurable: true });
    return inner[key];
  };
  keys.reduce(step, object)[last] = value;
}

/** The axes that a state rules differently, by plotly's names. */
function axesOf(frame) {
  return Object.fromEntries(Object.entries(frame.axes).flatMap(([name, axis]) =>
    Object.entries(axis).map(([key, value]) => [`${name}axis.${key}`, value])));
}

const pixel = (value) => Math.round(10 * Math.max(-1e5, Math.min(1e5, value))) / 10;

const FLAT = 0.3; // pixels that a line may differ from its points: nobody sees it, and it draws faster

/**
 * The points of a line as an SVG path without its first letter, through plotly's axes. A point is
 * left out where the line from the last kept point passes all points since within FLAT; `low` and
 * `high` are the slopes that do.
 */
function pathOf(x, y, { xaxis, yaxis }) {
  const kept = [];
  let [from, last, low, high] = [null, null, 0, 0];
  const narrow = ([across, up]) => {
    const [dx, dy] = [across - from[0], up - from[1]];
    const [one, two] = [(dy - FLAT) / dx, (dy + FLAT) / dx];
    [low, high] = [Math.max(low, Math.min(one, two)), Math.min(high, Math.max(one, two))];
  };
  const keep = (point) => {
    kept.push(point);
    [from, last, low, high] = [point, point, -Infinity, Infinity];
  };
  for (let k = 0; k < x.length; k++) {
    const point = [pixel(xaxis.c2p(x[k])), pixel(yaxis.c2p(y[k]))];
    if (Number.isNaN(point[0] - point[1])) continue; // none at 0 on a log axis
    if (!from) {
      keep(point);
      continue;
    }
    const slope = (point[1] - from[1]) / (point[0] - from[0]);
    const onward = (point[0] - last[0]) * (last[0] - from[0]) > 0; // neither upright nor back
    if (last !== from && !(onward && slope >= low && slope <= high)) keep(last);
    if (point[0] === from[0]) keep(point);
    else narrow(last = point);
  }
  if (last !== from) kept.push(last);
  return kept.join("L");
}

/**
 * One plotly chart. `rest` hands everything to plotly; `move` writes only what differs between two
 * states of the sweep that is at rest, into the SVG that plotly made, which costs a tenth of it.
 */
class Painter {
  /** Draw everything, the frame too: with it plotly draws once, without it twice. */
  constructor(plot, spec, Plotly, frame, state) {
    Object.assign(this, { plot, spec, Plotly, yours: {}, axes: "", nodes: new Map() });
    const { data, layout } = structuredClone(spec.figure);
    if (frame) {
      for (const { place, ...parts } of this.traces(frame, state)) {
        for (const [key, value] of Object.entries(parts)) put(data[place], key, value);
      }
      const axes = axesOf(frame);
      for (const [key, value] of Object.entries(axes)) put(layout, key, value);
      Object.assign(this, { base: frame, axes: JSON.stringify(axes) });
    }
    Plotly.newPlot(plot, data, layout, { displayModeBar: false, responsive: false, showSendToCloud: false });
    plot.on("plotly_afterplot", () => this.nodes.clear()); // plotly may have made its SVG anew
    this.width = plot.offsetWidth;
    this.resizer = new ResizeObserver(() => this.resize());
    this.resizer.observe(plot);
  }

  resize() {
    const width = this.plot.offsetWidth; // 0 while it is hidden
    if (!width || width === this.width) return;
    this.width = width;
    this.Plotly.Plots.resize(this.plot);
  }

  destroy() {
    this.resizer.disconnect();
    this.Plotly.purge(this.plot);
  }

  /** What plotly needs of each trace in one state: its place, and its arrays by plotly's names. */
  traces(frame, state) {
    const found = [];
    const add = (name, parts) => {
      if (Object.hasOwn(this.spec.places, name)) found.push({ place: this.spec.places[name], ...parts });
    };
    for (const [name, data] of Object.entries(frame.series)) {
      const { kind, label } = this.spec.series[name];
      const [x, y] = [data.x(state), data.y(state)];
      const base = this.baseOf(data, state, x);
      if (kind === "area") add(name, { x: [...x, ...x.toReversed()], y: [...y, ...base.toReversed()] });
      else {
        add(name, { x, y, text: data.text?.(state),
          "error_y.array": data.error?.(state), "error_y.arrayminus": (data.error_down ?? data.error)?.(state),
          "error_x.array": data.error_x?.(state), "error_x.arrayminus": (data.error_x_down ?? data.error_x)?.(state) });
      }
      const at = this.labelPlace(name, x);
      add(`label ${name}`, { x: [x[at]], y: [kind === "area" ? (y[at] + base[at]) / 2 : y[at]], text: [label] });
    }
    return found;
  }

  /** Everything of one state, by plotly itself. */
  rest(frame, state) {
    const traces = this.traces(frame, state);
    const update = Object.fromEntries(KEYS.map((key) => [key, traces.map((trace) => trace[key] ?? [])]));
    const places = traces.map(({ place }) => place);
    const axes = axesOf(frame);
    const changed = JSON.stringify(axes) !== this.axes; // setting an axis anew costs a whole redraw
    this.axes = JSON.stringify(axes);
    if (changed) this.Plotly.update(this.plot, update, axes, places);
    else this.Plotly.restyle(this.plot, update, places);
    this.base = frame;
  }

  /** Another state of the sweep at rest; false where only plotly can draw it. */
  move(frame, state) {
    if (frame !== this.base) return false;
    const moving = Object.entries(frame.series).filter(([, data]) =>
      Object.values(data).some((row) => row.moves));
    return moving.every(([name, data]) => {
      const { kind, panel, width } = this.spec.series[name];
      const { xaxis, [panel ? `yaxis${panel + 1}` : "yaxis"]: yaxis } = this.plot._fullLayout;
      const [x, y, axes] = [data.x(state), data.y(state), { xaxis, yaxis }];
      if (kind === "line") return this.moveLine(name, x, y, axes);
      if (kind === "area") return this.moveArea(name, x, y, this.baseOf(data, state, x), axes);
      if (kind === "bars") return this.moveBars(name, x, y, width / 2, axes);
      return !data.error && !data.error_x && this.movePoints(name, x, y, axes);
    });
  }

  labelPlace(name, x) {
    return Math.floor((this.spec.series[name].labelAt ?? 0) * (x.length - 1));
  }

  /** The lower edge of a band: an array as long as its upper one. */
  baseOf(data, state, x) {
    const base = data.base?.(state) ?? [0];
    return base.length === x.length ? base : new Float32Array(x.length).fill(base[0]);
  }

  /** The SVG group of a trace, or undefined where plotly drew none. */
  node(name) {
    if (!this.nodes.has(name)) {
      this.nodes.set(name, this.plot.calcdata[this.spec.places[name]]?.[0]?.node3?.node());
    }
    return this.nodes.get(name);
  }

  moveLabel(name, x, y, { xaxis, yaxis }) {
    const label = this.node(`label ${name}`)?.querySelector("text");
    if (!label) return false;
    label.setAttribute("x", pixel(xaxis.c2p(x)));
    label.setAttribute("y", pixel(yaxis.c2p(y)));
    return true;
  }

  moveArea(name, x, y, base, axes) {
    const parts = this.node(name)?.querySelectorAll(".js-fill, .js-line") ?? [];
    const at = this.labelPlace(name, x);
    if (parts.length !== 2 || !this.moveLabel(name, x[at], (y[at] + base[at]) / 2, axes)) return false;
    const path = `M${pathOf(x, y, axes)}L${pathOf(x.toReversed(), base.toReversed(), axes)}`;
    for (const part of parts) part.setAttribute("d", path);
    return true;
  }

  moveBars(name, x, y, half, { xaxis, yaxis }) {
    const bars = this.node(name)?.querySelectorAll(".point > path") ?? [];
    if (bars.length !== x.length) return false;
    bars.forEach((bar, k) => {
      const [left, right] = [pixel(xaxis.c2p(x[k] - half)), pixel(xaxis.c2p(x[k] + half))];
      bar.setAttribute("d", `M${left},${pixel(yaxis.c2p(0))}V${pixel(yaxis.c2p(y[k]))}H${right}V${pixel(yaxis.c2p(0))}Z`);
    });
    return true;
  }

  moveLine(name, x, y, { xaxis, yaxis }) {
    const line = this.node(name)?.querySelector(".js-line");
    const at = this.labelPlace(name, x);
    if (!line || !this.moveLabel(name, x[at], y[at], { xaxis, yaxis })) return false;
    const path = pathOf(x, y, { xaxis, yaxis });
    line.setAttribute("d", `M${path}`);
    if (name === this.spec.drawable && this.yours.x) { // the gap to the learner's own line
      const gap = this.plot.querySelector(".js-fill");
      if (!gap) return false;
      const back = pathOf(this.yours.x.toReversed(), this.yours.y.toReversed(), { xaxis, yaxis });
      gap.setAttribute("d", `M${path}L${back}Z`);
    }
    return true;
  }

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

  /** Letters for a desk, or for the last row of a lecture hall. */
  setTextSize(large) {
    if (large === Boolean(this.large)) return;
    this.large = large;
    const { layout, data } = this.spec.figure;
    const grown = (size) => (large ? Math.round(size * 1.43) : size); // 14 px to 20 px
    const taller = large ? Math.round(layout.height * 1.25) : layout.height; // room for the title beside it
    this.plot.style.height = `${taller}px`;
    const update = { "font.size": grown(layout.font.size), height: taller, autosize: true,
      "margin.l": large ? Math.round(layout.margin.l * 1.31) : layout.margin.l,
      "margin.t": grown(layout.margin.t), "margin.b": large ? Math.round(layout.margin.b * 1.36) : layout.margin.b };
    for (const name of Object.keys(layout).filter((key) => /^[xy]axis/.test(key)))
      update[`${name}.title.font.size`] = grown(layout[name].title.font.size);
    layout.annotations.forEach(({ font }, k) => {
      update[`annotations[${k}].font.size`] = grown(font?.size ?? layout.font.size);
    });
    const labels = data.flatMap((trace, place) => (trace.textfont ? [place] : []));
    const size = grown(data[labels[0]]?.textfont.size);
    if (labels.length) this.Plotly.update(this.plot, { "textfont.size": size }, update, labels);
    else this.Plotly.relayout(this.plot, update);
  }

  /** The learner's prediction. */
  overlay({ x, y }) {
    if (!x) return;
    this.yours = { x, y };
    this.Plotly.restyle(this.plot, { x: [x], y: [y] }, [this.spec.places.yours]);
  }
}
