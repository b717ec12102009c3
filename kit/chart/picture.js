// The drawing beside the chart: its parts follow a lab, by the rules of rules.js; play.js moves it.

/**
 * The SVG of the kit's own file as an element, without anything that could run or load. Its names
 * get an ending of their own: a browser takes the first of a page, which another lab may hide.
 * @param {string} svg
 * @param {string} ending
 * @returns {SVGSVGElement}
 */
function drawingOf(svg, ending) {
  const mine = svg.replaceAll("kit-picture-", `kit-picture-${ending}-`);
  const root = new DOMParser().parseFromString(mine, "image/svg+xml").documentElement;
  for (const node of [root, ...root.querySelectorAll("*")]) {
    if (["script", "foreignObject", "style"].includes(node.localName)) node.remove();
    for (const { name, value } of [...node.attributes]) {
      const leads = /(^|:)href$/.test(name) && !value.startsWith("#");
      if (name.startsWith("on") || leads) node.removeAttribute(name);
    }
  }
  return document.importNode(/** @type {any} */ (root), true);
}

/** @type {(node: Element, key: string, value: string | null) => void} */
const setPart = (node, key, value) => (value === null ? node.removeAttribute(key) : node.setAttribute(key, value));

class Picture {
  /** @param {{svg: string, title: string, alt: string}} spec */
  constructor({ svg, title, alt }) {
    this.alt = alt;
    const ending = Math.random().toString(36).slice(2);
    this.svg = drawingOf(svg, ending);
    this.svg.querySelector("title")?.remove(); // a browser would show it wherever the pointer rests
    this.description = draw("desc", { id: `kit-picture-${ending}-description` });
    this.svg.prepend(this.description);
    const said = { role: "img", "aria-label": title, "aria-describedby": this.description.id };
    for (const [key, value] of Object.entries(said)) this.svg.setAttribute(key, value);
    this.followers = followersOf(this.svg);
    this.player = this.followers.some(({ rule }) => MOVING.includes(rule)) ? new Player(this) : null;
    this.node = make("div", { class: "kit-picture" }, this.svg, ...(this.player ? [this.player.bar] : []));
    this.describe("");
  }

  destroy() {
    this.player?.destroy();
  }

  /**
   * One state of a frame: only what differs from what is shown is written.
   * @param {{words: string[], picture: Record<string, (state: number) => ArrayLike<Value>>}} frame
   * @param {number} state
   */
  show(frame, state) {
    if (!this.description.textContent) this.describe(frame.words[state]);
    for (const follower of this.followers) {
      const given = frame.picture[follower.name]?.(state)[0] ?? null;
      const value = Number.isNaN(given) ? null : given; // left out in this state
      if (follower.value === value) continue;
      follower.value = value;
      this.follow(follower, value);
    }
  }

  /**
   * The sentence of the moment ends the description: once it rests, since nobody hears it sooner.
   * @param {string} words
   */
  describe(words) {
    this.description.textContent = `${this.alt} ${words}`.trim();
  }

  /**
   * @param {Follower} follower
   * @param {Value} value
   */
  follow(follower, value) {
    const { node, order } = follower;
    for (const [key, change] of Object.entries(changesOf(follower, follower.base, value))) {
      if (key === "text") node.textContent = change;
      else if (key === "shown") {
        const shown = new Set(order ? change.map((/** @type {number} */ place) => order[place]) : change);
        [...node.children].forEach((child, place) => setPart(child, "display", shown.has(place) ? null : "none"));
      } else setPart(node, key, change);
    }
  }
}
