// What each widget brings: it takes the view from the one script of its class, which a page runs once.

/** @type {Record<string, Promise<{render(place: Place): any}>>} by name, which changes with the text */
const loaded = (/** @type {any} */ (globalThis).__kitViews ??= {});

/**
 * @param {Model} script
 * @returns {Promise<{render(place: Place): any}>}
 */
async function load(script) {
  const style = document.createElement("style");
  style.textContent = script.get("style");
  document.head.append(style);
  const url = URL.createObjectURL(new Blob([script.get("code")], { type: "text/javascript" }));
  try {
    return (await import(url)).default;
  } finally {
    URL.revokeObjectURL(url);
  }
}

export default {
  /** @param {Place} place */
  async render(place) {
    const { model } = place;
    const script = await model.widget_manager.get_model(model.get("script"));
    const name = script.get("name");
    loaded[name] ??= load(script).catch((fault) => {
      delete loaded[name]; // the next one may try again
      throw fault;
    });
    return (await loaded[name]).render(place);
  },
};
