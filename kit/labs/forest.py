"""What the labs with one result below the other share: points with intervals, and reading a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from numpy.typing import ArrayLike

from kit import evidence
from kit.chart import Axis, Data, Slider

if TYPE_CHECKING:
    import pandas as pd


def forest(rows: pd.DataFrame, at: ArrayLike, told: Callable[..., Any] = evidence.cite) -> Data:
    """Points of a forest plot: estimates, their intervals sideways, and a text for each.

    Parameters
    ----------
    rows : DataFrame
        With `estimate`, `ci_low` and `ci_high`.
    at : sequence of float
        The height of each row.
    told : callable
        Makes the text of a row; its source if left out.
    """
    return Data(
        rows["estimate"].to_numpy(float),
        at,
        error_x=(rows["ci_high"] - rows["estimate"]).to_numpy(float),
        error_x_down=(rows["estimate"] - rows["ci_low"]).to_numpy(float),
        text=[told(row) for row in rows.itertuples()],
    )


def row_axis(at: Any, names: Any) -> Axis:
    """The names of the rows at their heights, on an axis without a title."""
    return Axis("", 0.4, len(names) + 0.6, ticks=tuple(at), tick_labels=tuple(names))


def one_by_one(rows: Any, name: str = "result", label: str = "Next result") -> Slider:
    """A slider over rows, from the first to the last."""
    return Slider(name, label, 1, len(rows), 1, only=range(1, len(rows) + 1))


def where_one_lies(row: Any) -> Any:
    """Whether the interval of a ratio leaves room for no difference, in words."""
    return "1 lies inside" if row["ci_low"] < 1 < row["ci_high"] else "1 lies outside"


def sentence(words: Any) -> Any:
    """Words as a sentence begins with them."""
    return words[0].upper() + words[1:]
