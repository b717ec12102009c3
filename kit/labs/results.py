"""Results of studies one below the other, on one ruler where left always favours the treatment."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Data, Drawing, Lab, Picture, Points, Rule, Slider, Style
from kit.labs.style import DRUG

NONE = float("nan")


@dataclass(frozen=True)
class Result:
    """One result on the ruler.

    Parameters
    ----------
    name : str
        What stands beside it.
    group : str
        The series that it is drawn with.
    value, low, high : float
        As the ruler counts; NaN for an interval that nobody printed.
    text : str
        What hovering says: what was counted, and who found it.
    words : str
        The result as the paper has it, in one or two sentences.
    picture : dict
        What the picture beside it follows, if there is one.
    """

    name: str
    group: str
    value: float
    low: float = NONE
    high: float = NONE
    text: str = ""
    words: str = ""
    picture: Mapping[str, Any] | None = None

    def turned(self) -> "Result":
        """A ratio of a good outcome turned over, so that less of it lies to the right."""
        return replace(self, value=1 / self.value, low=1 / self.high, high=1 / self.low)


def results(
    title: str,
    found: Sequence[Result],
    groups: Mapping[str, tuple[str, Style]],
    x: Axis,
    middle: Rule,
    limits: dict[str, str],
    sources: Iterable[str],
    start: int = 1,
    picture: Picture | None = None,
) -> Lab:
    """A lab that goes through results one by one.

    Parameters
    ----------
    title : str
    found : sequence of Result
        From top to bottom.
    groups : dict of str to (str, Style)
        What each group is called, and how it is drawn.
    x : Axis
    middle : Rule
        Where nothing differs; left of it lies what favours the treatment.
    limits : dict of str to str
    sources : iterable of str
        Keys of the ledger's sources.
    start : int
        The result that it opens with, from 1.
    picture : Picture, optional
        It follows each result's `picture`.
    """
    heights = np.arange(len(found), 0, -1.0)
    drawn = {
        group: _points([(at, r) for at, r in zip(heights, found, strict=True) if r.group == group])
        for group in groups
    }

    def draw(result: float) -> Drawing:
        chosen = found[int(result) - 1]
        here = Data(chosen.value, heights[int(result) - 1])
        numbers = {"words": chosen.words}
        return Drawing({**drawn, "here": here}, numbers, picture=chosen.picture or {})

    keys = set(sources)
    return Lab(
        title=title,
        kind="measured",
        controls=[
            Slider("result", "Next result", 1, len(found), start, only=range(1, len(found) + 1))
        ],
        series=[
            *(Points(group, label, style) for group, (label, style) in groups.items()),
            Points("here", "this result", DRUG, here=True, size=22, rows=0),
        ],
        x=x,
        y=Axis("", 0.4, len(found) + 0.6, ticks=tuple(heights),
               tick_labels=tuple(result.name for result in found)),
        rules=[middle],
        draw=draw,
        words=told,
        limits=limits,
        sources=lambda: evidence.sources(keys),
        picture=picture,
    )  # fmt: skip


def told(now: SimpleNamespace) -> str:
    """The result that is looked at."""
    return str(now.words)


def of_row(row: Any, name: str, group: str, words: str, value: float | None = None) -> Result:
    """A result from a row of the ledger, with its interval.

    Parameters
    ----------
    row : row of a DataFrame
    name, group, words : str
        As in `Result`.
    value : float, optional
        Where it stands, if the row has no estimate.
    """
    text = f"{row['outcome']}: {evidence.cite(row)}"
    if value is not None:
        return Result(name, group, value, text=text, words=words)
    estimate, low, high = (float(row[key]) for key in ("estimate", "ci_low", "ci_high"))
    return Result(name, group, estimate, low, high, text, words)


def one_inside(result: Result) -> str:
    """Whether the interval of a ratio leaves room for no difference."""
    return "1 lies inside" if result.low < 1 < result.high else "1 lies outside"


def _points(placed: Sequence[tuple[float, Result]]) -> Data:
    """The results of one group as points with their intervals sideways."""
    pick: Callable[[str], Any] = lambda key: np.array([getattr(r, key) for _, r in placed])  # noqa: E731
    return Data(
        pick("value"),
        [at for at, _ in placed],
        error_x=pick("high") - pick("value"),
        error_x_down=pick("value") - pick("low"),
        text=[result.text for _, result in placed],
    )
