// The show: the lesson's own page, one step a screen, for a projector. Nothing that was answered in
// this browser is shown or added to: the class has not guessed yet.

const PRESENT = "#present";
const presenting = location.hash.startsWith(PRESENT) && Boolean(document.querySelector(".present"));
record.closed = presenting;
const FOLDED = /-(sources|all|passport-text)$/; // parts of a lesson that a class does not look at together
const PART = 0.85; // of a screen, by which a long text moves on
const STAGES = { ask: "question", guess: "the class commits", lab: "the lab opens", why: "what happened", text: "" };
const PROMPTS = {
  choice: "Everybody chooses, in silence: a letter, and how sure. A guess, fairly sure, certain?",
  claim: "Sign, change or refuse? Everybody decides first.",
  number: "Everybody writes down a number, and how sure. A guess, fairly sure, certain?",
  line: "Everybody draws the line on paper first.",
  order: "Everybody writes down the order first.",
  text: "Everybody writes, in their own words.",
};
const ROOM_KEYS = ["vote", "closed", "show", "talk", "again", "lab"]; // as on the teacher's page of a vote

/** What is right, in a line; "" where nothing is. */
function rightOf({ asked, verdicts: { options = {}, answer, order, right, any } }) {
  const texts = new Map(asked.options.map(({ id, letter, text }) => [id, letter ? `${letter}. ${text}` : text]));
  const [id, verdict] = Object.entries(options).find(([, each]) => each.right) ?? [];
  if (id) return [asked.kind === "claim" ? "" : texts.get(id), verdict.text];
  if (answer !== undefined) return [spoken(answer, asked.unit), right.text];
  if (order) return [order.map((each) => texts.get(each)).join(" → "), right.text];
  return asked.kind === "line" ? ["", any.text] : ["", ""];
}

/** Leave only these parts of `root` on the screen. */
function showOnly(root, parts) {
  for (const child of root.children) {
    const holds = parts.some((part) => child !== part && child.contains(part));
    child.toggleAttribute("data-off", !holds && !parts.includes(child));
    if (holds) showOnly(child, parts);
    else for (const hidden of child.querySelectorAll("[data-off]")) hidden.removeAttribute("data-off");
  }
}

class Show {
  /** `mounted` are the questions of the page, `notes` what only the speaker sees. */
  constructor(main, mounted, notes) {
    Object.assign(this, { main, mounted, notes, at: 0, frame: null });
    this.prompt = make("p", { class: "show-prompt" });
    this.verdict = make("p", { class: "show-verdict" });
    main.prepend(this.prompt, this.verdict);
    this.screens = this.screensOf(main);
    this.place = make("span", { role: "status" });
    const button = (text, onclick, label) => make("button", { type: "button", onclick, ...(label ? { "aria-label": label } : {}) }, text);
    this.vote = button("Vote (V)", () => this.openVote());
    this.vote.hidden = true;
    document.body.append(make("nav", { class: "show-bar", "aria-label": "The show" },
      button("‹", () => this.back(), "Back"), button("›", () => this.next(), "Next"), this.place,
      this.vote, button("Speaker (S)", () => this.speaker.open()), button("Leave (Q)", () => this.leave())));
    this.speaker = new Speaker(this);
    this.room = new VoteRoom((key) => { this.viewKey = key; this.mark(); });
    for (const link of main.querySelectorAll("a[href]:not([href^='#'])")) Object.assign(link, { target: "_blank", rel: "noopener" });
    document.addEventListener("keydown", (event) => this.key(event), true);
    document.addEventListener("pointerup", () => document.activeElement?.matches?.("input[type=range]") && document.activeElement.blur());
    const asked = new URLSearchParams(location.hash.slice(1)).get(PRESENT.slice(1));
    this.go(Math.max(0, this.screens.findIndex(({ id }) => id === asked)));
  }

  // ---- what stands on which screen --------------------------------------------------------------

  screensOf(main) {
    const screens = [];
    let before = []; // a heading and its text, which wait for their question
    const put = (stage, id, shown, more = {}) => screens.push({ stage, id: stage === "text" ? id : `${id}.${stage}`, shown, ...more });
    const tell = () => {
      if (before.length) put("text", before[0].id.replace("cell-id=", ""), before);
      before = [];
    };
    for (const part of [...main.children]) {
      const questions = this.mounted.filter(({ above, node }) => part.contains(above) && node.event !== "check"); // each reader does that alone
      const heading = part.matches(".prose") && part.querySelector(":scope > h1, :scope > h2, :scope > h3");
      if (heading) {
        tell();
        before = FOLDED.test(part.id) ? [] : [part];
      } else if (questions.length) {
        for (const one of questions) this.putQuestion(put, one, before, part);
        before = [];
      } else if (part.matches(".prose:has(> blockquote)")) put("text", `card-${screens.length}`, [part]);
      else if (part.querySelector(":scope > .kit-sheet") || part.matches(".kit-sheet")) before.push(part);
      else if (before.length && part.matches(".prose:not(:has(> details)), .live:has(.kit-lab)")) before.push(part);
    }
    tell();
    return screens;
  }

  /** The screens of one question: it is read, the class commits, the lab opens, and why. */
  putQuestion(put, { node, model, above, below }, before, part) {
    const { name, covered } = node;
    const fields = above.querySelector("fieldset");
    const introduced = before.some((each) => each.querySelector(":scope > p"));
    const more = { node, model, above, cells: [...before, part].map((each) => each.dataset.cell ?? each.id.replace("cell-id=", "")) };
    if (introduced) put("ask", name, [...before, ...fields.querySelectorAll(":scope > legend, :scope > .kit-given")], more);
    put("guess", name, [...(introduced ? [] : before), fields, this.prompt], more);
    if (covered) put("lab", name, [below], more);
    const after = part.nextElementSibling?.querySelector(":scope > details.after") ? [part.nextElementSibling] : [];
    if (after.length || rightOf(node).some(Boolean)) {
      put("why", name, [this.verdict, above.querySelector(".kit-feedback"), ...after], more);
    }
  }

