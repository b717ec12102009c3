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
from kit.chart.page import STYLE, script, view
from kit.chart.picture import Picture
from kit.chart.plotlyjs import gzipped, prepare

HERE = Path(__file__).parent
# set while notebooks are built: each lab then hands its figure to the builder, for a saved picture
PICTURES = "KIT_SAVE_PICTURES"
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
    edge : dict of str to str
        The model's edge: what is measured, what is assumed, what is left out.
    sources : callable
        Returns the rows of the ledger behind the lab, as a DataFrame.
    rules : list of Rule
    drawable : str
        The line that a learner's prediction is laid over, if any.
    conceptual : bool
        True for a drawing that is not data.
    scene : Scene
        A picture beside the chart that follows the same controls, if any.
    """

    _esm = script(*(HERE / f"{part}.js" for part in ("paint", "scene", "fields", "numbers", "lab")))
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
        controls,
        series,
        x,
        y,
        draw,
        words,
        edge,
        sources=None,
        rules=(),
        drawable="",
        conceptual=False,
        scene=None,
    ):
        super().__init__()
        prepare()
        self.title, self.edge, self._sources = title, edge, sources
        self._controls = {control.name: control for control in controls}
        self._draw, self._words, self._scene = draw, words, scene
        self._turn = self._edition = 0
        self._start = {name: control.default for name, control in self._controls.items()}
        self._values = dict(self._start)
        ghost = draw(**self._start)
        self._picture = Picture(series, x, y, ghost, rules, drawable, conceptual)
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

        rows = self._picture.rows(self._draw(**self._values))
        return pd.DataFrame(rows, columns=self._picture.columns())

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
        picture = self._picture
        line = next(series for series in picture.series if series.name == picture.drawable)
        order = np.argsort(x)
        x, y = np.asarray(x, float)[order], np.asarray(y, float)[order]
        self.drawn = {"x": x.tolist(), "y": y.tolist()}
        model = self._draw(**self._values).series[line.name]
        truth = np.interp(x, model["x"], np.ravel(model["y"]))
        gap = np.abs(y - truth)
        worst = int(gap.argmax())
        unit = picture.panels[line.panel].unit
        return FAR.format(
            mean=gap.mean(),
            points="percentage points" if unit == "%" else unit,
            x=x[worst],
            across=picture.x.unit,
            said=y[worst],
            unit=unit,
            truth=truth[worst],
        )

    def figure(self):
        """The picture as plotly JSON (a dict), for pages that run no widget."""
        return self._picture.figure(self._draw(**self._values), self.drawn)

    def scene(self):
        """The picture beside the chart as it stands now, as SVG text; "" for a lab without one."""
        return self._scene.still(self._draw(**self._values).scene) if self._scene else ""

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
        drawing.scene = self._scene.check(drawing.scene) if self._scene else {}
        series, scene, block = pack(drawing)
        return {
            "values": values,
            "edition": self._edition,  # pictures of an earlier one are of no use any more
            "control": control,
            "words": sentences(self._words, swept, drawing.numbers, states),
            "series": series,
            "scene": scene,
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
            "controls": [control.spec() for control in self._controls.values()],
            "start": self._start,
            **self._picture.describe(),
            "scene": self._scene.spec() if self._scene else None,
            "edge": self.edge,
        }

    def _ipython_display_(self):
        from IPython.display import display

        for output in self.outputs():
            display(output, raw=True)

    def outputs(self, live=True):
        """The lab as two outputs of a cell: the live view, and words and table for pages.

        A viewer shows one form of each output. The second has an empty widget view, which a live
        JupyterLab hides, so that its table stands only where nothing runs; `live=False` gives the
        first one an empty view too, for a lab that something else shows.
        """
        first = {**view(self if live else None), "text/plain": self.words()}
        if os.environ.get(PICTURES):
            first["application/vnd.plotly.v1+json"] = self.figure()
            first |= {"image/svg+xml": self.scene()} if self._scene else {}
        columns, rows = self._picture.columns(), self._picture.rows(self._draw(**self._values))
        page = saved.page(self.title, self.words(), columns, rows, self.edge)
        return [first, {**view(None), "text/html": page, "text/plain": saved.text(columns, rows)}]
