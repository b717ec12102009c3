"""Every state that a page can show is the one that Python draws."""

import json
import zlib

import numpy as np
import pytest

from kit import labs, lesson
from kit.chart import Bench, Lab
from kit.lesson import items, judge
from kit.lesson.still import node, verdicts
from tools.site import plotly
from tools.site.packed import HALF, MISSING
from tools.site.states import LESSON, REFUTATION, Shelf, places, stored

LABS = [
    *("dose_occupancy", "two_drugs", "cortex_and_striatum", "side_effects", "schild_plot"),
    *(pytest.param(name, marks=pytest.mark.slow) for name in ("puff", "level_machine")),
]
NEAR = 1 / 1000  # of an axis


def integers(body, told, rows, points):
    """The whole numbers of a table, as the page reads them."""
    end = told["at"] + 2 * rows * points
    both = np.frombuffer(body[told["at"] : end], "uint8").reshape(2, -1)
    table = np.ascontiguousarray(both.T).view("<i2").reshape(rows, points)
    return np.cumsum(table, axis=1, dtype="int16")


def unsteps(whole, low, step, log):
    """The numbers behind the steps of a ruler, as the page reads them."""
    values = low + (whole.astype(float) + HALF) * step
    return np.where(whole == MISSING, np.nan, 10**values if log else values).astype("float32")


def opened(blob):
    """The head of a lab's states, the number of states, and what follows the head."""
    raw = zlib.decompress(blob)
    length = int.from_bytes(raw[:4], "little")
    head = json.loads(raw[4 : 4 + length])
    return head, int(np.prod([len(values) for values in head["grid"].values()])), raw[4 + length :]


def row(body, told, states, state):
    """One array in one state."""
    index = integers(body, told["index"], states, 1).view("uint16") if "index" in told else None
    place = int(index[state, 0]) if index is not None else 0
    rows, points = told["rows"], told["points"]
    if "floats" in told:
        end = told["floats"] + 4 * rows * points
        table = np.frombuffer(body[told["floats"] : end], "<f4").reshape(rows, points)
    else:
        ruler = {key: told[key] for key in ("low", "step", "log")}
        table = unsteps(integers(body, told["numbers"], rows, points), **ruler)
    return table[place][: told["lengths"][place]] if "lengths" in told else table[place]


def distance(found, drawn, axis):
    """The largest difference, as a share of the axis."""
    assert found.shape == drawn.shape
    if axis.scale == "log" and (drawn > 0).all():
        gap = np.abs(np.log10(found) - np.log10(drawn)).max(initial=0)
        return gap / np.log10(axis.high / axis.low)
    return np.abs(found - drawn).max(initial=0) / (axis.high - axis.low)


@pytest.mark.parametrize("name", LABS)
def test_a_stored_state_is_the_state_that_python_draws(name):
    lab = getattr(labs, name)()
    head, states, body = opened(stored(lab))
    names, grid = list(head["grid"]), head["grid"]
    panels = {series.name: lab._plot.panels[series.panel] for series in lab._plot.series}
    words = integers(body, head["words"]["index"], states, 1).view("uint16")
    for state in np.linspace(0, states - 1, 7).astype(int):
        places_ = np.unravel_index(state, [len(values) for values in grid.values()])
        values = {key: grid[key][place] for key, place in zip(names, places_, strict=True)}
        drawing = lab.drawing(**values)
        assert head["words"]["things"][words[state, 0]] == lab._words.of(lab._state(values))
        for told in head["series"]:
            if told["key"] not in ("x", "y", "base"):
                continue
            axis = lab._plot.x if told["key"] == "x" else panels[told["series"]]
            drawn = drawing.series[told["series"]].array(told["key"])
            assert distance(row(body, told, states, state), drawn, axis) < NEAR, told


@pytest.mark.parametrize("limits", [LESSON, REFUTATION])
def test_wanted_states_defaults_and_stops_are_stored(limits):
    lab = labs.puff()
    wanted = [{"working": 33.3, "leak": lab._controls["leak"].high}]
    grid = places(lab, wanted, limits[0])
    assert 33.3 in grid["working"] and wanted[0]["leak"] in grid["leak"]
    for name, control in lab._controls.items():
        assert {control.default, *control.stops.values()} <= set(grid[name])


def test_a_prediction_shows_the_state_that_speaks_against_each_mistake():
    shelf = Shelf()
    told = node(lesson.predict("dose-best", labs.two_drugs()), shelf)
    wrong = [option for option in items.item("dose-best")["option"] if "show" in option]
    shown = [verdict["show"] for verdict in told["verdicts"]["options"].values() if verdict["show"]]
    assert wrong and shown == [{"set": option["show"]["set"]} for option in wrong]
    assert told["covered"]["lab"] in shelf.blobs()


@pytest.mark.slow
@pytest.mark.parametrize("name", labs.__all__)
def test_every_lab_can_be_stored(name):
    lab = getattr(labs, name)()
    if isinstance(lab, Lab) and not isinstance(lab, Bench):
        assert len(stored(lab, limits=REFUTATION)) < 2.5 * REFUTATION[1]
        assert {trace["type"] for trace in lab._plot.traces()} <= plotly.KINDS


@pytest.mark.parametrize("number", items.lessons())
def test_every_answer_is_judged_beforehand_as_python_judges_it(number):
    for name, item in items.lesson(number).items():
        found = verdicts(item)
        for key, verdict in found.get("options", {}).items():
            assert judge.judge(item, key).items() <= verdict.items(), name
        for trap in found.get("traps", []):
            assert judge.judge(item, trap["value"]).items() <= trap.items(), name
        if item["kind"] in ("number", "order"):
            assert (found["right"]["right"], found["other"]["right"]) == (True, False), name
            assert found["other"]["text"] == item["hint"], name
