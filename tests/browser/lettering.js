// What is wrong with the letters of the labs on a page, measured from what the browser has drawn.
window.lettering = {
  /** The pixels of a path of straight pieces, close enough that no letter slips between them. */
  pixels(path) {
    const matrix = path.getScreenCTM();
    const found = [];
    let [at, begin] = [[0, 0], [0, 0]];
    const to = (x, y) => {
      const steps = Math.min(4000, Math.max(1, Math.ceil(Math.hypot(x - at[0], y - at[1]) / 2)));
      for (let k = 1; k <= steps; k++) {
        const [u, v] = [at[0] + ((x - at[0]) * k) / steps, at[1] + ((y - at[1]) * k) / steps];
        found.push([matrix.a * u + matrix.c * v + matrix.e, matrix.b * u + matrix.d * v + matrix.f]);
      }
      at = [x, y];
    };
    for (const [, letter, text] of (path.getAttribute("d") ?? "").matchAll(/([MLHVZ])([^MLHVZ]*)/g)) {
      const numbers = text.match(/-?[0-9.]+(?:e-?[0-9]+)?/g)?.map(Number) ?? [];
      if (letter === "M") [at, begin] = [numbers.slice(0, 2), numbers.slice(0, 2)];
      if (letter === "M") for (let k = 2; k + 1 < numbers.length; k += 2) to(numbers[k], numbers[k + 1]);
      if (letter === "L") for (let k = 0; k + 1 < numbers.length; k += 2) to(numbers[k], numbers[k + 1]);
      if (letter === "H") for (const x of numbers) to(x, at[1]);
      if (letter === "V") for (const y of numbers) to(at[0], y);
      if (letter === "Z") to(...begin);
    }
    return found;
  },

  box(node, inset = 0) {
    const { left, right, top, bottom } = node.getBoundingClientRect();
    return { left: left + inset, right: right - inset, top: top + 2 * inset, bottom: bottom - 2 * inset };
  },

  meet: (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
  holds: (a, [x, y]) => x > a.left && x < a.right && y > a.top && y < a.bottom,

  /** Sentences on one lab. */
  faults(lab) {
    const { box, meet, holds, pixels } = window.lettering;
    const chart = lab.querySelector(".kit-chart");
    const plot = lab.querySelector(".kit-plot");
    const outer = box(chart);
    const area = (place) => {
      const { xaxis, [place ? `yaxis${place + 1}` : "yaxis"]: yaxis } = plot._fullLayout;
      return { left: outer.left + xaxis._offset, right: outer.left + xaxis._offset + xaxis._length, top: outer.top + yaxis._offset, bottom: outer.top + yaxis._offset + yaxis._length };
    };
    const areas = Object.keys(plot._fullLayout).filter((key) => /^yaxis\d*$/.test(key)).map((_, k) => area(k));
    const seen = (point) => areas.some((each) => holds({ left: each.left - 1, right: each.right + 1, top: each.top - 1, bottom: each.bottom + 1 }, point));
    const labels = [...chart.querySelectorAll(".kit-label")].filter((node) => node.textContent)
      .map((node) => ({ name: `“${node.textContent}”`, box: box(node.querySelector("text"), 1), lead: node.querySelector(".kit-lead") }));
    const lines = [...plot.querySelectorAll(".scatterlayer .js-line, .shapelayer path")]
      .filter((path) => path.closest(".shapelayer") === null || Math.min(path.getBoundingClientRect().width, path.getBoundingClientRect().height) < 2.5)
      .map((path) => pixels(path).filter(seen));
    const shown = (node) => node.getAttribute("display") !== "none" && node.getBoundingClientRect().width > 0;
    const marks = [...plot.querySelectorAll(".points .point, .errorbar path")].filter(shown).map((node) => box(node, 0.5));
    const letters = [...chart.querySelectorAll(".kit-titles text, .xtick text, .ytick text, [class*='tick'] text")].map((node) => ({ node, name: `“${node.textContent}”`, box: box(node, parseFloat(getComputedStyle(node).fontSize) / 14) }));
    const found = [];
    labels.forEach(({ name, box: mine, lead }, k) => {
      if (lines.some((line) => line.some((point) => holds(mine, point)))) found.push(`${name} touches a line`);
      if (marks.some((mark) => meet(mine, mark))) found.push(`${name} touches a mark or an interval`);
      for (const other of labels.slice(k + 1)) if (meet(mine, other.box)) found.push(`${name} touches ${other.name}`);
      for (const other of letters) if (meet(mine, other.box)) found.push(`${name} touches ${other.name} of a ruler`);
      if (!areas.some((each) => mine.left > each.left && mine.right < each.right && mine.top > each.top - 1 && mine.bottom < each.bottom + 1)) found.push(`${name} touches the frame`);
      if (lead) for (const other of labels) if (other.name !== name && pixels(lead).some((point) => holds(other.box, point))) found.push(`the leader of ${name} crosses ${other.name}`);
    });
    const whole = (/** @type {string} */ css) => [...chart.querySelectorAll(css)].filter((node) => node.textContent).map((node) => ({ node, name: `“${node.textContent}”`, box: box(node) }));
    const rows = whole(".kit-plot [class*='ytick'] text");
    for (const title of whole(".kit-titles text")) {
      for (const tick of rows) if (meet(title.box, tick.box)) found.push(`${title.name} sits on ${tick.name} of a ruler`);
    }
    rows.sort((a, b) => a.box.top - b.box.top).slice(1).forEach((below, k) => {
      const above = rows[k];
      const lines = (/** @type {Element} */ node) => Math.max(1, node.querySelectorAll("tspan").length);
      const apart = below.box.top - above.box.bottom;
      if (Math.abs(below.box.right - above.box.right) < 9 && Math.max(lines(above.node), lines(below.node)) > 1 && apart < 2) found.push(`${above.name} and ${below.name} read as one`);
    });
    letters.forEach(({ node, name, box: mine }, k) => {
      const { b, c } = node.getScreenCTM();
      if (Math.abs(b) + Math.abs(c) > 0.01) found.push(`${name} is turned`);
      if (mine.left < outer.left - 1 || mine.right > outer.right + 1 || mine.top < outer.top - 1 || mine.bottom > outer.bottom + 1) found.push(`${name} is cut`);
      for (const other of letters.slice(k + 1)) if (meet(mine, other.box)) found.push(`${name} of a ruler touches ${other.name}`);
    });
    return [...found, ...window.lettering.thumbs(lab, plot, outer)];
  },

  /** A slider that is the axis stands under its value. */
  thumbs(lab, plot, outer) {
    const { xaxis } = plot._fullLayout;
    return [...lab.querySelectorAll("[data-axis]")].flatMap((range) => {
      const { left, width } = range.getBoundingClientRect();
      const thumb = left + 11 + (range.value / range.max) * (width - 22);
      const value = Number(range.closest(".kit-slider").querySelector(".kit-value input").value.replace(",", "."));
      const mark = outer.left + xaxis._offset + xaxis.c2p(value);
      return Math.abs(thumb - mark) > 1 ? [`the handle stands ${(thumb - mark).toFixed(1)} pixels beside ${value}`] : [];
    });
  },

  all() {
    return Object.fromEntries([...document.querySelectorAll(".kit-lab")]
      .map((lab) => [lab.getAttribute("aria-label"), window.lettering.faults(lab)]).filter(([, faults]) => faults.length));
  },

  /** Visible words within `where`, but for what lies in `without`, below a share of the screen's height. */
  small(share, where, without) {
    const own = (node) => [...node.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
    return [...document.querySelectorAll(`${where} *`)].flatMap((node) => {
      const { width, height } = node.getBoundingClientRect();
      if (width <= 1 || height <= 1 || !own(node) || node.closest(without)) return [];
      if (!node.checkVisibility({ visibilityProperty: true })) return [];
      const { a, b } = node.getScreenCTM?.() ?? { a: 1, b: 0 }; // a drawing is scaled
      const high = (Math.hypot(a, b) * parseFloat(getComputedStyle(node).fontSize)) / innerHeight;
      return high < share ? [`${node.textContent.trim().slice(0, 40)}: ${high}`] : [];
    });
  },

  /** Move the k-th slider of every lab to a share of its way; the one before goes back. */
  move(k, share) {
    for (const lab of document.querySelectorAll(".kit-lab")) {
      const ranges = [...lab.querySelectorAll("input[type=range]")];
      const go = (range, value) => { range.value = value; range.dispatchEvent(new Event("input")); };
      for (const range of ranges) range.dataset.began ??= range.value;
      if (ranges[k - 1] && share === 0) go(ranges[k - 1], ranges[k - 1].dataset.began);
      if (!ranges[k]) continue;
      ranges[k].dispatchEvent(new Event("focus"));
      setTimeout(() => go(ranges[k], share * ranges[k].max), 20);
    }
  },

  rested: () => [...document.querySelectorAll(".kit-plot")].every((plot) => plot.dataset.rest === "true"),
};
