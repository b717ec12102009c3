"""Twenty-one drugs in a row, and the fog in which they stand."""

from dataclasses import replace

import numpy as np
from scipy.special import ndtri

from kit import evidence
from kit.chart import Axis, Drawing, Lab, Now, Points, Rule, Slider, Style
from kit.labs.results import of_row, series_of, spans
from kit.labs.style import DRUG, VERMILION
from kit.science.trials import NORMAL_95

NAMED = ("amitriptyline", "venlafaxine", "escitalopram", "bupropion", "reboxetine")


def ranking() -> Lab:
    """How many drugs could stand first, for intervals as wide as you like."""
    rows = evidence.trials(source="cipriani2018")
    rows = rows[rows["status"] == "computed"]
    good = rows[rows["topic"] == "response"].sort_values("estimate")
    left = rows[rows["topic"] == "dropout_any"].set_index("drug").loc[good["drug"]]
    names = list(good["drug"])
    order = np.arange(1.0, len(names) + 1)
    log = np.log(good["estimate"].to_numpy(float))
    error = np.log((good["ci_high"] / good["ci_low"]).to_numpy(float)) / (2 * NORMAL_95)
    stayed = [of_row(row, drug, "stayed").turned() for drug, row in left.iterrows()]
    stayed = [replace(one, text=f"{one.name}: {one.text}") for one in stayed]
    series = series_of([*zip(order - 0.2, stayed, strict=True)], ["stayed"])
    cited = [f"{row['drug']}: {of_row(row, '', '').text}" for _, row in good.iterrows()]

    def draw(width: float) -> Drawing:
        reach = ndtri(0.5 + width / 200)
        low, high = np.exp(log - reach * error), np.exp(log + reach * error)
        drugs = spans(order + 0.2, np.exp(log), low, high, cited)
        return Drawing({"response": drugs, **series}, {"meet": int((high[:-1] > low[-1]).sum())})

    def words(now: Now) -> str:
        return (
            f"With {now.width:.0f} % intervals, {now.meet:.0f} of the {len(names) - 1} other drugs "
            f"overlap with {names[-1]}, the first in the row. Crosses: staying in the trial."
        )

    shown = {at: name for at, name in zip(order, names, strict=True) if name in NAMED}
    return Lab(
        title="Twenty-one drugs in fog",
        kind="measured",
        controls=[Slider("width", "Interval shown", 50, 95, 95, "%")],
        series=[
            Points("response", "responded", DRUG, size=7),
            Points("stayed", "stayed in the trial", Style(VERMILION, marker="x"), size=6),
        ],
        x=Axis("Odds against placebo: response (dots), staying (crosses)", 0.65, 3, scale="log",
               digits=2, ticks=(0.7, 1, 1.5, 2, 3), better="right"),
        y=Axis("", 0, len(names) + 1, ticks=tuple(shown), tick_labels=tuple(shown.values())),
        rules=[Rule(None, "as placebo", x=1)],
        draw=draw,
        words=words,
        limits={
            "Measured": "Response, and leaving for any reason, in adults with major depression: "
            "our own network analysis of the published arm-level data (Cipriani 2018).",
            "Assumed": "Trials of different drugs and years are alike enough to compare. Leaving "
            "is turned over, into staying, so that right is better.",
            "Left out": "Longer than about eight weeks, single side effects, and any one person.",
        },
        sources=lambda: evidence.sources({"cipriani2018"}),
    )  # fmt: skip
