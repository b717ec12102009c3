"""Results of studies in rows on one axis, with one side better for patients."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Unpack

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from kit import evidence
from kit.chart import Axis, Drawing, Lab, Limits, Picture, Points, Rule, Slider, Style
from kit.evidence.citing import OWN
from kit.labs.style import DRUG
from kit.science.trials import NORMAL_95, log_odds_ratio

Array = NDArray[np.float64]
NONE = float("nan")
APART = 0.17  # of a row: how far two results that share it stand from its middle


@dataclass(frozen=True)
class Result:
    """One result on the ruler, in the unit of the axis."""

    name: str  # what stands beside it
    group: str  # the series that it is drawn with
    value: float
    low: float = NONE  # NaN for an interval that was not published
    high: float = NONE
    text: str = ""  # on hover: outcome and source
    words: str = ""  # the result as the paper has it, in one or two sentences
    source: str = ""  # key of the ledger's source
    picture: Mapping[str, Any] | None = None  # what the picture beside it follows, if there is one
    beside: "Result | None" = None  # a second result on the same row

    def turned(self) -> "Result":
        """The ratio inverted, for an outcome whose better side is not that of the axis."""
        value, low, high = 1 / self.value, 1 / self.high, 1 / self.low
        return replace(self, value=value, low=low, high=high, text=f"turned over: {self.text}")


def results(
    title: str,
    found: Sequence[Result],
    groups: Mapping[str, tuple[str, Style]],
    x: Axis,
    middle: Rule,
    start: int = 1,
    stops: Mapping[str, float] = {},  # noqa: B006 (never changed)
    picture: Picture | None = None,
    **limits: Unpack[Limits],
) -> Lab:
    """A lab that goes through results one by one, from top to bottom.

    `groups` has the label and style of each group, `x.better` is the side on which people are
    better off in every row, and `middle` the line of no difference. The lab opens with the result
    `start`, from 1; `stops` are results with a button; a picture follows each result's `picture`.
    """
    heights, names = np.arange(len(found), 0, -1.0), [result.name for result in found]
    placed = []
    for at, one in zip(heights, found, strict=True):
        pair = [(at - APART, one), (at + APART, one.beside)] if one.beside else [(at, one)]
        placed += pair
    drawn = series_of(placed, groups)

    def draw(result: float) -> Drawing:
        chosen = found[int(result) - 1]
        at = chosen.value, heights[int(result) - 1]
        here = Points("here", "this result", *at, DRUG, here=True, size=22, rows=0)
        return Drawing([*drawn, here], {"said": chosen.words}, picture=chosen.picture or {})

    numbers = range(1, len(found) + 1)
    return Lab(
        title=title,
        kind="measured",
        controls=[Slider("result", "Next result", 1, len(found), start, only=numbers, stops=stops)],
        x=x,
        y=Axis("", 0.4, len(found) + 0.6, ticks=[*heights], tick_labels=names),
        rules=[middle],
        draw=draw,
        words="{said}",
        **limits,
        sources=lambda: evidence.sources({result.source for _, result in placed}),
        picture=picture,
    )


def series_of(
    placed: Sequence[tuple[float, Result]], groups: Mapping[str, tuple[str, Style]], **look: Any
) -> list[Points]:
    """The results of each group as points with their intervals, at the heights that are given."""
    series = []
    for group, (label, style) in groups.items():
        members = [(at, result) for at, result in placed if result.group == group]
        ends = [[result.value, result.low, result.high] for _, result in members]
        reach = np.array(ends).reshape(-1, 3).T
        text = [result.text for _, result in members]
        at = [at for at, _ in members]
        series.append(spans(group, label, at, reach, style, text=text, **look))
    return series


def spans(name: str, label: str, at: ArrayLike, reach: Any, style: Style, **look: Any) -> Points:
    """Points at some heights, with their intervals sideways: `reach` is value, low and high."""
    value, low, high = reach
    bars = {"error_x": high - value, "error_x_down": value - low}
    return Points(name, label, value, at, style, **bars, **look)


def of_row(row: Any, name: str, group: str, value: float | None = None) -> Result:
    """A result from a row of the ledger, with its interval but without words.

    `value` is where it stands, if the row has no estimate.
    """
    text = f"{row['outcome']}: {evidence.cite(row)}"
    if value is not None:
        return Result(name, group, value, text=text, source=row["source"])
    value, low, high = (float(row[key]) for key in ("estimate", "ci_low", "ci_high"))
    return Result(name, group, value, low, high, text, source=row["source"])


def of_counts(row: Any, name: str, group: str) -> Result:
    """A result as an odds ratio computed from the counts of people in a row."""
    keys = ("events", "total", "comparator_events", "comparator_total")
    log, error = log_odds_ratio(*(float(row[key]) for key in keys))
    value, low, high = (float(np.exp(log + k * NORMAL_95 * error)) for k in (0, -1, 1))
    text = f"{row['outcome']}: {OWN}{evidence.cite(row)}"
    return Result(name, group, value, low, high, text, source=row["source"])


def listed(file: str, words_at: float = NONE) -> list[Result]:
    """The results that the .toml beside a lab lists, in its order, in the words that it gives.

    `words_at` is the place on the ruler for those of the group "words", which have no ratio. A
    template in `says`, of the result's group or its own, is filled with the row of the ledger, the
    result (`value`, `low`, `high`, `inside`), and another row, if it names one.
    """
    told = tomllib.loads(Path(file).with_suffix(".toml").read_text(encoding="utf-8"))
    given = {"table": told["table"], "words_at": words_at}
    says = told.get("says", {})
    return [_told(**given, **{"says": says.get(one["group"]), **one}) for one in told["result"]]


def _told(
    table: str,
    words_at: float,
    row: str,
    name: str,
    group: str,
    says: str,
    other: str = "",
    turned: bool = False,  # a good outcome among bad ones, or a bad one among good
) -> Result:
    """One result of such a list."""
    found = evidence.row(table, row)
    if group == "words":
        result = of_row(found, name, group, words_at)
    elif found["measure"] != "percent":
        result = of_row(found, name, group)
    elif pd.notna(found["events"]):
        result = of_counts(found, name, group)
    else:
        change = found["comparator_percent"] - found["group_percent"]
        result = of_row(found, name, group, float(change))
    least, most = sorted(abs(found[["ci_low", "ci_high"]].astype(float)))
    more = evidence.row(table, other).to_dict() if other else {}
    words = says.format(
        **found.to_dict()
        | {"Name": sentence(name), "Outcome": sentence(found["outcome"]), "other": more}
        | {"drug": found["drug"].replace("-", " "), "size": abs(found["estimate"])}
        | {"comparator": found["comparator"].replace("-or-", " or "), "least": least, "most": most}
        | {"value": result.value, "low": result.low, "high": result.high}
        | {"inside": "1 lies inside" if result.low < 1 < result.high else "1 lies outside"}
    )
    result = replace(result, words=words)
    return result.turned() if turned else result


def sentence(words: str) -> str:
    """Words with a capital first letter."""
    return words[0].upper() + words[1:]
