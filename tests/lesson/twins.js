// What the script of the site says to the whole of twins.json.
/* oxlint-disable no-undef -- the script that declares these names stands above */
const judged = TABLE.judged.map(({ item, answer, trap }) => {
  const { refusal, ...told } = judge(NODES[item], answer, trap);
  return refusal ? { refused: refusal } : told;
});
const read = TABLE.read.map(({ line }) => {
  const event = eventOf(line);
  if (!event) return null;
  const right = isKnown(event) ? isRight(event) : null;
  return [event.item, event.answer, isKnown(event), right];
});
const chosen = TABLE.recalled.map(({ lessons, pool, told }) =>
  recalled(lessons, pool, told, DAY).slice(0, 2).map(({ name }) => name));
const codes = TABLE.codes.map(([code]) => CODE.test(code));
const heights = TABLE.heights.map(({ at, x, y }) => between(at, x, y));
const passport = new PassportModel();
passport.receive({ kind: "hand-in", code: "heron-7", exit_cards: true });
const written = record.text();
console.log(JSON.stringify({ judged, read, recalled: chosen, codes, heights, written }));
