// The view of one question: choose or write, say how sure, commit, read why.
//
// The answers stay in Python; the page learns only what it needs to ask. An answer that Python
// has not taken waits in the browser's own storage, and is sent when the cell has been run again.

const SURE = ["guess", "fairly sure", "certain"].map((text) => ({ id: text, text }));
const FEELING = [{ id: "guess", text: "not sure yet" }, ...SURE.slice(1)]; // where nothing is right or wrong
const PATIENCE_MS = 5000; // after this much silence the question says that the answer waits
const CERTAIN = "Not quite, and you were certain: this is the one to remember.";
const WAITS = "Python does not answer. Your answer waits in this page: it is not saved yet, and it is not lost. "
  + "If Python is busy, it is saved as soon as it can be. If Python was stopped or restarted, run this cell again: the answer is sent then.";

/** What waits to be sent, by question; it survives a reload of the page, not its closing. */
const storage = {
  /** @param {string} name */
  key: (name) => `kit-waiting ${name}`,
  /** @type {(name: string, reply: object) => void} */
  put(name, reply) { try { sessionStorage.setItem(this.key(name), JSON.stringify(reply)); } catch { /* kept in the fields */ } },
  /** @type {(name: string) => any} */
  take(name) { try { return JSON.parse(sessionStorage.getItem(this.key(name)) ?? "null"); } catch { return null; } },
  /** @param {string} name */
  drop(name) { try { sessionStorage.removeItem(this.key(name)); } catch { /* nothing was kept */ } },
};

class QuestionView {
  /** @type {Fields} */
  answer;
  /** @type {Fields} */
  sure;
  /** @type {() => void} */
  releaseKeys;
  /** @type {HTMLElement} */
  commit;
  /** @type {HTMLElement} */
  skip;
  /** @type {HTMLElement} */
  refute;
  /** @type {HTMLElement} */
  download;

  /**
   * @param {Model} model
   * @param {HTMLElement} el
   */
  constructor(model, el) {
    this.model = model;
    /** @type {Asked} */
    this.asked = model.get("asked");
    /** @type {[string, (...args: any[]) => void][]} */
    this.listeners = [];
    /** @type {{turn: string, answer: any, confidence: any} | undefined} */
    this.waiting = undefined;
    /** @type {string | undefined} the turn whose verdict is shown */
    this.judged = undefined;
    this.question = this.build();
    el.append(this.question);
    this.after = new After(el);
    this.listen("change:verdict", () => this.show());
    this.listen("msg:custom", (content, buffers) => this.receive(content, buffers));
    this.listen("comm_live_update", () => { if (this.waiting) this.sayWaiting(); });
    this.show(true);
    this.sendWhatWaited();
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
    for (const [event, handler] of this.listeners) this.model.off(event, handler);
    clearTimeout(this.patience);
    this.releaseKeys();
    this.after.destroy();
    this.question.remove(); // the widget library holds on to `el` as long as Python has this question
  }

  // ---- building -------------------------------------------------------------------------

