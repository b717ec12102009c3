// What the views of the kit talk to in place of Python: the same words, from what is stored here.

const COMMITTED = ["prediction", "answer", "skip", "exit", "check"]; // events that answer a question

/** The part of a widget's model that views use; replies come a moment later, as from Python. */
class Model {
  constructor(traits) {
    this.traits = traits;
    this.handlers = [];
  }

  get(name) { return this.traits[name]; }

  set(name, value) { this.traits[name] = value; }

  on(event, handler) { this.handlers.push([event, handler]); }

  off(event, handler) {
    this.handlers = this.handlers.filter(([name, each]) => name !== event || each !== handler);
  }

  tell(event, ...what) {
    for (const [name, handler] of [...this.handlers]) if (name === event) handler(...what);
  }

  put(changes) {
    Object.assign(this.traits, changes);
    for (const name of Object.keys(changes)) this.tell(`change:${name}`);
  }

  send(message, _callbacks, buffers) { queueMicrotask(() => this.receive(message, buffers)); }
}

class LabModel extends Model {
  constructor(store, values) {
    super({ spec: store.head.spec, state: { values, turn: 0 }, drawn: {}, called: [], problem: "", frame: store.frame(values) });
    this.store = store;
    this.turn = 0;
  }

  save_changes() {
    const { values, turn, drawn } = this.traits.wanted;
    queueMicrotask(() => {
      this.turn = turn;
      if (drawn) this.put({ state: { values, turn }, problem: "" });
      else this.show(values);
    });
  }

  /** Go to a state, or to the nearest that is stored; its words. */
  show(values) {
    const near = this.store.nearest(values);
    const missed = this.traits.spec.controls.filter(({ name }) => near[name] !== values[name]);
    const problem = missed.map(({ label, name, low, high, unit = "" }) => {
      const outside = values[name] < low || values[name] > high;
      const why = outside ? `${label} goes from ${spoken(low)} to ${spoken(high)} ${unit}`.trim() : `This page has no state with ${label} = ${spoken(values[name])}`;
      return `${why}; the nearest is ${spoken(near[name])}.${outside ? "" : " A running Python draws any."}`;
    }).join(" ");
    const frame = this.store.frame(near);
    this.put({ frame, state: { values: near, turn: this.turn }, problem });
    return frame.words[0];
  }

  receive({ kind, control, values }) {
    if (kind === "frame") this.show(this.traits.state.values);
    if (kind !== "sweep") return;
    const { block, ...frame } = this.store.frame(values, control);
    this.tell("msg:custom", { kind, ...frame }, [block]);
  }

  /** Lay a prediction over the chart; how far it is from the model, in a sentence. */
  predict(points) {
    const sorted = points.toSorted((a, b) => a[0] - b[0]);
    const [x, y] = [0, 1].map((k) => sorted.map((point) => point[k]));
    this.put({ drawn: { x, y } });
    const { spec, state } = this.traits;
    const model = new Map(this.store.series.filter(({ series }) => series === spec.drawable)
      .map(({ key, column }) => [key, column.row(column.place(this.store.place(state.values)))]));
    const truth = x.map((at) => between(at, model.get("x"), model.get("y")));
    const gaps = y.map((value, k) => Math.abs(value - truth[k]));
    const worst = gaps.indexOf(Math.max(...gaps));
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
    const { across, unit } = this.store.head;
    return fill(this.store.head.far, {
      mean, points: unit === "%" ? "percentage points" : unit, x: x[worst], across, said: y[worst], unit, truth: truth[worst],
    });
  }
}

/** A line's height at a place, as numpy.interp finds it. */
function between(at, x, y) {
  const next = x.findIndex((each) => each >= at);
  if (next < 0) return y[y.length - 1];
  if (next === 0) return y[0];
  return y[next - 1] + ((at - x[next - 1]) / (x[next] - x[next - 1])) * (y[next] - y[next - 1]);
}

class QuestionModel extends Model {
  /** `open(show)` shows what refutes a mistake and returns its words; `covered` brings the lab of a prediction. */
  constructor(node, open, covered) {
    super({ asked: node.asked, verdict: {} });
    Object.assign(this, { node, open, covered, event: node.event, about: { lesson: node.name.split("-")[0], item: node.name } });
    if (node.when) this.about.when = node.when;
    this.restore();
  }

