// The view of a passport: words and tables, all of it as text; and files to download and load.

const PATIENCE_MS = 5000; // after this much silence the page says that Python does not answer
const LARGEST = 8 * 2 ** 20; // bytes of a file that Python would take
const CODE = /^[A-Za-z0-9][A-Za-z0-9-]{1,19}$/;
const NO_CODE = "A code has 2 to 20 letters from a to z, digits or dashes, such as heron-7. Do not take your name.";
const SILENT = "Python does not answer. If it was stopped or restarted, run this cell again. Your answers are in the file in this folder.";

/**
 * @param {Place} place
 * @returns {() => void}
 */
function render({ model, el }) {
  const content = make("div");
  const status = make("p", { role: "status", "aria-live": "polite" });
  /** @type {number | undefined} */
  let patience;

  /** @type {(message: object, buffers?: ArrayBuffer[]) => void} */
  const tell = (message, buffers) => {
    try {
      model.send(message, undefined, buffers);
    } catch {
      status.textContent = SILENT;
    }
  };
  /** @type {(message: object, buffers?: ArrayBuffer[]) => void} */
  const ask = (message, buffers) => {
    clearTimeout(patience);
    patience = setTimeout(() => { status.textContent = SILENT; }, PATIENCE_MS);
    tell(message, buffers);
  };

  const load = async () => {
    const [file] = input.files;
    if (!file) return;
    if (file.size > LARGEST) {
      status.textContent = "This file is too large to hold answers of this kit. Nothing was loaded.";
    } else {
      status.textContent = "Loading.";
      ask({ kind: "load" }, [await file.arrayBuffer()]);
    }
    input.value = ""; // the same file may be chosen again
  };
  const code = make("input", { type: "text", maxlength: 20, autocomplete: "off", spellcheck: "false" });
  const agreed = make("input", { type: "checkbox" });
  const handIn = () => {
    if (code.value.trim() && !CODE.test(code.value.trim())) status.textContent = NO_CODE;
    else ask({ kind: "hand-in", code: code.value.trim(), exit_cards: agreed.checked });
  };
  const input = make("input", { type: "file", accept: ".jsonl,.json,.txt", onchange: load });
  /** @type {(text: string, kind: string) => HTMLElement} */
  const button = (text, kind) => make("button", { type: "button", onclick: () => ask({ kind }) }, text);

  const passport = make("section", { class: "kit-passport", "aria-label": "Passport" },
    content,
    make("div", { class: "kit-bar" }, button("Bring up to date", "look"), button("Download my answers", "download")),
    make("p", {}, make("label", {}, "Load answers from a file you downloaded: ", input)),
    make("details", { class: "kit-hand-in" },
      make("summary", {}, "Handing in to a teacher"),
      make("p", {}, "A class view shows counts of a whole class and nobody's answers. With a code of your own it also says how far you came; your teacher must be told whose it is."),
      make("p", {}, make("label", {}, "My code (empty for none): ", code)),
      make("p", {}, make("label", {}, agreed, " My teacher may read what I wrote on exit cards. It is shown without the code.")),
      make("button", { type: "button", onclick: () => handIn() }, "Save this choice")),
    status);

  /** @type {string | undefined} */
  let chosen;
  const show = () => {
    /** @type {PassportPage} */
    const { words, tables, code: own, exit_cards } = model.get("content");
    if (chosen !== `${own} ${exit_cards}`) { // else what is being typed would go
      code.value = own;
      agreed.checked = exit_cards;
    }
    chosen = `${own} ${exit_cards}`;
    content.replaceChildren(
      ...words.map((sentence) => make("p", {}, sentence)),
      ...tables.map(showTable));
  };
  /** @type {(message: any, buffers: BlobPart[]) => void} */
  const receive = (message, buffers) => {
    clearTimeout(patience);
    if (message.kind === "said") status.textContent = message.text;
    if (message.kind !== "download") return;
    const url = URL.createObjectURL(new Blob([buffers[0]], { type: "application/jsonl" }));
    make("a", { href: url, download: message.name }).click();
    setTimeout(() => URL.revokeObjectURL(url), 1000);
    status.textContent = `Downloaded as ${message.name}.`;
  };

  el.append(passport);
  const sight = new IntersectionObserver((seen) => {
    if (seen.some(({ isIntersecting }) => isIntersecting)) tell({ kind: "seen" });
  });
  sight.observe(passport); // questions were answered since the cell ran
  const releaseKeys = keepKeys(passport);
  /** @type {[string, (...args: any[]) => void][]} */
  const listeners = [["change:content", show], ["msg:custom", receive]];
  for (const [event, handler] of listeners) model.on(event, handler);
  show();
  return () => {
    clearTimeout(patience);
    sight.disconnect();
    releaseKeys();
    for (const [event, handler] of listeners) model.off(event, handler);
    passport.remove(); // the widget library holds on to `el`
  };
}

/**
 * A table behind a summary, with heads for its columns.
 * @param {{title: string, columns: string[], rows: string[][], shares?: number[]}} table
 */
function showTable({ title, columns, rows, shares = [] }) {
  const heads = make("tr", {}, ...columns.map((text) => make("th", { scope: "col" }, text)));
  const bar = (/** @type {number} */ k) => (k in shares ? [make("br"), make("meter", { value: shares[k], "aria-hidden": "true" })] : []);
  const body = rows.map(([first, ...cells], k) => make("tr", {},
    make("td", {}, first, ...bar(k)), ...cells.map((text) => make("td", {}, text))));
  return make("details", { open: rows.length < 12 },
    make("summary", {}, title),
    make("div", { class: "kit-scroll", tabindex: "0", role: "group", "aria-label": title },
      make("table", { "aria-label": title }, make("thead", {}, heads), make("tbody", {}, ...body))));
}

export default { render };
