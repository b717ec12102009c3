"""One pool of transmitter: golden numbers, mass balance, limits, and an ODE solver as referee."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.integrate import solve_ivp

from kit.science.bursts import during_release
from kit.science.occupancy import odds
from kit.science.transmission import (
    decay,
    decay_half_life,
    fold_change,
    pulse_train,
    tonic_level,
    uptake_rate,
)
from kit.science.uptake import blocked, per_spike, time_to_fraction

PUFF = per_spike(3000, 0.06, 0.1, 0.21)
STRIATUM = {"vmax": 4100.0, "km": 210.0}
levels = st.floats(0, 5000)
vmaxes = st.floats(0, 5000)
kms = st.floats(10, 2000)
losses = st.one_of(st.just(0.0), st.floats(1e-6, 20))


def solved(conc0, time, vmax, km, loss=0.0):
    """The referee: a tight ODE solve."""
    slope = lambda _, c: -vmax * c / (km + c) - loss * c  # noqa: E731
    way = solve_ivp(slope, (0, time), [conc0], rtol=1e-12, atol=1e-13, method="DOP853")
    return way.y[0, -1]


def test_decay_where_the_plain_form_overflows():
    left = decay(1e6, [0, 100, 249, 251], 4000, 160)
    assert np.isfinite(left).all() and (np.diff(left) < 0).all()
    assert left[0] == pytest.approx(1e6, rel=1e-12)
    assert left[1] == pytest.approx(solved(1e6, 100, 4000, 160), rel=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.floats(0.1, 5000), st.floats(0.01, 2), vmaxes, kms, losses)
def test_decay_agrees_with_a_solver(conc0, time, vmax, km, loss):
    expected = solved(conc0, time, vmax, km, loss)
    found = decay(conc0, time, vmax, km, 0, loss)
    assert found == pytest.approx(expected, rel=2e-7, abs=1e-8)


def test_decay_without_transporters():
    assert decay(500, 2, 0, 160) == pytest.approx(500)
    assert decay(500, 2, 0, 160, 0, 0.7) == pytest.approx(500 * np.exp(-1.4))
    assert decay_half_life(500, 0, 160) == np.inf
    assert decay(0, 2, 4000, 160, 0, [0, 1]).tolist() == [0, 0]


@given(st.floats(1, 5000), st.floats(0.01, 1), st.floats(10, 5000), kms, losses)
def test_an_inhibitor_is_a_larger_km(conc0, time, vmax, km, loss):
    assert decay(conc0, time, vmax, km, 3, loss) == decay(conc0, time, vmax, 4 * km, 0, loss)
    assert decay(conc0, time, vmax, km, 3, loss) >= decay(conc0, time, vmax, km, 0, loss)
    assert uptake_rate(conc0, vmax, km, 3) == uptake_rate(conc0, vmax, 4 * km)
    assert tonic_level(vmax / 2, vmax, km, loss, 3) == tonic_level(vmax / 2, vmax, 4 * km, loss)
    assert decay_half_life(conc0, vmax, km, 3) == decay_half_life(conc0, vmax, 4 * km)


def test_uptake_rate():
    assert uptake_rate(160, 4000, 160) == 2000
    assert uptake_rate(0, 4000, 160) == 0
    assert uptake_rate(1e12, 4000, 160, 10) == pytest.approx(4000)  # competition never lowers vmax
    assert uptake_rate(160, 4000, 160, 2) == 1000


@given(st.floats(0.01, 0.999), levels, st.floats(1, 5000), kms, losses, st.floats(0, 9))
def test_time_to_fraction_undoes_decay(left, conc0, vmax, km, loss, inhibitor):
    time = time_to_fraction(left, conc0, vmax, km, inhibitor, loss)
    assert decay(conc0, time, vmax, km, inhibitor, loss) == pytest.approx(left * conc0, rel=1e-9)


def test_time_to_fraction_at_its_ends():
    assert time_to_fraction(1, 100, 4000, 160) == 0
    assert time_to_fraction(0.5, 100, 0, 160) == np.inf
    assert time_to_fraction(1, 100, 0, 160) == 0
    assert time_to_fraction(0.5, 100, 0, 160, 0, 2) == pytest.approx(np.log(2) / 2)


def test_tonic_level_ends_where_release_outruns_uptake():
    release = 4100 * np.array([0.999999, 1.0, 1.5])
    level = tonic_level(release, **STRIATUM)
    assert level[0] > 1e6 and level[1] == level[2] == np.inf
    assert np.isfinite(tonic_level(release, **STRIATUM, loss_rate=0.04)).all()
    assert tonic_level([0, 0], [0, 4000], 160).tolist() == [0, 0]


@given(st.floats(0.01, 8000), vmaxes, kms, st.floats(1e-3, 20), st.floats(0, 20))
def test_tonic_level_is_where_release_meets_clearance(release, vmax, km, loss, inhibitor):
    level = tonic_level(release, vmax, km, loss, inhibitor)
    assert uptake_rate(level, vmax, km, inhibitor) + loss * level == pytest.approx(release)


@given(st.floats(0.01, 0.99), st.floats(1, 5000), kms)
def test_tonic_level_without_loss(share, vmax, km):
    release = share * vmax
    assert tonic_level(release, vmax, km) == pytest.approx(km * release / (vmax - release))
    assert tonic_level(release, vmax, km, 1e-14) == pytest.approx(
        tonic_level(release, vmax, km), rel=1e-6
    )


OCCUPIED = [0.5, 0.74, 0.8, 0.85, 0.87]


def test_rival_forms_of_block_golden():
    # Competitive block gives 1 / (1 - occ) at any saturation; fewer transporters run away.
    rest = tonic_level(4 * PUFF, **STRIATUM)
    folds = {
        scaled: tonic_level(4 * PUFF, *blocked(**STRIATUM, occupancy=OCCUPIED, scaled=scaled))
        / rest
        for scaled in ("km", "vmax")
    }
    assert_allclose(folds["km"], [2.0, 3.8, 5.0, 6.7, 7.7], atol=0.05)
    assert_allclose(folds["km"], 1 / (1 - np.array(OCCUPIED)), rtol=1e-12)
    assert_allclose(folds["vmax"][:3], [2.4, 7.1, 14.1], atol=0.05)
    assert folds["vmax"][3] == pytest.approx(77, abs=0.5) and folds["vmax"][4] == np.inf
    same = tonic_level(4 * PUFF, **STRIATUM, inhibitor=odds(OCCUPIED))
    assert_allclose(same / rest, folds["km"], rtol=1e-12)


def test_fold_change_at_its_ends():
    assert fold_change(0.95, 0.9) == pytest.approx(6.897, abs=5e-4)
    assert fold_change(0, 0.9) == 1 and fold_change(0.7, 0) == 1
    assert fold_change(1, 0.9) == pytest.approx(10) and fold_change(1, 1) == np.inf


@given(st.floats(0, 0.99), st.floats(0, 1))
def test_fold_change_rises_with_both(occupied, share):
    assert fold_change(occupied + 0.01, share) >= fold_change(occupied, share) >= 1
    assert fold_change(share, occupied) == fold_change(occupied, share)


@settings(max_examples=25, deadline=None)
@given(st.floats(0, 500), st.floats(0.01, 2), st.floats(0, 8000), vmaxes, kms, st.floats(0, 4))
def test_release_as_a_flow_agrees_with_a_solver(conc0, time, release, vmax, km, block):
    slope = lambda _, c: release - vmax * c / (km * (1 + block) + c)  # noqa: E731
    way = solve_ivp(slope, (0, time), [conc0], rtol=1e-12, atol=1e-13, method="DOP853")
    found = during_release(conc0, time, release, vmax, km, block)
    assert found == pytest.approx(way.y[0, -1], rel=1e-7, abs=1e-8)


@given(st.floats(0.1, 5000), st.floats(0, 1), st.floats(1, 5000), kms, st.floats(0, 9))
def test_a_flow_of_nothing_is_decay(conc0, time, vmax, km, block):
    found = during_release(conc0, time, 0, vmax, km, block)
    assert found == pytest.approx(decay(conc0, time, vmax, km, block), rel=1e-7, abs=1e-9)


@pytest.mark.parametrize("near", [0, 1e-12, -1e-9, 1e-6, -1e-4, 1e-3])
def test_a_flow_of_exactly_vmax_is_nothing_special(near):
    # C^2 / 2 + km C grows by vmax * km * time when release equals vmax.
    level = during_release(30, 0.5, 4000 * (1 + near), 4000, 160)
    exact = -160 + np.sqrt(190**2 + 2 * 4000 * 160 * 0.5)
    assert level == pytest.approx(exact, rel=10 * abs(near) + 1e-13)


def test_a_flow_ends_at_the_tonic_level():
    for start in (0, 33, 4000):
        level = during_release(start, 1e3, 4 * PUFF, **STRIATUM)
        assert level == pytest.approx(tonic_level(4 * PUFF, **STRIATUM), rel=1e-9)
    assert during_release(50, 1e3, 9000, 4000, 160) == pytest.approx(5e6, rel=1e-2)
    assert during_release(50, 7, 0, 0, 160) == 50
    assert during_release(50, 0, 9000, 4000, 160) == 50


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(np.arange(64) / 64), min_size=1, max_size=6), vmaxes, kms, losses)
def test_pulse_train_agrees_with_a_solver(spikes, vmax, km, loss):
    level, now = 12.0, 0.0
    for spike in [*sorted(spikes), 1.5]:
        if spike > now:
            level = solved(level, spike - now, vmax, km, loss)
        level, now = level + 80, spike
    found = pulse_train(1.5, spikes, 80, vmax, km, loss, 0, 12)
    assert found == pytest.approx(level - 80, rel=1e-6, abs=1e-7)
