"""Many states of a picture in few bytes: equal rows once, numbers in 16 bits, then compressed.

A column holds one array of a picture in every state, such as the heights of one line. Its numbers
are steps of 1/65534 of their range, or finer than a reader of chart and table can see; a small
column keeps its float32.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kit.chart.drawing import Data
from kit.chart.plot import Plot
from kit.chart.series import Axis

Table = NDArray[np.float64]
Told = dict[str, Any]  # instructions by which the browser reads the data

NONE = -32768  # marks a missing number
HALF = 32767
FEW = 4096  # most numbers in a column that stay float32
SEEN = 1 / 8000  # of an axis: nobody sees less
DIGIT = 1 / 50  # of the last digit in the table
COARSEST = 1 / 2000  # of an axis: nothing is written in coarser steps
ERRORS = ("error", "error_down", "error_x", "error_x_down")


class Column:
    """The rows of one array: each different one once, and which of them each state has."""

    def __init__(self) -> None:
        self.rows: list[NDArray[np.float32]] = []
        self.index: list[int] = []
        self._places: dict[bytes, int] = {}
        self._last: Any = None
        self._place = 0

    def add(self, numbers: Any) -> None:
        """Add the row of one state."""
        if numbers is not self._last or not self.rows:
            self._last = numbers
            row = np.ravel(np.asarray(numbers, dtype="float32"))
            self._place = self._places.setdefault(row.tobytes(), len(self.rows))
            if self._place == len(self.rows):
                self.rows.append(row)
        self.index.append(self._place)


class Kept:
    """Values other than numbers, each different one stored once."""

    def __init__(self) -> None:
        self.things: list[Any] = []
        self.index: list[int] = []
        self._places: dict[str, int] = {}

    def add(self, thing: Any) -> None:
        """Add the value of one state."""
        key = _json(thing)
        if key not in self._places:
            self._places[key] = len(self.things)
            self.things.append(thing)
        self.index.append(self._places[key])


class Columns:
    """All states of a picture.

    Parameters
    ----------
    plot : Plot
    """

    def __init__(self, plot: Plot) -> None:
        self.plot = plot
        self.series: dict[tuple[str, str], Column] = {}
        self.picture: dict[str, Column] = {}
        self.texts: dict[str, Kept] = {}
        self.says: dict[str, Kept] = {}
        self.words, self.axes = Kept(), Kept()

    def add(
        self,
        series: Mapping[str, Data],
        picture: Mapping[str, NDArray[Any]],
        axes: Mapping[str, Axis],
        words: str,
    ) -> None:
        """Add the drawing and words of one state.

        Parameters
        ----------
        series : dict of str to Data
        picture : dict of str to array
            As checked: a number or a text each.
        axes : dict of str to Axis
        words : str
        """
        for name, data in series.items():
            for key in data.given():
                self.series.setdefault((name, key), Column()).add(getattr(data, key))
            if data.text:
                self.texts.setdefault(name, Kept()).add(list(data.text))
        values = {name: part.item() for name, part in picture.items()}
        for name, part in values.items():
            if isinstance(part, str) and name not in self.says:
                self.says[name] = _late(Kept(), None, len(self.words.index))
            elif not isinstance(part, str) and name not in self.picture:
                self.picture[name] = _late(Column(), np.nan, len(self.words.index))
        for name, texts in self.says.items():
            texts.add(values.get(name))
        for name, column in self.picture.items():
            column.add(values.get(name, np.nan))
        self.words.add(words)
        self.axes.add({name: axis.spec() for name, axis in axes.items()})

    def ruler(self, name: str, key: str) -> Axis | None:
        """The axis of one array, or None for one that no axis measures on its own."""
        if key in ERRORS:
            return None
        if key == "x":
            return self.plot.x
        panel = next(series.panel for series in self.plot.series if series.name == name)
        return self.plot.panels[panel]


def _late(entries: Any, nothing: Any, count: int) -> Any:
    """A column that begins after some states have been added: they did not give it."""
    for _ in range(count):
        entries.add(nothing)
    return entries


def write(head: dict[str, Any], columns: Columns) -> bytes:
    """A block of bytes: the length of its head, the head as JSON, then numbers; compressed.

    Parameters
    ----------
    head : dict
    columns : Columns
    """
    block = bytearray()
    layout = {
        "series": [
            {"series": name, "key": key} | _put(column, block, columns.ruler(name, key))
            for (name, key), column in columns.series.items()
        ],
        "picture": [{"part": n} | _put(column, block) for n, column in columns.picture.items()],
        "says": {name: _index(said, block) for name, said in columns.says.items()},
        "texts": {name: _index(texts, block) for name, texts in columns.texts.items()},
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


def _index(entries: Kept, block: bytearray) -> Told:
    return {"things": entries.things, "index": _integers(np.array([entries.index]).T, block)}


def _put(column: Column, block: bytearray, axis: Axis | None = None) -> Told:
    """Write one column; say how to read it."""
    longest = max(map(len, column.rows))
    table = np.full((len(column.rows), longest), np.nan)
    for row, values in zip(table, column.rows):
        row[: len(values)] = values
    lengths = {len(row) for row in column.rows}
    layout: Told = {"rows": len(table), "points": longest}
    if len(lengths) > 1:
        layout["lengths"] = [len(row) for row in column.rows]
    if len(table) > 1:
        layout["index"] = _integers(np.array([column.index]).T, block)
    ruled = steps(table, axis) if table.size > FEW else None
    if ruled is None:
        layout["floats"] = len(block)
        block += table.astype("<f4").tobytes()
        return layout
    numbers, ruler = ruled
    return layout | ruler | {"numbers": _integers(numbers, block)}


def steps(table: Table, axis: Axis | None = None) -> tuple[NDArray[np.int16], Told] | None:
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
        step = max(finest, min(span * SEEN, digit))
        if step > span * COARSEST:
            return None
    step = step or 1.0
    found = np.round((values - low) / step) - HALF
    whole = np.where(np.isnan(found), NONE, found).astype("int16")
    return whole, {"low": low, "step": step, "log": log}


def _integers(table: NDArray[Any], block: bytearray) -> Told:
    """Write a table of 16-bit integers; say where.

    Each is the difference to the one before it in its row, which wraps round and comes back; all
    low bytes come first.
    """
    layout = {"at": len(block)}
    steps = np.diff(np.asarray(table).astype("int16"), axis=1, prepend=np.int16(0))
    block += steps.astype("<i2").view("uint8").reshape(-1, 2).T.tobytes()
    return layout
