"""The assay: limits that are known, dose ratios, noise of the size that it says."""

import numpy as np
import pytest
from scipy.special import ndtr

from kit.science.assay import luck, reading, reading_sd, two_state, two_state_half
from kit.science.occupancy import from_odds, odds
from kit.science.receptors import dose_ratio, operational, partial_agonist

CONC = np.geomspace(0.01, 1e6, 41)


def test_without_own_activity_it_is_the_operational_model():
    tau, basal = 9.0, 1e-9
    efficacy = tau * (1 - basal) / basal
    for antagonist, left in ((0.0, 1.0), (50.0, 1.0), (0.0, 0.3)):
        ours = two_state(CONC, 20.0, efficacy, antagonist, 5.0, 1.0, basal, left)
        theirs = operational(
            CONC, 20.0, tau, antagonist=antagonist, antagonist_kd=5.0, receptors_left=left
        )
        np.testing.assert_allclose(ours, theirs, rtol=1e-6, atol=1e-8)
    ours = two_state(CONC, 20.0, efficacy, 30.0, 5.0, efficacy / 10, basal, 1.0)
    np.testing.assert_allclose(
        ours, partial_agonist(CONC, 20.0, tau, 30.0, 5.0, tau / 10), rtol=1e-6, atol=1e-8
    )


@pytest.mark.parametrize("efficacy", [0.0, 0.3, 4.0, 21.0])
def test_half_of_the_own_effect_is_where_it_says(efficacy):
    basal = 0.16
    half = two_state_half(40.0, efficacy, basal)
    top = from_odds(efficacy * odds(basal))  # what is left where it binds without end
    seen = two_state(0.0, 1.0, 21.0, half, 40.0, efficacy, basal, 1.0)
    assert seen == pytest.approx((basal + top) / 2, rel=1e-12)
    far = two_state(0.0, 1.0, 21.0, 1e12, 40.0, efficacy, basal, 1.0)
    assert far == pytest.approx(top, abs=1e-9)
    assert (half < 40.0) == (efficacy > 1)  # spare receptors only for an agonist


def test_neutral_alone_does_nothing_and_inverse_needs_own_activity():
    np.testing.assert_allclose(two_state(0, 1, 21, CONC, 3, 1.0, 0.16, 1), 0.16, rtol=1e-12)
    assert (two_state(0, 1, 21, CONC, 3, 0.1, 0.16, 1) < 0.16).all()
    np.testing.assert_array_equal(two_state(0, 1, 21, CONC, 3, 0.1, 0.0, 1), 0.0)


def halfway(antagonist):
    """EC50 of the agonist beside an antagonist, read from its curve."""
    grid = np.geomspace(1, 1e8, 20001)
    curve = two_state(grid, 126.0, 21.0, antagonist, 7.0, 1.0, 0.16, 1.0)
    return np.interp((0.16 + curve[-1]) / 2, curve, grid)


def test_dose_ratios_of_a_competitive_antagonist():
    antagonist = np.array([7.0, 63.0, 693.0])
    np.testing.assert_allclose(dose_ratio(antagonist, 7.0), [2, 10, 100])
    ratios = np.array([halfway(b) for b in antagonist]) / halfway(0.0)
    np.testing.assert_allclose(ratios, [2, 10, 100], rtol=1e-3)


def test_noise_has_the_spread_that_it_says():
    rng = np.random.default_rng(4)
    plate, well, floor = rng.standard_normal((3, 4, 200_000))
    for mean in (0.0, 20.0, 100.0):
        shown = reading(mean, plate[0], well, floor).mean(axis=0)  # four wells of one plate
        assert shown.std() == pytest.approx(reading_sd(mean, 4), rel=0.03, abs=0.02)
        assert shown.mean() == pytest.approx(mean, rel=0.02, abs=0.02)
    assert reading(50.0, 0, 0, 0) == 50.0
    # more wells do not help against the error that a plate shares
    assert reading_sd(100.0, 1e9) == pytest.approx(6.0)


def test_luck_is_normal_and_never_changes():
    drawn = luck(3, 2, 100_000)
    assert abs(drawn.mean()) < 0.01 and abs(drawn.std() - 1) < 0.01
    first = [round(float(x), 9) for x in luck(17, 1, 3)]
    assert first == [0.400110294, -0.998964464, 0.623426866]
    uniform = np.random.Generator(np.random.PCG64(np.random.SeedSequence([17, 1]))).random(3)
    np.testing.assert_allclose(ndtr(luck(17, 1, 3)), uniform, rtol=1e-12)
    np.testing.assert_array_equal(luck(17, 1, 3), luck(17, 1, 9)[:3])
    assert not np.allclose(luck(17, 1, 3), luck(17, 2, 3))
    assert not np.allclose(luck(17, 1, 3), luck(18, 1, 3))
