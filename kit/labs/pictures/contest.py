"""A contest for ten seats between an invented agonist and an invented blocker: no drug, no dose."""

from functools import cache
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import given, read

ALT = (
    "Ten receptors, each with a lamp below. Triangles, an invented agonist, and hexagons with a "
    "bar, an invented blocker, wander above. A triangle in a seat lights its lamp; a hexagon does "
    "not, and is in the way."
)


@cache
def contest() -> Picture:
    """The ten seats."""
    return Picture(read("contest"), ALT)


def contest_parts(
    blocked: float,
    active: float,
    signal: float,
    agonists: float,
    blockers: float,
    stays: bool = False,
    partial: float | None = None,
) -> dict[str, Any]:
    """What the contest follows. Nothing of it is an amount of a real drug.

    Parameters
    ----------
    blocked, active : float
        Shares of the seats that the blocker and the agonist hold, together 1 at most.
    signal : float
        Share of the largest.
    agonists, blockers : float
        How many wander above, as a share of the most the lab shows.
    stays : bool
        A blocker that never leaves is pinned to its seat.
    partial : float, optional
        Share of the seats with a partial agonist, in the place of the blocker.
    """
    return given(
        blocked=blocked,
        active=active,
        signal=signal,
        agonists=agonists,
        blockers=blockers,
        stuck=blocked if stays else None,
        partial=partial,
        says=f"{100 * signal:.0f}",
    )
