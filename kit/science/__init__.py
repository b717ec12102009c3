"""The models of the lessons: pure functions of numbers and arrays.

Common to all of them, and not repeated in their docstrings:

- An argument is a number or an array, and arrays broadcast; lists have a `shape`. The signature
  has the types, so the colon of a parameter is followed by its unit.
- Numbers give a `numpy.float64`, arrays an array. Its unit is in the first sentence, and its shape
  is that of the arguments unless stated.
- Impossible input raises a `ValueError` that names the argument, the value, the allowed range and
  the unit. Amounts and times are 0 or more and finite, constants more than 0, fractions 0 to 1.
- An unknown input, NaN, gives an unknown answer, NaN.
"""

from importlib import import_module
from typing import Any

__all__ = [
    "assay",
    "bursts",
    "chance",
    "compounds",
    "conclusions",
    "dosing",
    "effect_sizes",
    "feedback",
    "naltrexone",
    "occupancy",
    "pharmacokinetics",
    "qualitative",
    "receptors",
    "transmission",
    "trials",
    "uptake",
]


def __getattr__(name: str) -> Any:
    """Load a module of the science when it is first named, so that one lesson pays for one."""
    if name in __all__:
        return import_module(f"kit.science.{name}")
    raise AttributeError(
        f"module 'kit.science' has no attribute {name!r}: it has {', '.join(__all__)}."
    )


def __dir__() -> Any:
    return [*globals(), *__all__]
