// The live view of a lab: controls, chart, words, table. It knows nothing of pharmacology.
//
// Python sends a `frame` (one state) or, when a slider is touched, a `sweep` (every state of that
// slider, as float32). While the finger moves the browser picks states out of the sweep; Python
// only hears where the finger is. A frame made for other values than those on screen is ignored.

const REST_MS = 150; // after this much quiet plotly draws the picture itself
const TELL_MS = 1000; // and while it goes on, Python hears this often where the finger is
const ANNOUNCE_MS = 400; // and after this much the words are announced
const ANNOUNCED_MS = 5000; // after which they are cleared, so that they are not read twice
const GLIDE_MS = [400, 900]; // a jump through the states between, to the next one or to the far end
const REVEAL_MS = 4000; // a lab that appears this soon after an answer was covered by its question
const SWEEP_MS = 300; // how long a jump waits for its sweep
const FRAME_MS = 10; // two pictures this close together may fall into one screen frame
const WAIT_MS = 1500; // after this much silence the lab says that Python is busy

/**
 * What a sweep is for: its control, and the values of all others.
 * @param {string} control
 * @param {Values} values
 * @returns {string}
 */
const sweepName = (control, { [control]: _mine, ...others }) => JSON.stringify([control, Object.entries(others).sort()]);

/**
 * @param {Values} a
 * @param {Values} b
 * @returns {boolean}
 */
const same = (a, b) => Object.keys(a).every((key) => a[key] === b[key]);

class LabView {
  /** @type {HTMLElement} */
  plot;
  /** @type {SVGElement} */
  letters;
  /** @type {HTMLElement} */
  numbersTool;
  /** @type {HTMLElement} */
  hearTool;
  /** @type {HTMLElement} the sentence of the moment, in the summary */
  now;
  /** @type {Hearing} */
  hearing;
  heard = ""; // what was announced last
  /** @type {HTMLElement} */
  larger;
  /** @type {Record<string, Field>} */
  fields;
  /** @type {Picture | null} */
  picture;
  /** @type {SpecSlider | undefined} the slider under the chart */
  first;
  /** @type {Frame | undefined} */
  sweep;
  /** @type {Shown | undefined} */
  shown;
  /** @type {Painter | undefined} */
  painter;
  /** @type {IntersectionObserver | undefined} */
  watcher;
  /** @type {ResizeObserver | undefined} */
  resizer;
  /** @type {(() => void) | undefined} */
  stopGlide;
  /** @type {() => void} */
  releaseKeys;
  /** @type {() => void} */
  onText;
  /** @type {() => void} */
  onLeave;
  /** @type {() => void} */
  onPrint;
  /** @type {number | undefined} timers, and since when Python has not been told */
  resting;
  /** @type {number | undefined} */
  saying;
  /** @type {number | undefined} */
  silencing;
  /** @type {number | undefined} */
  waiting;
  /** @type {number | undefined} */
  telling;
  /** @type {number | undefined} */
  untold;
  painting = 0;
  paintedAt = -Infinity;
  silent = false;
  doubted = false;
  gone = false;
  /** @type {number | undefined} */
  edition;

  /**
   * @param {Model} model
   * @param {HTMLElement} el
   */
  constructor(model, el) {
    this.model = model;
    /** @type {Spec} */
    this.spec = model.get("spec");
    /** @type {Values} */
    this.values = { ...model.get("state").values };
    this.turn = model.get("state").turn;
    /** @type {Record<string, number[]>} */
    this.positions = Object.create(null);
    /** @type {[string, (...args: any[]) => void][]} */
    this.listeners = [];
    this.asked = ""; // the sweep that is on its way
    this.fault = ""; // what is wrong with a link
    this.lab = this.build();
    el.append(this.lab);
    this.listen("change:state", () => this.adopt());
    this.listen("change:frame", () => this.receive());
    this.listen("change:drawn", () => this.painter?.overlay(model.get("drawn")));
    this.listen("change:problem", () => this.showProblem());
    this.listen("msg:custom", (content, buffers) => this.receiveSweep(content, buffers));
    this.listen("comm_live_update", () => this.saySilent()); // the kernel was restarted or went away
    this.names = model.get("called");
    for (const name of this.names) links.views.set(name, (links.views.get(name) ?? new Set()).add(this));
    this.showProblem();
    this.receive();
    if (!this.shown) this.ask({ kind: "frame" }); // the page was reloaded in mid-sweep
    loadPlotly(model).then((Plotly) => this.start(Plotly)).catch((fault) => this.say(fault.message));
  }

