"""Firing as a flow: the level during a burst of steady release, and the return from it."""

from __future__ import annotations  # so that help() says ArrayLike

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import Numbers, amount, apparent_km
from kit.science.exponentials import mean_decay
from kit.science.transmission import NEWTON_STEPS

SMALL = 0.01  # below this a fraction is replaced by its series


def during_release(
    conc0: ArrayLike,
    time: ArrayLike,
    release_rate: ArrayLike,
    vmax: ArrayLike,
    km: ArrayLike,
    inhibitor: ArrayLike = 0.0,
) -> Numbers:
    """Level at a time after release was set to a steady rate: a burst, or the return from one, nM.

    >>> during_release(33.9, 0.2, 20 * 142.3, 4100, 210).round()
    253.0

    Parameters
    ----------
    conc0 : level at time 0, nM, 0 or more
    time : s, 0 or more
    release_rate : nM/s from time 0 on: the rise per spike times the firing rate
    vmax, km, inhibitor : see `transmission.uptake_rate`

    Returns
    -------
    numpy.float64 or ndarray
        It grows without limit where release outruns uptake.

    References
    ----------
    Dreyer et al. 2010, J Neurosci 30:14273. The equation is linear in a clock that runs at
    1 / (km + C); real time is an increasing function of that clock, inverted by Newton's method.
    """
    start, time = amount("conc0", conc0, "nM"), amount("time", time, "s")
    release, vmax = amount("release_rate", release_rate, "nM/s"), amount("vmax", vmax, "nM/s")
    km = apparent_km(km, inhibitor)
    spare, rise = vmax - release, release * km - (vmax - release) * start
    clock = _first_clock(time, km + start, rise, spare)
    for _ in range(NEWTON_STEPS):
        level = _level(clock, start, release * km, spare)
        real = (km + start) * clock + rise * clock**2 * _twice(spare * clock)
        step = (real - time) / (km + level)
        clock = clock - step
        if not np.any(np.abs(step) > 1e-14 * clock):
            break
    return _level(clock, start, release * km, spare)


def _level(clock: Any, start: Any, inflow: Any, spare: Any) -> Any:
    return start * np.exp(-spare * clock) + inflow * clock * mean_decay(spare * clock)


def _first_clock(time: Any, pace: Any, rise: Any, spare: Any) -> Any:
    """A reading from which Newton's method comes to the true one without overshoot."""
    root = np.sqrt(pace**2 + 2.0 * np.maximum(rise, 0.0) * time)
    with np.errstate(divide="ignore", over="ignore", invalid="ignore"):
        # A level that runs away grows like exp(-spare * clock), and real time with it.
        growth = np.log(np.maximum(1.7 * time * spare**2 / rise, 8.0)) / -spare
        away = np.minimum(2.0 * time / (pace + root), np.where(spare < 0, growth, np.inf))
    return np.where(spare > 0, time / pace, away)


def _twice(x: Any) -> Any:
    """(x - 1 + exp(-x)) / x^2, which is 1/2 at x = 0."""
    x = np.asarray(x)
    series = np.asarray(0.5 - x / 6.0 + x**2 / 24.0 - x**3 / 120.0 + x**4 / 720.0 - x**5 / 5040.0)
    return np.divide(x + np.expm1(-x), x**2, out=series, where=np.abs(x) > SMALL)
