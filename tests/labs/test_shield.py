"""Labs of lesson 8 on the block: scans, the three studies of the label, tablets and injection."""

import re

import numpy as np
import pytest

from kit import labs
from kit.science.naltrexone import blocked_hours
from tests.labs.common import numbers


def test_the_model_of_the_scans_and_its_misfit():
    lab = labs.opioid_receptors_scanned()
    assert numbers(lab, dose=15)["mu"] == pytest.approx(72.9, abs=0.1)  # one scan: 61
    assert "73 % of mu" in lab.words() and "scans of mu found 61 %" in lab.words()
    daily = numbers(lab, dose=50)
    assert (daily["low"], daily["high"]) == (
        pytest.approx(11.8, abs=0.1),
        pytest.approx(19, abs=0.1),
    )
    assert "known misfits" in lab.limits["Assumed"].lower()


def test_only_doses_and_half_lives_of_studies_can_be_chosen():
    for lab, name, wrong, why in (
        (labs.opioid_receptors_scanned(), "dose", 25, "was not studied"),
        (labs.study_block(), "dose", "75", "not one of the choices: 50, 100, 150"),
        (labs.study_block(), "half_life", 20, "was not studied"),
    ):
        with pytest.raises(ValueError, match=why):
            lab.set(**{name: wrong})


@pytest.mark.parametrize("half_life", [4, 13, 29.5])
def test_twice_the_dose_buys_one_half_life(half_life):
    lab = labs.study_block()
    first, second = (numbers(lab, dose=mg, half_life=half_life)["ends"] for mg in ("50", "100"))
    assert first == 24 and second - first == pytest.approx(half_life)
    gain = blocked_hours(100, half_life_h=29.5) - blocked_hours(50, half_life_h=29.5)
    assert gain == pytest.approx(29.5)


def test_only_the_half_life_at_the_receptor_comes_near_the_label():
    lab = labs.study_block()

    def miss(half_life):
        found = [numbers(lab, dose=mg, half_life=half_life) for mg in ("50", "100", "150")]
        return max(abs(n["ends"] - n["said"]) for n in found)

    assert miss(29.5) < 6 < 25 < miss(13) < miss(4)


def test_the_line_crosses_what_is_enough_where_the_block_ends():
    lab = labs.study_block()
    lab.set(dose="150", half_life=29.5)
    drawn = lab.drawing()
    line, enough = drawn.series["odds"], drawn.series["enough"].y[0]
    crossing = np.interp(-np.log(enough), -np.log(line.y), line.x)
    assert crossing == pytest.approx(float(drawn.numbers["ends"]))


def test_a_month_of_tablets_and_one_injection():
    lab = labs.monthly_injection()
    assert numbers(lab)["number"] == 28 and "none is left out" in lab.words()
    half = numbers(lab, taken=50)
    assert half["number"] == 14 and 1 < half["gap"] < 14
    none = lab.drawing(taken=0).series
    assert np.all(none["tablets"].y == 0)
    assert none["injection"].y[12:].min() > 10


def test_lessons_4_and_8_say_the_same_hours():
    early, late = labs.block_duration(), labs.study_block()
    for half_life in (4, 29.5):
        early.set(half_life=half_life)
        late.set(dose="100", half_life=half_life)
        hours = re.search(r"should block for (\d+) h", early.words())[1]
        assert f"would last {hours} h" in late.words()
