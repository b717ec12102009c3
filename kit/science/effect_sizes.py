"""What an effect size on a scale means for people: who improves, and how far two groups overlap."""

from __future__ import annotations  # so that help() says ArrayLike

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import ndtr, ndtri

from kit.science.checks import Numbers, finite, fraction


def rate_with_effect(rate: ArrayLike, effect_size: ArrayLike) -> Numbers:
    """Fraction that responds on a drug, from that on placebo and a standardised effect size.

    >>> rate_with_effect(0.36, 0.31).round(2)
    0.48

    Parameters
    ----------
    rate : fraction that responds on placebo
    effect_size : difference of the means in standard deviations; above 0 favours the drug

    References
    ----------
    Furukawa & Leucht 2011, PLoS ONE 6:e19070, doi:10.1371/journal.pone.0019070: both groups are
    bell curves of the same width, cut at the same score.
    """
    return ndtr(ndtri(fraction("rate", rate)) + finite("effect_size", effect_size))[()]


def share_better_off(effect_size: ArrayLike) -> Numbers:
    """How often somebody on the drug does better than somebody on placebo, a fraction.

    >>> share_better_off([0.0, 0.31]).round(2)
    array([0.5 , 0.59])

    Parameters
    ----------
    effect_size : see `rate_with_effect`

    References
    ----------
    Kraemer & Kupfer 2006, Biol Psychiatry 59:990.
    """
    return ndtr(finite("effect_size", effect_size) / np.sqrt(2.0))[()]
