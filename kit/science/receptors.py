"""Receptor theory at equilibrium: binding, competition, and the step from binding to effect."""

from __future__ import annotations  # so that help() says ArrayLike

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import Numbers, amount, fraction, positive
from kit.science.occupancy import from_odds


def hill_langmuir(conc: ArrayLike, kd: ArrayLike, hill: ArrayLike = 1.0) -> Numbers:
    """Fraction of receptors bound at a concentration, conc^hill / (kd^hill + conc^hill).

    >>> hill_langmuir([3.0, 9.0], 3.0)
    array([0.5 , 0.75])

    Parameters
    ----------
    conc : free concentration, 0 or more, nM (or any unit that `kd` shares)
    kd : concentration that fills half of the receptors
    hill : steepness, without unit; 1 for independent sites

    References
    ----------
    Hill 1910, J Physiol 40:iv; Langmuir 1918, J Am Chem Soc 40:1361.
    """
    with np.errstate(over="ignore"):
        ratio = amount("conc", conc, "nM") / positive("kd", kd, "nM")
        return from_odds(ratio ** positive("hill", hill))


def gaddum(
    agonist: ArrayLike, agonist_kd: ArrayLike, antagonist: ArrayLike, antagonist_kd: ArrayLike
) -> Numbers:
    """Fraction of receptors bound by an agonist while a competitive antagonist is present.

    >>> gaddum(2.0, 1.0, 9.0, 9.0)
    0.5

    Parameters
    ----------
    agonist, antagonist : free concentrations, 0 or more, nM (each in the unit of its own kd)
    agonist_kd, antagonist_kd : concentrations that fill half of the receptors when alone

    References
    ----------
    Gaddum 1937, J Physiol 89:7P.
    """
    ratio = dose_ratio(antagonist, antagonist_kd)
    with np.errstate(over="ignore"):
        alone = amount("agonist", agonist, "nM") / positive("agonist_kd", agonist_kd, "nM")
    return from_odds(alone / ratio)


def dose_ratio(antagonist: ArrayLike, antagonist_kd: ArrayLike) -> Numbers:
    """How many times more agonist is needed for the same effect, 1 + antagonist / antagonist_kd.

    >>> dose_ratio([0.0, 9.0], 1.0)
    array([ 1., 10.])

    Parameters
    ----------
    antagonist, antagonist_kd : see `gaddum`

    References
    ----------
    Arunlakshana & Schild 1959, Br J Pharmacol 14:48.
    """
    antagonist = amount("antagonist", antagonist, "nM")
    return 1.0 + antagonist / positive("antagonist_kd", antagonist_kd, "nM")


def operational(
    agonist: ArrayLike,
    agonist_kd: ArrayLike,
    tau: ArrayLike,
    slope: ArrayLike = 1.0,
    maximum: ArrayLike = 1.0,
    antagonist: ArrayLike = 0.0,
    antagonist_kd: ArrayLike = 1.0,
    receptors_left: ArrayLike = 1.0,
) -> Numbers:
    """Effect of an agonist by the operational model, with two kinds of block; unit of `maximum`.

    >>> operational(10.0, 1.0, 10.0, antagonist=[0.0, 9.0]).round(2)
    array([0.9 , 0.83])

    Parameters
    ----------
    agonist, agonist_kd, antagonist, antagonist_kd : see `gaddum`
        The competitive antagonist shifts the curve and keeps its height.
    tau : efficacy in this tissue, 0 or more, without unit; large with spare receptors
    slope : steepness of the step from bound receptors to effect
    maximum : largest effect of the tissue, any unit
    receptors_left : fraction that an irreversible antagonist has left: lowers tau

    References
    ----------
    Black & Leff 1983, Proc R Soc Lond B 220:141; receptor loss, Furchgott 1966, Adv Drug Res 3:21.
    """
    bound = gaddum(agonist, agonist_kd, antagonist, antagonist_kd)
    drive = amount("tau", tau) * fraction("receptors_left", receptors_left) * bound
    with np.errstate(over="ignore"):
        return positive("maximum", maximum) * from_odds(drive ** positive("slope", slope))


def operational_ceiling(
    tau: ArrayLike,
    slope: ArrayLike = 1.0,
    maximum: ArrayLike = 1.0,
    receptors_left: ArrayLike = 1.0,
) -> Numbers:
    """Largest effect that an agonist reaches, its Emax; in the unit of `maximum`.

    >>> operational_ceiling([10.0, 1.0]).round(3)
    array([0.909, 0.5  ])

    Parameters
    ----------
    tau, slope, maximum, receptors_left : see `operational`

    References
    ----------
    Black & Leff 1983, Proc R Soc Lond B 220:141.
    """
    drive = amount("tau", tau) * fraction("receptors_left", receptors_left)
    with np.errstate(over="ignore"):
        return positive("maximum", maximum) * from_odds(drive ** positive("slope", slope))


def operational_ec50(
    agonist_kd: ArrayLike, tau: ArrayLike, slope: ArrayLike = 1.0, receptors_left: ArrayLike = 1.0
) -> Numbers:
    """Concentration for half of the agonist's own ceiling, in the unit of `agonist_kd`.

    >>> operational_ec50(1.0, [10.0, 1.0]).round(3)  # spare receptors: far below its kd
    array([0.091, 0.5  ])

    Parameters
    ----------
    agonist_kd : concentration that fills half of the receptors, any unit
    tau, slope, receptors_left : see `operational`

    References
    ----------
    Black & Leff 1983, Proc R Soc Lond B 220:141.
    """
    slope = positive("slope", slope)
    drive = amount("tau", tau) * fraction("receptors_left", receptors_left)
    spread = (2.0 + drive**slope) ** (1.0 / slope) - 1.0
    return positive("agonist_kd", agonist_kd) / spread


def partial_agonist(
    agonist: ArrayLike,
    agonist_kd: ArrayLike,
    agonist_tau: ArrayLike,
    partial: ArrayLike,
    partial_kd: ArrayLike,
    partial_tau: ArrayLike,
) -> Numbers:
    """Effect of a full and a partial agonist at one receptor, a fraction of the largest; slope 1.

    >>> partial_agonist(30.0, 1.0, 10.0, [0.0, 1e9], 1.0, 1.0).round(2)
    array([0.91, 0.5 ])

    Parameters
    ----------
    agonist, partial : free concentrations, 0 or more, nM (each in the unit of its own kd)
    agonist_kd, partial_kd : concentrations that fill half of the receptors when alone
    agonist_tau, partial_tau : efficacies in this tissue, 0 or more; 0 is a pure antagonist

    References
    ----------
    Black & Leff 1983, Proc R Soc Lond B 220:141; two agonists, Leff et al. 1993,
    J Pharmacol Toxicol Methods 29:81.
    """
    full = amount("agonist", agonist, "nM") / positive("agonist_kd", agonist_kd, "nM")
    part = amount("partial", partial, "nM") / positive("partial_kd", partial_kd, "nM")
    drive = amount("agonist_tau", agonist_tau) * full + amount("partial_tau", partial_tau) * part
    return from_odds(drive / (1.0 + full + part))
