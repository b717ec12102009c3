"""Lesson 4: every number in its prose and every numeric answer, from the ledger or the science."""

import re

import numpy as np

from kit import evidence, labs
from kit.labs.drug_x import X_ED50, X_STEPS
from kit.labs.outlasting import course
from kit.labs.tank import half_life
from kit.science.dosing import time_to_plateau_share
from kit.science.feedback import sensitivity
from kit.science.occupancy import occupancy
from tests.lessons.common import check_answers, prose

AT_RECEPTOR_H = 29.5  # the default of `blockade_odds`
NAME = "04-clocks"
# Numbers that say nothing about the world: minutes, lessons, years, what to set, what was asked.
PLAIN = """
    # 4 · The|[3 · Dose|[5 · What|About 40 minutes alone, 50 in class|take 8 more|
    05-class|lesson 3|lesson 2|Lesson 2|
    lesson 5|lesson 8|Lesson 8|half-lives 5 h, 26 h and 96 h|from 1 h to 8 weeks|
    to 4 days and then to 28 days|With 4 days the line|Commons and Linnros 2019|Castrén 2014|
    Horowitz and Taylor (2019)|
    Henssler 2024|of 100|by more than 10 points|Its last number, 11, is|Make it 22.|
    metabolite 48 h after one dose|the 5 h of the parent|Bateman's (1910)|03-dose|
    00-start|the way to 90 %|The way to 90 %|With 30 h|With 26 h|
    (95 %|for half-lives of
"""


def number(lab, name, **state):
    """One number behind the words of a lab's state."""
    return float(np.ravel(lab.drawing(**state).numbers[name])[0])


def scan(drug, dose, regimen, place=0, source=None):
    """One scan of SERT from the ledger, in percent; `place` counts by the hour."""
    rows = evidence.occupancy(drug, "SERT", regimen).sort_values("hours_after_dose_low")
    rows = rows[(rows["dose_mg"] == dose) & rows["occupancy_percent"].notna()]
    rows = rows if source is None else rows[rows["source"] == source]
    return float(rows["occupancy_percent"].iloc[place])


def row(key):
    """A row of the trials."""
    return evidence.trials().set_index("id").loc[key]


def label_hours(drug):
    """Low and high half-life of each row of a label, in hours."""
    rows = evidence.pharmacokinetics(drug, "half_life_h")
    rows = rows[rows["source"].str.endswith("-label")]
    return [tuple(pair) for pair in rows[["low", "high"]].to_numpy(float)]


def tank():
    """Sentences about the level."""
    day = {hours: float(time_to_plateau_share(0.9, hours)) / 24 for hours in (4, 26, 96, 216)}
    yield f"takes {np.log2(10):.1f} half-lives"
    yield f"day {day[4]:.1f} for a half-life of 4 h, day {day[26]:.1f} for 26 h"
    yield f"day {day[96]:.0f} for 4 days, day {day[216]:.0f} for 9 days"
    yield f"for a half-life of 26 h that is day {day[26]:.1f}"
    lab = labs.missed_tablet()
    kept = [number(lab, "kept", half_life=hours, skip="yes") for hours in (5, 26, 96)]
    yield "{:.0f} %, {:.0f} % or {:.0f} % of the usual".format(*kept)
    yield "half-lives of 5, 26 and 96 h"
    usual, now = (
        number(lab, name, half_life=26, skip="yes") for name in ("block_usual", "block_now")
    )
    yield f"the block falls from {usual:.0f} % to {now:.0f} %"
    parent, child = half_life("naltrexone"), half_life("6beta-naltrexol")
    yield f"*naltrexone* and *6beta-naltrexol*: {parent:g} h and {child:g} h"
    acute, chronic = ([hours / 24 for hours in pair] for pair in label_hours("fluoxetine"))
    yield "the half-life of fluoxetine is {:g} to {:g} days".format(*acute)
    yield "after long use it is {:g} to {:g} days".format(*chronic)
    (child,) = label_hours("norfluoxetine")
    yield "Its child stays for {:g} to {:g} days".format(*(hours / 24 for hours in child))


