// Links that set a lab: `[80 %](#lab=exit-line&blocked=80)`, in a lesson or in a page's address.
//
// A link names a lab by its question or by its function. Anybody can write an address, so no part
// of it is shown on the page. Every script of a page shares one list of labs, whichever came first.

const LINK = "#lab=";
const OPENING_MS = 8000; // how long a link waits for a covered lab
const NO_LAB = "There is no lab of this name on the page yet. In a notebook, run its cell first.";
const linkStatus = make("p", { class: "kit-address", role: "status" });

/** @type {{views: Map<string, Set<any>>, follow: (hash: string, options?: object) => Promise<void>}} */
const links = (/** @type {any} */ (globalThis).__kitLinks ??= { views: new Map(), follow: followLink });

/**
 * A lab that is on the page under this name.
 * @param {string} name
 * @returns {any}
 */
function linkedView(name) {
  const views = [...(links.views.get(name) ?? [])];
  return views.findLast(({ lab }) => lab.isConnected) ?? views.at(-1);
}

/**
 * The question that covers a lab, which is called by that question or, on the site, by its function.
 * @param {string} name
 * @returns {Element | null}
 */
function coverOf(name) {
  const called = CSS.escape(name);
  return document.querySelector(`.kit-question[data-name="${called}"], [data-lab="${called}"] .kit-question`);
}

/**
 * The lab of this name; a covered one opens, and no answer is recorded for that.
 * @param {string} name
 * @returns {Promise<any>}
 */
async function openLinked(name) {
  coverOf(name)?.dispatchEvent(new CustomEvent("kit-open"));
  for (const end = performance.now() + OPENING_MS; performance.now() < end;) {
    if (linkedView(name)) return linkedView(name);
    await new Promise((done) => { setTimeout(done, 50); });
  }
  return undefined;
}

/**
 * Show a message about a link beside it, or at the top of the lesson.
 * @param {string} text
 * @param {Element} [anchor]
 */
function showLinkStatus(text, anchor) {
  linkStatus.textContent = ""; // first: a screen reader notices what changes
  (anchor?.closest("p, li, td") ?? document.getElementById("main")?.firstChild ?? document.body.firstChild)?.after(linkStatus);
  setTimeout(() => {
    linkStatus.textContent = text;
    if (text && !anchor) linkStatus.scrollIntoView();
  });
}

/**
 * Set the lab that an address names, and bring it into view; any other address is left alone.
 * @param {string} hash
 * @param {{anchor?: Element}} [options]
 * @returns {Promise<void>}
 */
async function followLink(hash, { anchor } = {}) {
  const asked = new URLSearchParams(hash.slice(1));
  const name = asked.get("lab");
  if (name === null) return;
  asked.delete("lab");
  const there = linkedView(name);
  const view = there ?? (coverOf(name) && await openLinked(name));
  showLinkStatus(view ? "" : NO_LAB, anchor);
  if (!view) return;
  view.setFrom(asked);
  if (!anchor) {
    view.lab.tabIndex = -1;
    view.lab.focus({ preventScroll: true });
  }
  view.lab.scrollIntoView({ block: anchor ? "nearest" : "start" });
}

if (links.follow === followLink) { // the first script of the page listens for all of them
  document.addEventListener("click", (event) => {
    /** @type {HTMLAnchorElement | null | undefined} */
    const anchor = /** @type {Element} */ (event.target).closest?.(`a[href*="${LINK}"]`);
    if (!anchor?.hash.startsWith(LINK) || anchor.pathname !== location.pathname) return; // a lab of another page
    event.preventDefault();
    event.stopPropagation(); // JupyterLab would look for a heading of that name
    links.follow(anchor.hash, { anchor });
  }, true);
}
