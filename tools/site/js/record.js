// The answers of this reader: the lines of my-answers.jsonl, kept in this browser.
//
// They are the events that kit/lesson/lines.py writes and reads, so that a file can go either way.

const FILE = "my-answers.jsonl";
const SHELF = "neuropharmacology-kit/answers/";
const LARGEST = 8 * 2 ** 20; // bytes of a file
/** Who keeps the answers: this browser, or a learning platform (lms.js). */
let shelf = { where: "in this browser", erasable: true, store: () => localStorage };
const REFUSED = "This browser could not keep this: it lasts until you leave this page. Download your answers before.";
const ELSEWHERE = "This file was begun in another browser, or by somebody else. Nothing was loaded.";

const isText = (value) => typeof value === "string";
const OWN = ["id", "time", "kind"]; // what each event has
// What the fields that others rely on may hold, as kit/lesson/lines.py has it.
const SHAPES = new Map(Object.entries({
  id: (value) => isText(value) && /^[0-9a-f]{32}$/.test(value),
  time: isText,
  kind: (value) => isText(value) && value !== "",
  lesson: isText,
  item: isText,
  when: isText,
  confidence: (value) => value === null || ["guess", "fairly sure", "certain"].includes(value),
  right: (value) => value === null || typeof value === "boolean",
  misconception: (value) => value === null || (isText(value) && /^[A-Za-z0-9-]{1,40}$/.test(value)),
}));

/** The event on a line, or undefined where it holds none. */
function eventOf(line) {
  try {
    const found = JSON.parse(line);
    const fits = (name) => !SHAPES.has(name) || SHAPES.get(name)(found[name]);
    return [1, 2].includes(found.v) && [...OWN, ...Object.keys(found)].every(fits) ? translated(found) : undefined;
  } catch {
    return undefined;
  }
}

/** An event as one line of ASCII, as Python writes it. */
const lineOf = (event) => `${JSON.stringify(event).replace(/[\u007f-\uffff]/g, (letter) =>
  `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`)}\n`;

/** A new event with its own id and the time in UTC. */
function eventNow(kind, fields) {
  const random = crypto.getRandomValues(new Uint8Array(16));
  const id = Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { v: 2, id, time: `${new Date().toISOString().slice(0, 19)}+00:00`, kind, ...fields };
}

/** Where an event is kept: its name sorts it by time, whichever tab wrote it. */
const nameOf = (event, at, place) =>
  `${SHELF}${String(at).padStart(15, "0")}-${String(place).padStart(7, "0")}-${event.id.slice(0, 8)}`;

// Each event has a place of its own in the browser's store, so that two tabs cannot undo each
// other's answers.
const record = {
  unkept: [], // lines where the browser refuses
  written: 0,
  closed: false, // in a show nothing is read and nothing is kept

  /** The names of what is kept, in order; none where the browser keeps nothing. */
  names() {
    if (this.closed) return [];
    try {
      return Object.keys(shelf.store()).filter((name) => name.startsWith(SHELF)).toSorted();
    } catch {
      return [];
    }
  },

  /** What changes when something is written, here or in another tab. */
  mark() {
    const names = this.names();
    return `${names.length} ${names[0]} ${names.at(-1)} ${this.unkept.length}`;
  },

  text() {
    return [...this.names().map((name) => shelf.store().getItem(name) ?? ""), ...this.unkept].join("");
  },

  events() {
    const mark = this.mark();
    if (mark !== this.seen) {
      this.seen = mark;
      this.read = this.text().split("\n").map(eventOf).filter(Boolean);
    }
    return this.read;
  },

  /** Write events down, each at its time if they are `old`; what is said about it. */
  put(events, { old = false } = {}) {
    const [seed] = crypto.getRandomValues(new Uint32Array(1));
    const begun = this.names().length || this.unkept.length || events.some(({ kind }) => kind === "start");
    const all = begun ? events : [eventNow("start", { seed: seed >>> 1 }), ...events];
    for (const event of all) {
      const at = old ? Date.parse(event.time) || 0 : Date.now();
      try {
        if (this.closed) throw new Error("a show keeps nothing");
        shelf.store().setItem(nameOf(event, at, this.written++), lineOf(event));
      } catch {
        this.unkept.push(lineOf(event));
      }
    }
    window.dispatchEvent(new Event("kit-answers"));
    return this.unkept.length ? { saved: REFUSED, unsaved: true } : { saved: `Saved ${shelf.where}.`, unsaved: false };
  },

  add(kind, fields) {
    return this.put([eventNow(kind, fields)]);
  },

  /** Add the events of a file that are not here yet; another learner's only if that is `meant`. */
  load(text, { meant = false } = {}) {
    const mine = this.events();
    const here = new Set(mine.map(({ id }) => id));
    const lines = text.replace(/^\ufeff/, "").split("\n").filter((line) => line.trim());
    const found = lines.map(eventOf).filter(Boolean);
    const lost = lines.length - found.length;
    if (!found.length) return { fresh: 0, said: "This file holds no answers of this kit. Nothing was loaded." };
    const events = [...new Map(found.filter(({ id }) => !here.has(id)).map((event) => [event.id, event])).values()];
    const fresh = events.length;
    const kept = lost ? `${lost} line${lost === 1 ? "" : "s"} of the file could not be used, cut off or written by another version of the kit: keep that file.` : "";
    if (!fresh) return { fresh, said: `Everything in that file is here already. ${kept}`.trim() };
    const known = found.some(({ kind, id }) => kind === "start" && here.has(id));
    if (mine.length && !known && !meant) return { fresh: 0, elsewhere: true, said: ELSEWHERE };
    const { saved, unsaved } = this.put(events, { old: true });
    return { fresh, said: `${fresh} event${fresh === 1 ? " was" : "s were"} loaded. ${unsaved ? saved : ""} ${kept}`.trim().replace("  ", " ") };
  },

  /** Forget all of it, in this browser. */
  erase() {
    for (const name of this.names()) shelf.store().removeItem(name);
    this.unkept = [];
  },

  /** The whole file, as bytes. */
  bytes() {
    return new TextEncoder().encode(this.text());
  },

  download() {
    const url = URL.createObjectURL(new Blob([this.bytes()], { type: "application/jsonl" }));
    make("a", { href: url, download: FILE }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
  },
};
