// Typed numbers, in labs, questions and on the site; kit/chart/typed.py reads them in the same way.
//
// An input of type "number" drops a decimal comma without a word, so that 1,5 becomes 15. These
// are boxes for text: comma and point are read alike, and what has two meanings is refused.

const NUMBER = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d{1,3})?$/i;
const GROUPS = /^[+-]?\d{1,3}(?:([.,'’ ])\d{3})(?:\1\d{3})*(?:[.,]\d+)?$/;

/**
 * Read what was typed.
 * @param {string} typed
 * @returns {{number: number, refusal: string}} `number` is NaN where `refusal` says why
 */
function readNumber(typed) {
  const text = typed.trim().replace("−", "-").replace(/\s/g, " ");
  /** @param {string} refusal */
  const refused = (refusal) => ({ number: NaN, refusal });
  if (GROUPS.test(text) && !/^[+-]?0/.test(text) && !/^[+-]?\d+\.\d+$/.test(text)) {
    const digits = text.replace(/[^\d+-]/g, "");
    const [, whole, last] = /^(.*?)(?:[.,](\d+))?$/.exec(text) ?? [];
    const twoWays = /^[+-]?\d+$/.test(whole); // one comma and three digits
    if (twoWays) return refused(`“${text}” can be read in two ways: write ${digits} or ${whole}.${last}.`);
    const mark = GROUPS.exec(text)?.[1];
    const decimals = last && text.at(-last.length - 1) !== mark ? last : "";
    const plain = decimals ? `${digits.slice(0, -decimals.length)}.${decimals}` : digits;
    return refused(`“${text}” has marks between its thousands: write ${plain}.`);
  }
  const number = NUMBER.test(text) ? Number(text.replace(",", ".")) : NaN;
  if (Number.isFinite(number)) return { number, refusal: "" };
  return refused(`“${text.slice(0, 40)}” is not a number: write digits, such as 80 or 2.5.`);
}

/**
 * A box for a number. Arrow up and down go to the next one, as in a browser's own number box.
 * @param {Record<string, any>} attributes
 * @param {(number: number, by: 1 | -1) => number} next
 */
function numberInput(attributes, next = (number, by) => number + by) {
  const box = make("input", { type: "text", inputmode: "decimal", role: "spinbutton", autocomplete: "off", ...attributes });
  box.addEventListener("keydown", (/** @type {KeyboardEvent} */ event) => {
    /** @type {1 | -1 | 0} */
    const by = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
    if (!by || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    const { number } = readNumber(box.value || "0");
    if (Number.isNaN(number)) return;
    setNumber(box, Number(next(number, by).toPrecision(12)));
    for (const name of ["input", "change"]) box.dispatchEvent(new Event(name, { bubbles: true }));
  });
  box.addEventListener("input", () => tellNumber(box));
  tellNumber(box);
  return box;
}

/**
 * Put a number, or nothing, into a box.
 * @param {HTMLInputElement} box
 * @param {number | null} number
 */
function setNumber(box, number) {
  box.value = String(number ?? "");
  tellNumber(box);
}

/**
 * What a screen reader is told of a box.
 * @param {HTMLInputElement} box
 */
function tellNumber(box) {
  const { number } = readNumber(box.value);
  if (box.value) box.removeAttribute("aria-valuetext");
  else box.setAttribute("aria-valuetext", "empty"); // else a browser says 0
  if (Number.isNaN(number)) box.removeAttribute("aria-valuenow");
  else box.setAttribute("aria-valuenow", String(number));
}

/**
 * The number in a box, or NaN.
 * @param {HTMLInputElement} box
 */
const numberOf = (box) => readNumber(box.value).number;

/**
 * What is wrong with the text in a box; "" for an empty one.
 * @param {HTMLInputElement} box
 */
const refusalOf = (box) => (box.value.trim() ? readNumber(box.value).refusal : "");
