"""Pharmacokinetics: one compartment with first-order steps, and functions built on it.

Times in hours, doses in mg, volumes in L and rates in 1/h give levels in mg/L (1 mg/L is
1000 ng/mL). All of it is linear: twice the dose is twice the level. Paroxetine and fluoxetine
are not, and their measured levels rise faster than these functions say.
"""

from __future__ import annotations  # so that help() says ArrayLike

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import Numbers, amount, finite, fraction, positive
from kit.science.exponentials import (
    events_first,
    lined_up,
    pick,
    since_event,
    three_rates,
    two_rates,
)


def _height(dose: Any, volume: Any, bioavailability: Any) -> Any:
    """The level if the whole absorbed dose were in the blood at once, mg/L."""
    share = fraction("bioavailability", bioavailability)
    return amount("dose", dose, "mg") * share / positive("volume", volume, "L")


def _rates(absorption_rate: Any, elimination_rate: Any) -> Any:
    into = positive("absorption_rate", absorption_rate, "1/h")
    return into, positive("elimination_rate", elimination_rate, "1/h")


def oral(
    time: ArrayLike,
    dose: ArrayLike,
    volume: ArrayLike,
    absorption_rate: ArrayLike,
    elimination_rate: ArrayLike,
    bioavailability: ArrayLike = 1.0,
) -> Numbers:
    """Level in plasma after one dose by mouth, mg/L.

    >>> oral(2.0, 100, 50, 1.0, 0.1).round(4)
    1.5187

    Parameters
    ----------
    time : h since the dose, 0 or more
    dose, volume : mg, L
    absorption_rate, elimination_rate : 1/h; may be equal, and the slower one rules the tail
    bioavailability : fraction of the dose that reaches the blood

    References
    ----------
    Bateman 1910, Proc Camb Philos Soc 15:423.
    """
    into, out = _rates(absorption_rate, elimination_rate)
    height = _height(dose, volume, bioavailability)
    return height * into * two_rates(amount("time", time, "h"), into, out)


def repeated(
    time: ArrayLike,
    dose_times: ArrayLike,
    dose: ArrayLike,
    volume: ArrayLike,
    absorption_rate: ArrayLike,
    elimination_rate: ArrayLike,
    bioavailability: ArrayLike = 1.0,
) -> Numbers:
    """Level in plasma during any schedule of doses by mouth, mg/L; shape (..., times).

    >>> repeated([2.0, 26.0], [0.0, 24.0], 100, 50, 1.0, 0.1).round(3)
    array([1.519, 1.684])

    Parameters
    ----------
    time : h on the clock of `dose_times`; before the first dose the level is 0
    dose_times : h, in any order, shape (..., doses); leave a time out for a missed dose
    dose : mg at each time, scalar or shape (..., doses)
    volume, absorption_rate, elimination_rate, bioavailability : see `oral`
        Shape (..., 1) to go with many schedules.

    References
    ----------
    Bateman 1910, Proc Camb Philos Soc 15:423, summed by carrying what is in the gut and in the
    blood from dose to dose.
    """
    into, out = _rates(absorption_rate, elimination_rate)
    time, dose_times = finite("time", time, "h"), finite("dose_times", dose_times, "h")
    dose_times, doses = events_first("dose_times", dose_times, amount("dose", dose, "mg"))
    gut, blood = _after_doses(dose_times, doses, into, out)
    count, elapsed = since_event(time, dose_times)
    absorbed = pick(gut, count) * into * two_rates(elapsed, into, out)
    level = absorbed + pick(blood, count) * np.exp(-out * elapsed)
    return (_height(1.0, volume, bioavailability) * level)[()]


def _after_doses(dose_times: Any, doses: Any, into: Any, out: Any) -> Any:
    """Amounts in gut and blood, before the first dose and just after each."""
    ndim = max(into.ndim, out.ndim, dose_times.ndim - 1)
    doses = lined_up(doses, ndim)
    gaps = lined_up(np.diff(dose_times, axis=0, prepend=dose_times[:1]), ndim)
    steps: Any = np.exp(-into * gaps), np.exp(-out * gaps), into * two_rates(gaps, into, out)
    # An unknown time of one dose makes every level of its schedule unknown.
    nothing = 0.0 * (doses[0] + steps[2][0]) + np.sum(0.0 * gaps, axis=0)
    if ndim == 0:  # plain floats are ten times faster than arrays of one
        nothing, doses = nothing.item(), doses.tolist()
        steps = [step.tolist() for step in steps]
    gut = blood = nothing
    guts, bloods = [gut], [blood]
    for taken, kept, left, moved in zip(doses, *steps, strict=True):
        blood = blood * left + gut * moved
        gut = gut * kept + taken
        guts.append(gut)
        bloods.append(blood)
    return np.array(guts), np.array(bloods)


