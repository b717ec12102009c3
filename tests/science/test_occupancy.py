"""Occupancy: golden numbers, odds, time course, the fit, and what is refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from kit.science.occupancy import (
    fading,
    fit_half_exposure,
    fit_residual,
    from_odds,
    occupancy,
    odds,
    together,
)

MILNACIPRAN = {
    "SERT": ([50, 100, 150, 200], [0.330, 0.386, 0.600, 0.615], 122.5),
    "NET": ([25, 100, 125, 200], [0.253, 0.400, 0.473, 0.499], 149.9),
}
exposures = st.floats(0, 1e6)
halves = st.floats(1e-3, 1e4)


def test_steps_of_the_example_drug():
    assert_allclose(occupancy([20, 15, 10, 5, 0], 5.0), [0.80, 0.75, 2 / 3, 0.50, 0.0], rtol=1e-14)
    assert occupancy(40, 5) - occupancy(20, 5) == pytest.approx(0.0889, abs=5e-5)
    assert occupancy(20, 5) - occupancy(10, 5) == pytest.approx(0.1333, abs=5e-5)


def test_limits():
    assert occupancy(0, 5) == 0 and occupancy(0, 5, 0.4) == 0
    assert occupancy(1e300, 1e-300) == 1 and from_odds(np.inf, 0.9) == 0.9
    assert odds(1.0) == np.inf and odds(0.9, 0.9) == np.inf and odds(0) == 0
    assert from_odds(1e-300) == 1e-300  # tiny odds keep their digits
    assert occupancy(7, 7, 0.6) == 0.3


@given(exposures, halves, st.floats(0.05, 1))
def test_occupancy_and_odds_undo_each_other(exposure, half, maximum):
    filled = occupancy(exposure, half, maximum)
    assert 0 <= filled <= maximum
    share = exposure / half
    if share < 1e5:
        assert odds(filled, maximum) == pytest.approx(share, rel=1e-9, abs=1e-300)


@given(st.lists(exposures, min_size=2, max_size=20), halves)
def test_more_exposure_never_occupies_less(exposure, half):
    assert (np.diff(occupancy(np.sort(exposure), half)) >= 0).all()


@given(exposures, halves, st.floats(0.01, 100))
def test_only_the_ratio_matters(exposure, half, scale):
    assert occupancy(scale * exposure, scale * half) == pytest.approx(occupancy(exposure, half))


def test_two_drugs_add_in_odds():
    assert together(4, 4) == pytest.approx(8 / 9)
    assert together(odds(0.8), 0) == pytest.approx(0.8)
    assert together(0.5, 0.25) == pytest.approx(0.75 / 1.75)
    assert together(np.inf, 3) == 1


def test_fading_halves_the_odds():
    assert fading(0, 0.9, 30) == pytest.approx(0.9)
    assert odds(fading([-30, 30, 60], 0.9, 30)) == pytest.approx([18, 4.5, 2.25])
    assert fading(-1e6, 0.9, 30, 0.95) == 0.95
    assert odds(fading(10, 0.72, 10, 0.9), 0.9) == pytest.approx(2.0)
    # Escitalopram, 6 to 54 h after the last dose.
    assert 100 * fading(48, 0.815, 30) == pytest.approx(59.2, abs=0.1)


@pytest.mark.parametrize("target", MILNACIPRAN)
def test_fit_of_milnacipran_is_close_to_the_paper(target):
    doses, seen, published = MILNACIPRAN[target]
    best = fit_half_exposure(doses, seen)
    assert best == pytest.approx(published, rel=0.02)
    assert fit_residual(doses, seen, best) <= fit_residual(doses, seen, published)
    assert best == pytest.approx({"SERT": 120.501076, "NET": 149.731827}[target], abs=1e-5)


@given(st.floats(0.1, 1e4), st.floats(0.2, 1.0))
def test_fit_returns_what_made_the_points(half, maximum):
    doses = np.array([0, 5, 50, 500.0])
    assert fit_half_exposure(doses, occupancy(doses, half, maximum), maximum) == pytest.approx(
        half, rel=1e-9
    )


def test_residual_is_a_root_mean_square():
    assert fit_residual([5, 5], [0.4, 0.8], 5) == pytest.approx(np.sqrt((0.1**2 + 0.3**2) / 2))
    assert fit_residual([5], [0.3], 5, 0.8) == pytest.approx(0.1)


@pytest.mark.parametrize(
    "seen, doses",
    [([0, 0], [1, 2]), ([1, 1], [1, 2]), ([0.5, 0.5], [0, 0])],
    ids=["empty", "full", "no dose"],
)
def test_points_without_a_fit_are_refused(seen, doses):
    with pytest.raises(ValueError, match="occupancy is empty or full"):
        fit_half_exposure(doses, seen)
