// The live view of a lab: controls, chart, words, table. It knows nothing of pharmacology.
//
// Python sends a `frame` (one state) or, when a slider is touched, a `sweep` (every state of that
// slider, as float32). While the finger moves the browser picks states out of the sweep; Python
// only hears where the finger is. A frame made for other values than those on screen is ignored.

const REST_MS = 400; // after this much quiet the words are announced
const WAIT_MS = 1500; // after this much silence the lab says that Python is busy

const withUnit = (value, unit) => (unit ? `${value} ${unit}` : `${value}`);

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
  return (state) => block.subarray(at + (states > 1 ? state * points : 0)).subarray(0, points);
}

/** A frame or sweep as sent, made ready to be drawn. */
function unpack(sent, view) {
  const bytes = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  const block = new Float32Array(bytes);
  const series = {};
  for (const [name, data] of Object.entries(sent.series)) {
    series[name] = {};
    for (const [key, part] of Object.entries(data)) {
      series[name][key] = key === "text" ? () => part : rows(block, part);
    }
  }
  return { ...sent, series };
}

const same = (a, b) => Object.keys(a).every((key) => a[key] === b[key]);

class LabView {
  constructor(model, el) {
    this.model = model;
    this.spec = model.get("spec");
    this.values = { ...model.get("state").values };
    this.turn = model.get("state").turn;
    this.positions = {};
    this.inputs = {};
    this.listeners = [];
    el.append(this.build());
    this.listen("change:state", () => this.adopt());
    this.listen("change:frame", () => this.receive());
    this.listen("change:drawn", () => this.overlay());
    this.listen("change:problem", () => this.showProblem());
    this.listen("msg:custom", (content, buffers) => this.receiveSweep(content, buffers));
    this.showProblem();
    this.receive();
    if (!this.shown) model.send({ kind: "frame" }); // the page was reloaded in mid-sweep
    loadPlotly(model).then((Plotly) => this.start(Plotly)).catch((fault) => this.say(fault.message));
  }

  listen(event, handler) {
    this.model.on(event, handler);
    this.listeners.push([event, handler]);
  }

  destroy() {
    for (const [event, handler] of this.listeners) this.model.off(event, handler);
    clearTimeout(this.resting);
    clearTimeout(this.waiting);
    this.releaseKeys();
    this.resizer?.disconnect();
    if (this.Plotly) this.Plotly.purge(this.plot);
  }

  // ---- building -------------------------------------------------------------------------

  build() {
    const { spec } = this;
    this.id = `kit-${Math.random().toString(36).slice(2)}`;
    this.plot = make("div", { class: "kit-plot", role: "img", "aria-label": spec.title });
    this.sentence = make("p", { class: "kit-words" });
    this.live = make("p", { class: "kit-live", "aria-live": "polite", role: "status" });
    this.refusal = make("p", { class: "kit-problem", role: "alert" });
    this.body = make("tbody");
    this.numbers = make("details", { class: "kit-numbers", ontoggle: () => this.fillTable() },
      make("summary", {}, "Show the numbers"),
      make("div", { class: "kit-scroll", tabindex: "0", role: "region", "aria-label": "The numbers of this picture" },
        make("table", {},
          make("thead", {}, make("tr", {}, ...spec.columns.map((c) => make("th", { scope: "col" }, c)))),
          this.body)));
    const main = spec.controls.filter((control) => !control.drawer);
    const extra = spec.controls.filter((control) => control.drawer);
    const controls = make("div", { class: "kit-controls" }, ...main.map((c) => this.buildControl(c)));
    if (extra.length) {
      controls.append(make("details", { class: "kit-drawer" }, make("summary", {}, "Extra controls"),
        ...extra.map((c) => this.buildControl(c))));
    }
    controls.append(make("button", { type: "button", class: "kit-reset", onclick: () => this.move(spec.start) }, "Reset"));
    const bar = make("div", { class: "kit-bar" },
      make("button", { type: "button", onclick: () => this.saveTable() }, "Download the numbers (CSV)"),
      make("button", { type: "button", onclick: () => this.savePicture() }, "Download the picture (PNG)"));
    const edge = make("details", { class: "kit-edge", open: true }, make("summary", {}, "The model's edge"),
      make("dl", {}, ...Object.entries(spec.edge).flatMap(([k, v]) => [make("dt", {}, k), make("dd", {}, v)])));
    const lab = make("section", { class: "kit-lab", "aria-label": spec.title },
      make("p", { class: "kit-title" }, spec.title),
      make("div", { class: "kit-stage" }, controls,
        make("div", { class: "kit-figure" }, this.plot, this.sentence, this.live, this.refusal)),
      this.numbers, bar, edge);
    this.releaseKeys = keepKeys(lab);
    return lab;
  }

