"""A lab for pages without Python: all states that its controls can reach, compressed.

The controls of such a page stand on a grid, so that each combination of them is a state that
Python has drawn: nothing is guessed in between. `js/store.js` reads what is written here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import product
from math import prod
from typing import Any

from kit.chart.controls import POSITIONS, Choice, Slider
from kit.chart.drawing import State, Values
from kit.chart.lab import FAR, Lab
from tools.site import packed

STEPS = (POSITIONS, 80, 40, 32, 20, 16, 10, 8, 5, 4)  # along a slider, from fine to coarse
DRAWER_STEPS = 4  # steps of a slider behind "Extra controls"
FEWEST = 8  # places of a slider in sight: before there are fewer, extra controls are fixed
FINER = 2  # how many times finer the first slider may be than the others
Limits = tuple[int, int]
Grid = dict[str, list[Any]]
LESSON = 6000, 120_000  # most states and bytes of a lab of the lesson
REFUTATION = 1200, 20_000  # and of one that only refutes a wrong answer
QUICK = 60, 20_000  # for a quick look at a page
FEW_SLIDERS = 2  # a lab with more of them may have twice of both
ATTEMPTS = 5


def stored(lab: Lab, wanted: Sequence[Values] = (), limits: Limits = LESSON) -> bytes:
    """All states of a lab that its page can show, compressed by `packed.write`.

    Those that are `wanted` are among them, as for `lab.set`. The limits are the most states, and
    about the most bytes.
    """
    most_states, room = limits
    if sum(isinstance(control, Slider) for control in lab._controls.values()) > FEW_SLIDERS:
        most_states, room = 2 * most_states, 2 * room
    for _ in range(ATTEMPTS):
        grid = places(lab, wanted, most_states)
        block = _written(lab, grid)
        if len(block) <= room:
            break
        most_states = max(60, int(0.9 * most_states * room / len(block)))
    return block


def places(lab: Lab, wanted: Sequence[Values] = (), most: int = LESSON[0]) -> Grid:
    """The values of each control that the page can show, the first slider last.

    There are at most so many states, if the wanted values allow it. Sliders of the drawer stay
    where they are if those in sight would become too coarse.
    """
    grid = _spread(lab, wanted, most, resting=False)
    sliders = [control for control in lab._controls.values() if isinstance(control, Slider)]
    drawer = any(control.drawer for control in sliders)
    coarse = any(len(grid[c.name]) <= FEWEST for c in sliders if not c.drawer and not c.only)
    return _spread(lab, wanted, most, resting=True) if drawer and coarse else grid


def _spread(lab: Lab, wanted: Sequence[Values], most: int, resting: bool) -> Grid:
    """The values of each control, coarser and coarser until there are few enough states."""
    sliders = [c for c in lab._controls.values() if isinstance(c, Slider)]
    in_sight = [control for control in sliders if not control.drawer]
    steps = {c.name: STEPS[0] if c in in_sight else DRAWER_STEPS for c in sliders}
    while True:
        grid = {
            name: _values(control, steps.get(name, 0), wanted, resting)
            for name, control in lab._controls.items()
        }
        movable = [
            control
            for control in in_sight
            if not control.only and steps[control.name] > STEPS[-1] and len(grid[control.name]) > 2
        ]
        if prod(map(len, grid.values())) <= most or not movable:
            break
        widest = max(movable, key=lambda c: steps[c.name] / (FINER if c is in_sight[0] else 1))
        steps[widest.name] = STEPS[STEPS.index(steps[widest.name]) + 1]
    if in_sight:
        grid[in_sight[0].name] = grid.pop(in_sight[0].name)
    return grid


def _values(
    control: Slider | Choice, steps: int, wanted: Sequence[Values], resting: bool
) -> list[Any]:
    """The values of one control; the default and what is wanted are always among them."""
    wanted_values = [
        control.check(state[control.name]) for state in wanted if control.name in state
    ]
    if not isinstance(control, Slider):
        return list(control.options)
    if resting and control.drawer:
        return sorted({control.default, *wanted_values})
    if control.only and control.drawer:
        few = control.only[:: -(-len(control.only) // (DRAWER_STEPS + 1))]
        return sorted({*map(float, few), control.default, *wanted_values})
    return sorted({*control.positions(steps).tolist(), *wanted_values})


def spec(lab: Lab, grid: Grid) -> dict[str, Any]:
    """A lab's description for the page, with its controls restricted to the grid.

    A control with one value is left out and named in `resting`.
    """
    description = dict(lab.spec)
    moving = [control for control in description["controls"] if len(grid[control["name"]]) > 1]
    description["resting"] = [c["label"] for c in description["controls"] if c not in moving]
    description["controls"] = [_gridded(control, grid[control["name"]]) for control in moving]
    return description


def _gridded(control: dict[str, Any], values: list[Any]) -> dict[str, Any]:
    """A control's description for the page, restricted to these values."""
    if control["kind"] != "slider":
        return control
    return control | {"positions": values, "only": values if control["only"] else []}