  /**
   * @param {string} event
   * @param {(...args: any[]) => void} handler
   */
  listen(event, handler) {
    this.model.on(event, handler);
    this.listeners.push([event, handler]);
  }

  destroy() {
    this.tellNow();
    window.removeEventListener("pagehide", this.onLeave);
    window.removeEventListener("beforeprint", this.onPrint);
    for (const [event, handler] of this.listeners) this.model.off(event, handler);
    for (const timer of [this.resting, this.saying, this.silencing, this.waiting]) clearTimeout(timer);
    cancelAnimationFrame(this.painting);
    this.releaseKeys();
    window.removeEventListener(LARGE, this.onText);
    for (const name of this.names) links.views.get(name)?.delete(this);
    this.stopGlide?.();
    this.watcher?.disconnect();
    this.resizer?.disconnect();
    this.painter?.destroy();
    this.hearing.destroy();
    this.picture?.destroy();
    this.lab.remove(); // the widget library holds on to `el` as long as Python has this lab
    this.gone = true;
  }

  // ---- building -------------------------------------------------------------------------

  build() {
    const { spec } = this;
    this.id = `kit-${Math.random().toString(36).slice(2)}`;
    const axes = [spec.axes.x, ...spec.axes.y].map(({ title }) => title).filter(Boolean);
    this.plot = make("div", { class: "kit-plot", role: "img", "aria-label": aloud(`Chart: ${axes.slice(1).join(", ") || "rows"}, against ${axes[0] ?? "columns"}`) });
    this.letters = draw("svg", { class: "kit-letters", "aria-hidden": "true" });
    this.sentence = make("p", { class: "kit-words", "aria-hidden": "true" }, ""); // "Right now" says it, its units as words
    this.room = make("p", { class: "kit-words-room", "aria-hidden": "true" });
    this.live = make("p", { class: "kit-live", "aria-live": "polite", role: "status" });
    this.quiet = make("p", { class: "kit-quiet", role: "status" });
    this.refusal = make("p", { class: "kit-problem", role: "alert" });
    this.picture = spec.picture && new Picture(spec.picture);
    this.fields = Object.fromEntries(spec.controls.map((control) => [control.name, this.buildControl(control)]));
    const { main, others } = this.sortControls();
    const say = make("div", { class: "kit-say" }, this.sentence, this.room);
    const more = others.length ? [make("div", { class: "kit-more" }, ...others)] : [];
    this.controls = make("div", { class: "kit-controls" }, ...(main ? [main] : []), ...(this.picture ? more : []), this.refusal);
    this.side = make("div", { class: "kit-side" }, say, ...(this.picture ? [] : more));
    const left = make("div", { class: "kit-left" }, ...(this.picture ? [this.picture.node] : []), this.side);
    const right = make("div", { class: "kit-right" }, make("div", { class: "kit-chart" }, this.plot, this.letters), this.controls);
    this.stage = make("div", { class: this.picture ? "kit-stage kit-pictured" : "kit-stage" }, left, right);
    this.hearing = new Hearing(this);
    const lab = make("section", { class: "kit-lab", "aria-label": spec.title },
      headOf(spec), this.buildSummary(), this.stage, this.live, this.quiet, this.buildTools(), this.buildNumbers(), this.hearing.node);
    this.releaseKeys = keepKeys(lab);
    this.onText = () => this.showTextSize();
    window.addEventListener(LARGE, this.onText);
    this.showTextSize();
    this.onLeave = () => this.tellNow();
    lab.addEventListener("focusout", this.onLeave);
    window.addEventListener("pagehide", this.onLeave);
    this.onPrint = () => this.fillTable(); // paper shows the numbers
    window.addEventListener("beforeprint", this.onPrint);
    return lab;
  }

