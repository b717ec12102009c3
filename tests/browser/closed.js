// What test_closed.py asks of a page.

// Of each text that a question opens: whether it is open, and whether a reader sees its end.
export const texts = () => [...document.querySelectorAll("details.after")].map((text) =>
  text.open && text.lastElementChild.checkVisibility());

export const still = () => [...document.querySelectorAll(".kit-still")].map((saved) =>
  [saved.checkVisibility(), [...saved.querySelectorAll("img")].filter(
    (image) => image.naturalWidth > 300 && image.alt.length > 40).length]);
