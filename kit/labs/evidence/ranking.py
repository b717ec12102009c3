from dataclasses import replace

import numpy as np
from scipy.special import ndtri

from kit import evidence
from kit.chart import Axis, Drawing, Lab, Rule, Slider, Style
from kit.labs.results import of_row, series_of, spans
from kit.labs.style import DRUG, VERMILION
from kit.science.trials import NORMAL_95

NAMED = ("amitriptyline", "venlafaxine", "escitalopram", "bupropion", "reboxetine")


def ranking() -> Lab:
    """Twenty-one drugs in fog: how many could stand first, for intervals as wide as you like."""
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
    crosses = {"stayed": ("stayed in the trial", Style(VERMILION, marker="x"))}
    staying = series_of([*zip(order - 0.2, stayed, strict=True)], crosses, size=6)
    cited = [f"{row['drug']}: {of_row(row, '', '').text}" for _, row in good.iterrows()]

    def draw(width: float) -> Drawing:
        reach = ndtri(0.5 + width / 200)
        ends = np.exp([log, log - reach * error, log + reach * error])
        dots = spans("response", "responded", order + 0.2, ends, DRUG, size=7, text=cited)
        return Drawing([dots, *staying], {"meet": int((ends[2, :-1] > ends[1, -1]).sum())})

    shown = {at: name for at, name in zip(order, names, strict=True) if name in NAMED}
    return Lab(
        title="Twenty-one drugs in fog",
        kind="measured",
        controls=[Slider("width", "Interval shown", 50, 95, 95, "%")],
        x=Axis("Odds against placebo: response (dots), staying (crosses)", 0.65, 3, scale="log",
               digits=2, ticks=(0.7, 1, 1.5, 2, 3), better="right"),
        y=Axis("", 0, len(names) + 1, ticks=tuple(shown), tick_labels=tuple(shown.values())),
        rules=[Rule(None, "as placebo", x=1)],
        draw=draw,
        words=f"With {{width:.0f}} % intervals, {{meet:.0f}} of the {len(names) - 1} other drugs "
        f"overlap with {names[-1]}, the first in the row. Crosses: staying in the trial.",
        measured="Response, and leaving for any reason, in adults with major depression: our own "
        "network analysis of the published arm-level data (Cipriani 2018).",
        assumed="Trials of different drugs and years are alike enough to compare. Leaving is "
        "turned over, into staying, so that right is better.",
        left_out="Longer than about eight weeks, single side effects, and any one person.",
        sources=lambda: evidence.sources({"cipriani2018"}),
    )  # fmt: skip