  /** The slider under the chart: the one that is its axis, or the first; the others are smaller. */
  sortControls() {
    const { controls, actions = [] } = this.spec;
    const sliders = controls.filter((control) => control.kind === "slider").filter(({ drawer }) => !drawer);
    this.first = sliders.find(({ axis }) => axis) ?? sliders[0];
    const shown = controls.filter((control) => control !== this.first && !control.drawer);
    const extra = controls.filter(({ drawer }) => drawer);
    const others = shown.map(({ name }) => this.fields[name].node);
    others.push(...actions.filter((name) => name !== "Reset").map((name) =>
      make("button", { type: "button", class: "kit-action kit-button", onclick: () => this.act(name) }, name)));
    if (extra.length) {
      others.push(make("details", { class: "kit-drawer" }, make("summary", {}, "Extra controls"), ...extra.map(({ name }) => this.fields[name].node)));
    }
    return { main: this.first && this.fields[this.first.name].node, others };
  }

  buildTools() {
    const reset = () => { this.glideTo(this.spec.start); if (this.spec.actions?.includes("Reset")) this.act("Reset"); };
    this.numbersTool = tool("numbers", "Numbers", () => this.showNumbers(this.numbers.hidden), "Show the numbers");
    this.hearTool = tool("hear", "Hear", () => this.hear(this.hearing.node.hidden), "Hear it");
    this.larger = tool("larger", "Larger", () => setLargeText(!textIsLarge()), "Larger text");
    this.tools = make("div", { class: "kit-tools" }, limitsOf(this.spec), this.numbersTool, this.hearTool,
      tool("save", "Save", () => this.savePicture(), "Save the picture"), this.larger, tool("reset", "Reset", reset));
    return this.tools;
  }

  /** What there is and what to do, for screen readers; not a live region. */
  buildSummary() {
    const parts = summaryOf(this.spec).map(([name, text]) => [make("dt", {}, name), make("dd", {}, aloud(text))]);
    this.now = parts[2][1];
    return make("div", { class: "kit-summary", role: "note", "aria-label": "This chart in words" }, make("dl", {}, ...parts.flat()));
  }

  /** @param {boolean} open */
  hear(open) {
    this.hearTool.setAttribute("aria-expanded", String(open));
    this.hearing.show(open);
  }

  buildNumbers() {
    this.body = make("tbody");
    this.numbers = make("div", { class: "kit-numbers", hidden: true },
      make("div", { class: "kit-scroll", tabindex: "0", role: "group", "aria-label": "The numbers of this picture" },
        make("table", {},
          make("thead", {}, make("tr", {}, ...this.spec.columns.map((c) => make("th", { scope: "col", "aria-label": aloud(c) }, c)))),
          this.body)),
      make("button", { type: "button", class: "kit-button", onclick: () => this.saveTable() }, "Download the numbers (CSV)"));
    return this.numbers;
  }

  /** @param {boolean} open */
  showNumbers(open) {
    this.numbers.hidden = !open;
    this.numbersTool.setAttribute("aria-expanded", String(open));
    if (open) this.fillTable();
  }

  /**
   * @param {SpecControl} control
   * @returns {Field}
   */
  buildControl(control) {
    const { name, positions } = control;
    const field = fieldOf(control, `${this.id}-${name}`, this);
    if (positions) this.positions[name] = positions;
    field.show(this.values[name]);
    return field;
  }

  // ---- moving ---------------------------------------------------------------------------

