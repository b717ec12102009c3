"""A link opens a lab in a state, on a lesson's page or from elsewhere, and writes no answer."""

import re
from urllib.parse import parse_qsl

import nbformat
import pytest

from tests.hostile import STRINGS
from tests.scripts import Script
from tests.site.conftest import BUILT, ROOT
from tools.site.run import LINK

JS = Script(__file__)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LESSON, START = "03-dose", "00-start"
SAID = "(words) => document.querySelector('.kit-address')?.textContent.includes(words)"
HOSTILE = ("image", "script", "broken out", "address", "NUL", "half a character", "long")


def links(stem):
    """What the links of a lesson's prose ask for."""
    notebook = nbformat.read(ROOT / "notebooks" / f"{stem}.ipynb", as_version=4)
    return [found for cell in notebook.cells for found in LINK.findall(cell.source)]


def kept(page):
    """The kinds of what this browser has kept."""
    text = page.evaluate("JSON.stringify({...localStorage})").replace("\\\\", "")
    return set(re.findall(r'"kind\\?":\\?"(\w+)', text))


@pytest.mark.parametrize("stem", [stem for stem in BUILT if links(stem)])
def test_every_link_of_a_lesson_sets_its_lab_and_is_no_answer(visit, stem):
    page = visit(stem)
    page.emulate_media(reduced_motion="reduce")
    for asked in links(stem):
        _, *values = parse_qsl(asked)
        for _ in range(2):  # the same link twice
            link = page.locator(f'a[href="#{asked}"]').first
            link.evaluate("(a) => { a.closest('details')?.setAttribute('open', ''); a.click(); }")
            page.wait_for_function(JS.isSet, arg=dict(values), timeout=15_000)
            page.locator(".kit-lab [data-tool=reset]").first.click()
    assert "skip" not in kept(page) and "answer" not in kept(page)


def test_what_an_address_cannot_open_is_said(visit):
    page = visit(LESSON)
    name = next(name for (_, name), *_ in map(parse_qsl, links(LESSON)))
    view = page.locator(".kit-lab").first
    for fragment, words in {
        f"lab={name}&colour=red": "It has:",
        f"lab={name}&constructor=1": "It has:",
    }.items():
        page.evaluate(JS.go, fragment)
        view.locator(".kit-problem").get_by_text(words).wait_for(timeout=15_000)
    for text in map(STRINGS.get, HOSTILE):
        page.evaluate(JS.go, [["lab", text]])
        page.wait_for_function(SAID, arg="There is no lab of this name")
        assert page.evaluate("window.pwned") is None
        shown = page.locator(".kit-address")
        assert shown.locator("*").count() == 0 and len(shown.text_content()) < 300
