// Brings a page to life: each place that the build has marked gets its lab or question.

const RESTS = (labels) => `${labels.map((label) => `“${label}”`).join(" and ")} cannot be moved on this page: that needs a running Python.`;

const stores = new Map();
const mounted = []; // every question that is on the page
let notes; // for the presenter of the lesson
let sources = {}; // of each lab: who measured it, in words and with an address

/**
 * plotly.js, beside the page and never in the way of its questions. Each lab gets a turn of its
 * own, so that the first one is on the screen before the next is drawn.
 */
function loadPlotly() {
  const loaded = new Promise((resolve, reject) => {
    const script = make("script", { src: "assets/plotly.min.js", onload: resolve, onerror: () => reject(new Error("assets/plotly.min.js is not there.")) });
    document.head.append(script);
  });
  let last = loaded;
  const turn = () => {
    last = last.then(() => new Promise((done) => { setTimeout(done); }));
    return last.then(() => globalThis.Plotly);
  };
  Object.defineProperty(globalThis, "__kitPlotly", { get: turn }); // what the views wait for
}

const arrivals = new Map(); // what waits for the file of a lab
globalThis.kitStates = (key, states) => arrivals.get(key)?.(states); // what such a file calls

/** The states of a lab in base64: a file of its own, or a part of a lesson that is one file. */
function statesOf(key) {
  const here = document.getElementById(`lab-${key}`);
  if (here) return Promise.resolve(here.textContent);
  return new Promise((resolve, reject) => {
    arrivals.set(key, resolve);
    const src = `assets/${document.body.dataset.stem}-${key}.js`;
    document.head.append(make("script", { src, onerror: () => reject(new Error(`${src} is not there.`)) }));
  });
}

/** The states of a lab, read once. */
function storeOf(key) {
  if (!stores.has(key)) stores.set(key, statesOf(key).then(unzip).then((bytes) => new Store(bytes)));
  return stores.get(key);
}

const moment = () => new Promise((done) => { setTimeout(done); });

function mountLab(model, place, question = "") {
  const cell = place.closest("[data-lab]")?.dataset.lab;
  model.traits.called = [question, cell].filter(Boolean);
  views.lab.render({ model, el: place });
  const lab = place.querySelector(".kit-lab");
  const name = lab.getAttribute("aria-label");
  const namesakes = [...document.querySelectorAll(".kit-lab")].filter((each) => each.dataset.name === name).length;
  lab.dataset.name = name;
  if (namesakes) lab.setAttribute("aria-label", `${name}, number ${namesakes + 1} on this page`);
  const measured = sources[model.key];
  if (measured.length) {
    lab.append(make("details", { class: "kit-sources" }, make("summary", {}, "Who measured it"),
      make("ul", {}, ...measured.map(([text, href]) => make("li", {}, make("a", { href }, text))))));
  }
  const { resting } = model.get("spec");
  if (resting.length) lab.querySelector(".kit-drawer, .kit-more, .kit-controls").append(make("p", { class: "kit-rests" }, RESTS(resting)));
}

const COMING = "The chart is on its way.";
const charts = []; // what loads once the questions are there
let questionsStand = () => {};
const afterQuestions = new Promise((done) => { questionsStand = done; });

/** The result of `work`, which starts once every question is there: on a slow line they come first. */
function inTurn(work) {
  const coming = afterQuestions.then(work);
  charts.push(coming.catch(() => {}));
  return coming;
}

/** A lab in its place, as soon as its states are there; a sentence where they do not come. */
async function mountWhenThere(coming, place, question = "") {
  place.replaceChildren(make("p", { class: "kit-note kit-coming" }, COMING));
  try {
    const model = await coming;
    place.replaceChildren();
    mountLab(model, place, question);
  } catch (fault) {
    place.replaceChildren(make("p", { class: "kit-problem", role: "alert" }, `This chart could not be loaded: ${fault.message} Reload the page to try again.`));
  }
}

async function labModel({ lab, values }) {
  const model = new LabModel(await storeOf(lab), values);
  model.key = lab;
  return model;
}

/** Show the text that a question opens: it stands in the cell after it, out of sight until then. */
function openAfter(place) {
  const next = place.closest(".live")?.nextElementSibling;
  for (const text of next ? next.querySelectorAll("details.after") : []) {
    text.hidden = false;
    text.open = true;
    if (text.previousElementSibling?.matches(".shut")) text.previousElementSibling.remove();
  }
}

