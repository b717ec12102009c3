// Building blocks of every view of the kit; put before each view's own script.

/**
 * Make an element. Text is always text: nothing from data is ever parsed as HTML.
 * @param {string} tag
 * @param {Record<string, any>} [attributes]
 * @param {...any} children
 * @returns {any}
 */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (value !== false && value !== undefined) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/**
 * Keep plain keys for the fields of a view: JupyterLab otherwise takes the arrow keys of native
 * inputs. Keys with Ctrl or Cmd, such as saving, stay JupyterLab's. Returns what undoes it.
 * @param {Element} root
 * @returns {() => void}
 */
function keepKeys(root) {
  /** @param {any} event */
  const mark = (event) => {
    if (!root.contains(event.target)) return;
    event.target.toggleAttribute("data-lm-suppress-shortcuts", !(event.ctrlKey || event.metaKey));
  };
  window.addEventListener("keydown", mark, true); // before JupyterLab, which listens on the document
  return () => window.removeEventListener("keydown", mark, true);
}

// Larger text, for a projector: one switch for every lab and question of a page.
const LARGE = "kit-larger-text";
const textIsLarge = () => document.documentElement.hasAttribute(`data-${LARGE}`);
/** @param {boolean} on */
function setLargeText(on) {
  document.documentElement.toggleAttribute(`data-${LARGE}`, on);
  try { sessionStorage.setItem(LARGE, on ? "yes" : ""); } catch { /* a page without storage forgets */ }
  window.dispatchEvent(new Event(LARGE));
}
try { if (sessionStorage.getItem(LARGE)) setLargeText(true); } catch { /* the same */ }
