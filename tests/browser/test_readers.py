"""What every lab promises its readers: calm words, named stops, fingers, a phone.

All tests share one page; each puts the page back as it found it.
"""

import re

import pytest

from kit import labs
from tests.browser.page import STATE, agrees, lab_of, wait_for_sweep
from tests.scripts import Script

JS = Script(__file__)

pytestmark = pytest.mark.browser

CELLS = ["labs.dose_occupancy()", "labs.fingerprint()", "labs.side_effects()"]


@pytest.fixture(scope="module")
def page(shared):
    """One notebook with labs of several kinds."""
    return shared.open_new("from kit import labs", *CELLS)


def sentences(text):
    return re.split(r"(?<=[.!?]) ", text.replace("\u00a0", " ").replace("–", " to "))


def by_title(page, title):
    """The live view of a lab."""
    view = page.locator(f'.kit-lab[aria-label="{title}"]')
    view.scroll_into_view_if_needed()
    view.locator('.kit-plot[data-live="true"]').wait_for(timeout=60_000)
    return view


def test_words_are_announced_once_the_hand_rests_and_never_break_in(page):
    lab = labs.dose_occupancy()
    view = by_title(page, lab.title)
    wait_for_sweep(page, view, "dose")
    view.evaluate(JS.listen)
    before = sentences(view.locator(".kit-words").text_content())
    drawn, aloud = view.locator("input[name=dose]").evaluate(JS.slide)
    assert drawn >= 5 and aloud == 0  # many pictures, not a word aloud
    page.wait_for_function("() => kitHeard.live.length", timeout=10_000)
    page.wait_for_timeout(600)
    heard = page.evaluate("() => kitHeard")
    now = sentences(view.locator(".kit-words").text_content())
    (said,) = heard["live"]
    for word, sign in (("percent", "%"), ("milligrams", "mg")):
        said = said.replace(word, sign)
    assert sentences(said) == [each for each in now if each not in before]
    assert heard["rude"] == []
    assert "" in heard["atFirst"]  # a lab that nobody has touched says nothing
    live = view.locator(".kit-live")
    assert (live.get_attribute("aria-live"), live.get_attribute("role")) == ("polite", "status")
    view.get_by_role("button", name="Reset").press("Enter")


def test_a_named_stop_is_reached_and_a_long_list_folds(page):
    lab = labs.fingerprint()
    view = lab_of(page, lab)
    name, value = list(lab._controls["level"].stops.items())[-1]
    view.get_by_role("button", name=name, exact=True).press("Enter")
    agrees(page, view, lab, level=value)
    assert view.locator("input[name=level]").get_attribute("aria-valuetext").endswith("nanomolar")
    assert view.locator("input[type=radio]").count() == 0
    drugs = view.locator("select").first
    drugs.select_option("duloxetine")
    agrees(page, view, lab, drug="duloxetine")
    drugs.press("ArrowDown")  # the key is the list's, not JupyterLab's
    after = drugs.evaluate("(list) => list.value")
    assert after != "duloxetine"
    agrees(page, view, lab, drug=after)


def test_a_finger_moves_a_slider_and_not_the_page(page):
    page.keyboard.press("Escape")
    page.keyboard.press("Control+b")  # the file browser leaves no room on a phone
    page.set_viewport_size({"width": 360, "height": 740})
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    lab = labs.dose_occupancy()
    view = lab_of(page, lab)
    wait_for_sweep(page, view, "dose")
    parts = (".kit-words", ".kit-controls", ".kit-plot")
    tops = [view.locator(css).bounding_box()["y"] for css in parts]
    assert tops == sorted(tops)
    slider = view.locator("input[name=dose]")
    slider.scroll_into_view_if_needed()
    at = slider.bounding_box()
    assert at["height"] >= 44
    y = at["y"] + at["height"] / 2

    def touch(kind, *share):
        points = [{"x": at["x"] + at["width"] * s, "y": y} for s in share]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 0.1)
    for step in range(1, 13):
        touch("touchMove", 0.1 + step / 20)
    touch("touchEnd")
    now = view.evaluate(STATE)["boxes"]
    assert now["dose"] > 40
    agrees(page, view, lab, **now)
    assert slider.bounding_box()["y"] == at["y"]  # it did not scroll
    for each, name in ((labs.fingerprint(), "level"), (lab, "dose")):
        view = by_title(page, each.title)
        wait_for_sweep(page, view, name)
        seen = view.locator(f"input[name={name}]").evaluate(JS.heights)
        assert len(seen) == 1 and seen[0].endswith("fits"), seen
    for each in (labs.fingerprint(), labs.side_effects()):
        assert lab_of(page, each).evaluate(JS.leaves) == []
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    page.set_viewport_size({"width": 1400, "height": 1000})
