"""Every lab at many random states, in the page and in Python: equal in words and in each number.

All labs stand in one page and move at once, so that hundreds of states cost about a minute. The
seed is printed when a test fails; `KIT_FUZZ_SEED=7 make test ARGS="-k fuzz"` tries another one.
"""

import base64
import os
import re
from itertools import product

import numpy as np
import pytest

from kit.chart import Choice
from tests.files import read
from tests.labs.test_contract import LABS, sliders
from tests.traces import traces

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

SEED = int(os.environ.get("KIT_FUZZ_SEED", 10))
CORNERS = 2  # of up to three controls, in each lab
STATES = 7  # at least so many of each lab
PLACES = 5  # at which a drag of a slider of each lab is looked at
PATIENCE = 30_000  # ms until a lab must say what Python says
BROKEN = re.compile(r"\b(nan|NaN|inf|Infinity|undefined|None|NaT)\b")

CELL = """
from ipywidgets import VBox
from tests.labs.test_contract import LABS
made = [make() for make in LABS.values()]
VBox(made)
"""


@pytest.fixture(scope="module")
def page(shared):
    """All labs on one page, alive."""
    page = shared.open_new(CELL)
    live = "document.querySelectorAll('.kit-plot[data-live=\"true\"]').length"
    page.wait_for_function(f"{live} === {len(LABS)}", timeout=120_000)
    page.evaluate(read("tests/browser/fuzz.js"))
    yield page
    assert shared.errors == [] and shared.outside == []


def ends(control):
    """Where a control may be pressed against its edge; every option: tests/labs/test_fuzz.py."""
    if isinstance(control, Choice):
        return [*control.options][:: max(1, len(control.options) - 1)]
    return control.positions()[[0, -1]].tolist()


def somewhere(control, rng):
    """Any value; of a slider half the time one between two places of the handle."""
    if isinstance(control, Choice):
        return str(rng.choice(list(control.options)))
    if control.only or rng.random() < 0.5:
        return float(rng.choice(control.positions()))
    return float(
        np.clip(round(rng.uniform(control.low, control.high), 2), control.low, control.high)
    )


def states(lab, rng):
    """States of one lab: each control at its ends, corners of up to three, and anywhere."""
    controls = list(lab._controls.values())

    def anywhere():
        return {control.name: somewhere(control, rng) for control in controls}

    found = [anywhere() | {control.name: end} for control in controls for end in ends(control)]
    corners = list(product(*[(ends(control)[0], ends(control)[-1]) for control in controls[:3]]))
    for place in rng.permutation(len(corners))[:CORNERS]:
        found.append(anywhere() | dict(zip(lab._controls, corners[place])))
    found += [anywhere() for _ in range(STATES - len(found))]
    return [found[place] for place in rng.permutation(len(found))]


def moves(lab, state):
    """How a page reaches a state: a slide, a typed number, or a choice for each control."""
    for name, value in state.items():
        control = lab._controls[name]
        if isinstance(control, Choice):
            yield ["choose", name, value]
            continue
        places = control.positions().tolist()
        yield ["slide", name, places.index(value)] if value in places else ["type", name, value]


def to_start(lab):
    """The way back to the start; the button of a bench also asks Python to clear the bench."""
    return moves(lab, lab.spec["start"]) if "actions" in lab.spec else [["reset", "", ""]]


def order(made, name, moves=()):
    """What the page has to do with one lab, and the words it must come to."""
    return {"place": list(made).index(name), "words": made[name].words(), "moves": list(moves)}


def differs(lab, seen):
    """What a page shows otherwise than Python, in words; "" where they agree."""
    if seen["problem"] or seen["broken"]:
        return f"it has a problem: {seen['problem']!r}, NaN in the picture: {seen['broken']}"
    if seen["words"] != lab.words() or BROKEN.search(seen["words"]):
        return f"the page says {seen['words']!r}, Python {lab.words()!r}"
    if any(seen["boxes"][name] != lab.values[name] for name in seen["boxes"]):
        return f"its boxes hold {seen['boxes']}"
    if not {series.name for series in lab._plot.series} & set(seen["inside"]):
        return "its chart is empty"
    figure = traces(lab)
    for kit, *shown in seen["data"]:
        for axis, numbers in zip("xy", shown):
            theirs = np.frombuffer(base64.b64decode(numbers), "float32")
            ours = np.asarray(figure[kit].get(axis, []), float)
            close = theirs.shape == ours.shape and np.allclose(theirs, ours, rtol=1e-5, atol=1e-9)
            if not close or not np.isfinite(theirs).all():
                return f"{kit}.{axis} is {theirs[:4]}…, Python's is {ours[:4]}…"
    return ""


def settle(page, made, orders):
    """Move labs, and say for each what differs from Python once all rest.

    Words may be the same in two states: a picture that differs gets time to arrive.
    """
    for _ in range(4):
        arguments = [list(orders.values()), PATIENCE]
        seen = page.evaluate("(given) => fuzz.round(...given)", arguments)
        found = {name: differs(made[name], now) for name, now in zip(orders, seen)}
        wrong = {name: f"{made[name].values}: {what}" for name, what in found.items() if what}
        if not wrong:
            break
        page.wait_for_timeout(500)
        orders = {name: order(made, name) for name in wrong}
    return wrong


def test_every_lab_agrees_with_python_at_ends_corners_and_anywhere(page):
    rng = np.random.default_rng(SEED)
    made = {name: make() for name, make in LABS.items()}
    wanted = {name: states(lab, rng) for name, lab in made.items()}
    for turn in range(max(map(len, wanted.values()))):
        orders = {}
        for name, lab in made.items():
            if turn < len(wanted[name]):
                lab.set(**wanted[name][turn])
                orders[name] = order(made, name, moves(lab, wanted[name][turn]))
        assert settle(page, made, orders) == {}, f"seed {SEED}, turn {turn}"
    tried = sum(map(len, wanted.values()))
    print(f"seed {SEED}: {tried} states of {len(made)} labs")
    assert tried >= STATES * len(made)


def alike(rows, lab):
    """Return True if a page has Python's table, but for a last digit that float32 rounds up."""
    ours = lab._plot.rows(lab.drawing())
    return len(rows) == len(ours) and all(
        one == two or abs(float(one) - float(two)) <= 1.01 * 10 ** -len(two.partition(".")[2])
        for row, mine in zip(rows, ours)
        for one, two in zip(row, mine)
    )


def test_a_held_slider_of_every_lab_shows_pythons_words_and_numbers_while_python_is_silent(page):
    rng = np.random.default_rng(SEED)
    made = {name: make() for name, make in LABS.items()}
    back = {name: order(made, name, to_start(lab)) for name, lab in made.items()}
    assert settle(page, made, back) == {}
    # every slider of every lab, in Python: test_a_sweep_equals_its_states_one_by_one
    held = {name: rng.choice(sliders(lab)) for name, lab in made.items() if sliders(lab)}
    grips = [
        {
            "place": list(made).index(name),
            "name": slider.name,
            "places": rng.integers(len(slider.positions()), size=PLACES).tolist(),
        }
        for name, slider in held.items()
    ]
    seen = page.evaluate("(given) => fuzz.hold(...given)", [grips, PATIENCE])
    for (name, slider), grip, states in zip(held.items(), grips, seen, strict=True):
        lab = made[name]
        for place, (words, rows) in zip(grip["places"], states, strict=True):
            lab.set(**{slider.name: slider.positions()[place]})
            at = f"seed {SEED}, {name}, {lab.values}"
            assert words == lab.words() and alike(rows, lab), at
    assert settle(page, made, {name: order(made, name) for name in held}) == {}
