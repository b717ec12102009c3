"""What a chart draws: lines that are models, points that are measurements, rules that are notes."""

from dataclasses import dataclass

INK = "#222222"
HEIGHT = 400  # pixels; fixed, so that the page never jumps


@dataclass(frozen=True)
class Style:
    """Colour, dash and marker of one thing, the same wherever it is drawn."""

    color: str = INK
    dash: str = "solid"
    marker: str = "circle"


@dataclass(frozen=True)
class Axis:
    """An axis: a phrase with its unit, a range that never rescales, the digits of its numbers."""

    title: str
    low: float
    high: float
    unit: str = ""
    scale: str = "linear"
    digits: int = 1
    ticks: tuple = ()

    def layout(self):
        """The axis as plotly's layout wants it."""
        if self.scale == "log":
            from math import log10

            shown = {"type": "log", "range": [log10(self.low), log10(self.high)]}
        else:
            shown = {"type": "linear", "range": [self.low, self.high]}
        if self.ticks:
            shown |= {"tickvals": list(self.ticks), "ticktext": [f"{t:g}" for t in self.ticks]}
        return shown


@dataclass(frozen=True)
class Line:
    """A model's line, labelled on the chart near the share `label_at` of its length.

    `rows` says how many of its points, evenly spread, stand in the table.
    """

    name: str
    label: str
    style: Style = Style()
    label_at: float = 0.75
    label_side: str = "top left"
    ghost: bool = True
    rows: int = 9

    def trace(self):
        """The line as a plotly trace without data."""
        return {
            "type": "scatter",
            "mode": "lines",
            "name": self.label,
            "line": {"color": self.style.color, "dash": self.style.dash, "width": 3},
            "hovertemplate": f"%{{x:.4g}}, %{{y:.4g}}<extra>{self.label} (model)</extra>",
        }

    def note(self):
        """The direct label as a trace of one point, without data.

        A line that carried its label itself would cost plotly one text element for each point.
        """
        return {
            "type": "scatter",
            "mode": "text",
            "textposition": self.label_side,
            "textfont": {"color": INK, "size": 13},
            "hoverinfo": "skip",
        }


@dataclass(frozen=True)
class Points:
    """Measured values: filled markers, the source on hover; `here=True` is the state of the lab."""

    name: str
    label: str
    style: Style = Style()
    here: bool = False

    def trace(self):
        """The points as a plotly trace without data."""
        size, symbol = (15, f"{self.style.marker}-open") if self.here else (11, self.style.marker)
        border = {"width": 3 if self.here else 1, "color": self.style.color if self.here else INK}
        return {
            "type": "scatter",
            "mode": "markers",
            "name": self.label,
            "marker": {
                "color": self.style.color,
                "symbol": symbol,
                "size": size,
                "line": border,
            },
            "cliponaxis": False,
            # without an array of its own plotly would invent bars of ten per cent
            "error_y": {"type": "data", "array": [], "color": INK, "thickness": 1.5, "width": 5},
            "hovertemplate": f"%{{x:.4g}}, %{{y:.4g}}<extra>{self.label}</extra>"
            if self.here
            else "%{text}<extra></extra>",
        }


@dataclass(frozen=True)
class Rule:
    """A horizontal note: a dashed line at `y`, or a band from `y` to `top`, with a label."""

    y: float
    label: str
    top: float | None = None
    label_above: bool = True

    def shape(self):
        """The rule as a plotly shape."""
        base = {"xref": "paper", "x0": 0, "x1": 1, "layer": "below", "y0": self.y}
        if self.top is None:
            return base | {
                "type": "line",
                "y1": self.y,
                "line": {"color": INK, "dash": "dash", "width": 1},
            }
        fill = {"fillcolor": "#56B4E9", "opacity": 0.25, "line": {"width": 0}}
        return base | {"type": "rect", "y1": self.top} | fill

    def note(self):
        """The rule's label as a plotly annotation."""
        at = self.y if self.top is None or not self.label_above else self.top
        return {
            "xref": "paper",
            "x": 1,
            "xanchor": "right",
            "y": at,
            "yanchor": "bottom" if self.label_above else "top",
            "text": self.label,
            "showarrow": False,
            "font": {"size": 12, "color": INK},
        }


def layout(x, y, rules=(), conceptual=False):
    """The fixed part of the picture: axes, notes, white ground.

    Parameters
    ----------
    x, y : Axis
    rules : sequence of Rule
    conceptual : bool
        True writes "conceptual, not data" across the top.
    """
    grid = {"gridcolor": "#e6e6e6", "linecolor": INK, "ticks": "outside", "fixedrange": True}
    notes = [rule.note() for rule in rules]
    if conceptual:
        top = {"xref": "paper", "yref": "paper", "x": 0, "y": 1.02, "yanchor": "bottom"}
        notes.append(top | {"xanchor": "left", "text": "conceptual, not data", "showarrow": False})
    return {
        "height": HEIGHT,
        "margin": {"l": 64, "r": 16, "t": 24, "b": 56},
        "paper_bgcolor": "#ffffff",
        "plot_bgcolor": "#ffffff",
        "font": {"size": 14, "color": INK},
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "shapes": [rule.shape() for rule in rules],
        "annotations": notes,
        "xaxis": {"title": {"text": x.title}, **grid, **x.layout()},
        "yaxis": {"title": {"text": y.title}, **grid, **y.layout()},
    }
