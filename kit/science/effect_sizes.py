"""What an effect size on a scale means for people: who improves, and how far two groups overlap."""

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from kit.science.checks import Numbers, finite, fraction


def rate_with_effect(rate: ArrayLike, effect_size: ArrayLike) -> Numbers:
    """Share that responds on a drug, from the share on placebo and a standardised effect size.

    Parameters
    ----------
    rate : array_like
        Fraction that responds on placebo, 0 to 1.
    effect_size : array_like
        Difference of the means in standard deviations; above 0 favours the drug.

    Returns
    -------
    numpy.float64 or ndarray
        A fraction: both groups are bell curves of the same width, cut at the same score.

    Raises
    ------
    ValueError
        For a fraction outside 0 to 1, or an effect size that is not a number.

    References
    ----------
    Furukawa & Leucht 2011, PLoS ONE 6:e19070, doi:10.1371/journal.pone.0019070.
    """
    return ndtr(ndtri(fraction("rate", rate)) + finite("effect_size", effect_size))[()]


def share_better_off(effect_size: ArrayLike) -> Numbers:
    """How often one person from the drug group does better than one from the placebo group.

    Parameters
    ----------
    effect_size : array_like
        As in `rate_with_effect`.

    Returns
    -------
    numpy.float64 or ndarray
        A fraction; 0.5 is a coin toss.

    Raises
    ------
    ValueError
        For an effect size that is not a number.

    References
    ----------
    Kraemer & Kupfer 2006, Biol Psychiatry 59:990.
    """
    return ndtr(finite("effect_size", effect_size) / np.sqrt(2.0))[()]
