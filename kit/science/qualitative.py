"""Curves without data: their shape is argued for, their numbers are chosen.

Every name here begins with `qualitative`, and whatever shows such a curve says so beside it.
"""

from __future__ import annotations  # so that help() says ArrayLike

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import Numbers, amount, between, finite, fraction, positive


def qualitative_benefit(
    time_days: ArrayLike, tau_days: ArrayLike = 20.4, last_day: ArrayLike = 42.0
) -> Numbers:
    """Difference between drug and placebo over the first weeks, as a fraction of the last day's.

    >>> qualitative_benefit([7.0, 42.0]).round(2)
    array([0.33, 1.  ])

    Parameters
    ----------
    time_days : since the first dose, 0 or more
    tau_days : time constant: gives one third of the six-week difference at one week
    last_day : day that counts as 1, more than 0

    References
    ----------
    Early onset with shrinking steps: Taylor et al. 2006; one exponential is a choice of this kit.
    """
    days, last = amount("time_days", time_days, "days"), positive("last_day", last_day, "days")
    tau = positive("tau_days", tau_days, "days")
    return np.expm1(-days / tau) / np.expm1(-last / tau)


def qualitative_efficacy_dial(
    occupancy: ArrayLike, efficacy: ArrayLike, basal: ArrayLike = 0.1
) -> Numbers:
    """Response of a receptor that is active by itself to any kind of ligand, a fraction.

    >>> qualitative_efficacy_dial(0.5, [-1.0, 0.0, 1.0], 0.2).round(2)
    array([0.1, 0.2, 0.6])

    Parameters
    ----------
    occupancy : fraction of receptors with the ligand
    efficacy : -1 inverse agonist, 0 neutral antagonist, 1 full agonist
    basal : response without a ligand, a fraction

    References
    ----------
    Chosen for this kit: a straight line up to 1 and another one down to 0.
    """
    bound, basal = fraction("occupancy", occupancy), fraction("basal", basal)
    efficacy = between("efficacy", efficacy, -1.0, 1.0)
    room = np.where(efficacy < 0, basal, 1.0 - basal)
    return basal + bound * efficacy * room


def qualitative_depot(
    time_days: ArrayLike,
    area: ArrayLike = 2600.0,
    burst_share: ArrayLike = 0.01,
    burst_peak_h: ArrayLike = 2.0,
    rise_rate: ArrayLike = 1.6,
    early_loss: ArrayLike = 0.02,
    plateau_days: ArrayLike = 14.0,
    late_half_life_days: ArrayLike = 6.0,
) -> Numbers:
    """Naltrexone in plasma after one monthly injection: the shape of the label, not a fit, ng/mL.

    >>> qualitative_depot([-1.0, 31.0]).round(2)
    array([0.  , 0.68])

    Parameters
    ----------
    time_days : since the injection; 0 ng/mL before it. Add up the curves of many injections
    area : area under the curve over 28 days, ng h/mL
    burst_share, burst_peak_h : fraction of the area in the first burst, and its peak, h
    rise_rate, early_loss : 1/day, of filling, and of the slow fall before `plateau_days`
    plateau_days, late_half_life_days : when the faster fall begins, and its half-life

    References
    ----------
    Shape chosen for this kit from the US label and Dunbar et al. 2006, PMID 16499489.
    """
    days = np.maximum(finite("time_days", time_days, "days"), 0.0)
    burst_peak = positive("burst_peak_h", burst_peak_h, "h") / 24.0
    rise, loss = (
        positive("rise_rate", rise_rate, "1/day"),
        positive("early_loss", early_loss, "1/day"),
    )
    end = between("plateau_days", plateau_days, 0.0, 28.0, "days")
    late = np.log(2) / positive("late_half_life_days", late_half_life_days, "days")
    burst = days / burst_peak**2 * np.exp(-days / burst_peak)
    early = np.minimum(days, end)
    slow = np.exp(-loss * early) * -np.expm1(-rise * early) * np.exp(-late * (days - early))
    top = np.exp(-loss * end) * -np.expm1(-rise * end)
    whole = -np.expm1(-loss * end) / loss + np.expm1(-(rise + loss) * end) / (rise + loss)
    whole = whole - top * np.expm1(-late * (28.0 - end)) / late
    share = fraction("burst_share", burst_share)
    return amount("area", area, "ng h/mL") / 24.0 * (share * burst + (1 - share) * slow / whole)
