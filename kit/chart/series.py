"""What a chart draws: lines and bands that are models, points, columns and notes, on named axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import KW_ONLY, dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike, NDArray

INK, PAPER = "#2a2521", "#fffcf6"
# Hues that are too pale for letters, and what letters have instead (contrast on paper above 5.5).
INKS = {
    "#0072B2": "#005a8c",
    "#D55E00": "#a84600",
    "#009E73": "#00694c",
    "#CC79A7": "#8a3a69",
    "#56B4E9": "#005a8c",
    "#E69F00": "#7a5200",
}
PALE = {"#CC79A7"}  # 2.99 on paper: as a filling only, with an outline


@dataclass(frozen=True)
class Style:
    """Colour, dash and marker of one subject, the same in every chart."""

    color: str = INK
    dash: str = "solid"
    marker: str = "circle"

    @property
    def stroke(self) -> str:
        """The colour of a line: a hue that is too pale to stand alone has a dark one."""
        return self.ink if self.color.upper() in PALE else self.color

    @property
    def ink(self) -> str:
        """The colour in which its name is written: dark enough to read on paper."""
        return INKS.get(self.color.upper(), self.color)


@dataclass(frozen=True)
class Axis:
    """An axis: a phrase with its unit, a range that never rescales, the digits of its numbers.

    `tick_labels` names the places of `ticks`, where they stand for things and not for numbers.
    `better` is the side of an x axis on which people are better off, which the chart then says: in
    lists of results it is the left one.
    """

    title: str
    low: float
    high: float
    unit: str = ""
    scale: str = "linear"
    digits: int = 1
    ticks: Sequence[float] = ()
    tick_labels: Sequence[str] = ()
    better: Literal["", "left", "right"] = ""

    def names(self) -> dict[str, str]:
        """The names of named places on this axis."""
        return {f"{tick:g}": name for tick, name in zip(self.ticks, self.tick_labels, strict=False)}

    def cell(self, value: float) -> str:
        """A value of this axis as it stands in the table.

        On an axis of rows or columns, with room beside its first and last, what stands beside the
        middle of one belongs to it.
        """
        names, place = self.names(), value
        if names:
            first, last = min(self.ticks), max(self.ticks)
            rooms = first - min(self.low, self.high), max(self.low, self.high) - last
            if last - first == len(names) - 1 and all(0.3 < room < 1 for room in rooms):
                place = round(value)
        return names.get(f"{place:g}") or f"{value:z.{self.digits}f}"

    def spec(self) -> dict[str, Any]:
        """What the browser needs to draw the ruler and to write its numbers."""
        same = ("title", "low", "high", "unit", "scale", "better", "digits")
        return {key: getattr(self, key) for key in same} | {
            "ticks": [float(tick) for tick in self.ticks],
            "names": self.names(),
        }


NUMBERS = ("x", "y", "base", "error", "error_down", "error_x", "error_x_down")


@dataclass(frozen=True)
class Series:
    """What is drawn in one look, with its numbers: a Line, an Area, Bars or Points.

    Parameters
    ----------
    name : str
        What the code calls it; the same in every state of a lab.
    label : str
        What the learner reads.
    x, y : float or sequence of float
    style : Style
    base : float or sequence of float, optional
        The lower edge of a band or column; 0 by default.
    error, error_down, error_x, error_x_down : sequence of float, optional
        Bars up, down, right and left, NaN for none; the first of two serves both.
    text : sequence of str
        The hover text of each point.
    rows : int, optional
        How many of its points, evenly spread, stand in the table; None for all, 0 for none.
    panel : int

    Examples
    --------
    >>> Points("scans", "measured", [0, 10, 20], [0, 56, 72]).array("y")
    array([ 0., 56., 72.])
    """

    name: str
    label: str
    x: ArrayLike
    y: ArrayLike
    style: Style = Style()
    _: KW_ONLY
    base: ArrayLike | None = None
    error: ArrayLike | None = None
    error_down: ArrayLike | None = None
    error_x: ArrayLike | None = None
    error_x_down: ArrayLike | None = None
    text: Sequence[str] = ()
    rows: int | None = None
    panel: int = 0
    kind = ""

    def array(self, key: str) -> NDArray[np.float64]:
        """One kind of numbers as a flat array; empty if not given."""
        value = getattr(self, key)
        return np.ravel(np.asarray([] if value is None else value, dtype=float))

    def given(self) -> list[str]:
        """The kinds of numbers that this series has."""
        return [key for key in NUMBERS if getattr(self, key) is not None]

    def trace(self) -> dict[str, Any]:
        """The series as a plotly trace without data."""
        raise NotImplementedError


@dataclass(frozen=True)
class Line(Series):
    """A model's line, labelled on the chart near the share `label_at` of its length."""

    label_at: float = 0.75
    ghost: bool = True
    rows: int | None = field(default=9, kw_only=True)
    kind = "line"

    def trace(self) -> dict[str, Any]:
        """The line as a plotly trace without data."""
        return {
            "type": "scatter",
            "mode": "lines",
            "name": self.label,
            "line": {"color": self.style.stroke, "dash": self.style.dash, "width": 3},
            "hovertemplate": f"%{{x:.4g}}, %{{y:.4g}}<extra>{self.label} (model)</extra>",
        }


