"""Bands, columns, panels and spread: what a moving finger draws is what plotly draws at rest."""

import pytest

MAKE = """
import numpy as np
from kit.chart import Area, Axis, Bars, Data, Drawing, Lab, Line, Points, Slider, Style

grid = np.linspace(0, 4, 50)

def draw(k):
    top = k * np.exp(-grid)
    at = np.array([0.5, 1.5, 2.5, 3.5])
    return Drawing({
        "low": Data(grid, 0.5 * top),
        "high": Data(grid, top, base=0.5 * top),
        "bars": Data(at, k * at / 4, text=["a", "b", "c", "d"]),
        "line": Data(grid, k * grid / 4),
        "dots": Data(at, at, error_x=at / 4, text=["p", "q", "r", "s"]),
    }, {"k": k})

Lab("All kinds", "measured + model", [Slider("k", "k", 1, 10, 2, only=tuple(range(1, 11)))],
    [Area("low", "low"), Area("high", "high", Style("#D55E00"), pattern="/"),
     Bars("bars", "bars", panel=1), Line("line", "line", panel=1),
     Points("dots", "dots", panel=2)],
    Axis("across", 0, 4),
    [Axis("first", 0, 10), Axis("second", 0, 10),
     Axis("third", 0, 4, ticks=(0.5, 1.5, 2.5, 3.5), tick_labels=("a", "b", "c", "d"))],
    draw, lambda now: f"k is {now.k:g}.", {"Measured": "-", "Assumed": "-", "Left out": "-"})
"""
SHAPES = """[...document.querySelectorAll(
    '.js-line, .js-fill, .bars .point > path, .textpoint text, .scatterlayer .point')]
    .map((node) => ['d', 'x', 'y', 'transform'].map((key) => node.getAttribute(key) ?? '')
        .join(' ').match(/-?[\\d.]+/g)?.map(Number) ?? [])"""
STEP = f"""(slider) => {{
    slider.value = slider.places[2];
    slider.dispatchEvent(new Event('input'));
    return [document.querySelector('.kit-plot').dataset.rest, {SHAPES}];
}}"""


@pytest.mark.browser
def test_a_moving_picture_equals_the_picture_at_rest(visit):
    page = visit.open_new(MAKE)
    plot = page.locator(".kit-plot[data-live='true']")
    plot.wait_for(timeout=60_000)
    slider = page.locator("input[name=k]")
    slider.focus()
    page.wait_for_timeout(800)  # the sweep arrives, and the picture comes to rest
    rest, moving = slider.evaluate(STEP)
    assert rest == "false"  # plotly had no part in it yet
    page.wait_for_function("(p) => p.dataset.rest === 'true'", arg=plot.element_handle())
    resting = page.evaluate(SHAPES)
    assert len(moving) == len(resting) == 14
    for ours, plotlys in zip(moving, resting, strict=True):
        # plotly leaves points out of straight stretches: compare where the shapes begin and end
        assert ours[:2] == pytest.approx(plotlys[:2], abs=0.6)
        assert ours[-2:] == pytest.approx(plotlys[-2:], abs=0.6)
    assert page.locator(".kit-words").text_content() == "k is 3."
    assert visit.errors == [] and visit.outside == []
