// How each kind of question is answered. Every kind gives its parts, reads an answer, writes one.

/**
 * The inputs of a question: `parts` for the page; `read()`, the answer, or undefined where it is
 * not complete; `write(answer)`, which puts an earlier answer in; of numbers also `problem()`, what
 * is wrong with them in a sentence.
 */
function answerFields(asked, id, say) {
  const kinds = { choice: chooseOne, claim: chooseOne, number: writeNumber, line: drawLine, order: putInOrder, text: writeText };
  return kinds[asked.kind](asked, id, say);
}

/** Radio buttons with their labels, and a letter where there is one; an `id` comes back. */
function radioGroup(name, options) {
  const radios = options.map(({ id, text, letter }) => {
    const input = make("input", { type: "radio", name, value: id });
    const mark = letter ? [make("b", { class: "kit-letter" }, letter), " "] : [];
    return { input, label: make("label", {}, input, " ", ...mark, text), value: id };
  });
  return {
    parts: radios.map(({ label }) => label),
    read: () => radios.find(({ input }) => input.checked)?.value,
    write: (value) => { for (const radio of radios) radio.input.checked = radio.value === value; },
  };
}

function chooseOne(asked, id) {
  return radioGroup(`${id}-option`, asked.options);
}

function numberBox(name) {
  const box = numberInput({});
  const label = make("label", {}, name, " ", box);
  return { box, label };
}

function writeNumber(asked) {
  const { box, label } = numberBox(asked.unit ? `Your answer in ${asked.unit}` : "Your answer");
  return {
    parts: [label],
    read: () => (Number.isNaN(numberOf(box)) ? undefined : numberOf(box)),
    write: (answer) => setNumber(box, answer),
    problem: () => refusalOf(box),
  };
}

function drawLine(asked) {
  const boxes = asked.at.map((at) => numberBox(`At ${at} ${asked.x}, in ${asked.y}`));
  const pad = drawingPad(asked, boxes.map(({ box }) => box));
  return {
    parts: [pad, ...boxes.map(({ label }) => label)],
    read: () => {
      const numbers = boxes.map(({ box }) => numberOf(box));
      return numbers.some(Number.isNaN) ? undefined : numbers;
    },
    write: (answer) => boxes.forEach(({ box }, k) => {
      box.value = answer[k];
      box.dispatchEvent(new Event("input"));
    }),
    problem: () => boxes.map(({ box }) => refusalOf(box)).find(Boolean),
  };
}

/** A list whose things move up and down by buttons; the focus stays on the button. */
function putInOrder(asked, _id, say) {
  const list = make("ol", { class: "kit-order" });
  let ids = asked.options.map(({ id }) => id);
  const rows = new Map(asked.options.map(({ id, text }) => {
    const step = (by, word, sign) => {
      const move = () => {
        const at = ids.indexOf(id);
        const to = at + by;
        if (to < 0 || to >= ids.length) return;
        ids.splice(at, 1);
        ids.splice(to, 0, id);
        // the neighbour moves in the page, so that the button under the finger keeps the focus
        const other = rows.get(ids[at]);
        if (by < 0) rows.get(id).after(other); else rows.get(id).before(other);
        say(`${text}: now ${to + 1} of ${ids.length}.`);
      };
      return make("button", { type: "button", "aria-label": `Move ${text} ${word}`, onclick: move }, sign);
    };
    return [id, make("li", {}, make("div", { class: "kit-thing" },
      make("span", {}, text), step(-1, "up", "↑"), step(1, "down", "↓")))];
  }));
  const write = (answer) => {
    ids = [...answer];
    list.replaceChildren(...ids.map((id) => rows.get(id)));
  };
  write(ids);
  return { parts: [list], read: () => [...ids], write };
}

function writeText(_asked) {
  const box = make("textarea", { rows: 3, maxlength: 4000 });
  return {
    parts: [make("label", {}, "In your own words", box)],
    read: () => (box.value.trim() ? box.value : undefined),
    write: (answer) => { box.value = answer; },
  };
}
