// The drawing beside the chart: its parts follow a lab, by the rules of rules.js; play.js moves it.

/**
 * The SVG of the kit's own file as an element, without anything that could run or load. Its names
 * get an ending of their own: a browser takes the first of a page, which another lab may hide.
 * @param {string} svg
 * @param {string} ending
 * @returns {SVGSVGElement}
 */
function drawingOf(svg, ending) {
  const unique = svg.replaceAll("kit-picture-", `kit-picture-${ending}-`);
  const root = new DOMParser().parseFromString(unique, "image/svg+xml").documentElement;
  for (const node of [root, ...root.querySelectorAll("*")]) {
    if (node.localName === "text") node.setAttribute("aria-hidden", "true"); // loose words: the description says it
    if (["script", "foreignObject", "style"].includes(node.localName)) node.remove();
    for (const { name, value } of [...node.attributes]) {
      const leads = /(^|:)href$/.test(name) && !value.startsWith("#");
      if (name.startsWith("on") || leads) node.removeAttribute(name);
    }
  }
  return document.importNode(/** @type {any} */ (root), true);
}

const SEEN_FROM_BACK = 0.0325; // of the height of a screen: what the last row of a room reads
// Where a letter that has grown may go, in its own heights: the nearest free place is taken.
const NUDGES = [-1.5, -1, -0.5, 0, 0.5, 1, 1.5].flatMap((x, _, all) => all.map((y) => [x, y]))
  .toSorted(([a, b], [c, d]) => Math.hypot(a, b) - Math.hypot(c, d));

/** @type {(node: Element, key: string, value: string | null) => void} */
const setPart = (node, key, value) => (value === null ? node.removeAttribute(key) : node.setAttribute(key, value));

class Picture {
  /** @param {{svg: string, title: string, alt: string}} spec */
  constructor({ svg, title, alt }) {
    const ending = Math.random().toString(36).slice(2);
    this.svg = drawingOf(svg, ending);
    this.svg.querySelector("title")?.remove(); // a browser would show it wherever the pointer rests
    const description = draw("desc", { id: `kit-picture-${ending}-description` }, alt);
    this.svg.prepend(description);
    const attributes = { role: "img", "aria-label": title, "aria-describedby": description.id };
    for (const [key, value] of Object.entries(attributes)) this.svg.setAttribute(key, value);
    this.followers = followersOf(this.svg);
    /** @type {Set<Element>} letters that have no room at this size */
    this.crowded = new Set();
    this.lettered = "";
    this.player = this.followers.some(({ rule }) => MOVING.includes(rule)) ? new Player(this) : null;
    this.node = make("div", { class: "kit-picture" }, this.svg, ...(this.player ? [this.player.bar] : []));
  }

  destroy() {
    this.player?.destroy();
  }

  /**
   * For a projector each letter is as large as the last row reads. What then has no room goes, for
   * as long as the picture keeps its size: the card's sentence says it.
   */
  fitLetters() {
    const frame = this.svg.getBoundingClientRect();
    const size = textIsLarge() ? `${frame.width} ${frame.height} ${innerHeight}` : "";
    if (!size && !this.lettered) return;
    if (size !== this.lettered) this.crowded.clear();
    this.lettered = size;
    const texts = [...this.svg.querySelectorAll("text")];
    for (const text of texts) {
      const { a, b } = /** @type {DOMMatrix} */ (text.getScreenCTM());
      const drawn = parseFloat(text.getAttribute("font-size") ?? "14");
      text.style.fontSize = size && `${Math.max(drawn, (SEEN_FROM_BACK * innerHeight) / Math.hypot(a, b))}px`;
      text.style.translate = "";
      text.style.visibility = this.crowded.has(text) ? "hidden" : "";
    }
    if (size) this.placeLetters(texts, frame);
  }

  /**
   * The most important first: bold, then large, then what changes.
   * @param {SVGTextElement[]} texts
   * @param {DOMRect} frame
   */
  placeLetters(texts, frame) {
    const weight = (/** @type {Element} */ text) => [text.hasAttribute("font-weight") ? 1 : 0,
      parseFloat(text.getAttribute("font-size") ?? "14"), text.hasAttribute("data-kit-say") ? 1 : 0];
    const shown = texts.filter((text) => !this.crowded.has(text) && text.getBoundingClientRect().width > 0)
      .map((text) => ({ text, box: text.getBoundingClientRect(), weight: weight(text), scale: /** @type {DOMMatrix} */ (text.getScreenCTM()).a }))
      .toSorted((one, two) => two.weight.map((each, k) => each - one.weight[k]).find(Boolean) ?? 0);
    /** @type {{left: number, right: number, top: number, bottom: number}[]} */
    const taken = [];
    for (const { text, box, scale } of shown) {
      const trim = box.height / 6; // a line of letters is not as high as its box
      const nudged = NUDGES.map(([x, y]) => {
        const [dx, dy] = [x * box.height, y * box.height];
        return { dx, dy, left: box.left + dx, right: box.right + dx, top: box.top + dy + trim, bottom: box.bottom + dy - trim };
      }).find((place) => place.left >= frame.left && place.right <= frame.right && place.top >= frame.top && place.bottom <= frame.bottom
        && !taken.some((other) => place.left < other.right && other.left < place.right && place.top < other.bottom && other.top < place.bottom));
      if (!nudged) {
        this.crowded.add(text);
        text.style.visibility = "hidden";
        continue;
      }
      taken.push(nudged);
      if (nudged.dx || nudged.dy) text.style.translate = `${(nudged.dx / scale).toFixed(1)}px ${(nudged.dy / scale).toFixed(1)}px`;
    }
  }

  /**
   * One state of a frame: only what differs from what is shown is written.
   * @param {{words: string[], picture: Record<string, (state: number) => ArrayLike<Value>>}} frame
   * @param {number} state
   */
  show(frame, state) {
    for (const follower of this.followers) {
      const given = frame.picture[follower.name]?.(state)[0] ?? null;
      const value = Number.isNaN(given) ? null : given; // left out in this state
      if (follower.value === value) continue;
      follower.value = value;
      this.follow(follower, value);
    }
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
