"""Pooling trials: odds ratios, and one result from many."""

from __future__ import annotations  # so that help() says ArrayLike

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import Numbers, amount, at_most, finite, positive

NORMAL_95 = 1.959963984540054  # 97.5 % of a standard normal lies below it
MOST = 1e9  # largest number of anything counted here
SCORING_STEPS = 200  # REML needs about ten


class Estimate(NamedTuple):
    """A result on the log scale, and its standard error."""

    log: np.ndarray
    standard_error: np.ndarray

    def printed(self, luck: Any, chance: Any) -> Any:
        """Return True if printed: always if it favours the drug (p < 0.05), or by chance."""
        return (self.log > NORMAL_95 * self.standard_error) | (luck < chance)


class Pooled(NamedTuple):
    """A pooled result on the scale of its estimates, with its 95 % interval."""

    estimate: np.ndarray
    standard_error: np.ndarray
    low: np.ndarray
    high: np.ndarray


def _table(events_a: Any, total_a: Any, events_b: Any, total_b: Any) -> Any:
    """Events and non-events of two groups, checked."""
    cells = []
    for group, events, total in (("a", events_a, total_a), ("b", events_b, total_b)):
        events = amount(f"events_{group}", events, "people")
        total = positive(f"total_{group}", total, "people")
        at_most(f"events_{group}", events, f"total_{group}", total, "people")
        cells += [events, total - events]
    return cells


def odds_ratio(
    events_a: ArrayLike, total_a: ArrayLike, events_b: ArrayLike, total_b: ArrayLike
) -> Numbers:
    """Odds of an event in group a over its odds in group b.

    >>> odds_ratio(20, 27, 5, 25).round(2)
    11.43

    Parameters
    ----------
    events_a, events_b : people with the event, at most all of them
    total_a, total_b : people in the group, more than 0

    Returns
    -------
    numpy.float64 or ndarray
        0, infinite or NaN where a group has no events or only events.

    References
    ----------
    Cornfield 1951, J Natl Cancer Inst 11:1269.
    """
    yes_a, no_a, yes_b, no_b = _table(events_a, total_a, events_b, total_b)
    with np.errstate(divide="ignore", invalid="ignore"):
        return (yes_a / no_a) / (yes_b / no_b)


def log_odds_ratio(
    events_a: ArrayLike, total_a: ArrayLike, events_b: ArrayLike, total_b: ArrayLike
) -> Estimate:
    """Logarithm of the odds ratio with its standard error, ready for `pool`.

    >>> log_odds_ratio(20, 27, 5, 25).standard_error.round(3)
    0.665

    Parameters
    ----------
    events_a, total_a, events_b, total_b : see `odds_ratio`
        Where a cell is 0, half a person is added to all four.

    References
    ----------
    Woolf 1955, Ann Hum Genet 19:251; half a person, Haldane 1956, Ann Hum Genet 20:309.
    """
    cells = np.broadcast_arrays(*_table(events_a, total_a, events_b, total_b))
    empty = (cells[0] == 0) | (cells[1] == 0) | (cells[2] == 0) | (cells[3] == 0)
    yes_a, no_a, yes_b, no_b = (cell + 0.5 * empty for cell in cells)
    log = np.log(yes_a * no_b / (no_a * yes_b))
    return Estimate(log, np.sqrt(1 / yes_a + 1 / no_a + 1 / yes_b + 1 / no_b))


def pool(estimates: ArrayLike, standard_errors: ArrayLike) -> Pooled:
    """One result from many trials, each weighted by how precise it is: a fixed effect.

    >>> pool([0.0, 1.0], 0.1).estimate.round(2)
    0.5

    Parameters
    ----------
    estimates : on a scale where errors are symmetric, as log odds ratios; shape (..., trials)
    standard_errors : same scale, more than 0; shape (..., trials)

    Returns
    -------
    Pooled
        Estimate, standard error and 95 % interval; shape (...).

    References
    ----------
    DerSimonian & Laird 1986, Control Clin Trials 7:177, without their spread between trials.
    """
    estimates = np.atleast_1d(finite("estimates", estimates))
    errors = np.atleast_1d(positive("standard_errors", standard_errors))
    estimates, errors = np.broadcast_arrays(estimates, errors)
    if estimates.shape[-1] == 0:
        raise ValueError("estimates is empty, but must hold one trial or more (without unit).")
    weights = 1.0 / errors**2
    total = np.sum(weights, axis=-1)
    middle, error = np.sum(weights * estimates, axis=-1) / total, 1.0 / np.sqrt(total)
    return Pooled(middle, error, middle - NORMAL_95 * error, middle + NORMAL_95 * error)