  /** The last answer of this browser, with its feedback. */
  restore() {
    const today = new Date().toISOString().slice(0, 10);
    const last = record.events().findLast(({ kind, item, when = "", time }) => item === this.node.name
      && when === this.node.when && COMMITTED.includes(kind) && (!this.node.today || time >= today));
    if (!last) return;
    const { answer, confidence, trap, said } = last;
    if (answer === null || (last.v > 1 && this.takes(answer))) {
      this.settle(answer, confidence, judge(this.node, answer, trap), { before: true, saved: "" });
    } else {
      const words = typeof said === "string" && said ? `: “${said}”` : "";
      this.more({ refused: "", refusal: fill(this.node.gone, { said: words }) });
    }
  }

  takes(answer) {
    const { kind, options, range, at = [] } = this.node.asked;
    return takes({ kind, ids: options.map(({ id }) => id), blanks: at.length, range }, answer);
  }

  async receive(message) {
    if (message.kind === "reply") this.reply(message);
    else if (message.kind === "open") this.tell("opened");
    else if (message.kind === "show") this.more({ shown: await this.open(this.judged.show) });
    else if (message.kind === "because") {
      const { saved, unsaved } = record.add("because", { ...this.about, text: message.text });
      this.more({ reason: message.text, reason_saved: saved, unsaved });
    } else if (message.kind === "download") this.tell("msg:custom", { kind: "download", name: FILE }, [record.bytes()]);
  }

  reply({ answer, confidence, turn }) {
    const judged = judge(this.node, answer);
    if (judged.refusal) {
      this.more({ refused: turn, refusal: judged.refusal });
      return;
    }
    const { said, right, misconception, trap } = judged;
    const kept = answer === null
      ? record.add("skip", { ...this.about, answer })
      : record.add(this.event, { ...this.about, answer, said, confidence, right, misconception, ...(trap ? { trap } : {}) });
    this.settle(answer, confidence, judged, { turn, ...kept });
  }

  settle(answer, confidence, judged, more) {
    this.judged = judged;
    const { explained, later, skipped } = this.node;
    const { right, show } = judged;
    const text = `${this.votes(answer)} ${judged.text}`.trim();
    const shown = explained
      ? { right, text, sure: confidence === "certain" && right === false, show: Boolean(show && this.open) }
      : { right: null, text: answer === null ? skipped : later, sure: false, show: false };
    this.put({ verdict: { answer, confidence, ...shown, ...this.beside(answer, judged), ...more } });
    this.tell("committed");
    if (answer !== null) this.covered?.then((lab) => this.overlay(lab, answer, judged), () => {}); // the page says what is missing
  }

  /** The earlier vote beside this one, where the question asks for a vote once more. */
  votes(answer) {
    const { again, asked: { options } } = this.node;
    const words = new Map(options.map(({ id, text }) => [id, text]));
    const first = again && record.events().findLast((event) => event.item === again.item && words.has(event.answer));
    return first && answer !== null ? fill(again.said, { before: words.get(first.answer), now: words.get(answer) }) : "";
  }

  /** Further feedback on a prediction. */
  beside(answer, { gap }) {
    if (!this.covered) return {};
    this.event = "answer"; // a second answer comes after the lab was seen
    if (answer === null) return { gap: "", because: "" };
    const reason = record.events().findLast((event) => event.kind === "because" && event.item === this.node.name)?.text ?? "";
    return { gap, because: this.node.because, reason };
  }

  /** Lay an answer over the chart, which may have come later; how far it is from it, in words. */
  overlay(lab, answer, judged) {
    if (this.judged !== judged) return; // answered again meanwhile
    const { kind, at, given_x: x = [], given_y: y = [], cross } = this.node.asked;
    if (kind === "number" && cross) {
      const other = answer * (cross.times ?? 1);
      lab.put({ drawn: { x: [cross.x ?? other], y: [cross.y ?? other], cross: true } });
    }
    if (kind !== "line") return;
    const points = new Map([...x.map((place, k) => [place, y[k]]), ...at.map((place, k) => [place, answer[k]])]);
    this.more({ gap: lab.predict([...points]) });
  }

  /** Add to what the view shows; an earlier refusal is over. */
  more(changes) {
    const kept = Object.entries(this.traits.verdict).filter(([name]) => !name.startsWith("refus"));
    this.put({ verdict: { ...Object.fromEntries(kept), ...changes } });
  }
}
