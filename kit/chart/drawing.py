"""The result of a lab's function, and how its states are packed for the browser."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from string import Formatter
from typing import Any

import numpy as np

from kit.chart.controls import Choice, Slider, plain
from kit.chart.series import Axis, Series

Values = dict[str, Any]  # values of the controls: float for a Slider, str for a Choice


@dataclass(frozen=True)
class Drawing:
    """The result of a lab's function for one state.

    Parameters
    ----------
    drawn : sequence of Series
        What is drawn, in this order; the same names in every state.
    numbers : dict of str to float or str
        Further numbers for the words, besides the controls.
    axes : dict of str to Axis
        "x" or "y", only where a choice changes the ruler.
    picture : dict of str to float or str
        The parts of the lab's picture: numbers from 0 to 1, and texts.

    A lab that says `vectorised=True` returns arrays of shape (states, points), and numbers of
    shape (states, 1), wherever something changes along a sweep.
    """

    drawn: Sequence[Series]
    numbers: Mapping[str, Any] = field(default_factory=dict)
    axes: Mapping[str, Axis] = field(default_factory=dict)
    picture: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def series(self) -> dict[str, Series]:
        """What is drawn, by name."""
        return {series.name: series for series in self.drawn}


@dataclass(frozen=True)
class State:
    """The values of the controls, and the drawing for them."""

    values: Values
    drawing: Drawing


class Sentence:
    """A sentence with places for controls and numbers, as `str.format` writes them.

    A number without a format is written as a person writes it, minus is a true minus, and a choice
    is what its button says.

    Examples
    --------
    >>> state = State({"dose": 2.50}, Drawing([], {"full": 33.33}))
    >>> Sentence("{dose} mg fill {full:.1f} %.", []).of(state)
    '2.5 mg fill 33.3 %.'
    """

    def __init__(self, text: str, controls: Iterable[Slider | Choice]) -> None:
        self.parts = [(before, name, form) for before, name, form, _ in Formatter().parse(text)]
        self.choices = {c.name: c.options for c in controls if isinstance(c, Choice)}

    def of(self, state: State) -> str:
        """The sentence of a state."""
        chosen = {name: options[state.values[name]] for name, options in self.choices.items()}
        told = {**state.values, **chosen, **state.drawing.numbers}
        return "".join(
            before if name is None else before + _written(told[name], form)
            for before, name, form in self.parts
        )


def _written(value: Any, form: str | None) -> str:
    """A text as it is, or a number with a true minus."""
    if isinstance(value, str):
        return value
    return (format(value, form) if form else plain(value)).replace("-", "−")


def states_of(
    draw: Callable[..., Drawing], values: Values, control: str, positions: Iterable[float]
) -> list[State]:
    """One state for each position of a control, by a `draw` that takes them all at once."""
    states = [values | {control: float(position)} for position in positions]
    column = np.array([[state[control]] for state in states])
    drawing = draw(**values | {control: column})
    return [State(state, row_of(drawing, place, len(states))) for place, state in enumerate(states)]


def row_of(drawing: Drawing, place: int = 0, count: int = 1) -> Drawing:
    """One state of a drawing that holds `count` of them, without the dimension of a sweep."""

    def pick(value: Any) -> Any:
        array = np.asarray(value)
        return array[place] if array.ndim == 2 and len(array) == count else value

    def number(value: Any) -> Any:
        return np.ravel(value)[place if np.size(value) > 1 else 0]

    drawn = [
        replace(one, **{key: pick(getattr(one, key)) for key in one.given()})
        for one in drawing.drawn
    ]
    numbers, picture = (
        {name: number(value) for name, value in told.items()}
        for told in (drawing.numbers, drawing.picture)
    )
    return Drawing(drawn, numbers, drawing.axes, picture)


def compare(what: str, before: Iterable[str], drawn: Iterable[str]) -> None:
    """Refuse a drawing that has not the same parts as the one before: a ValueError with both."""
    if {*before} != {*drawn}:
        raise ValueError(
            f"The lab has the {what} {', '.join(before) or 'none'}; draw returns "
            f"{', '.join(drawn) or 'none'}. Both must be the same."
        )


Part = list[float | str | None]  # what a picture follows in each state; None where it is not given


def parts_of(drawings: Sequence[Drawing], check: Callable[..., dict[str, Any]]) -> dict[str, Part]:
    """What the picture follows in each state, checked: states that give the same parts at once."""
    found: dict[str, Part] = {}
    alike: dict[tuple[str, ...], list[int]] = {}
    for place, drawing in enumerate(drawings):
        alike.setdefault(tuple(drawing.picture), []).append(place)
    for names, places in alike.items():
        columns = {name: np.array([[drawings[k].picture[name]] for k in places]) for name in names}
        for name, column in check(columns).items():
            part = found.setdefault(name, [None] * len(drawings))
            for place, value in zip(places, column.ravel().tolist(), strict=True):
                part[place] = value
    return found


Place = dict[str, int]  # where an array lies in a block: at, states, points


def pack(
    states: Sequence[Mapping[str, Series]], parts: Mapping[str, Part]
) -> tuple[dict[str, dict[str, Any]], dict[str, Any], bytes]:
    """All numbers of some states as one block of float32, and where each of them lies in it.

    Parameters
    ----------
    states : sequence of dict of str to Series
        The series of each state, by name.
    parts : dict of str to list
        The parts of the picture, a value for each state.

    Returns
    -------
    series : dict
        For each series and kind of number its Place; texts as they are.
    picture : dict
        For each part of the picture its Place, NaN where it is not given; for one that says
        something, `said`: its texts.
    block : bytes

    Raises
    ------
    ValueError
        Where a coordinate is not a number: a picture with holes is never sent.
    """
    block = bytearray()
    series: dict[str, dict[str, Any]] = {}
    for name, data in states[0].items():
        rows = [state[name] for state in states]
        series[name] = {
            key: _put(f"{name}.{key}", [getattr(row, key) for row in rows], block)
            for key in data.given()
        }
        if data.text:
            texts = [row.text for row in rows]
            same = all(text is texts[0] or text == texts[0] for text in texts)
            series[name]["text"] = [list(text) for text in (texts[:1] if same else texts)]
    picture = {
        name: {"said": part}
        if any(isinstance(value, str) for value in part)
        else _put("", part, block)
        for name, part in parts.items()
    }
    return series, picture, bytes(block)


def _put(name: str, rows: list[Any], block: bytearray) -> Place:
    """Add the rows of all states to the block, one row if they are equal; say where they lie."""
    if all(row is rows[0] for row in rows):
        rows = rows[:1]
    table = np.array([np.ravel(np.nan if row is None else row) for row in rows], dtype="float32")
    if len(table) > 1 and np.array_equal(table[1:], table[:-1], equal_nan=True):
        table = table[:1]
    if name and ".error" not in name and not np.isfinite(table).all():
        raise ValueError(f"{name} holds a value that is not a finite number.")
    place = {"at": len(block) // 4, "states": len(table), "points": table.shape[1]}
    block += table.tobytes()
    return place
