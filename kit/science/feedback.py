"""Self-regulation: autoreceptors that brake release, and their slow loss of sensitivity.

All levels are multiples of the level before the drug, and both loops are silent there: without a
drug an antagonist of the autoreceptor changes nothing.
"""

from __future__ import annotations  # so that help() says ArrayLike

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import Numbers, amount, fraction, positive

STEPS = 60  # Newton within a bracket needs about eight, bisection alone all of them


class Serotonin(NamedTuple):
    """Levels of the serotonin loop as multiples of baseline."""

    raphe: np.ndarray
    firing: np.ndarray
    forebrain: np.ndarray


def serotonin_loop(
    occupancy: ArrayLike,
    sensitivity: ArrayLike = 1.0,
    antagonist: ArrayLike = 0.0,
    transporter_share: ArrayLike = 0.90,
    strongest_brake: ArrayLike = 0.75,
    steepness: ArrayLike = 2.0,
    half_rise: ArrayLike = 0.2041,
    firing_share: ArrayLike = 0.6111,
) -> Serotonin:
    """Serotonin at the cell bodies, their firing, serotonin in the forebrain; 1 before the drug.

    >>> [float(part.round(2)) for part in serotonin_loop(0.8)]
    [2.0, 0.28, 1.0]

    Parameters
    ----------
    occupancy : fraction of SERT that is blocked
    sensitivity : of the 5-HT1A autoreceptors, a fraction; 1 on the first day
    antagonist : fraction of these receptors that an antagonist blocks
    transporter_share : of all clearance, a fraction
    strongest_brake : fraction of firing that a full brake takes away
    steepness, half_rise : Hill slope, and the rise over baseline for half of the brake, no unit
    firing_share : fraction of release at the cell bodies that follows firing

    Returns
    -------
    Serotonin
        raphe, firing and forebrain; infinite where nothing clears.

    References
    ----------
    A loop of this kit, fitted to Gartside et al. 1995 (PMID 7582504); the share from Mathews
    et al. 2004; release without firing, Mlinar et al. 2015, J Gen Physiol 145:225.
    """
    share = fraction("transporter_share", transporter_share)
    blocked = share * fraction("occupancy", occupancy)
    brake = fraction("sensitivity", sensitivity) * fraction("strongest_brake", strongest_brake)
    brake = brake * (1.0 - fraction("antagonist", antagonist))
    slope, half = positive("steepness", steepness), positive("half_rise", half_rise)
    follows = fraction("firing_share", firing_share)
    rise = _rise(blocked, follows * brake, slope, half)
    firing = 1.0 - brake * _filled(rise, slope, half)
    with np.errstate(divide="ignore"):
        raphe = (1.0 - follows * (1.0 - firing)) / (1.0 - blocked)
        return Serotonin(raphe, firing, firing / (1.0 - blocked))


def _filled(rise: Any, slope: Any, half: Any) -> Any:
    """Share of the brake that a rise over baseline puts on."""
    with np.errstate(divide="ignore", over="ignore"):
        return 1.0 / (1.0 + (half / rise) ** slope)


def _rise(blocked: Any, strength: Any, slope: Any, half: Any) -> Any:
    """Rise over baseline at the cell bodies: the root of one increasing function, by Newton.

    A step that would leave the bracket of the root is replaced by half the bracket.
    """
    never = blocked == 1  # nothing clears: no steady level
    cleared = np.where(never, 1.0, 1.0 - blocked)
    blocked = np.where(never, 0.0, blocked)
    rise = high = blocked / cleared + 0.0 * (strength + slope + half)
    low = 0.0 * high
    for _ in range(STEPS):
        with np.errstate(divide="ignore", invalid="ignore"):
            filled = _filled(rise, slope, half)
            excess = cleared * rise - blocked + strength * filled
            low, high = np.where(excess > 0, low, rise), np.where(excess > 0, rise, high)
            steep = cleared + strength * slope * filled * (1.0 - filled) / rise
            step = rise - excess / steep
        last, rise = rise, np.where((step >= low) & (step <= high), step, 0.5 * (low + high))
        if not np.any(np.abs(rise - last) > 1e-14 * rise):
            break
    return np.where(never, np.inf, rise)[()]


def sensitivity(
    time_days: ArrayLike, residual: ArrayLike = 0.25, tau_days: ArrayLike = 3.94
) -> Numbers:
    """Sensitivity of autoreceptors under a lasting rise of their transmitter, a fraction.

    >>> sensitivity([0.0, 21.0]).round(2)
    array([1.  , 0.25])

    Parameters
    ----------
    time_days : since the rise began, 0 or more
    residual : what is left of it in the end, a fraction
    tau_days : time constant, more than 0

    References
    ----------
    One exponential of this kit, fitted to Le Poul et al. 1995, PMID 7477436. Against it as the
    cause of recovery: Commons & Linnros 2019.
    """
    days = amount("time_days", time_days, "days")
    lost = -np.expm1(-days / positive("tau_days", tau_days, "days"))
    return 1.0 - (1.0 - fraction("residual", residual)) * lost


def alpha2_loop(
    occupancy: ArrayLike,
    sensitivity: ArrayLike = 1.0,
    transporter_share: ArrayLike = 0.94,
    weight: ArrayLike = 3.27,
) -> Numbers:
    """Norepinephrine when alpha2 autoreceptors brake its release, a multiple of the level before.

    >>> alpha2_loop(1.0, [1.0, 0.0]).round(2)  # with the brake on, and without it
    array([ 2.63, 16.67])

    Parameters
    ----------
    occupancy : fraction of NET that is blocked
    sensitivity : of the autoreceptors, a fraction; 0 when an antagonist blocks them all
    transporter_share : of all clearance, a fraction
    weight : strength of the brake, 0 or more: release = 1 / (1 + weight * (level - 1))

    Returns
    -------
    numpy.float64 or ndarray
        Infinite where nothing clears.

    References
    ----------
    A loop of this kit, fitted to Invernizzi et al. 2001, Br J Pharmacol 132:183, and Sacchetti
    et al. 1999. The cartoon brake (1 + g) / (1 + g * C) is a weight of g / (1 + g).
    """
    share = fraction("transporter_share", transporter_share)
    cleared = 1.0 - share * fraction("occupancy", occupancy)
    brake = fraction("sensitivity", sensitivity) * amount("weight", weight)
    linear = cleared * (1.0 - brake)
    root = np.sqrt(linear**2 + 4.0 * cleared * brake)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Two forms of the positive root: each is free of cancellation on its side.
        braked = (root - linear) / (2.0 * cleared * brake)
        return np.where((linear < 0) & (cleared > 0), braked, 2.0 / (linear + root))[()]
