"""A bath with two drains: what runs in runs out, and the level settles where that is so."""

from functools import cache
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import given, read, times

TALLEST = 10.0  # times the height before
ALT = (
    "A bath, cut open. A tap fills it; it runs out through a large drain of ten slots and a small "
    "drain. A cover unrolls over the large drain, and a flag on a scale shows the level."
)


@cache
def bath() -> Picture:
    """The bath: the drug covers slots of the large drain, and the water rises.

    Examples
    --------
    >>> picture = bath()
    >>> sorted(bath_parts(level=1.8, blocked=0.5)) == sorted(picture.parts - {"float"})
    True
    """
    return Picture(read("bath"), ALT)


def bath_parts(
    level: float,
    blocked: float,
    share: float = 0.9,
    tap: float = 1.0,
    shut: float | None = None,
) -> dict[str, Any]:
    """What the bath follows. Streams are as wide as what they carry; the tap's is all of them.

    Parameters
    ----------
    level : float
        Times the height before; over 10 the picture stays full and the flag says the number.
    blocked : float
        Share of the large drain that is covered.
    share : float
        The large drain's share of all clearing: it sets the width of both drains.
    tap : float
        What runs in, as a share of what ran in before.
    shut : float, optional
        How far a float has shut the tap; left out, there is no float.
    """
    height = min(level / TALLEST, 1.0)
    return given(
        level=height,
        blocked=blocked,
        share=share,
        rest=1 - share,
        large=share * height,
        small=(1 - share) * height,
        tap=tap,
        times=times(level),
        float=shut,
    )
