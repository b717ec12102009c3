// What test_unknown.py asks of a page.

export const points = (lab) => Object.fromEntries(lab.querySelector(".kit-plot").data
  .filter((trace) => trace.kit).map((trace) => [trace.kit, (trace.x ?? []).length]));
