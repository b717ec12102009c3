// What Python sends, made ready to be drawn: plotly.js once per page, and the states of a lab.

/**
 * plotly.js, once per page: the first lab asks its kernel, all others wait for the same promise.
 * @param {Model} model
 * @returns {Promise<any>}
 */
function loadPlotly(model) {
  const page = /** @type {any} */ (globalThis);
  if (page.Plotly) return Promise.resolve(page.Plotly);
  page.__kitPlotly ??= new Promise((resolve, reject) => {
    const giveUp = setTimeout(() => {
      page.__kitPlotly = undefined; // the next lab may ask again
      reject(new Error("The chart did not arrive from Python. Run the cell again."));
    }, 30000);
    /** @type {(content: any, buffers: BlobPart[]) => Promise<void>} */
    const receive = async (content, buffers) => {
      if (content.kind !== "plotly") return;
      model.off("msg:custom", receive);
      clearTimeout(giveUp);
      const unzipped = new Blob([buffers[0]]).stream().pipeThrough(new DecompressionStream("gzip"));
      const source = await new Response(unzipped).blob();
      const url = URL.createObjectURL(new Blob([source], { type: "text/javascript" }));
      const script = make("script", { src: url });
      script.onload = () => { URL.revokeObjectURL(url); resolve(page.Plotly); };
      script.onerror = () => reject(new Error("This page does not allow the chart to load."));
      document.head.append(script);
    };
    model.on("msg:custom", receive);
    model.send({ kind: "plotly" });
  });
  return page.__kitPlotly;
}

/**
 * Float32 rows of one array of a frame: row(i) is the array in state i.
 * @param {Float32Array} block
 * @param {{at: number, states: number, points: number}} place
 * @returns {Row}
 */
function rows(block, { at, states, points }) {
  const row = /** @type {Row} */ ((state) => block.subarray(at + (states > 1 ? state * points : 0)).subarray(0, points));
  row.moves = states > 1;
  return row;
}

/**
 * The texts of one series: one list for all states, or one for each.
 * @param {string[][]} lists
 * @returns {(state: number) => string[]}
 */
const textOf = (lists) => (state) => lists[lists.length > 1 ? state : 0];

/**
 * A frame or sweep as sent, made ready to be drawn.
 * @param {any} sent
 * @param {ArrayBufferView} view
 * @returns {Frame}
 */
function unpack(sent, view) {
  const bytes = view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength);
  const block = new Float32Array(bytes);
  const series = Object.create(null); // a name in a message may be one that objects inherit
  for (const [name, data] of Object.entries(sent.series)) {
    series[name] = Object.create(null);
    for (const [key, part] of Object.entries(/** @type {Record<string, any>} */ (data))) {
      series[name][key] = key === "text" ? textOf(part) : rows(block, part);
    }
  }
  /** @type {(part: {said: string[]}) => (state: number) => string[]} */
  const says = ({ said }) => (state) => [said[said.length > 1 ? state : 0]];
  /** @type {(entry: [string, any]) => [string, any]} */
  const follow = ([name, part]) => [name, part.said ? says(part) : rows(block, part)];
  const picture = Object.fromEntries(Object.entries(sent.picture).map(follow));
  return { ...sent, series, picture };
}

/**
 * The lower edge of a band: an array as long as its upper one.
 * @param {Drawn} data
 * @param {number} state
 * @param {ArrayLike<number>} x
 * @returns {ArrayLike<number> & {toReversed(): any}}
 */
function baseOf(data, state, x) {
  const base = data.base?.(state) ?? [0];
  return base.length === x.length ? base : new Float32Array(x.length).fill(base[0]);
}

/**
 * @param {number} value
 * @returns {number}
 */
const pixel = (value) => Math.round(10 * Math.max(-1e5, Math.min(1e5, value))) / 10;

const FLAT = 0.3; // pixels by which a line may miss its points: invisible, and it draws faster

/**
 * The points of a line in pixels. A point is left out where the line from the last kept point
 * passes all points since within FLAT; `low` and `high` are the slopes that do.
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number>} y
 * @param {(value: number) => number} across
 * @param {(value: number) => number} up
 */
function pointsOf(x, y, across, up) {
  /** @type {number[][]} */
  const kept = [];
  /** @type {number[] | null} */
  let from = null;
  /** @type {number[]} */
  let last = [];
  let [low, high] = [0, 0];
  /** @type {(begin: number[], point: number[]) => void} */
  const narrow = (begin, [right, down]) => {
    const [dx, dy] = [right - begin[0], down - begin[1]];
    const [one, two] = [(dy - FLAT) / dx, (dy + FLAT) / dx];
    [low, high] = [Math.max(low, Math.min(one, two)), Math.min(high, Math.max(one, two))];
  };
  /** @param {number[]} point */
  const keep = (point) => {
    kept.push(point);
    from = last = point;
    [low, high] = [-Infinity, Infinity];
  };
  for (let k = 0; k < x.length; k++) {
    const point = [pixel(across(x[k])), pixel(up(y[k]))];
    if (Number.isNaN(point[0] - point[1])) continue; // none at 0 on a log axis
    if (!from) {
      keep(point);
      continue;
    }
    const slope = (point[1] - from[1]) / (point[0] - from[0]);
    const onward = (point[0] - last[0]) * (last[0] - from[0]) > 0; // neither upright nor back
    if (last !== from && !(onward && slope >= low && slope <= high)) keep(last);
    if (point[0] === from[0]) keep(point);
    else narrow(from, last = point);
  }
  if (from && last !== from) kept.push(last);
  return kept;
}

/**
 * The same as an SVG path without its first letter.
 * @param {ArrayLike<number>} x
 * @param {ArrayLike<number>} y
 * @param {{xaxis: any, yaxis: any}} axes
 * @returns {string}
 */
const pathOf = (x, y, { xaxis, yaxis }) => pointsOf(x, y, xaxis.c2p, yaxis.c2p).join("L");
