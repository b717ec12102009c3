"""Checks at the door of every model: impossible input is refused with a sentence that teaches.

NaN passes on purpose. It compares false with everything, so it travels through the model and
comes out as NaN: an unknown input gives an unknown answer, never a number.
"""

from typing import Any, NoReturn, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

# numpy.float64 for plain numbers, an array for arrays: numpy says no more of its own functions
Numbers: TypeAlias = Any
Array: TypeAlias = NDArray[np.float64]

SHARE = "a fraction without unit; 0.8 is 80 %"
LARGEST = np.finfo(np.float64).max
SMALLEST = np.nextafter(0.0, 1.0)
BELOW_ONE = np.nextafter(1.0, 0.0)


def _refuse(name: str, values: Array, wrong: Any, allowed: str, unit: str) -> NoReturn:
    """Raise the sentence: argument, the first offending value, allowed range, unit."""
    value = float(values[wrong].flat[0])
    if unit != SHARE:
        unit = f"unit: {unit}" if unit else "a number without unit"
    raise ValueError(f"{name} is {value:g}, but must be {allowed} ({unit}).")


def numbers(name: str, value: ArrayLike) -> Array:
    """The value as float64, scalar or array; infinity is kept.

    Raises
    ------
    ValueError
        Where it is not made of real numbers.
    """
    try:
        return np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} is {value!r:.60}, but must be a number, or an array of numbers in equal rows."
        ) from None


def _within(values: Array, low: float, high: float) -> bool:
    """Whether all values lie from low to high, quickly; False also where any is NaN."""
    if values.ndim == 0:
        return low <= float(values) <= high
    return values.size == 0 or bool(low <= values.min() and values.max() <= high)


def finite(name: str, value: ArrayLike, unit: str = "") -> Array:
    """Any finite number, or an array of them.

    Raises
    ------
    ValueError
        For an infinite value, or one that is no number.
    """
    values = numbers(name, value)
    if not _within(values, -LARGEST, LARGEST):
        wrong = np.isinf(values)
        if wrong.any():
            _refuse(name, values, wrong, "finite", unit)
    return values


def amount(name: str, value: ArrayLike, unit: str = "", infinite: bool = False) -> Array:
    """Zero or more: a concentration, a dose, a time since the start.

    Raises
    ------
    ValueError
        For a negative value, or an infinite one unless `infinite` allows it.
    """
    values = numbers(name, value)
    highest = np.inf if infinite else LARGEST
    if not _within(values, 0.0, highest):
        wrong = (values < 0) | (values > highest)
        if wrong.any():
            _refuse(name, values, wrong, "0 or more" if infinite else "0 or more and finite", unit)
    return values


def positive(name: str, value: ArrayLike, unit: str = "") -> Array:
    """More than zero: a half-life, a volume, an affinity constant.

    Raises
    ------
    ValueError
        For zero, a negative or an infinite value.
    """
    values = numbers(name, value)
    if not _within(values, SMALLEST, LARGEST):
        wrong = (values <= 0) | np.isinf(values)
        if wrong.any():
            _refuse(name, values, wrong, "more than 0 and finite", unit)
    return values


def between(name: str, value: ArrayLike, low: float, high: float, unit: str = "") -> Array:
    """A finite number from `low` to `high`, both included.

    Raises
    ------
    ValueError
        For a value outside.
    """
    values = numbers(name, value)
    if not _within(values, low, min(high, LARGEST)):
        wrong = (values < low) | (values > high) | np.isinf(values)
        if wrong.any():
            top = f"at most {high:g}" if high < LARGEST else "finite"
            _refuse(name, values, wrong, f"at least {low:g} and {top}", unit)
    return values


def fraction(
    name: str, value: ArrayLike, above_zero: bool = False, below_one: bool = False
) -> Array:
    """A share between 0 and 1, where the ends may be left out.

    Raises
    ------
    ValueError
        For a value outside.
    """
    values = numbers(name, value)
    lowest = SMALLEST if above_zero else 0.0
    highest = BELOW_ONE if below_one else 1.0
    if not _within(values, lowest, highest):
        wrong = (values < lowest) | (values > highest)
        if wrong.any():
            low = "more than 0" if above_zero else "at least 0"
            high = "less than 1" if below_one else "at most 1"
            _refuse(name, values, wrong, f"{low} and {high}", SHARE)
    return values


def at_most(name: str, value: Array, limit_name: str, limit: Array, unit: str = "") -> None:
    """Refuse values above another argument; both are arrays that have passed their own checks.

    Raises
    ------
    ValueError
        With both values.
    """
    wrong = value > limit
    if np.any(wrong):
        value, limit, wrong = np.broadcast_arrays(value, limit, wrong)
        most = float(limit[wrong].flat[0])
        _refuse(name, value, wrong, f"at most {limit_name}, here {most:g}", unit)


def apparent_km(km: ArrayLike, inhibitor: ArrayLike) -> Array:
    """Km in nM beside a competitive inhibitor, whose I/Ki is the argument, both checked.

    Raises
    ------
    ValueError
        For a km of 0 or less, or a negative inhibitor.
    """
    return positive("km", km, "nM") * (1.0 + amount("inhibitor", inhibitor))