  buildControl(control) {
    return control.kind === "slider" ? this.buildSlider(control) : this.buildChoice(control);
  }

  buildSlider(control) {
    const { name, label, unit, low, high, positions, stops } = control;
    const id = `${this.id}-${name}`;
    const range = make("input", {
      type: "range", id, name, min: 0, max: positions.length - 1, step: 1,
      oninput: () => this.move({ [name]: positions[range.valueAsNumber] }),
      onpointerdown: () => this.askSweep(name), onfocus: () => this.askSweep(name),
    });
    const box = make("input", {
      type: "number", min: low, max: high, step: "any", "aria-label": unit ? `${label} in ${unit}` : label,
      onchange: () => this.type(control, box),
    });
    const buttons = Object.entries(stops).map(([text, value]) =>
      make("button", { type: "button", onclick: () => this.move({ [name]: value }) }, text));
    this.inputs[name] = (value) => {
      const nearest = positions.reduce((best, p, i) =>
        Math.abs(p - value) < Math.abs(positions[best] - value) ? i : best, 0);
      range.value = nearest;
      range.setAttribute("aria-valuetext", withUnit(value, unit));
      box.value = value;
    };
    this.positions[name] = positions;
    this.inputs[name](this.values[name]);
    return make("div", { class: "kit-slider" },
      make("label", { for: id }, label),
      make("div", { class: "kit-row" }, range, box, make("span", { class: "kit-unit" }, unit)),
      ...(buttons.length ? [make("div", { class: "kit-stops" }, ...buttons)] : []));
  }

  buildChoice({ name, label, options }) {
    const radios = Object.entries(options).map(([value, text]) => {
      const radio = make("input", { type: "radio", name: `${this.id}-${name}`, value, onchange: () => this.move({ [name]: value }) });
      return [radio, make("label", {}, radio, " ", text)];
    });
    this.inputs[name] = (value) => { for (const [radio] of radios) radio.checked = radio.value === value; };
    this.inputs[name](this.values[name]);
    return make("fieldset", { class: "kit-choice" }, make("legend", {}, label), ...radios.map(([, field]) => field));
  }

  // ---- moving ---------------------------------------------------------------------------

