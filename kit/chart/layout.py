"""Rules over a chart, which are notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kit.chart.series import INK


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
