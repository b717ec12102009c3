// What moves by itself in a picture: Play, Pause and Step. One picture of a page plays at a time,
// only while it is in sight and motion is wanted; one that does not play costs nothing.
//
// Chance moves things; it never changes how many there are. That is a lab's number in every frame.

const MOVING = ["drift", "flow", "beat"];
const LONGEST_S = 0.05; // a frame that came late moves nothing further than this
const STEP_S = 0.5;
const FORGET_S = 0.35; // so soon a wanderer forgets where it was going
const SPREAD = [70, 40]; // units a second, across and down: a gap is wider than high
const SWAP_S = 0.5; // on average one of the seats changes hands so often
const PERIODS_PER_S = 1.6; // of a flow at full speed
const SQUEEZE = 0.1; // of a heart's size

/**
 * @typedef {() => number} Chance
 * @typedef {{advance: (dt: number) => void}} Mover
 * @typedef {{
 *   part: Element, gone: number[], speed: number[], least: number[], most: number[],
 * }} Wanderer how far it has gone from home, and how far it may go, across and down
 */

/**
 * Numbers from 0 to 1 by chance that come out the same every time (mulberry32).
 * @param {number} seed
 * @returns {Chance}
 */
function chanceFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Things that wander in a room. */
class Wanderers {
  /**
   * @param {Follower} follower
   * @param {Chance} chance
   */
  constructor({ node, more: [x, y, width, height] }, chance) {
    this.chance = chance;
    const low = [x, y];
    const high = [x + width, y + height];
    /** @type {Wanderer[]} */
    this.all = [...node.children].map((part) => {
      const home = ["x", "y"].map((key) => Number(part.getAttribute(key)));
      return { part, gone: [0, 0], speed: [0, 0], least: low.map((k, i) => k - home[i]), most: high.map((k, i) => k - home[i]) };
    });
  }

  /** @param {number} dt seconds */
  advance(dt) {
    for (const each of this.all) {
      if (each.part.hasAttribute("display")) continue;
      this.move(each, 0, dt);
      this.move(each, 1, dt);
      each.part.setAttribute("transform", `translate(${each.gone[0].toFixed(1)} ${each.gone[1].toFixed(1)})`);
    }
  }

  /**
   * A random walk along one direction that keeps its speed for a while and turns at a wall.
   * @param {Wanderer} wanderer
   * @param {number} k 0 for across, 1 for down
   * @param {number} dt
   */
  move({ gone, speed, least, most }, k, dt) {
    const kick = 2 * (this.chance() + this.chance() + this.chance() - 1.5); // nearly normal, spread 1
    speed[k] += (-speed[k] * dt) / FORGET_S + SPREAD[k] * Math.sqrt((2 * dt) / FORGET_S) * kick;
    gone[k] += speed[k] * dt;
    if (gone[k] < least[k] || gone[k] > most[k]) {
      gone[k] = Math.min(Math.max(gone[k], least[k]), most[k]);
      speed[k] = -speed[k];
    }
  }
}

/** Seats that change hands: as one is left another is taken. */
class Seats {
  /**
   * @param {Follower} follower
   * @param {Chance} chance
   */
  constructor(follower, chance) {
    this.follower = follower;
    this.chance = chance;
    this.wait = 0;
    this.order = [...follower.node.children].map((_, place) => place);
    follower.order = this.order;
  }

  /** @param {number} dt */
  advance(dt) {
    const { order, follower: { node, value } } = this;
    const taken = howMany(Number(value ?? 0), order.length);
    this.wait -= dt;
    if (this.wait > 0 || taken === 0 || taken === order.length) return;
    this.wait = SWAP_S * (0.5 + this.chance());
    const from = Math.floor(this.chance() * taken);
    const to = taken + Math.floor(this.chance() * (order.length - taken));
    [order[from], order[to]] = [order[to], order[from]];
    node.children[order[from]].removeAttribute("display");
    node.children[order[to]].setAttribute("display", "none");
  }
}

/** A pattern that runs along its own period. */
class Flow {
  /** @param {Follower} follower */
  constructor(follower) {
    this.follower = follower;
    this.phase = 0;
  }

  /** @param {number} dt */
  advance(dt) {
    const { node, more, value } = this.follower;
    if (!value) return;
    this.phase = (this.phase + dt * Number(value) * PERIODS_PER_S) % 1;
    node.setAttribute("transform", `translate(${more.map((k) => (k * this.phase).toFixed(1)).join(" ")})`);
  }
}

/** A heart: it draws together quickly and fills slowly. */
class Heart {
  /** @param {Follower} follower */
  constructor(follower) {
    this.follower = follower;
    this.phase = 0;
  }