  /**
   * The learner moved something: draw from the sweep if it has the state, and tell Python.
   * @param {Values} change
   * @param {boolean} [gliding]
   */
  move(change, gliding = false) {
    if (!gliding) {
      this.stopGlide?.();
      this.fault = "";
    }
    this.refusal.textContent = "";
    const [name] = Object.keys(change);
    // while Python is silent only the control of the last sweep can move: the others go back
    const others = (this.silent && this.sweep?.control === name && this.sweep.values) || this.values;
    this.take({ ...others, ...change });
    this.turn += 1;
    const drawn = this.drawFromSweep();
    if (!drawn && this.positions[name]?.includes(Number(change[name]))) this.askSweep(name);
    if (drawn) this.tellSoon();
    else this.tell(false);
  }

  /**
   * Go to a state through the states of the sweep between, so that one sees what changes; at once
   * where more than one control changes, or where there is no such sweep yet.
   * @param {Values} change
   */
  glideTo(change) {
    const changed = Object.keys(change).filter((name) => change[name] !== this.values[name]);
    const [name] = changed;
    const places = this.positions[name];
    this.stopGlide?.();
    if (changed.length !== 1 || !places) {
      this.move(change);
      return;
    }
    if (!this.sweepFits(name)) {
      this.askSweep(name);
      const late = setTimeout(() => this.move(change), SWEEP_MS);
      const poll = setInterval(() => { if (this.sweepFits(name)) this.glideTo(change); }, 10);
      this.stopGlide = () => { clearTimeout(late); clearInterval(poll); };
      return;
    }
    const [from, to] = [this.values[name], change[name]].map((value) => nearestPlace(places, Number(value)));
    const far = Math.abs(to - from) / (places.length - 1);
    this.stopGlide = glide(GLIDE_MS[0] + far * (GLIDE_MS[1] - GLIDE_MS[0]), (share) => {
      const value = share === 1 ? change[name] : places[Math.round(from + share * (to - from))];
      if (value !== this.values[name]) this.move({ [name]: value }, true);
    });
  }

  /**
   * Go to the state that a link names: what it does not name stands as at the start.
   * @param {URLSearchParams} asked
   */
  setFrom(asked) {
    const { start, controls } = this.spec;
    const values = { ...start };
    const faults = new Set();
    for (const [name, text] of asked) {
      const control = controls.find((each) => each.name === name);
      const value = control?.kind === "slider" ? readNumber(text).number : text;
      if (!control) faults.add(`This link sets something that the lab does not have here. It has: ${controls.map((each) => each.name).join(", ")}.`);
      else if (!(control.kind === "slider" ? allows(control, Number(value)) : Object.hasOwn(control.options, value))) faults.add(notTaken(control));
      else {
        values[name] = value;
        if (control.drawer) /** @type {HTMLDetailsElement} */ (this.lab.querySelector(".kit-drawer")).open = true;
      }
    }
    this.glideTo(values);
    this.fault = [...faults].join(" ");
    this.showProblem();
  }

  /**
   * Tell Python at rest, or now and then in a long drag: each message makes JupyterLab draw its
   * kernel's state again, which takes longer than our picture.
   */
  tellSoon() {
    this.untold ??= performance.now();
    clearTimeout(this.telling);
    const wait = Math.min(REST_MS, this.untold + TELL_MS - performance.now());
    this.telling = setTimeout(() => this.tell(true), wait);
  }

  /**
   * Tell Python where the controls are, and whether it has to draw that.
   * @param {boolean} drawn
   */
  tell(drawn) {
    clearTimeout(this.telling);
    this.telling = this.untold = undefined;
    this.model.set("wanted", { values: this.values, turn: this.turn, drawn });
    this.model.save_changes();
    if (this.doubted) this.tellAgain();
    this.expectAnswer();
  }

  /** Neither the next cell nor the next page may find values older than those on screen. */
  tellNow() {
    if (this.telling) this.tell(true);
  }

  /**
   * A button that is not a control: Python carries it out, and redraws the lab.
   * @param {string} name
   */
  act(name) {
    this.refusal.textContent = "";
    this.turn += 1;
    this.ask({ kind: "action", name, values: this.values, turn: this.turn });
    this.tell(true); // the page's values are the newest: none older comes later
  }

