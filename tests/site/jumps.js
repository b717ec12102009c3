// What test_jumps.py asks of a page.

// What moves by itself: what moves within half a second of a finger was asked for.
export const watch = () => {
  window.jumps = [];
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput, startTime, sources } of list.getEntries()) {
      if (hadRecentInput) continue;
      const moved = sources.map(({ node, previousRect, currentRect }) =>
        `${node?.className || node?.nodeName}: ${previousRect.y} to ${currentRect.y}`);
      window.jumps.push([value, Math.round(startTime), moved]);
    }
  }).observe({ type: "layout-shift", buffered: true });
};

export const rests = () => [...document.querySelectorAll(".kit-plot")].every(
  ({ dataset }) => dataset.rest === "true");