  /** @param {number} dt */
  advance(dt) {
    const { node, more: [most, x, y], value } = this.follower;
    if (!value) return;
    this.phase = (this.phase + (dt * Number(value) * most) / 60) % 1;
    const drawn = this.phase < 0.25 ? Math.sin(2 * Math.PI * this.phase) : Math.cos(((this.phase - 0.25) * Math.PI) / 1.5);
    const size = (1 - SQUEEZE * drawn).toFixed(3);
    node.setAttribute("transform", `translate(${x} ${y}) scale(${size}) translate(${-x} ${-y})`);
  }
}

/**
 * What the pictures of a page share, each in a module of its own.
 * @returns {{players: Set<Player>, playing: Player | null, quiet: boolean}}
 */
const onPage = () => (/** @type {any} */ (globalThis).__kitPictures ??= { players: new Set(), playing: null, quiet: false });

const ICONS = { Play: "M3,2 L14,8 L3,14 Z", Pause: "M3,2 h4 v12 h-4 Z M9,2 h4 v12 h-4 Z", Step: "M2,2 L10,8 L2,14 Z M11,2 h3 v12 h-3 Z" };

/**
 * @param {Element} button
 * @param {keyof typeof ICONS} name
 */
function labelButton(button, name) {
  const sign = draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, draw("path", { d: ICONS[name] }));
  button.replaceChildren(sign, name);
}

class Player {
  /** @type {boolean | undefined} */
  wanted; // by hand; else a picture plays by itself
  /** @type {number | undefined} */
  last;
  inSight = false;
  gone = false;
  asked = 0;
  named = "";

  /** @param {{svg: Element, followers: Follower[]}} picture */
  constructor({ svg, followers }) {
    this.svg = svg;
    /** @type {Mover[]} */
    this.movers = followers.filter(({ rule }) => MOVING.includes(rule)).map((follower, place) => {
      const chance = chanceFrom(place + 1);
      if (follower.rule === "flow") return new Flow(follower);
      if (follower.rule === "beat") return new Heart(follower);
      return follower.more.length ? new Wanderers(follower, chance) : new Seats(follower, chance);
    });
    this.still = matchMedia("(prefers-reduced-motion: reduce)");
    this.go = make("button", { type: "button", onclick: () => this.toggle() });
    const step = make("button", { type: "button", onclick: () => this.step() });
    labelButton(step, "Step");
    this.bar = make("div", { class: "kit-play", role: "group", "aria-label": "Motion of the picture" }, this.go, step);
    this.update = () => this.decide();
    this.tick = (/** @type {number} */ now) => this.frame(now);
    this.eye = new IntersectionObserver((entries) => {
      this.inSight = Boolean(entries.at(-1)?.isIntersecting);
      this.decide();
    }, { threshold: 0.25 });
    this.watch();
    this.showButton();
  }

  watch() {
    onPage().players.add(this);
    this.eye.observe(this.svg);
    document.addEventListener("visibilitychange", this.update);
    this.still.addEventListener("change", this.update);
  }

  destroy() {
    this.gone = true;
    this.halt();
    this.eye.disconnect();
    onPage().players.delete(this);
    document.removeEventListener("visibilitychange", this.update);
    this.still.removeEventListener("change", this.update);
  }

  /** A picture plays by itself until somebody on this page has stopped one. */
  may() {
    const wanted = this.wanted ?? !onPage().quiet;
    return wanted && this.inSight && !this.gone && !document.hidden && !this.still.matches;
  }

  decide() {
    const page = onPage();
    if (this.may() && !page.playing) {
      page.playing = this;
      this.last = undefined;
      this.asked = requestAnimationFrame(this.tick);
    } else if (!this.may() && page.playing === this) {
      this.halt();
      for (const other of page.players) other.decide();
    }
    this.showButton();
  }

  halt() {
    cancelAnimationFrame(this.asked);
    if (onPage().playing === this) onPage().playing = null;
    this.showButton();
  }

  /** @param {number} now milliseconds */
  frame(now) {
    const dt = Math.min((now - (this.last ?? now)) / 1000, LONGEST_S);
    this.last = now;
    this.advance(dt);
    this.asked = requestAnimationFrame(this.tick);
  }

  /** @param {number} dt */
  advance(dt) {
    for (const mover of this.movers) mover.advance(dt);
  }

  toggle() {
    const page = onPage();
    if (page.playing === this) return this.rest();
    const other = page.playing;
    other?.halt();
    if (other) other.wanted = undefined;
    [page.quiet, this.wanted] = [false, true];
    return this.decide();
  }

  /** Somebody stopped it: nothing on this page starts by itself any more. */
  rest() {
    this.wanted = false;
    onPage().quiet = true;
    this.decide();
  }

  step() {
    this.rest();
    for (let done = 0; done < STEP_S; done += LONGEST_S) this.advance(LONGEST_S);
  }

  showButton() {
    const name = onPage().playing === this ? "Pause" : "Play";
    this.go.hidden = this.still.matches;
    if (this.named === name) return;
    this.named = name;
    labelButton(this.go, name);
  }
}
