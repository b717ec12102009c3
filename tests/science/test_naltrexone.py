"""Naltrexone: the label's durations, daily dosing, and what the qualitative parts must keep."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.science.naltrexone import blockade_odds, qualitative_adaptation, receptor_occupancies
from kit.science.occupancy import from_odds
from kit.science.receptors import operational

DAILY = np.arange(30) * 24.0
LAST = DAILY[-1]


def test_one_dose():
    assert 100 * from_odds(blockade_odds(0, [0], 15)) == pytest.approx(73, abs=0.5)
    assert blockade_odds([-1, 0, 29.5], [0], 5.59) == pytest.approx([0, 1, 0.5])
    assert receptor_occupancies(np.inf) == (1, 1, 1)
    assert receptor_occupancies(79).delta == pytest.approx(0.5)
    assert receptor_occupancies(4, 2, 8) == pytest.approx((0.8, 2 / 3, 1 / 3))


@given(
    st.lists(st.floats(-50, 200), min_size=1, max_size=6), st.floats(-60, 300), st.floats(1, 100)
)
def test_doses_add_in_odds(schedule, time, half_life):
    sizes = 10.0 * np.arange(1, len(schedule) + 1)
    expected = sum(
        size / 5.59 * 0.5 ** ((time - at) / half_life)
        for at, size in zip(schedule, sizes, strict=True)
        if time >= at
    )
    found = blockade_odds(time, schedule, sizes, half_life_h=half_life)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-300)


@given(st.floats(0.1, 50), st.floats(0.1, 50), st.floats(0, 50))
def test_a_blocker_takes_away_what_the_body_adapted_to(agonist, tau, blocker):
    before = operational(agonist, 1, tau)
    adapted = qualitative_adaptation(1e6, before)
    assert adapted == pytest.approx(before)
    lost = adapted - operational(agonist, 1, tau, antagonist=blocker)
    exact = before * (1 - 1 / (1 + blocker / (1 + agonist * (1 + tau))))
    assert lost == pytest.approx(exact, rel=1e-9, abs=1e-12)


def test_adaptation_fades():
    assert qualitative_adaptation(0, 0.7, 0.2) == pytest.approx(0.2)
    assert qualitative_adaptation(3.5, 0, 0.9) == pytest.approx(0.9 / np.e)
    assert qualitative_adaptation(2, 0.6, 0, 2) == pytest.approx(0.6 * (1 - 1 / np.e))
    left = qualitative_adaptation([7, 10], 0, 1)
    assert 0.05 < left[1] < 0.1 < left[0] < 0.15
