"""The models of the lessons: pure functions of numbers and arrays, with nothing else inside."""

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
