"""The models of the lessons: pure functions of numbers and arrays, with nothing else inside.

What all of them have in common, and no docstring says again:

- An argument is a number or an array, and arrays broadcast; `shape` stands where a list is meant.
  Behind the colon of a parameter stands its unit, since its type is in the signature.
- Numbers give a `numpy.float64`, arrays an array. Its unit is in the first sentence. Where a shape
  is not told, it is that of the arguments.
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
