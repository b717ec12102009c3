"""Reboxetine, result by result: first what was famous, then what all the trials say."""

from types import SimpleNamespace
from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Data, Drawing, Lab, Points, Rule, Style
from kit.labs.forest import forest, one_by_one, row_axis, sentence, where_one_lies
from kit.labs.style import DRUG, NET, SERT
from kit.science.trials import NORMAL_95, log_odds_ratio

IN_WORDS = 0.32  # a place on the ruler for a result without an interval
REBOXETINE = (  # the ledger's rows in the order of opening, and their names on the axis
    ("versiani2000-response", "one trial, 52 people"),
    ("eyding2010-response-placebo", "seven others, response"),
    ("eyding2010-remission-placebo", "all, remission"),
    ("eyding2010-response-ssri", "against SSRIs, response"),
    ("eyding2010-remission-ssri", "against SSRIs, remission"),
    ("eyding2010-dropout-ae-fluoxetine", "left for side effects"),
    ("versiani1999-relapse", "relapse study"),
    ("cipriani2018-response-reboxetine", "network, 2018"),
)
GROUPS = {
    "placebo": ("versiani2000-response", "eyding2010-response-placebo",
                "eyding2010-remission-placebo", "cipriani2018-response-reboxetine"),
    "ssri": ("eyding2010-response-ssri", "eyding2010-remission-ssri"),
    "harm": ("eyding2010-dropout-ae-fluoxetine",),
}  # fmt: skip


def reboxetine() -> Any:
    """The rows behind reboxetine's forest plot; the first one's ratio is computed from counts."""
    rows = evidence.trials().set_index("id").loc[[name for name, _ in REBOXETINE]]
    first = rows.iloc[0]
    counts = first[["events", "total", "comparator_events", "comparator_total"]].astype(float)
    log, error = log_odds_ratio(*counts)
    interval = np.exp(log + NORMAL_95 * error * np.array([0, -1, 1]))
    rows.loc[rows.index[0], ["estimate", "ci_low", "ci_high"]] = interval
    return rows


def open_the_drawer() -> Lab:
    """Reboxetine, result by result: first what was famous, then what all the trials say."""
    rows = reboxetine()
    order = dict(zip(rows.index, range(len(rows), 0, -1), strict=True))
    x = rows["estimate"].fillna(IN_WORDS).to_numpy(float)
    groups = {
        name: forest(rows.loc[list(ids)], [order[i] for i in ids]) for name, ids in GROUPS.items()
    }
    relapse = rows.loc["versiani1999-relapse"]
    told = Data(IN_WORDS, order[relapse.name], text=[evidence.cite(relapse)])

    def draw(result: float) -> Drawing:
        place = int(result) - 1
        here = Data(x[place], list(order.values())[place])
        return Drawing({**groups, "words": told, "here": here}, {"place": place})

    def words(now: SimpleNamespace) -> str:
        row = rows.iloc[int(now.place)]
        against = "an SSRI" if row["comparator"] == "ssri" else row["comparator"]
        if row.name == relapse.name:
            return (
                f"Of people who had already responded, {row['group_percent']:.0f} % relapsed on "
                f"reboxetine and {row['comparator_percent']:.0f} % after a switch to placebo, of "
                f"{row['n_participants']:.0f} in all. Stopping suddenly may explain a part."
            )
        return (
            f"{sentence(REBOXETINE[int(now.place)][1])}. Reboxetine against {against}, "
            f"{row['outcome']}: odds ratio {row['estimate']:.2f} "
            f"({row['ci_low']:.2f} to {row['ci_high']:.2f}); {where_one_lies(row)}."
        )

    return Lab(
        title="Reboxetine: open the drawer",
        kind="measured",
        controls=[one_by_one(rows)],
        series=[
            Points("placebo", "against placebo", NET),
            Points("ssri", "against SSRIs", SERT),
            Points("harm", "harm: more is worse", Style(marker="x"), size=12),
            Points("words", "result in words", Style(NET.color, marker="triangle-up")),
            Points("here", "this result", DRUG, here=True, size=22, rows=0),
        ],
        x=Axis("Odds ratio, reboxetine against the other", 0.28, 50, scale="log", digits=2,
               ticks=(IN_WORDS, 0.5, 1, 2, 5, 10, 20, 40),
               tick_labels=("words", "0.5", "1", "2", "5", "10", "20", "40")),
        y=row_axis(order.values(), [name for _, name in REBOXETINE]),
        rules=[Rule(None, "no difference", x=1)],
        draw=draw,
        words=words,
        limits={
            "Measured": "Trials and reviews of them; bars are 95 % intervals. The first ratio is "
            "our own arithmetic from its 52 people.",
            "Assumed": "Results of different trials can be laid on one ruler.",
            "Left out": "The results of each single trial in the drawer, which we have not read.",
        },
        sources=lambda: evidence.sources(set(rows["source"])),
    )  # fmt: skip
