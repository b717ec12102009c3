"""Lesson 3 from its first line to its last by keyboard alone, with the Tab key from stop to stop.

On the way every question is answered, every prediction opens its lab, every slider is moved in fine
and coarse steps, and every table is opened.
"""

import pytest

from tests.browser.conftest import DONE, FAULT

pytestmark = pytest.mark.browser

MOST = 900  # stops; a page that goes round never ends
# Where the Tab key has led: what it is, whether it can be told from the others, whether it is new.
STOP = """() => {
    const look = (node) => {
        const s = getComputedStyle(node);
        return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.borderColor].join();
    };
    const at = document.activeElement;
    const last = window.kitStop;
    // JupyterLab's own buttons: the fold of a heading, the bar of the chosen cell
    const theirs = Boolean(at.closest('.jp-cell-toolbar, .jp-collapseHeadingButton'));
    window.kitSeen ??= new Set();
    const found = {
        theirs,
        inside: Boolean(at.closest('.jp-Notebook')),
        cell: [...document.querySelectorAll('.jp-Cell')].indexOf(at.closest('.jp-Cell')),
        what: at.getAttribute('role') === 'spinbutton' ? 'number' : at.type ?? at.localName,
        css: at.className.toString(),
        part: at.closest('.kit-lab, .kit-question, .kit-passport')?.className.split(' ')[0] ?? '',
        unit: at.matches('[data-tool=numbers]') ? 'numbers' : '',
        says: (at.getAttribute('aria-label') ?? at.closest('label')?.textContent
            ?? at.labels?.[0]?.textContent ?? at.textContent).trim().slice(0, 60),
        chosen: Boolean(at.name && document.querySelector(`input[name="${at.name}"]:checked`)),
        again: window.kitSeen.has(at),
        back: Boolean(last && at.compareDocumentPosition(last.node) & 4), // it follows
        unseen: last && last.node.isConnected && last.style === look(last.node)
            && !last.theirs
            ? last.node.outerHTML.slice(0, 200) : '',
        hidden: !at.getClientRects().length,
    };
    window.kitSeen.add(at);
    window.kitStop = {node: at, style: look(at), theirs};
    return found;
}"""
CELL = """() => [...document.querySelectorAll('.jp-Cell')].indexOf(
    document.activeElement.closest('.jp-Cell'))"""
HERE = "(key) => { const at = document.activeElement; return key ? at[key] : at.outerHTML; }"
JUDGED = """() => {
    const at = document.activeElement.closest('.kit-question');
    const skip = at.querySelector('.kit-skip');
    return at.querySelector('.kit-feedback').dataset.right && (!skip || skip.hidden);
}"""
DRAWN = """() => [...document.querySelectorAll('.kit-plot')].every((plot) => plot.dataset.live)"""
ANSWERS = """() => [...document.querySelectorAll('.kit-question')].map(
    (question) => question.querySelector('.kit-feedback').dataset.right)"""


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
    places = page.evaluate(HERE, "places")
    most = len(places) - 1
    for key in ("Home", "ArrowRight", "ArrowLeft", "PageUp", "PageDown", "End"):
        page.keyboard.press(key)
        led[key] = places.index(int(page.evaluate(HERE, "value")))
    assert (led["Home"], led["ArrowRight"], led["ArrowLeft"], led["End"]) == (0, 1, 0, most)
    assert led["PageUp"] == min(10, most) and led["PageDown"] == 0  # ten places
    assert "aria-valuetext" in page.evaluate(HERE, "")


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
        page.wait_for_function(JUDGED, timeout=30_000)
        page.wait_for_function(DRAWN, timeout=60_000)  # the lab that it covered


def go_to_the_top(page):
    """After the last cell the Tab key goes through JupyterLab's own parts and then to the first."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if 0 <= page.evaluate(CELL) < 4:
            page.keyboard.press("Shift+Tab")
            return
    raise AssertionError("60 stops, and the lesson does not begin")


def walk(page):
    """Press Tab from the first stop of the lesson to the last; every stop on the way."""
    stops = []
    for _ in range(MOST):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
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
    said, labs = page.evaluate(ANSWERS), page.locator(".kit-lab").count()
    assert len(said) > 8 and all(said), said
    assert labs == page.locator(".kit-numbers:not([hidden]) tbody tr:first-child").count() > 2
    sliders = sum(stop["what"] == "range" for stop in stops)
    assert sliders == page.locator(".kit-lab input[type=range]:visible").count() > 2
    assert sum(stop["css"] == "kit-scroll" for stop in stops) == labs  # each table can be scrolled
    assert visit.errors == []
