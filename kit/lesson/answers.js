// How each kind of question is answered. Every kind gives its parts, reads an answer, writes one.

/**
 * The inputs of a question: `parts` for the page; `read()`, the answer, or undefined where it is
 * not complete; `write(answer)`, which puts an earlier answer in; of numbers also `problem()`, what
 * is wrong with them in a sentence.
 * @param {Asked} asked
 * @param {string} id
 * @param {(text: string) => void} say
 * @returns {Fields}
 */
function answerFields(asked, id, say) {
  /** @type {Record<string, (asked: Asked, id: string, say: (text: string) => void) => Fields>} */
  const kinds = { choice: chooseOne, claim: chooseOne, number: writeNumber, line: drawLine, order: putInOrder, text: writeText };
  return kinds[asked.kind](asked, id, say);
}

/**
 * Radio buttons with their labels, and a letter where there is one; an `id` comes back.
 * @param {string} name
 * @param {Option[]} options
 * @returns {Fields}
 */
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

/**
 * @param {Asked} asked
 * @param {string} id
 * @returns {Fields}
 */
function chooseOne(asked, id) {
  return radioGroup(`${id}-option`, asked.options);
}

/** @param {string} name */
function numberBox(name) {
  const box = numberInput({});
  const label = make("label", {}, name, " ", box);
  return { box, label };
}

/**
 * @param {Asked} asked
 * @returns {Fields}
 */
function writeNumber(asked) {
  const { box, label } = numberBox(asked.unit ? `Your answer (${asked.unit})` : "Your answer");
  return {
    parts: [label],
    read: () => (Number.isNaN(numberOf(box)) ? undefined : numberOf(box)),
    write: (answer) => setNumber(box, answer),
    problem: () => refusalOf(box),
  };
}

/**
 * @param {Asked} asked
 * @returns {Fields}
 */
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
      box.value = String(answer[k]);
      box.dispatchEvent(new Event("input"));
    }),
    problem: () => boxes.map(({ box }) => refusalOf(box)).find(Boolean),
  };
}

/**
 * A list whose things move up and down by buttons; the focus stays on the button.
 * @param {Asked} asked
 * @param {string} _id
 * @param {(text: string) => void} say
 * @returns {Fields}
 */
function putInOrder(asked, _id, say) {
  const list = make("ol", { class: "kit-order" });
  /** @param {string} id */
  const rowOf = (id) => /** @type {HTMLElement} */ (rows.get(id));
  let ids = asked.options.map(({ id }) => id);
  /** @type {Map<string, HTMLElement>} */
  const rows = new Map(asked.options.map(({ id, text }) => {
    /** @type {(by: number, word: string, sign: string) => HTMLElement} */
    const step = (by, word, sign) => {
      const move = () => {
        const at = ids.indexOf(id);
        const to = at + by;
        if (to < 0 || to >= ids.length) return;
        ids.splice(at, 1);
        ids.splice(to, 0, id);
        // the neighbour moves in the page, so that the button under the finger keeps the focus
        const other = rowOf(ids[at]);
        if (by < 0) rowOf(id).after(other); else rowOf(id).before(other);
        say(`${text}: now ${to + 1} of ${ids.length}.`);
      };
      return make("button", { type: "button", "aria-label": `Move ${text} ${word}`, onclick: move }, sign);
    };
    return [id, make("li", {}, make("div", { class: "kit-thing" },
      make("span", {}, text), step(-1, "up", "↑"), step(1, "down", "↓")))];
  }));
  /** @param {string[]} answer */
  const write = (answer) => {
    ids = [...answer];
    list.replaceChildren(...ids.map(rowOf));
  };
  write(ids);
  return { parts: [list], read: () => [...ids], write };
}

/**
 * @param {Asked} _asked
 * @returns {Fields}
 */
function writeText(_asked) {
  const box = make("textarea", { rows: 3, maxlength: 4000 });
  return {
    parts: [make("label", {}, "In your own words", box)],
    read: () => (box.value.trim() ? box.value : undefined),
    write: (answer) => { box.value = answer; },
  };
}
