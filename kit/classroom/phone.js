// A phone in the room: come in, vote, change one's mind until the vote closes.

const SURE = ["guess", "fairly sure", "certain"].map((word) => ({ id: word, text: word, letter: "" }));
const SAID = {
  wait: ["Wait for the question.", "It appears here by itself."],
  closed: ["The vote is closed.", "Look up."],
  show: ["Look up: the class is on the screen.", ""],
  talk: ["Find somebody who chose differently.", "Say why you think so. Then listen. You vote again soon."],
  lab: ["Now try it.", "Look up, or open the lesson here."],
};
const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const trouble = /** @type {HTMLElement} */ (document.getElementById("trouble"));
const where = /** @type {HTMLElement} */ (document.getElementById("where"));
/** @type {any} */
let state = {};
/** @type {any} what was sent and not yet counted */
let waiting = null;

/** @param {...(Node | string)} parts */
const show = (...parts) => main.replaceChildren(...parts.filter(Boolean));
let room = new URLSearchParams(location.search).get("room") ?? "";

function askCode(/** @type {string} */ why = "") {
  const box = make("input", { id: "code", inputmode: "numeric", autocomplete: "off", maxlength: 8, value: room });
  const enter = async (/** @type {Event} */ event) => {
    event?.preventDefault();
    await join(box.value.trim());
  };
  show(make("form", { class: "join", onsubmit: enter },
    make("label", { for: "code" }, "The room's code, from the screen"), box,
    make("button", { class: "send" }, "Come in")), make("p", { role: "alert" }, why));
}

async function join(/** @type {string} */ code) {
  try {
    const { ok, refused } = await post("join", { code });
    if (!ok) askCode(refused);
    else {
      room = code;
      follow(take, tell);
    }
  } catch {
    askCode("The room's computer does not answer. Are you on the same network?");
  }
}

function tell(/** @type {string} */ why) {
  trouble.textContent = why === "network" ? "No connection to the room. Trying again; your vote is not lost." : "";
  if (why === "join") room ? join(room) : askCode();
}

function take(/** @type {any} */ news) {
  const same = state.round === news.round && state.stage === news.stage;
  state = news;
  where.textContent = news.item ? `round ${news.round}` : "";
  if (waiting && waiting.round !== news.round) waiting = null;
  if (same && news.stage === "vote") return; // never take a half-made choice away
  if (news.stage === "vote") ballot();
  else rest();
}

/** One's own vote; what was drawn or put in order is too long for a line. */
function inWords(/** @type {any} */ { vote: sent, asked }) {
  if (!sent) return [];
  const chosen = asked.options?.find((/** @type {any} */ { id }) => id === sent.answer);
  const said = asked.kind === "number" ? `${sent.answer} ${asked.unit ?? ""}`.trim() : chosen && `${chosen.letter ? `${chosen.letter}: ` : ""}${chosen.text}`;
  return [make("p", { class: "mine" }, "Your vote: ", ...(said ? [make("b", {}, said), ", "] : []), sent.confidence, ".")];
}

function rest() {
  const [first, then] = SAID[/** @type {keyof typeof SAID} */ (state.stage)] ?? SAID.wait;
  const lesson = state.lab ? make("p", {}, make("a", { href: state.lab }, "Open the lab")) : "";
  show(make("h1", {}, first), then && make("p", {}, then), ...inWords(state), lesson);
}

/** The question with its fields; sent again and again until the room has it or the round ends. */
function ballot() {
  const { asked } = state;
  const said = make("p", { class: "said", role: "status" });
  const id = `round-${state.round}`;
  const fields = answerFields(asked, id, (/** @type {string} */ text) => { said.textContent = text; });
  const sure = radioGroup(`${id}-sure`, SURE);
  const send = make("button", { type: "button", class: "send" }, "Send");
  send.addEventListener("click", async () => {
    const [answer, confidence] = [fields.read(), sure.read()];
    const problem = fields.problem?.();
    if (problem) said.textContent = problem;
    else if (answer === undefined) said.textContent = asked.kind === "line" ? "Fill in each place first: a guess will do." : "Choose or write an answer first: a guess will do.";
    else if (confidence === undefined) said.textContent = "Say how sure you are first.";
    else await vote({ round: state.round, answer, confidence }, said, send);
  });
  if (state.vote) {
    fields.write(state.vote.answer);
    sure.write(state.vote.confidence);
    counted(state.vote, said, send);
  }
  show(make("h1", {}, unbroken(asked.ask)), state.again ? make("p", {}, "The same question, after talking.") : "",
    ...asked.given.map((/** @type {string} */ text) => make("p", {}, text)),
    make("fieldset", { class: "choice" }, make("legend", { class: "away" }, "Your answer"), ...fields.parts),
    make("fieldset", { class: "how" }, make("legend", {}, "How sure are you?"), ...sure.parts),
    send, said);
}

function counted(/** @type {any} */ sent, /** @type {HTMLElement} */ said, /** @type {HTMLElement} */ send) {
  said.textContent = `Counted: ${sent.confidence}. You can change it until the vote closes.`;
  send.textContent = "Send again";
}

async function vote(/** @type {any} */ sent, /** @type {HTMLElement} */ said, /** @type {HTMLElement} */ send) {
  waiting = sent;
  said.textContent = "Sending.";
  for (let wait = 300; waiting === sent; wait = Math.min(2 * wait, 4000)) {
    try {
      const { ok, refused, status } = await post("vote", sent);
      if (status === 507 || status === 429 || status === 401) {
        said.textContent = refused;
        if (status === 401) await post("join", { code: room });
      } else {
        if (waiting === sent) waiting = null;
        if (ok) {
          state.vote = sent;
          counted(sent, said, send);
        } else said.textContent = refused;
        return;
      }
    } catch {
      said.textContent = "No connection to the room. Your vote waits here and is sent again.";
    }
    await moment(wait);
  }
}

if (room) join(room);
else follow(take, tell); // a phone that was in the room before is known
