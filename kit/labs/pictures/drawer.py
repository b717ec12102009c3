"""A file drawer: thirteen trials, printed ones on the desk, the others below it."""

from functools import cache
from typing import Any

import numpy as np

from kit.chart import Picture
from kit.labs.pictures.drawing import Number, given, read, say

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
    printed: Number, everything: Number, pooled: Number | None = None, opened: Number = 0.0
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

    def along(ratio: Number) -> Number:
        """Where an odds ratio lies on the scale, from 0 to 1."""
        place = np.log(np.asarray(ratio) / LEAST) / np.log(MOST / LEAST)
        return np.clip(place, 0.0, 1.0)

    number = np.asarray(printed)
    return given(
        printed=number / TRIALS,
        unprinted=1 - number / TRIALS,
        shown=say(lambda n: f"{n:.0f} printed", number),
        kept=say(lambda n: f"{TRIALS - n:.0f} not printed", number),
        open=opened,
        all=along(everything),
        pooled=None if pooled is None else along(pooled),
        says="" if pooled is None else say(lambda ratio: f"{ratio:.2f}", pooled),
    )
