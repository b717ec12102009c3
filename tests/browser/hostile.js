// What test_hostile.py asks of a page.

export const mount = async ([esm, state, block]) => {
  const url = URL.createObjectURL(new Blob([esm], { type: "text/javascript" }));
  const { default: view } = await import(url);
  const el = document.body.appendChild(document.createElement("section"));
  if (block) state.frame.block = new DataView(
    Uint8Array.from(atob(block), (letter) => letter.charCodeAt(0)).buffer);
  const heard = {};
  const model = {
    get: (key) => state[key], set() {}, save_changes() {}, off() {},
    send: (message) => { window.sent?.push(message); },
    on: (event, act) => { heard[event] = act; },
  };
  view.render({ model, el });
  for (const [event, act] of Object.entries(heard)) {
    if (event.startsWith("change:")) act(model, state[event.slice(7)]);
  }
  heard["msg:custom"]?.({ kind: "said", text: state.hostile }, []);
};

export const strange = () => [...document.body.querySelectorAll("*")].flatMap((element) => {
  const { localName, attributes } = element;
  const bad = ["script", "iframe", "object", "embed", "form", "base", "link", "meta"];
  const found = bad.includes(localName) ? [localName] : [];
  for (const { name, value } of attributes) {
    const address = ["src", "href", "xlink:href", "action"].includes(name);
    const own = /^(data:image|blob:|#|https:)/.test(value);
    if (name.startsWith("on") || name === "srcdoc" || (address && !own)) {
      found.push(`${localName} ${name}=${value}`);
    }
  }
  return found;
});
