// The projector's screen, and the teacher's page: the same screen with a desk under it.

const screenPlace = /** @type {HTMLElement} */ (document.getElementById("screen"));
const trouble = /** @type {HTMLElement} */ (document.getElementById("trouble"));
const desk = document.getElementById("desk"); // only on the teacher's page
const key = { "X-Kit-Key": location.hash.slice(1) };
const STAGES = [
  ["vote", "1 Vote"], ["closed", "2 Close"], ["show", "3 Show the votes"], ["talk", "4 Talk"], ["again", "5 Vote again"], ["lab", "6 Answer, and lab"],
];
const STAGE_TEXTS = {
  closed: "The vote is closed.", show: "This is where you stand. Nobody has said yet who is right.",
  talk: "Find somebody who chose differently. Say why, then listen.", lab: "Now try it in the lab.",
};
/** @type {any} */
let state = { stage: "wait", present: 0 };
let picture = "";

async function loadCode() {
  const answer = await fetch("/room/code.svg", { headers: key });
  if (answer.ok) picture = URL.createObjectURL(new Blob([await answer.text()], { type: "image/svg+xml" }));
}

function joining() {
  return make("div", { class: "joining" }, make("img", { src: picture, alt: "" }),
    make("div", {}, "scan, or go to", make("br"), (state.address ?? "").replace("http://", ""), make("br"), "room", make("b", {}, state.code ?? "")));
}

function rows() {
  const { asked } = state;
  if (asked.kind === "choice") {
    return asked.options.map((/** @type {any} */ option) => ({ name: `${option.letter} ${option.text}`, key: option.id, right: state.right === option.id }));
  }
  const names = new Map(asked.options.map((/** @type {any} */ { id, text }) => [id, text]));
  return state.results.rows.slice(0, 4).map((/** @type {any} */ { answer }) => ({
    name: answer.map((/** @type {string} */ id) => names.get(id)).join(" → "), key: String(answer), right: String(state.right) === String(answer),
  }));
}

function drawn() {
  const { asked, results, before, right } = state;
  if (!results) {
    return asked.kind === "choice"
      ? make("ol", { class: "options" }, ...asked.options.map((/** @type {any} */ { letter, text }) => make("li", {}, make("b", {}, `${letter} `), text)))
      : "";
  }
  if (asked.kind === "number") return drawNumbers(asked, results, before, state.stage === "lab" ? right : undefined);
  if (asked.kind === "line") return drawLines(asked, results, before);
  return drawRows(rows(), results, before);
}

function show(/** @type {any} */ news) {
  state = news;
  const waiting = news.stage === "wait" || !news.asked;
  screenPlace.className = `screen${waiting ? " waiting" : ""}${news.results ? " shown" : ""}`;
  const parts = [make("h1", {}, waiting ? "Come in" : unbroken(news.asked.ask))];
  if (!waiting) {
    parts.push(...news.asked.given.map((/** @type {string} */ text) => make("p", { class: "case" }, unbroken(text))));
    if (news.stage === "vote") {
      const tally = make("p", { class: "tally" }, make("b", {}, String(news.voted)), ` of ${news.present} have voted${news.again ? ", after talking" : ""}`);
      parts.push(make("div", { class: "beside" }, make("div", {}, tally, drawn()), joining()));
    } else parts.push(make("p", { class: "tally" }, STAGE_TEXTS[/** @type {keyof typeof STAGE_TEXTS} */ (news.stage)] ?? ""), drawn());
    const [dots, old] = news.asked.kind === "line" ? ["thin: each of you   thick: the middle", "dotted: before"] : ["○ guess   ◐ fairly sure   ● certain", "◌ before"];
    const key = [dots, ...(news.before ? [old] : [])].join("   ");
    if (news.results) parts.push(make("p", { class: "key" }, key, news.lab ? make("a", { href: news.lab, target: "lessons" }, "Open the lab") : ""));
  } else parts.push(make("p", { class: "tally" }, make("b", {}, String(news.present)), " phones are in the room"), joining());
  screenPlace.replaceChildren(...parts.filter(Boolean));
  if (desk) mark();
}

function tell(/** @type {string} */ why) {
  trouble.textContent = { network: "The room's computer does not answer. Trying again.", join: "This address lacks the room's key: open the one that the program printed." }[why] ?? "";
}

// ---- the desk ---------------------------------------------------------------------------------

function mark() {
  for (const button of desk?.querySelectorAll("button") ?? []) {
    const { stage } = button.dataset;
    button.setAttribute("aria-pressed", String(stage === state.stage && !(stage === "vote" && state.again) || (stage === "again" && state.stage === "vote" && state.again)));
  }
}

async function go(/** @type {string} */ stage, /** @type {string | undefined} */ item) {
  try {
    const { ok, refused } = await post("command", stage === "again" ? { stage: "vote", item: state.item } : { stage, item }, key);
    trouble.textContent = ok ? "" : refused;
  } catch {
    tell("network");
  }
}

async function buildDesk() {
  const answer = await fetch("/room/questions", { headers: key });
  if (!answer.ok) {
    tell("join");
    return;
  }
  const { lessons, view } = await answer.json();
  const channel = new BroadcastChannel("kit-room"); // a lesson that is presented from here asks for votes
  channel.addEventListener("message", ({ data: { asks, stage, item } }) => {
    if (asks) channel.postMessage({ view });
    else if (stage) go(stage, stage === "vote" ? item : undefined);
  });
  channel.postMessage({ view });
  const choose = make("select", { "aria-label": "Question" }, ...Object.entries(lessons).map(([lesson, questions]) =>
    make("optgroup", { label: lesson }, ...Object.entries(questions).map(([item, ask]) => make("option", { value: item }, `${item}: ${ask.slice(0, 70)}`)))));
  const buttons = STAGES.map(([stage, name]) => {
    const button = make("button", { type: "button", onclick: () => go(stage, stage === "vote" ? choose.value : undefined) }, name);
    button.dataset.stage = stage;
    return button;
  });
  desk?.append(choose, ...buttons, make("a", { href: `/projector#${view}`, target: "projector" }, "Screen for the projector"),
    make("a", { href: "/lessons/index.html", target: "lessons" }, "Lessons"));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target === choose) return;
    const at = Number(event.key) - 1;
    if (at in buttons) buttons[at].click();
  });
}

async function begin() {
  await loadCode();
  if (desk) await buildDesk();
  follow(show, tell, key);
}
begin();
