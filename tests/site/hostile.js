// What test_hostile.py asks of a page.

// What every object of the page has inherited since: nothing, unless a name became a key.
export const inherited = () => {
  const names = [];
  for (const name in {}) names.push(name);
  return [...names, ...Object.keys(Function.prototype), ...Object.keys(Array.prototype)];
};
