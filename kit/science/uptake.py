"""Around the one pool: the size of a puff, two rival forms of block, the time to fall."""

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
    """Rise of the level when all terminals get one spike.

    Parameters
    ----------
    molecules : array_like
        In one vesicle.
    release_probability : array_like
        Chance that a spike empties one vesicle, a fraction.
    terminals : array_like
        Terminals per cubic micrometre of tissue.
    extracellular_fraction : array_like
        Share of the tissue that lies outside the cells, a fraction.

    Returns
    -------
    numpy.float64 or ndarray
        nM.

    Raises
    ------
    ValueError
        For negative numbers, or fractions outside 0 to 1.

    References
    ----------
    Dreyer et al. 2010, J Neurosci 30:14273.
    """
    released = amount("molecules", molecules) * fraction("release_probability", release_probability)
    space = fraction("extracellular_fraction", extracellular_fraction, above_zero=True)
    return NANOMOLAR_PER_MOLECULE * released * amount("terminals", terminals, "1/um^3") / space


def critical_rate(per_spike: ArrayLike, vmax: ArrayLike) -> Numbers:
    """Firing rate above which uptake alone cannot hold a steady level, vmax / per_spike.

    Parameters
    ----------
    per_spike : array_like
        Rise at each spike, nM.
    vmax : array_like
        Largest rate of uptake, nM/s.

    Returns
    -------
    numpy.float64 or ndarray
        Hz.

    Raises
    ------
    ValueError
        For a rise of 0 or less, or a negative vmax.

    References
    ----------
    `tonic_level`, where the level becomes infinite.
    """
    return amount("vmax", vmax, "nM/s") / positive("per_spike", per_spike, "nM")


def blocked(
    vmax: ArrayLike, km: ArrayLike, occupancy: ArrayLike, scaled: str = "km"
) -> tuple[Any, ...]:
    """Apparent vmax and km while a fraction of the transporters is blocked, by one of two rivals.

    Parameters
    ----------
    vmax, km : array_like
        Without inhibitor, nM/s and nM.
    occupancy : array_like
        Fraction of transporters with the inhibitor on them when no transmitter competes; below 1.
    scaled : {"km", "vmax"}
        "km": competitive, km / (1 - occupancy). "vmax": vmax * (1 - occupancy), as if the
        transporters were gone; the measured change of km speaks against it.

    Returns
    -------
    tuple of numpy.float64 or ndarray
        vmax and km for any function of `transmission`.

    Raises
    ------
    ValueError
        For negative input, an occupancy of 1, or another word for `scaled`.

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
    """Time for a level to fall to a fraction of itself after release has stopped.

    Parameters
    ----------
    left : array_like
        Fraction that is left, more than 0.
    conc0, vmax, km, inhibitor, loss_rate : array_like
        nM, nM/s, nM, I/Ki, 1/s: see `transmission.decay`.

    Returns
    -------
    numpy.float64 or ndarray
        Seconds; infinite where nothing clears.

    Raises
    ------
    ValueError
        For negative input, a km of 0, or a fraction outside 0 to 1.

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
