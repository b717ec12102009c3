// The rows that the view writes of each lab.
/* oxlint-disable no-undef -- the script that declares these names stands above */
const read = (values) => values === null ? undefined : () => values;
const told = JSON.parse(require("fs").readFileSync(0, "utf8"));
const rows = told.map(({ spec, series }) => {
  const columns = Object.entries(series).map(([name, { x, y, base, text }]) =>
    [name, { x: read(x), y: read(y), base: read(base), text: read(text) }]);
  return tableRows(spec, { frame: { series: Object.fromEntries(columns) }, state: 0 });
});
console.log(JSON.stringify(rows));
