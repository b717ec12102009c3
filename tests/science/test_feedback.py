"""Feedback loops: golden numbers, silence at baseline, and a root finder as referee."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.optimize import brentq

from kit.science.feedback import alpha2_loop, sensitivity, serotonin_loop
from kit.science.transmission import fold_change

shares = st.floats(0, 1)


@given(shares, shares, shares)
def test_serotonin_loop_is_silent_without_a_drug(sensitive, blocked, share):
    rest = serotonin_loop(0, sensitive, blocked, share)
    assert rest == (1, 1, 1)
    assert serotonin_loop(sensitive, blocked, share, transporter_share=0) == (1, 1, 1)


@given(st.floats(1e-3, 1), shares, shares, st.floats(0.1, 0.99), st.floats(1, 4))
def test_serotonin_loop_is_the_root(occupied, sensitive, blocked, share, steepness):
    found = serotonin_loop(occupied, sensitive, blocked, share, steepness=steepness)
    left = 1 - share * occupied
    brake = sensitive * 0.75 * (1 - blocked)

    def miss(raphe):
        rise = max(raphe - 1, 0) ** steepness
        firing = 1 - brake * rise / (0.2041**steepness + rise)
        return (1 - 0.6111 + 0.6111 * firing) / left - raphe

    raphe = brentq(miss, 1, 1 / left + 1e-9, xtol=1e-13, rtol=1e-13)
    assert found.raphe == pytest.approx(raphe, rel=1e-9)
    assert found.forebrain == pytest.approx(found.firing / left, rel=1e-12)
    rise = (raphe - 1) ** steepness
    expected = 1 - brake * rise / (0.2041**steepness + rise)
    assert found.firing == pytest.approx(expected, rel=1e-6)


def test_sensitivity():
    assert_allclose(1 - sensitivity([3, 21]), [0.40, 0.746], atol=0.002)
    assert sensitivity(0) == 1
    assert sensitivity(1e9) == 0.25 and sensitivity(5, 1) == 1
    assert sensitivity(3.94) == pytest.approx(0.25 + 0.75 / np.e)
    assert sensitivity(2, 0.5, 2) == pytest.approx(0.5 + 0.5 / np.e)


@given(shares, st.floats(0, 0.999), shares, st.floats(0, 50))
def test_alpha2_loop_is_the_root(sensitive, share, occupied, weight):
    level = alpha2_loop(occupied, sensitive, share, weight)
    release = 1 / (1 + sensitive * weight * (level - 1))
    assert level == pytest.approx(release / (1 - share * occupied), rel=1e-9)
    assert alpha2_loop(0, sensitive, share, weight) == pytest.approx(1, rel=1e-14)
    assert alpha2_loop(occupied, 0, share, weight) == pytest.approx(fold_change(occupied, share))
    assert 1 - 1e-12 <= level <= fold_change(occupied, share) * (1 + 1e-12)


def test_alpha2_loop_where_nothing_clears():
    assert alpha2_loop(1, [0, 0.2, 1], 1).tolist() == [np.inf] * 3
