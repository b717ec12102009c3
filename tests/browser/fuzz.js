// What test_fuzz.py does inside the page: `fuzz.round` moves many labs, `fuzz.hold` drags them.
(() => {
  const labs = [...document.querySelectorAll(".kit-lab")];
  const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
  const fire = (node, event) => node.dispatchEvent(new Event(event, { bubbles: true }));
  const slider = (lab, name) => lab.querySelector(`input[type=range][name="${name}"]`);
  const boxOf = (range) => range.closest(".kit-slider").querySelector(".kit-value input");
  const plotOf = (lab) => lab.querySelector(".kit-plot");
  const wordsOf = (lab) => lab.querySelector(".kit-words").textContent;

  // how a learner moves a control
  const ways = {
    slide(lab, name, place) {
      const range = slider(lab, name);
      range.value = range.places[place];
      fire(range, "input");
    },
    type(lab, name, value) {
      const box = boxOf(slider(lab, name));
      box.value = value;
      fire(box, "change");
    },
    choose(lab, name, value) {
      const mine = (node) => (node.name || node.id).replace(/^kit-[a-z0-9]+-/, "") === name;
      const fields = [...lab.querySelectorAll("input[type=radio], select")].filter(mine);
      if (fields[0].localName !== "select") fields.find((node) => node.value === value).click();
      else {
        fields[0].value = value;
        fire(fields[0], "change");
      }
    },
    reset(lab) { lab.querySelector("[data-tool=reset]").click(); },
  };
  const move = (place, [way, name, value]) => ways[way](labs[place], name, value);

  async function until(patience, condition) {
    const end = performance.now() + patience;
    while (performance.now() < end && !condition()) await sleep(20);
  }

  /** Numbers as base64 of their float32. */
  function packed(numbers) {
    const bytes = new Uint8Array(Float32Array.from(numbers).buffer);
    return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  }

  /** The names of the traces of which at least one shape lies inside the chart. */
  function inside(plot) {
    const room = plot.getBoundingClientRect();
    const isIn = (shape) => {
      const { left, right, top, bottom, width, height } = shape.getBoundingClientRect();
      return width + height > 0 && right > room.left && left < room.right && bottom > room.top && top < room.bottom;
    };
    return plot.calcdata.flatMap(([first], place) => {
      const shapes = first?.node3?.node()?.querySelectorAll(".js-line, .js-fill, .point") ?? [];
      return [...shapes].some(isIn) ? [plot.data[place].kit] : [];
    });
  }

  function read(lab) {
    const plot = plotOf(lab);
    const ranges = [...lab.querySelectorAll("input[type=range]")];
    return {
      words: wordsOf(lab),
      problem: lab.querySelector(".kit-problem").textContent,
      broken: Boolean(plot.querySelector("[d*=NaN], [transform*=NaN], [x*=NaN], [y*=NaN]")),
      inside: inside(plot),
      data: plot.data.map(({ kit, x, y }) => [kit, packed(x ?? []), packed(y ?? [])]),
      boxes: Object.fromEntries(ranges.map((range) => [range.name, Number(boxOf(range).value)])),
    };
  }

  const rows = (lab) => [...lab.querySelectorAll(".kit-numbers tbody tr")].map((row) =>
    [...row.cells].map((cell) => cell.textContent));

  window.fuzz = {
    labs,

    /** Move many labs, wait until each says its words and rests, and tell what they show. */
    async round(orders, patience) {
      for (const { place, moves } of orders) for (const one of moves) move(place, one);
      await until(patience, () => orders.every(({ place, words }) =>
        wordsOf(labs[place]) === words && plotOf(labs[place]).dataset.rest === "true"));
      return orders.map(({ place }) => read(labs[place]));
    },

    /**
     * Take the handle of one slider of many labs, wait for all its pictures, then hear no more of
     * Python and carry the handles along; tell what each lab shows at each place.
     */
    async hold(grips, patience) {
      for (const { place, name } of grips) {
        if (labs[place].querySelector(".kit-numbers[hidden]")) labs[place].querySelector("[data-tool=numbers]").click();
        fire(slider(labs[place], name), "pointerdown");
      }
      await until(patience, () => grips.every(({ place, name }) => plotOf(labs[place]).dataset.sweep === name));
      window.held.on = true;
      const seen = grips.map(() => []);
      for (const step of grips[0].places.keys()) {
        for (const { place, name, places } of grips) move(place, ["slide", name, places[step]]);
        await painted();
        grips.forEach(({ place }, k) => seen[k].push([wordsOf(labs[place]), rows(labs[place])]));
      }
      window.held.on = false;
      window.letGo();
      return seen;
    },
  };
})();