def steady_state(
    time: ArrayLike,
    interval: ArrayLike,
    dose: ArrayLike,
    volume: ArrayLike,
    absorption_rate: ArrayLike,
    elimination_rate: ArrayLike,
    bioavailability: ArrayLike = 1.0,
) -> Numbers:
    """Level in plasma between doses, long after regular dosing began, mg/L.

    >>> steady_state(2.0, 12.0, 100, 50, 1.0, 0.1).round(4)
    2.3028

    Parameters
    ----------
    time : h since any dose, 0 or more; it wraps round at `interval`
    interval : h between doses, more than 0
    dose, volume, absorption_rate, elimination_rate, bioavailability : see `oral`

    References
    ----------
    Bateman 1910, Proc Camb Philos Soc 15:423, as the sum of a geometric series.
    """
    into, out = _rates(absorption_rate, elimination_rate)
    interval = positive("interval", interval, "h")
    time = np.mod(amount("time", time, "h"), interval)
    lost_in, lost_out = -np.expm1(-into * interval), -np.expm1(-out * interval)
    # The two geometric series over one denominator: no difference of near equals is left.
    sums = two_rates(interval, into, out) * np.exp(-out * time)
    sums = sums + lost_out * two_rates(time, into, out)
    return _height(dose, volume, bioavailability) * into * sums / (lost_in * lost_out)


def metabolite(
    time: ArrayLike,
    dose: ArrayLike,
    volume: ArrayLike,
    absorption_rate: ArrayLike,
    elimination_rate: ArrayLike,
    fraction_formed: ArrayLike,
    metabolite_volume: ArrayLike,
    metabolite_rate: ArrayLike,
    bioavailability: ArrayLike = 1.0,
    first_pass: ArrayLike = 0.0,
) -> Numbers:
    """Level of a metabolite after one dose by mouth, mg/L, counted in mass of the parent.

    >>> metabolite(8.0, 100, 50, 1.0, 0.1, 0.5, 40, 0.05).round(4)
    0.5159

    Parameters
    ----------
    time, dose, volume, absorption_rate, elimination_rate, bioavailability : see `oral`
        The level does not depend on the volume of the parent.
    fraction_formed : fraction of the parent's elimination that makes this metabolite
    metabolite_volume, metabolite_rate : L, and 1/h of its own elimination
    first_pass : fraction of the dose that arrives as metabolite before the parent is in the blood

    References
    ----------
    Bateman 1910, Proc Camb Philos Soc 15:423, third member of the chain.
    """
    into, out = _rates(absorption_rate, elimination_rate)
    away = positive("metabolite_rate", metabolite_rate, "1/h")
    time = amount("time", time, "h") + 0.0 * positive("volume", volume, "L")
    size = positive("metabolite_volume", metabolite_volume, "L")
    made = _height(dose, size, bioavailability) * fraction("fraction_formed", fraction_formed)
    early = _height(dose, size, fraction("first_pass", first_pass)) * two_rates(time, into, away)
    return into * (out * made * three_rates(time, into, out, away) + early)


def effect_site(
    time: ArrayLike,
    dose: ArrayLike,
    volume: ArrayLike,
    absorption_rate: ArrayLike,
    elimination_rate: ArrayLike,
    effect_rate: ArrayLike,
    bioavailability: ArrayLike = 1.0,
) -> Numbers:
    """Level at a site that lags behind plasma, after one dose by mouth, mg/L.

    >>> effect_site(8.0, 100, 50, 1.0, 0.1, 0.2).round(4)
    0.9877

    Parameters
    ----------
    time, dose, volume, absorption_rate, elimination_rate, bioavailability : see `oral`
    effect_rate : 1/h, of filling and of emptying

    References
    ----------
    Sheiner et al. 1979, Clin Pharmacol Ther 25:358.
    """
    into, out = _rates(absorption_rate, elimination_rate)
    lag = positive("effect_rate", effect_rate, "1/h")
    height = _height(dose, volume, bioavailability) * into * lag
    return height * three_rates(amount("time", time, "h"), into, out, lag)


def accumulation_ratio(interval: ArrayLike, elimination_rate: ArrayLike) -> Numbers:
    """Level at steady state over the level after one dose, 1 / (1 - exp(-rate * interval)).

    >>> accumulation_ratio(12.0, 0.1).round(3)
    1.431

    Parameters
    ----------
    interval : h between doses, more than 0
    elimination_rate : 1/h

    References
    ----------
    Sum of the geometric series of doses, with fast absorption and linear clearance.
    """
    rate = positive("elimination_rate", elimination_rate, "1/h")
    return -1.0 / np.expm1(-rate * positive("interval", interval, "h"))
