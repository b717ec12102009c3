"""The concept check: every number in its twelve items, from the ledger or the science."""

import re

import pytest

from kit import evidence
from kit.lesson import items
from kit.science.dosing import time_to_plateau_share
from kit.science.occupancy import occupancy, odds
from kit.science.receptors import hill_langmuir
from kit.science.transmission import fold_change
from tests.lessons.common import check_answers

CHECK = items.lesson(items.CHECK)
# numbers that the story of an item gives, and that are not a finding
GIVEN = {
    "check-2": "100 45 55 10 0.55",  # the parts of the clearing, worked out in the text
    "check-3": "80 100",
    "check-4": "1 10",
    "check-5": "4",
    "check-6": "1 4 6",  # weeks that the answers name
    "check-7": "9",
    "check-8": "160",
}
WORDS = {"twenty-eight": 28}  # at the beginning of a sentence


def texts(item):
    """Everything of an item that a learner reads."""
    parts = [*item.get("option", []), *item.get("trap", []), item]
    return [part[key] for part in parts for key in ("ask", "text", "why", "hint") if key in part]


def numerals(item):
    """Every number in an item, as it is written."""
    told = " ".join(texts(item)).lower()
    found = re.findall(r"(?<![\w.])\d+(?:\.\d+)?", told)
    return set(found) | {str(number) for word, number in WORDS.items() if word in told}


def row(table, key):
    """One row of a table of the ledger, by its id."""
    return table.set_index("id").loc[key]


def binding(target):
    """What Tatsumi and colleagues measured for venlafaxine, nM."""
    return row(evidence.affinities("venlafaxine"), f"venlafaxine-{target}-tatsumi1997-1")[
        "value_nM"
    ]


def level():
    """The level with half of the transporters blocked, in % of the level before."""
    return 100 * float(fold_change(0.5, 0.9))


def days(half_life, steps=1.0):
    """Days to nine tenths of the final level."""
    return steps * float(time_to_plateau_share(0.9, half_life))


def of_trials(outcome, dose):
    """The pooled risk ratio of SSRIs at a dose."""
    table = evidence.dose_response(outcome, "SSRI").set_index("dose_mg_fluoxetine_equivalent")
    return float(table.loc[dose, "risk_ratio"])


def ranges():
    """The reference ranges of one laboratory, lying and upright, pg/mL."""
    table = evidence.norepinephrine_levels()
    lying, upright = (row(table, f"reference-{posture}-quest") for posture in ("supine", "upright"))
    return [lying["low_pg_per_ml"], lying["high_pg_per_ml"]], [
        upright["low_pg_per_ml"],
        upright["high_pg_per_ml"],
    ]


def recomputed():
    """Every other number, from the science or the ledger, as the item writes it."""
    sert, net = binding("sert"), binding("net")
    week1 = row(evidence.trials(), "taylor2006-week1")
    hidden = row(evidence.trials(), "eyding2010-unpublished")
    lying, upright = ranges()
    fed = occupancy(2 * float(odds(0.8)), 1.0)
    return {
        "check-2": [f"{level():.0f}"],
        "check-3": [f"{100 * fed:.0f}", *(f"{dose:g}" for dose in (20, 40))],
        "check-5": [
            f"{days(4):.0f}",
            f"{days(4, 0.5):.0f}",  # half and twice as long: what the mistakes give
            f"{days(4, 2):.0f}",
            f"{days(1):.1f}",
        ],
        "check-6": [f"{week1['n_trials']:g}", f"{week1['estimate']:.2f}"],
        "check-7": [
            f"{sert:g}",
            f"{net:g}",
            f"{net / sert:.0f}",
            f"{100 * hill_langmuir(9, sert):.0f}",
            f"{100 * hill_langmuir(9, net):.0f}",
        ],
        "check-8": [f"{value:g}" for value in lying + upright],
        "check-9": [f"{hidden['group_percent']:g}"],
    }


@pytest.mark.parametrize("name", CHECK)
def test_every_number_of_an_item_is_recomputed_or_given(name):
    told = set(recomputed().get(name, [])) | set(GIVEN.get(name, "").split())
    assert numerals(CHECK[name]) == told


def test_every_numeric_answer_is_recomputed():
    check_answers(items.CHECK, {"check-2": level()})


def test_what_the_words_say_is_so():
    # two: the parts of the clearing, and the mistakes
    assert level() == pytest.approx(100 / (0.5 * 0.9 + 0.1)) == pytest.approx(100 / 0.55)
    # three: flat benefit, more people who stop, a step that shrinks
    assert of_trials("response", 40) - of_trials("response", 20) < 0.05
    assert of_trials("response", 80) < of_trials("response", 20)
    stopped = [of_trials("dropout_adverse_effects", dose) for dose in (20, 40, 80)]
    assert stopped == sorted(stopped) and stopped[2] > 1.5 * stopped[0]
    # five: each half-life closes half of the distance
    assert 1 - 0.5 ** (days(4) / 4) == pytest.approx(0.9)
    # six: hours until the block, and a third of the difference
    early = evidence.occupancy(target="SERT", regimen="single")
    early = early[(early["hours_after_dose_high"] <= 8) & (early["occupancy_percent"] > 50)]
    assert len(early) >= 2
    third = row(evidence.trials(), "taylor2006-share")["direction_text"]
    assert "one third" in third and "six weeks" in third
    # seven: other laboratories give other ratios
    assert evidence.spread("venlafaxine", "SERT").ratio > 3
    # eight: the value lies within one range and below the other; standing more than doubles
    lying, upright = ranges()
    assert lying[0] < 160 < lying[1] and upright[0] > 160
    levels = evidence.norepinephrine_levels()
    rise = row(levels, "standing-posture1985"), row(levels, "supine-posture1985")
    assert rise[0]["level_pg_per_ml"] / rise[1]["level_pg_per_ml"] > 2
    # nine: with the hidden data the benefit was no longer clear
    whole = row(evidence.trials(), "eyding2010-remission-placebo")
    assert whole["ci_low"] < 1 < whole["ci_high"]
    # twelve: after stopping against during treatment
    deaths = evidence.naltrexone_trials()
    after, during = row(deaths, "gibson2007-after-stopping"), row(deaths, "gibson2007-during")
    assert after["ci_low"] > 5 * during["ci_high"]


def test_the_twelve_items_meet_the_misconceptions_of_the_plan():
    planned = ["X4 X9", "X5", "X6 X7", "X8", "X11", "X10", "X13 X15", "X18 X1", "X20 X21"]
    planned += ["X22 X24", "X23", "X24 X25 X26"]
    assert list(CHECK) == [f"check-{number}" for number in range(1, 13)]
    for item, wanted in zip(CHECK.values(), planned, strict=True):
        mistakes = [o for o in item.get("option", []) if not o.get("right")] + item.get("trap", [])
        assert {mistake["misconception"] for mistake in mistakes} == set(wanted.split())


def test_the_right_answer_is_not_given_away_by_its_length():
    longest = 0
    for item in CHECK.values():
        lengths = [len(option["text"]) for option in item.get("option", [])]
        right = [len(o["text"]) for o in item.get("option", []) if o.get("right")]
        longest += bool(right) and right[0] == max(lengths)
    assert longest <= 4  # of eleven choices of four
