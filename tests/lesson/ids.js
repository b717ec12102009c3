// What the script of the site restores and counts of the lines TEXT.
/* oxlint-disable no-undef -- the script that declares these names stands above */
localStorage["neuropharmacology-kit/answers/1"] = TEXT;
const restored = NODES.map((node) => {
  const { verdict } = new QuestionModel(node).traits;
  const { answer = null, right = null, refusal } = verdict;
  return [node.name, node.when, answer, right, Boolean(refusal)];
});
restored.sort();
const words = unknownSaid(record.events());
console.log(JSON.stringify({ restored, done: [...progress(record.events())], words }));
