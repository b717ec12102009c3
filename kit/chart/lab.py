"""One live chart with its controls, words and table: the widget that every lab is."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

import anywidget
import numpy as np
import traitlets
from numpy.typing import ArrayLike

from kit.chart import saved
from kit.chart.controls import Choice, Slider
from kit.chart.drawing import Drawing, State, Values, columns, compare, one_state, pack, states_of
from kit.chart.layout import Rule
from kit.chart.page import STYLE, script, view
from kit.chart.picture import Picture
from kit.chart.plot import Plot
from kit.chart.plotlyjs import gzipped, prepare
from kit.chart.series import Area, Axis, Bars, Line, Points
from kit.chart.values import Value

if TYPE_CHECKING:
    import pandas as pd

HERE = Path(__file__).parent
# set while notebooks are built: each lab then hands its figure to the builder, for a saved picture
PICTURES = "KIT_SAVE_PICTURES"
Kind = Literal["measured", "model", "measured + model", "conceptual"]
FAR = (
    "Your line is {mean:.0f} {points} from the model on average. It is furthest at {x:g} {across}: "
    "you said {said:.0f} {unit}, the model says {truth:.0f} {unit}."
)


class Lab(anywidget.AnyWidget):
    """A question with a chart that answers while you move it.

    Each control is an attribute: `lab.blocked = 50` moves it, `lab.observe(f, "blocked")` tells
    when it moves.

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
        The lab's pure function: takes the value of every control by name, returns a Drawing with
        all series.
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
    vectorised : bool
        True for a lab whose `draw` broadcasts over any one slider of shape (states, 1), so that a
        sweep is one call: only where one call for each position takes over 50 ms.

    Raises
    ------
    ValueError
        For a kind that does not exist, a control that has the name of something else, a slider
        that cannot be the axis, or a drawing without the series and parts that are declared.
    """

    _esm = script(
        *(HERE / f"{part}.js" for part in ("paint", "picture", "fields", "numbers", "lab"))
    )
    _css = STYLE
    spec = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)  # true values, and the browser's turn they answer
    frame = traitlets.Dict().tag(sync=True)  # the picture of a state
    drawn = traitlets.Dict().tag(sync=True)  # a learner's prediction: x, y
    problem = traitlets.Unicode().tag(sync=True)  # a refusal or a fault, in words
    wanted = traitlets.Dict().tag(sync=True, echo_update=False)  # what the browser asks for

    def __init__(
        self,
        title: str,
        kind: Kind,
        controls: Sequence[Slider | Choice],
        series: Sequence[Line | Area | Points | Bars],
        x: Axis,
        y: Axis | Sequence[Axis],
        draw: Callable[..., Drawing],
        words: Callable[[Any], str],
        limits: dict[str, str],
        sources: Callable[[], pd.DataFrame] | None = None,
        rules: Sequence[Rule] = (),
        drawable: str = "",
        picture: Picture | None = None,
        vectorised: bool = False,
    ) -> None:
        super().__init__()
        prepare()
        if kind not in get_args(Kind):
            known = ", ".join(get_args(Kind))
            raise ValueError(f"{kind!r} is not a kind of lab: it is one of {known}.")
        self.title, self._kind, self.limits, self._sources = title, kind, limits, sources
        self._draw, self._words, self._picture, self._vectorised = draw, words, picture, vectorised
        self._turn = self._edition = 0
        self._controls = {control.name: control for control in controls}
        self._start: Values = {name: control.default for name, control in self._controls.items()}
        self._become_traits(x)
        ghost = self._state(self._start).drawing
        compare("series", [one.name for one in series], list(ghost.series))
        if picture is None:
            compare("parts of a picture", [], list(ghost.picture))
        self._plot = Plot(series, x, y, ghost, rules, drawable, kind == "conceptual")
        self.spec = self._describe()
        self._show(self._start)
        self.observe(self._on_wanted, "wanted")
        self.on_msg(self._on_message)

    def _become_traits(self, x: Axis) -> None:
        """Make an attribute of each control."""
        for name, control in self._controls.items():
            if hasattr(self, name):
                raise ValueError(f"A lab has a {name} already: call the control otherwise.")
            if isinstance(control, Slider) and control.axis:
                control.check_axis(x)
        self.add_traits(**{name: Value(start) for name, start in self._start.items()})

    # What code, quizzes and tests use

    @property
    def values(self) -> Values:
        """The controls as they stand now."""
        return {name: getattr(self, name) for name in self._controls}

    def set(self, **values: Any) -> None:
        """Move controls, as a slider does.

        Raises
        ------
        ValueError
            For an unknown control or a value outside its range; nothing moves then.
        """
        self._show(self._checked(values))

    def reset(self) -> None:
        """Put every control back where it started."""
        self.set(**self._start)

    def refresh(self) -> None:
        """Draw the state anew, because something else than a control has changed the picture."""
        self._edition += 1
        self._show(self.values)

    def drawing(self, **values: Any) -> Drawing:
        """What is drawn for these controls, the others as they stand.

        Examples
        --------
        >>> from kit import labs
        >>> round(labs.level_and_block().drawing(blocked=50).numbers["level"])
        182
        """
        return self._state(self._checked(values)).drawing

    def words(self) -> str:
        """The state in one or two sentences, with numbers and units."""
        return self._state(self.values).said(self._words)

    def table(self) -> pd.DataFrame:
        """What is drawn, as a DataFrame with units in the column names."""
        import pandas as pd

        return pd.DataFrame(self._plot.rows(self.drawing()), columns=self._plot.columns())

    def sources(self) -> pd.DataFrame:
        """The rows of the ledger behind this lab, as a DataFrame."""
        import pandas as pd

        return self._sources() if self._sources else pd.DataFrame()

    def predict(self, x: ArrayLike, y: ArrayLike) -> str:
        """Lay a learner's prediction over the chart and say how far it is from the model.

        Parameters
        ----------
        x, y : sequence of float
            Points in the units of the axes.

        Returns
        -------
        str
        """
        plot, order = self._plot, np.argsort(x)
        line = next(series for series in plot.series if series.name == plot.drawable)
        x, y = np.asarray(x, float)[order], np.asarray(y, float)[order]
        self.drawn = {"x": x.tolist(), "y": y.tolist()}
        model = self.drawing().series[line.name]
        truth = np.interp(x, model.array("x"), model.array("y"))
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

    def figure(self) -> dict[str, Any]:
        """The picture as plotly JSON (a dict), for pages that run no widget."""
        return self._plot.figure(self.drawing(), self.drawn)

    def picture(self) -> str:
        """The picture beside the chart as it stands now, as SVG text; "" for a lab without one."""
        return self._picture.still(self.drawing().picture) if self._picture else ""

    # What the page uses

    def _checked(self, values: Values) -> Values:
        for name in values:
            if name not in self._controls:
                near = get_close_matches(str(name), self._controls, n=1)
                hint = f" Did you mean {near[0]}?" if near else ""
                raise ValueError(
                    f"{name!r} is not a control of this lab: it has "
                    f"{', '.join(self._controls)}.{hint}"
                )
        return self.values | {name: self._controls[name].check(v) for name, v in values.items()}

    def _show(self, values: Values) -> None:
        """Draw these values and make them the true ones; a fault leaves all as it was."""
        frame = self._frame([self._state(values)])
        with self.hold_sync(), self.hold_trait_notifications():
            self.frame = frame
            self.problem = ""
            self._take(values)

    def _take(self, values: Values) -> None:
        """Make these values the true ones."""
        with self.hold_sync(), self.hold_trait_notifications():
            for name, value in values.items():
                self.traits()[name].take(self, value)
            self.state = {"values": values, "turn": self._turn}

    def _sweep(self, values: Values, control: str, positions: Sequence[float]) -> list[State]:
        """Every state of one slider, the others as in `values`."""
        if self._vectorised:
            return states_of(self._draw, values, control, positions)
        return [self._state(values | {control: float(place)}) for place in positions]

    def _state(self, values: Values) -> State:
        drawing = self._draw(**values)
        return State(values, one_state(drawing) if self._vectorised else drawing)

    def _frame(self, states: list[State], control: str | None = None) -> dict[str, Any]:
        """The picture of one state, or of a whole sweep of the slider `control`."""
        drawings = [state.drawing for state in states]
        parts = self._picture.check(columns(drawings)) if self._picture else {}
        series, picture, block = pack([drawing.series for drawing in drawings], parts)
        return {
            "values": states[0].values,
            "edition": self._edition,  # pictures of an earlier one are of no use any more
            "control": control,
            "words": [state.said(self._words) for state in states],
            "series": series,
            "picture": picture,
            "axes": {name: axis.layout() for name, axis in drawings[0].axes.items()},
            "block": block,
        }

    def _on_wanted(self, change: dict[str, Any]) -> None:
        with self._faults_shown():
            self._turn = change["new"]["turn"]
            values = self._checked(change["new"]["values"])
            if change["new"].get("drawn"):  # the browser has this picture from its sweep
                self._take(values)
            else:
                self._show(values)

    def _on_message(self, _widget: object, content: dict[str, Any], _buffers: list[bytes]) -> None:
        with self._faults_shown():
            if content["kind"] == "plotly":
                self.send({"kind": "plotly"}, [gzipped()])
            elif content["kind"] == "sweep":
                self._send_sweep(content["control"], self._checked(content["values"]))
            elif content["kind"] == "frame":
                self._show(self.values)
            elif content["kind"] == "wanted":  # told again: it, or its answer, was lost
                if (content["turn"], content["values"]) != (self._turn, self.values):
                    self._on_wanted({"new": content})
                self.send_state(["frame", "state", "problem"])

    def _send_sweep(self, control: str, values: Values) -> None:
        positions = self._controls[control].positions()
        frame = self._frame(self._sweep(values, control, positions), control)
        block = frame.pop("block")
        self.send({"kind": "sweep", **frame, "values": values}, [block])

    @contextmanager
    def _faults_shown(self) -> Iterator[None]:
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
        self.state = {"values": self.values, "turn": self._turn}

    def _describe(self) -> dict[str, Any]:
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

    def _ipython_display_(self) -> None:
        from IPython.display import display

        for output in self.outputs():
            display(output, raw=True)

    def outputs(self, live: bool = True) -> list[dict[str, Any]]:
        """The lab as two outputs of a cell: the live view, and words and table for pages.

        A viewer shows one form of each output. The second has an empty widget view, which a live
        JupyterLab hides, so that its table stands only where nothing runs; `live=False` gives the
        first one an empty view too, for a lab that something else shows.
        """
        words = self.words()
        first = {**view(self if live else None), "text/plain": words}
        if os.environ.get(PICTURES):
            first["application/vnd.plotly.v1+json"] = self.figure()
            first |= {"image/svg+xml": self.picture()} if self._picture else {}
        columns, rows = self._plot.columns(), self._plot.rows(self.drawing())
        page = saved.page(self.title, words, columns, rows, self.limits)
        return [first, {**view(None), "text/html": page, "text/plain": saved.text(columns, rows)}]
