// The drawing beside the chart: its parts follow numbers from 0 to 1, by the rules of picture.py.

const RULES = ["count", "left", "thick", "needs"];
const NEARLY = 0.005;

/** How many of `total` things stand for a share of them: none only for none, all only for all. */
function howMany(share, total) {
  if (share < NEARLY || total === 0) return 0;
  if (share > 1 - NEARLY) return total;
  return Math.min(Math.max(Math.floor(share * total + 0.5 + 1e-4), 1), Math.max(total - 1, 1));
}

const showPart = (node, shown) => (shown ? node.removeAttribute("display") : node.setAttribute("display", "none"));

/**
 * The SVG of the kit's own file as an element, without anything that could run or load. Its names
 * get an ending of their own: a browser takes the first of a page, which another lab may hide.
 */
function drawingOf(svg) {
  const mine = svg.replaceAll("kit-picture-", `kit-picture-${Math.random().toString(36).slice(2)}-`);
  const root = new DOMParser().parseFromString(mine, "image/svg+xml").documentElement;
  for (const node of [root, ...root.querySelectorAll("*")]) {
    if (["script", "foreignObject", "style"].includes(node.localName)) node.remove();
    for (const { name, value } of [...node.attributes]) {
      const leads = /(^|:)href$/.test(name) && !value.startsWith("#");
      if (name.startsWith("on") || leads) node.removeAttribute(name);
    }
  }
  return document.importNode(root, true);
}

class Picture {
  constructor({ svg, alt }) {
    this.alt = alt;
    this.svg = drawingOf(svg);
    this.svg.setAttribute("aria-hidden", "true"); // the element around it says it all
    this.node = make("div", { class: "kit-picture", role: "img", "aria-label": alt }, this.svg);
    this.followers = RULES.flatMap((rule) => [...this.svg.querySelectorAll(`[data-kit-${rule}]`)].map((node) => ({
      node, rule, name: node.getAttribute(`data-kit-${rule}`), full: Number(node.getAttribute("stroke-width")),
    })));
  }

  /** One state of a frame: only what differs from what is shown is written. */
  show(frame, state) {
    this.node.setAttribute("aria-label", `${this.alt} ${frame.words[state]}`);
    for (const follower of this.followers) {
      const value = frame.picture[follower.name]?.(state)[0];
      if (follower.shown === (value ?? null)) continue;
      follower.shown = value ?? null;
      this.follow(follower, value);
    }
  }

  /** The picture and a chart (the address of an image) side by side, as the address of a PNG. */
  async beside(chart) {
    const text = new XMLSerializer().serializeToString(this.svg);
    const [left, right] = [new Image(), new Image()];
    left.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
    right.src = chart;
    await Promise.all([left.decode(), right.decode()]);
    const { width, height } = this.svg.viewBox.baseVal;
    const across = Math.round((right.height * width) / height);
    const canvas = make("canvas", { width: across + right.width, height: right.height });
    const pen = canvas.getContext("2d");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(left, 0, 0, across, right.height);
    pen.drawImage(right, across, 0);
    return canvas.toDataURL("image/png");
  }

  follow({ node, rule, full }, value) {
    if (rule === "needs") showPart(node, value !== undefined);
    else if (rule === "thick") node.setAttribute("stroke-width", Math.round(100 * full * (value ?? 0)) / 100);
    else {
      const children = [...node.children];
      const shown = howMany(value ?? 0, children.length);
      children.forEach((child, place) => showPart(child, (place < shown) === (rule === "count")));
    }
  }
}
