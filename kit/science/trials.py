"""Pooling trials: odds ratios, meta-analysis, and publication bias."""

from __future__ import annotations  # so that help() says ArrayLike

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from kit.science.checks import SHARE, Numbers, amount, at_most, between, finite, fraction, positive

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
    """A pooled result on the scale of its estimates, with the spread between the trials."""

    estimate: np.ndarray
    standard_error: np.ndarray
    low: np.ndarray
    high: np.ndarray
    tau_squared: np.ndarray
    i_squared: np.ndarray


class FileDrawer(NamedTuple):
    """Simulated trials, which of them were printed, and the two pooled results of each world."""

    log_odds_ratio: np.ndarray
    standard_error: np.ndarray
    published: np.ndarray
    all_trials: Pooled
    published_trials: Pooled


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


def number_needed_to_treat(rate_a: ArrayLike, rate_b: ArrayLike) -> Numbers:
    """People who must get a instead of b for one more event, 1 / (rate_a - rate_b).

    >>> number_needed_to_treat(0.636, 0.593).round(1)
    23.3

    Parameters
    ----------
    rate_a, rate_b : fractions with the event

    Returns
    -------
    numpy.float64 or ndarray
        Negative where b has more events, infinite where they are equal.

    References
    ----------
    Laupacis, Sackett & Roberts 1988, N Engl J Med 318:1728.
    """
    difference = fraction("rate_a", rate_a) - fraction("rate_b", rate_b)
    with np.errstate(divide="ignore"):
        return 1.0 / difference


def pool(estimates: ArrayLike, standard_errors: ArrayLike, method: str = "random") -> Pooled:
    """One result from many trials, each weighted by how precise it is.

    >>> pool([0.0, 1.0], 0.1).tau_squared.round(2)
    0.49

    Parameters
    ----------
    estimates : on a scale where errors are symmetric, as log odds ratios; shape (..., trials)
    standard_errors : same scale, more than 0; shape (..., trials)
    method : "random", "fixed" or "dersimonian-laird"
        "random" finds the spread between trials by restricted maximum likelihood.

    Returns
    -------
    Pooled
        Estimate, standard error, 95 % interval, variance between trials, and the fraction of
        the scatter that it makes up; shape (...).

    References
    ----------
    DerSimonian & Laird 1986, Control Clin Trials 7:177; REML by Fisher scoring, Viechtbauer
    2005, J Educ Behav Stat 30:261; I squared, Higgins & Thompson 2002, Stat Med 21:1539.
    """
    if method not in ("random", "fixed", "dersimonian-laird"):
        raise ValueError(
            f'method is {method!r}, but must be "random", "fixed" or "dersimonian-laird" (a word '
            "without unit)."
        )
    estimates = np.atleast_1d(finite("estimates", estimates))
    errors = np.atleast_1d(positive("standard_errors", standard_errors))
    estimates, errors = np.broadcast_arrays(estimates, errors)
    if estimates.shape[-1] == 0:
        raise ValueError("estimates is empty, but must hold one trial or more (without unit).")
    return _pool(estimates, errors**2, np.ones_like(errors), method)


def _total(values: Any) -> Any:
    return np.sum(values, axis=-1, keepdims=True)


def _pool(estimates: Any, variances: Any, counted: Any, method: Any) -> Pooled:
    """`pool` of the trials where `counted` is 1; NaN where there is none of them."""
    with np.errstate(divide="ignore", invalid="ignore"):
        weights = counted / variances
        number, weight = _total(counted), _total(weights)
        scatter = _total(weights * (estimates - _total(weights * estimates) / weight) ** 2)
        beyond_chance = np.maximum(scatter - (number - 1.0), 0.0)
        share = np.where((scatter > 0) & (number > 1), beyond_chance / scatter, 0.0 * scatter)
        spread = beyond_chance / (weight - _total(weights**2) / weight)
        spread = np.where(number > 1, spread, 0.0 * scatter)
        if method == "fixed":
            spread = 0.0 * scatter
        elif method == "random":
            spread = _restricted_likelihood(estimates, variances, counted, spread)
        weights = counted / (variances + spread)
        error = 1.0 / np.sqrt(_total(weights))
        middle = _total(weights * estimates) / _total(weights)
    low, high = middle - NORMAL_95 * error, middle + NORMAL_95 * error
    return Pooled(*(part[..., 0][()] for part in (middle, error, low, high, spread, share)))