/** A question; under it the lab it covers, or the one that refutes a mistake. */
async function mountQuestion(node, place) {
  const [above, below] = [make("div"), make("div")];
  place.append(above, below);
  const covered = node.covered && inTurn(() => labModel(node.covered));
  let beside = {};
  const open = async (show) => {
    if (covered) beside.model = await covered;
    else if (beside.key !== show.lab) {
      beside = { key: show.lab, model: await labModel(show) };
      below.replaceChildren();
      mountLab(beside.model, below);
    }
    return beside.model.show({ ...(covered ? node.covered.values : show.values), ...show.set });
  };
  const model = new QuestionModel(node, open, covered);
  const reveal = async () => {
    if (below.childElementCount) return;
    await mountWhenThere(covered, below.appendChild(make("div")), node.name);
  };
  const settle = () => { if (covered) reveal(); openAfter(place); };
  views.question.render({ model, el: above });
  model.on("committed", settle);
  model.on("opened", () => { if (covered) reveal(); }); // by a link, which is no answer
  if (model.judged) settle();
  mounted.push({ node, model, above, below });
  return model;
}

/** Questions of which each opens the next. */
async function mountQueue({ head, steps, tail }, place) {
  const [above, middle, below] = [make("div"), make("div"), make("div")];
  place.append(above, middle, below);
  await mount(head, above);
  await mount(tail, below);
  const open = async (k) => {
    if (k === steps.length) return;
    const [asked, after] = [middle.appendChild(make("div")), middle.appendChild(make("div"))];
    const model = await mountQuestion(steps[k][0], asked);
    const goOn = async () => {
      if (after.dataset.open) return;
      after.dataset.open = "true";
      await mount(steps[k][1], after);
      await open(k + 1);
    };
    model.on("committed", goOn);
    if (model.judged) await goOn();
  };
  await open(0);
}

/** Questions of lessons that were begun in this browser. */
async function mountRecall({ lessons, pool, count, none }, place) {
  const today = new Date().toISOString().slice(0, 10);
  const chosen = (presenting ? pool : recalled(lessons, pool, record.events(), today)).slice(0, count);
  if (!chosen.length) place.append(make("p", { class: "kit-note" }, none));
  for (const node of chosen) await mountQuestion(node, place.appendChild(make("div")));
}

/** The concept check: the chosen route decides what is asked. */
async function mountCheck({ routes, lessons, asked, which, intro, route }, place) {
  const chosen = record.events().findLast(({ kind, answer }) => kind === "route" && routes.some(({ id }) => id === answer))?.answer ?? route;
  const rooms = asked.map(() => make("div"));
  const show = (id) => {
    const chosenLessons = routes.find((each) => each.id === id)?.lessons ?? lessons;
    rooms.forEach((room, k) => { room.hidden = !chosenLessons.includes(lessons[k]); });
  };
  const select = make("select", { onchange: () => { record.add("route", { answer: select.value }); show(select.value); } },
    ...routes.map(({ id, title }) => make("option", { value: id, selected: id === chosen }, title)));
  place.append(make("p", { class: "kit-note" }, intro),
    ...(routes.length ? [make("p", { class: "kit-note" }, make("label", {}, which, " ", select))] : []), ...rooms);
  show(chosen);
  for (const [k, node] of asked.entries()) await mountQuestion(node, rooms[k]);
}

async function mount(node, place) {
  if (node.kind === "box") {
    for (const child of node.children) {
      const room = make("div");
      place.append(room);
      await mount(child, room);
    }
  } else if (node.kind === "queue") await mountQueue(node, place);
  else if (node.kind === "recall") await mountRecall(node, place);
  else if (node.kind === "check") await mountCheck(node, place);
  else if (node.kind === "html") {
    place.className = "kit-note";
    place.innerHTML = node.html; // of our own, from the build
    for (const table of place.querySelectorAll("table")) { // a phone is narrower
      const room = make("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Table" });
      table.replaceWith(room);
      room.append(table);
    }
  } else if (node.kind === "passport") views.passport.render({ model: new PassportModel(), el: place });
  else if (node.kind === "lab") charts.push(mountWhenThere(inTurn(() => labModel(node)), place));
  else await mountQuestion(node, place);
}

/** A question to the reader, in place of the buttons that asked it. */
function ask(place, words, ...answers) {
  const close = () => { place.replaceChildren(); };
  place.replaceChildren(make("p", {}, words), make("div", { class: "kit-bar" },
    ...answers.map(([label, go]) => make("button", { type: "button", onclick: () => { close(); go(); } }, label))));
  place.querySelector("button").focus();
}

