"""Trials together: golden numbers, pooling against a maximiser, and the file drawer."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.testing import assert_allclose
from scipy.optimize import minimize_scalar

from kit.science.trials import (
    file_drawer,
    log_odds_ratio,
    number_needed_to_treat,
    odds_ratio,
    pool,
)

# Thirteen trials of a vaccine: cases and non-cases, vaccinated and not (Colditz et al. 1994,
# JAMA 271:698), the example that every program for meta-analysis is tried on.
VACCINE = np.array(
    [
        (4, 119, 11, 128), (6, 300, 29, 274), (3, 228, 11, 209), (62, 13536, 248, 12619),
        (33, 5036, 47, 5761), (180, 1361, 372, 1079), (8, 2537, 10, 619),
        (505, 87886, 499, 87892), (29, 7470, 45, 7232), (17, 1699, 65, 1600),
        (186, 50448, 141, 27197), (5, 2493, 3, 2338), (27, 16886, 29, 17825),
    ],
    float,
)  # fmt: skip


def risk_ratios():
    a, b, c, d = VACCINE.T
    error = np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    return np.log(a / (a + b) / (c / (c + d))), error


def test_ratios_golden():
    assert odds_ratio(20, 27, 5, 25) == pytest.approx(11.43, abs=0.005)
    assert odds_ratio([0, 5, 5, 0], [5, 5, 5, 5], [1, 1, 5, 0], 5)[:2].tolist() == [0, np.inf]
    assert np.isnan(odds_ratio(5, 5, 5, 5)) and np.isnan(odds_ratio(0, 5, 0, 5))
    assert number_needed_to_treat(0.636, 0.593) == pytest.approx(23.3, abs=0.05)
    assert number_needed_to_treat(0.2, 0.3) == pytest.approx(-10)
    assert number_needed_to_treat(0.2, 0.2) == np.inf


def test_log_odds_ratio():
    found = log_odds_ratio(20, 27, 5, 25)
    assert found.log == pytest.approx(np.log(80 / 7))
    assert found.standard_error == pytest.approx(np.sqrt(1 / 20 + 1 / 7 + 1 / 5 + 1 / 20))
    for cells in ((0, 10, 3, 10), (10, 10, 3, 10), (3, 10, 0, 10), (3, 10, 10, 10)):
        found = log_odds_ratio(*cells)
        a, b, c, d = cells[0], cells[1] - cells[0], cells[2], cells[3] - cells[2]
        halves = np.array([a, b, c, d]) + 0.5
        assert found.log == pytest.approx(np.log(halves[0] * halves[3] / halves[1] / halves[2]))
        assert found.standard_error == pytest.approx(np.sqrt(np.sum(1 / halves)))
    both = log_odds_ratio([20, 0], [27, 10], [5, 3], [25, 10])
    assert both.log[0] == pytest.approx(np.log(80 / 7))  # its neighbour's empty cell is not its own


def test_more_events_than_people():
    with pytest.raises(ValueError, match="^events_b is 26, but must be at most total_b, here 25"):
        odds_ratio(20, 27, 26, 25)
    with pytest.raises(ValueError, match="^events_a is 28, but must be at most total_a, here 27"):
        log_odds_ratio(28, 27, 6, 25)


def test_pool_of_the_vaccine_trials():
    estimates, errors = risk_ratios()
    found = pool(estimates, errors)
    assert found.estimate == pytest.approx(-0.7145, abs=5e-5)
    assert found.standard_error == pytest.approx(0.1798, abs=5e-5)
    assert (found.low, found.high) == pytest.approx((-1.0669, -0.3622), abs=5e-5)
    assert found.tau_squared == pytest.approx(0.3132, abs=5e-5)
    moments = pool(estimates, errors, "dersimonian-laird")
    assert moments.tau_squared == pytest.approx(0.3088, abs=5e-5)
    assert moments.estimate == pytest.approx(-0.7141, abs=5e-5)
    fixed = pool(estimates, errors, "fixed")
    assert fixed.estimate == pytest.approx(-0.4303, abs=5e-5)
    assert fixed.standard_error == pytest.approx(0.0405, abs=5e-5)
    assert fixed.tau_squared == 0
    # Q = 152.2330 on 12 degrees of freedom.
    assert fixed.i_squared == pytest.approx(1 - 12 / 152.2330, abs=1e-6)
    assert found.high - found.estimate == pytest.approx(1.959964 * found.standard_error)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6), st.integers(3, 15), st.floats(0, 1))
def test_restricted_likelihood_is_at_its_top(seed, trials, spread):
    rng = np.random.default_rng(seed)
    errors = rng.uniform(0.1, 0.6, trials)
    estimates = rng.normal(0.3, np.sqrt(errors**2 + spread**2))

    def likelihood(tau_squared):
        weights = 1 / (errors**2 + tau_squared)
        middle = np.sum(weights * estimates) / np.sum(weights)
        terms = np.log(errors**2 + tau_squared) + weights * (estimates - middle) ** 2
        return np.sum(terms) + np.log(np.sum(weights))

    found = pool(estimates, errors)
    best = minimize_scalar(likelihood, bounds=(0, 10), method="bounded", options={"xatol": 1e-9})
    assert likelihood(found.tau_squared) <= likelihood(best.x) + 1e-7
    assert likelihood(found.tau_squared) <= likelihood(0) + 1e-12
    weights = 1 / (errors**2 + found.tau_squared)
    assert found.estimate == pytest.approx(np.sum(weights * estimates) / np.sum(weights))
    assert found.standard_error == pytest.approx(1 / np.sqrt(np.sum(weights)))


def test_pool_at_its_ends():
    one = pool(0.4, 0.2)
    assert one[:5] == pytest.approx((0.4, 0.2, 0.4 - 0.392, 0.4 + 0.392, 0), abs=1e-4)
    assert one.i_squared == 0
    for method in ("random", "fixed", "dersimonian-laird"):
        same = pool([0.4, 0.4, 0.4], 0.2, method)
        assert same.estimate == pytest.approx(0.4)
        assert same.tau_squared == 0 and same.i_squared == pytest.approx(0, abs=1e-12)
        assert same.standard_error == pytest.approx(0.2 / np.sqrt(3))
    two = pool([0.0, 1.0], 0.1)
    assert two.tau_squared == pytest.approx(0.5 - 0.01)  # their variance, less chance
    with pytest.raises(ValueError, match="^estimates is empty"):
        pool([], [])


def test_pool_of_many_rows_at_once():
    estimates, errors = risk_ratios()
    rows = np.stack([estimates, estimates[::-1] * 0.3])
    found = pool(rows, errors)
    for place, row in enumerate(rows):
        alone = pool(row, errors)
        assert [part[place] for part in found] == pytest.approx(list(alone), rel=1e-6)
    rows[0, 3] = np.nan
    found = pool(rows, errors)
    assert np.isnan(found.estimate[0]) and np.isfinite(found.estimate[1])


def drawer(seed=1, worlds=400, trials=13, per_arm=60, drug=0.40, placebo=0.36, chance=0.1):
    return file_drawer(np.random.default_rng(seed), worlds, trials, per_arm, drug, placebo, chance)


def test_file_drawer_flatters():
    found = drawer()
    true = np.log(0.40 / 0.60 / (0.36 / 0.64))
    assert found.all_trials.estimate.mean() == pytest.approx(true, abs=0.02)
    assert np.nanmean(found.published_trials.estimate) > true + 0.1
    assert found.published.shape == found.log_odds_ratio.shape == (400, 13)
    assert found.published.mean() < 0.25
    nothing = ~found.published.any(axis=1)
    assert nothing.any()  # rare worlds where nothing was printed
    assert np.array_equal(np.isnan(found.published_trials.estimate), nothing)


def test_file_drawer_that_is_open_changes_nothing():
    found = drawer(chance=1.0)
    assert found.published.all()
    for every, printed in zip(found.all_trials, found.published_trials, strict=True):
        assert_allclose(every, printed)


def test_file_drawer_prints_what_favours_the_drug():
    found = drawer(chance=0.0, drug=0.6, placebo=0.3)
    z = found.log_odds_ratio / found.standard_error
    assert np.array_equal(found.published, z > 1.959963984540054)
    against = drawer(chance=0.0, drug=0.2, placebo=0.7)
    assert not against.published.any()
    some = drawer(chance=0.3, drug=0.2, placebo=0.7)
    assert some.published.mean() == pytest.approx(0.3, abs=0.03)


def test_file_drawer_pools_only_what_is_printed():
    found = drawer(seed=5, worlds=60, chance=0.4)
    for world in range(60):
        printed = found.published[world]
        if printed.any():
            alone = pool(found.log_odds_ratio[world, printed], found.standard_error[world, printed])
            mine = [part[world] for part in found.published_trials]
            assert mine == pytest.approx(list(alone), rel=1e-5, abs=1e-9)
        alone = pool(found.log_odds_ratio[world], found.standard_error[world])
        mine = [part[world] for part in found.all_trials]
        assert mine == pytest.approx(list(alone), rel=1e-5, abs=1e-9)


def test_file_drawer_counts_people():
    rng = np.random.default_rng(3)
    found = file_drawer(rng, 2000, 2, [30, 3000], 0.5, 0.5, 1)
    assert found.standard_error[:, 0].mean() > 5 * found.standard_error[:, 1].mean()
    spread = found.log_odds_ratio.std(axis=0)
    assert spread[1] == pytest.approx(np.sqrt(4 * 1 / 1500), rel=0.1)
    swept = file_drawer(rng, 50, 4, 40, np.reshape([0.3, 0.6], (2, 1, 1)), 0.3, 0.5)
    assert swept.log_odds_ratio.shape == (2, 50, 4)
    assert swept.all_trials.estimate.shape == (2, 50)
    assert swept.all_trials.estimate[1].mean() > swept.all_trials.estimate[0].mean() + 0.8


def test_file_drawer_comes_from_its_seed():
    first, again, other = drawer(7), drawer(7), drawer(8)
    assert np.array_equal(first.log_odds_ratio, again.log_odds_ratio)
    assert np.array_equal(first.published, again.published)
    assert not np.array_equal(first.log_odds_ratio, other.log_odds_ratio)


@pytest.mark.parametrize(
    "name, wrong, allowed",
    [
        ("worlds", 0, "at least 1"),
        ("trials", -2, "at least 1"),
        ("per_arm", 0.4, "at least 1"),
        ("drug", 40, "at least 0 and at most 1"),
        ("placebo", -0.1, "at least 0 and at most 1"),
        ("chance", 10, "at least 0 and at most 1"),
        ("chance", np.nan, "known"),
        ("drug", np.nan, "known"),
        ("worlds", np.nan, "known"),
        ("per_arm", np.nan, "known"),
    ],
)
def test_file_drawer_refuses(name, wrong, allowed):
    argument = {"drug": "rate_drug", "placebo": "rate_placebo", "chance": "publish_chance"}
    with pytest.raises(ValueError, match=rf"^{argument.get(name, name)} is .*{allowed}.*unit"):
        drawer(**{name: wrong})
