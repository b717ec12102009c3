"""Short answers about dosing: how long to the plateau, how much is it, how many nM."""

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import Numbers, amount, fraction, positive

HOURS = "h or any other, the same for all times"


def rate_of(half_life: ArrayLike) -> Numbers:
    """First-order rate of a half-life, ln 2 / half_life.

    Parameters
    ----------
    half_life : array_like
        More than 0, any unit of time.

    Returns
    -------
    numpy.float64 or ndarray
        Per that unit.

    Raises
    ------
    ValueError
        For a half-life of 0 or less.

    References
    ----------
    Definition of the half-life.
    """
    return np.log(2) / positive("half_life", half_life, HOURS)


def plateau_share(time: ArrayLike, half_life: ArrayLike) -> Numbers:
    """Fraction of the plateau that regular dosing has reached; the dose has no say in it.

    Parameters
    ----------
    time : array_like
        Since the first dose, 0 or more.
    half_life : array_like
        Same unit as `time`.

    Returns
    -------
    numpy.float64 or ndarray
        1 - 2^(-time / half_life).

    Raises
    ------
    ValueError
        For a negative time or a half-life of 0 or less.

    References
    ----------
    First-order filling; exact at the times of doses with fast absorption.
    """
    return -np.expm1(-rate_of(half_life) * amount("time", time, HOURS))


def time_to_plateau_share(share: ArrayLike, half_life: ArrayLike) -> Numbers:
    """Time until regular dosing has reached a fraction of its plateau: 3.32 half-lives for 90 %.

    Parameters
    ----------
    share : array_like
        Fraction of the plateau.
    half_life : array_like
        Any unit of time.

    Returns
    -------
    numpy.float64 or ndarray
        In that unit; infinite for the whole plateau.

    Raises
    ------
    ValueError
        For a fraction outside 0 to 1, or a half-life of 0 or less.

    References
    ----------
    `plateau_share`, solved for the time.
    """
    with np.errstate(divide="ignore"):
        return -np.log1p(-fraction("share", share)) / rate_of(half_life)


def average_level(
    dose: ArrayLike, interval: ArrayLike, clearance: ArrayLike, bioavailability: ArrayLike = 1.0
) -> Numbers:
    """Average level at steady state, bioavailability * dose / (clearance * interval).

    Parameters
    ----------
    dose : array_like
        mg, 0 or more. One dose and an interval of 1 h give the area under its curve, mg h/L.
    interval : array_like
        Hours between doses.
    clearance : array_like
        L/h: volume times elimination rate.
    bioavailability : array_like
        Fraction of the dose that reaches the blood.

    Returns
    -------
    numpy.float64 or ndarray
        mg/L.

    Raises
    ------
    ValueError
        For negative input, an interval or clearance of 0, a fraction outside 0 to 1.

    References
    ----------
    Mass balance: what comes in over an interval goes out over it.
    """
    per_hour = amount("dose", dose, "mg") / positive("interval", interval, "h")
    taken = fraction("bioavailability", bioavailability) * per_hour
    return taken / positive("clearance", clearance, "L/h")


def nanomolar(mass_per_volume: ArrayLike, molar_mass: ArrayLike) -> Numbers:
    """Molar concentration of ng/mL, the same as ug/L: 1000 * mass_per_volume / molar_mass.

    Parameters
    ----------
    mass_per_volume : array_like
        ng/mL.
    molar_mass : array_like
        g/mol, of the form that was weighed: base or salt.

    Returns
    -------
    numpy.float64 or ndarray
        nM.

    Raises
    ------
    ValueError
        For a negative level, or a molar mass of 0 or less.

    References
    ----------
    Definition of the mole.
    """
    mass = amount("mass_per_volume", mass_per_volume, "ng/mL")
    return 1000.0 * mass / positive("molar_mass", molar_mass, "g/mol")