/** The answers of this browser: how many there are; to download, load and erase them. */
function mountAnswers(place) {
  const status = make("p", { role: "status" });
  const asked = make("div", { role: "group", "aria-label": "Your decision" });
  const count = make("p");
  const tally = () => {
    const answers = record.events().filter(({ kind }) => COMMITTED.includes(kind)).length;
    const lost = record.unkept.length;
    count.textContent = lost ? `${lost} of your answers could not be kept in this browser. They last until you leave this page: download them.`
      : answers ? `${answers} answer${answers === 1 ? " is" : "s are"} kept ${shelf.where}, and nowhere else.`
        : `Your answers will be kept ${shelf.where}, and nowhere else.`;
    erase.hidden = !record.events().length || !shelf.erasable;
  };
  const load = (text, meant = false) => {
    const { said: words, fresh, elsewhere } = record.load(text, { meant });
    status.textContent = fresh ? `${words} Reload the page to see them in their places.` : words;
    if (elsewhere) ask(asked, "Are these your own answers too?", ["Yes, add them to mine", () => load(text, true)], ["No, leave them out", () => {}]);
  };
  const input = make("input", { type: "file", accept: ".jsonl,.json,.txt", onchange: async () => {
    const [file] = input.files;
    asked.replaceChildren();
    if (!file) return;
    if (file.size > LARGEST) status.textContent = "This file is too large to hold answers of this kit.";
    else load(await file.text());
    input.value = "";
  } });
  const erase = make("button", { type: "button", onclick: () => ask(asked,
    "All answers leave this browser, for whoever uses it next. They are downloaded first, as one file.",
    ["Download and erase", () => { record.download(); record.erase(); setTimeout(() => location.reload(), 300); }], ["Keep them", () => {}]) }, "Erase my answers");
  place.append(count,
    make("div", { class: "kit-bar" },
      make("button", { type: "button", onclick: () => record.download() }, "Download my answers"),
      make("label", {}, "Load answers from a file: ", input), erase),
    asked, status);
  window.addEventListener("kit-answers", tally);
  tally();
}

/** Keep this page up to date with what other tabs write and erase, and warn before anything is lost. */
function watchRecord() {
  let mark = record.mark();
  window.addEventListener("kit-answers", () => { mark = record.mark(); });
  window.addEventListener("storage", ({ key, newValue }) => {
    if (key === null || (key.startsWith(SHELF) && newValue === null)) location.reload(); // erased
    else if (key.startsWith(SHELF)) window.dispatchEvent(new Event("kit-answers"));
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (persisted && record.mark() !== mark) location.reload();
  });
  window.addEventListener("beforeunload", (event) => {
    if (record.unkept.length && !presenting) event.preventDefault();
  });
}

/** On the map: how many questions are answered in each lesson. */
function markProgress() {
  const done = progress(record.events());
  for (const place of document.querySelectorAll("[data-progress]")) {
    const { predicted = 0, skipped = 0, answered = 0 } = done.get(place.dataset.progress) ?? {};
    const all = predicted + skipped + answered;
    place.textContent = all ? `${all} question${all === 1 ? "" : "s"} answered here` : "";
  }
}

async function wakeLabs(places) {
  const data = JSON.parse(new TextDecoder().decode(await unzip(document.getElementById("nodes").textContent)));
  ({ sources, notes } = data);
  await openPlatform(data.nodes);
  for (const place of places) {
    const room = make("div");
    place.replaceChildren(room); // in the page first: a chart measures its place
    await mount(data.nodes[place.dataset.node], room);
    place.dataset.ready = "true";
    await moment(); // the page answers in between
  }
  loadPlotly();
  questionsStand();
  await Promise.all(charts);
}

async function wake() {
  if (speaking) {
    speak();
    return;
  }
  document.documentElement.dataset.awake = "true";
  if (presenting) {
    document.documentElement.dataset.present = "";
    document.getElementById("main").dataset.kitRoom = "";
    document.documentElement.setAttribute(`data-${LARGE}`, ""); // labs are as high as the screen
  } else keepPlace();
  watchRecord();
  markProgress();
  for (const place of document.querySelectorAll("[data-answers]")) mountAnswers(place);
  const places = [...document.querySelectorAll("[data-node]")];
  if (places.length) await wakeLabs(places);
  window.addEventListener("hashchange", () => {
    if (location.hash.startsWith(PRESENT) && !presenting) location.reload();
    else links.follow(location.hash);
  });
  if (presenting && notes) present(document.getElementById("main"), mounted, notes);
  else await links.follow(location.hash);
  document.documentElement.dataset.ready = "true";
}

if (!globalThis.kitFellBack) wake().then(keepOffline).catch((fault) => {
  for (const text of document.querySelectorAll("details.after[hidden]")) text.hidden = false; // shut
  document.body.prepend(make("p", { class: "fault", role: "alert" }, `An error occurred on this page: ${fault.message}. Please report it.`));
  throw fault;
});
