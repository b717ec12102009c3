"""The picture beside the chart: the page shows in every state what Python says it shows."""

import numpy as np
import pytest

from kit.chart.rules import how_many
from kit.labs.pictures import synapse, synapse_parts
from tests.browser.page import lab_of, wait_for_sweep
from tests.labs.test_picture import lab as picture_lab
from tests.scripts import Script

JS = Script(__file__)

MAKE = "from tests.browser.test_picture import made\nmade()"


def told(share):
    """What the lab tells its picture where this share is blocked."""
    parts = {"released": 1 - share, "cleft": share, "blocked": share, "bound": share**2}
    parts |= {"returned": share, "brake": share / 2, "stored": 0.75}
    return parts | {"outside": f"{100 * share:.0f}"}


def made():
    """A lab whose picture follows its slider in every part, for the page and for this Python."""
    return picture_lab(parts=lambda k: synapse_parts(**told(k / 100)))


@pytest.fixture(scope="module")
def page(shared):
    """The lab on a page that all tests share, for somebody who asked for less motion."""
    shared.page.emulate_media(reduced_motion="reduce")
    yield shared.open_new(MAKE)
    shared.page.emulate_media(reduced_motion="no-preference")
    assert shared.errors == [] and shared.outside == []


@pytest.fixture
def lab():
    return made()


@pytest.mark.browser
def test_the_page_shows_what_python_tells_along_a_whole_sweep(page, lab):
    view = lab_of(page, lab)
    wait_for_sweep(page, view, "k")
    positions = lab._controls["k"].positions()
    for place in range(0, len(positions), 7):
        parts = told(positions[place] / 100)
        seen = page.evaluate(JS.step, [view.element_handle(), place])
        assert {rule for rule, *_ in seen} == {"count", "left", "drift", "say"}
        for rule, part, children, shown in seen:  # each rule by itself: tests/labs/picture_rules
            if rule == "say":
                assert shown == parts.get(part, shown)
            elif part in parts:
                few = how_many(parts[part], children)
                assert shown == (children - few if rule == "left" else few), (rule, part, place)
    assert view.locator("desc").inner_html() == synapse().alt  # the words are said elsewhere


def watched(page, view):
    """What was seen in sixty frames: the counts of things that wander, frames with a movement."""
    view.evaluate(JS.watch)
    return page.wait_for_function(JS.watched, timeout=30_000).json_value()


@pytest.mark.browser
def test_a_picture_plays_in_sight_and_chance_never_changes_how_many_there_are(page, lab):
    page.emulate_media(reduced_motion="no-preference")
    view = lab_of(page, lab)
    positions = lab._controls["k"].positions()
    place = int(np.argmin(abs(positions - 50)))
    page.evaluate(JS.step, [view.element_handle(), place])
    share = positions[place] / 100
    counts = f"{how_many(share**2, 8)},{how_many(share, 60)},0"
    view.locator(".kit-picture").scroll_into_view_if_needed()
    pause = view.get_by_role("button", name="Pause")
    pause.wait_for()  # it began by itself
    seen = watched(page, view)
    assert seen["counts"] == [counts] and seen["moved"] > 30
    pause.press("Enter")
    assert watched(page, view)["moved"] == 0
    view.get_by_role("button", name="Step").press("Enter")
    seen = watched(page, view)
    assert seen["counts"] == [counts] and seen["moved"] == 0
    view.get_by_role("button", name="Play").press("Enter")
    assert watched(page, view)["moved"] > 30
    page.emulate_media(reduced_motion="reduce")
    view.get_by_role("button", name="Pause").wait_for(state="hidden")
    assert watched(page, view)["moved"] == 0
    assert not view.get_by_role("button", name="Play").is_visible()


@pytest.mark.browser
def test_the_picture_stands_beside_or_above_and_never_changes_its_size(page, lab):
    view = lab_of(page, lab)
    wide = view.evaluate(JS.box)
    assert wide["picture"]["right"] <= wide["chart"]["left"]
    for place in (0, 50, 100):
        page.evaluate(JS.step, [view.element_handle(), place])
        assert view.evaluate(JS.box)["picture"] == wide["picture"]
    page.get_by_role("button", name="Larger text").click()
    page.get_by_role("button", name="Larger text").click()
    page.emulate_media(forced_colors="active", color_scheme="dark")
    assert view.evaluate(JS.box)["ground"] == "rgb(255, 252, 246)"
    view.locator("input[name=k]").focus()
    for key in ("Tab", "Shift+Tab"):  # a focus that comes by keyboard is shown
        page.keyboard.press(key)
    style = "(s) => [getComputedStyle(s).outlineStyle, getComputedStyle(s).outlineWidth]"
    assert view.locator("input[name=k]").evaluate(style) == ["solid", "3px"]
    page.emulate_media(forced_colors="none")
    for width in (350, 390, 540):  # of the lab itself
        view.evaluate(f"(lab) => {{ lab.style.width = '{width}px'; }}")
        page.wait_for_timeout(200)
        seen = view.evaluate(JS.box)
        assert seen["picture"]["bottom"] <= seen["chart"]["top"], width
        assert seen["text"] >= 12, width
        inside = view.bounding_box()
        right = inside["x"] + inside["width"]
        assert seen["picture"]["width"] <= width and seen["slider"]["width"] > 50
        assert max(seen[part]["right"] for part in ("picture", "chart", "unit")) <= right, width
