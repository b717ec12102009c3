"""Every control of every lab over its whole range: 70,000 states, and none goes wrong.

A state is one picture, its words and its table, made by the pure functions behind a lab. Most come
out of whole sweeps, as in the browser; a sample of them is made again one by one.
"""

import re
from itertools import combinations, product
from math import prod
from numbers import Real
from random import Random

import numpy as np
import pytest

from kit import evidence, labs
from kit.chart import Choice, Slider
from tests.files import read
from tests.labs.test_contract import LABS

LEAST = 1_570  # states of each lab that has so many; where there are few, each of them
WRONG = re.compile(
    r"\b(?:nan|inf|infinity|None|NaT|array|float64|True|False)\b|[{}\[\]]"  # Python shows through
    r"|-0(?:\.0+)?(?![\d.])"  # minus nothing
    r"|\d[eE][+-]?\d|\d{7}[\d.]* [a-z%]"  # an exponent, a number that nobody can read
    r"|  | [.,;:](?: |$)|\( *\)|\.\.|,,"  # a hole where something was to stand
    r"|(?<![\d.,])1 (?:days|hours|minutes|weeks|people|(?:percentage )?points)\b"
)
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:,\d{3})*(?:\.\d+)?")
TABLE = read("tests/labs/fuzz.toml")
LEAVES = {lab: {*series} for lab, series in TABLE["leaves"].items()}
CONVERTS = {*TABLE["converts"]}


def corners(control):
    """The ends of a slider, or every option of a choice."""
    if isinstance(control, Choice):
        return list(control.options)
    return [float(control.positions()[0]), float(control.positions()[-1])]


def typed(slider, chance, count):
    """Values that somebody may type: anywhere in the range, and as near its ends as can be."""
    if slider.only:
        return slider.positions()
    low, high = slider.low, slider.high
    share = np.array([chance.random() for _ in range(count)])
    found = low * (high / low) ** share if slider.scale == "log" else low + (high - low) * share
    return np.clip([np.nextafter(low, high), *found, np.nextafter(high, low)], low, high)


def anywhere(control, chance):
    """One value of a control."""
    if isinstance(control, Choice):
        return chance.choice(list(control.options))
    return float(chance.choice(typed(control, chance, 3)))


def pairs(controls):
    """Every pair of corners, the other controls at their start."""
    start = {control.name: control.default for control in controls}
    for first, second in combinations(controls, 2):
        for pair in product(corners(first), corners(second)):
            yield start | dict(zip((first.name, second.name), pair, strict=True))


def sweeps(controls, chance):
    """What to draw in one go: the slider, how many states, and all controls, it as a column.

    Each slider over its whole range from the start, over every third position from every pair of
    corners, and then, from anywhere, over numbers that a learner types. A lab that has only a few
    states shows each of them once.
    """
    sliders = [control for control in controls if isinstance(control, Slider)]
    if not sliders:  # two columns and a choice: nothing to sweep
        return
    start = {control.name: control.default for control in controls}
    if few := few_states(controls):
        yield from ((sliders[0], sliders[0].positions(), values) for values in few)
        return
    done = 0
    for slider in sliders:
        done += len(slider.positions())
        yield slider, slider.positions(), start
    for turn, values in enumerate(pairs(controls)):
        for slider in sliders:
            grid = slider.positions()[turn % 3 :: 3]
            done += len(grid)
            yield slider, grid, values
    while done < LEAST:
        for slider in sliders:
            grid = typed(slider, chance, 120)
            done += len(grid)
            yield slider, grid, {control.name: anywhere(control, chance) for control in controls}


def few_states(controls):
    """Every state but for the first slider, where there are few; otherwise nothing."""
    first, *others = sorted(controls, key=lambda control: not isinstance(control, Slider))
    free = [c for c in controls if isinstance(c, Slider) and not c.only]
    grids = [list(c.options) if isinstance(c, Choice) else list(c.only) for c in others]
    if free or len(first.only) * prod(map(len, grids)) > LEAST:
        return []
    names = [control.name for control in others]
    return [dict(zip(names, values, strict=True)) for values in product(*grids)]


