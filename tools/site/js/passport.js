// The passport of this browser: what was predicted, answered and written here.

const EMPTY = "Your passport is empty so far. It fills as you predict and answer.";
const DONE = new Map([["prediction", "predicted"], ["skip", "skipped"], ["answer", "answered"]]);

/** What became of each question the last time: counts, by lesson. */
function progress(events) {
  const latest = new Map(events.filter((event) => DONE.has(event.kind) && isKnown(event)).map((event) => [event.item, event]));
  const found = new Map();
  for (const [item, event] of latest) {
    const lesson = item.split("-")[0];
    if (!found.has(lesson)) found.set(lesson, { predicted: 0, skipped: 0, answered: 0, right: 0 });
    const mine = found.get(lesson);
    mine[DONE.get(event.kind)] += 1;
    mine.right += isRight(event) === true;
  }
  return found;
}

function passportPage() {
  const events = record.events();
  const done = progress(events);
  const sum = (word) => [...done.values()].reduce((all, each) => all + each[word], 0);
  const words = done.size ? [
    `In this browser: ${sum("predicted")} predictions, ${sum("answered")} answers besides, ${sum("skipped")} times just shown. ${sum("right")} of all these are right by now.`,
    "The notebooks' passport says more: which ideas still lead you astray, and how sure you were. It reads the file that you download here.",
  ] : [EMPTY];
  words.push(...[unknownSaid(events)].filter(Boolean));
  const titles = new Map([...document.querySelectorAll("[data-lesson]")].map((each) => [each.dataset.lesson, each.textContent.trim()]));
  const places = [...titles.keys()];
  const lessons = [...done].toSorted(([a], [b]) => places.indexOf(a) - places.indexOf(b)).map(([lesson, { predicted, skipped, answered, right }]) =>
    [titles.get(lesson) ?? lesson, predicted, skipped, answered, right].map(String));
  const wrote = events.filter(({ kind }) => kind === "exit" || kind === "because").map(({ item, text, said }) => [item, text ?? said ?? ""].map(String));
  const tables = [
    { title: "The lessons", columns: ["Lesson", "Predicted", "Just shown", "Answered", "Right by now"], rows: lessons },
    { title: "What you wrote", columns: ["Where", "In your words"], rows: wrote },
  ];
  const chosen = events.findLast(({ kind }) => kind === "hand-in");
  const [code, exit_cards] = [String(chosen?.code ?? ""), chosen?.exit_cards === true];
  return { words, tables: tables.filter(({ rows }) => rows.length), code, exit_cards };
}

class PassportModel extends Model {
  constructor() {
    super({ content: passportPage() });
  }

  receive({ kind, code, exit_cards }, buffers) {
    if (kind === "download") {
      this.tell("msg:custom", { kind, name: FILE }, [record.bytes()]);
      return;
    }
    if (kind === "seen") {
      this.put({ content: passportPage() });
      return;
    }
    const done = kind === "load" ? record.load(new TextDecoder().decode(buffers[0]))
      : { said: kind === "hand-in" ? `${record.add(kind, { code, exit_cards }).saved} Download your answers and hand them in.` : "Up to date." };
    const said = done.elsewhere ? `${done.said} Under “Your answers”, at the end of the page, you may add it to yours.` : done.said;
    this.put({ content: passportPage() });
    this.tell("msg:custom", { kind: "said", text: said });
  }
}
