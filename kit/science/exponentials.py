"""Differences of exponentials without a singularity, and sums over events before a time.

Models of a chain of first-order steps are divided differences of exp(-rate * time). The textbook
fractions divide 0 by 0 where two rates are equal; these forms do not.
"""

from typing import Any

import numpy as np

from kit.science.checks import Array

SERIES_BELOW = 0.5  # below this the fraction loses digits and the series converges fast
SERIES_TERMS = 15


def mean_decay(x: Any) -> Any:
    """(1 - exp(-x)) / x, the average of a unit exponential over 0 to x; 1 at x = 0."""
    x = np.asarray(x)
    return np.divide(-np.expm1(-x), x, out=np.ones_like(x), where=x != 0)


def two_rates(time: Any, rate_a: Any, rate_b: Any) -> Any:
    """(exp(-a t) - exp(-b t)) / (b - a), which is t * exp(-a t) for equal rates."""
    slow, gap = np.minimum(rate_a, rate_b), np.abs(rate_a - rate_b)
    return time * np.exp(-slow * time) * mean_decay(gap * time)


def three_rates(time: Any, rate_a: Any, rate_b: Any, rate_c: Any) -> Any:
    """Second divided difference of exp(-rate * time), for any rates, equal or not."""
    low, middle, high = np.sort(np.broadcast_arrays(rate_a, rate_b, rate_c), axis=0)
    near, far = (middle - low) * time, (high - low) * time
    with np.errstate(divide="ignore", invalid="ignore"):
        fraction = (mean_decay(near) - np.exp(-near) * mean_decay(far - near)) / far
    close = np.minimum(far, SERIES_BELOW), np.minimum(near, SERIES_BELOW)
    series = np.where(far < SERIES_BELOW, _small(*close), fraction)
    return time**2 * np.exp(-low * time) * series


def _small(far: Any, near: Any) -> Any:
    """The series of three_rates: sum of (-1)^n h_n(far, near) / (n + 2)!, for n from 0 on."""
    total, factor, power = 0.5 + 0.0 * far, 0.5, 1.0
    symmetric = 1.0
    for n in range(1, SERIES_TERMS):
        power = power * near
        symmetric = far * symmetric + power
        factor = -factor / (n + 2)
        total = total + factor * symmetric
    return total


def events_first(name: str, event_times: Array, *others: Array) -> list[Array]:
    """Sort events that stand on the last axis and turn that axis to the front.

    An array (events,) stays as it is; (..., events) becomes (events, ..., 1), so that what is
    left lines up with a result whose last axis is time. No events at all are refused.
    """
    if event_times.size == 0:
        raise ValueError(f"{name} is empty, but must hold one time or more (unit: h).")
    arrays = np.broadcast_arrays(np.atleast_1d(event_times), *others)
    order = np.argsort(arrays[0], axis=-1, kind="stable")
    turned = [np.moveaxis(np.take_along_axis(a, order, axis=-1), -1, 0) for a in arrays]
    return [a if a.ndim == 1 else a[..., None] for a in turned]


def lined_up(array: Array, ndim: int) -> Array:
    """An array (events, ...) with axes put in after the first, to broadcast with `ndim` others."""
    return array.reshape(array.shape[0], *(1,) * (ndim + 1 - array.ndim), *array.shape[1:])


def since_event(time: Array, event_times: Array) -> tuple[Any, Any]:
    """The number of events at or before each time (NaN: none), and the time since the last one."""
    if event_times.ndim == 1:
        count = np.searchsorted(event_times, time, side="right")
        last = np.concatenate([event_times[:1], event_times])[count]
    else:
        event_times = lined_up(event_times, max(time.ndim, event_times.ndim - 1))
        count = np.sum(event_times <= time, axis=0)
        last = pick(np.concatenate([event_times[:1], event_times]), count)
    return count, time - last


def pick(states: Any, count: Any) -> Any:
    """For each place the state after `count` events, from states (events + 1, ...)."""
    if states.ndim == 1:
        return states[count]
    ndim = max(count.ndim, states.ndim - 1)
    states = lined_up(states, ndim)
    shape = np.broadcast_shapes(states.shape[1:], count.shape)
    count = np.broadcast_to(count, shape)[None]
    states = np.broadcast_to(states, (states.shape[0], *shape))
    return np.take_along_axis(states, count, axis=0)[0]
