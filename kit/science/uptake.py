"""Uptake and release: the rise per spike, two rival models of block, the time to fall."""

from __future__ import annotations  # so that help() says ArrayLike

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import Numbers, amount, apparent_km, fraction, positive

# Molecules per cubic micrometre as nM: 1e15 um^3/L over Avogadro's number, times 1e9 nM/M.
NANOMOLAR_PER_MOLECULE = 1e24 / 6.02214076e23


def per_spike(
    molecules: ArrayLike,
    release_probability: ArrayLike,
    terminals: ArrayLike,
    extracellular_fraction: ArrayLike,
) -> Numbers:
    """Rise of the level when all terminals get one spike, nM.

    >>> per_spike(3000, 0.06, 0.1, 0.21).round(1)
    142.3

    Parameters
    ----------
    molecules : in one vesicle
    release_probability : chance that a spike empties one vesicle, a fraction
    terminals : per cubic micrometre of tissue
    extracellular_fraction : of the tissue, outside the cells, above 0

    References
    ----------
    Dreyer et al. 2010, J Neurosci 30:14273.
    """
    released = amount("molecules", molecules) * fraction("release_probability", release_probability)
    space = fraction("extracellular_fraction", extracellular_fraction, above_zero=True)
    return NANOMOLAR_PER_MOLECULE * released * amount("terminals", terminals, "1/um^3") / space


def blocked(
    vmax: ArrayLike, km: ArrayLike, occupancy: ArrayLike, scaled: str = "km"
) -> tuple[Any, ...]:
    """Apparent vmax and km while a fraction of the transporters is blocked, by one of two rivals.

    >>> blocked(4000.0, 160.0, 0.5)
    (4000.0, 320.0)

    Parameters
    ----------
    vmax, km : without inhibitor, nM/s and nM
    occupancy : fraction with the inhibitor on it when no transmitter competes; below 1
    scaled : "km" or "vmax"
        "km": competitive, km / (1 - occupancy). "vmax": vmax * (1 - occupancy), as if the
        transporters were gone; the measured change of km speaks against it.

    References
    ----------
    Km of dopamine uptake rises under an inhibitor: Atcherley et al. 2015, PMID 25062330.
    """
    vmax, km = amount("vmax", vmax, "nM/s"), positive("km", km, "nM")
    free = 1.0 - fraction("occupancy", occupancy, below_one=True)
    if scaled not in ("km", "vmax"):
        raise ValueError(f'scaled is {scaled!r}, but must be "km" or "vmax" (a word without unit).')
    one = free / free
    return (vmax * one, km / free) if scaled == "km" else (vmax * free, km * one)


def time_to_fraction(
    left: ArrayLike,
    conc0: ArrayLike,
    vmax: ArrayLike,
    km: ArrayLike,
    inhibitor: ArrayLike = 0.0,
    loss_rate: ArrayLike = 0.0,
) -> Numbers:
    """Time for a level to fall to a fraction of itself after release has stopped, s.

    >>> time_to_fraction([0.5, 0.1], 1000, 4000, 160).round(3)
    array([0.153, 0.317])

    Parameters
    ----------
    left : fraction that is left, more than 0
    conc0, vmax, km, inhibitor, loss_rate : see `transmission.decay`; infinite if nothing clears

    References
    ----------
    Schnell & Mendoza 1997, J Theor Biol 187:207; with loss, the integrated rate equation.
    """
    left, start = fraction("left", left, above_zero=True), amount("conc0", conc0, "nM")
    vmax, loss = amount("vmax", vmax, "nM/s"), amount("loss_rate", loss_rate, "1/s")
    km = apparent_km(km, inhibitor)
    low_rate = vmax + loss * km
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = loss * start * (1.0 - left) / (low_rate + loss * start * left)
        taken = np.where(loss == 0, start * (1.0 - left) / low_rate, np.log1p(ratio) / loss)
        time = (vmax * taken - km * np.log(left)) / low_rate
        never = np.where(left == 1, 0.0, np.inf * left) + 0.0 * start
    return np.where(low_rate == 0, never, time)[()]
