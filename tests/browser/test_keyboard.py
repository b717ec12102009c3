"""Lesson 3 from its first line to its last by keyboard alone, with the Tab key from stop to stop.

On the way every question is answered, every prediction opens its lab, every slider is moved in fine
and coarse steps, and every table is opened.
"""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DONE, FAULT
from tests.scripts import Script

JS = Script(__file__)

pytestmark = pytest.mark.browser

MOST = 900  # stops; a page that goes round never ends


def by_palette(page, command):
    """Give a command of JupyterLab by its name."""
    page.keyboard.press("Control+Shift+c")
    page.locator(".lm-CommandPalette-input").wait_for()
    page.keyboard.type(command)
    page.locator(".lm-CommandPalette-item.lm-mod-active").wait_for()
    page.keyboard.press("Enter")


def move(page):
    """Take the slider under the focus through its keys; how far a fine and a coarse step led."""
    led = {}
    places = page.evaluate(JS.here, "places")
    most = len(places) - 1
    for key in ("Home", "ArrowRight", "ArrowLeft", "PageUp", "PageDown", "End"):
        page.keyboard.press(key)
        led[key] = places.index(int(page.evaluate(JS.here, "value")))
    assert (led["Home"], led["ArrowRight"], led["ArrowLeft"], led["End"]) == (0, 1, 0, most)
    assert led["PageUp"] == min(10, most) and led["PageDown"] == 0  # ten places
    assert "aria-valuetext" in page.evaluate(JS.here, "")


def answer(page, stop):
    """Do with this stop of a question what a learner does."""
    if stop["what"] == "radio" and not stop["chosen"]:
        page.keyboard.press("Space")
    elif stop["what"] == "number":
        page.keyboard.type("50")
    elif stop["what"] == "textarea":
        page.keyboard.type("So it seems to me.")
    elif "kit-commit" in stop["css"]:
        page.keyboard.press("Enter")
        page.wait_for_function(JS.judged, timeout=30_000)
        page.wait_for_function(JS.drawn, timeout=60_000)  # the lab that it covered


def go_to_the_top(page):
    """After the last cell the Tab key goes through JupyterLab's own parts and then to the first."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if 0 <= page.evaluate(JS.cell) < 4:
            page.keyboard.press("Shift+Tab")
            return
    raise AssertionError("60 stops, and the lesson does not begin")


def walk(page):
    """Press Tab from the first stop of the lesson to the last; every stop on the way."""
    stops = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(JS.stop)
        if not stop["inside"]:
            if stops:
                return stops
            continue
        if stop["theirs"]:
            continue
        stops.append(stop)
        if stop["part"] == "kit-question":
            answer(page, stop)
        elif stop["what"] == "range":
            move(page)
        elif stop["unit"]:
            page.keyboard.press("Enter")  # the numbers
    raise AssertionError(f"{MOST} stops, and no end: {stops[-5:]}")


def test_a_whole_lesson_by_keyboard(visit):
    page = visit.open("03-dose.ipynb")
    by_palette(page, "Run All Cells")
    page.wait_for_timeout(500)
    page.wait_for_function(DONE, timeout=120_000)
    assert not page.locator(FAULT).count()
    page.locator(".kit-question").last.wait_for()
    page.wait_for_timeout(1500)  # JupyterLab moves the focus once more after the last cell
    go_to_the_top(page)
    stops = walk(page)
    for stop in stops:
        assert not stop["again"], f"the focus came back to {stop}"
        assert not stop["back"], f"the focus jumped back to {stop}"
        assert not stop["unseen"], f"nothing shows that this has the focus: {stop['unseen']}"
        assert stop["says"] and not stop["hidden"], stop
    said, labs = page.evaluate(JS.answers), page.locator(".kit-lab").count()
    assert len(said) > 8 and all(said), said
    assert labs > 2
    expect(page.locator(".kit-numbers:not([hidden]) tbody tr:first-child")).to_have_count(labs)
    sliders = sum(stop["what"] == "range" for stop in stops)
    assert sliders == page.locator(".kit-lab input[type=range]:visible").count() > 2
    assert sum(stop["css"] == "kit-scroll" for stop in stops) == labs  # each table can be scrolled
    assert visit.errors == []
