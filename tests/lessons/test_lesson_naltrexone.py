"""Lesson 8: every number in its prose and its questions, from the ledger or the science."""

import json
import re

import numpy as np
import pytest

from kit import evidence, labs
from kit.evidence.citing import cite
from kit.lesson import items
from kit.science.naltrexone import blockade_odds, receptor_occupancies
from tests.labs.common import numbers
from tests.lessons.common import NOTEBOOKS, check_answers, prose

TRIALS = evidence.naltrexone_trials().set_index("id")
OCCUPANCY = evidence.occupancy().set_index("id")
EFFECTS = evidence.side_effects("naltrexone").set_index("id")
NAME = "08-naltrexone"


def ratio(name, digits=""):
    """An estimate with its interval, as the prose writes it."""
    row = TRIALS.loc[name]
    return f"{row.estimate:{digits}} ({row.ci_low:{digits}} to {row.ci_high:{digits}})"


def theory():
    """Sentences with numbers of the conceptual labs."""
    dial = numbers(labs.one_dial())
    yield f"reaches {dial['free']:.0f} % when no ligand is there, and {dial['both']:.0f} % when"
    yield "the antagonist holds 90 % of the places"
    contest = labs.contest()
    moved = [numbers(contest, blocker=b)["shift"] for b in (1, 4, 19)]
    yield "{:.0f}, {:.0f} and {:.0f} times at 1, 4 and 19 units".format(*moved)
    yield f"moved {moved[-1]:.0f} times to the right"
    lost = [numbers(contest, kind="irreversible", blocker=b) for b in (1, 4, 19)]
    yield "With {:.0f}, {:.0f} and {:.0f} % of the places lost".format(*(n["held"] for n in lost))
    yield "the ceiling is {:.0f}, {:.0f} and {:.0f} %".format(*(n["top"] for n in lost))
    part = numbers(contest, kind="partial", blocker=19)
    free = numbers(contest, kind="competitive", blocker=0)
    yield f"With 19 units and no agonist at all the effect is already {part['own']:.0f} %"
    yield f"10 times the old EC50 it is {part['ten']:.0f} %, where it was {free['ten']:.0f} %"
    shield = numbers(labs.after_the_shield(), stage=10)
    yield f"now acts {shield['times']:.1f} times as strongly on breathing in this drawing"
    reward = numbers(labs.reward_pathway(), held=80)
    yield f"alcohol adds {reward['rise']:.0f} % to dopamine in place of {reward['without']:.0f} %"
    month = numbers(labs.monthly_injection(), taken=60)
    yield f"to 60 %. {month['number']:.0f} of 28 are taken, and up to {month['gap']:.0f} days in a"


def scans():
    """Sentences about scans, and the model beside them."""
    mu, delta = (OCCUPANCY.loc[f"naltrexone-{r}-50mg-repeated"] for r in ("mor", "dor"))
    assert mu.study_n == delta.study_n == 21
    yield (
        f"held to {mu.occupancy_percent:g} % (standard deviation {mu.sd_percent:g}) and delta to "
        f"{delta.occupancy_percent:g} % ({delta.sd_percent:.1f}), in 21 people"
    )
    assert "on the fourth day" in mu.regimen_note
    five = OCCUPANCY.loc[[f"naltrexone-mor-5mg-single-{k}" for k in "abc"], "occupancy_percent"]
    fifteen = OCCUPANCY.loc["naltrexone-mor-15mg-single", "occupancy_percent"]
    lab = labs.opioid_receptors_scanned()
    at_15 = numbers(lab, dose=15)["mu"]
    at_5 = numbers(lab, dose=5)["mu"]
    yield f"At 15 mg the model says {at_15:.0f} %, one scan saw {fifteen:g} %"
    yield "At 5 mg three scans gave {:g}, {:g} and {:g} %".format(*five)
    yield f"only one number, {at_5:.0f} %"
    swing = blockade_odds(np.array([95.99, 72.0]), 24.0 * np.arange(4), 50.0)
    low, high = (receptor_occupancies(q) for q in swing)
    yield (
        f"mu between {100 * low.mu:.0f} and {100 * high.mu:.0f} % through the day, and delta "
        f"between {100 * low.delta:.0f} and {100 * high.delta:.0f} %"
    )


