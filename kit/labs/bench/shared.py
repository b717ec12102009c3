"""Helpers shared by labs of the bench: the dish, and what flows in."""

from typing import Any

BUSY = 0.14  # of the highest uptake is what flows at rest; chosen for this kit


def dish_parts(
    level: float, uptake: float, says: str, rule: str, blocked: float, removed: float, held: float
) -> dict[str, Any]:
    """The parts of the dish's picture.

    Parameters
    ----------
    level : float
        Outside, in multiples of the level of half speed.
    uptake : float
        What all pumps carry together, as a share of the most they can.
    says, rule : str
        What stands beside the arrow, and above the cell.
    blocked : float
        How fast the pipette drops the blocker.
    removed, held : float
        Shares of the pumps that are taken away, and whose seat is held at a time.
    """
    busy = level / (1 + level)
    return {
        "outside": busy,
        "uptake": uptake,
        "says": says,
        "rule": rule,
        "removed": removed,
        "held": held,
        "busy": busy,
        "dropping": blocked,
    }
