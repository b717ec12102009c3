// Put into the page by the bench: when does a new picture reach the screen?
// `picture(root)` gives something that differs for each picture shown in the first chart.

window.bench = {
  onKey(event) {
    bench.pressed = event.timeStamp;
    bench.before = bench.picture();
    bench.took = undefined;
  },

  /** Watch one chart: `root` is the notebook cell it lives in. */
  watch(root, picture) {
    Object.assign(bench, { root, picture: () => picture(root), before: undefined });
    document.removeEventListener("keydown", bench.onKey, true);
    document.addEventListener("keydown", bench.onKey, true);
    const look = () => {
      const now = bench.picture();
      if (bench.before === undefined || now === undefined || now === bench.before) return;
      bench.before = undefined;
      requestAnimationFrame(() => { // and when this frame is done:
        const channel = new MessageChannel();
        channel.port1.onmessage = () => { bench.took = performance.now() - bench.pressed; };
        channel.port2.postMessage(0);
      });
    };
    bench.observer?.disconnect();
    bench.observer = new MutationObserver(look);
    bench.observer.observe(root, { subtree: true, childList: true, attributes: true, characterData: true });
    root.addEventListener("load", look, true); // pictures that arrive as images
  },

  /** Count pictures, screen frame by screen frame, until `finish` says when the last one came. */
  start() {
    let shown = bench.picture();
    const seen = (bench.seen = []);
    const look = () => {
      const now = bench.picture();
      if (now !== undefined && now !== shown) {
        seen.push(performance.now());
        shown = now;
      }
      bench.looking = requestAnimationFrame(look);
    };
    bench.moves = [];
    bench.onMove = (event) => bench.moves.push(event.timeStamp);
    document.addEventListener("pointermove", bench.onMove, true);
    look();
  },

  finish() {
    cancelAnimationFrame(bench.looking);
    document.removeEventListener("pointermove", bench.onMove, true);
    const [first, last] = [bench.moves[0], bench.moves.at(-1)];
    const during = bench.seen.filter((time) => time <= last).length;
    return {
      redraws: (1000 * during) / (last - first),
      lag: Math.max(0, (bench.seen.at(-1) ?? last) - last),
      events: (1000 * bench.moves.length) / (last - first),
    };
  },
};
