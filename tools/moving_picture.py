"""Film a lab of the static site for the README: `python tools/moving_picture.py`.

Frames come from the real page in Chromium, moved by its own slider. The first one is the still
picture for readers who asked their system for less motion.
"""

import io
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
import chromium  # noqa: E402

from tools.site.build import build  # noqa: E402

FOLDER = ROOT / "docs" / "pictures"
CELLS = "from kit import labs", "labs.level_and_block()"
STATES = [0, 0, 10, 20, 30, 40, 50, 50, 50, 60, 70, 75, 80, 85, 90, 95, 95, 95, 95]  # % blocked
PAUSE = 260  # milliseconds for each state
WIDTH, COLOURS = 760, 64
# What stands around the chart and moves with nothing is left out of the film.
MOVE = """(slider, share) => {
    slider.value = Math.round(Number(slider.max) * share / 95);
    for (const name of ["input", "change"]) slider.dispatchEvent(new Event(name, {bubbles: true}));
}"""
CALM = """.kit-lab .kit-tools { display: none !important }
* { transition: none !important }"""


def page_of(folder):
    """The site's page with the one lab."""
    notebook = nbformat.v4.new_notebook()
    notebook.metadata["kernelspec"] = {"name": "python3", "display_name": "Python 3"}
    notebook.cells = [nbformat.v4.new_markdown_cell("# Film")]
    notebook.cells += [nbformat.v4.new_code_cell(source) for source in CELLS]
    path = folder / "film.ipynb"
    nbformat.write(notebook, path)
    build([path], folder / "site")
    return folder / "site" / "film.html"


def frames(path):
    """A picture of the lab for each state."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.launch_options())
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        page.goto(path.as_uri())
        page.wait_for_selector("html[data-ready]")
        page.add_style_tag(content=CALM)
        lab = page.locator(".kit-lab").first
        slider = lab.locator("input[type=range]").first
        lab.locator('.kit-plot[data-live="true"]').wait_for()
        taken = []
        for state in STATES:
            slider.evaluate(MOVE, state)
            page.wait_for_timeout(300)
            taken.append(Image.open(io.BytesIO(lab.screenshot())).convert("RGB"))
        browser.close()
    return taken


def save(taken):
    """The film and the still."""
    FOLDER.mkdir(exist_ok=True)
    height = round(taken[0].height * WIDTH / taken[0].width)
    small = [image.resize((WIDTH, height), Image.LANCZOS) for image in taken]
    palette = small[-1].quantize(COLOURS, dither=Image.Dither.NONE)
    drawn = [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in small]
    film, still = FOLDER / "block.gif", FOLDER / "block.png"
    drawn[0].save(
        film, save_all=True, append_images=drawn[1:], duration=PAUSE, loop=0, optimize=True
    )
    drawn[STATES.index(80)].save(still, optimize=True)
    for path in (film, still):
        print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    with TemporaryDirectory() as scratch:
        save(frames(page_of(Path(scratch))))
