// The fields of a lab: a slider with its number box, a folded list, radio buttons.
//
// Each is its node, and `show`, which puts a value into it. It tells the view what was moved.

const FEW = 8; // a choice of more folds into a list

const withUnit = (value, unit) => (unit ? `${value} ${unit}` : `${value}`);

function fieldOf(control, id, view) {
  if (control.kind === "slider") return sliderField(control, id, view);
  return (Object.keys(control.options).length > FEW ? listField : radioField)(control, id, view);
}

function sliderField(control, id, view) {
  const { name, label, unit, low, high, positions, stops } = control;
  const range = make("input", {
    type: "range", id, name, min: 0, max: positions.length - 1, step: 1,
    oninput: () => view.move({ [name]: positions[range.valueAsNumber] }),
    onpointerdown: () => view.askSweep(name), onfocus: () => view.askSweep(name),
  });
  const next = (number, by) => (by > 0
    ? positions.find((p) => p > number) : positions.findLast((p) => p < number)) ?? number;
  const box = numberInput({
    "aria-label": unit ? `${label} in ${unit}` : label, "aria-valuemin": low, "aria-valuemax": high,
    onchange: () => (allows(control, numberOf(box)) ? view.move({ [name]: numberOf(box) }) : refuse()),
  }, next);
  const refuse = () => {
    const words = refusalOf(box) || refusal(control, box.value);
    show(view.values[name]);
    view.say(words);
  };
  const buttons = Object.entries(stops).map(([text, value]) =>
    make("button", { type: "button", onclick: () => view.move({ [name]: value }) }, text));
  const show = (value) => {
    range.value = positions.reduce((best, p, i) =>
      Math.abs(p - value) < Math.abs(positions[best] - value) ? i : best, 0);
    range.setAttribute("aria-valuetext", withUnit(value, unit));
    setNumber(box, value);
  };
  const node = make("div", { class: "kit-slider" },
    make("label", { for: id }, label),
    make("div", { class: "kit-row" }, range, box, make("span", { class: "kit-unit" }, unit)),
    ...(buttons.length ? [make("div", { class: "kit-stops" }, ...buttons)] : []));
  return { node, show };
}

const allows = ({ only, low, high }, value) =>
  only.length ? only.includes(value) : value >= low && value <= high;

function refusal({ label, unit, only, low, high }, typed) {
  const allowed = only.length ? only.join(", ") : `${low} to ${high}`;
  const shown = typed === "" ? "nothing" : withUnit(typed, unit);
  return `${label} = ${shown} is not possible here: choose from ${withUnit(allowed, unit)}.`;
}

/** A long list folds away: thirteen radio buttons would push the next slider off a phone. */
function listField({ name, label, options }, id, view) {
  const select = make("select", { id, onchange: () => view.move({ [name]: select.value }) },
    ...Object.entries(options).map(([value, text]) => make("option", { value }, text)));
  const node = make("div", { class: "kit-slider" }, make("label", { for: id }, label),
    make("div", { class: "kit-row" }, select));
  return { node, show: (value) => { select.value = value; } };
}

function radioField({ name, label, options }, id, view) {
  const radios = Object.entries(options).map(([value, text]) => {
    const radio = make("input", { type: "radio", name: id, value, onchange: () => view.move({ [name]: value }) });
    return [radio, make("label", {}, radio, " ", text)];
  });
  const node = make("fieldset", { class: "kit-choice" }, make("legend", {}, label), ...radios.map(([, field]) => field));
  return { node, show: (value) => { for (const [radio] of radios) radio.checked = radio.value === value; } };
}
