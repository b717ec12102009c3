"""Alcohol use disorder: what more or fewer people had than on placebo, help and harm."""

from dataclasses import replace
from typing import Any

from kit import evidence
from kit.chart import Axis, Lab, Rule, Style
from kit.labs.results import Result, of_row, results, sentence
from kit.labs.style import DRUG

GROUPS = {
    "people": ("people", DRUG),
    "days": ("days", Style("#0072B2", marker="diamond")),
    "harm": ("harm: people", Style("#D55E00", marker="x")),
}
ROWS = (  # of the ledger, from top to bottom: name and group
    ("jonas2014-heavy-drinking-naltrexone-rd", "heavy drinking", "people"),
    ("jonas2014-any-drinking-naltrexone-rd", "any drinking", "people"),
    ("jonas2014-any-drinking-acamprosate-rd", "acamprosate: any", "people"),
    ("rosner2010-heavy-drinking-days", "heavy drinking days", "days"),
    ("jonas2014-heavy-days-injection", "injection: heavy days", "days"),
    ("anton2006-days-abstinent-naltrexone", "COMBINE: drinking days", "days"),
    ("anton2006-days-abstinent-behavioural", "the same: therapy", "days"),
    ("anton2006-days-abstinent-both", "the same: both", "days"),
    ("rosner2010-nausea", "nausea", "harm"),
    ("rosner2010-sleepiness", "sleepy by day", "harm"),
)
NNT = "jonas2014-heavy-drinking-naltrexone"  # of the first row


def alcohol_trials() -> Lab:
    """Help and harm on one ruler, where left is always better than placebo."""
    table = evidence.naltrexone_trials().set_index("id")
    found = [result(table.loc[key], name, group) for key, name, group in ROWS]
    nnt = table.loc[NNT]
    found[0] = replace(
        found[0],
        words=f"{found[0].words} One person more is helped for every {nnt['estimate']:g} who take "
        f"it ({nnt['ci_low']:g} to {nnt['ci_high']:g}).",
    )
    return results(
        "Naltrexone in alcohol use disorder: left is better than placebo",
        found,
        GROUPS,
        x=Axis("More or fewer than on placebo, of 100", -16, 16, digits=1, better="left",
               ticks=(-15, -10, -5, 0, 5, 10, 15)),
        middle=Rule(None, "as placebo", x=0),
        limits={
            "Measured": "Pooled trials (Jonas 2014, Rösner 2010) and COMBINE (Anton 2006), against "
            "placebo; bars are 95 % intervals. Dots count people, diamonds days, crosses harms.",
            "Assumed": "Trials of different years, people and counselling can be pooled.",
            "Left out": "How much anyone wanted to stop, other harms, longer than a few months, "
            "and who among the hundred is helped.",
        },
    )  # fmt: skip


def result(row: Any, name: str, group: str) -> Result:
    """One row as a result: fewer to the left, more to the right."""
    outcome, drug = sentence(row["outcome"]), row["drug"].replace("-", " ")
    if row["measure"] == "percent":  # days without alcohol, turned into days with it
        words = (
            f"{outcome}, {drug}: {row['group_percent']:g} % against "
            f"{row['comparator_percent']:g} % on placebo. {row['note']}"
        )
        fewer = float(row["comparator_percent"] - row["group_percent"])
        return replace(of_row(row, name, group, fewer), words=words)
    low, high = sorted(abs(row[["ci_low", "ci_high"]].astype(float)))
    words = (
        f"{outcome}{'' if drug == 'naltrexone' else f', {drug}'}: {abs(row['estimate']):g} of 100 "
        f"{'days' if group == 'days' else 'people'} {'more' if row['estimate'] > 0 else 'fewer'} "
        f"than on placebo ({low:g} to {high:g})."
    )
    return replace(of_row(row, name, group), words=words)
