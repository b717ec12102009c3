"""Film a lab of the static site for the README: `make site`, then `python -m tools.moving_picture`.

Frames come from the real page in Chromium, moved by its own slider. The first one is the still
picture for readers who asked their system for less motion.
"""

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

from tools.cards import chromium

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "pictures"
LAB = "02-exit.html#lab=level_and_block"
STATES = [0, 0, 10, 20, 30, 40, 50, 50, 50, 60, 70, 75, 80, 85, 90, 95, 95, 95, 95]  # % blocked
PAUSE = 260  # milliseconds for each state
WIDTH, COLOURS = 760, 64
MOVE = """(slider, share) => {
    slider.value = Math.round(Number(slider.max) * share / 95);
    for (const name of ["input", "change"]) slider.dispatchEvent(new Event(name, {bubbles: true}));
}"""
# What stands around the chart and moves with nothing is left out of the film.
CALM = ".kit-lab .kit-tools { display: none !important } * { transition: none !important }"


def frames():
    """A picture of the lab for each state."""
    with sync_playwright() as playwright:
        browser = chromium(playwright)
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        page.goto(f"{(ROOT / 'build' / 'site').as_uri()}/{LAB}")
        page.wait_for_selector("html[data-ready]")
        page.add_style_tag(content=CALM)
        lab = page.locator(".kit-lab").first
        lab.locator('.kit-plot[data-live="true"]').wait_for()
        for state in STATES:
            lab.locator("input[type=range]").first.evaluate(MOVE, state)
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
    drawn[STATES.index(80)].save(FOLDER / "block.png", optimize=True)


if __name__ == "__main__":
    main()
