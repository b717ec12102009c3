"""The picture beside the chart: the page shows in every state what Python says it shows."""

from xml.etree import ElementTree

import pytest

from kit.labs.synapse import SYNAPSE
from tests.browser.page import lab_of

MAKE = """
import numpy as np
from kit.chart import Axis, Drawing, Lab, Line, Slider
from kit.labs.synapse import SYNAPSE, synapse_parts

def draw(k):
    x = np.array([0.0, 1.0])
    share = k / 100
    parts = synapse_parts(released=1 - share, cleft=share, blocked=share, bound=share ** 2,
                          returned=share, brake=share / 2, stored=0.75)
    return Drawing({"line": {"x": x, "y": k * x}}, {"k": k}, picture=parts)

def make():
    return Lab("A picture", "model",
               [Slider("k", "Blocked", 0, 100, 0, "%")], [Line("line", "line")],
               Axis("x", 0, 1), Axis("y", 0, 100), draw, lambda now: f"{now.k:g} % are blocked.",
               {"Measured": "-", "Assumed": "-", "Left out": "-"}, picture=SYNAPSE)
make()
"""
SEEN = """(lab) => [...lab.querySelectorAll('.kit-picture > svg *')].map((node) =>
    [node.localName, node.getAttribute('display'), Number(node.getAttribute('stroke-width'))])"""
STEP = f"""([lab, place]) => {{
    const slider = lab.querySelector('input[name=k]');
    slider.valueAsNumber = place;
    slider.dispatchEvent(new Event('input'));
    return ({SEEN})(lab);
}}"""
BOX = """(lab) => {
    const picture = lab.querySelector('.kit-picture').getBoundingClientRect();
    const chart = lab.querySelector('.kit-plot').getBoundingClientRect();
    const slider = lab.querySelector('input[name=k]').getBoundingClientRect();
    const text = Number.parseFloat(
        getComputedStyle(lab.querySelector('.kit-picture text')).fontSize);
    const unit = lab.querySelector('.kit-unit').getBoundingClientRect();
    return {picture, chart, slider, unit, text: text * picture.width / 360,
        ground: getComputedStyle(lab.querySelector('.kit-picture')).backgroundColor};
}"""


def python_says(lab):
    """What each element of the picture looks like, by Python's own hand."""
    root = ElementTree.fromstring(lab.picture())
    nodes = [node for node in root.iter() if node is not root]
    return [
        [node.tag.rpartition("}")[2], node.get("display"), float(node.get("stroke-width", 0))]
        for node in nodes
    ]


@pytest.mark.browser
def test_the_page_shows_what_python_shows_along_a_whole_sweep(visit):
    page = visit.open_new(MAKE)
    scope = {}
    exec(MAKE, scope)
    lab = scope["make"]()
    view = lab_of(page, lab)
    assert view.evaluate(SEEN) == python_says(lab)
    view.locator("input[name=k]").focus()
    page.wait_for_timeout(800)  # the sweep arrives
    positions = lab._controls["k"].positions()
    for place in range(0, len(positions), 7):
        lab.set(k=positions[place])
        seen = page.evaluate(STEP, [view.element_handle(), place])
        said = python_says(lab)
        assert [node[:2] for node in seen] == [node[:2] for node in said], positions[place]
        assert [node[2] for node in seen] == pytest.approx([node[2] for node in said], abs=0.011)
        label = view.locator(".kit-picture").get_attribute("aria-label")
        assert label == f"{SYNAPSE.alt} {lab.words()}"
    assert visit.errors == [] and visit.outside == []


@pytest.mark.browser
def test_the_picture_stands_beside_or_above_and_never_changes_its_size(visit):
    page = visit.open_new(MAKE)
    scope = {}
    exec(MAKE, scope)
    view = lab_of(page, scope["make"]())
    wide = view.evaluate(BOX)
    assert wide["picture"]["right"] <= wide["chart"]["left"]
    for place in (0, 50, 100):
        page.evaluate(STEP, [view.element_handle(), place])
        assert view.evaluate(BOX)["picture"] == wide["picture"]
    page.get_by_role("button", name="Larger text").click()
    assert view.evaluate(BOX)["text"] > 1.25 * wide["text"]
    page.get_by_role("button", name="Larger text").click()
    page.emulate_media(forced_colors="active", color_scheme="dark")
    assert view.evaluate(BOX)["ground"] == "rgb(255, 255, 255)"
    page.emulate_media(forced_colors="none")
    for width in (350, 390, 620):  # of the lab itself
        view.evaluate(f"(lab) => {{ lab.style.width = '{width}px'; }}")
        page.wait_for_timeout(200)
        seen = view.evaluate(BOX)
        assert seen["picture"]["bottom"] <= seen["chart"]["top"], width
        assert seen["text"] >= 12, width
        inside = view.bounding_box()
        right = inside["x"] + inside["width"]
        assert seen["picture"]["width"] <= width and seen["slider"]["width"] > 50
        assert max(seen[part]["right"] for part in ("picture", "chart", "unit")) <= right, width
    assert visit.errors == []
