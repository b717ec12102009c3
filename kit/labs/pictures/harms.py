"""Harm by age: how many more or fewer of a thousand had thoughts of suicide on the drug."""

from functools import cache
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import read

AGES = ("under18", "to24", "to64", "from65")
MOST = 15.0  # of 1,000: a column of full height
ALT = (
    "Four columns by age, for suicidal thoughts and behaviour among a thousand people on the drug "
    "against placebo. A column that goes up means more people, one that goes down fewer."
)


@cache
def harms() -> Picture:
    """The columns of the four ages."""
    return Picture(read("harms"), ALT)


def harms_parts(extra: tuple[float, float, float, float]) -> dict[str, Any]:
    """What the columns follow.

    Parameters
    ----------
    extra : tuple of float
        Of a thousand people, how many more (or fewer, below 0) on the drug, from the youngest on.
    """
    parts: dict[str, Any] = {}
    for age, more in zip(AGES, extra, strict=True):
        parts[f"more_{age}"] = max(more, 0) / MOST
        parts[f"fewer_{age}"] = max(-more, 0) / MOST
        parts[f"says_{age}"] = f"{abs(more):.0f} {'more' if more > 0 else 'fewer'}"
    return parts
