"""Simple results on dosing: time to the plateau, average level, conversion to nM."""

from __future__ import annotations  # so that help() says ArrayLike

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import Numbers, amount, fraction, positive

HOURS = "h or any other, the same for all times"


def rate_of(half_life: ArrayLike) -> Numbers:
    """First-order rate of a half-life, ln 2 / half_life, per its unit of time.

    >>> rate_of(24.0).round(4)
    0.0289

    Parameters
    ----------
    half_life : any unit of time, more than 0

    References
    ----------
    Definition of the half-life.
    """
    return np.log(2) / positive("half_life", half_life, HOURS)


def time_to_plateau_share(share: ArrayLike, half_life: ArrayLike) -> Numbers:
    """Time until regular dosing has reached a fraction of its plateau, in the unit of `half_life`.

    >>> time_to_plateau_share(0.9, 1.0).round(2)
    3.32

    Parameters
    ----------
    share : fraction of the plateau, below 1; it is never quite reached
    half_life : any unit of time, more than 0; the dose does not matter

    References
    ----------
    First-order filling; exact at the times of doses with fast absorption.
    """
    with np.errstate(divide="ignore"):
        return -np.log1p(-fraction("share", share)) / rate_of(half_life)


def average_level(
    dose: ArrayLike, interval: ArrayLike, clearance: ArrayLike, bioavailability: ArrayLike = 1.0
) -> Numbers:
    """Average level at steady state, bioavailability * dose / (clearance * interval), mg/L.

    >>> average_level(100, 12, 5.0).round(3)
    1.667

    Parameters
    ----------
    dose : mg, 0 or more
    interval : h between doses; 1 h and one dose give the area under its curve, mg h/L
    clearance : L/h, volume times elimination rate
    bioavailability : fraction of the dose that reaches the blood

    References
    ----------
    Mass balance: what comes in over an interval goes out over it.
    """
    per_hour = amount("dose", dose, "mg") / positive("interval", interval, "h")
    taken = fraction("bioavailability", bioavailability) * per_hour
    return taken / positive("clearance", clearance, "L/h")


def nanomolar(mass_per_volume: ArrayLike, molar_mass: ArrayLike) -> Numbers:
    """Molar concentration of ng/mL, the same as ug/L: 1000 * mass_per_volume / molar_mass, nM.

    >>> nanomolar(1.0, 341.41).round(3)
    2.929

    Parameters
    ----------
    mass_per_volume : ng/mL, 0 or more
    molar_mass : g/mol, of the form that was weighed: base or salt

    References
    ----------
    Definition of the mole.
    """
    mass = amount("mass_per_volume", mass_per_volume, "ng/mL")
    return 1000.0 * mass / positive("molar_mass", molar_mass, "g/mol")
