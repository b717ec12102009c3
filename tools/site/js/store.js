// The states of a lab, as tools/site/packed.py wrote them: pictures and words of every place on
// the grid of its controls.

const MISSING = -32768;
const HALF = 32767;

/** What a compressed block of bytes in base64 holds. */
async function unzip(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Whole numbers: first all low bytes, then all high ones, as differences within each row. */
function integers(body, { at }, rows, points) {
  const count = rows * points;
  const numbers = new Int16Array(count);
  for (let k = 0; k < count; k++) {
    numbers[k] = body[at + k] | (body[at + count + k] << 8);
    if (k % points) numbers[k] += numbers[k - 1];
  }
  return numbers;
}

/** One array of a picture in every state. */
class Column {
  constructor(body, layout, states) {
    this.layout = layout;
    const { rows, points, index, floats, numbers } = layout;
    this.index = index && integers(body, index, states, 1);
    if (numbers) this.whole = integers(body, numbers, rows, points);
    else this.values = new Float32Array(body.slice(floats, floats + 4 * rows * points).buffer);
  }

  /** Which of its different rows a state has. */
  place(state) {
    return this.index ? this.index[state] & 0xffff : 0;
  }

  row(place) {
    const { points, lengths, low, step, log } = this.layout;
    const from = place * points;
    const to = from + (lengths ? lengths[place] : points);
    if (this.values) return this.values.subarray(from, to);
    return Float32Array.from(this.whole.subarray(from, to), (whole) => {
      if (whole === MISSING) return NaN;
      const value = low + (whole + HALF) * step;
      return log ? 10 ** value : value;
    });
  }
}

class Store {
  constructor(bytes) {
    const length = new DataView(bytes.buffer).getUint32(0, true);
    this.head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
    const body = bytes.subarray(4 + length);
    this.grid = this.head.grid;
    this.states = Object.values(this.grid).reduce((all, values) => all * values.length, 1);
    const column = (layout) => ({ ...layout, column: new Column(body, layout, this.states) });
    this.series = this.head.series.map(column);
    this.picture = this.head.picture.map(column);
    const kept = ({ things, index }) => {
      const places = integers(body, index, this.states, 1);
      return (state) => things[places[state] & 0xffff];
    };
    this.words = kept(this.head.words);
    this.axes = kept(this.head.axes);
    const eachKept = (all) => Object.fromEntries(Object.entries(all).map(([name, column]) => [name, kept(column)]));
    this.texts = eachKept(this.head.texts);
    this.says = eachKept(this.head.says); // what the picture says
  }

  /** The number of a state. */
  place(values) {
    return Object.entries(this.grid).reduce((place, [name, all]) => place * all.length + all.indexOf(values[name]), 0);
  }

  /** The values on the grid that are nearest to these. */
  nearest(values) {
    const near = Object.entries(this.grid).map(([name, all]) => {
      const wanted = values[name];
      if (typeof wanted !== "number") return [name, wanted];
      return [name, all.reduce((best, each) => (Math.abs(each - wanted) < Math.abs(best - wanted) ? each : best))];
    });
    return Object.fromEntries(near);
  }

  /** A frame as Python sends it: of one state, or of every place of the slider `control`. */
  frame(values, control = null) {
    const swept = control ? this.grid[control].map((value) => ({ ...values, [control]: value })) : [values];
    const places = swept.map((each) => this.place(each));
    const parts = [];
    let length = 0;
    const put = (column) => {
      const numbers = places.map((place) => column.place(place));
      const moves = numbers.some((number) => number !== numbers[0]);
      const rows = (moves ? numbers : [numbers[0]]).map((place) => column.row(place));
      const layout = { at: length, states: rows.length, points: rows[0].length };
      parts.push([length, rows]);
      length += layout.states * layout.points;
      return layout;
    };
    const series = Object.create(null);
    for (const { series: name, key, column } of this.series) (series[name] ??= Object.create(null))[key] = put(column);
    for (const [name, text] of Object.entries(this.texts)) {
      const texts = places.map(text);
      series[name].text = texts.some((each) => each !== texts[0]) ? texts : texts.slice(0, 1);
    }
    const picture = Object.fromEntries(this.picture.map(({ part, column }) => [part, put(column)]));
    for (const [name, say] of Object.entries(this.says)) picture[name] = { said: places.map(say) };
    const block = new Float32Array(length);
    for (const [at, rows] of parts) rows.forEach((row, k) => block.set(row, at + k * rows[0].length));
    return {
      values, control, edition: 0, series, picture, block,
      words: places.map((place) => this.words(place)), axes: this.axes(places[0]),
    };
  }
}