def clocks():
    """Sentences about how long."""
    hours = TRIALS.loc[[f"label-blockade-{mg}mg" for mg in (50, 100, 150)], "estimate"]
    yield "50, 100 or 150 mg"
    yield "about {:g}, {:g} and {:g} hours".format(*hours)
    blood, child = (
        TRIALS.loc[f"label-half-life-{k}", "estimate"] for k in ("parent", "metabolite")
    )
    yield f"half-life of {blood:g} hours in the blood, and its active metabolite one of {child:g}"
    lab = labs.study_block()
    four, thirteen = (numbers(lab, dose="100", half_life=h)["ends"] for h in (blood, child))
    yield f"With {blood:g} hours, 100 mg would have lasted {four:.0f} hours"
    yield f"With {child:g} hours, {thirteen:.0f}."
    best = [numbers(lab, dose=mg, half_life=29.5) for mg in ("100", "150")]
    yield "29.5 hours give {:.0f} and {:.0f} hours".format(*(n["ends"] for n in best))
    held = [numbers(lab, dose="50", half_life=h)["held"] for h in (blood, 29.5)]
    yield f"With {blood:g} hours, {held[0]:.0f} % of the receptors held"
    yield f"With 29.5 hours it is {held[1]:.0f} %"
    fade = TRIALS.loc["dunbar2006-half-life"]
    yield f"half-life in the blood is then {fade.ci_low:g} to {fade.ci_high:g} days"
    yield f"for at least {TRIALS.loc['dunbar2006-measurable'].estimate:g} days"
    yield f"about {TRIALS.loc['label-injection-days'].estimate:g} days of block"
    wait = TRIALS.loc["label-opioid-free-interval"]
    assert "up to two weeks after buprenorphine or methadone" in wait.note
    yield f"asks for {wait.ci_low:g} to {wait.ci_high:g} days without opioids"


def after():
    """Sentences about deaths."""
    stopped, during = TRIALS.loc["gibson2007-after-stopping"], ratio("gibson2007-during", ".1f")
    yield (
        f"at {stopped.estimate:g} per 100 person-years ({stopped.ci_low:g} to "
        f"{stopped.ci_high:g}); during treatment at {during}"
    )
    start, later = (
        TRIALS.loc[f"gibson2007-methadone-{k}", "estimate"] for k in ("induction", "later")
    )
    yield f"While people started methadone it was {start:.1f}, and later {later:g}"
    assert "32 deaths related to oral naltrexone" in stopped.note
    yield "32 with naltrexone in all"


def alcohol():
    """Sentences about alcohol use disorder."""
    less = TRIALS.loc["jonas2014-heavy-drinking-naltrexone-rd"]
    sick = TRIALS.loc["rosner2010-nausea"]
    need = TRIALS.loc["jonas2014-heavy-drinking-naltrexone"]
    yield (
        f"{-less.estimate:g} fewer went back to heavy drinking ({-less.ci_high:g} to "
        f"{-less.ci_low:g}) and {sick.estimate:g} more had nausea ({sick.ci_low:g} to "
        f"{sick.ci_high:g}). One person in {need.estimate:g} is helped"
    )
    yield f"**number needed to treat**, {ratio('jonas2014-heavy-drinking-naltrexone', 'g')}"
    yield (
        f"it is {ratio('jonas2014-any-drinking-naltrexone', 'g')} in that review and "
        f"{ratio('mcpheeters2023-any-drinking-naltrexone', 'g')} in a newer one"
    )
    yield (
        f"heavy drinking was {ratio('rosner2010-heavy-drinking', '.2f')} and to any drinking "
        f"{ratio('rosner2010-any-drinking', '.2f')}"
    )
    first, sip = (
        TRIALS.loc["volpicelli1992-relapse"],
        TRIALS.loc["volpicelli1992-relapse-after-sampling"],
    )
    yield f"small trial of {first.n_participants:g} men"
    yield f"{first.group_percent:g} % against {first.comparator_percent:g} % had a relapse"
    yield (
        f"{sip.events:g} of {sip.total:g} went on to a relapse with naltrexone and "
        f"{sip.comparator_events:g} of {sip.comparator_total:g} with placebo"
    )
    design = TRIALS.loc["anton2006-design"]
    assert "Nine groups: naltrexone 100 mg a day" in design.direction_text
    yield f"with {design.n_participants:,.0f} people in nine groups"
    yield "took 100 mg a day, a condition of that study and not the usual 50"
    drug, talk, both = (
        TRIALS.loc[f"anton2006-days-abstinent-{k}"] for k in ("naltrexone", "behavioural", "both")
    )
    free, placebo = drug.group_percent, drug.comparator_percent
    yield f"{free:g} % of days were free of alcohol, with placebo {placebo:g} %"
    yield f"reached {talk.group_percent:g} %, both together {both.group_percent:g} %"
    yield f"In COMBINE {TRIALS.loc['anton2008-good-outcome-asp40'].group_percent:g} % of carriers"
    pooled = TRIALS.loc["chamorro2012-relapse-g"]
    assert pooled.n_trials == 6 and "no difference in abstinence" in pooled.note
    yield f"an odds ratio of {ratio('chamorro2012-relapse-g', '.2f')} for no relapse"
    yield f"a trial of {TRIALS.loc['oslin2015-variant'].n_participants:g} people was planned"
    yield f"A related drug in {TRIALS.loc['arias2008-variants'].n_participants:g} people"


