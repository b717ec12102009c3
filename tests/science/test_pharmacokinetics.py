"""Doses in the body: golden numbers, equal rates, schedules, and an ODE solver as referee."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.integrate import solve_ivp

from kit.science.dosing import average_level, nanomolar, rate_of, time_to_plateau_share
from kit.science.pharmacokinetics import (
    accumulation_ratio,
    effect_site,
    metabolite,
    oral,
    repeated,
    steady_state,
)

DRUG = {"dose": 100, "volume": 50, "absorption_rate": 1.0, "elimination_rate": 0.1}
CHILD = {"fraction_formed": 0.5, "metabolite_volume": 40, "metabolite_rate": 0.05}
rates = st.floats(0.01, 5)
times = st.floats(0, 100)


def swap(drug, **changes):
    return {**drug, **changes}


@given(st.floats(0.01, 200), rates)
def test_equal_rates_have_no_singularity(time, rate):
    exact = 2 * rate * time * np.exp(-rate * time)
    assert oral(time, 100, 50, rate, rate) == pytest.approx(exact, rel=1e-12)
    for near in (1e-15, 1e-10, 1e-6):
        close = oral(time, 100, 50, rate, rate * (1 + near))
        assert close == pytest.approx(exact, rel=1e-10 + near * rate * time)


def chain(time, into, out, away=None, first_pass=0.0, fed=1.0):
    """The referee: gut, blood and a third compartment by an ODE solver."""
    third = 0.0 if away is None else away

    def slope(_, y):
        gut, blood, last = y
        return [
            -into * gut,
            into * (1 - first_pass) * gut - out * blood,
            fed * out * blood + first_pass * into * gut - third * last,
        ]

    way = solve_ivp(slope, (0, time), [1.0, 0, 0], rtol=1e-11, atol=1e-13, method="DOP853")
    return way.y[:, -1]


@settings(max_examples=12, deadline=None)
@given(st.floats(0.1, 30), rates, rates, rates)
def test_chain_agrees_with_a_solver(time, into, out, away):
    _, blood, third = chain(time, into, out, away)
    assert oral(time, 50, 50, into, out) == pytest.approx(blood, rel=1e-8, abs=1e-11)
    child = metabolite(time, 40, 77, into, out, 1, 40, away)
    assert child == pytest.approx(third, rel=1e-7, abs=1e-11)
    lag = effect_site(time, 50, 50, into, out, away)
    assert lag == pytest.approx(third * away / out, rel=1e-7, abs=1e-11)


@given(st.floats(0.1, 50), rates, st.sampled_from([0, 1e-14, 1e-9, 1e-5, 0.01, 0.3]))
def test_three_rates_that_are_nearly_equal(time, rate, near):
    # In the limit the chain of three equal steps is the gamma curve.
    exact = (rate * time) ** 2 / 2 * np.exp(-rate * time)
    made = metabolite(time, 40, 1, rate, rate * (1 + near), 1, 40, rate * (1 - near / 2))
    if near < 1e-4:
        assert made == pytest.approx(exact, rel=1e-9 + 2 * near * (1 + rate * time))
    # Whatever the order of the rates, the middle of the chain is one and the same function.
    other = metabolite(time, 40, 1, rate * (1 - near / 2), rate, 1, 40, rate * (1 + near))
    ratio = (rate * rate * (1 + near)) / (rate * rate * (1 - near / 2))
    assert made == pytest.approx(other * ratio, rel=1e-9)


def test_first_pass_arrives_at_once():
    _, _, third = chain(3, 1.2, 0.3, 0.08, first_pass=0.4, fed=0.5)
    both = metabolite(3, 40, 9, 1.2, 0.3, 0.5, 40, 0.08, bioavailability=0.6, first_pass=0.4)
    assert both == pytest.approx(third, rel=1e-9)
    early = metabolite(3, 40, 9, 1.2, 0.3, 0, 40, 0.08, first_pass=0.4)
    assert early == pytest.approx(0.4 * oral(3, 40, 40, 1.2, 0.08))


def test_areas_obey_the_balance_of_mass():
    time = np.linspace(0, 600, 200001)
    parent = np.trapezoid(oral(time, **DRUG, bioavailability=0.7), time)
    child = np.trapezoid(metabolite(time, **DRUG, **CHILD, bioavailability=0.7), time)
    assert parent == pytest.approx(0.7 * 100 / (50 * 0.1), rel=1e-6)
    assert parent == pytest.approx(average_level(100, 1, 5, 0.7), rel=1e-6)
    assert child / parent == pytest.approx(0.5 * 5 / (40 * 0.05), rel=1e-6)
    assert np.trapezoid(effect_site(time, **DRUG, effect_rate=0.2), time) == pytest.approx(
        100 / 5, rel=1e-6
    )
    level = steady_state(np.linspace(0, 12, 20001), 12, **DRUG)
    assert level.mean() == pytest.approx(average_level(100, 12, 5), rel=1e-3)


@given(st.lists(st.floats(-20, 100), min_size=1, max_size=7), st.floats(-30, 120), rates, rates)
def test_any_schedule_is_a_sum_of_doses(schedule, time, into, out):
    sizes = 10.0 * np.arange(1, len(schedule) + 1)
    expected = sum(
        oral(time - at, size, 50, into, out)
        for at, size in zip(schedule, sizes, strict=True)
        if time >= at
    )
    found = repeated(time, schedule, sizes, 50, into, out)
    assert found == pytest.approx(expected, rel=1e-9, abs=1e-13)


def test_schedules_on_many_axes():
    time = np.linspace(0, 300, 50)
    daily, missed = np.arange(10) * 24.0, np.delete(np.arange(11) * 24.0, 4)
    both = repeated(time, np.stack([daily, missed]), **DRUG)
    assert_allclose(both[0], repeated(time, daily, **DRUG), rtol=1e-13)
    assert_allclose(both[1], repeated(time, missed, **DRUG), rtol=1e-13)
    doses = repeated(time, daily, **swap(DRUG, dose=np.array([[100.0], [50.0]])))
    assert_allclose(doses[0], 2 * doses[1], rtol=1e-13)
    assert repeated(7, daily, **DRUG).shape == ()
    assert repeated(np.array([[7.0], [9.0]]), daily, **DRUG).shape == (2, 1)
    assert np.isnan(repeated(time, [0, np.nan], **DRUG)).all()
    mixed = repeated(time, [[0, np.nan], [0, 24]], **DRUG)
    assert np.isnan(mixed[0]).all() and np.isfinite(mixed[1]).all()
    with pytest.raises(ValueError, match="^dose_times is empty, but must hold one time"):
        repeated(time, [], **DRUG)


def test_a_dose_counts_from_its_time_on():
    assert repeated([-1, 0], [0], **DRUG).tolist() == [0, 0]
    assert repeated(np.nextafter(5, 0), [5.0], **DRUG) == 0
    jump = repeated([5.0, 5.001], [5.0], **swap(DRUG, absorption_rate=1e6))
    assert jump[0] == 0 and jump[1] == pytest.approx(2, rel=1e-3)


@given(st.floats(0.01, 30), st.floats(1, 30), rates, rates)
def test_steady_state_is_the_end_of_many_doses(time, interval, into, out):
    out, time = max(out, 0.05), time % interval
    last = np.ceil(40 / (min(into, out) * interval)) * interval
    schedule = last - interval * np.arange(int(last / interval) + 1)
    found = steady_state(time, interval, 100, 50, into, out)
    assert found == pytest.approx(repeated(last + time, schedule, 100, 50, into, out), rel=1e-8)
    assert steady_state(time + interval, interval, 100, 50, into, out) == pytest.approx(
        found, rel=1e-6
    )


def test_accumulation_and_plateau():
    assert accumulation_ratio(24, rate_of(24)) == pytest.approx(2)
    assert accumulation_ratio(24, rate_of(21)) == pytest.approx(1.83, abs=0.005)
    ratios = accumulation_ratio(24, rate_of([27, 30, 33]))
    assert_allclose(ratios, [2.17, 2.35, 2.53], atol=0.005)
    days = time_to_plateau_share(0.9, np.array([4, 26, 96, 216]) / 24)
    assert_allclose(days, [0.6, 3.6, 13, 30], rtol=0.1)
    assert time_to_plateau_share(0.9, 1) == pytest.approx(3.32, abs=0.005)
    assert time_to_plateau_share(0.5, 7) == pytest.approx(7)
    assert time_to_plateau_share([0, 1], 7).tolist() == [0, np.inf]
    # 1 - exp(-n rate interval) is what n doses have reached of the plateau.
    drug = swap(DRUG, absorption_rate=400.0)
    reached = repeated(5 * 12 - 1e-6, np.arange(5) * 12.0, **drug)
    plateau = steady_state(12 - 1e-6, 12, **drug)
    assert time_to_plateau_share(reached / plateau, np.log(2) / 0.1) == pytest.approx(60)


def test_units():
    assert nanomolar(1, 341.41) == pytest.approx(2.929, abs=5e-4)
    assert nanomolar(0.076, 341.41) == pytest.approx(0.22, abs=0.005)
    assert rate_of(2) == pytest.approx(0.34657, abs=5e-6)
