"""Many states of a picture in few bytes: equal rows once, numbers in 16 bits, then compressed.

A column holds one array of a picture in every state, such as the heights of one line. Its numbers
are steps of 1/65534 of their range, or finer than a reader of chart and table can see; a small
column keeps its float32.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kit.chart.plot import Plot
from kit.chart.series import Axis, Series

Table = NDArray[np.float64]
Layout = dict[str, Any]  # tells the browser how to read the data

MISSING = -32768  # stands for a missing number
HALF = 32767
SMALL_COLUMN = 4096  # numbers; a column that has no more of them keeps its float32
VISIBLE = 1 / 8000  # of an axis: smaller steps are invisible
DIGIT = 1 / 50  # of the last digit in the table
COARSEST = 1 / 2000  # of an axis: nothing is written in coarser steps
ERRORS = ("error", "error_down", "error_x", "error_x_down")


class Column:
    """One value in every state: each different one is kept once, with the states that have it."""

    def __init__(self, values: Iterable[Any] = ()) -> None:
        self.values: list[Any] = []
        self.index: list[int] = []
        self._places: dict[bytes | str, int] = {}
        for value in values:
            self.add(value)

    def add(self, value: Any) -> None:
        """Add the value of one state: a row of numbers, or what JSON can hold."""
        key = value.tobytes() if isinstance(value, np.ndarray) else _json(value)
        place = self._places.setdefault(key, len(self.values))
        if place == len(self.values):
            self.values.append(value)
        self.index.append(place)


class Columns:
    """All states of a picture."""

    def __init__(self, plot: Plot) -> None:
        self.plot = plot
        self.series: dict[tuple[str, str], Column] = {}
        self.texts: dict[str, Column] = {}
        self.words, self.axes = Column(), Column()
        self.parts: list[dict[str, Any]] = []

    def add(
        self,
        series: Mapping[str, Series],
        picture: Mapping[str, NDArray[Any]],
        axes: Mapping[str, Axis],
        words: str,
    ) -> None:
        """Add the drawing and words of one state; a part of its picture is a number or a text."""
        for name, data in series.items():
            for key in data.given():
                self.series.setdefault((name, key), Column()).add(_row(getattr(data, key)))
            if data.text:
                self.texts.setdefault(name, Column()).add(list(data.text))
        self.parts.append({name: part.item() for name, part in picture.items()})
        self.words.add(words)
        self.axes.add({name: axis.spec() for name, axis in axes.items()})

    def picture(self) -> tuple[dict[str, Column], dict[str, Column]]:
        """The parts of the picture that are numbers, and those that are texts.

        A state need not give all of them.
        """
        numbers, texts = {}, {}
        for name in dict.fromkeys(name for parts in self.parts for name in parts):
            values = [parts.get(name) for parts in self.parts]
            if any(isinstance(value, str) for value in values):
                texts[name] = Column(values)
            else:
                numbers[name] = Column(_row(np.nan if v is None else v) for v in values)
        return numbers, texts

    def ruler(self, name: str, key: str) -> Axis | None:
        """The axis of one array, or None for one that no axis measures on its own."""
        if key in ERRORS:
            return None
        if key == "x":
            return self.plot.x
        panel = next(series.panel for series in self.plot.series if series.name == name)
        return self.plot.panels[panel]


def _row(numbers: Any) -> NDArray[np.float32]:
    return np.ravel(np.asarray(numbers, dtype="float32"))


def write(head: dict[str, Any], columns: Columns) -> bytes:
    """A block of bytes: the length of its head, the head as JSON, then numbers; compressed."""
    block = bytearray()
    numbers, texts = columns.picture()
    layout = {
        "series": [
            {"series": name, "key": key} | _put(column, block, columns.ruler(name, key))
            for (name, key), column in columns.series.items()
        ],
        "picture": [{"part": name} | _put(column, block) for name, column in numbers.items()],
        "says": {name: _index(column, block) for name, column in texts.items()},
        "texts": {name: _index(column, block) for name, column in columns.texts.items()},
        "words": _index(columns.words, block),
        "axes": _index(columns.axes, block),
    }
    text = _json(head | layout).encode()
    return zlib.compress(len(text).to_bytes(4, "little") + text + bytes(block), 9)


def _json(thing: Any) -> str:
    """JSON of plain things and of numpy's numbers."""
    return json.dumps(
        thing,
        default=lambda number: number.item(),
        ensure_ascii=False,
        separators=(",", ":"),
        allow_nan=False,
    )


def _index(column: Column, block: bytearray) -> Layout:
    return {"things": column.values, "index": _integers(np.array([column.index]).T, block)}


def _put(column: Column, block: bytearray, axis: Axis | None = None) -> Layout:
    """Write one column; say how to read it."""
    lengths = [len(row) for row in column.values]
    table = np.full((len(lengths), max(lengths)), np.nan)
    for row, values in zip(table, column.values):
        row[: len(values)] = values
    layout: Layout = {"rows": len(table), "points": max(lengths)}
    if len(set(lengths)) > 1:
        layout["lengths"] = lengths
    if len(table) > 1:
        layout["index"] = _integers(np.array([column.index]).T, block)
    ruled = steps(table, axis) if table.size > SMALL_COLUMN else None
    if ruled is None:
        layout["floats"] = len(block)
        block += table.astype("<f4").tobytes()
        return layout
    numbers, ruler = ruled
    return layout | ruler | {"numbers": _integers(numbers, block)}


def steps(table: Table, axis: Axis | None = None) -> tuple[NDArray[np.int16], Layout] | None:
    """Numbers as whole steps of a ruler.

    Parameters
    ----------
    table : array
        NaN for what is missing.
    axis : Axis, optional

    Returns
    -------
    tuple
        The steps as int16, and `low`, `step` and `log`; None where 16 bits are too few.
    """
    log = bool(axis and axis.scale == "log" and np.nanmin(table) > 0)
    values = np.log10(table) if log else table
    low, high = float(np.nanmin(values)), float(np.nanmax(values))
    finest = (high - low) / (2 * HALF)
    if axis is None:
        step = finest
    else:
        ends = np.log10([axis.low, axis.high]) if log else [axis.low, axis.high]
        span = ends[1] - ends[0]
        digit = 10.0**-axis.digits * DIGIT / (2.303 * 10**high if log else 1)
        step = max(finest, min(span * VISIBLE, digit))
        if step > span * COARSEST:
            return None
    step = step or 1.0
    numbers = np.round((values - low) / step) - HALF
    whole = np.where(np.isnan(numbers), MISSING, numbers).astype("int16")
    return whole, {"low": low, "step": step, "log": log}


def _integers(table: NDArray[Any], block: bytearray) -> Layout:
    """Write a table of 16-bit integers; say where.

    Each is the difference to the one before it in its row, which wraps round and comes back; all
    low bytes come first.
    """
    layout = {"at": len(block)}
    steps = np.diff(np.asarray(table).astype("int16"), axis=1, prepend=np.int16(0))
    block += steps.astype("<i2").view("uint8").reshape(-1, 2).T.tobytes()
    return layout
