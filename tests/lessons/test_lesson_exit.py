"""Lesson 2: every number of its prose, its questions and its answers is recomputed."""

import re

import pytest
from kit.labs.autoreceptor import relaxed
from kit.labs.regions import share

from kit import evidence, labs
from kit.labs.rivals import BUSY, tonic
from kit.lesson import items
from kit.science.feedback import alpha2_loop
from kit.science.transmission import fold_change
from tests.lessons.common import check_answers, prose

NAME = "02-exit"
ROWS = evidence.transmitters().set_index("id")
TRIALS = evidence.trials().set_index("id")


def fold(blocked, does=90):
    """The fold change, from percentages."""
    return float(fold_change(blocked / 100, does / 100))


def drug_effect(name):
    """A measured effect of a drug, in the unit of its row."""
    return float(ROWS.loc[name, "value_low"])


def ki():
    """Binding of atomoxetine at NET, SERT and DAT, as claim 1 has it from Bymaster 2002: nM."""
    claim = evidence.claims().set_index("id").loc["claim-01"]
    assert "bymaster2002" in claim["sources"]
    return [float(number) for number in re.findall(r"(\d+) (?:nM|at)", claim["evidence"])]


def km(name):
    """A measured half-way level and what the paper gives as its spread."""
    row = evidence.parameters().set_index("id").loc[f"dopamine-striatum-km-{name}"]
    return f"{row['value']:.0f} ± {row['spread'].split()[-1]} nM", float(row["value"])


def bursts(blocked):
    """Quiet level and how far the burst stands out, as the lab has them."""
    numbers = labs.burst()._draw(blocked=float(blocked)).numbers
    return float(numbers["base"]), float(numbers["ratio"])


def cartoon(strength, left=1.0):
    """The level of the cartoon of the brake at 80 % blocked."""
    return float(alpha2_loop(0.8, left, 0.9, strength / (1 + strength)))


def counts(name):
    """Events of a trial, as "24 of 50"."""
    row = TRIALS.loc[name]
    return (
        f"{row['events']:.0f} of {row['total']:.0f}",
        f"{row['comparator_events']:.0f} of {row['comparator_total']:.0f}",
    )


def healthy_men_mg():
    """The dose of venlafaxine that left NET alone in healthy men, as belief X15 has it."""
    belief = evidence.misconceptions().set_index("id").loc["X15"]
    assert "blier2007" in belief["sources"]
    return re.search(r"healthy men not at (\d+) mg", belief["what_is_so"])[1]


def lost(blocked):
    """Of 100 released molecules, those that are not taken back."""
    return 100 * (1 - 0.9) * fold(blocked)


def sentences():
    """Every sentence of the prose that holds a number, made from the ledger and the science."""
    net, sert, dat = ki()
    km0, km1 = km("in-vivo"), km("gbr12909")
    quiet, ratio = bursts(80)
    reboxetine = "norepinephrine-reboxetine-"
    with_pindolol, without = counts("pindolol1998-improved-day10")
    added, not_added = counts("perry2004-response-week3")
    five = TRIALS.loc["liu2015-pindolol-score"]
    day3, day21 = ROWS.loc["serotonin-autoreceptor-day3"], ROWS.loc["serotonin-autoreceptor-day21"]
    return [
        f"At 50 % blocked there is {fold(50):.1f} times as much outside, at 80 % "
        f"{fold(80):.1f} times, at 95 % {fold(95):.1f} times",
        f"did about {100 * share('share-sert-slice'):.0f} % of the clearing. So even a full block "
        f"there could not pass {fold(100, 60):.1f} times",
        f"did about {100 * share('share-net-cortex'):.0f} %, and the limit is near "
        f"{1 / (1 - share('share-net-cortex')):.0f} times",
        f"about {sert / net:.0f} times more tightly than the serotonin transporter, and "
        f"{round(dat / net, -1):.0f} times more tightly",
        f"norepinephrine about {drug_effect('norepinephrine-atomoxetine-cortex'):.0f} times, and "
        f"dopamine about {drug_effect('dopamine-atomoxetine-cortex'):.0f} times too",
        f"With uptake {BUSY:.0f} % busy and 80 % blocked, competing gives "
        f"{tonic(0.8, BUSY / 100, 'km'):.1f} times and taking away "
        f"{tonic(0.8, BUSY / 100, 'vmax'):.1f} times. From {100 - BUSY:.0f} % on",
        f"Km was {km0[0]}",
        f"it was {km1[0]}: {km1[1] / km0[1]:.1f} times higher",
        f"at a block of about {100 * (1 - km0[1] / km1[1]):.0f} %",
        f"With 80 % blocked the quiet level is {quiet:.1f} times as high",
        f"{ratio:.1f} times above the quiet level, where it was {bursts(0)[1]:.1f} times before",
        "starts with 80 % blocked",
        f"Without a brake the level would be {cartoon(0):.1f} times. With the brake it is "
        f"{cartoon(3):.1f} times on day 1, and even a strong brake leaves {cartoon(10):.1f} times",
        f"the level is {cartoon(3, relaxed()):.1f} times",
        f"about {day3['value_low']:.0f} % of serotonin neurons had a weaker autoreceptor after 3 "
        f"days, and {day21['value_low']:.0f} to {day21['value_high']:.0f} % after 21 days",
        f"rose to {drug_effect(reboxetine + 'cortex-2d')} times at first and "
        f"{drug_effect(reboxetine + 'cortex-14d')} times after 14 days",
        "with 11 % of the brake left",
        f"rose to {drug_effect(reboxetine + 'hippocampus-first')} times at first and "
        f"{drug_effect(reboxetine + 'hippocampus-14d')} times after 14 days",
        f"the level jumped to {drug_effect(reboxetine + 'idazoxan-cortex')} times",
        f"In one trial {with_pindolol} people were much better by day 10 with it, and {without} "
        "without; from day 15 on there was no difference",
        f"{added} got better with pindolol and {not_added} without",
        f"with {five['n_participants']:.0f} people",
        f"Without a drug {100 - lost(0):.0f} go back and are used again, and {lost(0):.0f} are "
        f"lost. With 80 % blocked {100 - lost(80):.0f} go back and {lost(80):.0f} are lost. "
        f"Meanwhile {fold(80):.1f} times",
        f"{lost(80):.0f} lost ones, not {lost(0):.0f}",
        f"about {drug_effect('serotonin-blood-first-regimen'):.0f} % of the serotonin in blood at "
        f"the lowest dose and more than {drug_effect('serotonin-blood-higher-regimens'):.0f} %",
        f"took away {drug_effect('serotonin-blood-atomoxetine-first'):.0f} %, and "
        f"{drug_effect('serotonin-blood-atomoxetine-highest'):.0f} % at its highest dose",
        f"from the lowest dose on, {drug_effect('norepinephrine-tyramine-atomoxetine'):.0f} mg",
        f"only from {drug_effect('norepinephrine-tyramine-venlafaxine'):.0f} mg a day",
        f"up to {drug_effect('norepinephrine-tyramine-paroxetine'):.0f} mg a day",
        "32 people with depression",
        f"no block of NET even at {healthy_men_mg()} mg",
    ]


