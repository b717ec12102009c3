// The answers of whoever reads here: the lines of my-answers.jsonl, kept in this browser.
//
// They are the events that kit/lesson/lines.py writes and reads, so that a file goes both ways.

const FILE = "my-answers.jsonl";
const SHELF = "neuropharmacology-kit/my-answers.jsonl";
const LARGEST = 8 * 2 ** 20; // bytes of a file
const REFUSED = "This browser keeps nothing: your answers last until you leave this page. Download them before.";

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

/** A line's event, or undefined for what is none. */
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

const record = {
  unkept: "", // where the browser refuses

  text() {
    try {
      return (localStorage.getItem(SHELF) ?? "") + this.unkept;
    } catch {
      return this.unkept;
    }
  },

  events() {
    const text = this.text();
    if (text !== this.seen) {
      this.seen = text;
      this.read = text.split("\n").map(eventOf).filter(Boolean);
    }
    return this.read;
  },

  /** Write events down; what is said about it. */
  put(events) {
    const begun = this.text();
    const [seed] = crypto.getRandomValues(new Uint32Array(1));
    const first = begun || events.some(({ kind }) => kind === "start") ? [] : [eventNow("start", { seed: seed >>> 1 })];
    const lines = [...first, ...events].map(lineOf).join("");
    try {
      localStorage.setItem(SHELF, begun + lines);
      this.unkept = "";
    } catch {
      this.unkept += lines;
    }
    window.dispatchEvent(new Event("kit-answers"));
    return this.unkept ? { saved: REFUSED, unsaved: true } : { saved: "Saved in this browser.", unsaved: false };
  },

  add(kind, fields) {
    return this.put([eventNow(kind, fields)]);
  },

  /** Add the events of a file that are not here yet: `said`, and how many were `fresh`. */
  load(text) {
    const here = new Set(this.events().map(({ id }) => id));
    const lines = text.replace(/^\ufeff/, "").split("\n").filter((line) => line.trim());
    const found = lines.map(eventOf).filter(Boolean);
    const lost = lines.length - found.length;
    if (!found.length) return { fresh: 0, said: "This file holds no answers of this kit. Nothing was loaded." };
    const events = [...new Map(found.filter(({ id }) => !here.has(id)).map((event) => [event.id, event])).values()];
    const fresh = events.length;
    const kept = lost ? `${lost} line${lost === 1 ? "" : "s"} of the file could not be used, cut off or written by a newer version of the kit: keep that file.` : "";
    if (!fresh) return { fresh, said: `Everything in that file is here already. ${kept}`.trim() };
    const { saved, unsaved } = this.put(events);
    return { fresh, said: `${fresh} event${fresh === 1 ? " was" : "s were"} loaded. ${unsaved ? saved : ""} ${kept}`.trim().replace("  ", " ") };
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