def _states(lab: Lab, grid: Grid) -> Iterator[State]:
    """Every state of a lab on a grid; the control that comes last is the fastest."""
    *slow, fast = grid
    for turn in product(*(grid[name] for name in slow)):
        values = lab._start | dict(zip(slow, turn))
        if isinstance(lab._controls[fast], Slider):
            yield from lab._sweep(values, fast, grid[fast])
        else:
            for option in grid[fast]:
                yield lab._state(values | {fast: option})


def _written(lab: Lab, grid: Grid) -> bytes:
    """The lab's states on a grid, compressed."""
    plot, columns = lab._plot, packed.Columns(lab._plot)
    for state in _states(lab, grid):
        drawing = state.drawing
        parts = lab._picture.check(drawing.picture) if lab._picture else {}
        columns.add(drawing.series, parts, drawing.axes, lab._words.of(state))
    panels = {series.name: plot.panels[series.panel] for series in plot.series}
    drawn = panels.get(plot.drawable, plot.y)
    head = {"far": FAR, "across": plot.x.unit, "unit": drawn.unit}
    return packed.write({"spec": spec(lab, grid), "grid": grid, **head}, columns)


class Shelf:
    """The labs of a page, each once, with the states that its questions want to show."""

    def __init__(self) -> None:
        self.few = False
        self._labs: dict[str, tuple[Lab, list[Values], Limits]] = {}

    def put(self, lab: Lab, wanted: Sequence[Values] = (), small: bool = False) -> str:
        """Keep a lab with the states that are wanted and its own; return its key.

        A lab that only refutes a wrong answer is `small`: fewer states do, if no one asks for more.
        """
        key = self.key(lab)
        first, states, most = self._labs.get(key, (lab, [], REFUTATION))
        states += [state for state in (lab.values, *wanted) if state not in states]
        most = max(most, REFUTATION if small else LESSON)
        self._labs[key] = first, states, QUICK if self.few else most
        return key

    @staticmethod
    def key(lab: Lab) -> str:
        """A key that two labs share if they draw the same."""
        mark = sha256(json.dumps(lab.spec, default=float).encode())
        sliders = [c for c in lab._controls.values() if isinstance(c, Slider)]
        sweeps = [lab._sweep(lab._start, one.name, one.positions()) for one in sliders]
        for frame in [lab._frame(states) for states in sweeps] or [lab.frame]:
            mark.update(frame["block"] + "\n".join(frame["words"]).encode())
        return mark.hexdigest()[:12]

    def labs(self) -> dict[str, Lab]:
        """Every lab by its key."""
        return {key: lab for key, (lab, _, _) in self._labs.items()}

    def blobs(self) -> dict[str, bytes]:
        """The states of every lab, by its key."""
        return {key: stored(*kept) for key, kept in self._labs.items()}