  /** The learner moved something: draw from the sweep if it has the state, and tell Python. */
  move(change) {
    this.refusal.textContent = "";
    this.values = { ...this.values, ...change };
    this.turn += 1;
    for (const [name, value] of Object.entries(change)) this.inputs[name](value);
    const drawn = this.drawFromSweep();
    this.model.set("wanted", { values: this.values, turn: this.turn, drawn });
    this.model.save_changes();
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => {
      if (!this.isShown()) this.say("Waiting for Python. This control rests until it answers.");
    }, WAIT_MS);
  }

  type(control, box) {
    const value = box.valueAsNumber;
    const { only, low, high } = control;
    if (only.length ? only.includes(value) : value >= low && value <= high) {
      this.move({ [control.name]: value });
      return;
    }
    const shown = withUnit(box.value === "" ? "nothing" : box.value, control.unit);
    this.inputs[control.name](this.values[control.name]);
    const allowed = only.length ? only.join(", ") : `${low} to ${high}`;
    this.say(`${control.label} = ${shown} is not possible here: choose from ${withUnit(allowed, control.unit)}.`);
  }

  askSweep(control) {
    if (this.sweepFits(control)) return;
    this.model.send({ kind: "sweep", control, values: this.values });
  }

  sweepFits(control) {
    if (!this.sweep || this.sweep.control !== control) return false;
    const { [control]: _mine, ...others } = this.sweep.values;
    return same(others, this.values);
  }

  drawFromSweep() {
    const control = this.sweep?.control;
    if (!control || !this.sweepFits(control)) return false;
    const state = this.positions[control].indexOf(this.values[control]);
    if (state < 0) return false; // typed between two positions: Python draws it
    this.draw(this.sweep, state);
    return true;
  }

  /** Python's values changed: take them, unless they answer an earlier turn than ours. */
  adopt() {
    const { values, turn } = this.model.get("state");
    if (turn < this.turn) return;
    this.turn = turn;
    this.values = { ...values };
    for (const [name, set] of Object.entries(this.inputs)) set(values[name]);
    this.receive();
  }

  receive() {
    const sent = this.model.get("frame");
    if (!same(sent.values, this.values)) return;
    this.draw(unpack(sent, sent.block), 0);
  }

  receiveSweep(content, buffers) {
    if (content.kind !== "sweep") return;
    this.sweep = unpack(content, buffers[0]);
    if (!this.isShown()) this.drawFromSweep();
  }

  isShown() {
    return this.shown && same(this.shown.values, this.values);
  }

  // ---- drawing --------------------------------------------------------------------------

  start(Plotly) {
    this.Plotly = Plotly;
    const { data, layout } = structuredClone(this.spec.figure);
    Plotly.newPlot(this.plot, data, layout, { displayModeBar: false, responsive: false, showSendToCloud: false });
    this.resizer = new ResizeObserver(() => { if (this.plot.offsetWidth) Plotly.Plots.resize(this.plot); });
    this.resizer.observe(this.plot);
    this.overlay();
    if (this.shown) this.paint();
    this.plot.dataset.live = "true";
  }

  draw(frame, state) {
    this.shown = { frame, state, values: { ...this.values } };
    this.sentence.textContent = frame.words[state];
    this.plot.setAttribute("aria-label", `${this.spec.title}. ${frame.words[state]}`);
    clearTimeout(this.resting);
    this.resting = setTimeout(() => { this.live.textContent = frame.words[state]; }, REST_MS);
    if (this.painting) return; // one paint per screen frame; the newest state wins
    this.paint();
    this.painting = requestAnimationFrame(() => {
      this.painting = 0;
      if (this.painted !== this.shown) this.paint();
    });
  }

  paint() {
    this.painted = this.shown;
    if (this.numbers.open) this.fillTable();
    if (!this.Plotly) return;
    const { frame, state } = this.shown;
    const update = { x: [], y: [], text: [], "error_y.array": [], "error_y.arrayminus": [] };
    const places = [];
    for (const [name, data] of Object.entries(frame.series)) {
      const place = this.spec.places[name];
      const trace = this.spec.figure.data[place];
      const x = data.x(state);
      places.push(place);
      update.x.push(x);
      update.y.push(data.y(state));
      update.text.push(trace.labelAt === undefined ? data.text?.(state) ?? [] : this.label(trace, x.length));
      update["error_y.array"].push(data.error?.(state) ?? []);
      update["error_y.arrayminus"].push((data.error_down ?? data.error)?.(state) ?? []);
    }
    this.Plotly.restyle(this.plot, update, places);
    const axes = Object.fromEntries(Object.entries(frame.axes).flatMap(([name, axis]) =>
      Object.entries(axis).map(([key, value]) => [`${name}axis.${key}`, value])));
    if (Object.keys(axes).length) this.Plotly.relayout(this.plot, axes);
  }

  /** The direct label of a line: its name at one point, nothing at the others. */
  label(trace, points) {
    const texts = new Array(points).fill("");
    texts[Math.floor(trace.labelAt * (points - 1))] = trace.name;
    return texts;
  }

  overlay() {
    const { x, y } = this.model.get("drawn");
    if (this.Plotly && x) this.Plotly.restyle(this.plot, { x: [x], y: [y] }, [this.spec.places.yours]);
  }

  showProblem() {
    this.refusal.textContent = this.model.get("problem");
  }

  say(text) {
    this.refusal.textContent = text;
  }

  // ---- numbers --------------------------------------------------------------------------

  /** The rows of the table; `every` takes all points of a line, for the file. */
  tableRows(every = false) {
    const { frame, state } = this.shown;
    const [dx, dy] = this.spec.digits;
    return Object.entries(frame.series).flatMap(([name, data]) => {
      const [x, y, text] = [data.x(state), data.y(state), data.text?.(state)];
      const wanted = every ? null : this.spec.tables[name];
      const places = wanted === null
        ? Array.from(x, (_, k) => k)
        : Array.from({ length: wanted }, (_, k) => Math.floor((k * (x.length - 1)) / (wanted - 1)));
      return places.map((k) => [this.spec.labels[name], x[k].toFixed(dx), y[k].toFixed(dy), text?.[k] ?? ""]);
    });
  }

  fillTable() {
    if (!this.shown) return;
    this.body.replaceChildren(...this.tableRows().map((row) =>
      make("tr", {}, ...row.map((cell) => make("td", {}, cell)))));
  }

  saveTable() {
    const quote = (cell) => `"${String(cell).replaceAll('"', '""')}"`;
    const lines = [this.spec.columns, ...this.tableRows(true)].map((row) => row.map(quote).join(","));
    this.save(new Blob(["\ufeff", lines.join("\r\n")], { type: "text/csv" }), "csv");
  }

  async savePicture() {
    const url = await this.Plotly.toImage(this.plot, { format: "png", width: 1000, height: 600, scale: 2 });
    this.save(await (await fetch(url)).blob(), "png");
  }

  save(blob, ending) {
    const url = URL.createObjectURL(blob);
    const name = this.spec.title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
    make("a", { href: url, download: `${name}.${ending}` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }
}

export default {
  render({ model, el }) {
    const view = new LabView(model, el);
    return () => view.destroy();
  },
};
