"""Opioid use disorder: tablets, the injection, and what was lost before the start."""

from dataclasses import replace
from typing import Any

from kit import evidence
from kit.chart import Axis, Lab, Rule, Style
from kit.labs.results import Result, of_counts, of_row, one_inside, results, sentence
from kit.labs.style import DRUG

IN_WORDS = 0.13  # a place on the ruler for results without a ratio
GROUPS = {
    "placebo": ("against placebo", DRUG),
    "buprenorphine": ("against buprenorphine", Style("#0072B2", marker="diamond")),
    "overdose": ("overdoses", Style("#D55E00", marker="x")),
    "words": ("in words", Style(marker="triangle-up")),
}
ROWS = (  # of the ledger, from top to bottom: name and group
    ("minozzi2011-primary", "tablets: all outcomes", "words"),
    ("minozzi2011-reincarceration", "tablets: prison again", "placebo"),
    ("minozzi2011-adherence", "watched: abstinent", "placebo"),
    ("krupitsky2011-abstinent-weeks-drug", "injection: weeks", "words"),
    ("nunes2020-all-negative-ratio", "same trial: no use", "placebo"),
    ("lee2018-induction", "X:BOT: not started", "buprenorphine"),
    ("lee2018-relapse-assigned", "all X:BOT: relapse", "buprenorphine"),
    ("lee2018-relapse-started", "starters: relapse", "buprenorphine"),
    ("ajazi2022-overdose", "all X:BOT: overdose", "overdose"),
    ("lee2023-reply", "the authors say", "words"),
    ("ajaddict2021-heroin", "Norway: heroin", "buprenorphine"),
)
WEEKS, OTHER_WEEKS = "krupitsky2011-abstinent-weeks-drug", "krupitsky2011-abstinent-weeks-placebo"
GOOD = {"minozzi2011-adherence", "nunes2020-all-negative-ratio"}  # more of it is better
OPENS = 7  # everyone assigned in X:BOT


def opioid_trials() -> Lab:
    """Result by result, where left always favours naltrexone."""
    table = evidence.naltrexone_trials().set_index("id")
    return results(
        "Naltrexone in opioid use disorder: left favours naltrexone",
        [result(table.loc[key], name, group, table.loc[OTHER_WEEKS]) for key, name, group in ROWS],
        GROUPS,
        x=Axis("Ratio, naltrexone against the other", 0.11, 12, scale="log", digits=2,
               better="left",
               ticks=(IN_WORDS, 0.3, 0.5, 1, 2, 5, 10),
               tick_labels=("words", "0.3", "0.5", "1", "2", "5", "10")),
        middle=Rule(None, "no difference", x=1),
        limits={
            "Measured": "Risk, odds and hazard ratios as the papers print them; the odds of not "
            "starting are worked out from the counts. Bars are 95 % intervals.",
            "Assumed": "Ratios of several kinds stand on one ruler for their direction. Those of "
            "good outcomes are turned over, so that left is always better.",
            "Left out": "Those who never joined a trial, deaths after its end, and life besides "
            "urine tests. Relapse is the trials' own word.",
        },
        start=OPENS,
    )  # fmt: skip


def result(row: Any, name: str, group: str, weeks: Any) -> Result:
    """One row as a result, with what the paper prints in its words."""
    outcome = sentence(row["outcome"])
    if row["measure"] == "words":
        words = f"{outcome}. {row['direction_text']} {row['note']}"
        return replace(of_row(row, name, group, IN_WORDS), words=words)
    if row.name == WEEKS:
        words = (
            f"{outcome}: half of the people had {row['estimate']:g} % or more of their weeks "
            f"abstinent, on placebo {weeks['estimate']:g} % ({row['total']:g} and "
            f"{weeks['total']:g} people)."
        )
        return replace(of_row(row, name, group, IN_WORDS), words=words)
    if row["measure"] == "percent":  # the odds of not getting as far as the first dose
        words = (
            f"{row['events']:g} of {row['total']:g} ({row['group_percent']:g} %) could start "
            f"naltrexone, {row['comparator_events']:g} of {row['comparator_total']:g} "
            f"({row['comparator_percent']:g} %) buprenorphine-naloxone: {row['note']}"
        )
        return replace(of_counts(row, name, group).turned(), words=words)
    found = of_row(row, name, group)
    other = row["comparator"].replace("-or-", " or ")
    words = (
        f"{outcome}: {row['measure']} {row['estimate']:g} ({row['ci_low']:g} to "
        f"{row['ci_high']:g}) against {other}, {one_inside(found)}. {row['note']}"
    )
    found = replace(found, words=words)
    return found.turned() if row.name in GOOD else found
