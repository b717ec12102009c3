// What the views of questions and of a lesson's header wait for.

/**
 * Go on when an element stands in its page: a view is built before it has a place there.
 * @param {Element} el
 * @param {() => void} then
 * @param {number} [waited] milliseconds so far
 */
function whenPlaced(el, then, waited = 0) {
  if (el.isConnected) then();
  else if (waited < 10_000) setTimeout(() => whenPlaced(el, then, waited + 50), 50);
}
