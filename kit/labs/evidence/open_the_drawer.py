"""Reboxetine, result by result: first what was famous, then what all the trials say."""

from dataclasses import replace
from typing import Any

from kit import evidence
from kit.chart import Axis, Lab, Rule, Style
from kit.labs.results import Result, of_counts, of_row, one_inside, results, sentence
from kit.labs.style import NET, SERT

IN_WORDS = 0.32  # a place on the ruler for a result without an interval
GROUPS = {
    "placebo": ("against placebo", NET),
    "ssri": ("against SSRIs", SERT),
    "harm": ("harm, as staying", Style(marker="x")),
    "words": ("result in words", Style(NET.color, marker="triangle-up")),
}
ROWS = (  # of the ledger, in the order of opening: name and group
    ("versiani2000-response", "one trial, 52 people", "placebo"),
    ("eyding2010-response-placebo", "seven others, response", "placebo"),
    ("eyding2010-remission-placebo", "all, remission", "placebo"),
    ("eyding2010-response-ssri", "against SSRIs, response", "ssri"),
    ("eyding2010-remission-ssri", "against SSRIs, remission", "ssri"),
    ("eyding2010-dropout-ae-fluoxetine", "stayed, despite side effects", "harm"),
    ("versiani1999-relapse", "relapse study", "words"),
    ("cipriani2018-response-reboxetine", "network, 2018", "placebo"),
)


def open_the_drawer() -> Lab:
    """Reboxetine, result by result: first what was famous, then what all the trials say."""
    rows = evidence.trials().set_index("id")
    return results(
        "Reboxetine: open the drawer",
        [result(rows.loc[key], name, group) for key, name, group in ROWS],
        GROUPS,
        x=Axis("Odds ratio, reboxetine against the other", 0.28, 50, scale="log", digits=2,
               ticks=(IN_WORDS, 0.5, 1, 2, 5, 10, 20, 40), better="right",
               tick_labels=("words", "0.5", "1", "2", "5", "10", "20", "40")),
        middle=Rule(None, "no difference", x=1),
        limits={
            "Measured": "Trials and reviews of them; bars are 95 % intervals. The first ratio is "
            "our own arithmetic from its 52 people.",
            "Assumed": "Results of different trials can be laid on one ruler. The ratio of those "
            "who left is turned over, into staying, so that right is better in every row.",
            "Left out": "The results of each single trial in the drawer, which we have not read.",
        },
    )  # fmt: skip


def result(row: Any, name: str, group: str) -> Result:
    """One row as a result, with the ratio that the paper prints in its words."""
    if group == "words":
        words = (
            f"Of people who had already responded, {row['group_percent']:.0f} % relapsed on "
            f"reboxetine and {row['comparator_percent']:.0f} % after a switch to placebo, of "
            f"{row['n_participants']:.0f} in all. Stopping suddenly may explain a part."
        )
        return replace(of_row(row, name, group, IN_WORDS), words=words)
    found = (of_counts if row["measure"] == "percent" else of_row)(row, name, group)
    against = "an SSRI" if row["comparator"] == "ssri" else row["comparator"]
    words = (
        f"{sentence(name)}. Reboxetine against {against}, {row['outcome']}: odds ratio "
        f"{found.value:.2f} ({found.low:.2f} to {found.high:.2f}); {one_inside(found)}."
    )
    if group == "harm":
        return replace(found.turned(), words=f"{words} It is drawn turned over, as staying.")
    return replace(found, words=words)
