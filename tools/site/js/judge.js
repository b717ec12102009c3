// The feedback on an answer. Python has judged every kind of answer beforehand (kit/lesson/still.py);
// the page only finds out which of these it is.

/** A sentence with its blanks filled: {name}, {name:.0f} or {name:g}, as Python writes them. */
function fill(sentence, values) {
  return sentence.replace(/\{(\w+)(?::([^}]*))?\}/g, (_all, name, how) => {
    if (how === "g") return `${Number(values[name].toPrecision(6))}`;
    return how ? values[name].toFixed(Number(how.slice(1, -1))) : values[name];
  });
}

const spoken = (value, unit, digits = 6) => `${Number(value.toPrecision(digits))} ${unit ?? ""}`.trim();

function ofNumber({ asked, verdicts }, answer, met) {
  const { answer: truth, tolerance, traps, right, other, exact, apart } = verdicts;
  const near = (value) => Math.abs(answer - value) <= tolerance;
  const said = spoken(answer, asked.unit);
  const trap = traps.find((each) => each.trap === met);
  if (!trap && near(truth)) return { ...right, said, gap: fill(exact, { said }) };
  const gap = fill(apart, { said, away: spoken(Math.abs(answer - truth), asked.unit, 3) });
  return { ...(trap ?? traps.find(({ value }) => near(value)) ?? other), said, gap };
}

function ofLine({ asked, verdicts }, answer) {
  const [low, high] = asked.range;
  const { x, y } = asked;
  const wrong = answer.findIndex((value) => value < low || value > high);
  if (wrong >= 0) return { refusal: fill(verdicts.outside, { place: asked.at[wrong], x, value: answer[wrong], y, low, high }) };
  return { ...verdicts.any, said: asked.at.map((at, k) => `${spoken(at, x)}: ${spoken(answer[k], y)}`).join(", ") };
}

function ofOrder({ asked, verdicts }, answer) {
  const texts = new Map(asked.options.map(({ id, text }) => [id, text]));
  const right = answer.every((id, k) => id === verdicts.order[k]);
  return { ...(right ? verdicts.right : verdicts.other), said: answer.map((id) => texts.get(id)).join(", ") };
}

const ofChoice = ({ verdicts }, answer) => verdicts.options[answer];

const JUDGES = {
  choice: ofChoice,
  claim: ofChoice,
  number: ofNumber,
  line: ofLine,
  order: ofOrder,
  text: ({ verdicts }, answer) => ({ ...verdicts.any, said: answer }),
};

/**
 * The verdict on an answer: right, text, misconception, show, said, gap; or a refusal.
 * `met` is the trap that a number met when it was given.
 */
function judge(node, answer, met) {
  if (answer === null) return { right: null, text: node.skipped, misconception: null, show: null };
  return JUDGES[node.asked.kind](node, answer, met);
}
