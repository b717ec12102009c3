// The view of one question: choose or write, say how sure, commit, read why.
// The answers stay in Python; the page learns only what it needs to ask.

const SURE = ["guess", "fairly sure", "certain"];

function render({ model, el }) {
  const asked = model.get("asked");
  const id = `kit-${Math.random().toString(36).slice(2)}`;
  let turn = 0;

  const radios = asked.options.map((text, place) => {
    const radio = make("input", { type: "radio", name: `${id}-option`, value: place });
    return [radio, make("label", {}, radio, " ", text)];
  });
  const blanks = asked.kind === "choice" ? [] : (asked.at ?? [null]).map((at) => {
    const unit = asked.kind === "line" ? asked.y : asked.unit;
    const name = at === null ? `Your answer in ${unit}` : `At ${at} ${asked.x}, in ${unit}`;
    const box = make("input", { type: "number", step: "any" });
    return [box, make("label", {}, name, " ", box)];
  });
  const pad = asked.kind === "line" ? [drawingPad(asked, blanks.map(([box]) => box))] : [];
  const sure = SURE.map((text) => {
    const radio = make("input", { type: "radio", name: `${id}-sure`, value: text });
    return [radio, make("label", {}, radio, " ", text)];
  });
  const feedback = make("p", { class: "kit-feedback", role: "status", "aria-live": "polite" });

  const commit = () => {
    const chosen = radios.find(([radio]) => radio.checked);
    const numbers = blanks.map(([box]) => box.valueAsNumber);
    const certainty = sure.find(([radio]) => radio.checked);
    if (!chosen && (radios.length || numbers.some(Number.isNaN))) {
      feedback.textContent = "Choose or write an answer first: a guess will do.";
      return;
    }
    if (!certainty) {
      feedback.textContent = "Say how sure you are first.";
      return;
    }
    const answer = chosen ? Number(chosen[0].value) : asked.kind === "line" ? numbers : numbers[0];
    send(answer, certainty[0].value);
  };
  const send = (answer, confidence) => {
    turn += 1;
    feedback.textContent = "Waiting for Python.";
    model.set("reply", { answer, confidence, turn });
    model.save_changes();
  };
  const show = () => {
    const { right, text, sure: certain } = model.get("verdict");
    if (!text) return;
    const verdict = right === true ? "Yes. " : right === false ? (certain ? "Not so, and you were certain: this is the one to remember. " : "Not so. ") : "";
    feedback.textContent = verdict + text;
    feedback.dataset.right = String(right);
  };

  const question = make("div", { class: "kit-question" },
    make("fieldset", { class: "kit-choice" },
      make("legend", {}, asked.ask),
      ...asked.given.map((text) => make("p", { class: "kit-given" }, `Given: ${text}`)),
      ...pad, ...radios.map(([, label]) => label), ...blanks.map(([, label]) => label)),
    make("fieldset", { class: "kit-choice kit-sure" }, make("legend", {}, "How sure are you?"), ...sure.map(([, label]) => label)),
    make("div", { class: "kit-bar" },
      make("button", { type: "button", class: "kit-commit", onclick: commit }, "Commit to this answer"),
      ...(asked.skippable ? [make("button", { type: "button", class: "kit-skip", onclick: () => send(null, "guess") }, "Just show me")] : [])),
    feedback);
  el.append(question);
  const releaseKeys = keepKeys(question);
  model.on("change:verdict", show);
  show();
  return () => {
    releaseKeys();
    model.off("change:verdict", show);
  };
}

export default { render };
