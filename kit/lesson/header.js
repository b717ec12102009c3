// The header of a lesson: its steps over the page, and the way back to where the reader stopped.
//
// In JupyterLab the row stands above the room in which the cells scroll, so that it covers nothing.

const HANDS = ["wheel", "touchstart", "keydown", "pointerdown"]; // by which a reader takes over
const DRAGGED = 4; // times that the page was elsewhere; JupyterLab moves it once or twice
const NARROW = 640; // pixels
const CALM_FRAMES = 8;
const PATIENCE_MS = 4000; // for a step far away
const EVERY_MS = 100;
const CALM_MS = 600; // after the last cell JupyterLab moves the page once more

/** The mark of a step that is done. */
function tick() {
  const [svg, path] = ["svg", "path"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
  svg.setAttribute("viewBox", "0 0 12 12");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", "M2,6.5 L5,9.5 L10,3");
  svg.append(path);
  return svg;
}

/**
 * The beginning of a question, up to the end of a word.
 * @param {string} text
 */
const short = (text) => (text.length > 90 ? `${text.slice(0, 90).replace(/\s+\S*$/, "")} …` : text);

/** On a phone JupyterLab's list of files leaves no room for a lesson. */
function foldFiles() {
  if (window.innerWidth > NARROW) return;
  const tab = document.querySelector(".jp-SideBar .lm-TabBar-tab.lm-mod-current[data-id='filebrowser']");
  if (!tab) return;
  const { left, top } = tab.getBoundingClientRect(); // JupyterLab looks which tab lies there
  const press = { bubbles: true, cancelable: true, button: 0, clientX: left + 4, clientY: top + 4 };
  for (const type of ["pointerdown", "pointerup"]) tab.dispatchEvent(new PointerEvent(type, press));
}

class HeaderView {
  /** @type {HTMLElement[]} one for each step */
  dots;
  /** @type {HTMLElement | null} in which the cells of JupyterLab scroll */
  room;

  /**
   * @param {Model} model
   * @param {HTMLElement} el
   */
  constructor(model, el) {
    this.model = model;
    this.el = el;
    this.began = new Set(model.get("done"));
    /** @type {(() => void)[]} */
    this.undo = [];
    this.gone = false;
    this.build();
    this.show();
    this.on(window, "kit-answered", (event) => this.answered(event.detail));
    const changed = () => this.show();
    model.on("change:done", changed);
    this.undo.push(() => model.off("change:done", changed));
    whenPlaced(el, () => { if (!this.gone) this.place(); });
  }

  /**
   * @param {EventTarget} target
   * @param {string} event
   * @param {(event: any) => void} handler
   * @param {AddEventListenerOptions} [options]
   */
  on(target, event, handler, options) {
    target.addEventListener(event, handler, options);
    this.undo.push(() => target.removeEventListener(event, handler, options));
  }

  destroy() {
    this.gone = true;
    for (const undo of this.undo) undo();
    this.row.remove();
  }

  // ---- building -------------------------------------------------------------------------

  build() {
    /** @type {Step[]} */
    const steps = this.model.get("steps");
    this.dots = steps.map((step, k) => make("button", { type: "button", class: "kit-dot", title: step.ask, onclick: () => this.go(step.name) }, String(k + 1)));
    this.count = make("span", { class: "kit-count" });
    const title = make("button", { type: "button", class: "kit-name", title: "To the top of the lesson", onclick: () => this.toTop() }, this.model.get("title"));
    const list = make("ol", {}, ...this.dots.map((dot) => make("li", {}, dot)));
    this.row = make("nav", { class: "kit-where", "aria-label": "Steps of this lesson" }, make("div", {}, title, list, this.count));
    // JupyterLab would give the focus to a cell, and keys would act on that.
    this.row.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => { if (!(event.ctrlKey || event.metaKey)) event.stopPropagation(); });
    for (const event of ["focusin", "focusout"]) this.row.addEventListener(event, (/** @type {Event} */ it) => it.stopPropagation());
    this.stopped = make("p", { class: "kit-stopped" });
    this.undo.push(keepKeys(this.stopped));
    this.el.append(this.stopped);
  }

  show() {
    /** @type {Step[]} */
    const steps = this.model.get("steps");
    const done = new Set(this.model.get("done"));
    const here = steps.findIndex((step) => !done.has(step.name));
    steps.forEach((step, k) => {
      const state = done.has(step.name) ? "done" : k === here ? "here" : "closed";
      const dot = this.dots[k];
      if (dot.parentElement) dot.parentElement.dataset.state = state;
      dot.setAttribute("aria-label", `Step ${k + 1}, ${{ done: "done", here: "you are here", closed: "not open yet" }[state]}`); // its title, the question, is said after it
      if (state === "here") dot.setAttribute("aria-current", "step");
      else dot.removeAttribute("aria-current");
      if (state === "done") dot.replaceChildren(tick());
      else dot.textContent = String(k + 1);
    });
    const all = steps.length === 1 ? "done" : `all ${steps.length} steps done`;
    this.count.textContent = here < 0 ? all : `step ${here + 1} of ${steps.length}`;
    this.sayStopped(here);
  }

  /**
   * Only for a reader who comes back: whoever answers goes on without it.
   * @param {number} here
   */
  sayStopped(here) {
    const [steps, done] = [this.model.get("steps"), this.model.get("done")];
    const back = this.began.size && done.length === this.began.size && here >= 0;
    this.stopped.hidden = !back;
    if (!back) return;
    this.stopped.replaceChildren(`You stopped at step ${here + 1}: `,
      make("button", { type: "button", onclick: () => this.go(steps[here].name) }, short(steps[here].ask)));
  }

  /** @param {string} name */
  answered(name) {
    const done = this.model.get("done");
    const known = this.model.get("steps").some((/** @type {Step} */ step) => step.name === name);
    if (known && !done.includes(name)) this.model.set("done", [...done, name]);
  }

  // ---- its place --------------------------------------------------------------------------

  place() {
    this.room = this.el.closest(".jp-WindowedPanel-outer");
    const panel = this.room?.parentElement;
    if (!this.room || !panel) {
      this.el.prepend(this.row);
      return;
    }
    panel.querySelector(":scope > .kit-where")?.remove(); // of a run before this one
    panel.classList.add("kit-under-a-row");
    this.room.before(this.row);
    foldFiles();
    this.holdTop(panel);
  }

  /**
   * Keep the lesson's beginning in view while its cells run; a reader who moves is left alone.
   * @param {Element} panel
   */
  holdTop(panel) {
    let [calm, dragged] = [0, 0];
    const runs = () => [...panel.querySelectorAll(".jp-InputPrompt")].some((prompt) => prompt.textContent.includes("*"));
    const end = () => {
      clearInterval(timer);
      for (const hand of HANDS) window.removeEventListener(hand, taken, true);
    };
    /** @param {Event} event */
    const taken = (event) => { if (event.isTrusted) end(); };
    const hold = () => {
      calm = runs() ? 0 : calm + EVERY_MS;
      dragged = this.room?.scrollTop ? dragged + 1 : 0; // again and again: somebody drags the scrollbar
      if (dragged > DRAGGED) { end(); return; }
      this.toTop();
      if (calm < CALM_MS) return;
      end();
      this.selectFirst(panel);
    };
    const timer = setInterval(hold, EVERY_MS);
    for (const hand of HANDS) window.addEventListener(hand, taken, { capture: true, passive: true });
    this.undo.push(end);
  }

  toTop() {
    if (this.room) this.room.scrollTop = 0;
    else this.el.scrollIntoView();
  }

  /**
   * JupyterLab has selected the last cell, and a reader's next arrow key would lead there.
   * @param {Element} panel
   */
  selectFirst(panel) {
    const first = panel.querySelector(".jp-Cell");
    first?.dispatchEvent(new MouseEvent("mousedown", { bubbles: true, cancelable: true }));
    this.toTop();
  }

  // ---- to a step ----------------------------------------------------------------------------

  /**
   * Bring a question into view, with the heading over it.
   * @param {string} name
   */
  go(name) {
    /** @type {HTMLElement[]} */
    const questions = Array.from(document.querySelectorAll(".kit-question"));
    const question = questions.find((each) => each.dataset.name === name);
    if (!question) return;
    const [cell, began] = [question.closest(".jp-Cell") ?? question, performance.now()];
    let calm = 0; // cells on the way take their true heights only when they are in sight
    const bring = () => {
      if (isDrawn(cell)) {
        withHeading(cell).scrollIntoView({ block: "start" });
        calm += 1;
      } else {
        this.turnTowards(cell);
      }
      if (calm < CALM_FRAMES && performance.now() - began < PATIENCE_MS) requestAnimationFrame(bring);
      else question.focus({ preventScroll: true });
    };
    question.tabIndex = -1;
    bring();
  }

  /**
   * One screen nearer to a cell that JupyterLab does not draw while it is out of sight.
   * @param {Element} cell
   */
  turnTowards(cell) {
    if (!this.room) return;
    const here = [...this.room.querySelectorAll(".jp-Cell")].find(isDrawn);
    const below = here && here.compareDocumentPosition(cell) & Node.DOCUMENT_POSITION_FOLLOWING;
    this.room.scrollTop += (below ? 1 : -1) * this.room.clientHeight;
  }
}

/**
 * @param {Element} element
 * @returns {boolean}
 */
const isDrawn = (element) => element.getClientRects().length > 0;

/**
 * The cell over a question where it introduces it, or the question's own.
 * @param {Element} cell
 * @returns {Element}
 */
function withHeading(cell) {
  const above = cell.previousElementSibling;
  return above?.matches(".jp-MarkdownCell") && !above.querySelector("details.after") ? above : cell;
}

export default {
  /** @param {Place} place */
  render({ model, el }) {
    const view = new HeaderView(model, el);
    return () => view.destroy();
  },
};
