"""The picture of a lab as plotly traces and as rows of a table, without a widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kit.chart.drawing import Drawing
from kit.chart.series import INK, PAPER, Axis, Line, Rule, Series

Trace = dict[str, Any]

GHOST = "ghost "  # before the name of a line: its trace at the start
YOURS = "yours"  # the trace of a learner's prediction


class Plot:
    """Series on two axes: what is drawn, in which order, and what stands in the table.

    Parameters
    ----------
    ghost : Drawing
        The state at the start, whose lines stay as thin dashed ones.
    x : Axis
    y : Axis or list of Axis
        Several stand over each other as panels on one x.
    rules : list of Rule
    drawable : str
        The line that a prediction is laid over, or "".
    """

    def __init__(
        self,
        ghost: Drawing,
        x: Axis,
        y: Axis | Sequence[Axis],
        rules: Sequence[Rule] = (),
        drawable: str = "",
    ) -> None:
        self.panels = [y] if isinstance(y, Axis) else list(y)
        self.series, self.x, self.y = list(ghost.drawn), x, self.panels[0]
        self.rules, self.drawable = list(rules), drawable

    def traces(self) -> list[Trace]:
        """Plotly traces, of which only the ghosts, before their lines, have numbers.

        The prediction comes right after its line, since its shade reaches to the trace before.
        """
        traces = []
        for series in self.series:
            panel = _panel(series)
            if isinstance(series, Line) and series.ghost:
                traces.append(_ghost(series) | panel)
            traces.append(series.trace() | {"kit": series.name} | panel)
            if series.name == self.drawable:
                traces.append(_prediction() | panel)
        return traces

    def describe(self) -> dict[str, Any]:
        """The fixed description of the picture for the browser."""
        heads, traces = self.heads(), self.traces()
        return {
            "traces": traces,
            "shapes": [rule.shape() for rule in self.rules],
            "places": {trace["kit"]: place for place, trace in enumerate(traces)},
            "rules": [rule.spec() for rule in self.rules],
            "columns": self.columns(),
            "axes": {"x": self.x.spec(), "y": [axis.spec() for axis in self.panels]},
            "series": {
                series.name: {
                    "kind": series.kind,
                    "panel": series.panel,
                    "rows": series.rows,
                    "head": heads[series.name],
                    "label": series.label,
                    "labelAt": getattr(series, "label_at", None),
                    "ink": series.style.ink,
                    "here": getattr(series, "here", False),
                    "size": getattr(series, "size", 0),
                    "width": getattr(series, "width", None),
                }
                for series in self.series
            },
            "drawable": self.drawable,
        }

    def columns(self) -> list[str]:
        """The heads of the table, with units; an axis of named places may go without a title."""
        value = self.y.title if len(self.panels) == 1 else "Value"
        return ["Series", self.x.title or "Which", value or "Which", "Note"]

    def heads(self) -> dict[str, str]:
        """The name of each series in the table, with its axis if there are several."""
        if len(self.panels) == 1:
            return {series.name: series.label for series in self.series}
        titles = [axis.title for axis in self.panels]
        return {s.name: ": ".join(filter(None, (s.label, titles[s.panel]))) for s in self.series}

    def rows(self, drawing: Drawing) -> list[list[str]]:
        """The table of one state: a few points of each line, all measured points.

        Of a band it says how tall it is.
        """
        rows, heads = [], self.heads()
        for series in drawing.drawn:
            x, y = series.array("x"), series.array("y")
            if series.base is not None:
                y = y - series.array("base")
            places: Sequence[int] = range(len(x))
            if series.rows is not None:
                places = [k * (len(x) - 1) // max(series.rows - 1, 1) for k in range(series.rows)]
            notes = series.text or [""] * len(x)
            rows += [
                [
                    heads[series.name],
                    self.x.cell(x[place]),
                    self.panels[series.panel].cell(y[place]),
                    notes[place],
                ]
                for place in places
            ]
        return rows


def _ghost(line: Line) -> Trace:
    return {
        "type": "scatter",
        "mode": "lines",
        "line": {"color": line.style.stroke, "dash": "dash", "width": 1},
        "hoverinfo": "skip",
        "x": _listed(line.array("x")),
        "y": _listed(line.array("y")),
        "kit": GHOST + line.name,
    }


def _panel(series: Series) -> dict[str, str]:
    """The axis of a series, where it is not the first."""
    return {"yaxis": f"y{series.panel + 1}"} if series.panel else {}


def _prediction() -> Trace:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": "your guess",
        "line": {"color": INK, "dash": "1px,6px", "width": 3},
        "marker": {
            "symbol": "circle",
            "size": 9,
            "color": PAPER,
            "line": {"width": 2.2, "color": INK},
        },
        "cliponaxis": False,
        "fill": "tonexty",  # shades the gap to the line drawn just before
        "fillcolor": "rgba(42,37,33,0.13)",
        "hoverinfo": "skip",
        "x": [],
        "y": [],
        "kit": YOURS,
    }


def _listed(values: Iterable[float]) -> list[float | None]:
    """A plain list that JSON can hold: a missing number is None."""
    return [None if value != value else float(value) for value in values]
