"""Binding in time: golden numbers, and the competition of two ligands against an ODE solver."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.integrate import solve_ivp

from kit.science.binding import dissociation_half_life, half_saturation, one_ligand, two_ligands
from kit.science.receptors import gaddum, hill_langmuir

concs = st.floats(0, 50)
ons = st.floats(1e-4, 0.5)
offs = st.floats(1e-3, 2)
times = st.floats(0, 60)


def test_opioid_golden():
    # fentanyl, carfentanil, naloxone; constants in pM, so divided by 1000.
    on, off = [3.081e-5, 9.954e-6, 1.669e-4], np.array([0.004331, 2.467e-4, 0.03959])
    found = half_saturation(on, off, [0.8439, 1.025, 0.858]) / 1000
    assert_allclose(found, [0.351, 0.0229, 0.586], rtol=0.002)
    assert_allclose(dissociation_half_life(off), [160, 47 * 60, 17.5], rtol=0.005)


@given(times, concs, ons, offs, st.floats(0, 1))
def test_one_ligand(time, conc, on, off, start):
    found = one_ligand(time, conc, on, off, start)
    end = hill_langmuir(conc, off / on)
    assert found == pytest.approx(end + (start - end) * np.exp(-(on * conc + off) * time), rel=1e-9)
    assert min(start, end) - 1e-12 <= found <= max(start, end) + 1e-12
    assert one_ligand(0, conc, on, off, start) == pytest.approx(start)
    assert one_ligand(1e9, conc, on, off, start) == pytest.approx(end, abs=1e-12)


def test_washing_out_takes_the_off_rate():
    off = 0.02
    left = one_ligand(dissociation_half_life(off), 0, 5, off, 0.8)
    assert left == pytest.approx(0.4)


def rates(first, first_on, first_off, second, second_on, second_off):
    def slope(_, y):
        free = 1 - y[0] - y[1]
        return [
            first * first_on * free - first_off * y[0],
            second * second_on * free - second_off * y[1],
        ]

    return slope


@settings(max_examples=20, deadline=None)
@given(times.filter(lambda t: t > 0.01), concs, ons, offs, concs, ons, offs, st.floats(0, 1))
def test_two_ligands_agree_with_a_solver(time, a, on_a, off_a, b, on_b, off_b, start):
    slope = rates(a, on_a, off_a, b, on_b, off_b)
    y0 = [0.6 * start, 0.4 * start]
    way = solve_ivp(slope, (0, time), y0, rtol=1e-10, atol=1e-12, method="DOP853")
    found = two_ligands(time, a, on_a, off_a, b, on_b, off_b, *y0)
    assert_allclose(found, way.y[:, -1], atol=1e-8)


@given(times, concs, ons, offs, concs, ons, offs)
def test_two_ligands_at_their_ends(time, a, on_a, off_a, b, on_b, off_b):
    found = two_ligands(time, a, on_a, off_a, b, on_b, off_b, 0.5, 0.3)
    assert min(found) >= -1e-12 and sum(found) <= 1 + 1e-12
    back = two_ligands(time, b, on_b, off_b, a, on_a, off_a, 0.3, 0.5)
    assert_allclose(found, back[::-1], atol=1e-12)
    alone = two_ligands(time, a, on_a, off_a, 0, on_b, off_b, 0.5, 0)
    assert alone.first == pytest.approx(one_ligand(time, a, on_a, off_a, 0.5), abs=1e-12)
    assert alone.second == pytest.approx(0, abs=1e-15)
    end = two_ligands(1e9, a, on_a, off_a, b, on_b, off_b, 0.5, 0.3)
    assert end.first == pytest.approx(gaddum(a, off_a / on_a, b, off_b / on_b), abs=1e-12)
    assert two_ligands(0, a, on_a, off_a, b, on_b, off_b, 0.5, 0.3) == pytest.approx((0.5, 0.3))


def test_equal_ligands_are_one_ligand():
    # Equal rows of the matrix and a gap of zero: the place of the singularity.
    both = two_ligands(7, 2, 0.03, 0.1, 3, 0.03, 0.1)
    assert sum(both) == pytest.approx(one_ligand(7, 5, 0.03, 0.1), rel=1e-12)
    assert both.first / both.second == pytest.approx(2 / 3)
    apart = two_ligands(7, 0, 0.03, 0.1, 0, 0.03, 0.1, 0.5, 0.4)
    assert apart == pytest.approx((0.5 * np.exp(-0.7), 0.4 * np.exp(-0.7)))


def test_an_antagonist_cannot_push():
    # Any amount of naloxone: carfentanil leaves at its own rate.
    for flood in (1e2, 1e6):
        left = two_ligands(1000, 0, 0.01, 2.467e-4, flood, 0.1, 0.04, 0.9, 0)
        assert left.first == pytest.approx(0.9 * np.exp(-0.2467), rel=1e-9)


def test_a_slow_rate_keeps_its_digits():
    left = two_ligands(1e9, 0, 1, 1e-12, 1e3, 1, 1, 0.9, 0)
    assert left.first == pytest.approx(0.9 * np.exp(-1e-3), rel=1e-9)


def test_more_bound_than_there_is():
    with pytest.raises(
        ValueError, match="^first0 is 0.7, but must be at most 1 - second0, here 0.6"
    ):
        two_ligands(1, 1, 1, 1, 1, 1, 1, 0.7, 0.4)
