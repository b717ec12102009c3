// What test_chart.py asks of a page.

// Moves a slider from inside the page and reads, before anything else runs, what the SVG shows.
export const moved = (lab, [name, share]) => {
  const slider = lab.querySelector(`input[type=range][name="${name}"]`);
  slider.value = slider.places[Math.round(share * (slider.places.length - 1))];
  slider.dispatchEvent(new Event("input", {bubbles: true}));
  return drawn(lab);
};

export const drawn = (lab) => {
  const plot = lab.querySelector(".kit-plot");
  const {xaxis, yaxis} = plot._fullLayout;
  const back = ([x, y]) => [xaxis.p2c(x), yaxis.p2c(y)];
  const numbers = (text) => text.match(/-?[0-9.]+(e-?[0-9]+)?/g).map(Number);
  const pairs = (text) => numbers(text).reduce(
    (all, n, k) => { if (k % 2) all.at(-1).push(n); else all.push([n]); return all; }, []);
  const found = {rest: plot.dataset.rest, wide: xaxis._length, traces: {}};
  plot._fullData.forEach((trace, place) => {
    const node = plot.querySelector(`.trace${trace.uid}`);
    const part = (css) => node?.querySelector(css);
    found.traces[plot.data[place].kit] = {
      line: part(".js-line") && pairs(part(".js-line").getAttribute("d")), // pixels
      points: [...node?.querySelectorAll("path.point") ?? []].map(
        (p) => p.getAttribute("display") === "none"
          ? null : back(pairs(p.getAttribute("transform"))[0])),
    };
  });
  const area = (ring) => Math.abs(ring.reduce((sum, [x, y], k) => {
    const [u, v] = ring[(k + 1) % ring.length];
    return sum + (x * v - u * y) / 2;
  }, 0));
  found.fills = [...plot.querySelectorAll(".js-fill")].map(
    (node) => area(pairs(node.getAttribute("d"))));
  const bars = [...plot.querySelectorAll(".bars .point > path, .textpoint text")];
  found.bars = bars.flatMap((node) => ["d", "x", "y", "transform"].flatMap(
    (key) => numbers(node.getAttribute(key) ?? "0")));
  return found;
};