def outlasting():
    """Sentences about the block."""
    lab, plasma = labs.effect_site(), half_life("duloxetine")
    yield f"Half of the duloxetine in the blood is gone after {plasma:g} h"
    yield f"the curve says {number(lab, 'last', half_life=plasma):.0f} % for 78 h after"
    yield f"the scan found {scan('duloxetine', 60, 'repeated', -1):g} %"
    yield "A half-life of about 22 h at the transporter comes close to all six scans"
    assert 21 < best(lab, np.arange(12, 40, 0.1)) < 23 and number(lab, "miss", half_life=22) < 5
    assert round((53 - 6) / plasma) == 4
    yield f"had passed at 53 h, and still {scan('duloxetine', 60, 'single', -1):g} %"
    lab, parent = labs.block_duration(), half_life("naltrexone")
    lasted = evidence.naltrexone_trials(topic="blockade")["estimate"]
    yield f"With the {parent:g} h of the blood"
    yield f"twice the dose should last {number(lab, 'two', half_life=parent):.0f} h"
    yield f"The label says {lasted.iloc[1]:g} h"
    assert 28 < best(lab, np.arange(20, 40, 0.1)) < 29
    yield "A half-life between 28 and 29 h at the receptor comes closest, if the first"
    yield f"a fit that may miss each a little, {AT_RECEPTOR_H:g} h"
    yield f"They can rule out the {parent:g} h"
    assert np.allclose(np.diff(lasted), lasted.iloc[0])  # a straight line fits as well


def best(lab, hours):
    """The half-life with the smallest miss, among those given."""
    return float(min(hours, key=lambda h: number(lab, "miss", half_life=float(h))))


def adding_up():
    """Sentences about one dose and many."""
    lab = labs.paroxetine_steady_state()
    low, high = label_hours("escitalopram")[0]
    assert low < 30 < high
    yield f"inside the label's {low:g} to {high:g} h"
    yield f"it says {number(lab, 'top', drug='escitalopram', half_life=30):.0f} % after daily doses"
    yield f"the scan found {scan('escitalopram', 10, 'repeated'):g} %"
    early, late = (scan("paroxetine", 20, "single", place) for place in (0, -1))
    one = 44 / np.log2((early / (100 - early)) / (late / (100 - late)))
    assert abs(course(48.0, 4.0, early, one, False) - late) < 1e-6
    yield f"A half-life of {one:.1f} h fits the two scans"
    yield f"daily doses should reach {number(lab, 'top', half_life=one):.0f} % at most"
    yield f"The scan found {scan('paroxetine', 20, 'repeated', source='meyer2001'):g} %"
    needed = min(np.arange(60, 120), key=lambda h: abs(number(lab, "top", half_life=float(h)) - 83))
    yield f"the half-life would have to be {needed} h"
    missed = number(lab, "late", half_life=float(needed))
    yield f"fits no more: {missed:.0f} % in place of {late:g} %"


def clocks():
    """Sentences about adaptation, symptoms and stopping."""
    rats = evidence.transmitters("serotonin").set_index("id")
    day3, day21 = (rats.loc[f"serotonin-autoreceptor-day{day}"] for day in (3, 21))
    yield f"about {day3['value_low']:g} % of the neurons had relaxed it after 3 days"
    yield f"{day21['value_low']:g} to {day21['value_high']:g} % after 21 days"
    assert abs(100 * (1 - sensitivity(3.0, tau_days=4)) - day3["value_low"]) < 2
    week = row("taylor2006-week1")
    yield f"{week['n_trials']} trials with {week['n_participants']:,} people"
    yield f"{week['estimate']:.2f} times as large"
    yield f"interval {week['ci_low']:.2f} to {week['ci_high']:.2f}"
    lab = labs.four_clocks()
    block, final = (number(lab, "block", time=time) for time in (24, 1344))
    yield f"the block is at {block:.0f} % of a final {final:.0f} %"
    yield f"relaxed in {number(lab, 'relaxed', time=24):.0f} % of the neurons"
    yield f"the symptoms are at {number(lab, 'felt', time=24):.0f} % of their way"
    assert "About one third" in row("taylor2006-share")["direction_text"]
    filled = 100 * occupancy(X_STEPS, X_ED50)
    steps = [f"{points:.0f}" for points in filled[:-1] - filled[1:]]
    yield f"take away {', '.join(steps[:-1])} and {steps[-1]} points of block"
    drug, placebo, gap = (row(f"henssler2024-{key}") for key in ("drug", "placebo", "difference"))
    yield f"It was {drug['estimate']:g} of 100 after an antidepressant"
    yield f"and {placebo['estimate']:g} of 100 after a placebo"
    yield f"was {gap['estimate']:g} of 100 ({gap['ci_low']:g} to {gap['ci_high']:g})"
    severe = row("henssler2024-severe-drug")["estimate"]
    yield f"about {severe:.0f} of 100, against fewer than 1 of 100"
    assert row("henssler2024-severe-placebo")["estimate"] < 1


