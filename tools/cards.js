// The cards of labs without Python: each has one state, and the sweep of every slider from there.

const bytesOf = (text) => new DataView(Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer);

class CardModel {
  constructor({ spec, frame, sweeps, drawn }) {
    this.sweeps = sweeps;
    this.handlers = [];
    this.traits = { spec, drawn, called: [spec.title], problem: "", frame: { ...frame, block: bytesOf(frame.block) }, state: { values: frame.values, turn: 0 } };
  }

  get(name) { return this.traits[name]; }

  set(name, value) { this.traits[name] = value; }

  on(event, handler) { this.handlers.push([event, handler]); }

  off(event, handler) { this.handlers = this.handlers.filter(([name, each]) => name !== event || each !== handler); }

  tell(event, ...what) { for (const [name, handler] of [...this.handlers]) if (name === event) handler(...what); }

  save_changes() {
    const { values, turn } = this.traits.wanted;
    queueMicrotask(() => {
      this.traits.state = { values, turn };
      this.tell("change:state");
    });
  }

  send({ kind, control }) {
    const sweep = kind === "sweep" && this.sweeps[control];
    if (sweep) queueMicrotask(() => this.tell("msg:custom", { kind, ...sweep }, [bytesOf(sweep.block)]));
  }
}

globalThis.__kitPlotly = Promise.resolve(globalThis.Plotly);
globalThis.cards = {
  /** Put a lab at the end of the page, or into a place of its own. */
  show(card, place = document.body.appendChild(document.createElement("div"))) {
    cards.last = new view.LabView(new CardModel(card), place);
  },

  /** The lab that was shown last, as the address of a picture; its words stand beside it. */
  image() { return cards.last.image(false, 1); },
};
