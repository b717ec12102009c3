// The speaker's window: what comes, what is right, what to listen for. It is the lesson's page too,
// and hears from the page of the show by messages, which work from the disk as well.

const SPEAKER = "#speaker";
const NAMED = "kit-speaker"; // the window, so that a show that was reloaded finds it again
const speaking = location.hash === SPEAKER && Boolean(window.opener);
const stored = {
  get(name) { try { return sessionStorage.getItem(name); } catch { return null; } },
  put(name, value) { try { sessionStorage.setItem(name, value); } catch { /* a reload forgets it */ } },
};

/** In the page of the show: the other window, and what it gets to show. */
class Speaker {
  constructor(show) {
    this.of = show;
    this.began = Number(stored.get("kit-began")) || Date.now();
    stored.put("kit-began", this.began);
    window.addEventListener("message", ({ source, data }) => {
      if (!source || source !== this.window) return;
      if (data.ready) this.show();
      else if (data.key) show.press(data.key);
      else if (data.room) show.room.go(data.room, show.screen.node?.name);
    });
    if (stored.get(NAMED)) this.window = window.open("", NAMED); // the show was reloaded
  }

  open() {
    this.window = window.open(location.href.replace(/#.*/, SPEAKER), NAMED, "popup,width=760,height=820");
    stored.put(NAMED, this.window ? "yes" : "");
    if (!this.window) this.of.place.textContent = "The browser keeps the second window shut: allow pop-ups here.";
  }

  close() {
    stored.put(NAMED, "");
    stored.put("kit-began", "");
    this.window?.close();
  }

  /** The row of the plan in which a screen falls: its own, or the last one before. */
  planned(at) {
    const { screens, notes: { plan } } = this.of;
    for (let k = at; k >= 0; k -= 1) {
      const row = plan.find(({ cell }) => screens[k].cells?.includes(cell) || screens[k].id === cell);
      if (row) return row;
    }
    return undefined;
  }

  show() {
    const { screen, screens, at, notes, frame } = this.of;
    const { html = "", ideas = [] } = notes.keys[screen.node?.name] ?? {};
    const title = ({ node, shown: [first], stage }) =>
      [node?.asked.ask ?? (first.querySelector("h1, h2, h3") ?? first).textContent.trim().slice(0, 80), STAGES[stage]].filter(Boolean).join(" · ");
    const then = screens[at + 1];
    this.window?.postMessage({
      place: `${at + 1} of ${screens.length}`, began: this.began, row: this.planned(at), html, voting: Boolean(frame),
      title: title(screen), next: then ? (then.node === screen.node && STAGES[then.stage]) || title(then) : "The end.",
      listen: at === 0 ? notes.watch.map((text) => ["", text, ""]) : ideas.map((id) => [id, ...notes.ideas[id]]),
    }, "*");
  }
}

/** In the speaker's window. */
function speak() {
  document.documentElement.dataset.speaker = "";
  document.title = "Speaker's view";
  const tell = (what) => window.opener?.postMessage(what, "*");
  const clock = make("span", { class: "clock" });
  const main = make("main");
  let began = Date.now();
  const button = (text, what) => make("button", { type: "button", onclick: () => tell(what) }, text);
  const part = (name, ...parts) => (parts.length ? [make("h2", {}, name), ...parts] : []);
  document.body.replaceChildren(main);
  window.addEventListener("message", ({ source, data: screen }) => {
    if (source !== window.opener) return;
    ({ began } = screen);
    const answer = make("div");
    answer.innerHTML = screen.html; // of our own, from the build
    const listen = screen.listen.map(([id, said, so]) => make("li", {}, make("b", {}, id), ` ${said} `, make("i", {}, so)));
    main.replaceChildren(
      make("p", { class: "bar" }, clock, ` since the start · ${screen.place} `, button("‹ Back", { key: "PageUp" }), " ", button("Next ›", { key: "PageDown" }), " ",
        ...(screen.voting ? ROOM_KEYS.map((stage, k) => button(`${k + 1} ${stage}`, { room: stage })) : [])),
      make("p", { class: "now" }, screen.title),
      ...part("Plan", ...(screen.row ? [make("p", {}, make("b", {}, `${screen.row.from} to ${screen.row.until} minutes. `), screen.row.what)] : [])),
      ...part("Answer", ...(screen.html ? [answer] : [])),
      ...part("Listen for", ...(listen.length ? [make("ul", {}, ...listen)] : [])),
      ...part("Next", make("p", {}, screen.next)),
    );
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || ["Tab", "Enter"].includes(event.key) || (event.key === " " && event.target !== document.body)) return;
    event.preventDefault();
    tell({ key: event.key });
  });
  setInterval(() => {
    const seconds = Math.round((Date.now() - began) / 1000);
    clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  }, 250);
  tell({ ready: true });
}
