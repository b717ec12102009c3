// What test_keyboard.py asks of a page.

// Where the Tab key has led: what it is, whether it can be told from the others, whether it is new.
export const stop = () => {
  const look = (node) => {
    const s = getComputedStyle(node);
    return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor].join();
  };
  const at = document.activeElement;
  const last = window.kitStop;
  // JupyterLab's own buttons: the fold of a heading, the bar of the chosen cell
  const theirs = Boolean(at.closest(".jp-cell-toolbar, .jp-collapseHeadingButton"));
  window.kitSeen ??= new Set();
  const found = {
    theirs,
    inside: Boolean(at.closest(".jp-Notebook")),
    cell: [...document.querySelectorAll(".jp-Cell")].indexOf(at.closest(".jp-Cell")),
    what: at.getAttribute("role") === "spinbutton" ? "number" : at.type ?? at.localName,
    css: at.className.toString(),
    part: at.closest(".kit-lab, .kit-question, .kit-passport")?.className.split(" ")[0] ?? "",
    unit: at.matches("[data-tool=numbers]") ? "numbers" : "",
    says: (at.getAttribute("aria-label") ?? at.closest("label")?.textContent
      ?? at.labels?.[0]?.textContent ?? at.textContent).trim().slice(0, 60),
    chosen: Boolean(at.name && document.querySelector(`input[name="${at.name}"]:checked`)),
    again: window.kitSeen.has(at),
    back: Boolean(last && at.compareDocumentPosition(last.node) & 4), // it follows
    unseen: last && last.node.isConnected && last.style === look(last.node)
      && !last.theirs
      ? last.node.outerHTML.slice(0, 200) : "",
    hidden: !at.getClientRects().length,
  };
  window.kitSeen.add(at);
  window.kitStop = {node: at, style: look(at), theirs};
  return found;
};

export const cell = () => [...document.querySelectorAll(".jp-Cell")].indexOf(
  document.activeElement.closest(".jp-Cell"));

export const here = (key) => { const at = document.activeElement; return key ? at[key] : at.outerHTML; };

export const judged = () => {
  const at = document.activeElement.closest(".kit-question");
  const skip = at.querySelector(".kit-skip");
  return at.querySelector(".kit-feedback").dataset.right && (!skip || skip.hidden);
};

export const drawn = () => [...document.querySelectorAll(".kit-plot")].every((plot) => plot.dataset.live);

export const answers = () => [...document.querySelectorAll(".kit-question")].map(
  (question) => question.querySelector(".kit-feedback").dataset.right);
