"""A lab in the page: find it, move it, and compare every number with Python's."""

import numpy as np

from tests.scripts import Script
from tests.traces import traces

JS = Script(__file__)
STATE, REST = JS.state, JS.rest
HELD_BACK = f"({JS.holdBack})();"


def lab_of(page, lab):
    """The view of a lab, alive, with its numbers shown."""
    view = page.locator(f'.kit-lab[aria-label="{lab.title}"]').first
    view.scroll_into_view_if_needed()
    view.locator('.kit-plot[data-live="true"]').wait_for(timeout=60_000)
    if view.locator(".kit-numbers[hidden]").count():
        view.get_by_role("button", name="Show the numbers").press("Enter")
    return view


def agrees(page, view, lab, near=0, **values):
    """Wait until the page says what Python says for these values; then compare every number.

    Words may be the same in two states: a picture that differs gets time to arrive.
    """
    lab.set(**values)
    page.wait_for_function(JS.settled, arg=[view.element_handle(), lab.words()], timeout=60_000)
    for _ in range(12):
        try:
            return compare(view.evaluate(STATE), lab, near)
        except AssertionError:
            page.wait_for_timeout(250)
    compare(view.evaluate(STATE), lab, near)


def compare(seen, lab, near=0):
    """Hold a state of the page against Python's lab: traces to a share of an axis, and table."""
    assert near or seen["problem"] == ""
    figure = traces(lab)
    spans = {"x": lab._plot.x, "y": lab._plot.y}
    for trace in seen["data"]:
        for key, axis in spans.items():
            found, ours = np.array(trace[key], float), np.array(figure[trace["kit"]][key], float)
            far = near * (axis.high - axis.low)
            np.testing.assert_allclose(found, ours, rtol=1e-5, atol=far, err_msg=trace["kit"])
    for row, ours in zip(seen["table"], lab._plot.rows(lab.drawing()), strict=True):
        assert (row[0], row[3]) == (ours[0], ours[3])
        for cell, number in zip(row[1:3], ours[1:3], strict=True):
            digits = len(number.partition(".")[2])
            # a place that has a name; or a number in float32, whose last digit may round up
            assert cell == number or abs(float(cell) - float(number)) <= 1.01 * 10**-digits


def drag(page, slider):
    """Take the handle with the mouse and carry it along in steps."""
    slider.scroll_into_view_if_needed()
    at = slider.bounding_box()
    share = slider.evaluate("(s) => s.value / s.max")
    y = at["y"] + at["height"] / 2
    page.mouse.move(at["x"] + 8 + share * (at["width"] - 16), y)
    page.mouse.down()
    for step in range(1, 21):
        page.mouse.move(at["x"] + at["width"] * (0.1 + 0.6 * step / 20), y)
    page.mouse.up()


def wait_for(page, view, condition):
    """Wait until a condition on the lab holds."""
    page.wait_for_function(condition, arg=view.element_handle(), timeout=60_000)


def wait_for_sweep(page, view, name):
    """Touch the slider and wait until the page itself can draw its next state."""
    wait_for(page, view, REST)
    view.locator(f"input[name={name}]").focus()
    ready = f"(lab) => lab.querySelector('.kit-plot').dataset.sweep === '{name}'"
    wait_for(page, view, ready)
    wait_for(page, view, REST)
