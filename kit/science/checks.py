"""Checks of every model's input: impossible values are refused with a helpful message.

Each raises ValueError for a value outside its range, for an infinite one unless it allows that, and
for anything that is not a number; else it returns the value as float64, a scalar or an array.
NaN passes on purpose. It compares false with everything, so it travels through the model and comes
out as NaN: an unknown input gives an unknown answer.
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
    """Raise a ValueError that names the argument, the first wrong value, allowed range and unit."""
    value = float(values[wrong].flat[0])
    if unit != SHARE:
        unit = f"unit: {unit}" if unit else "a number without unit"
    raise ValueError(f"{name} is {value:g}, but must be {allowed} ({unit}).")


def numbers(name: str, value: ArrayLike) -> Array:
    """The value as float64, scalar or array; infinity is kept."""
    try:
        return np.asarray(value, dtype=np.float64)
    except (TypeError, ValueError):
        raise ValueError(
            f"{name} is {value!r:.60}, but must be a number, or an array of numbers in equal rows."
        ) from None


def _within(name: str, value: ArrayLike, low: float, high: float, allowed: str, unit: str) -> Array:
    """Return the value, or refuse it if any part lies below `low` or above `high`."""
    values = numbers(name, value)
    if values.ndim == 0:
        if low <= float(values) <= high:  # fast path; False for NaN, which the slow path accepts
            return values
    elif values.size == 0 or (low <= values.min() and values.max() <= high):
        return values
    wrong = (values < low) | (values > high)
    if wrong.any():
        _refuse(name, values, wrong, allowed, unit)
    return values


def finite(name: str, value: ArrayLike, unit: str = "") -> Array:
    """Any finite number, or an array of them."""
    return _within(name, value, -LARGEST, LARGEST, "finite", unit)


def amount(name: str, value: ArrayLike, unit: str = "", infinite: bool = False) -> Array:
    """Zero or more: a concentration, a dose, a time since the start."""
    if infinite:
        return _within(name, value, 0.0, np.inf, "0 or more", unit)
    return _within(name, value, 0.0, LARGEST, "0 or more and finite", unit)


def positive(name: str, value: ArrayLike, unit: str = "") -> Array:
    """More than zero: a half-life, a volume, an affinity constant."""
    return _within(name, value, SMALLEST, LARGEST, "more than 0 and finite", unit)


def between(name: str, value: ArrayLike, low: float, high: float, unit: str = "") -> Array:
    """A finite number from `low` to `high`, both included."""
    top = f"at most {high:g}" if high < LARGEST else "finite"
    return _within(name, value, low, min(high, LARGEST), f"at least {low:g} and {top}", unit)


def fraction(
    name: str, value: ArrayLike, above_zero: bool = False, below_one: bool = False
) -> Array:
    """A share from 0 to 1; either end can be excluded."""
    low, least = (SMALLEST, "more than 0") if above_zero else (0.0, "at least 0")
    high, most = (BELOW_ONE, "less than 1") if below_one else (1.0, "at most 1")
    return _within(name, value, low, high, f"{least} and {most}", SHARE)


def at_most(name: str, value: Array, limit_name: str, limit: Array, unit: str = "") -> None:
    """Refuse values above another argument; both are arrays that have passed their own checks."""
    wrong = value > limit
    if np.any(wrong):
        value, limit, wrong = np.broadcast_arrays(value, limit, wrong)
        most = float(limit[wrong].flat[0])
        _refuse(name, value, wrong, f"at most {limit_name}, here {most:g}", unit)


def apparent_km(km: ArrayLike, inhibitor: ArrayLike) -> Array:
    """Km in nM beside a competitive inhibitor, whose I/Ki is the argument, both checked."""
    return positive("km", km, "nM") * (1.0 + amount("inhibitor", inhibitor))