TASKS = [  # numbers that ask or plan and state no result
    "About 45 minutes alone, 50 in class",
    "then it is 35",
    "from 0 to 50 %. Then go from 80 to 95 %",
    "Set the strength to 0, then to 10. Then go back to 3 and switch to day 21",
    "set the strength to 0, then to 10. Then go back to 3 and switch to day 21",
    "On day 21 the brake has relaxed",
    "100 released molecules",
    "The sum is 100 at every block",
    "in 60 words",
    "wrong by up to 20 %",
    "a block of 50 % be too small",
    "the transporter do 60 % of the clearing, an enzyme 30 %",
    "blocks 80 % of both",
]


def test_every_number_in_the_prose_is_recomputed():
    text = " ".join(prose(NAME).split())
    made = sentences()
    for said in made:
        assert said in text, said
    for said in [*made, *TASKS]:
        text = text.replace(said, " ")
    text = re.sub(
        r"[A-Z][a-z]+ ((and [A-Z][a-z]+|Poul) )?(19|20)\d\d|\(1913\)|GBR-12909", " ", text
    )
    text = re.sub(r"[lL]esson \d|\[?\d · |\d\d-[a-z-]+\.ipynb", " ", text)
    left = re.findall(r"[^.]{0,40}\d[\d.,]*[^.]{0,30}", text)
    assert not left, left


def test_the_model_meets_the_pump_study_with_the_brake_that_the_lesson_names():
    later = drug_effect("norepinephrine-reboxetine-cortex-14d")
    assert float(alpha2_loop(1.0, 0.11)) == pytest.approx(later, rel=0.01)


def test_every_numeric_answer_is_recomputed():
    check_answers("exit", {"quiz-6": fold(50, 60)})
    traps = items.lesson("exit")["quiz-6"]["trap"]
    assert [trap["value"] for trap in traps] == [fold(50, 100), 1 + 0.6 * 0.5]


def test_numbers_that_the_questions_explain_with():
    lesson = items.lesson("exit")
    text = {
        key: " ".join(option["why"] for option in item.get("option", []))
        for key, item in lesson.items()
    }
    quiet, ratio = bursts(80)
    for key, said in (
        ("drains", f"the level goes to {fold(80):.1f} times"),
        ("drains", f"only reaches {fold(80, 60):.1f} times"),
        ("drains", f"only {100 / fold(80):.0f} % is left, in B still {100 / fold(80, 60):.0f} %"),
        ("rules", f"climbs to {tonic(0.8, BUSY / 100, 'vmax'):.0f} times at 80 %"),
        ("rules", f"from {100 - BUSY:.0f} % on"),
        ("rules", f"stays at {tonic(0.8, BUSY / 100, 'km'):.0f} times"),
        ("burst", f"from {bursts(0)[1]:.1f} to {ratio:.1f} times"),
        ("burst", f"is {quiet:.0f} times as high"),
        ("brake", f"comes to about {cartoon(3):.1f} times"),
        ("brake", f"near {cartoon(10):.1f} times"),
        ("brake", f"only {100 * (cartoon(3) - 1) / (cartoon(0) - 1):.0f} % of the rise"),
        ("weeks", "from 2.63 to 5.99 times"),
        ("weeks", "5.25 times at first and 4.53 times"),
        ("ledger", f"so {100 - lost(80):.0f} get back in. The other {lost(80):.0f}"),
        ("quiz-2", f"falls from {100 / fold(80):.0f} to {100 / fold(90):.0f} %"),
        ("quiz-4", f"goes straight to {cartoon(0):.1f} times"),
    ):
        assert said in text[key], (key, said)
    step = fold(90) - fold(80)
    assert step > fold(50) - 1  # quiz 2: the last tenth adds more than the first half
    assert "from 3.6 to 5.3 times" in lesson["quiz-2"]["option"][0]["text"]
    assert (round(fold(80), 1), round(fold(90), 1)) == (3.6, 5.3)
    assert cartoon(3) < float(alpha2_loop(0.95, 1.0, 0.9, 0.75)) < cartoon(0)  # quiz 4