  build() {
    const { asked } = this;
    const id = `kit-${Math.random().toString(36).slice(2)}`;
    this.answer = answerFields(asked, id, (text) => { this.feedback.textContent = text; });
    const words = asked.kind === "text";
    const claim = asked.kind === "claim"; // nobody is asked how sure they are of these
    this.sure = claim ? { parts: [], read: () => null, write: () => {} } : radioGroup(`${id}-sure`, words ? FEELING : SURE);
    this.feedback = make("p", { class: "kit-feedback" });
    this.wait = make("p", { class: "kit-wait" }); // for eyes: an answer mostly comes at once
    this.saved = make("p", { class: "kit-saved" });
    this.shown = make("p", { class: "kit-shown" });
    /** @type {(name: string, text: string, onclick: () => void) => HTMLElement} */
    const button = (name, text, onclick) => make("button", { type: "button", class: `kit-${name}`, onclick, hidden: true }, text);
    this.commit = button("commit", words ? "Keep my words" : claim ? "Commit" : "Commit to this answer", () => this.reply());
    this.skip = button("skip", "Just show me", () => this.send({ answer: null, confidence: "guess" }));
    this.refute = button("refute", asked.beside ? "Show me in the lab" : "Show me", () => this.ask({ kind: "show" }));
    this.download = button("download", "Download my answers", () => this.ask({ kind: "download" }));
    this.commit.hidden = this.skip.hidden = false;
    const question = make("div", { class: claim ? "kit-question kit-claim" : "kit-question", "data-name": asked.name },
      make("fieldset", { class: "kit-choice" },
        make("legend", {}, asked.ask),
        ...asked.given.map((text) => make("p", { class: "kit-given" }, text)),
        ...this.answer.parts),
      ...(claim ? [] : [make("fieldset", { class: "kit-choice kit-sure" }, make("legend", {}, asked.sure ?? "How sure are you?"), ...this.sure.parts)]),
      make("div", { class: "kit-bar" }, this.commit, ...(asked.skippable ? [this.skip] : [])),
      make("div", { role: "status", "aria-live": "polite", "aria-atomic": "false" }, this.feedback, this.saved, this.shown), this.wait,
      make("div", { class: "kit-bar" }, this.refute, this.download),
      this.buildReason());
    this.releaseKeys = keepKeys(question);
    question.addEventListener("kit-open", () => this.ask({ kind: "open" })); // a link to the lab that it covers
    return question;
  }

  /** The box for the learner's own sentence on why; it opens with the lab. */
  buildReason() {
    this.why = make("span");
    this.sentence = make("textarea", { rows: 2, maxlength: 4000 });
    this.sentenceSaved = make("p", { class: "kit-saved", role: "status" });
    this.reason = make("div", { class: "kit-reason", hidden: true },
      make("label", {}, this.why, this.sentence),
      make("div", { class: "kit-bar" }, make("button", { type: "button", class: "kit-keep", onclick: () => this.keepReason() }, "Keep my sentence (optional)")),
      this.sentenceSaved);
    return this.reason;
  }

  // ---- answering ------------------------------------------------------------------------

  reply() {
    const [answer, confidence] = [this.answer.read(), this.sure.read()];
    const problem = this.answer.problem?.();
    if (problem) {
      this.say(problem);
    } else if (answer === undefined) {
      this.say(this.asked.kind === "text" ? "Write a few words first." : "Choose or write an answer first: a guess will do.");
    } else if (confidence === undefined) {
      this.say("Say how sure you are first.");
    } else {
      this.send({ answer, confidence });
    }
  }

  /** @param {{answer: any, confidence: any}} reply */
  send(reply) {
    const waiting = { turn: `${Date.now()} ${Math.random()}`, ...reply };
    this.waiting = waiting;
    storage.put(this.asked.name, waiting);
    this.say("");
    this.wait.textContent = "Waiting for Python.";
    this.saved.textContent = this.shown.textContent = "";
    this.refute.hidden = true;
    clearTimeout(this.patience);
    this.patience = setTimeout(() => this.sayWaiting(), PATIENCE_MS);
    this.ask({ kind: "reply", ...waiting });
  }

  /** An answer that an earlier Python never took: this one gets it. */
  sendWhatWaited() {
    const waited = storage.take(this.asked.name);
    const { turn, refused } = this.model.get("verdict");
    if (!waited) return;
    if ([turn, refused].includes(waited.turn)) { // taken while the page was away
      storage.drop(this.asked.name);
      return;
    }
    if (waited.answer !== null) {
      this.answer.write(waited.answer);
      this.sure.write(waited.confidence);
    }
    this.send(waited);
    this.say("Your answer from before waited here. It is being saved now.");
  }

  /**
   * Send to Python; a connection that is gone takes nothing, and the question says so.
   * @param {object} message
   */
  ask(message) {
    try {
      this.model.send(message);
    } catch {
      this.sayWaiting();
    }
  }

