"""Pictures with an axis but without data: the shape is argued for, the numbers are chosen.

Every name here begins with `qualitative`, and whatever shows such a curve says so beside it.
"""

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import Numbers, amount, between, finite, fraction, positive
from kit.science.occupancy import from_odds


def qualitative_inverted_u(
    level: ArrayLike, helping_half: ArrayLike, hurting_half: ArrayLike
) -> Numbers:
    """Performance when a signal helps at one receptor and hurts at a less sensitive one.

    Parameters
    ----------
    level : array_like
        Signal, 0 or more, in any unit; best shown in units of the best level.
    helping_half, hurting_half : array_like
        Levels that act on half of the helping and of the hurting receptors, same unit.

    Returns
    -------
    numpy.float64 or ndarray
        0 to 1, without clinical unit; highest at sqrt(helping_half * hurting_half).

    Raises
    ------
    ValueError
        For a negative level, or half levels of 0 or less.

    References
    ----------
    Chosen for this kit: a product of two hyperbolas. The order of the two receptors: Ramos &
    Arnsten 2007. It is not a law of norepinephrine.
    """
    unit = "any, the same for all levels"
    level = amount("level", level, unit)
    helping = positive("helping_half", helping_half, unit)
    hurting = positive("hurting_half", hurting_half, unit)
    return from_odds(level / helping) * (hurting / (level + hurting))


def qualitative_benefit(
    time_days: ArrayLike, tau_days: ArrayLike = 20.4, last_day: ArrayLike = 42.0
) -> Numbers:
    """Difference between drug and placebo over the first weeks, as a fraction of the last day's.

    Parameters
    ----------
    time_days : array_like
        Days since the first dose, 0 or more.
    tau_days : array_like
        Time constant, days: gives one third of the six-week difference at one week.
    last_day : array_like
        Day that counts as 1.

    Returns
    -------
    numpy.float64 or ndarray

    Raises
    ------
    ValueError
        For a negative time, or constants of 0 or less.

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
    """Response of a receptor with some activity of its own to any kind of ligand.

    Parameters
    ----------
    occupancy : array_like
        Fraction of receptors with the ligand.
    efficacy : array_like
        -1 inverse agonist, 0 neutral antagonist, 1 full agonist.
    basal : array_like
        Response without a ligand, a fraction.

    Returns
    -------
    numpy.float64 or ndarray
        Fraction of the largest response.

    Raises
    ------
    ValueError
        For an efficacy outside -1 to 1, or fractions outside 0 to 1.

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
    """Naltrexone in plasma after one monthly injection: the shape of the label, not a fit.

    Parameters
    ----------
    time_days : array_like
        Days since the injection, any sign: 0 before it. Add up the curves of many injections.
    area : array_like
        Area under the curve over 28 days, ng h/mL.
    burst_share, burst_peak_h : array_like
        Fraction of the area in the first burst, and its peak, hours.
    rise_rate, early_loss : array_like
        1/day: of filling, and of the slow fall before `plateau_days`; the peak is near day 3.
    plateau_days, late_half_life_days : array_like
        When the faster fall begins, and its half-life, days.

    Returns
    -------
    numpy.float64 or ndarray
        ng/mL.

    Raises
    ------
    ValueError
        For an infinite time, negative input, or constants of 0.

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
