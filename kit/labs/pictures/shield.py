"""A shield that fades, and a tolerance that went before it: no dose, no hour, no factor."""

from functools import cache
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import read

ALT = (
    "Somebody under a shield of ten plates, with a coat of tolerance around the shoulders. "
    "Triangles, an amount of an opioid, come from outside; what passes is inside, and breathing "
    "is drawn as a row of waves. What is gone is dashed."
)


@cache
def shield() -> Picture:
    """The shield, the tolerance and the breaths."""
    return Picture(read("shield"), ALT)


def shield_parts(
    shielded: float,
    tolerance: float,
    inside: float,
    breaths: float,
    acts: str,
    outside: str = "the same amount",
    amount: float = 1.0,
) -> dict[str, Any]:
    """What the shield follows. It says how strongly in words, never in numbers.

    Parameters
    ----------
    shielded, tolerance : float
        What is left of the shield and of the tolerance.
    inside : float
        How strongly it acts, as a share of the most the lab shows.
    breaths : float
        Share of the usual breaths.
    acts, outside : str
        How strongly the amount acts now; what the amount is called.
    amount : float
        How many triangles there are.
    """
    return {
        "shield": shielded,
        "tolerance": tolerance,
        "inside": inside,
        "breaths": breaths,
        "acts": acts,
        "outside": outside,
        "amount": amount,
    }
