// What this kit asks, as kit/lesson/still.py wrote it: whether a stored answer is one that its
// question takes, and whether it is right.

const questions = new Map(Object.entries(BOOK.questions));
const firstEdition = new Map(Object.entries(BOOK.first));
const JUDGED = ["prediction", "answer", "check"]; // events that may be right or wrong

/** The question of an event, in the form in which it was asked. */
const questionOf = ({ item, when }) => questions.get(when === "after" && questions.has(`${item} B`) ? `${item} B` : item);

/** Whether a question takes an answer; `kind`, `ids`, `blanks` and `range` are the question's. */
function takes({ kind, ids, blanks, range }, answer) {
  const all = (length, is) => Array.isArray(answer) && answer.length === length && answer.every(is);
  if (kind === "number") return Number.isFinite(answer);
  if (kind === "line") return all(blanks, (value) => Number.isFinite(value) && value >= range[0] && value <= range[1]);
  if (kind === "order") return all(ids.length, (id) => ids.includes(id)) && new Set(answer).size === ids.length;
  if (kind === "text") return typeof answer === "string" && answer.trim() !== "";
  return ids.includes(answer);
}

/** Whether the answer of an event is right as the questions are now; null where nothing is. */
function isRight(event) {
  const { kind, right, tolerance, traps } = questionOf(event);
  if (right === null || event.answer === null) return null;
  if (kind === "order") return right.every((id, k) => id === event.answer[k]);
  if (kind === "number") return !traps.includes(event.trap) && Math.abs(event.answer - right) <= tolerance;
  return event.answer === right;
}

/** Whether an event is of a question that this kit has, with an answer that it takes. */
function isKnown(event) {
  const question = event.v === 1 ? undefined : questionOf(event); // by a place or words, of nothing now asked
  if (event.kind === "skip") return Boolean(question);
  return !JUDGED.includes(event.kind) || Boolean(question && takes(question, event.answer));
}

/** An event of the first edition as one of this edition; unchanged where it has none. */
function translated(event) {
  const [item, ids] = (event.v === 1 && firstEdition.get(event.item)) || [];
  let answer = event.answer ?? null;
  if (ids && Object.keys(ids).length && !["skip", "because"].includes(event.kind)) {
    answer = Object.hasOwn(ids, event.said) ? ids[event.said] : "";
    if (!answer) return event;
  }
  return item ? { ...event, v: 2, lesson: item.split("-")[0], item, answer } : event;
}

/**
 * The questions of a recall, most urgent first: one of the nearest lesson that was begun, then
 * those answered wrong, those never answered, those answered longest ago.
 */
function recalled(lessons, pool, all, today) {
  const events = all.filter((event) => [...JUDGED, "skip"].includes(event.kind) && isKnown(event));
  const begun = new Set(events.map(({ item }) => item.split("-")[0]));
  const urgency = ({ name, when }) => {
    const last = events.findLastIndex((event) => event.kind === "answer" && event.item === name && !(event.when === when && event.time >= today));
    if (last < 0) return events.length;
    return isRight(events[last]) ? 2 * events.length + last : last;
  };
  const urgent = lessons.flatMap((lesson) => pool.filter(({ name }) => begun.has(lesson) && name.startsWith(`${lesson}-`)))
    .toSorted((a, b) => urgency(a) - urgency(b));
  const [nearest] = lessons.filter((lesson) => urgent.some(({ name }) => name.startsWith(`${lesson}-`)));
  const first = urgent.find(({ name }) => name.startsWith(`${nearest}-`));
  return [first, ...urgent.filter((each) => each !== first)].filter(Boolean);
}

/** How many answers of a file this kit cannot use, in a sentence; "" for none. */
function unknownSaid(events) {
  const count = events.filter((event) => !isKnown(event)).length;
  if (!count) return "";
  const what = count > 1 ? `${count} answers belong` : "1 answer belongs";
  return `${what} to questions or options that this version of the kit does not have: kept, and not counted.`;
}
