"""Labs of lesson 8 on adaptation: the seesaw, and the time after the shield."""

import numpy as np
import pytest

from kit import labs
from kit.labs.dependence import FULL, TIME, seesaw
from kit.science.naltrexone import opioid_response
from tests.labs.common import trace


def test_nothing_adapted_nothing_to_lay_bare():
    np.testing.assert_allclose(seesaw(0.0, "antagonist"), 0)
    for share in (0.2, 1.0):
        np.testing.assert_allclose(seesaw(share, "nothing"), 0, atol=1e-12)


def test_the_antagonist_takes_the_signal_at_once_and_adaptation_fades():
    balance = seesaw(1.0, "antagonist")
    agonist = FULL / (10 - FULL * 11)  # of a tau of 10: gives the signal that it adapted to
    assert opioid_response(agonist, 10.0) == pytest.approx(FULL)
    left = opioid_response(agonist, 10.0, 19.0)
    assert balance[0] == pytest.approx(left - FULL)
    np.testing.assert_allclose(balance, balance[0] * np.exp(-TIME), rtol=1e-9)


def test_the_lab_shows_a_hundred_times_the_seesaw():
    lab = labs.precipitated_withdrawal()
    for share in (0.5, 1.0):
        lab.set(adaptation=100 * share, given="antagonist")
        np.testing.assert_allclose(trace(lab, "balance")["y"], 100 * seesaw(share, "antagonist"))


def test_fading_by_itself_is_later_and_less_deep():
    fading, pushed = seesaw(1.0, "fade"), seesaw(1.0, "antagonist")
    assert fading[0] == pytest.approx(0) and fading.argmin() > 0
    assert pushed.min() < fading.min() < 0


def test_a_partial_agonist_lifts_the_one_and_drops_the_other():
    assert seesaw(0.2, "partial")[0] > 0.1
    assert seesaw(1.0, "partial")[0] < -0.1
    assert seesaw(1.0, "partial").min() > seesaw(1.0, "antagonist").min()


def test_more_adaptation_more_withdrawal():
    many = seesaw(np.linspace(0, 1, 11)[:, None], "antagonist")
    assert many.shape == (11, len(TIME)) and np.all(np.diff(many[:, 0]) < 0)


def test_the_same_amount_acts_more_strongly_as_the_shield_goes():
    lab = labs.after_the_shield()
    for lost in (10, 50, 90):
        lab.set(lost=lost)
        assert np.all(np.diff(lab.drawing().series["effect"].y) > 0)
    lab.set(stage=10, lost=90)
    assert "2.4 times as strongly" in lab.words()
    lab.set(lost=0)
    assert "1.0 times" in lab.words()  # tolerance kept: as it was, and never above


def test_danger_comes_while_most_receptors_are_still_held():
    lab = labs.after_the_shield()
    lab.set(stage=3, lost=90)
    numbers = lab.drawing().numbers
    assert numbers["shield"] > 80 and numbers["times"] > 1