def check_numbers(drawing):
    """Coordinates are finite, spreads are not negative, every point has its text."""
    for series in drawing.drawn:
        assert not series.text or len(series.text) == series.array("x").size, series.name
        for key in series.given():
            value, what = series.array(key), (series.name, key)
            if key.startswith("error"):
                assert not np.isinf(value).any() and not (value < -1e-9).any(), what
            else:
                assert np.isfinite(value).all(), what


def leaving_axes(lab, drawing):
    """The series that leave their axes; something is inside in every state."""
    shown, plot, leaving = False, lab._plot, set()
    for series in drawing.drawn:
        up = drawing.axes.get("y", plot.y) if not series.panel else plot.panels[series.panel]
        inside = np.ones(1, bool)
        for key, axis in (("x", drawing.axes.get("x", plot.x)), ("y", up)):
            low, high = sorted((axis.low, axis.high))
            room = 1e-9 * (high - low)
            inside = inside & (series.array(key) >= low - room) & (series.array(key) <= high + room)
        shown = shown or inside.any()
        if not inside.all():
            leaving.add(series.name)
    assert shown, "an empty chart"
    return leaving


def check_agreement(said, state):
    """Every number that a state's words say is a control or a number of the drawing, rounded."""
    told = [*state.values.values(), *state.drawing.numbers.values()]
    known = np.abs(np.array([float(value) for value in told if isinstance(value, Real)]))
    known = np.concatenate([known, np.abs(100 - known)])  # the part of a whole, and the rest
    for text in NUMBER.findall(said):
        number = abs(float(text.replace(",", "")))
        near = 0.5001 * 10.0 ** -len(text.partition(".")[2])
        rounded = (abs(known - number) <= near) | (abs(known - number) <= 0.00501 * number)
        if not rounded.any():
            yield text


@pytest.mark.slow
@pytest.mark.parametrize("name", LABS)
def test_no_state_of_a_lab_goes_wrong(name):
    assert {*LEAVES, *CONVERTS} <= {*LABS}  # the exceptions are of labs that there are
    lab, chance = LABS[name](), Random(name)
    controls = list(lab._controls.values())
    leaving, strange, always = set(), set(), None
    for slider, grid, values in sweeps(controls, chance):
        states = lab._sweep(values, slider.name, grid)
        lab._frame(states)  # with the parts of its picture
        sample = set(chance.sample(range(len(states)), min(3, len(states))))
        for place, state in enumerate(states):
            check_numbers(state.drawing)
            leaving |= leaving_axes(lab, state.drawing)
            words = lab._words.of(state)
            assert words and not WRONG.search(words), words
            cells = "\n".join(" | ".join(row[:3]) for row in lab._plot.rows(state.drawing))
            assert not WRONG.search(cells), cells
            if place in sample:
                strange |= set(check_agreement(words, state))
                numbers = set(NUMBER.findall(words))
                always = numbers if always is None else always & numbers  # constants of the text
                assert lab._words.of(lab._state(state.values)) == words, state.values
    assert leaving == LEAVES.get(name, set())
    assert bool(strange - (always or set())) == (name in CONVERTS), strange


@pytest.mark.parametrize("case", TABLE["refused"], ids=lambda case: case["lab"])
def test_a_wrong_argument_of_a_lab_is_refused_in_a_sentence(case):
    with pytest.raises(ValueError, match=case["says"]) as fault:
        getattr(labs, case["lab"])(*case["with"])
    assert "\n" not in str(fault.value)


def test_every_drug_and_target_of_the_ledger_opens_or_is_refused_in_a_sentence():
    opened = 0
    scanned = sorted(evidence.occupancy()["drug"].unique())
    for drug, target in product(scanned, ("SERT", "NET", "DAT")):
        try:
            words = labs.dose_occupancy(drug, target).words()
        except ValueError as refusal:
            assert drug in str(refusal) and "it knows" in str(refusal)
        else:
            opened += 1
            assert drug.capitalize() in words and not WRONG.search(words), words
    assert opened > 10
