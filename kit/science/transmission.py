"""One pool of extracellular transmitter: release, uptake and loss.

    dC/dt = release - vmax * C / (km * (1 + inhibitor) + C) - loss_rate * C

Reuptake inhibitors compete with the transmitter, so they raise the apparent km and leave vmax;
`inhibitor` is I/Ki, which is the odds of the fraction of transporters that is blocked.
"""

from __future__ import annotations  # so that help() says ArrayLike

from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import wrightomega

from kit.science.checks import Numbers, amount, apparent_km, fraction
from kit.science.exponentials import pick, since_event

NEWTON_STEPS = 60  # it needs four to eight; the rest is for extreme input


def uptake_rate(
    conc: ArrayLike, vmax: ArrayLike, km: ArrayLike, inhibitor: ArrayLike = 0.0
) -> Numbers:
    """Rate of uptake by a transporter, with a competitive inhibitor, nM/s.

    >>> uptake_rate(160.0, 4000, 160)
    2000.0

    Parameters
    ----------
    conc : transmitter outside the cells, nM, 0 or more
    vmax : largest rate, nM/s
    km : concentration for half of `vmax` without inhibitor, nM
    inhibitor : I/Ki, without unit

    References
    ----------
    Michaelis & Menten 1913, Biochem Z 49:333; the inhibition of dopamine uptake raises km,
    Atcherley et al. 2015, PMID 25062330.
    """
    conc = amount("conc", conc, "nM")
    return amount("vmax", vmax, "nM/s") * (conc / (apparent_km(km, inhibitor) + conc))


def decay(
    conc0: ArrayLike,
    time: ArrayLike,
    vmax: ArrayLike,
    km: ArrayLike,
    inhibitor: ArrayLike = 0.0,
    loss_rate: ArrayLike = 0.0,
) -> Numbers:
    """Level at a time after release has stopped, nM.

    >>> decay(1000, 0.2, 4000, 160).round(1)
    362.4

    Parameters
    ----------
    conc0 : level at time 0, nM, 0 or more
    time : s, 0 or more
    vmax, km, inhibitor : see `uptake_rate`
    loss_rate : first-order loss by all other ways, 1/s

    References
    ----------
    Schnell & Mendoza 1997, J Theor Biol 187:207 (Lambert W); with loss, the integrated rate
    equation solved by Newton's method in log(C), which comes down on the root from one side.
    """
    start, time = amount("conc0", conc0, "nM"), amount("time", time, "s")
    vmax, km = amount("vmax", vmax, "nM/s"), apparent_km(km, inhibitor)
    loss = amount("loss_rate", loss_rate, "1/s")
    return _decay(start, time, vmax, km, loss)[()]


def _decay(start: Any, time: Any, vmax: Any, km: Any, loss: Any) -> Any:
    """`decay` of checked input, with the apparent km."""
    with np.errstate(divide="ignore"):
        left = _decay_by_uptake(start, time, vmax, km)
    if not np.any(loss):
        return left + 0.0 * loss
    return np.where(loss == 0, left, _decay_with_loss(start, time, vmax, km, loss, left))


def _decay_by_uptake(start: Any, time: Any, vmax: Any, km: Any) -> Any:
    # W(exp(y)) for any y: exp(y) itself would overflow from conc0 / km = 700 on.
    return km * wrightomega(np.log(start / km) + (start - vmax * time) / km)


def _decay_with_loss(
    start: Any, time: Any, vmax: Any, km: Any, loss: Any, without_loss: Any
) -> Any:
    """Newton on time(log C), which is concave: each step stays above the root."""
    loss = np.where(loss == 0, 1.0, loss)  # those entries are not used
    low_rate = vmax + loss * km
    log_left = np.minimum((start - without_loss - vmax * time) / km, -loss * time)
    for _ in range(NEWTON_STEPS):
        conc = start * np.exp(log_left)
        gone = -start * np.expm1(log_left)
        taken = np.log1p(loss * gone / (low_rate + loss * conc)) * vmax / loss
        slope = (km + conc) / (vmax + loss * (km + conc))
        step = ((taken - km * log_left) / low_rate - time) / slope
        log_left = log_left + step
        if not np.any(np.abs(step) > 1e-14 * (1.0 + np.abs(log_left))):
            break
    return start * np.exp(log_left)


def decay_half_life(
    conc0: ArrayLike, vmax: ArrayLike, km: ArrayLike, inhibitor: ArrayLike = 0.0
) -> Numbers:
    """Time for a level to fall to half by uptake alone, (km * ln 2 + conc0 / 2) / vmax, s.

    >>> decay_half_life([10, 1000], 4000, 160).round(3)  # a saturated transporter takes longer
    array([0.029, 0.153])

    Parameters
    ----------
    conc0 : level at the start, nM, 0 or more
    vmax, km, inhibitor : see `uptake_rate`; infinite time without transporters

    References
    ----------
    Schnell & Mendoza 1997, J Theor Biol 187:207.
    """
    amount_left = amount("conc0", conc0, "nM") / 2 + apparent_km(km, inhibitor) * np.log(2)
    with np.errstate(divide="ignore"):
        return amount_left / amount("vmax", vmax, "nM/s")