  sayWaiting() {
    clearTimeout(this.patience);
    this.say(WAITS);
  }

  keepReason() {
    const text = this.sentence.value;
    this.sentenceSaved.textContent = text.trim() ? "Waiting for Python. Your sentence stays in this box." : "Write a few words first.";
    if (text.trim()) this.ask({ kind: "because", text });
  }

  /**
   * What was said and stays is left in the page: who listens hears only what is new.
   * @param {string} text
   */
  say(text) {
    const before = this.feedback.textContent;
    if (before && text !== before && text.endsWith(before)) this.feedback.prepend(text.slice(0, -before.length));
    else this.feedback.textContent = text;
    this.wait.textContent = "";
    delete this.feedback.dataset.right;
  }

  // ---- what Python said -----------------------------------------------------------------

  /** Show the verdict; `first` when the view is new and the answer is put back into its fields. */
  show(first = false) {
    /** @type {Verdict} */
    const verdict = this.model.get("verdict");
    const waiting = this.waiting;
    const refused = verdict.refused !== undefined && verdict.refusal;
    if (verdict.turn === undefined && !verdict.before && !refused) return;
    if (waiting && ![verdict.turn, verdict.refused].includes(waiting.turn)) return;
    if (waiting) storage.drop(this.asked.name);
    this.waiting = undefined;
    clearTimeout(this.patience);
    const elsewhere = !waiting && verdict.turn !== this.judged; // an answer from another view, or from before
    this.judged = verdict.turn;
    if (refused) {
      this.say(refused);
      return;
    }
    this.after.open();
    if (!first && !verdict.before) (/** @type {any} */ (globalThis)).__kitCommitted = performance.now(); // the lab that opens shows itself once
    window.dispatchEvent(new CustomEvent("kit-answered", { detail: this.asked.name }));
    if ((first || elsewhere) && (verdict.answer ?? null) !== null) {
      this.answer.write(verdict.answer);
      this.sure.write(verdict.confidence);
    }
    const words = [verdict.before ? "Answered before." : "", this.judgement(verdict), verdict.gap, verdict.text].filter(Boolean).join(" ");
    if (words !== this.feedback.textContent) this.say(words);
    this.wait.textContent = "";
    this.feedback.dataset.right = String(verdict.right);
    if (this.saved.textContent !== verdict.saved) this.saved.textContent = verdict.saved;
    this.download.hidden = !verdict.unsaved;
    this.refute.hidden = !verdict.show;
    this.shown.textContent = verdict.shown ? `In the lab below: ${verdict.shown}` : "";
    if (verdict.shown) (/** @type {any} */ (globalThis)).__kitTold = [verdict.shown, performance.now()]; // the lab need not say it again
    if (document.activeElement === this.skip) this.commit.focus(); // else the focus is lost with it
    this.skip.hidden = true;
    this.commit.textContent = this.asked.kind === "text" ? "Keep them again" : "Answer again";
    this.showReason(verdict, first);
  }

  /**
   * @param {Verdict} verdict
   * @returns {string}
   */
  judgement({ right, sure }) {
    if (right === null) return "";
    if (right) return "Correct.";
    return sure ? CERTAIN : "Not quite.";
  }

  /**
   * @param {Verdict} verdict
   * @param {boolean} first
   */
  showReason({ because, reason, reason_saved: saved }, first) {
    this.reason.hidden = !because;
    this.why.textContent = because ?? "";
    if (first && reason) this.sentence.value = reason;
    this.sentenceSaved.textContent = saved ?? "";
  }

  /**
   * @param {any} content
   * @param {BlobPart[]} buffers
   */
  receive(content, buffers) {
    if (content.kind !== "download") return;
    const url = URL.createObjectURL(new Blob([buffers[0]], { type: "application/jsonl" }));
    make("a", { href: url, download: content.name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  }
}

export default {
  /** @param {Place} place */
  render({ model, el }) {
    const view = new QuestionView(model, el);
    return () => view.destroy();
  },
};
