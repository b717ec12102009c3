// What test_links.py asks of a page.

export const inSight = (word) => [...document.querySelectorAll("h3")].some((heading) => {
  const at = heading.getBoundingClientRect();
  return heading.textContent.startsWith(word) && heading.checkVisibility()
    && at.height && at.top >= 0 && at.bottom < innerHeight;
});
