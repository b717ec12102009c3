"""The fixed part of a chart: the scales of its axes, and rules that are notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kit.chart.series import INK, Axis


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
        base = {"xref": "paper", "x0": 0, "x1": 1, "y0": self.y, "yref": _named("y", self.panel)}
        if self.top is None:
            return dashed | base | {"y1": self.y}
        fill = {"fillcolor": "#56B4E9", "opacity": 0.25, "line": {"width": 0}}
        return base | {"type": "rect", "layer": "below", "y1": self.top} | fill

    def spec(self) -> dict[str, Any]:
        """What the browser needs to place its label."""
        return {key: getattr(self, key) for key in ("y", "x", "top", "label", "panel")}


def layout(x: Axis, y: Sequence[Axis], rules: Sequence[Rule] = ()) -> dict[str, Any]:
    """Scales and rules as plotly's layout has them; the page finds sizes and writes letters.

    Parameters
    ----------
    x : Axis
    y : sequence of Axis
        One for each panel, from the top.
    rules : sequence of Rule
    """
    panels = {_named("yaxis", place): axis.layout() for place, axis in enumerate(y)}
    return {"shapes": [rule.shape() for rule in rules], "xaxis": x.layout(), **panels}


def _named(axis: str, panel: int) -> str:
    """Plotly's name of an axis: y, y2, y3."""
    return axis if panel == 0 else f"{axis}{panel + 1}"
