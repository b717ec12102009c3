"""A hundred pumps with one seat each: a molecule of the drug can only take a seat that is free."""

from functools import cache
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import given, read

ALT = (
    "A hundred pumps in ten rows, each with one seat. Hexagons, which are molecules of a drug, "
    "wander above them and sit in the seats."
)


@cache
def seats() -> Picture:
    """The hundred pumps, beside a curve of occupancy.

    Examples
    --------
    >>> picture = seats()
    >>> sorted(seats_parts(0.8, 0.2, "20 mg")) == sorted(picture.parts - {"before", "old", "new"})
    True
    """
    return Picture(read("seats"), ALT)


def seats_parts(
    taken: float,
    free: float,
    amount: str = "",
    before: float | None = None,
    names: tuple[str, str] = ("taken at half of it", "new"),
) -> dict[str, Any]:
    """What the seats follow.

    Parameters
    ----------
    taken : float
        Share of the seats that are taken.
    free : float
        Molecules that wander above them, as a share of the forty that fit.
    amount : str
        What the top corner says, such as a dose. No unit of weight where a block is overcome.
    before : float, optional
        Share that was taken at a smaller amount; the others are marked as new.
    names : tuple of str
        What stands under the pumps for those before and for the new ones.
    """
    old, new = names if before is not None else (None, None)
    return given(
        taken=f"{100 * taken:.0f} of 100 taken",
        seated=taken,
        free=free,
        amount=amount,
        before=before,
        old=old,
        new=new,
    )
