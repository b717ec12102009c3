"""Qualitative models: their names say so, and they keep the few things they promise."""

import numpy as np
import pytest

from kit.science import qualitative
from kit.science.qualitative import (
    qualitative_benefit,
    qualitative_depot,
    qualitative_efficacy_dial,
)


def test_names_say_it():
    functions = [
        name
        for name, item in vars(qualitative).items()
        if getattr(item, "__module__", "") == qualitative.__name__ and not isinstance(item, type)
    ]
    assert functions and all(name.startswith("qualitative_") for name in functions)


def test_benefit_has_no_silent_weeks():
    share = qualitative_benefit([0, 7, 42])
    assert share == pytest.approx([0, 1 / 3, 1], abs=0.001)
    steps = np.diff(qualitative_benefit(np.arange(0, 43, 7)))
    assert (np.diff(steps) < 0).all()
    assert qualitative_benefit(5, 5, 10) == pytest.approx((1 - 1 / np.e) / (1 - np.e**-2))


def test_efficacy_dial():
    assert qualitative_efficacy_dial(1, [-1, 0, 1], 0.2) == pytest.approx([0, 0.2, 1])
    assert qualitative_efficacy_dial(0.5, [-1, 0, 1], 0.2) == pytest.approx([0.1, 0.2, 0.6])
    assert qualitative_efficacy_dial(0.5, -1, 0) == 0  # nothing to take away
    assert qualitative_efficacy_dial(0, 1) == pytest.approx(0.1)
    with pytest.raises(ValueError, match="^efficacy is 1.5, but must be at least -1 and at most 1"):
        qualitative_efficacy_dial(0.5, 1.5)


def test_depot():
    days = np.linspace(0, 28, 280001)
    level = qualitative_depot(days)
    assert np.trapezoid(level, days) * 24 == pytest.approx(2600, rel=1e-5)
    assert qualitative_depot([-3, 0]).tolist() == [0, 0]
    # Two peaks, at 2 h and at 2 to 3 days; slow until day 14; then 5 to 7 days of half-life.
    first = days[:2000][np.argmax(level[:2000])] * 24
    assert 1.5 < first < 3
    late = days[days > 1]
    assert 2 < late[np.argmax(level[days > 1])] < 3
    assert level[140000] > 0.75 * level[days > 1].max()
    fall = qualitative_depot([20, 26])
    assert fall[0] / fall[1] == pytest.approx(2, rel=1e-9)
    assert qualitative_depot(31) > 0.1
    other = qualitative_depot(days, 100, 0.2, 6, 3, 0.1, 7, 3)
    assert np.trapezoid(other, days) * 24 == pytest.approx(100, rel=1e-4)
    assert np.trapezoid(qualitative_depot(days, 100, 1), days) * 24 == pytest.approx(100, rel=1e-5)
    assert days[np.argmax(qualitative_depot(days, 100, 1, 6))] * 24 == pytest.approx(6, abs=0.01)
    assert qualitative_depot(14 - 1e-9) == pytest.approx(qualitative_depot(14 + 1e-9))
