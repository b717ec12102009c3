"""What every lab promises its readers: calm words, even steps on a log ruler, fingers, a phone.

All tests share one page; each puts the page back as it found it.
"""

import re

import pytest

from kit import labs
from tests.browser.page import STATE, agrees, lab_of, wait_for_sweep

pytestmark = pytest.mark.browser

LOG = """
import numpy as np
from kit.chart import Axis, Data, Drawing, Lab, Line, Slider

def draw(conc):
    x = np.geomspace(0.01, 1000, 50)
    return Drawing({"line": Data(x, 100 * x / (x + conc))}, {"conc": conc})

Lab("On a log ruler", "model",
    [Slider("conc", "Concentration", 0.01, 1000, 1, "nM", scale="log",
            stops={"trace": 0.1, "flood": 250})],
    [Line("line", "bound")], Axis("x (nM)", 0.01, 1000, scale="log"), Axis("Bound (%)", 0, 100),
    draw, lambda now: f"Half is bound at {now.conc:g} nM. " + "And so on. " * int(now.conc / 25),
    {"Measured": "-", "Assumed": "-", "Left out": "-"})
"""
CELLS = ["labs.dose_occupancy()", "labs.cortex_and_striatum()", "labs.two_drugs()", LOG]
HEIGHTS = """(slider) => {
    const lab = slider.closest('.kit-lab');
    const heights = new Set();
    for (const at of slider.places) {
        slider.value = at;
        slider.dispatchEvent(new Event('input'));
        heights.add(`${lab.offsetHeight} ${lab.querySelector('.kit-words').scrollHeight
            - lab.querySelector('.kit-say').offsetHeight > 1 ? 'too long' : 'fits'}`);
    }
    return [...heights];
}"""
# what the live regions of a lab say, and when; nothing but a refusal may interrupt
LISTEN = """(lab) => {
    const heard = window.kitHeard = {live: [], words: 0, rude: []};
    const live = lab.querySelector('.kit-live');
    new MutationObserver(() => heard.live.push(live.textContent)).observe(live, {childList: true});
    new MutationObserver(() => { heard.words += 1; }).observe(
        lab.querySelector('.kit-words'), {characterData: true, subtree: true});
    heard.rude = [...document.querySelectorAll('[aria-live=assertive], [role=alert]')].filter(
        (node) => !node.matches('.kit-problem') && node.closest('.kit-lab, .kit-question'))
        .map((node) => node.outerHTML);
    heard.atFirst = [...document.querySelectorAll('.kit-live')].map((node) => node.textContent);
}"""


@pytest.fixture(scope="module")
def page(shared):
    """One notebook with labs of several kinds."""
    return shared.open_new("from kit import labs", *CELLS)


def sentences(text):
    """The sentences of a text."""
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
    view.evaluate(LISTEN)
    before = sentences(view.locator(".kit-words").text_content())
    slider = view.locator("input[name=dose]")
    slider.scroll_into_view_if_needed()
    at = slider.bounding_box()
    y = at["y"] + at["height"] / 2
    page.mouse.move(at["x"] + 8, y)
    page.mouse.down()
    for step in range(1, 41):
        page.mouse.move(at["x"] + at["width"] * (0.1 + 0.7 * step / 40), y)
    heard = page.evaluate("() => kitHeard")
    assert heard["words"] >= 5 and heard["live"] == []  # many pictures, not a word aloud
    page.mouse.up()
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


def test_a_log_slider_has_named_stops_and_even_steps(page):
    view = by_title(page, "On a log ruler")
    slider, box = view.locator("input[type=range]"), view.locator("input[role=spinbutton]")
    said = []
    for name, value in (("flood", 250), ("trace", 0.1)):
        view.get_by_role("button", name=name).press("Enter")
        there = (
            "([box, value]) => box.value === value"  # a stop is reached through the states between
        )
        page.wait_for_function(there, arg=[box.element_handle(), str(value)])
        assert slider.get_attribute("aria-valuetext") == f"{value} nanomolar"
    slider.press("Home")
    for _ in range(6):
        said.append(float(box.input_value()))
        slider.press("ArrowRight")
    ratios = [after / before for before, after in zip(said, said[1:], strict=False)]
    assert said[0] == 0.01 and max(ratios) < 1.2 * min(ratios)  # two digits each


def test_a_finger_moves_it_on_a_phone_and_the_page_stays_in_place(page):
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
    for title, name in (("On a log ruler", "conc"), (lab.title, "dose")):
        view = by_title(page, title)
        wait_for_sweep(page, view, name)
        seen = view.locator(f"input[name={name}]").evaluate(HEIGHTS)
        assert len(seen) == 1 and seen[0].endswith("fits"), seen
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    page.set_viewport_size({"width": 1400, "height": 1000})


LEAVES = """(lab) => {
    const edge = lab.getBoundingClientRect().right;
    return [...lab.querySelectorAll('.kit-plot, .kit-row, .kit-row *, .kit-words, fieldset')]
        .filter((part) => part.getBoundingClientRect().right > edge)
        .map((part) => part.className || part.tagName);
}"""


def test_a_long_list_folds_and_nothing_leaves_the_frame_on_a_phone(fresh_visit):
    page = fresh_visit.open_new("from kit import labs\nlabs.fingerprint()", "labs.side_effects()")
    page.keyboard.press("Escape")
    page.keyboard.press("Control+b")
    page.set_viewport_size({"width": 390, "height": 844})
    lab = labs.fingerprint()
    view = lab_of(page, lab)
    assert view.locator("input[type=radio]").count() == 0
    drugs = view.locator("select").first
    drugs.select_option("duloxetine")
    agrees(page, view, lab, drug="duloxetine")
    drugs.press("ArrowDown")  # the key is the list's, not JupyterLab's
    after = drugs.evaluate("(list) => list.value")
    assert after != "duloxetine"
    agrees(page, view, lab, drug=after)
    for seen in (lab, labs.side_effects()):
        assert lab_of(page, seen).evaluate(LEAVES) == []
    page.set_viewport_size({"width": 1400, "height": 1000})
