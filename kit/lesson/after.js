// What a question opens: the text in the cell under it, shut until there is an answer.

/** Opens every `details.after` of the next cell, even if JupyterLab redraws that cell or draws it later. */
class After {
  /** @param {Element} el */
  constructor(el) {
    /** @type {Element | undefined} the cell that it opens */
    this.next = undefined;
    this.begun = false;
    this.el = el;
    this.opened = new WeakSet(); // a reader may shut again what was opened once
    this.cells = new MutationObserver(() => this.look());
    this.texts = new MutationObserver(() => this.look());
  }

  open() {
    if (this.begun) return;
    this.begun = true;
    whenPlaced(this.el, () => {
      const list = this.el.closest(".jp-Cell")?.parentElement;
      if (!list) return; // not in a notebook
      this.cells.observe(list, { childList: true });
      this.look();
    });
  }

  look() {
    const next = this.el.closest(".jp-Cell")?.nextElementSibling ?? this.next;
    if (!next?.matches(".jp-MarkdownCell")) return;
    if (next !== this.next) {
      this.next = next;
      this.texts.disconnect();
      this.texts.observe(next, { childList: true, subtree: true });
    }
    for (const details of /** @type {NodeListOf<HTMLDetailsElement>} */ (next.querySelectorAll("details.after"))) {
      if (!this.opened.has(details)) details.open = true;
      this.opened.add(details);
    }
  }

  destroy() {
    this.cells.disconnect();
    this.texts.disconnect();
  }
}
