"""What a prediction opens is out of sight on the site until the guess, for every prediction."""

import json
import re
from pathlib import Path

import pytest

from tests.site.conftest import OPEN_ALL, READY, read_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("[0-9]*.ipynb"))
# The first words of each text that a prediction opens, as they would be read on the page.
TEXTS = """() => [...document.querySelectorAll('.live:has(.kit-skip) + .prose details.after')].map(
    (text) => text.lastElementChild.textContent.trim().slice(0, 60))"""


def predictions(path):
    """How many predictions of a notebook have a text that they open."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return sum(
        "lesson.predict(" in "".join(cell["source"]) and "<details" in "".join(after["source"])
        for cell, after in zip(cells, cells[1:], strict=False)
    )


def read(page):
    """What a reader, or a search of the page, finds."""
    return re.sub(r"\s+", " ", page.evaluate("document.body.innerText"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_guess_opens_its_own_text_and_a_reload_keeps_it(lessons, reader, path):
    page = read_page(reader(), (lessons / f"{path.stem}.html").as_uri())
    texts = [re.sub(r"\s+", " ", text) for text in page.evaluate(TEXTS)]
    assert len(texts) == predictions(path)
    if not texts:
        return
    assert not any(text in read(page) for text in texts)
    assert page.locator(".kit-covered").count() == 0  # what was saved of a lab stands in noscript
    page.locator(".kit-skip").nth(len(texts) // 2).press("Enter")
    page.wait_for_selector("details.after[open]")
    assert [text in read(page) for text in texts].count(True) == 1
    page.evaluate(OPEN_ALL)
    shut = ".live:has(.kit-skip) + .prose details.after[hidden]"
    page.wait_for_function(f"!document.querySelector('{shut}')")
    assert all(text in read(page) for text in texts)
    page.reload()
    page.wait_for_selector(READY)
    assert all(text in read(page) for text in texts)
    assert not page.locator(".live:has(.kit-skip) + .prose .shut").count()


def test_without_script_a_reader_may_open_it(lessons, reader):
    page = reader(java_script_enabled=False).new_page()
    page.goto((lessons / f"{NOTEBOOKS[2].stem}.html").as_uri())
    for shut in page.locator("details.after, details.kit-covered").all()[:4]:
        assert not shut.locator(":scope > :last-child").is_visible()
        shut.locator(":scope > summary").click()
        assert shut.locator(":scope > :last-child").is_visible()
    assert not page.locator(".shut").first.is_visible()