  /**
   * Make these values the state of the page.
   * @param {Values} values
   */
  take(values) {
    const changed = Object.keys(values).filter((name) => values[name] !== this.values[name]);
    this.values = { ...values };
    for (const name of changed) this.fields[name].show(values[name]);
  }

  /**
   * Send Python a question; a connection that is gone answers nothing, and the lab says so.
   * @param {object} question
   */
  ask(question) {
    try {
      this.model.send(question);
    } catch {
      this.saySilent();
    }
  }

  /**
   * Ask for all states of one slider, unless they are here or on their way.
   * @param {string} control
   */
  askSweep(control) {
    const asked = sweepName(control, this.values);
    if (this.sweepFits(control) || this.asked === asked) return;
    this.asked = asked;
    delete this.plot.dataset.sweep;
    this.ask({ kind: "sweep", control, values: this.values });
  }

  /**
   * This state is drawn already, from another frame: the next ones come out of the sweep.
   * @param {number} state
   */
  rebase(state) {
    const { painter, sweep, shown } = this;
    if (!painter || !sweep || !shown) return;
    painter.base = sweep;
    this.shown = { ...shown, frame: sweep, state };
  }

  /**
   * @param {string} control
   * @returns {boolean}
   */
  sweepFits(control) {
    return this.sweep?.control === control && this.sweep.name === sweepName(control, this.values);
  }

  drawFromSweep() {
    const { sweep } = this;
    const control = sweep?.control;
    if (!control || !this.sweepFits(control)) return false;
    const state = this.positions[control].indexOf(Number(this.values[control]));
    if (state < 0) return false; // typed between two positions: Python draws it
    if (this.isShown() && this.plot.dataset.rest === "true") this.rebase(state);
    else this.draw(sweep, state);
    return true;
  }

  /** Python's values changed: take them, unless they answer an earlier turn than ours. */
  adopt() {
    const { values, turn } = this.model.get("state");
    this.answered();
    if (turn < this.turn) {
      this.expectAnswer();
      return;
    }
    this.turn = turn;
    this.showProblem(); // the same refusal twice is no change of it
    this.take(values); // a box in which somebody is writing the same value is left alone
    this.receive();
    // moved in another view of this lab, which had the picture
    if (!this.isShown() && !this.drawFromSweep()) this.ask({ kind: "frame" });
  }

  receive() {
    const sent = this.model.get("frame");
    if (sent.edition !== this.edition) {
      this.edition = sent.edition;
      this.sweep = undefined;
      this.asked = "";
    }
    if (same(sent.values, this.values) && !this.isShown()) this.draw(unpack(sent, sent.block), 0);
  }

  /**
   * A sweep is taken if it is the one asked for last: an earlier one is for another state.
   * @param {any} content
   * @param {DataView[]} buffers
   */
  receiveSweep(content, buffers) {
    if (content.kind !== "sweep") return;
    const name = sweepName(content.control, content.values);
    if (name !== this.asked) return;
    this.asked = "";
    this.answered();
    this.sweep = { ...unpack(content, buffers[0]), name };
    this.makeRoom(content.words);
    this.drawFromSweep();
    this.planLabels();
    this.plot.dataset.sweep = content.control;
  }

  /** Find places for the labels that are free in all states of the sweep, when there is time. */
  planLabels() {
    const idle = globalThis.requestIdleCallback ?? setTimeout;
    const { sweep } = this;
    idle(() => {
      if (this.gone || !this.painter || !sweep?.control || sweep !== this.sweep) return;
      const { control } = sweep;
      this.painter.letters.prepare(sweep, nearestPlace(this.positions[control], Number(this.values[control])));
      if (this.shown?.frame === sweep) this.painter.letters.settle(sweep, this.shown.state);
      else if (this.shown) this.painter.letters.settle(this.shown.frame, this.shown.state);
    }, { timeout: 500 });
  }

