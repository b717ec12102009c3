// Put into each page by the bench: when does a new picture reach the screen?

const Socket = window.WebSocket;
const pass = (go) => {
  if (bench.silent) return;
  if (bench.delay) setTimeout(go, bench.delay);
  else go();
};
/** What JupyterLab says to the kernel and hears from it, late or not at all. */
window.WebSocket = class extends Socket {
  send(data) {
    pass(() => super.send(data));
  }
  set onmessage(hear) {
    super.onmessage = (event) => pass(() => hear.call(this, event));
  }
};

window.bench = {
  delay: 0, // milliseconds, each way
  silent: false,

  /** Watch one chart in `root`; `picture(root)` differs for each picture that is shown. */
  watch(root, picture) {
    bench.observer?.disconnect();
    bench.picture = () => picture(root);
    bench.observer = new MutationObserver(bench.look);
    bench.observer.observe(root, {
      subtree: true, childList: true, attributes: true, characterData: true,
    });
    root.addEventListener("load", bench.look, true); // pictures that arrive as images
  },

  onKey(event) {
    bench.pressed = event.timeStamp;
    bench.before = bench.picture?.();
    bench.took = undefined;
  },

  look() {
    const now = bench.picture();
    if (bench.before === undefined || now === undefined || now === bench.before) return;
    bench.before = undefined;
    requestAnimationFrame(() => { // and when this frame is done:
      const channel = new MessageChannel();
      channel.port1.onmessage = () => { bench.took = performance.now() - bench.pressed; };
      channel.port2.postMessage(0);
    });
  },

  /** Where to take a slider's handle, and the part of its bar to drag it over. */
  bar(handle) {
    const own = handle.getBoundingClientRect();
    const bar = (handle.closest(".noUi-target") ?? handle).getBoundingClientRect();
    // an ipywidgets handle is small; a native one sits where its value is
    const x = handle.value === undefined
      ? own.left + own.width / 2
      : bar.left + 8 + (handle.value / handle.max) * (bar.width - 16);
    const y = own.top + own.height / 2;
    return { x, y, left: bar.left + 0.1 * bar.width, width: 0.8 * bar.width };
  },

  /** Count pictures, screen frame by screen frame, until `finish` says when the last one came. */
  start() {
    let shown = bench.picture();
    const times = (bench.times = []);
    const count = () => {
      const now = bench.picture();
      if (now !== undefined && now !== shown) {
        times.push(performance.now());
        shown = now;
      }
      bench.counting = requestAnimationFrame(count);
    };
    bench.moves = [];
    bench.onMove = (event) => bench.moves.push(event.timeStamp);
    document.addEventListener("pointermove", bench.onMove, true);
    count();
  },

  finish() {
    cancelAnimationFrame(bench.counting);
    document.removeEventListener("pointermove", bench.onMove, true);
    const [first, last] = [bench.moves[0], bench.moves.at(-1)];
    const during = bench.times.filter((time) => time <= last).length;
    return {
      redraws: (1000 * during) / (last - first),
      lag: Math.max(0, (bench.times.at(-1) ?? last) - last),
    };
  },

  /** Screen frames a second, of themselves or while the slider moves a place in each of them. */
  async frames(drag, seconds) {
    const slider = document.querySelector(".kit-lab input[type=range]");
    const started = performance.now();
    let frames = 0;
    while (performance.now() - started < 1000 * seconds) {
      await new Promise(requestAnimationFrame);
      frames += 1;
      if (!drag) continue;
      slider.valueAsNumber = frames % slider.max;
      slider.dispatchEvent(new Event("input", { bubbles: true }));
    }
    return (1000 * frames) / (performance.now() - started);
  },
};

// A lab's own script asks for screen frames; JupyterLab asks for none by itself.
const asking = window.requestAnimationFrame.bind(window);
bench.asked = 0;
window.requestAnimationFrame = (then) => {
  bench.asked += 1;
  return asking(then);
};
document.addEventListener("keydown", bench.onKey, true);