def opioids():
    """Sentences about opioid use disorder."""
    tablets = TRIALS.loc["minozzi2011-primary"]
    yield f"In {tablets.n_trials:g} trials with {tablets.n_participants:,.0f} people tablets did no"
    yield f"{ratio('minozzi2011-adherence').replace(' (', ' times (')} as many people stayed in"
    weeks = [TRIALS.loc[f"krupitsky2011-abstinent-weeks-{k}"] for k in ("drug", "placebo")]
    yield f"{weeks[0].estimate:g} % or more of their weeks confirmed abstinent, against "
    yield f"{weeks[1].estimate:g} % on placebo, in {weeks[0].n_participants:g} people"
    strict = TRIALS.loc["nunes2020-all-negative"]
    assert "P = 0.051" in strict.note
    yield f"{strict.group_percent:g} % against {strict.comparator_percent:g} % had 24 weeks"
    start, everyone, starters = (
        TRIALS.loc[f"lee2018-{k}"] for k in ("induction", "relapse-assigned", "relapse-started")
    )
    could, other = start.group_percent, start.comparator_percent
    yield f"{could:g} % could start naltrexone, {other:g} % the other"
    yield (
        f"{everyone.group_percent:g} against {everyone.comparator_percent:g} % had a relapse, an "
        f"odds ratio of {ratio('lee2018-relapse-assigned', '.2f')}"
    )
    yield (
        f"{starters.group_percent:g} against {starters.comparator_percent:g} %, "
        f"{ratio('lee2018-relapse-started', '.2f')} (Lee 2018)"
    )
    yield ratio("ajazi2022-overdose").replace(" (", " times the rate with naltrexone (")
    yield ratio("ajazi2022-overdose-in-treatment").replace(
        " (", " times the rate during treatment ("
    )
    assert "28 overdoses" in TRIALS.loc["ajazi2022-overdose"].note
    yield "28 overdoses in all"


def harms():
    """Sentences about side effects."""
    sick, sleepy = (TRIALS.loc[f"rosner2010-{k}"] for k in ("nausea", "sleepiness"))
    yield f"{sick.estimate:g} of 100 more than on placebo ({sick.ci_low:g} to {sick.ci_high:g})"
    yield f"by day: {sleepy.estimate:g} more ({sleepy.ci_low:g} to {sleepy.ci_high:g})"
    seen = [EFFECTS.loc[f"naltrexone-50-mg-{k}"].drug_percent
            for k in ("nausea", "headache", "dizziness", "anxiety")]  # fmt: skip
    yield "{:g} % had nausea, {:g} % headache, {:g} % dizziness and {:g} % anxiety".format(*seen)
    low, none = TRIALS.loc["label-depression"], TRIALS.loc["label-depression-placebo"]
    yield (
        f"{low.ci_low:g} to {low.ci_high:g} % on naltrexone and in {none.ci_low:g} to "
        f"{none.ci_high:g} % on placebo"
    )
    open_label = TRIALS.loc["label-injection-suicidality"]
    assert "no placebo" in open_label.note
    yield (
        f"{open_label.group_percent:g} % of {open_label.total:g} people on the injection had "
        "suicidal thoughts or tried to end their life, and "
        f"{open_label.comparator_percent:g} % of {open_label.comparator_total:g} on tablets"
    )
    nobody = TRIALS.loc["label-injection-suicidality-placebo"]
    assert "nobody in either group" in nobody.direction_text
    yield f"In a trial of {nobody.n_participants:g} people against placebo nobody did"
    liver = TRIALS.loc["label-alt-300mg"]
    assert "300 mg a day, six times the usual" in liver.note and liver.comparator_events == 0
    yield f"At 300 mg a day, six times the usual dose, {liver.events:g} of {liver.total:g} people"
    yield f"none of {liver.comparator_total:g} on placebo"
    yield f"a trial of {TRIALS.loc['lucey2008-liver'].n_participants:g} people saw no difference"


SAID = [*theory(), *scans(), *clocks(), *after(), *alcohol(), *opioids(), *harms()]


@pytest.mark.parametrize("said", SAID)
def test_every_number_in_the_prose_is_recomputed(said):
    assert said in prose(NAME)


