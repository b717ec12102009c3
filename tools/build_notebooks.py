"""Run every notebook and save it so that it also reads well without a kernel.

    python tools/build_notebooks.py [notebook ...]

Saved: outputs in order from a fresh kernel, a PNG of each lab, no widget state, no live views (a
page without a kernel would show an error in their place). The PNGs are also kept for the labs
themselves, which show them again where a learner's own run is saved and opened without a kernel.
"""

import base64
import io
import os
import re
import sys
import tempfile
from pathlib import Path

import nbformat
import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

from kit.chart import saved
from tools import cards
from tools.build_links import METADATA, text_of
from tools.site.run import execute

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "kit" / "labs" / "saved"
WANTED = re.compile(saved.wanted('([^"]+)'))
VIEW = "application/vnd.jupyter.widget-view+json"
ACROSS = 800  # pixels of the page on which the lab stands
COLOURS = 28  # enough for a drawing, lines and letters; a third of the size
ALIKE = 12  # of 255: steps between colours that nobody sees in a picture of this size


def picture(page, card):
    """A lab as a small PNG, as the live lab saves it."""
    page.evaluate(
        "(card) => { document.querySelector('.kit-lab')?.parentElement.remove();"
        " cards.show(card); }",
        card,
    )
    page.wait_for_selector(".kit-plot[data-live]")
    url = page.evaluate("cards.image()")
    image = Image.open(io.BytesIO(base64.b64decode(url.split(",", 1)[1]))).convert("RGB")
    small = io.BytesIO()
    of_few_colours(image).save(small, "png", optimize=True)
    return small.getvalue()


def of_few_colours(image):
    """The image in few colours; some that quantize() picks differ by less than anybody sees."""
    found = image.quantize(COLOURS, method=Image.Quantize.FASTOCTREE)  # the median loses orange
    palette = np.reshape(found.getpalette(), (-1, 3))
    near = abs(palette[:, None] - palette).max(axis=2) <= ALIKE
    merged = Image.fromarray(near.argmax(axis=1).astype("uint8")[np.asarray(found)])
    merged.putpalette(palette.flatten().tolist())
    return merged


def finish(notebook, page):
    """Insert pictures, remove live views and volatile metadata; return the pictures by name."""
    notebook.metadata = METADATA
    drawn = {}
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
        if cell.cell_type == "code":
            cell.outputs = [o for o in cell.outputs if set(o.get("data", {"text": ""})) != {VIEW}]
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            card = data.pop(saved.CARD, None)
            if card:
                called = WANTED.search(data["text/html"])[1]
                drawn[called] = picture(page, card)
                data["text/html"] = data["text/html"].replace(
                    saved.wanted(called), saved.embedded(drawn[called])
                )
    return drawn


def main(paths):
    """Build the notebooks at `paths`, or all of them."""
    os.environ[saved.DRAWING] = "1"
    # The builder's own predictions stay out of the pictures.
    nobody = Path(tempfile.gettempdir(), f"nobody-{os.getpid()}.jsonl")
    drawn = {}
    with sync_playwright() as playwright:
        browser = cards.chromium(playwright)
        page = browser.new_page(viewport={"width": ACROSS, "height": 900})
        page.set_content(cards.page())
        for path in paths or sorted((ROOT / "notebooks").glob("*.ipynb")):
            notebook = nbformat.read(path, as_version=4)
            execute(notebook, Path(path).resolve().parent, nobody)
            drawn |= finish(notebook, page)
            text = text_of(notebook)
            Path(path).write_text(text, encoding="utf-8")
            print(f"{path}: {len(text.encode()) // 1000} kB")
        browser.close()
    keep(drawn, everything=not paths)


def keep(drawn, everything):
    """Write the pictures where labs look for them; delete those that no notebook uses."""
    PICTURES.mkdir(exist_ok=True)
    if everything:
        for old in PICTURES.glob("*.png"):
            old.unlink()
    for called, png in drawn.items():
        (PICTURES / f"{called}.png").write_bytes(png)


if __name__ == "__main__":
    main(sys.argv[1:])
