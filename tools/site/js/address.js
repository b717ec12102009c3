// A lab by the page's address: `#lab=dose_occupancy&dose=40` opens it in that state.
//
// Anybody can write an address, so nothing of it is repeated on the page but a number.
const modelOf = new WeakMap(); // of each lab in the page
const addressSaid = make("p", { class: "kit-address", role: "status" });
const moment = () => new Promise((done) => { setTimeout(done); });

/** What a control of a lab takes, in words. */
function taken({ label, options, low, high, unit }) {
  return options ? `“${label}” is one of: ${Object.keys(options).join(", ")}.`
    : `“${label}” is a number from ${spoken(low)} to ${spoken(high, unit)}.`;
}

/** The state that an address names, and what is wrong with it, in sentences. */
function stateOf(model, asked) {
  const { start, controls } = model.get("spec");
  const [values, faults] = [{ ...start }, new Set()];
  for (const [name, text] of asked) {
    const { number } = readNumber(text);
    const stored = Object.hasOwn(model.store.grid, name) ? model.store.grid[name] : [];
    const exact = stored.find((value) => value === text || value === number);
    const control = controls.find((each) => each.name === name);
    if (exact !== undefined) values[name] = exact;
    else if (!control) faults.add(`The address sets something that this lab does not have here. It has: ${controls.map((each) => each.name).join(", ")}.`);
    else if (control.kind === "slider" && Number.isFinite(number)) values[name] = number; // the lab says which is nearest
    else faults.add(`The address gives a value that this lab does not have: ${taken(control)}`);
  }
  return [values, [...faults].join(" ")];
}

/** Open the lab that the address names; any other address is left to the browser. */
async function openAddress() {
  const asked = new URLSearchParams(location.hash.slice(1));
  if (!asked.has("lab")) return;
  const places = [...document.querySelectorAll("[data-lab]")];
  const names = places.map(({ dataset }) => dataset.lab).join(", ");
  const place = places.find(({ dataset }) => dataset.lab === asked.get("lab"));
  let spot = document.getElementById("main").firstChild;
  let words = `This page has no lab of the name in its address. ${names ? `It has: ${names}.` : "It has none."}`;
  if (place) {
    place.querySelector(".kit-skip:not([hidden])")?.click(); // as "Just show me" does
    await moment();
    spot = place.querySelector(".kit-lab");
    const model = modelOf.get(spot);
    asked.delete("lab");
    const hidden = model.get("spec").controls.some(({ name, drawer }) => drawer && asked.has(name));
    if (hidden) spot.querySelector(".kit-drawer").open = true;
    const [values, faults] = stateOf(model, asked);
    model.show(values);
    words = faults;
    spot.tabIndex = -1;
    spot.focus({ preventScroll: true });
  }
  addressSaid.textContent = ""; // first: a screen reader notices what changes
  spot.before(addressSaid);
  await moment();
  addressSaid.textContent = words;
  (words ? addressSaid : spot).scrollIntoView();
}
