// What test_address.py asks of a page.

// a lab stands in sight, its controls where the link says
export const isSet = (values) => [...document.querySelectorAll(".kit-lab")].some((lab) => {
  const { top, bottom } = lab.getBoundingClientRect();
  const seen = top < innerHeight && bottom > 0;
  const shown = (control) => {
    const range = lab.querySelector(`input[type=range][name="${control}"]`);
    const box = range?.closest(".kit-slider").querySelector(".kit-value input");
    if (box) return Number(box.value);
    return lab.querySelector("input[type=radio]:checked, select")?.value;
  };
  return seen && Object.entries(values).every(([control, value]) =>
    String(shown(control)) === value || Number(shown(control)) === Number(value));
});

export const go = (asked) => {
  document.querySelector(".kit-address")?.replaceChildren();
  location.hash = typeof asked === "string" ? asked : new URLSearchParams(asked);
};
