"""One live chart with its controls, words and table: the widget that every lab is."""

import os
import traceback
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

import anywidget
import numpy as np
import traitlets

from kit.chart import saved
from kit.chart.drawing import pack, sentences
from kit.chart.page import STYLE, script, show, still
from kit.chart.plot import Plot
from kit.chart.plotlyjs import gzipped, prepare

HERE = Path(__file__).parent
SCRIPTS = ("paint", "rules", "play", "picture", "fields", "numbers", "lab")
KINDS = ("measured", "model", "measured + model", "conceptual")
FAR = (
    "Your line is {mean:.0f} {points} from the model on average. It is furthest at {x:g} {across}: "
    "you said {said:.0f} {unit}, the model says {truth:.0f} {unit}."
)


class Lab(anywidget.AnyWidget):
    """A question with a chart that answers while you move it.

    Parameters
    ----------
    title : str
        What is drawn, in a few words.
    kind : {"measured", "model", "measured + model", "conceptual"}
        What the picture consists of, which a badge beside the title says.
    controls : list of Slider or Choice
        At most three outside the drawer.
    series : list of Line, Area, Points or Bars
        In drawing order.
    x : Axis
    y : Axis or list of Axis
        Several stand over each other as panels on one x.
    draw : callable
        The lab's pure function: takes every control by name, returns a Drawing. It broadcasts
        over any one slider of shape (states, 1), so that a sweep is one call.
    words : callable
        Takes a namespace of controls and numbers, returns one or two sentences.
    limits : dict of str to str
        What is measured, what is assumed, what is left out.
    sources : callable
        Returns the rows of the ledger behind the lab, as a DataFrame.
    rules : list of Rule
    drawable : str
        The line that a learner's prediction is laid over, if any.
    picture : Picture
        A drawing beside the chart that follows the same controls, if any.
    """

    _esm = script(*(HERE / f"{part}.js" for part in SCRIPTS))
    _css = STYLE
    spec = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)  # true values, and the browser's turn they answer
    frame = traitlets.Dict().tag(sync=True)  # the picture of a state
    drawn = traitlets.Dict().tag(sync=True)  # a learner's prediction: x, y
    problem = traitlets.Unicode().tag(sync=True)  # a refusal or a fault, in words
    wanted = traitlets.Dict().tag(sync=True, echo_update=False)  # what the browser asks for

    def __init__(
        self,
        title,
        kind,
        controls,
        series,
        x,
        y,
        draw,
        words,
        limits,
        sources=None,
        rules=(),
        drawable="",
        picture=None,
    ):
        super().__init__()
        prepare()
        if kind not in KINDS:
            raise ValueError(f"{kind!r} is not a kind of lab: it is one of {', '.join(KINDS)}.")
        self.title, self._kind, self.limits, self._sources = title, kind, limits, sources
        self._controls = {control.name: control for control in controls}
        self._draw, self._words, self._picture = draw, words, picture
        self._turn = self._edition = 0
        self._start = {name: control.default for name, control in self._controls.items()}
        self._values = dict(self._start)
        ghost = draw(**self._start)
        self._plot = Plot(series, x, y, ghost, rules, drawable, kind == "conceptual")
        _check_axis(controls, x)
        self.spec = self._describe()
        self._show(self._values)
        self.observe(self._on_wanted, "wanted")
        self.on_msg(self._on_message)

    # What code, quizzes and tests use

    @property
    def values(self):
        """The controls as they stand now."""
        return dict(self._values)

    def set(self, **values):
        """Move controls, as a slider does.

        Raises
        ------
        ValueError
            For an unknown control or a value outside its range; nothing moves then.
        """
        self._show(self._checked(values))

    def reset(self):
        """Put every control back where it started."""
        self.set(**self._start)

    def refresh(self):
        """Draw the state anew, because something else than a control has changed the picture."""
        self._edition += 1
        self._show(self._values)

    def words(self):
        """The state in one or two sentences, with numbers and units."""
        drawing = self._draw(**self._values)
        return sentences(self._words, self._values, drawing.numbers)[0]

    def table(self):
        """What is drawn, as a DataFrame with units in the column names."""
        import pandas as pd

        rows = self._plot.rows(self._draw(**self._values))
        return pd.DataFrame(rows, columns=self._plot.columns())

    def sources(self):
        """The rows of the ledger behind this lab, as a DataFrame."""
        import pandas as pd

        return self._sources() if self._sources else pd.DataFrame()

    def predict(self, x, y):
        """Lay a learner's prediction over the chart and say how far it is from the model.

        Parameters
        ----------
        x, y : sequence of float
            Points in the units of the axes.

        Returns
        -------
        str
        """
        plot = self._plot
        line = next(series for series in plot.series if series.name == plot.drawable)
        order = np.argsort(x)
        x, y = np.asarray(x, float)[order], np.asarray(y, float)[order]
        self.drawn = {"x": x.tolist(), "y": y.tolist()}
        model = self._draw(**self._values).series[line.name]
        truth = np.interp(x, model["x"], np.ravel(model["y"]))
        gap = np.abs(y - truth)
        worst = int(gap.argmax())
        unit = plot.panels[line.panel].unit
        return FAR.format(
            mean=gap.mean(),
            points="percentage points" if unit == "%" else unit,
            x=x[worst],
            across=plot.x.unit,
            said=y[worst],
            unit=unit,
            truth=truth[worst],
        )

    def figure(self):
        """The picture as plotly JSON (a dict), for pages that run no widget."""
        return self._plot.figure(self._draw(**self._values), self.drawn)

    def picture(self):
        """The picture beside the chart as it stands now, as SVG text; "" for a lab without one."""
        if not self._picture:
            return ""
        return self._picture.still(self._draw(**self._values).picture, self.words())

    # What the page uses

    def _checked(self, values):
        for name in values:
            if name not in self._controls:
                near = get_close_matches(str(name), self._controls, n=1)
                hint = f" Did you mean {near[0]}?" if near else ""
                raise ValueError(
                    f"{name!r} is not a control of this lab: it has "
                    f"{', '.join(self._controls)}.{hint}"
                )
        return self._values | {name: self._controls[name].check(v) for name, v in values.items()}

    def _show(self, values):
        """Draw these values and make them the true ones; a fault leaves all as it was."""
        frame = self._frame(values)
        self._values = values
        with self.hold_sync():
            self.frame = frame
            self.state = {"values": self._values, "turn": self._turn}
            self.problem = ""

    def _frame(self, values, control=None):
        """The picture of one state, or of a whole sweep of the slider `control`."""
        positions = self._controls[control].positions() if control else None
        swept = values | ({control: positions[:, None]} if control else {})
        drawing = self._draw(**swept)
        states = len(positions) if control else 1
        drawing.picture = self._picture.check(drawing.picture) if self._picture else {}
        series, picture, block = pack(drawing)
        return {
            "values": values,
            "edition": self._edition,  # pictures of an earlier one are of no use any more
            "control": control,
            "words": sentences(self._words, swept, drawing.numbers, states),
            "series": series,
            "picture": picture,
            "axes": {name: axis.layout() for name, axis in drawing.axes.items()},
            "block": block,
        }

    def _on_wanted(self, change):
        with self._faults_shown():
            self._turn = change["new"]["turn"]
            values = self._checked(change["new"]["values"])
            if change["new"].get("drawn"):  # the browser has this picture from its sweep
                self._values = values
                self.state = {"values": self._values, "turn": self._turn}
            else:
                self._show(values)

    def _on_message(self, _widget, content, _buffers):
        with self._faults_shown():
            if content["kind"] == "plotly":
                self.send({"kind": "plotly"}, [gzipped()])
            elif content["kind"] == "sweep":
                values = self._checked(content["values"])
                frame = self._frame(values, content["control"])
                block = frame.pop("block")
                self.send({"kind": "sweep", **frame}, [block])
            elif content["kind"] == "frame":
                self._show(self._values)
            elif content["kind"] == "wanted":  # told again: it, or its answer, was lost
                if (content["turn"], content["values"]) != (self._turn, self._values):
                    self._on_wanted({"new": content})
                self.send_state(["frame", "state", "problem"])

    @contextmanager
    def _faults_shown(self):
        """Say in the lab what ipywidgets would write to a log that nobody reads."""
        try:
            yield
        except ValueError as refusal:
            self.problem = str(refusal)
        except Exception as fault:
            self.problem = f"This lab has a fault: {fault!r}. Please report it."
            traceback.print_exc()
        else:
            return
        self.state = {"values": self._values, "turn": self._turn}

    def _describe(self):
        """Everything about the lab that does not move."""
        return {
            "title": self.title,
            "kind": self._kind,
            "controls": [control.spec() for control in self._controls.values()],
            "start": self._start,
            **self._plot.describe(),
            "picture": self._picture.spec() if self._picture else None,
            "limits": self.limits,
        }

    def _ipython_display_(self):
        show(self, self.output())

    def text(self):
        """Words and numbers as plain text."""
        return f"{self.words()}\n\n{saved.text(*self._table())}"

    def page(self):
        """Picture, words, numbers and limits as HTML for pages that run nothing."""
        picture = saved.picture(self.title, self._values, self.words())
        return saved.page(self.title, self.words(), *self._table(), self.limits, picture)

    def output(self):
        """The output of the lab for pages that run nothing."""
        return still(self.page(), self.text()) | self.drawn_later()

    def drawn_later(self):
        """What the builder of notebooks needs for a picture; nothing for anybody else."""
        if not os.environ.get(saved.DRAWING):
            return {}
        drawing = {"image/svg+xml": self.picture()} if self._picture else {}
        return {"application/vnd.plotly.v1+json": self.figure()} | drawing

    def _table(self):
        return self._plot.columns(), self._plot.rows(self._draw(**self._values))


def _check_axis(controls, x):
    """Refuse a slider that says it is the chart's x axis and has another ruler."""
    for control in controls:
        if not getattr(control, "axis", False):
            continue
        mine = (control.low, control.high, control.scale, control.unit)
        if mine != (x.low, x.high, x.scale, x.unit):
            raise ValueError(
                f"{control.name} cannot stand as the x axis: the slider has {mine}, "
                f"the axis {(x.low, x.high, x.scale, x.unit)}."
            )
