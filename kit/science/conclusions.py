"""Conclusions on a made-up compound: inference from readings, and a score."""

from __future__ import annotations  # so that help() says ArrayLike

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from kit.science.assay import reading_sd
from kit.science.checks import positive
from kit.science.compounds import (
    BLOCKING,
    BUDGET,
    CEILINGS,
    COMPETITIVE,
    CONSTANTS,
    FULL,
    NOTHING,
    RESTING,
    Compound,
    ceiling_of,
    response,
)

ENOUGH = 2.0  # units of log-likelihood that tell two kinds apart, about 95 %


class Inference(NamedTuple):
    """The closest kind for some readings, its constant, and the range that fits about as well.

    `apart` is how much less likely the next kind is, in units of log-likelihood.
    """

    kind: str
    constant: float
    low: float
    high: float
    apart: float


class Score(NamedTuple):
    """Points: up to 50 for the kind, 30 for the constant, 20 for budget left over."""

    kind: int
    constant: int
    economy: int

    @property
    def total(self) -> Any:
        """All points, out of 100."""
        return sum(self)


def infer(agonist: ArrayLike, conc: ArrayLike, shown: ArrayLike, wells: ArrayLike) -> Inference:
    """The compound that fits some readings best, by the likelihood of the noise.

    >>> infer([0.0, 300.0], [1000.0, 1000.0], [20.0, 93.0], [2, 2]).kind
    'nothing'

    Parameters
    ----------
    agonist, conc : nM, 0 or more, shape (points,)
    shown : mean reading of each, %, shape (points,)
    wells : behind each mean, more than 0, shape (points,)

    Returns
    -------
    Inference
        With the lowest and the highest constant of the same kind that fit almost as well (2 units
        of log-likelihood, about 95 %).

    References
    ----------
    Maximum likelihood on a grid of all kinds; a free ceiling costs 1 unit, as in Akaike 1974, IEEE
    Trans Autom Control 19:716. The error that wells of a plate share is taken as each point's own.
    """
    found: list[tuple[float, str, float]] = []
    for kind, penalty, candidate in _candidates():
        mean = response(candidate, np.asarray(agonist, float), np.asarray(conc, float))
        spread = reading_sd(mean, wells)
        miss = np.sum(0.5 * ((shown - mean) / spread) ** 2 + np.log(spread), axis=-1) + penalty
        constants = np.ravel(candidate.constant)
        found += zip(np.atleast_1d(miss), [kind] * constants.size, constants.tolist())
    best, kind, constant = min(found)
    near = [other for miss, same, other in found if same == kind and miss < best + ENOUGH]
    apart = min(miss for miss, other, _ in found if other != kind) - best
    return Inference(kind, constant, min(near), max(near), float(apart))


def _candidates() -> Iterator[Any]:
    """Every kind with a penalty for what it leaves open, on grids of constants: shape (grid, 1)."""
    grid = np.geomspace(CONSTANTS[0] / 3, CONSTANTS[1] * 3, 241)[:, None]
    for kind in (FULL, COMPETITIVE, BLOCKING):
        yield kind, 1.0, Compound(kind, grid, ceiling_of(kind))
    for kind, (low, high) in CEILINGS.items():
        for ceiling in np.linspace(low, high, 7):
            yield kind, 2.0, Compound(kind, grid, ceiling)
    yield NOTHING, 0.0, Compound(NOTHING, np.nan, RESTING)


def score(truth: Compound, kind: str, constant: float, spent: int, carried: bool = True) -> Score:
    """Points for a conclusion: right, close, and cheap; none for the wrong kind.

    >>> score(Compound(COMPETITIVE, 100.0, RESTING), COMPETITIVE, 150.0, 20).total
    90

    Parameters
    ----------
    truth : a Compound
    kind : one of KINDS
    constant : nM, more than 0; ignored if the truth is "nothing"
    spent : credits, 0 to BUDGET
    carried : whether the readings tell this kind from all others
        A lucky guess is worth half the kind, and neither "nothing" nor a saving is worth more.

    References
    ----------
    Chosen for this kit: full points within a factor of 2, two thirds within a factor of 3.
    """
    ceiling_of(kind)  # refuses other words
    if kind != truth.kind:
        return Score(0, 0, 0)
    off = (
        1.0
        if kind == NOTHING
        else factor(float(positive("constant", constant, "nM")), truth.constant)
    )
    close = 30 if off <= 2 else 20 if off <= 3 else 0
    if not carried:
        return Score(25, 0 if kind == NOTHING else close, 0)
    return Score(50, close, round(20 * (1 - spent / BUDGET)))


def factor(one: float, other: float) -> float:
    """The ratio of the larger number to the smaller: 1 or more.

    >>> factor(50.0, 100.0)
    2.0

    Parameters
    ----------
    one, other : in any one unit, above 0

    References
    ----------
    A distance on the logarithmic scale.
    """
    return float(max(one / other, other / one))
