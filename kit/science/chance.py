"""Chance in measurements and second treatments: how often luck alone looks like a finding."""

from __future__ import annotations  # so that help() says ArrayLike

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr

from kit.science.checks import SHARE, Numbers, amount, at_most, finite, fraction, positive


class SecondTry(NamedTuple):
    """Outcomes of people who try a treatment and, if it does not help, a second one."""

    better_on_first: np.ndarray
    better_on_second: np.ndarray
    better_on_neither: np.ndarray


def scattered(mean: ArrayLike, variation: ArrayLike, draw: ArrayLike) -> Numbers:
    """Measurements around a true mean, spread log-normally, in the unit of `mean`.

    >>> scattered(200.0, 0.3, [-1.0, 0.0, 1.0]).round()
    array([143., 192., 257.])

    Parameters
    ----------
    mean : true mean, more than 0
    variation : standard deviation over mean, a fraction, 0 or more
    draw : standard normal numbers, one for each measurement

    References
    ----------
    Limpert, Stahel & Abbt 2001, BioScience 51:341.
    """
    middle, spread = _log_scale(mean, variation)
    return np.exp(middle + spread * finite("draw", draw))[()]


def share_outside(
    mean: ArrayLike, variation: ArrayLike, low: ArrayLike, high: ArrayLike
) -> Numbers:
    """Fraction of measurements below `low` or above `high`, spread as in `scattered`.

    >>> share_outside(200.0, 0.3, 149.0, 564.0).round(3)
    0.196

    Parameters
    ----------
    mean, variation : see `scattered`
    low, high : limits, more than 0 and in this order, in the unit of `mean`

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
    """Fractions of people who get better on a first treatment, on a second after it, or on neither.

    >>> second_try(0.45, 0.45).better_on_second.round(3)
    0.248

    Parameters
    ----------
    chance_first, chance_second : chances to get better while taking each, fractions
    specific : fraction of people whom one of the two alone can help, half of them each
        For all others both are independent throws of a die.

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
