"""How full a target is: the hyperbola, its odds, its time course, and the fit to scans."""

from __future__ import annotations  # so that help() says ArrayLike

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import SHARE, Array, Numbers, amount, at_most, finite, fraction, positive

TIME = "h or any other, the same for all times"
UNIT = "mg or ng/mL or any other, the same for exposure and half_exposure"


def occupancy(exposure: ArrayLike, half_exposure: ArrayLike, maximum: ArrayLike = 1.0) -> Numbers:
    """Fraction of a target that is occupied at an exposure: a hyperbola.

    >>> occupancy([20, 40], 5.0).round(2)
    array([0.8 , 0.89])

    Parameters
    ----------
    exposure : dose at steady state, or concentration, in any one unit; 0 or more
    half_exposure : exposure that gives half of `maximum` (ED50 or EC50), same unit
    maximum : occupancy at endless exposure, a fraction

    References
    ----------
    Langmuir 1918, J Am Chem Soc 40:1361; for PET, Meyer et al. 2001, Am J Psychiatry 158:1843,
    doi 10.1176/appi.ajp.158.11.1843.
    """
    exposure = amount("exposure", exposure, UNIT)
    half_exposure = positive("half_exposure", half_exposure, UNIT)
    with np.errstate(over="ignore"):
        ratio = exposure / half_exposure
    return from_odds(ratio, maximum)


def odds(occupancy: ArrayLike, maximum: ArrayLike = 1.0) -> Numbers:
    """Occupied per free target, occupancy / (maximum - occupancy): doses add in it.

    >>> odds(0.8).round(6)
    4.0

    Parameters
    ----------
    occupancy : fraction, 0 to `maximum`, where the odds are infinite
    maximum : highest possible occupancy, a fraction

    References
    ----------
    The hyperbola of `occupancy`, solved for exposure / half_exposure.
    """
    occupancy = _up_to_maximum("occupancy", occupancy, maximum)
    with np.errstate(divide="ignore"):
        return occupancy / (np.asarray(maximum, np.float64) - occupancy)


def from_odds(odds: ArrayLike, maximum: ArrayLike = 1.0) -> Numbers:
    """Occupancy at given odds, maximum * odds / (1 + odds), a fraction.

    >>> from_odds([4.0, np.inf], 0.9)
    array([0.72, 0.9 ])

    Parameters
    ----------
    odds : occupied per free target, 0 or more; infinity gives `maximum`
    maximum : highest possible occupancy, a fraction

    References
    ----------
    The hyperbola of `occupancy`.
    """
    odds = amount("odds", odds, infinite=True)
    maximum = fraction("maximum", maximum, above_zero=True)
    with np.errstate(divide="ignore", over="ignore"):
        # Not odds / (1 + odds), which would be inf / inf when every target is taken.
        return maximum / (1.0 + 1.0 / odds)


def together(odds_first: ArrayLike, odds_second: ArrayLike) -> Numbers:
    """Fraction of a target that two competing drugs fill: their odds add, their fractions do not.

    >>> together(4.0, 4.0).round(3)
    0.889

    Parameters
    ----------
    odds_first, odds_second : of each drug when it is alone, 0 or more

    References
    ----------
    Gaddum 1937, J Physiol 89:7P.
    """
    first = amount("odds_first", odds_first, infinite=True)
    return from_odds(first + amount("odds_second", odds_second, infinite=True))


def fading(
    time: ArrayLike, occupancy_start: ArrayLike, half_life: ArrayLike, maximum: ArrayLike = 1.0
) -> Numbers:
    """Occupancy between doses: its odds halve with each half-life, the fraction does not.

    >>> fading([0, 30, 60], 0.8, 30.0).round(2)
    array([0.8 , 0.67, 0.5 ])

    Parameters
    ----------
    time : since `occupancy_start` was measured, below 0 before it
    occupancy_start : fraction, less than `maximum`
    half_life : at the target, same unit as `time`; often longer than in plasma
    maximum : highest possible occupancy, a fraction

    References
    ----------
    The hyperbola of `occupancy` on an exponential; data in Takano et al. 2006 (duloxetine).
    """
    time, half_life = finite("time", time, TIME), positive("half_life", half_life, TIME)
    start = _up_to_maximum("occupancy_start", occupancy_start, maximum)
    with np.errstate(over="ignore"):  # long before: all of it
        now = odds(start, maximum) * 0.5 ** (time / half_life)
    return from_odds(now, maximum)


