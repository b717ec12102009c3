// The form for a conclusion: choose a kind, write a concentration, hand it in, read why.
// The answer stays in Python; the page learns it with the verdict.

/**
 * @param {Place} place
 * @returns {() => void}
 */
function render({ model, el }) {
  /** @type {{kinds: string[], bare: string[], ask: string, label: string, help: string}} */
  const asked = model.get("asked");
  const id = `kit-${Math.random().toString(36).slice(2)}`;
  let turn = 0;

  const radios = asked.kinds.map((kind) => make("input", { type: "radio", name: `${id}-kind`, value: kind }));
  const box = numberInput({ "aria-valuemin": 0, "aria-describedby": `${id}-help` });
  const feedback = make("div", { class: "kit-feedback", role: "status", "aria-live": "polite" });

  const handIn = () => {
    const kind = radios.find((radio) => radio.checked)?.value;
    const constant = Number.isNaN(numberOf(box)) ? null : numberOf(box);
    if (!kind) {
      feedback.textContent = "Choose a kind first.";
      return;
    }
    if (constant === null && !asked.bare.includes(kind)) {
      feedback.textContent = refusalOf(box) || "Write the concentration first: a guess within a factor of 3 counts.";
      return;
    }
    turn += 1;
    feedback.textContent = "Waiting for Python.";
    model.set("reply", { kind, constant, turn });
    model.save_changes();
  };
  const show = () => {
    const { right, text } = model.get("verdict");
    const verdict = right === true ? "Yes. " : right === false ? "Not so. " : "";
    feedback.replaceChildren(...(text ? `${verdict}${text}`.split("\n") : []).map((line) => make("p", {}, line)));
    feedback.dataset.right = String(right);
  };

  const form = make("div", { class: "kit-question" },
    make("fieldset", { class: "kit-choice" }, make("legend", {}, asked.ask),
      ...radios.map((radio, place) => make("label", {}, radio, " ", asked.kinds[place]))),
    make("label", {}, asked.label, " ", box),
    make("p", { id: `${id}-help`, class: "kit-given" }, asked.help),
    make("div", { class: "kit-bar" },
      make("button", { type: "button", class: "kit-commit", onclick: handIn }, "Hand in my conclusion")),
    feedback);
  el.append(form);
  const releaseKeys = keepKeys(form);
  model.on("change:verdict", show);
  show();
  return () => {
    releaseKeys();
    model.off("change:verdict", show);
  };
}

export default { render };