def tonic_level(
    release_rate: ArrayLike,
    vmax: ArrayLike,
    km: ArrayLike,
    loss_rate: ArrayLike = 0.0,
    inhibitor: ArrayLike = 0.0,
) -> Numbers:
    """Steady level under steady release, nM; infinite where release outruns uptake.

    >>> tonic_level(569.5, 4100, 210).round(1)
    33.9

    Parameters
    ----------
    release_rate : nM/s: the rise per spike times the firing rate; 0 or more
    vmax, km, inhibitor, loss_rate : see `decay`

    References
    ----------
    Positive root of loss * C^2 + (vmax + loss * km - release) * C = release * km; the model,
    Dreyer et al. 2010, J Neurosci 30:14273.
    """
    release, vmax = amount("release_rate", release_rate, "nM/s"), amount("vmax", vmax, "nM/s")
    km, loss = apparent_km(km, inhibitor), amount("loss_rate", loss_rate, "1/s")
    spare = vmax + loss * km - release
    root = np.sqrt(spare**2 + 4.0 * loss * release * km)
    with np.errstate(divide="ignore", invalid="ignore"):
        # Two forms of the same root: each is free of cancellation on its side.
        level = np.where(spare < 0, (root - spare) / (2 * loss), 2 * release * km / (spare + root))
    return np.where((release == 0) & (spare == 0), 0.0, level)[()]


def pulse_train(
    time: ArrayLike,
    spike_times: ArrayLike,
    per_spike: ArrayLike,
    vmax: ArrayLike,
    km: ArrayLike,
    loss_rate: ArrayLike = 0.0,
    inhibitor: ArrayLike = 0.0,
    conc0: ArrayLike = 0.0,
) -> Numbers:
    """Level during a train of spikes, a jump at each and exact decay between them, nM.

    >>> pulse_train([0.1, 0.2], [0.1], 50.0, 4000, 160, conc0=7.0).round(2)
    array([50.6 ,  5.51])

    Parameters
    ----------
    time : s since the level was `conc0`, 0 or more; at a spike, the level after its jump
    spike_times : s, 0 or more, in any order, shape (spikes,)
    per_spike : rise at each spike, nM
    vmax, km, inhibitor, loss_rate, conc0 : see `decay`

    References
    ----------
    Dreyer et al. 2010, J Neurosci 30:14273, solved piece by piece with `decay`.
    """
    time, rise = amount("time", time, "s"), amount("per_spike", per_spike, "nM")
    spikes = np.sort(np.atleast_1d(amount("spike_times", spike_times, "s")))
    carried, loss = amount("vmax", vmax, "nM/s"), amount("loss_rate", loss_rate, "1/s")
    uptake = carried, apparent_km(km, inhibitor), loss
    level = amount("conc0", conc0, "nM")
    levels = _after_spikes(level, spikes, rise, uptake)
    count, elapsed = since_event(time, np.concatenate([[0.0], spikes]))
    return _decay(pick(levels, np.maximum(count - 1, 0)), elapsed, *uptake)[()]


def _after_spikes(level: Any, spikes: Any, rise: Any, uptake: Any) -> Any:
    """Levels at time 0 and just after each spike, shape (spikes + 1, ...)."""
    level = level + sum(0.0 * part for part in (rise, *uptake, (0.0 * spikes).sum()))
    fall = _decay if np.any(uptake[2]) else lambda *given: _decay_by_uptake(*given[:-1])
    levels = [level]
    with np.errstate(divide="ignore"):
        for gap in np.diff(spikes, prepend=0.0):
            level = fall(level, gap, *uptake) + rise
            levels.append(level)
    return np.stack(levels)


def fold_change(occupancy: ArrayLike, transporter_share: ArrayLike) -> Numbers:
    """How many times higher the level is when a fraction of the transporters is blocked.

    >>> fold_change([0.5, 0.8], 0.9).round(2)
    array([1.82, 3.57])

    Parameters
    ----------
    occupancy : fraction of transporters that is blocked
    transporter_share : fraction of all clearance that these transporters do in this region

    Returns
    -------
    numpy.float64 or ndarray
        1 / (1 - transporter_share * occupancy); infinite when nothing clears any more.

    References
    ----------
    Steady release against linear clearance; shares from transporter knock-out mice,
    Mathews et al. 2004.
    """
    blocked = fraction("occupancy", occupancy)
    with np.errstate(divide="ignore"):
        return 1.0 / (1.0 - fraction("transporter_share", transporter_share) * blocked)
