"""A test tube with one receptor: the effect of two substances, and noisy readings of it."""

from __future__ import annotations  # so that help() says ArrayLike

from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

from kit.science.checks import Array, Numbers, amount, finite, fraction, positive
from kit.science.occupancy import from_odds, odds


def two_state(
    agonist: ArrayLike,
    agonist_kd: ArrayLike,
    agonist_efficacy: ArrayLike,
    other: ArrayLike,
    other_kd: ArrayLike,
    other_efficacy: ArrayLike,
    basal: ArrayLike,
    left: ArrayLike,
) -> Numbers:
    """Effect of two ligands at one receptor that is active by itself, a fraction of the largest.

    >>> two_state(126.0, 126.0, 21.0, 0.0, 7.0, 1.0, 0.16, 1.0).round(3)
    0.677

    Parameters
    ----------
    agonist, other : free concentrations, nM, 0 or more
    agonist_kd, other_kd : nM that fill half of the receptors when alone
    agonist_efficacy, other_efficacy : activity of a bound receptor in units of a free one's
        0 or more: above 1 an agonist, 1 a neutral antagonist, below 1 an inverse agonist.
    basal : effect of the receptors alone, a fraction below 1
    left : fraction of the agonist's push that a non-competitive antagonist leaves
        The activity of free receptors stays.

    References
    ----------
    Operational model with constitutive activity, slope 1: Slack & Hall 2012, Br J Pharmacol
    166:1774, doi 10.1111/j.1476-5381.2012.01901.x. The block at another site is the operational
    model's loss of tau, Black & Leff 1983, Proc R Soc Lond B 220:141.
    """
    first = amount("agonist", agonist, "nM") / positive("agonist_kd", agonist_kd, "nM")
    second = amount("other", other, "nM") / positive("other_kd", other_kd, "nM")
    push = fraction("left", left) * (amount("agonist_efficacy", agonist_efficacy) - 1.0)
    active = 1.0 + first * (1.0 + push) + second * amount("other_efficacy", other_efficacy)
    alone = odds(fraction("basal", basal, below_one=True))
    return from_odds(alone * active / (1.0 + first + second))


def two_state_half(kd: ArrayLike, efficacy: ArrayLike, basal: ArrayLike) -> Numbers:
    """Concentration of one ligand for half of its own effect in the model of `two_state`, nM.

    >>> two_state_half(126.0, 21.0, 0.16).round(1)  # spare receptors: far below its kd
    30.0

    Parameters
    ----------
    kd : nM that fill half of the receptors
    efficacy, basal : see `two_state`

    References
    ----------
    Slack & Hall 2012, doi 10.1111/j.1476-5381.2012.01901.x, solved for the half of the span.
    """
    alone = odds(fraction("basal", basal, below_one=True))
    return positive("kd", kd, "nM") * (1.0 + alone) / (1.0 + alone * amount("efficacy", efficacy))


def reading(
    mean: ArrayLike,
    plate: ArrayLike,
    well: ArrayLike,
    floor: ArrayLike,
    plate_sd: ArrayLike = 0.06,
    well_sd: ArrayLike = 0.12,
    floor_sd: ArrayLike = 2.5,
) -> Numbers:
    """The reading of one well: two errors that grow with the signal, and one that does not.

    >>> reading(100.0, 1.0, 0.0, 0.0).round(1)
    106.2

    Parameters
    ----------
    mean : true signal, 0 or more, % of the reference
    plate, well, floor : standard normal numbers
        One that a whole plate shares, two of each well alone.
    plate_sd, well_sd : spread of a plate and of a well on the log scale; 0.07 is about 7 %
    floor_sd : spread without any signal, in the unit of `mean`

    Returns
    -------
    numpy.float64 or ndarray
        In the unit of `mean`; it can lie below 0, as readings less their background do.

    References
    ----------
    Two-part error, Rocke & Lorenzato 1995, Technometrics 37(2); spreads chosen for this kit.
    """
    grown = amount("well_sd", well_sd) * finite("well", well)
    grown = grown + amount("plate_sd", plate_sd) * finite("plate", plate)
    lift = amount("floor_sd", floor_sd) * finite("floor", floor)
    return amount("mean", mean, "%") * np.exp(grown) + lift


def reading_sd(
    mean: ArrayLike,
    wells: ArrayLike,
    plate_sd: ArrayLike = 0.06,
    well_sd: ArrayLike = 0.12,
    floor_sd: ArrayLike = 2.5,
) -> Numbers:
    """Standard deviation of the mean of some wells on one plate, for small errors, in % as `mean`.

    >>> reading_sd(100.0, [1, 4]).round(1)  # more wells do not help against the plate's error
    array([13.6,  8.6])

    Parameters
    ----------
    mean, plate_sd, well_sd, floor_sd : see `reading`
    wells : how many, more than 0

    References
    ----------
    First-order propagation through `reading`.
    """
    mean, wells = amount("mean", mean, "%"), positive("wells", wells)
    of_wells = (mean * amount("well_sd", well_sd)) ** 2 + amount("floor_sd", floor_sd) ** 2
    return np.sqrt((mean * amount("plate_sd", plate_sd)) ** 2 + of_wells / wells)


def luck(seed: int, experiment: int, count: int) -> NDArray[Any]:
    """Standard normal numbers of one experiment of one seed, the same everywhere; shape (count,).

    >>> luck(17, 1, 2).round(3)
    array([ 0.4  , -0.999])

    Parameters
    ----------
    seed, experiment : whole numbers, 0 or more
    count : how many numbers

    References
    ----------
    PCG64 through the normal quantile: numpy promises that its bit generators never change, and
    does not promise it of `Generator.normal`. A key printed today stays right.
    """
    bits = np.random.PCG64(np.random.SeedSequence([seed, experiment])).random_raw(count)
    lots: Array = ndtri(((bits >> np.uint64(11)) + 0.5) / 2.0**53)
    return lots
