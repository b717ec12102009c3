// What a page has around the scripts of the site: a store, a clock of events, nothing to draw.
globalThis.localStorage = Object.create({
  getItem(name) { return this[name]; }, setItem(name, value) { this[name] = value; },
});
globalThis.document = { querySelectorAll: () => [] };
globalThis.window = { dispatchEvent: () => {} };
const make = () => ({});
