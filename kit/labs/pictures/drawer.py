"""A file drawer: thirteen trials, printed ones on the desk, the others below it."""

from functools import cache
from math import log
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import given, read

TRIALS = 13
LEAST, MOST = 0.5, 4.0  # odds ratios at the ends of the scale
ALT = (
    "A desk with a drawer. Printed trials lie on the desk with a star, the others stand in the "
    "drawer. Above, a scale from ½ to 4, where 1 is no difference: a diamond shows what the "
    "printed trials say together, a dashed one what all of them say."
)


@cache
def drawer() -> Picture:
    """The desk, the drawer, and what can be read of it."""
    return Picture(read("drawer"), ALT)


def drawer_parts(
    printed: int, everything: float, pooled: float | None = None, opened: float = 0.0
) -> dict[str, Any]:
    """What the file drawer follows.

    Parameters
    ----------
    printed : int
        How many of the thirteen trials are printed.
    everything : float
        The odds ratio of all thirteen together.
    pooled : float, optional
        The odds ratio of the printed ones; left out, there is no diamond.
    opened : float
        How far the drawer stands open.
    """

    def along(ratio: float) -> float:
        """Where an odds ratio lies on the scale, from 0 to 1."""
        return min(max(log(ratio / LEAST) / log(MOST / LEAST), 0.0), 1.0)

    return given(
        printed=printed / TRIALS,
        unprinted=1 - printed / TRIALS,
        shown=f"{printed} printed",
        kept=f"{TRIALS - printed} not printed",
        open=opened,
        all=along(everything),
        pooled=None if pooled is None else along(pooled),
        says="" if pooled is None else f"{pooled:.2f}",
    )
