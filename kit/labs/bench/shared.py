"""Helpers shared by labs of the bench: the dish, and what flows in."""

from typing import Any

BUSY = 0.14  # of the highest uptake is what flows at rest; chosen for this kit


def dish_parts(
    level: float, uptake: float, says: str, rule: str, blocked: float, removed: float, held: float
) -> dict[str, Any]:
    """The parts of the dish's picture.

    `level` is in multiples of the level of half speed, `uptake` a share of the most that all pumps
    can carry. `says` stands beside the arrow and `rule` above the cell. `blocked` is how fast the
    pipette drops; `removed` and `held` are shares of the pumps: taken away, and with a held seat.
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