@dataclass(frozen=True)
class Area(Series):
    """A filled band from `base` (0 where it is not given) up to `y`, labelled in its middle.

    Bands lie on each other where one's base is the other's top. `pattern` hatches it, as "/".
    """

    label_at: float = 0.5
    pattern: str = ""
    rows: int | None = field(default=9, kw_only=True)
    kind = "area"

    def trace(self) -> dict[str, Any]:
        """The band as a plotly trace without data: a closed outline."""
        return {
            "type": "scatter",
            "mode": "lines",
            "name": self.label,
            "line": {"color": INK, "width": 1},  # pale fillings would fade into the ground
            "fill": "toself",
            "fillcolor": f"{self.style.color}40",
            "fillpattern": {"shape": self.pattern, "fgcolor": self.style.color},
            "hoverinfo": "skip",
        }


@dataclass(frozen=True)
class Bars(Series):
    """Columns at the places `x` of height `y`; `text` is what hovering says.

    `measured=False` leaves them unfilled: a model, or a drawing of an idea.
    """

    width: float = 0.6
    measured: bool = True
    kind = "bars"

    def trace(self) -> dict[str, Any]:
        """The columns as a plotly trace without data."""
        fill = self.style.color if self.measured else f"{self.style.color}40"
        return {
            "type": "bar",
            "name": self.label,
            "width": self.width,
            "marker": {"color": fill, "line": {"color": self.style.color, "width": 2}},
            "textposition": "none",
            "hovertemplate": "%{text}<extra></extra>"
            if self.measured
            else f"%{{y:.4g}}<extra>{self.label}</extra>",
        }


@dataclass(frozen=True)
class Points(Series):
    """Measured values: filled markers, the source on hover; `here=True` is the state of the lab."""

    here: bool = False
    size: int = 11
    kind = "points"

    def trace(self) -> dict[str, Any]:
        """The points as a plotly trace without data."""
        symbol = f"{self.style.marker}-open" if self.here else self.style.marker
        bars = {"type": "data", "array": [], "color": INK, "thickness": 1.5, "width": 5}
        border = {"width": 3 if self.here else 1, "color": self.style.stroke if self.here else INK}
        return {
            "type": "scatter",
            "mode": "markers",
            "name": self.label,
            "marker": {
                "color": self.style.color,
                "symbol": symbol,
                "size": self.size + 4 if self.here else self.size,
                "line": border,
            },
            "cliponaxis": False,
            # without an array of its own plotly would invent bars of ten per cent
            "error_y": bars,
            "error_x": bars,
            "hovertemplate": f"%{{x:.4g}}, %{{y:.4g}}<extra>{self.label}</extra>"
            if self.here
            else "%{text}<extra></extra>",
        }


@dataclass(frozen=True)
class Rule:
    """A note: a dashed line at `y` (or upright at `x`), or a band from `y` to `top`; its label."""

    y: float | None
    label: str
    top: float | None = None
    x: float | None = None
    panel: int = 0

    def shape(self) -> dict[str, Any]:
        """The rule as a plotly shape."""
        dashed = {
            "type": "line",
            "layer": "below",
            "line": {"color": INK, "dash": "dash", "width": 1},
        }
        if self.x is not None:
            across = {"x0": self.x, "x1": self.x, "yref": "paper", "y0": 0, "y1": 1}
            return dashed | across
        base = {
            "xref": "paper",
            "x0": 0,
            "x1": 1,
            "y0": self.y,
            "yref": f"y{self.panel + 1}" if self.panel else "y",
        }
        if self.top is None:
            return dashed | base | {"y1": self.y}
        fill = {"fillcolor": "#56B4E9", "opacity": 0.25, "line": {"width": 0}}
        return base | {"type": "rect", "layer": "below", "y1": self.top} | fill

    def spec(self) -> dict[str, Any]:
        """What the browser needs to place its label."""
        return {key: getattr(self, key) for key in ("y", "x", "top", "label", "panel")}
