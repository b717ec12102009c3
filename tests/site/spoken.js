// What test_spoken.py asks of a page.

// What is changed in the live regions of a page: of one that is not atomic only this is window.said.
export const listen = () => {
  window.said = [];
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const at = target.nodeType === 1 ? target : target.parentElement;
      const region = at?.closest("[role=status], [aria-live=polite]");
      const whole = region && region.getAttribute("aria-atomic") !== "false";
      const told = whole ? [region] : [...addedNodes];
      const text = told.map((node) => node.textContent).join("");
      if (region && text) window.said.push(text);
    }
  }).observe(document, { subtree: true, childList: true });
};

// Words of drawings that a screen reader would read apart.
export const loose = () => [...document.querySelectorAll("svg[role=img] text")].filter(
  (text) => !text.closest("[aria-hidden=true]")).map((text) => text.textContent);
