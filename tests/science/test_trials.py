"""Trials together: golden numbers."""

from pathlib import Path

import numpy as np
import pytest

from kit.science.trials import log_odds_ratio, odds_ratio, pool

# Thirteen trials of a vaccine: cases and non-cases, vaccinated and not (Colditz et al. 1994,
# JAMA 271:698), the example that every program for meta-analysis is tried on.
VACCINE = np.loadtxt(Path(__file__).with_name("vaccine.csv"), delimiter=",", skiprows=1)


def test_ratios_golden():
    assert odds_ratio(20, 27, 5, 25) == pytest.approx(11.43, abs=0.005)
    assert odds_ratio([0, 5, 5, 0], [5, 5, 5, 5], [1, 1, 5, 0], 5)[:2].tolist() == [0, np.inf]
    assert np.isnan(odds_ratio(5, 5, 5, 5)) and np.isnan(odds_ratio(0, 5, 0, 5))


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
    a, b, c, d = VACCINE.T
    estimates = np.log(a / (a + b) / (c / (c + d)))
    errors = np.sqrt(1 / a - 1 / (a + b) + 1 / c - 1 / (c + d))
    found = pool(estimates, errors)
    assert found.estimate == pytest.approx(-0.4303, abs=5e-5)
    assert found.standard_error == pytest.approx(0.0405, abs=5e-5)
    assert found.high - found.estimate == pytest.approx(1.959964 * found.standard_error)
    rows = pool(np.stack([estimates, estimates[::-1] * 0.3]), errors)
    alone = pool(estimates[::-1] * 0.3, errors)
    assert [part[1] for part in rows] == pytest.approx(list(alone))


def test_pool_at_its_ends():
    assert pool(0.4, 0.2) == pytest.approx((0.4, 0.2, 0.4 - 0.392, 0.4 + 0.392), abs=1e-4)
    same = pool([0.4, 0.4, 0.4], 0.2)
    assert same[:2] == pytest.approx((0.4, 0.2 / np.sqrt(3)))
    with pytest.raises(ValueError, match="^estimates is empty"):
        pool([], [])
