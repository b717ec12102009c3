"""A page of the site on paper: numbers and limits stand there, answers to open questions do not."""

import re
import zlib
from base64 import b64decode

import pytest
from selenium.webdriver.support.wait import WebDriverWait

from tests.site.test_engines import opened, pieces

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LESSON = "03-dose"
ALIVE = "[...document.querySelectorAll('.kit-plot')].every((plot) => plot.dataset.rest === 'true')"
PRESS = "(one) => one.click()"
SKIP = "document.querySelector('.kit-skip').click()"
# What of these a reader of the page sees.
SEEN = """(css) => [...document.querySelectorAll(css)].map((part) => part.checkVisibility())"""
INK = {".kit-title": (1, 2, 3), ".kit-titles text": (4, 5, 6)}  # no other ink has these colours


def test_paper_shows_numbers_and_limits_of_an_open_lab_and_no_answer_of_a_closed_one(visit):
    page = visit(LESSON)
    page.evaluate(f"[...document.querySelectorAll('.kit-skip')].slice(0, -1).forEach({PRESS})")
    page.wait_for_function(f"document.querySelector('.kit-sources') && {ALIVE}")
    parts = ".kit-numbers td", ".kit-limits dd", ".kit-sources li"
    assert not any(any(page.evaluate(SEEN, part)) for part in parts)
    page.pdf()  # who prints also says so to the page
    page.emulate_media(media="print")
    for part in parts:
        seen = page.evaluate(SEEN, part)
        assert seen and all(seen), part
    assert any(page.evaluate(SEEN, "details.after > p"))
    shut = page.evaluate(SEEN, "details.after[hidden] *")
    assert shut and not any(shut)
    page.emulate_media(media="screen")
    assert not any(any(page.evaluate(SEEN, part)) for part in parts)


def test_firefox_prints_numbers_and_limits(firefox, site):
    opened(firefox, site[0] / f"{LESSON}.html")
    firefox.execute_script(SKIP)
    lab = f"return document.querySelector('.kit-lab') && {ALIVE}"
    WebDriverWait(firefox, 60).until(lambda page: page.execute_script(lab))
    whole = pieces(b64decode(firefox.print_page()))
    for part, least in ((".kit-numbers td", 8), (".kit-limits dd", 3)):
        hide = f"""const style = document.head.appendChild(document.createElement('style'));
            style.textContent = '{part} {{ visibility: hidden }}'"""
        firefox.execute_script(hide)
        rest = pieces(b64decode(firefox.print_page()))
        assert whole - rest >= least, part
        whole = rest


def sheets(pdf):
    """What is drawn on each sheet of a PDF."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found.append(zlib.decompress(stream))
        except zlib.error:  # a font or an image
            continue
    return found


def has(sheet, colour):
    """Whether something on a sheet has this ink."""
    numbers = rb" ".join(rb"0?" + f"{part / 255:.4f}"[1:-1].encode() + rb"\d*" for part in colour)
    return bool(re.search(numbers + rb" (rg|sc)", sheet))


@pytest.mark.parametrize("engine", ["chromium", "firefox"])
def test_title_and_chart_of_a_lab_are_on_one_sheet(request, site, engine):
    inks = "".join(f"{css} {{ color: rgb{ink}; fill: rgb{ink} }}" for css, ink in INK.items())
    begin = f"""document.querySelectorAll('.kit-skip').forEach({PRESS});
        document.head.appendChild(document.createElement('style')).textContent = '{inks}'"""
    if engine == "firefox":
        page = request.getfixturevalue("firefox")
        opened(page, site[0] / f"{LESSON}.html")
        page.execute_script(begin)
        WebDriverWait(page, 60).until(lambda page: page.execute_script(f"return {ALIVE}"))
        pdf = b64decode(page.print_page())
    else:
        page = request.getfixturevalue("visit")(LESSON)
        page.evaluate(begin)
        page.wait_for_function(ALIVE)
        pdf = page.pdf()
    drawn = [[has(sheet, ink) for ink in INK.values()] for sheet in sheets(pdf)]
    assert sum(title for title, _ in drawn) >= 3
    assert all(title == chart for title, chart in drawn), drawn
