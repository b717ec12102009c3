// What test_lesson.py asks of a page.

export const focused = () => {
  const at = document.activeElement;
  const label = at.getAttribute("aria-label") ?? at.closest("label")?.textContent;
  return (label ?? at.textContent).trim();
};
