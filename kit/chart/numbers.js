// The numbers behind a picture: the table under it, and files to take home.

/**
 * The name of the place of a value, if it has one. On an axis of rows or columns, with room beside
 * its first and last, what stands beside the middle of one belongs to it.
 * @param {Axis} axis
 * @param {number} value
 * @returns {string | undefined}
 */
function placeName({ names, low, high }, value) {
  const middles = Object.keys(names).map(Number);
  const [first, last] = [Math.min(...middles), Math.max(...middles)];
  const rooms = [first - Math.min(low, high), Math.max(low, high) - last];
  const whole = last - first === middles.length - 1 && rooms.every((room) => room > 0.3 && room < 1);
  return names[whole ? Math.round(value) : Number(value.toPrecision(6))];
}

/**
 * The rows of one state; `every` takes all points of a line, for the file.
 * @param {Spec} spec
 * @param {{frame: Frame, state: number}} shown
 * @param {boolean} [every]
 * @returns {string[][]}
 */
function tableRows(spec, { frame, state }, every = false) {
  /** @type {(axis: Axis, value: number) => string} */
  const written = (axis, value) => placeName(axis, value) ?? value.toFixed(axis.digits).replace(/^-(?=[0.]+$)/, "");
  return Object.entries(spec.series).flatMap(([name, { head, panel, rows }]) => { // Python's order
    const data = frame.series[name];
    const [x, y, text] = [data.x(state), data.y(state), data.text?.(state)];
    const { x: across, y: up } = spec.axes;
    const base = data.base?.(state);
    /** @param {number} k */
    const height = (k) => y[k] - (base?.[base.length > 1 ? k : 0] ?? 0);
    const wanted = every && rows !== 0 ? null : rows;
    const places = wanted === null
      ? Array.from(x, (_, k) => k)
      : Array.from({ length: wanted }, (_, k) => Math.floor((k * (x.length - 1)) / Math.max(wanted - 1, 1)));
    return places.map((k) => [head, written(across, x[k]), written(up[panel], height(k)), text?.[k] ?? ""]);
  });
}

/**
 * Write rows into a table, into the cells that are there if they fit.
 * @param {HTMLTableSectionElement} body
 * @param {string[][]} rows
 */
function fillBody(body, rows) {
  if (body.rows.length !== rows.length) {
    body.replaceChildren(...rows.map((row) => make("tr", {}, ...row.map(() => make("td")))));
  }
  rows.forEach((row, k) => row.forEach((cell, column) => {
    const shown = body.rows[k].cells[column];
    if (shown.textContent === cell) return;
    const said = aloud(cell); // a range with its "to"
    shown.textContent = cell;
    if (said === cell) shown.removeAttribute("aria-label");
    else shown.setAttribute("aria-label", said);
  }));
}

/**
 * @param {string[][]} rows
 * @returns {Blob}
 */
function csvOf(rows) {
  // an apostrophe before what a spreadsheet would take for a formula
  /** @param {string} cell */
  const quote = (cell) => `"${String(cell).replace(/^(?=[=@\t\r]|[+-][^\d.])/, "'").replaceAll('"', '""')}"`;
  return new Blob(["\ufeff", rows.map((row) => row.map(quote).join(",")).join("\r\n")], { type: "text/csv" });
}

/**
 * Hand a file to the browser, called as the lab is.
 * @param {Blob} blob
 * @param {string} title
 * @param {string} ending
 */
function saveFile(blob, title, ending) {
  const url = URL.createObjectURL(blob);
  const name = title.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  make("a", { href: url, download: `${name}.${ending}` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}