  isShown() {
    return this.shown !== undefined && this.shown.edition === this.edition && same(this.shown.values, this.values);
  }

  // ---- a silent Python ------------------------------------------------------------------

  /**
   * Wait for Python. Where nothing comes, what it was told or its answer may be lost with a line
   * that was cut: it is told again, now and then, past the widget's own queue, which would wait on.
   * @param {number} [wait]
   */
  expectAnswer(wait = WAIT_MS) {
    this.waiting ??= setTimeout(() => {
      this.waiting = undefined;
      this.saySilent();
      this.doubted = true;
      this.tellAgain();
      this.expectAnswer(2 * wait);
    }, wait);
    if (this.silent) this.saySilent(); // the picture may be another state's by now
  }

  tellAgain() {
    this.ask({ kind: "wanted", ...this.model.get("wanted") });
  }

  answered() {
    clearTimeout(this.waiting);
    this.waiting = undefined;
    this.silent = false;
    this.quiet.textContent = "";
  }

  /** Python does not answer: say what still works. The words go when it answers. */
  saySilent() {
    this.silent = true;
    const moving = this.spec.controls.find(({ name }) => name === this.sweep?.control);
    const works = moving ? `“${moving.label}” still works; the other controls are paused` : "The controls are paused";
    const picture = this.isShown() ? "" : " The picture still shows the state before.";
    this.quiet.textContent =
      `Python is busy or gone. ${works} until it answers.${picture} If it was restarted, run this cell again.`;
  }

  // ---- drawing --------------------------------------------------------------------------

  /**
   * Draw as soon as the lab has its place on the page: before that it has no size.
   * @param {any} Plotly
   */
  start(Plotly) {
    this.resizer = new ResizeObserver(() => {
      if (this.painter) this.fit();
      else if (!this.gone && this.plot.clientWidth) this.begin(Plotly);
    });
    if (!this.gone) this.resizer.observe(this.stage);
  }

  /** @param {any} Plotly */
  begin(Plotly) {
    const size = this.measure();
    this.painter = new Painter(this.plot, this.letters, this.spec, Plotly, this.shown?.frame, this.shown?.state ?? 0, size);
    this.plot.dataset.rest = "true";
    this.painter.overlay(this.model.get("drawn"));
    this.align();
    this.picture?.fitLetters();
    this.plot.dataset.live = "true";
    const page = /** @type {any} */ (globalThis);
    if (performance.now() - (page.__kitCommitted ?? -Infinity) < REVEAL_MS) this.lab.classList.add("kit-revealed");
    page.__kitCommitted = undefined;
    this.askWhenSeen();
  }

  /** The size of the chart on this page. */
  measure() {
    const { lab, stage, plot, side, controls, picture, spec } = this;
    /** @type {(width: number, px: number, font: string) => number} */
    const least = (width, px, font) => rulersOf(this.painter?.axes ?? spec.axes, { width, height: 400, px, font }).least;
    return fitCard({ lab, stage, plot, side, controls, picture: picture?.node, panels: spec.axes.y.length, least });
  }

  /** The page, its letters or the words have another size: the card follows. */
  fit() {
    if (!this.painter || !this.plot.offsetWidth) return; // hidden
    this.align();
    const size = this.measure();
    this.painter.fit(size);
    this.align();
    this.picture?.fitLetters();
  }

  /** The slider that is the axis stands under it. */
  align() {
    if (!this.painter) return;
    const [left, wide] = this.painter.span();
    for (const control of this.spec.controls) {
      if (control.kind !== "slider") continue;
      if (control.axis) this.fields[control.name].align?.(left, wide);
      else this.fields[control.name].hang?.(control === this.first);
    }
  }

  /** The sweep of the first slider, as soon as the lab is in sight and the page has time. */
  askWhenSeen() {
    const slider = this.first;
    if (!slider) return;
    const idle = globalThis.requestIdleCallback ?? setTimeout;
    this.watcher = new IntersectionObserver((entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      this.watcher?.disconnect();
      idle(() => { if (!this.gone && !this.sweep && !this.asked) this.askSweep(slider.name); });
    });
    this.watcher.observe(this.plot);
  }

