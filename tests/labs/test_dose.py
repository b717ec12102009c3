"""The labs of lesson 3 against the ledger, the science and the published fits."""

import numpy as np
import pytest

from kit import evidence, labs
from tests.labs.common import trace


def test_duloxetine_says_what_the_published_fit_gives():
    lab = labs.dose_occupancy(drug="duloxetine")
    lab.set(dose=40)
    assert lab.words().startswith("Duloxetine 40 mg occupies 84 % of SERT (model, ED50 7.9 mg).")


def test_the_example_drug_doubles_and_halves_as_the_lesson_says():
    lab = labs.dose_occupancy()
    lab.set(dose=20)
    assert "occupies 80 % of SERT" in lab.words()
    assert "adds 8.9 percentage points; half the dose takes away 13.3." in lab.words()


@pytest.mark.parametrize(
    ("data", "doses", "percent"),
    [
        ("milnacipran SERT", [50, 100, 150, 200], [33.0, 38.6, 60.0, 61.5]),
        ("milnacipran NET", [25, 100, 125, 200], [25.3, 40.0, 47.3, 49.9]),
        ("methylphenidate DAT", [5, 10, 20, 40, 60], [12, 40, 54, 72, 74]),
    ],
)
def test_the_points_are_the_ledger_rows(data, doses, percent):
    drawn = trace(labs.fit_ed50(data), data.split()[1])
    assert drawn["x"] == doses and drawn["y"] == pytest.approx(percent)
    rows = evidence.occupancy(*data.split())
    assert list(rows["dose_mg"]) == doses and list(rows["occupancy_percent"]) == pytest.approx(
        percent
    )
    assert all("people, " in text and ("doi" in text or "PMID" in text) for text in drawn["text"])


@pytest.mark.parametrize(
    ("data", "published"), [("milnacipran SERT", 122.5), ("milnacipran NET", 149.9)]
)
def test_a_learner_who_fits_comes_within_a_tenth_of_the_paper(data, published):
    lab = labs.fit_ed50(data)
    positions = lab._controls["ed50"].positions()
    misses = [lab._draw(data=data, ed50=float(ed50)).numbers["miss"] for ed50 in positions]
    best = positions[int(np.argmin(misses))]
    assert abs(best - published) / published < 0.10
    lab.set(ed50=best)
    assert f"reports {published:g} mg" in lab.words()
    lab.set(ed50=best * 1.3)
    assert "Try to get closer" in lab.words() and f"{published:g}" not in lab.words()


def test_an_ed50_per_kilogram_says_which_body_it_was_turned_into_mg_for():
    lab = labs.fit_ed50("methylphenidate DAT")
    lab.set(ed50=18)
    assert "reports 17.5 mg (0.25 mg/kg, for 70 kg)" in lab.words()


def test_benefit_never_stands_without_harm():
    lab = labs.benefit_and_harm()
    for dose in (10, 20, 40, 80):
        lab.set(dose=dose)
        assert "got clearly better" in lab.words() and "side effects" in lab.words()
    assert "side effects 3.73 times as often (2.42 to 5.76)" in lab.words()
    with pytest.raises(ValueError, match="was not studied: choose from 10, 20, 40, 80 mg"):
        lab.set(dose=30)


def test_spare_receptors_say_the_numbers_of_the_lesson():
    lab = labs.spare_receptors()
    for removed, ceiling in ((50, 92), (80, 73), (95, 37)):
        lab.set(removed=removed)
        assert f"is {ceiling} % of what it was" in lab.words()


def test_potency_and_efficacy_are_told_apart():
    lab = labs.two_drugs()
    lab.set(ec50_a=1, ec50_b=10, emax_b=100)
    assert lab.words() == (
        "A is more potent: it needs 10 times less for half of its own ceiling; "
        "B has the higher efficacy, 100 % against 60 %."
    )


def test_an_unknown_drug_is_answered_with_the_known_ones():
    with pytest.raises(ValueError, match="duloxetine"):
        labs.dose_occupancy(drug="duloxetin")


def test_a_target_nobody_scanned_is_answered_with_those_that_were():
    with pytest.raises(ValueError, match="for bupropion it knows DAT"):
        labs.dose_occupancy(drug="bupropion")
    with pytest.raises(ValueError, match="choose SERT, NET, DAT"):
        labs.dose_occupancy(drug="naltrexone", target="MOR")


def test_single_and_daily_doses_are_never_mixed():
    drawn = trace(labs.dose_occupancy(drug="paroxetine"), "measured")
    assert drawn["y"] == [83] and drawn["name"] == "measured, daily doses"
    drawn = trace(labs.dose_occupancy(drug="duloxetine"), "measured")
    assert drawn["y"] == [81.8] and drawn["name"] == "measured, single doses"


def test_a_prediction_is_laid_over_the_curve_and_measured():
    lab = labs.dose_occupancy()
    said = lab.predict([60, 0, 20, 40], [100, 0, 80, 100])
    assert lab.drawn["x"] == [0, 20, 40, 60]
    assert "furthest at 40 mg: you said 100 %, the model says 89 %" in said
    assert trace(lab, "yours")["y"] == [0, 80, 100, 100]


def test_what_a_fit_misses_is_the_distance_between_what_is_drawn():
    lab = labs.fit_ed50()
    now = lab.drawing()
    seen, curve = now.series["SERT"], now.series["curve"]
    away = seen.y - np.interp(seen.x, curve.x, curve.y)
    assert now.numbers["miss"] == pytest.approx(np.sqrt(np.mean(away**2)), abs=0.02)