def _restricted_likelihood(estimates: Any, variances: Any, counted: Any, spread: Any) -> Any:
    """Variance between trials by Fisher scoring on the restricted likelihood, at least 0."""
    for _ in range(SCORING_STEPS):
        weights = counted / (variances + spread)
        squares, total = weights**2, _total(weights)
        residual = estimates - _total(weights * estimates) / total
        ratio = _total(squares) / total
        score = _total(squares * residual**2) - total + ratio
        information = _total(squares) - 2.0 * _total(squares * weights) / total + ratio**2
        better = np.maximum(spread + score / information, 0.0)
        better = np.where(_total(counted) > 1, better, spread)
        moved, spread = np.abs(better - spread), better
        if not np.any(moved > 1e-10 * (spread + 1e-6)):
            break
    return spread


def file_drawer(
    rng: np.random.Generator,
    worlds: int,
    trials: int,
    per_arm: ArrayLike,
    rate_drug: ArrayLike,
    rate_placebo: ArrayLike,
    publish_chance: ArrayLike,
) -> FileDrawer:
    """Simulate worlds of honest trials whose weak results are printed only by chance.

    >>> file_drawer(np.random.default_rng(1), 2, 13, 60, 0.40, 0.36, 0.1).published.shape
    (2, 13)

    Parameters
    ----------
    rng : numpy.random.Generator, made from a seed that is shown with the result
    worlds, trials : how many of each, 1 or more
    per_arm : people per arm, whole numbers, scalar or shape (trials,)
    rate_drug, rate_placebo : true fractions that respond, scalar or shape (..., 1, 1)
    publish_chance : that a trial is printed when it does not favour the drug with p < 0.05
        Two-sided; scalar or shape (..., 1, 1).

    Returns
    -------
    FileDrawer
        Log odds ratios, standard errors and whether printed, shape (..., worlds, trials); pooled
        by random effects, shape (..., worlds), NaN in a world with nothing printed.

    References
    ----------
    Chosen for this kit: a rule of selection like those in Rosenthal 1979, Psychol Bull 86:638.
    """
    people = np.round(_known("per_arm", per_arm, 1.0, MOST, "people"))
    size = (
        int(_known("worlds", worlds, 1.0, MOST, "worlds")),
        int(_known("trials", trials, 1.0, MOST, "trials")),
    )
    rates = _known("rate_drug", rate_drug), _known("rate_placebo", rate_placebo)
    chance = _known("publish_chance", publish_chance)
    shape = np.broadcast_shapes(size, people.shape, chance.shape, *(rate.shape for rate in rates))
    arms = [rng.binomial(people.astype(int), rate, shape).astype(float) for rate in rates]
    luck = rng.random(shape)
    trial = log_odds_ratio(arms[0], people, arms[1], people)
    published = trial.printed(luck, chance)
    log, variance = trial.log, trial.standard_error**2
    everything = _pool(log, variance, np.ones(shape), "random")
    printed = _pool(log, variance, published.astype(float), "random")
    return FileDrawer(*trial, published, everything, printed)


def _known(
    name: str, value: ArrayLike, low: float = 0.0, high: float = 1.0, unit: str = SHARE
) -> Numbers:
    """Numbers within limits; NaN is refused, since nothing can be drawn by an unknown chance."""
    values = between(name, value, low, high, unit)
    if np.isnan(values).any():
        raise ValueError(f"{name} is nan, but must be known, {low:g} to {high:g} (unit: {unit}).")
    return values
