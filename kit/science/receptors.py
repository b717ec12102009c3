"""Receptor theory at equilibrium: binding, competition, and the step from binding to effect."""

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import Numbers, amount, fraction, positive
from kit.science.occupancy import from_odds


def hill_langmuir(conc: ArrayLike, kd: ArrayLike, hill: ArrayLike = 1.0) -> Numbers:
    """Fraction of receptors bound at a concentration, conc^hill / (kd^hill + conc^hill).

    Parameters
    ----------
    conc : array_like
        Free concentration, nM (or any unit that `kd` shares); 0 or more.
    kd : array_like
        Concentration that fills half of the receptors.
    hill : array_like
        Steepness, without unit; 1 for independent sites.

    Returns
    -------
    numpy.float64 or ndarray

    Raises
    ------
    ValueError
        For a negative concentration, a kd or hill of 0 or less.

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

    Parameters
    ----------
    agonist, antagonist : array_like
        Free concentrations, nM (each in the unit of its own kd); 0 or more.
    agonist_kd, antagonist_kd : array_like
        Concentrations that fill half of the receptors when alone.

    Returns
    -------
    numpy.float64 or ndarray

    Raises
    ------
    ValueError
        For a negative concentration or a kd of 0 or less.

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

    Parameters
    ----------
    antagonist : array_like
        Free concentration of a competitive antagonist, nM; 0 or more.
    antagonist_kd : array_like
        Concentration that fills half of the receptors when alone, same unit.

    Returns
    -------
    numpy.float64 or ndarray
        Without unit; 1 without antagonist.

    Raises
    ------
    ValueError
        For a negative concentration or a kd of 0 or less.

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
    """Effect of an agonist by the operational model, with two rival kinds of block.

    Parameters
    ----------
    agonist, agonist_kd : array_like
        Free concentration, 0 or more, and its kd, nM (or any shared unit).
    tau : array_like
        Efficacy in this tissue, 0 or more, without unit; large with spare receptors.
    slope : array_like
        Steepness of the step from bound receptors to effect.
    maximum : array_like
        Largest effect of the tissue, any unit.
    antagonist, antagonist_kd : array_like
        Competitive antagonist and its kd, nM: shifts the curve, keeps its height.
    receptors_left : array_like
        Fraction that an irreversible antagonist has left: lowers tau.

    Returns
    -------
    numpy.float64 or ndarray
        In the unit of `maximum`.

    Raises
    ------
    ValueError
        For negative concentrations or tau, constants of 0 or less, a fraction outside 0 to 1.

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
    """Largest effect that an agonist reaches: its Emax in the operational model.

    Parameters
    ----------
    tau : array_like
        Efficacy in this tissue, 0 or more, without unit.
    slope, maximum, receptors_left : array_like
        As in `operational`.

    Returns
    -------
    numpy.float64 or ndarray
        In the unit of `maximum`.

    Raises
    ------
    ValueError
        For a negative tau, a slope or maximum of 0 or less, a fraction outside 0 to 1.

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
    """Concentration for half of the agonist's own ceiling; below its kd with spare receptors.

    Parameters
    ----------
    agonist_kd : array_like
        Concentration that fills half of the receptors, any unit.
    tau : array_like
        Efficacy in this tissue, 0 or more, without unit.
    slope, receptors_left : array_like
        As in `operational`.

    Returns
    -------
    numpy.float64 or ndarray
        In the unit of `agonist_kd`.

    Raises
    ------
    ValueError
        For a negative tau, constants of 0 or less, a fraction outside 0 to 1.

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
    """Effect of a full and a partial agonist that compete for one receptor.

    Parameters
    ----------
    agonist, partial : array_like
        Free concentrations, nM (each in the unit of its own kd); 0 or more.
    agonist_kd, partial_kd : array_like
        Concentrations that fill half of the receptors when alone.
    agonist_tau, partial_tau : array_like
        Efficacies in this tissue, 0 or more; 0 is a pure antagonist.

    Returns
    -------
    numpy.float64 or ndarray
        Fraction of the largest effect of the tissue, slope 1.

    Raises
    ------
    ValueError
        For negative concentrations or efficacies, or a kd of 0 or less.

    References
    ----------
    Black & Leff 1983, Proc R Soc Lond B 220:141; two agonists, Leff et al. 1993,
    J Pharmacol Toxicol Methods 29:81.
    """
    full = amount("agonist", agonist, "nM") / positive("agonist_kd", agonist_kd, "nM")
    part = amount("partial", partial, "nM") / positive("partial_kd", partial_kd, "nM")
    drive = amount("agonist_tau", agonist_tau) * full + amount("partial_tau", partial_tau) * part
    return from_odds(drive / (1.0 + full + part))
