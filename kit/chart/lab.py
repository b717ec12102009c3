"""One live chart with its controls, words and table: the widget that every lab is."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal, TypedDict, get_args

import numpy as np
from numpy.typing import ArrayLike

from kit.chart import saved
from kit.chart.controls import Choice, Slider
from kit.chart.drawing import Drawing, compare
from kit.chart.live import Live
from kit.chart.page import show, still
from kit.chart.picture import Picture
from kit.chart.plot import Plot
from kit.chart.series import Axis, Rule

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["measured", "model", "measured + model", "conceptual"]


class Limits(TypedDict):
    """What is measured, assumed and left out, where labs or forms of one lab share it."""

    measured: str
    assumed: str
    left_out: str


FAR = (
    "Your line is {mean:.0f} {points} from the model on average. It is furthest at {x:g} {across}: "
    "you said {said:.0f} {unit}, the model says {truth:.0f} {unit}."
)


class Lab(Live):
    """A question with a chart that answers while you move it.

    Each control is an attribute: `lab.blocked = 50` moves it, `lab.observe(f, "blocked")` tells
    when it moves.

    Parameters
    ----------
    title : str
        The subject, in a few words.
    kind : {"measured", "model", "measured + model", "conceptual"}
        What the picture consists of, which a badge beside the title says.
    controls : list of Slider or Choice
        At most three outside the drawer.
    x : Axis
    y : Axis or list of Axis
        Several stand over each other as panels on one x.
    draw : callable
        The lab's pure function: takes the value of every control by name, returns a Drawing.
    words : str
        One or two sentences on the state, with places such as `{dose}` or `{full:.0f}` for controls
        and numbers of the drawing: see `Sentence`.
    measured, assumed, left_out : str
        The limits of what the lab shows.
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
        For an unknown kind, a control whose name is taken, a slider that cannot be the axis, two
        series of one name, or parts of a picture without the picture.
    """

    title = ""
    limits: dict[str, str] = {}  # noqa: RUF012 (each lab has its own)

    def __init__(
        self,
        title: str,
        kind: Kind,
        controls: Sequence[Slider | Choice],
        x: Axis,
        y: Axis | Sequence[Axis],
        draw: Callable[..., Drawing],
        words: str,
        measured: str,
        assumed: str,
        left_out: str,
        sources: Callable[[], pd.DataFrame] | None = None,
        rules: Sequence[Rule] = (),
        drawable: str = "",
        picture: Picture | None = None,
        vectorised: bool = False,
    ) -> None:
        if kind not in get_args(Kind):
            known = ", ".join(get_args(Kind))
            raise ValueError(f"{kind!r} is not a kind of lab: it is one of {known}.")
        for control in controls:
            if isinstance(control, Slider) and control.axis:
                control.check_axis(x)
        super().__init__(controls, draw, words, picture, vectorised)
        self.title, self._kind, self._sources = title, kind, sources
        self.limits = {"Measured": measured, "Assumed": assumed, "Left out": left_out}
        ghost = self._state(self._start).drawing
        self._series = list(ghost.series)
        if len(ghost.drawn) > len(self._series):
            drawn = ", ".join(series.name for series in ghost.drawn)
            raise ValueError(f"The lab draws two series of one name: {drawn}.")
        if picture is None:
            compare("parts of a picture", [], list(ghost.picture))
        self._plot = Plot(ghost, x, y, rules, drawable)
        self.spec = self._describe()
        self._show(self._start)

    # The interface for notebooks, questions and tests

    def set(self, **values: Any) -> None:
        """Move controls, as a slider does.

        Raises
        ------
        ValueError
            For an unknown control or a value outside its range; nothing moves then.
        """
        self._show(self._checked(values))

    def reset(self) -> None:
        """Reset every control to its default."""
        self._show(dict(self._start))

    def refresh(self) -> None:
        """Redraw the state after something other than a control has changed it."""
        self._edition += 1
        self._show(self.values)

    def drawing(self, **values: Any) -> Drawing:
        """The drawing for these values; other controls keep theirs.

        Examples
        --------
        >>> from kit import labs
        >>> labs.level_and_block().drawing(blocked=50).numbers["fold"].round(2)
        np.float64(1.82)
        """
        return self._state(self._checked(values)).drawing

    def words(self) -> str:
        """The state in one or two sentences, with numbers and units."""
        return self._words.of(self._state(self.values))

    def table(self) -> pd.DataFrame:
        """The drawn numbers as a DataFrame, with units in the column names."""
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
        """
        plot, order = self._plot, np.argsort(x)
        model = self.drawing().series[plot.drawable]
        x, y = np.asarray(x, float)[order], np.asarray(y, float)[order]
        self.drawn = {"x": x.tolist(), "y": y.tolist()}
        truth = np.interp(x, model.array("x"), model.array("y"))
        gap = np.abs(y - truth)
        worst = int(gap.argmax())
        unit = plot.panels[model.panel].unit
        return FAR.format(
            mean=gap.mean(),
            points="percentage points" if unit == "%" else unit,
            x=x[worst],
            across=plot.x.unit,
            said=y[worst],
            unit=unit,
            truth=truth[worst],
        )

    def mark(self, x: float, y: float) -> None:
        """Mark a learner's guess of one number with a cross on the chart."""
        self.drawn = {"x": [float(x)], "y": [float(y)], "cross": True}

    def _describe(self) -> dict[str, Any]:
        """The parts of the lab that never change."""
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
        show(self, self.output())

    def text(self) -> str:
        """Words and numbers as plain text."""
        return f"{self.words()}\n\n{saved.text(*self._table())}"

    def page(self) -> str:
        """Picture, words, numbers and limits as HTML for pages that run nothing."""
        picture = saved.picture(self.title, self.values, self.words())
        return saved.page(self.title, self.words(), *self._table(), self.limits, picture)

    def output(self) -> dict[str, Any]:
        """The output of the lab for pages that run nothing."""
        return still(self.page(), self.text()) | self.drawn_later()

    def drawn_later(self) -> dict[str, Any]:
        """Data from which saved pictures are drawn; empty unless notebooks are being built."""
        if not os.environ.get(saved.DRAWING):
            return {}
        return {saved.CARD: self.card()}

    def _table(self) -> tuple[list[str], list[list[str]]]:
        return self._plot.columns(), self._plot.rows(self.drawing())
