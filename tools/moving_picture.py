"""Film a lab of the static site for the README: `make site`, then `python -m tools.moving_picture`.

Frames come from the real page in Chromium, moved by its own slider. The lesson asks how the curve
goes on, so the film stops half-way and covers it. The last frame is the still picture for readers
who asked their system for less motion.
"""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tools.cards import chromium

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
LESSON, QUESTION = "02-exit.html", "exit-share"
SHARE = "75"  # % of all clearing by the pump: no question asks about it
STATES = [0, 0, 0, 5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 50, 50, 50, 50, 50]  # % blocked
PAUSE = 260  # milliseconds for each state
WIDTH, COLOURS = 760, 64
MOVE = """(slider, share) => {
    slider.value = Math.round(Number(slider.max) * share / 95);
    for (const name of ["input", "change"]) slider.dispatchEvent(new Event(name, {bubbles: true}));
}"""
COVER = """(lab) => {
    const {right, top, width, height} = lab.querySelector(".nsewdrag").getBoundingClientRect();
    const sheet = document.body.appendChild(document.createElement("div"));
    sheet.textContent = "?";
    Object.assign(sheet.style, {position: "fixed", top: `${top}px`,
        left: `${right - 0.44 * width}px`, width: `${0.44 * width}px`, height: `${height}px`,
        display: "grid", placeItems: "center",
        font: "bold 3em serif", color: "#75675a", background: "#f3ead9"});
}"""
# What stands around the chart and moves with nothing is left out of the film.
CALM = ".kit-lab :is(.kit-tools, details) { display: none !important } * { transition: none }"


def frames():
    """A picture of the lab for each state."""
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        page.goto(f"{(ROOT / 'build' / 'site').as_uri()}/{LESSON}")
        page.wait_for_selector("html[data-ready]")
        page.add_style_tag(content=CALM)
        page.locator(f"[data-name={QUESTION}] .kit-skip").click()
        lab = page.locator(".kit-lab:has(input[name=share])")
        lab.locator('.kit-plot[data-live="true"]').wait_for()
        share = lab.get_by_role("spinbutton").last
        share.fill(SHARE)
        share.press("Enter")
        share.blur()
        lab.scroll_into_view_if_needed()
        lab.evaluate(COVER)
        for state in STATES:
            lab.locator("input[type=range][name=blocked]").evaluate(MOVE, state)
            page.wait_for_timeout(300)
            yield Image.open(io.BytesIO(lab.screenshot())).convert("RGB")
        browser.close()


def main():
    """Write the film and the still."""
    taken = list(frames())
    height = round(taken[0].height * WIDTH / taken[0].width)
    small = [image.resize((WIDTH, height), Image.LANCZOS) for image in taken]
    palette = small[-1].quantize(COLOURS, dither=Image.Dither.NONE)
    drawn = [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in small]
    how = {"save_all": True, "append_images": drawn[1:], "duration": PAUSE, "loop": 0}
    drawn[0].save(FOLDER / "block.gif", optimize=True, **how)
    drawn[-1].save(FOLDER / "block.png", optimize=True)


if __name__ == "__main__":
    main()
