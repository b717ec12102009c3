// What test_handouts.py asks of a page.

// Of an element that must stay whole: higher than a page, it would be cut. Letters in points.
export const fits = () => [...document.querySelectorAll("figure, table, section, .card")].map(e =>
  e.getBoundingClientRect().height).concat(document.documentElement.scrollWidth);

export const letters = () => Math.min(...[...document.querySelectorAll("p, td, th, li, figcaption")].map(e =>
  parseFloat(getComputedStyle(e).fontSize) * 0.75));
