"""Binding in time: how fast a ligand comes on, and how slowly another one lets go."""

from typing import NamedTuple

import numpy as np

from kit.science.checks import SHARE, amount, at_most, fraction, positive
from kit.science.exponentials import mean_decay

ON = "1/(nM s)"
OFF = "1/s"


class TwoLigands(NamedTuple):
    """Fractions of receptors bound by the first and by the second ligand."""

    first: np.ndarray
    second: np.ndarray


def one_ligand(time, conc, on_rate, off_rate, bound0=0.0):
    """Fraction of receptors bound at a time after the concentration was set.

    Parameters
    ----------
    time : array_like
        Seconds, 0 or more.
    conc : array_like
        Free ligand from time 0 on, nM; 0 for washing out.
    on_rate, off_rate : array_like
        1/(nM s) and 1/s.
    bound0 : array_like
        Fraction bound at time 0.

    Returns
    -------
    numpy.float64 or ndarray

    Raises
    ------
    ValueError
        For negative input, an off_rate of 0, a fraction outside 0 to 1.

    References
    ----------
    Law of mass action: Motulsky & Mahan 1984, Mol Pharmacol 25:1.
    """
    coming = amount("conc", conc, "nM") * amount("on_rate", on_rate, ON)
    observed = coming + positive("off_rate", off_rate, OFF)
    start, end = fraction("bound0", bound0), coming / observed
    return end + (start - end) * np.exp(-observed * amount("time", time, "s"))


def two_ligands(
    time, first, first_on, first_off, second, second_on, second_off, first0=0.0, second0=0.0
):  # fmt: skip
    """Fractions of receptors bound by two ligands that compete, at a time after they were set.

    Parameters
    ----------
    time : array_like
        Seconds, 0 or more.
    first, second : array_like
        Free concentrations from time 0 on, nM.
    first_on, second_on : array_like
        1/(nM s).
    first_off, second_off : array_like
        1/s. One ligand pushes the other out no faster than the other lets go.
    first0, second0 : array_like
        Fractions bound at time 0, together at most 1.

    Returns
    -------
    TwoLigands
        first and second.

    Raises
    ------
    ValueError
        For negative input, an off rate of 0, fractions outside 0 to 1 or above 1 together.

    References
    ----------
    Motulsky & Mahan 1984, Mol Pharmacol 25:1, as the exponential of a 2 x 2 matrix.
    """
    time = amount("time", time, "s")
    on_a = amount("first", first, "nM") * amount("first_on", first_on, ON)
    on_b = amount("second", second, "nM") * amount("second_on", second_on, ON)
    off_a, off_b = positive("first_off", first_off, OFF), positive("second_off", second_off, OFF)
    a0, b0 = fraction("first0", first0), fraction("second0", second0)
    at_most("first0", a0, "1 - second0", 1.0 - b0, SHARE)
    det = on_a * off_b + off_a * on_b + off_a * off_b
    end_a, end_b = on_a * off_b / det, on_b * off_a / det
    row_a, row_b = on_a + off_a, on_b + off_b
    gap = np.hypot(row_a - row_b, 2.0 * np.sqrt(on_a * on_b))
    fast = 0.5 * (row_a + row_b + gap)
    # exp(-M t) = exp(-fast t) + (fast - M) * (difference of exponentials); slow = det / fast
    # keeps its digits when it is tiny.
    slow = det / fast
    both = time * np.exp(-slow * time) * mean_decay(gap * time)
    rest = np.exp(-fast * time)
    a, b = a0 - end_a, b0 - end_b
    a_now = rest * a + both * ((fast - row_a) * a - on_a * b)
    b_now = rest * b + both * ((fast - row_b) * b - on_b * a)
    return TwoLigands(end_a + a_now, end_b + b_now)


def half_saturation(on_rate, off_rate, hill=1.0):
    """Concentration that fills half of the receptors, (off_rate / on_rate)^(1 / hill).

    Parameters
    ----------
    on_rate : array_like
        1/(nM^hill s).
    off_rate : array_like
        1/s.
    hill : array_like
        Power of the concentration in the on step, without unit.

    Returns
    -------
    numpy.float64 or ndarray
        nM.

    Raises
    ------
    ValueError
        For constants of 0 or less.

    References
    ----------
    Equilibrium of on and off; opioid constants, Mann et al. 2022.
    """
    ratio = positive("off_rate", off_rate, OFF) / positive("on_rate", on_rate, ON)
    return ratio ** (1.0 / positive("hill", hill))


def dissociation_half_life(off_rate):
    """Time until half of a bound ligand has let go, ln 2 / off_rate.

    Parameters
    ----------
    off_rate : array_like
        1/s.

    Returns
    -------
    numpy.float64 or ndarray
        Seconds.

    Raises
    ------
    ValueError
        For a rate of 0 or less.

    References
    ----------
    First-order dissociation.
    """
    return np.log(2) / positive("off_rate", off_rate, OFF)
