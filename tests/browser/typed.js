// What test_typed.py asks of a page.

/* oxlint-disable no-undef -- the kit declares readNumber on this page */
export const read = (cases) => cases.map(([typed]) => {
  const { number, refusal } = readNumber(typed);
  return refusal || number;
});