def _up_to_maximum(name: str, occupancy: ArrayLike, maximum: ArrayLike) -> Array:
    """A fraction no higher than the maximum, refused under its own name otherwise."""
    occupancy = fraction(name, occupancy)
    at_most(name, occupancy, "maximum", fraction("maximum", maximum, above_zero=True), SHARE)
    return occupancy


def _points(exposure: ArrayLike, occupancy: ArrayLike, maximum: ArrayLike) -> tuple[Array, ...]:
    """Measured points, broadcast to one shape with the data on the last axis."""
    exposure = np.atleast_1d(amount("exposure", exposure, UNIT))
    occupancy = np.atleast_1d(fraction("occupancy", occupancy))
    maximum = fraction("maximum", maximum, above_zero=True)
    return (*np.broadcast_arrays(exposure, occupancy), maximum)


def fit_residual(
    exposure: ArrayLike, occupancy: ArrayLike, half_exposure: ArrayLike, maximum: ArrayLike = 1.0
) -> Numbers:
    """Root-mean-square distance of measured points from the hyperbola, a fraction; shape (...).

    >>> fit_residual([5.0, 5.0], [0.4, 0.6], 5.0).round(6)
    0.1

    Parameters
    ----------
    exposure, occupancy : measured doses or levels, and fractions, shape (..., points)
    half_exposure : to try, in the unit of `exposure`, scalar or shape (..., 1)
    maximum : occupancy at endless exposure, a fraction, scalar or shape (..., 1)

    References
    ----------
    Least squares on the hyperbola of `occupancy`.
    """
    exposure, measured, maximum = _points(exposure, occupancy, maximum)
    half_exposure = positive("half_exposure", half_exposure, UNIT)
    distance = measured - from_odds(exposure / half_exposure, maximum)
    return np.sqrt(np.mean(distance**2, axis=-1))


def fit_half_exposure(
    exposure: ArrayLike, occupancy: ArrayLike, maximum: ArrayLike = 1.0
) -> Numbers:
    """The half exposure whose hyperbola runs closest to measured points, in the unit of `exposure`.

    >>> fit_half_exposure([5.0, 20.0], [0.5, 0.8]).round(6)
    5.0

    Parameters
    ----------
    exposure, occupancy, maximum : see `fit_residual`
        Points that are all empty or all full have no closest hyperbola and are refused.

    Returns
    -------
    numpy.float64 or ndarray, shape (...)
        NaN where a point is NaN.

    References
    ----------
    Least squares on the hyperbola of `occupancy`: a search on a logarithmic grid for the lowest
    valley, then bisection of the slope inside it.
    """
    exposure, measured, maximum = _points(exposure, occupancy, maximum)
    with np.errstate(divide="ignore", invalid="ignore"):
        low, high = _valley(exposure, measured, maximum)
        for _ in range(60):
            middle = 0.5 * (low + high)
            share = 1.0 / (1.0 + np.exp(middle) / exposure)
            slope = np.sum((measured - maximum * share) * share * (1 - share), -1, keepdims=True)
            low, high = np.where(slope < 0, middle, low), np.where(slope < 0, high, middle)
        return np.exp(0.5 * (low + high))[..., 0][()]


def _valley(exposure: Any, measured: Any, maximum: Any) -> Any:
    """Ends of the grid cell, in log half exposure, that holds the lowest sum of squares."""
    unknown = np.isnan(exposure + measured + maximum).any(axis=-1)
    low = np.log(np.min(np.where(exposure > 0, exposure, np.inf), axis=-1, keepdims=True)) - 14.0
    high = np.log(np.max(exposure, axis=-1, keepdims=True)) + 14.0
    grid = low + (high - low) * np.linspace(0.0, 1.0, 400)
    share = 1.0 / (1.0 + np.exp(grid)[..., None] / exposure[..., None, :])
    miss = measured[..., None, :] - np.asarray(maximum)[..., None] * share
    best = np.argmin(np.sum(miss**2, axis=-1), axis=-1)
    if (((best == 0) | (best == grid.shape[-1] - 1)) & ~unknown).any():
        raise ValueError(
            "occupancy is empty or full at every exposure above 0, but must lie between 0 and the "
            "maximum at one of them to fix a half exposure (a fraction without unit)."
        )
    step = (high - low) / (grid.shape[-1] - 1)
    middle = np.where(unknown[..., None], np.nan, low + step * best[..., None])
    return middle - step, middle + step
