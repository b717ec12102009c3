"""A dish on the bench: two ideas of how an invented blocker stops pumps."""

from functools import cache
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import read

ALT = (
    "A dish into which a pipette drops an invented blocker, and a piece of one cell, large: ten "
    "pumps carry molecules inside. A pump that is taken away is dashed; one whose seat is held "
    "has a hexagon on it, and seats change hands."
)


@cache
def dish() -> Picture:
    """The dish and the ten pumps."""
    return Picture(read("dish"), ALT)


def dish_parts(
    outside: float,
    uptake: float,
    says: str,
    rule: str = "",
    removed: float = 0.0,
    held: float = 0.0,
    busy: float | None = None,
    dropping: float = 0.0,
) -> dict[str, Any]:
    """What the dish follows.

    Parameters
    ----------
    outside : float
        How much is outside, as a share of the most the lab shows.
    uptake : float
        What all pumps carry together, as a share of the most they can.
    says, rule : str
        What stands beside the arrow, and above the cell.
    removed, held : float
        Shares of the pumps that are taken away, and whose seat is held at a time.
    busy : float, optional
        How fast each pump that works carries; by default as full as the outside is.
    dropping : float
        How fast the pipette drops the blocker.
    """
    return {
        "outside": outside,
        "uptake": uptake,
        "says": says,
        "rule": rule,
        "removed": removed,
        "held": held,
        "busy": outside if busy is None else busy,
        "dropping": dropping,
    }
