// What test_readers.py asks of a page.

export const leaves = (lab) => {
  const edge = lab.getBoundingClientRect().right;
  return [...lab.querySelectorAll(".kit-plot, .kit-row, .kit-row *, .kit-words, fieldset")]
    .filter((part) => part.getBoundingClientRect().right > edge)
    .map((part) => part.className || part.tagName);
};

export const heights = (slider) => {
  const lab = slider.closest(".kit-lab");
  const heights = new Set();
  for (const at of slider.places) {
    slider.value = at;
    slider.dispatchEvent(new Event("input"));
    heights.add(`${lab.offsetHeight} ${lab.querySelector(".kit-words").scrollHeight
      - lab.querySelector(".kit-say").offsetHeight > 1 ? "too long" : "fits"}`);
  }
  return [...heights];
};

// a hand that does not rest, however slow the machine is
export const slide = async (slider) => {
  for (let k = 1; k <= 40; k += 1) {
    slider.value = slider.places[Math.floor(0.8 * k / 40 * (slider.places.length - 1))];
    slider.dispatchEvent(new Event("input", {bubbles: true}));
    await new Promise(requestAnimationFrame);
  }
  return [window.kitHeard.words, window.kitHeard.live.length];
};

// what the live regions of a lab say, and when; nothing but a refusal may interrupt
export const listen = (lab) => {
  const heard = window.kitHeard = {live: [], words: 0, rude: []};
  const live = lab.querySelector(".kit-live");
  const hear = () => live.textContent && heard.live.push(live.textContent);
  new MutationObserver(hear).observe(live, {childList: true});
  new MutationObserver(() => { heard.words += 1; }).observe(
    lab.querySelector(".kit-words"), {characterData: true, subtree: true});
  heard.rude = [...document.querySelectorAll("[aria-live=assertive], [role=alert]")].filter(
    (node) => !node.matches(".kit-problem") && node.closest(".kit-lab, .kit-question"))
    .map((node) => node.outerHTML);
  heard.atFirst = [...document.querySelectorAll(".kit-live")].map((node) => node.textContent);
};
