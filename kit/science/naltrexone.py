"""Naltrexone: how long it occupies opioid receptors, and its effect on an agonist.

Teaching models. A block can be overcome, and trying to do so has killed people: nothing here
says how much of anything is safe.
"""

from __future__ import annotations  # so that help() says ArrayLike

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import Numbers, amount, finite, positive
from kit.science.exponentials import events_first, lined_up, pick, since_event
from kit.science.occupancy import from_odds


class OpioidReceptors(NamedTuple):
    """Fractions of the three opioid receptors that naltrexone occupies."""

    mu: np.ndarray
    delta: np.ndarray
    kappa: np.ndarray


def blockade_odds(
    time: ArrayLike,
    dose_times: ArrayLike,
    doses: ArrayLike,
    half_dose: ArrayLike = 5.59,
    half_life_h: ArrayLike = 29.5,
) -> Numbers:
    """Odds of mu receptors under oral naltrexone: each dose adds to them, and they halve steadily.

    >>> blockade_odds([0.0, 29.5], [0.0], 5.59)
    array([1. , 0.5])

    Parameters
    ----------
    time : h on the clock of `dose_times`; the first hour after a dose is not modelled
    dose_times : h, in any order, shape (..., doses); each dose counts from its time on
    doses : mg at each time, scalar or shape (..., doses)
    half_dose : single dose that occupies half of the receptors, mg
    half_life_h : at the receptor, h: not that in plasma, which is 4 h

    Returns
    -------
    numpy.float64 or ndarray
        Occupied per free receptor; shape (..., times) for many schedules.

    References
    ----------
    half_dose from the scans of Rabiner et al. 2011 as reported by Trostheim et al. 2022, doi
    10.1038/s41386-022-01416-z; half_life_h fitted to the durations of block on the US label.
    """
    time, dose_times = finite("time", time, "h"), finite("dose_times", dose_times, "h")
    dose_times, doses = events_first("dose_times", dose_times, amount("doses", doses, "mg"))
    half_dose = positive("half_dose", half_dose, "mg")
    half_life = positive("half_life_h", half_life_h, "h")
    ndim = max(half_life.ndim, dose_times.ndim - 1)
    gaps = lined_up(np.diff(dose_times, axis=0, prepend=dose_times[:1]), ndim)
    left, doses = 0.5 ** (gaps / half_life), lined_up(doses, ndim)
    # An unknown time of one dose makes every level of its schedule unknown.
    level = 0.0 * (doses[0] + left[0]) + np.sum(0.0 * gaps, axis=0)
    levels = [level]
    for kept, dose in zip(left, doses, strict=True):
        level = level * kept + dose
        levels.append(level)
    count, elapsed = since_event(time, dose_times)
    return (pick(np.array(levels), count) * 0.5 ** (elapsed / half_life) / half_dose)[()]


def receptor_occupancies(
    mu_odds: ArrayLike, delta_ratio: ArrayLike = 79.0, kappa_ratio: ArrayLike = 2.0
) -> OpioidReceptors:
    """Fractions of mu, delta and kappa receptors that are occupied when the odds of mu are known.

    >>> receptor_occupancies(79.0).delta
    0.5

    Parameters
    ----------
    mu_odds : occupied per free mu receptor, 0 or more
    delta_ratio, kappa_ratio : times that the odds of mu are those of delta and of kappa

    References
    ----------
    Ratios from Trostheim et al. 2022, doi 10.1038/s41386-022-01416-z; checked against Weerts
    et al. 2008.
    """
    odds = amount("mu_odds", mu_odds, infinite=True)
    delta, kappa = positive("delta_ratio", delta_ratio), positive("kappa_ratio", kappa_ratio)
    return OpioidReceptors(from_odds(odds), from_odds(odds / delta), from_odds(odds / kappa))


def blocked_hours(
    dose: ArrayLike,
    half_dose: ArrayLike = 5.59,
    half_life_h: ArrayLike = 29.5,
    threshold_odds: ArrayLike = 5.25,
) -> Numbers:
    """How long one oral dose keeps the odds of mu receptors above a threshold, h.

    >>> blocked_hours([50, 100]).round(1)  # twice the dose: one half-life more, not twice the time
    array([22.7, 52.2])

    Parameters
    ----------
    dose : mg, 0 or more
    half_dose, half_life_h : see `blockade_odds`
    threshold_odds : odds at which the test injection of the label's studies is just blocked

    References
    ----------
    `blockade_odds`, solved for the time; threshold_odds fitted to the 24, 48 and 72 h that the
    US label of oral naltrexone gives for 50, 100 and 150 mg.
    """
    odds = amount("dose", dose, "mg") / positive("half_dose", half_dose, "mg")
    fold = odds / positive("threshold_odds", threshold_odds)
    return positive("half_life_h", half_life_h, "h") * np.log2(np.maximum(fold, 1.0))


def qualitative_adaptation(
    time_days: ArrayLike, response: ArrayLike, start: ArrayLike = 0.0, tau_days: ArrayLike = 3.5
) -> Numbers:
    """Opponent process that grows towards a lasting response and fades after it, a fraction.

    >>> qualitative_adaptation([7.0, 10.0], 0.0, start=1.0).round(2)
    array([0.14, 0.06])

    Parameters
    ----------
    time_days : at this response, 0 or more
    response : to an opioid, a fraction, held steady
    start : adaptation at day 0, in the unit of the response
    tau_days : time constant: a choice that leaves about a tenth after 7 to 10 days

    References
    ----------
    Chosen for this kit: first-order adaptation. No data fix its numbers.
    """
    days, response = amount("time_days", time_days, "days"), amount("response", response)
    left = np.exp(-days / positive("tau_days", tau_days, "days"))
    return response + (amount("start", start) - response) * left
