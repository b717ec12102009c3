"""Results of studies in rows, one below the other, on a ruler that has one better side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kit import evidence
from kit.chart import Axis, Data, Drawing, Lab, Picture, Points, Rule, Slider, Style
from kit.evidence.citing import OWN
from kit.labs.style import DRUG
from kit.science.trials import NORMAL_95, log_odds_ratio

Array = NDArray[np.float64]
NONE = float("nan")
APART = 0.17  # of a row: how far two results that share it stand from its middle


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
    source : str
        Key of the ledger's source.
    picture : dict
        What the picture beside it follows, if there is one.
    beside : Result, optional
        A second result on the same row.
    """

    name: str
    group: str
    value: float
    low: float = NONE
    high: float = NONE
    text: str = ""
    words: str = ""
    source: str = ""
    picture: Mapping[str, Any] | None = None
    beside: "Result | None" = None

    def turned(self) -> "Result":
        """A ratio turned over: of an outcome whose better side is not that of the ruler."""
        value, low, high = 1 / self.value, 1 / self.high, 1 / self.low
        return replace(self, value=value, low=low, high=high, text=f"turned over: {self.text}")


def results(
    title: str,
    found: Sequence[Result],
    groups: Mapping[str, tuple[str, Style]],
    x: Axis,
    middle: Rule,
    limits: dict[str, str],
    start: int = 1,
    stops: Mapping[str, float] = {},  # noqa: B006 (never changed)
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
        Its `better` says on which side people are better off, in every row.
    middle : Rule
        Where nothing differs.
    limits : dict of str to str
    start : int
        The result that it opens with, from 1.
    stops : dict of str to float
        Results with a button.
    picture : Picture, optional
        It follows each result's `picture`.
    """
    heights = np.arange(len(found), 0, -1.0)
    placed = [
        pair
        for at, one in zip(heights, found, strict=True)
        for pair in ([(at - APART, one), (at + APART, one.beside)] if one.beside else [(at, one)])
    ]
    drawn = series_of(placed, groups)

    def draw(result: float) -> Drawing:
        chosen = found[int(result) - 1]
        here = Data(chosen.value, heights[int(result) - 1])
        numbers = {"words": chosen.words}
        return Drawing({**drawn, "here": here}, numbers, picture=chosen.picture or {})

    numbers = range(1, len(found) + 1)
    return Lab(
        title=title,
        kind="measured",
        controls=[Slider("result", "Next result", 1, len(found), start, only=numbers, stops=stops)],
        series=[
            *(Points(group, label, style) for group, (label, style) in groups.items()),
            Points("here", "this result", DRUG, here=True, size=22, rows=0),
        ],
        x=x,
        y=row_axis(heights, [one.name for one in found]),
        rules=[middle],
        draw=draw,
        words=lambda now: str(now.words),
        limits=limits,
        sources=lambda: evidence.sources({one.source for _, one in placed}),
        picture=picture,
    )


def series_of(placed: Sequence[tuple[float, Result]], groups: Iterable[str]) -> dict[str, Data]:
    """The results of each group as points with their intervals, at the heights that are given."""
    found = {}
    for group in groups:
        mine = [(at, one) for at, one in placed if one.group == group]
        ends = [[one.value, one.low, one.high] for _, one in mine]
        value, low, high = np.array(ends).reshape(-1, 3).T
        text = [one.text for _, one in mine]
        found[group] = spans([at for at, _ in mine], value, low, high, text)
    return found


def spans(at: ArrayLike, value: Array, low: Array, high: Array, text: Sequence[str] = ()) -> Data:
    """Points at some heights, with their intervals sideways."""
    return Data(value, at, error_x=high - value, error_x_down=value - low, text=text)


def row_axis(heights: Iterable[float], names: Sequence[str]) -> Axis:
    """The names of the rows at their heights, on an axis without a title."""
    return Axis("", 0.4, len(names) + 0.6, ticks=tuple(heights), tick_labels=tuple(names))


def of_row(row: Any, name: str, group: str, value: float | None = None) -> Result:
    """A result from a row of the ledger, with its interval, and still without words.

    Parameters
    ----------
    row : row of a DataFrame
    name, group : str
        As in `Result`.
    value : float, optional
        Where it stands, if the row has no estimate.
    """
    text = f"{row['outcome']}: {evidence.cite(row)}"
    if value is not None:
        return Result(name, group, value, text=text, source=row["source"])
    value, low, high = (float(row[key]) for key in ("estimate", "ci_low", "ci_high"))
    return Result(name, group, value, low, high, text, source=row["source"])


def of_counts(row: Any, name: str, group: str) -> Result:
    """The same, as an odds ratio that we compute from the people whom the row counts."""
    keys = ("events", "total", "comparator_events", "comparator_total")
    log, error = log_odds_ratio(*(float(row[key]) for key in keys))
    value, low, high = (float(np.exp(log + k * NORMAL_95 * error)) for k in (0, -1, 1))
    text = f"{row['outcome']}: {OWN}{evidence.cite(row)}"
    return Result(name, group, value, low, high, text, source=row["source"])


def one_inside(result: Result) -> str:
    """Whether the interval of a ratio leaves room for no difference."""
    return "1 lies inside" if result.low < 1 < result.high else "1 lies outside"


def sentence(words: str) -> str:
    """Words as a sentence begins with them."""
    return words[0].upper() + words[1:]