def test_no_number_of_the_prose_is_left_unchecked():
    """Whatever is not covered by a recomputed sentence is a setting, a year or a number of ours."""
    text = prose(NAME)
    for said in SAID:
        text = text.replace(said, "")
    text = re.sub(r"\([^()]*\b(?:19|20)\d\d\b[^()]*\)|\]\([^)]*\)", "", text)  # papers, links
    left = re.findall(r"\d+(?:\.\d+)?", text)
    settings = {"0", "1", "20", "50", "80", "100"}  # of labs, and mg and people of studies
    ours = {"8", "3", "7", "9", "55", "21"} | settings  # lessons, minutes, a challenge
    assert set(left) <= ours, set(left) - ours


def test_numeric_answers_and_the_worked_example():
    check_answers("naltrexone", {})
    for case in labs.dose_ratio_cases():
        assert case["ratio"] == pytest.approx(100 / case["free"])


def test_the_questions_say_what_the_ledger_says():
    said = json.dumps(items.lesson("naltrexone"), ensure_ascii=False)
    start = TRIALS.loc["lee2018-induction"]
    first = TRIALS.loc["volpicelli1992-relapse"]
    everyone, starters = (TRIALS.loc[f"lee2018-relapse-{k}"] for k in ("assigned", "started"))
    lab = labs.study_block()
    for part in (
        f"{start.events:g} of {start.total:g} started naltrexone, "
        f"{start.comparator_events:g} of {start.comparator_total:g} the other",
        f"{everyone.group_percent:g} against {everyone.comparator_percent:g} of 100 had a relapse",
        f"those who started, {starters.group_percent:g} against {starters.comparator_percent:g}",
        f"{first.n_participants:g} men in 1992 saw {first.group_percent:g} % against "
        f"{first.comparator_percent:g} %",
        f"mu 94.9 %, delta 21.1 % with a spread of "
        f"{OCCUPANCY.loc['naltrexone-dor-50mg-repeated'].sd_percent:.1f} points",
        f"100 mg would last {numbers(lab, dose='100', half_life='4')['ends']:.0f} hours and not 48",
        f"would then last {numbers(lab, dose='100', half_life='13')['ends']:.0f} hours",
        "Nineteen trials together",
        "7 to 10 days without opioids, and up to two weeks after buprenorphine or methadone",
    ):
        assert part in said, part
    assert TRIALS.loc["jonas2014-heavy-drinking-naltrexone"].n_trials == 19
    assert first.source == "volpicelli1992" and "1992" in cite(first.source)
    assert 1 / 4 < 1 - start.events / start.total < 1 / 3
    assert 1 - start.comparator_events / start.comparator_total == pytest.approx(1 / 17, abs=0.001)


def cells():
    """Cells of the notebook."""
    return json.loads((NOTEBOOKS / f"{NAME}.ipynb").read_text(encoding="utf-8"))["cells"]


def test_every_claim_of_this_lesson_has_its_place():
    claims = evidence.claims()
    mine = set(claims[claims["lesson"] == "naltrexone"]["anchor"])
    assert len(mine) == 10
    found = [name for cell in cells() for name in cell["metadata"].get("claims", [])]
    assert set(found) == mine


def test_safety_stands_first_and_last():
    code = ["".join(cell["source"]) for cell in cells() if cell["cell_type"] == "code"]
    assert code[1] == 'lesson.safety("naltrexone")'
    assert code[-2:] == ['lesson.safety("help")', 'lesson.safety("footer")']


def test_no_control_names_a_drug_or_frees_an_amount():
    names = ("opioid", "shield", "dependence", "naltrexone_trials")
    drugs = r"heroin|morphine|fentanyl|methadone|oxycodone|naltrexone|naloxone|buprenorphine"
    for lab in (getattr(labs, n)() for m in names for n in labs.MODULES[m] if "_cases" not in n):
        for control in lab.spec["controls"]:
            assert not re.search(drugs, json.dumps(control), re.I), control
            if control.get("unit") in ("mg", "h", "days"):
                assert control["only"], control  # published conditions, nothing in between
    for name in ("contest", "schild_plot", "precipitated_withdrawal", "after_the_shield"):
        assert all(
            control.get("unit", "") in ("", "%")
            for control in getattr(labs, name)().spec["controls"]
        )


def test_words_that_respect():
    text = prose(NAME)
    table = text[text.index("### Words that respect") : text.index("## Worked example")]
    rest = text.replace(table, "") + json.dumps(
        [option for item in items.lesson("naltrexone").values() for option in item.get("option", [])
         if option.get("right")]
    )  # fmt: skip
    assert not re.search(
        r"\b(addicts?|junkie|abus\w+|alcoholics?|sufferers?|detox\w*)\b", rest, re.I
    )