  // ---- going ------------------------------------------------------------------------------------

  get screen() { return this.screens[this.at]; }

  /** Commit what the class decided, if it was entered; otherwise the lab just opens. */
  async reveal({ model, above, node }) {
    if (model.judged) return;
    const given = [...above.querySelectorAll("fieldset:first-of-type input")].some(({ checked, value, type }) => (type === "radio" ? checked : value));
    if (given) {
      above.querySelector(".kit-sure input")?.click();
      above.querySelector(".kit-commit").click();
      await moment();
    }
    if (!model.judged) model.reply({ answer: null, confidence: "guess", turn: node.name });
  }

  async go(at) {
    if (at < 0 || at >= this.screens.length) return;
    this.at = at;
    const { screen, main } = this;
    const { stage, id, node, shown } = screen;
    this.closeVote();
    if (stage === "guess") this.prompt.textContent = rightOf(node).some(Boolean) || node.asked.kind === "text" ? PROMPTS[node.asked.kind] : "Everybody votes. Nothing here is right or wrong.";
    if (stage === "lab" || stage === "why") await this.reveal(screen);
    if (this.at !== at) return; // the show has moved on
    if (stage === "why") {
      const [right, why] = rightOf(node);
      this.verdict.replaceChildren(make("b", {}, right), ` ${why}`);
    }
    showOnly(main, shown.filter((part) => !part.matches(".kit-feedback:not([data-right=false])")));
    main.dataset.stage = stage;
    main.scrollTop = 0;
    main.focus({ preventScroll: true });
    history.replaceState(null, "", `${PRESENT}=${encodeURIComponent(id)}`);
    this.mark();
  }

  mark() {
    this.vote.hidden = !this.viewKey || this.screen.stage !== "guess";
    this.place.textContent = `${this.at + 1} of ${this.screens.length}`;
    this.speaker.show();
  }

  next() {
    const { main } = this;
    const left = main.scrollHeight - main.clientHeight - main.scrollTop;
    if (this.frame && this.room.next()) return;
    const slider = [...main.querySelectorAll(".kit-lab input[type=range]")].find((each) => each.checkVisibility());
    const more = this.screen.stage === "lab" // a long list of results may leave no room for its slider
      ? slider?.getBoundingClientRect().bottom > main.getBoundingClientRect().bottom : left > 0.06 * innerHeight;
    if (more && left > 2) main.scrollBy(0, PART * main.clientHeight);
    else this.go(this.at + 1);
  }

  back() {
    if (this.main.scrollTop > 8) this.main.scrollBy(0, -PART * this.main.clientHeight);
    else this.go(this.at - 1);
  }

  /** Keys of a keyboard and of a remote control; only the one named on the button leaves the show. */
  key(event) {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.altKey && key.startsWith("Arrow")) event.preventDefault(); // a browser's Back
    } else if (this.press(key, target)) {
      event.preventDefault();
      event.stopImmediatePropagation();
    }
  }

  /** What a key does; false where it belongs to the field in which it was pressed. */
  press(key, target = document.body) {
    const typing = target.matches?.("textarea, input:not([type=range], [type=radio])");
    const field = typing || target.matches?.("input, select, summary, button, a");
    const moves = { PageDown: "next", PageUp: "back", ...(field ? {} : { ArrowRight: "next", ArrowLeft: "back", " ": "next" }) };
    const letters = { q: () => this.leave(), s: () => this.speaker.open(), v: () => this.openVote() };
    const act = moves[key] ? () => this[moves[key]]() : !typing && letters[key.toLowerCase()];
    const stage = this.frame && ROOM_KEYS[Number(key) - 1];
    if (stage) this.room.go(stage, this.screen.node.name);
    else if (act) act();
    else if (key === "Escape") this.place.textContent = "To leave, press Q";
    return Boolean(stage || act || key === "Escape");
  }

  leave() {
    this.speaker.close();
    location.hash = "";
    location.reload();
  }

  // ---- a vote of the class, where `make class` runs ---------------------------------------------

  /** The room's own screen in place of the question; it shows results only when it is told to. */
  openVote() {
    if (this.vote.hidden || this.frame) return;
    this.room.go("vote", this.screen.node.name);
    this.frame = make("iframe", { class: "show-vote", title: "The vote", tabindex: "-1", src: `/projector#${this.viewKey}` });
    this.main.append(this.frame);
    showOnly(this.main, [this.frame]);
    this.speaker.show();
  }

  closeVote() {
    if (!this.frame) return;
    this.room.go("lab");
    this.frame.remove();
    this.frame = null;
  }
}

const present = (...what) => new Show(...what);

/** Messages to and from the teacher's page of a vote; a page opened from the disk has none. */
class VoteRoom {
  constructor(onView) {
    this.stage = "";
    this.channel = new BroadcastChannel("kit-room");
    this.channel.addEventListener("message", ({ data }) => { if (data.view) onView(data.view); });
    this.channel.postMessage({ asks: true });
  }

  go(stage, item) {
    this.stage = stage;
    this.channel.postMessage({ stage, item });
  }

  /** From the vote to its close, and on to what was voted; false where the lesson goes on. */
  next() {
    const then = { vote: "closed", again: "closed", closed: "show" }[this.stage];
    if (then) this.go(then);
    return Boolean(then);
  }
}
