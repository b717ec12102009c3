"""Chance in measuring and in second tries: how often luck alone looks like a finding."""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from kit.science.checks import SHARE, Numbers, amount, at_most, finite, fraction, positive


class SecondTry(NamedTuple):
    """Where people end who try a first treatment and, if it does not help, a second."""

    better_on_first: np.ndarray
    better_on_second: np.ndarray
    better_on_neither: np.ndarray


def scattered(mean: ArrayLike, variation: ArrayLike, draw: ArrayLike) -> Numbers:
    """Measurements around a true mean, spread log-normally.

    Parameters
    ----------
    mean : array_like
        True mean, more than 0; any unit.
    variation : array_like
        Coefficient of variation (standard deviation over mean), a fraction, 0 or more.
    draw : array_like
        Standard normal draws, one for each measurement.

    Returns
    -------
    numpy.float64 or ndarray
        In the unit of `mean`.

    Raises
    ------
    ValueError
        For a mean of 0 or less, or a negative variation.

    References
    ----------
    Limpert, Stahel & Abbt 2001, BioScience 51:341.
    """
    middle, spread = _log_scale(mean, variation)
    return np.exp(middle + spread * finite("draw", draw))[()]


def share_outside(
    mean: ArrayLike, variation: ArrayLike, low: ArrayLike, high: ArrayLike
) -> Numbers:
    """Share of measurements below `low` or above `high`, spread as in `scattered`.

    Parameters
    ----------
    mean, variation : array_like
        As in `scattered`.
    low, high : array_like
        Limits, more than 0; unit of `mean`.

    Returns
    -------
    numpy.float64 or ndarray
        A fraction.

    Raises
    ------
    ValueError
        As in `scattered`, and for limits of 0 or less or in the wrong order.

    References
    ----------
    Limpert, Stahel & Abbt 2001, BioScience 51:341.
    """
    middle, spread = _log_scale(mean, variation)
    low, high = positive("low", low), positive("high", high)
    at_most("low", low, "high", high, "the unit of mean")
    with np.errstate(divide="ignore", invalid="ignore"):
        below, above = (np.log(low) - middle) / spread, (np.log(high) - middle) / spread
    return (ndtr(below) + ndtr(-above))[()]


def second_try(
    chance_first: ArrayLike, chance_second: ArrayLike, specific: ArrayLike = 0.0
) -> SecondTry:
    """Shares of people who get better on a first treatment, on a second after it, or on neither.

    A share `specific` of people can be helped by one of the two only, half of them by each; for
    all others both are independent throws of a die.

    Parameters
    ----------
    chance_first, chance_second : array_like
        Chances to get better while taking each, fractions.
    specific : array_like
        Fraction of people.

    Returns
    -------
    SecondTry
        Three fractions that add up to 1.

    Raises
    ------
    ValueError
        For fractions outside 0 to 1.

    References
    ----------
    Chosen for this kit: two independent Bernoulli trials mixed with two fixed types.
    """
    first = fraction("chance_first", chance_first)
    second = fraction("chance_second", chance_second)
    specific = fraction("specific", specific)
    by_luck = 1.0 - specific
    on_first = specific / 2 + by_luck * first
    on_second = specific / 2 + by_luck * (1.0 - first) * second
    return SecondTry(on_first, on_second, by_luck * (1.0 - first) * (1.0 - second))


def _log_scale(mean: Any, variation: Any) -> Any:
    """Mean and standard deviation of the logarithm."""
    variance = np.log1p(amount("variation", variation, SHARE) ** 2)
    return np.log(positive("mean", mean)) - variance / 2, np.sqrt(variance)