def test_every_number_in_the_prose_is_recomputed():
    text = left = prose(NAME)
    for part in (tank, outlasting, adding_up, clocks):
        for said in part():
            assert said in text, said
            left = left.replace(said, "")
    for said in (piece.strip() for piece in PLAIN.split("|")):
        left = left.replace(said, "")
    rest = [line for line in left.splitlines() if re.search(r"\d", line)]
    assert not rest, "numbers that nothing recomputes: " + "\n".join(rest)


def test_every_numeric_answer_is_recomputed():
    check_answers("clocks", {"quiz-6": float(time_to_plateau_share(0.9, 26)) / 24})


def test_numbers_in_the_questions_are_recomputed():
    from kit.lesson import items

    def said(name):
        it = items.lesson("clocks")[name]
        return " ".join([it["ask"], *(f"{o['text']} {o['why']}" for o in it.get("option", []))])

    single = [scan("paroxetine", 20, "single"), scan("duloxetine", 60, "single")]
    assert f"about {single[0]:.0f} to {single[1]:.0f} % of the transporters" in said("hook")
    day = float(time_to_plateau_share(0.9, 24)) / 24
    assert f"on day {day:.1f}. Now" in said("fill") and f"day {day / 2:.1f}" in said("fill")
    assert f"day {2 * day:.1f}" in said("fill") and f"on day {day:.1f}." in said("quiz-1")
    kept = number(labs.missed_tablet(), "kept", half_life=26, skip="yes")
    assert f"here it is {kept:.0f} %" in said("missed")
    assert f"{number(labs.missed_tablet(), 'kept', half_life=96, skip='yes'):.0f} %" in said(
        "missed"
    )
    lab = labs.active_metabolite()
    assert (lab.values["parent"], lab.values["child"]) == (5, 11)
    assert f"after {number(lab, 'alone'):.0f} hours in this model" in said("child")
    assert f"need {number(lab, 'together'):.0f} hours" in said("child")
    late = course(53.0, 6.0, 81.8, 12.0, False, 0.985)
    assert f"About {late:.0f} %" in said("blood") and f"{81.8 / 2**4:.0f} %" in said("blood")
    assert f"found {scan('duloxetine', 60, 'single'):g} % of SERT" in said("blood")
    assert f"found {scan('duloxetine', 60, 'single', -1):g} %" in said("blood")
    early, end = (scan("paroxetine", 20, "single", place) for place in (0, -1))
    assert f"blocked {early:g} % of SERT after 4 hours and {end:g} % after 48" in said("adds")
    one = 44 / np.log2((early / (100 - early)) / (end / (100 - end)))
    top = number(labs.paroxetine_steady_state(), "top", half_life=one)
    assert f"reach {top:.0f} % at most" in said("adds")
    assert f"found {scan('paroxetine', 20, 'repeated', source='meyer2001'):g} %." in said("adds")
    stopped = labs.after_the_last_dose()
    assert f"{number(stopped, 'drug', day=5):.0f} % of it is left" in said("sunday")
    assert f"about {number(stopped, 'adapted', day=5):.0f} % is left" in said("sunday")
    assert f"{row('taylor2006-week1')['estimate']} times as large" in said("quiz-2")
    lab = labs.four_clocks()
    share, block = (number(lab, name, time=24) for name in ("share", "block"))
    assert f"at {share:.0f} % of its plateau" in said("clocks")
    assert f"the block is at {block:.0f} % of a final 80 %" in said("clocks")
    assert block > 0.9 * number(lab, "block", time=1344)
    filled = 100 * occupancy(X_STEPS, X_ED50)
    lost = [f"{points:.0f}" for points in filled[:-1] - filled[1:]]
    assert f"{', '.join(lost[:-1])} and then {lost[-1]} points" in said("steps")