  /**
   * Show a state: at once, or at the next screen frame if this one has its picture already.
   * @param {Frame} frame
   * @param {number} state
   */
  draw(frame, state) {
    const first = !this.shown;
    this.shown = { frame, state, values: { ...this.values }, edition: this.edition };
    this.plot.dataset.rest = "false";
    clearTimeout(this.resting);
    clearTimeout(this.saying);
    // `change` may not fire where a drag ends where it began: rest is a matter of time
    this.resting = setTimeout(() => this.drawRest(), REST_MS);
    this.saying = setTimeout(() => this.announce(frame.words[state], first), ANNOUNCE_MS);
    if (this.painting) return;
    if (performance.now() - this.paintedAt > FRAME_MS) this.paint();
    else {
      this.painting = requestAnimationFrame(() => {
        this.painting = 0;
        this.paint();
      });
    }
  }

  paint() {
    if (!this.shown) return;
    this.paintedAt = performance.now();
    const { frame, state } = this.shown;
    if (this.painter && !this.painter.move(frame, state)) this.drawRest();
    this.picture?.show(frame, state);
    /** @type {Text} */ (this.sentence.firstChild).data = frame.words[state];
    this.makeRoom([frame.words[state]]);
    if (!this.numbers.hidden) this.fillTable();
  }

  /**
   * Keep room for the longest of these sentences, so that nothing below them jumps.
   * @param {string[]} words
   */
  makeRoom(words) {
    const longest = words.reduce((long, each) => (each.length > long.length ? each : long));
    if (longest.length > this.room.textContent.length) {
      this.room.textContent = longest;
      this.fit();
    }
  }

  /**
   * For screen readers: once the picture rests, not at each step, nor when a page fills with labs.
   * @param {string} words
   * @param {boolean} first
   */
  announce(words, first) {
    const [told, when] = /** @type {any} */ (globalThis).__kitTold ?? []; // by the question that set this state
    const known = told === words && performance.now() - when < REVEAL_MS;
    if (!first && !known) this.live.textContent = aloud(whatIsNew(words, this.heard));
    clearTimeout(this.silencing);
    this.silencing = setTimeout(() => { this.live.textContent = ""; }, ANNOUNCED_MS);
    this.heard = words;
    this.now.textContent = aloud(words);
    this.hearing.refresh();
  }

  drawRest() {
    if (!this.painter || !this.shown || this.plot.dataset.rest === "true") return;
    this.painter.rest(this.shown.frame, this.shown.state);
    this.picture?.fitLetters();
    this.plot.dataset.rest = "true";
  }

  showProblem() {
    this.refusal.textContent = this.model.get("problem") || this.fault;
  }

  showTextSize() {
    this.larger.setAttribute("aria-pressed", String(textIsLarge()));
    this.fit();
  }

  /** @param {string} text */
  say(text) {
    this.refusal.textContent = text;
  }

  // ---- numbers --------------------------------------------------------------------------

  fillTable() {
    if (this.shown) fillBody(this.body, tableRows(this.spec, this.shown));
  }

  saveTable() {
    if (this.shown) this.save(csvOf([this.spec.columns, ...tableRows(this.spec, this.shown, true)]), "csv");
  }

  async savePicture() {
    this.save(await (await fetch(await this.image())).blob(), "png");
  }

  /**
   * The card as the address of an image.
   * @param {boolean} [words]
   * @param {number} [sharp]
   */
  image(words, sharp) { return keepsakeImage(this, words, sharp); }

  /**
   * @param {Blob} blob
   * @param {string} ending
   */
  save(blob, ending) {
    saveFile(blob, this.spec.title, ending);
  }
}

export default {
  /** @param {Place} place */
  render({ model, el }) {
    const view = new LabView(model, el);
    return () => view.destroy();
  },
  LabView,
};
