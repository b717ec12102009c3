"""Receptor theory: golden numbers, limits, Schild slope, and the closed forms against a root."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.optimize import brentq

from kit.science.receptors import (
    dose_ratio,
    gaddum,
    hill_langmuir,
    operational,
    operational_ceiling,
    operational_ec50,
    partial_agonist,
)

LOST = [(0.5, 0.8333, 0.1667), (0.1, 0.5, 0.5), (0.02, 0.1667, 0.8333)]
concs = st.floats(0, 1e6)
constants = st.floats(1e-3, 1e3)


def half_maximal(kd, tau, slope, **block):
    """EC50 by a root finder: the referee of the closed form."""
    ceiling = operational(1e12 * kd, kd, tau, slope, **block)
    miss = lambda log: operational(np.exp(log), kd, tau, slope, **block) / ceiling - 0.5  # noqa: E731
    return np.exp(brentq(miss, np.log(kd) - 30, np.log(kd) + 30, xtol=1e-14, rtol=1e-14))


@pytest.mark.parametrize("left, emax, ec50", LOST)
def test_receptor_loss_golden(left, emax, ec50):
    assert operational_ceiling(10, receptors_left=left) == pytest.approx(emax, abs=5e-5)
    assert operational_ec50(1, 10, receptors_left=left) == pytest.approx(ec50, abs=5e-5)
    assert half_maximal(1, 10, 1, receptors_left=left) == pytest.approx(ec50, abs=5e-5)


def test_surmountable_block_with_reserve():
    # Trap 18: odds 5.25 of naltrexone lower a strong effect only from .90 to .86.
    plain = operational(10, 1, 10)
    assert plain == pytest.approx(0.9009, abs=5e-5)
    assert operational(10, 1, 10, antagonist=5.25) == pytest.approx(0.8602, abs=5e-5)


@given(st.floats(0.01, 50), st.floats(0.5, 3), st.floats(0.05, 1), st.floats(0, 30))
def test_operational_is_the_textbook_form(tau, slope, left, block):
    agonist, kd = 3.0, 2.0
    top = (left * tau * agonist) ** slope
    bottom = (kd * (1 + block / 4) + agonist) ** slope
    effect = operational(agonist, kd, tau, slope, 7, block, 4, left)
    assert effect == pytest.approx(7 * top / (bottom + top), rel=1e-12)


@given(st.floats(0.1, 30), st.floats(0.5, 2.5), st.floats(0.01, 100))
def test_schild_slope_is_one(tau, slope, kb):
    # The shift of the whole curve, found from the curve itself, not from dose_ratio.
    blocks = kb * np.array([1.0, 9.0, 99.0])
    free = half_maximal(2.0, tau, slope)
    shifts = [half_maximal(2.0, tau, slope, antagonist=b, antagonist_kd=kb) / free for b in blocks]
    assert_allclose(shifts, [2, 10, 100], rtol=1e-8)
    ratios = dose_ratio(blocks, kb)
    assert_allclose(ratios, [2, 10, 100], rtol=1e-12)
    line = np.polyfit(np.log10(blocks), np.log10(ratios - 1), 1)
    assert line[0] == pytest.approx(1, abs=1e-9)
    assert line[1] == pytest.approx(-np.log10(kb), abs=1e-9)  # pA2


def test_hill_langmuir():
    assert_allclose(hill_langmuir([0, 1, 3, 9], 3), [0, 0.25, 0.5, 0.75])
    assert hill_langmuir(9, 3, 2) == pytest.approx(0.9)  # not of 2: its square is its double
    assert hill_langmuir(1e300, 1e-300, 2) == 1
    assert hill_langmuir(1e-300, 1e300) == 0


@given(concs, constants, concs, constants)
def test_gaddum(agonist, ka, antagonist, kb):
    expected = agonist / (agonist + ka * (1 + antagonist / kb))
    assert gaddum(agonist, ka, antagonist, kb) == pytest.approx(expected, rel=1e-12)
    assert gaddum(agonist, ka, antagonist, kb) <= hill_langmuir(agonist, ka) * (1 + 1e-15)
    assert gaddum(agonist, ka, 0, kb) == hill_langmuir(agonist, ka)


def test_antagonist_without_end_leaves_nothing():
    assert gaddum(1, 1, 1e300, 1) == pytest.approx(0, abs=1e-299)
    assert operational(1, 1, 10, antagonist=1e300) == pytest.approx(0, abs=1e-298)
    assert operational(5, 1, 10, receptors_left=0) == 0


def test_efficacy_without_end_reaches_the_tissue_maximum():
    assert operational(1, 1, 1e12, maximum=3) == pytest.approx(3)
    assert operational_ec50(1, 1e12) == pytest.approx(1e-12, rel=1e-9)
    assert operational_ec50(1, 0, 1) == 1  # without efficacy EC50 is kd, with slope 1


@given(concs, concs, st.floats(0, 30), st.floats(0, 30))
def test_partial_agonist_textbook_form(agonist, partial, strong, weak):
    a, p = agonist / 2, partial / 5
    expected = (strong * a + weak * p) / (1 + a + p + strong * a + weak * p)
    found = partial_agonist(agonist, 2, strong, partial, 5, weak)
    assert found == pytest.approx(expected, rel=1e-12, abs=1e-300)


def test_partial_agonist_between_agonist_and_antagonist():
    assert partial_agonist(3, 1, 10, 0, 1, 0.5) == pytest.approx(operational(3, 1, 10))
    assert partial_agonist(0, 1, 10, 4, 1, 0.5) == pytest.approx(operational(4, 1, 0.5))
    assert partial_agonist(3, 1, 10, 4, 2, 0) == pytest.approx(
        operational(3, 1, 10, antagonist=4, antagonist_kd=2)
    )
    # The partial agonist alone has an effect, and it still pulls a full one down to its ceiling.
    alone, strong = partial_agonist(0, 1, 10, 1e6, 1, 1), operational(30, 1, 10)
    assert 0 < alone < partial_agonist(30, 1, 10, 30, 1, 1) < strong
    assert partial_agonist(30, 1, 10, 1e9, 1, 1) == pytest.approx(0.5, rel=1e-6)
