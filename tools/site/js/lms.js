// A lesson in a learning platform, by SCORM 1.2 or SCORM 2004: earlier answers come back, and
// the platform is told how much is done and how many answers are right by now. No name is read.

const ROOM = 4096; // characters that every platform stores
const DIALECTS = {
  API_1484_11: { verb: "", done: "cmi.completion_status", score: "cmi.score", exit: "cmi.exit" },
  API: { verb: "LMS", done: "cmi.core.lesson_status", score: "cmi.core.score", exit: "cmi.core.exit" },
};
const DERIVED = ["v", "id", "lesson", "said", "right", "misconception"]; // of an event: known without it

/** What a platform gives to a window, or to one of those around it and before it. */
function platformOf(from) {
  for (let [here, turns] = [from, 0]; here && turns < 20; turns += 1) {
    for (const name of Object.keys(DIALECTS)) if (here[name]) return { api: here[name], ...DIALECTS[name] };
    here = here.parent === here ? here.opener : here.parent;
  }
  return null;
}

/** A text compressed into few characters, and back. */
async function squeezed(text) {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream("deflate"));
  return btoa(String.fromCharCode(...new Uint8Array(await new Response(stream).arrayBuffer())));
}

/** The last answer to each question, and why. Where there is no room, the longest texts stay behind. */
async function stateOf(events) {
  const key = ({ kind, item, when }) => `${item} ${when} ${kind === "because" ? kind : ""}`;
  const latest = [...new Map(events.map((event) => [key(event), event])).values()];
  const kept = latest.map((event) => Object.fromEntries(Object.entries(event).filter(([name]) => !DERIVED.includes(name))));
  const length = (event) => JSON.stringify(event).length;
  for (;;) {
    const state = await squeezed(JSON.stringify(kept));
    if (state.length <= ROOM) return state;
    const longest = kept.reduce((most, event) => (length(event) > length(most) ? event : most));
    kept.splice(kept.indexOf(longest), 1);
  }
}

const eventsOf = async (state) => JSON.parse(new TextDecoder().decode(await unzip(state)))
  .map(({ kind, time, ...fields }) => ({ ...eventNow(kind, { lesson: fields.item?.split("-")[0], ...fields }), time }));

/** The questions of this page; what comes back from other lessons is not counted. */
const countedIn = (node) => (node.kind === "question" ? [node] : [node.head, node.tail, ...(node.steps ?? []), ...(node.children ?? [])]
  .flat().filter(Boolean).flatMap(countedIn));

/** How many questions are answered, and how many of those that can be right are right by now. */
function standing(nodes, events) {
  const asked = nodes.flatMap(countedIn).filter(({ asked: { kind } }) => kind !== "text").map(({ name }) => name);
  const latest = new Map(events.filter((event) => DONE.has(event.kind) && isKnown(event)).map((event) => [event.item, event]));
  const judged = asked.filter((name) => ![null, undefined].includes(questions.get(name)?.right));
  const right = judged.filter((name) => latest.has(name) && isRight(latest.get(name)) === true);
  return { open: asked.filter((name) => !latest.has(name)).length, share: judged.length ? right.length / judged.length : 0 };
}

/** A store that ends with the page, so that nothing stays for the next person at this browser. */
class Memory {
  getItem(name) { return this[name]; }

  setItem(name, text) { this[name] = text; }
}

/** In a package, begin with what the platform has stored, and report each answer to it. */
async function openPlatform(nodes) {
  const platform = document.documentElement.dataset.alone === "scorm" && platformOf(window);
  if (!platform) return;
  const { api, verb, done, score, exit } = platform;
  const call = (name, ...given) => api[`${verb}${name}`](...given);
  const end = verb ? "Finish" : "Terminate";
  call("Initialize", "");
  const kept = call("GetValue", "cmi.suspend_data");
  const memory = new Memory();
  shelf = { where: "by your learning platform", erasable: false, store: () => memory };
  if (kept) record.put(await eventsOf(kept), { old: true });
  const tell = async () => {
    const events = record.events();
    const { open, share } = standing(nodes, events);
    call("SetValue", "cmi.suspend_data", await stateOf(events));
    call("SetValue", done, open ? "incomplete" : "completed");
    if (events.length) { // a lesson that was only opened has no score
      for (const [name, value] of [["raw", 100 * share], ["min", 0], ["max", 100]]) call("SetValue", `${score}.${name}`, `${Math.round(value)}`);
      if (!verb) call("SetValue", `${score}.scaled`, share.toFixed(2));
    }
    call("Commit", "");
  };
  call("SetValue", exit, "suspend");
  let sending = tell(); // one after the other: the last one counts
  window.addEventListener("kit-answers", () => { sending = sending.then(tell); });
  await sending;
  window.addEventListener("pagehide", () => call(end, ""));
  window.dispatchEvent(new Event("kit-answers")); // the count of answers on the page
}
