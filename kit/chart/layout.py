"""The fixed part of a picture: axes, panels, and rules that are notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from textwrap import wrap
from typing import Any

from kit.chart.series import INK, Axis

HEIGHT = 400  # pixels; fixed, so that the page never jumps
PANEL = 150  # pixels of each panel, where there are several
LETTERS = 14  # pixels
WIDEST = 28  # letters of a line under the picture, so that a phone shows all of it
NOTE = 36  # letters of a line of a rule's note, which a phone shows whole
TALLEST = 44, 18  # letters of a line beside a picture, and beside one panel of several


@dataclass(frozen=True)
class Rule:
    """A note: a dashed line at `y` (or upright at `x`), or a band from `y` to `top`; its label."""

    y: float | None
    label: str
    top: float | None = None
    label_above: bool = True
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
        base = {"xref": "paper", "x0": 0, "x1": 1, "y0": self.y, "yref": _named("y", self.panel)}
        if self.top is None:
            return dashed | base | {"y1": self.y}
        fill = {"fillcolor": "#56B4E9", "opacity": 0.25, "line": {"width": 0}}
        return base | {"type": "rect", "layer": "below", "y1": self.top} | fill

    def spec(self) -> dict[str, Any]:
        """What the browser needs to place its label."""
        return {key: getattr(self, key) for key in ("y", "x", "top", "label", "panel")}

    def note(self, across: Axis, up: Axis) -> dict[str, Any]:
        """The rule's label as a plotly annotation, on these two axes."""
        lines = "<br>".join(wrap(self.label, NOTE))
        text = {"text": lines, "showarrow": False, "font": {"size": 12, "color": INK}}
        if self.x is not None:
            high = {"yref": "paper", "y": 1, "yanchor": "top"}
            return text | high | {"x": _place(across, self.x), "xanchor": "left"}
        at = self.y if self.top is None or not self.label_above else self.top
        return text | {
            "xref": "paper",
            "x": 1,
            "xanchor": "right",
            "align": "right",
            "y": _place(up, at),
            "yref": _named("y", self.panel),
            "yanchor": "bottom" if self.label_above else "top",
        }


def layout(
    x: Axis, y: Sequence[Axis], rules: Sequence[Rule] = (), conceptual: bool = False
) -> dict[str, Any]:
    """The fixed part of the picture: axes, notes, white ground.

    Parameters
    ----------
    x : Axis
    y : sequence of Axis
        One for each panel, from the top.
    rules : sequence of Rule
    conceptual : bool
        True writes "conceptual, not data" across the top.
    """
    grid = {"gridcolor": "#e6e6e6", "linecolor": INK, "ticks": "outside", "fixedrange": True}
    grid["zeroline"] = False
    notes = [rule.note(x, y[rule.panel]) for rule in rules]
    if conceptual:
        top = {"xref": "paper", "yref": "paper", "x": 0, "y": 1.02, "yanchor": "bottom"}
        notes.append(top | {"xanchor": "left", "text": "conceptual, not data", "showarrow": False})
    below = wrap(x.title, WIDEST) or [""]
    beside = [wrap(axis.title, TALLEST[len(y) > 1]) or [""] for axis in y]
    last = {"anchor": _named("y", len(y) - 1), "automargin": "height"}  # turned ticks need room
    return {
        "height": _height(y),
        "margin": {
            "l": _margin(y, max(map(len, beside))),
            "r": 16,
            "t": 24,
            "b": 56 + 20 * (len(below) - 1),
        },
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "font": {"size": LETTERS, "color": INK},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "shapes": [rule.shape() for rule in rules],
        "annotations": notes,
        "xaxis": {"title": _title(below), **grid, **last, **x.layout()},
        **{
            _named("yaxis", place): {
                "title": _title(beside[place]),
                "domain": _share(place, len(y)),
                **grid,
                **axis.layout(),
            }
            for place, axis in enumerate(y)
        },
    }


def _place(axis: Axis, value: float | None) -> float | None:
    """Where plotly wants an annotation: on a log axis it asks for the exponent."""
    return log10(value) if value is not None and axis.scale == "log" else value


def _height(axes: Sequence[Axis]) -> int:
    """Pixels: more for panels, and where names of two lines stand below each other."""
    if len(axes) > 1:
        return PANEL * len(axes) + 80
    names = axes[0].places() if axes[0].tick_labels else []
    return max(HEIGHT, 120 + 40 * len(names) if max(map(len, names), default=1) > 1 else 0)


def _title(lines: Sequence[str]) -> dict[str, Any]:
    """An axis title, in letters that the page can make larger."""
    return {"text": "<br>".join(lines), "font": {"size": LETTERS}}


def _margin(axes: Sequence[Axis], lines: int) -> int:
    """Pixels left of the picture: enough for the longest name of a place and the title."""
    names = [line for axis in axes if axis.tick_labels for place in axis.places() for line in place]
    longest = max(map(len, names), default=0)
    title = 24 if any(axis.title for axis in axes) else 0
    return max(72, 16 + title + 8 * longest) + 18 * (lines - 1)


def _named(axis: str, panel: int) -> str:
    """Plotly's name of an axis: y, y2, y3."""
    return axis if panel == 0 else f"{axis}{panel + 1}"


def _share(place: int, panels: int) -> list[float]:
    """Where a panel stands on the height of the picture, from the top: bottom and top."""
    gap = 0.06 if panels > 1 else 0
    tall = (1 - gap * (panels - 1)) / panels
    top = 1 - place * (tall + gap)
    return [round(max(top - tall, 0), 6), round(top, 6)]
