"""The picture of a lab as plotly traces and as rows of a table, without a widget."""

import numpy as np

from kit.chart.series import INK, Line, layout

GHOST = "ghost "  # before the name of a line: its trace at the start
LABEL = "label "  # before the name of a line: its direct label
YOURS = "yours"  # the trace of a learner's prediction
BARS = {"error": "array", "error_down": "arrayminus"}


class Picture:
    """Series on two axes: what is drawn, in which order, and what stands in the table.

    Parameters
    ----------
    series : list of Line or Points
    x, y : Axis
    ghost : Drawing
        The state at the start, which stays as thin dashed lines.
    rules : list of Rule
    drawable : str
        The line that a prediction is laid over, or "".
    conceptual : bool
        True for a drawing that is not data.
    """

    def __init__(self, series, x, y, ghost, rules=(), drawable="", conceptual=False):
        self.series, self.x, self.y, self.ghost = list(series), x, y, ghost
        self.rules, self.drawable, self.conceptual = list(rules), drawable, conceptual

    def lines(self):
        """The series that are lines."""
        return [series for series in self.series if isinstance(series, Line)]

    def traces(self):
        """Plotly traces without data: lines after their ghosts, labels on top of everything.

        The prediction comes right after its line, since its shade reaches to the trace before.
        """
        traces = []
        for series in self.series:
            if isinstance(series, Line) and series.ghost:
                traces.append(_ghost(series))
            traces.append(series.trace() | {"kit": series.name})
            if series.name == self.drawable:
                traces.append(_prediction())
        return traces + [line.note() | {"kit": LABEL + line.name} for line in self.lines()]

    def layout(self):
        """The fixed part of the picture."""
        return layout(self.x, self.y, self.rules, self.conceptual)

    def start(self):
        """The traces with only the ghosts filled in: the rest arrives as frames."""
        traces = self.traces()
        for trace in traces:
            if trace["kit"].startswith(GHOST):
                data = self.ghost.series[trace["kit"].removeprefix(GHOST)]
                trace |= {"x": _listed(data["x"]), "y": _listed(data["y"])}
        return {"data": traces, "layout": self.layout()}

    def figure(self, drawing, drawn):
        """The whole picture of one state as plotly JSON.

        Parameters
        ----------
        drawing : Drawing
        drawn : dict
            A learner's prediction (`x`, `y`), or {}.
        """
        figure = self.start()
        named = {line.name: line for line in self.lines()}
        for trace in figure["data"]:
            if trace["kit"] == YOURS:
                trace |= drawn
            elif trace["kit"].startswith(LABEL):
                line = named[trace["kit"].removeprefix(LABEL)]
                trace |= _labelled(line, drawing.series[line.name])
            elif not trace["kit"].startswith(GHOST):
                data = drawing.series[trace["kit"]]
                trace |= {key: _listed(data[key]) for key in ("x", "y", "text") if key in data}
                for key in BARS.keys() & data.keys():
                    trace["error_y"] = trace["error_y"] | {BARS[key]: _listed(data[key])}
        for name, axis in drawing.axes.items():
            figure["layout"][f"{name}axis"] |= axis.layout()
        return figure

    def columns(self):
        """The heads of the table, with units."""
        return ["Series", self.x.title, self.y.title, "Note"]

    def rows(self, drawing):
        """The table of one state: a few points of each line, all measured points."""
        rows = []
        for series in self.series:
            data = drawing.series[series.name]
            x, y = np.ravel(data["x"]), np.ravel(data["y"])
            wanted = getattr(series, "rows", None)  # points: all of them
            places = range(len(x))
            if wanted is not None:
                places = [k * (len(x) - 1) // (wanted - 1) for k in range(wanted)]
            notes = data.get("text", [""] * len(x))
            rows += [
                [
                    series.label,
                    f"{x[place]:.{self.x.digits}f}",
                    f"{y[place]:.{self.y.digits}f}",
                    notes[place],
                ]
                for place in places
            ]
        return rows


def _ghost(line):
    return {
        "type": "scatter",
        "mode": "lines",
        "line": {"color": line.style.color, "dash": "dash", "width": 1},
        "hoverinfo": "skip",
        "kit": GHOST + line.name,
    }


def _labelled(line, data):
    x, y = np.ravel(data["x"]), np.ravel(data["y"])
    place = int(line.label_at * (len(x) - 1))
    return {"x": [float(x[place])], "y": [float(y[place])], "text": [line.label]}


def _prediction():
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": "your prediction",
        "line": {"color": INK, "dash": "dot", "width": 2},
        "fill": "tonexty",  # shades the gap to the line drawn just before
        "fillcolor": "rgba(34,34,34,0.12)",
        "hoverinfo": "skip",
        "x": [],
        "y": [],
        "kit": YOURS,
    }


def _listed(values):
    """A plain list that JSON can hold: a missing number is None."""
    return [v if isinstance(v, str) else None if v != v else float(v) for v in np.ravel(values)]
