"""A hundred people beside a hundred people: who got better, who was harmed, who tells."""

from functools import cache
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import given, read

Pair = tuple[float, float]
Texts = tuple[str, str]
ALT = (
    "Two groups of a hundred people. Who got better is filled; a triangle marks harm, a bubble "
    "somebody who tells their story."
)


@cache
def crowds() -> Picture:
    """Two hundreds, or two rooms."""
    return Picture(read("crowds"), ALT)


def crowds_parts(
    better: Pair,
    names: Texts,
    says: Texts,
    also: Texts = ("", ""),
    harmed: Pair | None = None,
    told: Pair | None = None,
    told_rest: Pair | None = None,
) -> dict[str, Any]:
    """What the two hundreds follow: each pair is for the left and for the right.

    Parameters
    ----------
    better : tuple of float
        Shares of people who got better.
    names, says, also : tuple of str
        What stands above, in large below, and in small below.
    harmed : tuple of float, optional
        Shares with a triangle, from the last person on. A benefit is never without its harm.
    told, told_rest : tuple of float, optional
        Shares of the hundred who got better and tell, and of those who did not and tell.
    """
    pairs = {"better": better, "name": names, "says": says, "also": also}
    pairs |= given(harmed=harmed, told=told, told_rest=told_rest)
    return {
        f"{name}_{side}": pair["ab".index(side)] for name, pair in pairs.items() for side in "ab"
    }
