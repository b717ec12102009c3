"""Opioid use disorder: tablets, the injection, and what was lost before the start."""

from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Lab, Rule, Style
from kit.labs.results import Result, of_row, one_inside, results
from kit.labs.style import DRUG
from kit.science.trials import log_odds_ratio

Z = 1.96  # of a 95 % interval
IN_WORDS = 0.13  # a place on the ruler for results without a ratio
GROUPS = {
    "placebo": ("against placebo", DRUG),
    "buprenorphine": ("against buprenorphine", Style("#0072B2", marker="diamond")),
    "overdose": ("overdoses", Style("#D55E00", marker="x")),
    "words": ("in words", Style(marker="triangle-up")),
}
ROWS = (  # of the ledger, from top to bottom: name, group, and how its ratio begins
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
GOOD = {"minozzi2011-adherence", "nunes2020-all-negative-ratio"}  # more of it is better
OPENS = 7  # everyone assigned in X:BOT


def opioid_trials() -> Lab:
    """Result by result, where left always favours naltrexone."""
    table = evidence.naltrexone_trials().set_index("id")
    found = [result(table.loc[key], name, group, table) for key, name, group in ROWS]
    return results(
        "Naltrexone in opioid use disorder: left favours naltrexone",
        found,
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
        sources={*table.loc[[key for key, *_ in ROWS], "source"], "lee2018"},
        start=OPENS,
    )  # fmt: skip


def result(row: Any, name: str, group: str, table: Any) -> Result:
    """One row as a result, with what the paper prints in its words."""
    outcome = row["outcome"][0].upper() + row["outcome"][1:]
    if row["measure"] == "words":
        words = f"{outcome}. {row['direction_text']} {row['note']}"
        return of_row(row, name, group, words, IN_WORDS)
    if row.name == "krupitsky2011-abstinent-weeks-drug":
        other = table.loc["krupitsky2011-abstinent-weeks-placebo"]
        words = (
            f"{outcome}: half of the people had {row['estimate']:g} % or more of their weeks "
            f"abstinent, on placebo {other['estimate']:g} % ({row['total']:g} and "
            f"{other['total']:g} people)."
        )
        return of_row(row, name, group, words, IN_WORDS)
    if row.name == "lee2018-induction":
        return not_started(row, name, group)
    ratio = of_row(row, name, group, "")
    other = row["comparator"].replace("-or-", " or ")
    words = (
        f"{outcome}: {row['measure']} {row['estimate']:g} ({row['ci_low']:g} to "
        f"{row['ci_high']:g}) against {other}, {one_inside(ratio)}. {row['note']}"
    )
    ratio = Result(name, group, ratio.value, ratio.low, ratio.high, ratio.text, words)
    return ratio.turned() if row.name in GOOD else ratio


def not_started(row: Any, name: str, group: str) -> Result:
    """The odds of not getting as far as the first dose, from the counts that the paper prints."""
    lost, other = row["total"] - row["events"], row["comparator_total"] - row["comparator_events"]
    log, error = log_odds_ratio(lost, row["total"], other, row["comparator_total"])
    value, low, high = np.exp(log + np.array([0, -1, 1]) * Z * error)
    words = (
        f"{row['events']:g} of {row['total']:g} ({row['group_percent']:g} %) could start "
        f"naltrexone, {row['comparator_events']:g} of {row['comparator_total']:g} "
        f"({row['comparator_percent']:g} %) buprenorphine-naloxone: {row['note']}"
    )
    text = f"not started: {evidence.cite(row)}"
    return Result(name, group, float(value), float(low), float(high), text, words)
