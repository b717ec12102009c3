"""Short answers about dosing: when is the peak, how long to the plateau, how much is it."""

import numpy as np

from kit.science.checks import amount, fraction, positive
from kit.science.exponentials import two_rates
from kit.science.transmission import tonic_level

HOURS = "h or any other, the same for all times"


def rate_of(half_life):
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


def plateau_share(time, half_life):
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


def time_to_plateau_share(share, half_life):
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


def time_of_peak(absorption_rate, elimination_rate):
    """Hours from one dose by mouth to the highest level, ln(ka / ke) / (ka - ke).

    Parameters
    ----------
    absorption_rate, elimination_rate : array_like
        1/h; may be equal.

    Returns
    -------
    numpy.float64 or ndarray
        Hours.

    Raises
    ------
    ValueError
        For rates of 0 or less.

    References
    ----------
    Bateman 1910, Proc Camb Philos Soc 15:423.
    """
    into = positive("absorption_rate", absorption_rate, "1/h")
    out = positive("elimination_rate", elimination_rate, "1/h")
    slow = np.minimum(into, out)
    return _log_slope(np.abs(into - out), 1.0 / slow)


def _log_slope(gap, slope):
    """log(1 + gap * slope) / gap, which is `slope` at gap 0."""
    safe = np.where(gap == 0, 1.0, gap)
    return np.where(gap == 0, slope, np.log1p(safe * slope) / safe)[()]


def time_of_peak_steady(interval, absorption_rate, elimination_rate):
    """Hours from a dose to the highest level between doses, long after dosing began.

    Parameters
    ----------
    interval : array_like
        Hours between doses, more than 0.
    absorption_rate, elimination_rate : array_like
        1/h; may be equal.

    Returns
    -------
    numpy.float64 or ndarray
        Hours; earlier than after one dose.

    Raises
    ------
    ValueError
        For an interval or rates of 0 or less.

    References
    ----------
    ln{ka (1 - e^(-ke tau)) / [ke (1 - e^(-ka tau))]} / (ka - ke), the zero of the slope of
    `pharmacokinetics.steady_state`.
    """
    interval = positive("interval", interval, "h")
    into = positive("absorption_rate", absorption_rate, "1/h")
    out = positive("elimination_rate", elimination_rate, "1/h")
    slow, fast = np.minimum(into, out), np.maximum(into, out)
    lost_slow, lost_fast = -np.expm1(-slow * interval), -np.expm1(-fast * interval)
    slope = (lost_slow - slow * two_rates(interval, slow, fast)) / (slow * lost_fast)
    return _log_slope(fast - slow, slope)


def average_level(dose, interval, clearance, bioavailability=1.0):
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


def saturable_level(dose, interval, largest_rate, km, bioavailability=1.0):
    """Average level at steady state where an enzyme clears and can be full.

    Parameters
    ----------
    dose, interval, bioavailability : array_like
        mg, h and a fraction.
    largest_rate : array_like
        Most the enzyme can clear, mg/h.
    km : array_like
        Level that keeps half of it busy, mg/L.

    Returns
    -------
    numpy.float64 or ndarray
        mg/L; numpy.inf where the doses outrun the enzyme.

    Raises
    ------
    ValueError
        For negative input, an interval or km of 0, a fraction outside 0 to 1.

    References
    ----------
    The algebra of `transmission.tonic_level`. No drug of this kit has sourced constants for it.
    """
    dose, interval = amount("dose", dose, "mg"), positive("interval", interval, "h")
    coming = dose * fraction("bioavailability", bioavailability) / interval
    largest = amount("largest_rate", largest_rate, "mg/h")
    return tonic_level(coming, largest, positive("km", km, "mg/L"))


def two_compartment_rates(rate_out, rate_to_tissue, rate_from_tissue):
    """The fast and the slow rate of a level that also exchanges with tissue.

    Parameters
    ----------
    rate_out, rate_to_tissue, rate_from_tissue : array_like
        1/h, 0 or more.

    Returns
    -------
    tuple of numpy.float64 or ndarray
        Fast (distribution) and slow (elimination) rate, 1/h.

    Raises
    ------
    ValueError
        For negative rates.

    References
    ----------
    Roots of r^2 - (sum of rates) r + rate_from_tissue * rate_out = 0; any text on kinetics.
    """
    out, back = (
        amount("rate_out", rate_out, "1/h"),
        amount("rate_from_tissue", rate_from_tissue, "1/h"),
    )
    total = out + amount("rate_to_tissue", rate_to_tissue, "1/h") + back
    fast = 0.5 * (total + np.sqrt(np.maximum(total**2 - 4.0 * out * back, 0.0)))
    # From the product of the roots: the difference would lose the digits of a slow rate.
    return fast, out * back / np.where(fast == 0, 1.0, fast)


def nanomolar(mass_per_volume, molar_mass):
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
