"""A key, a lock and one dial: how far what holds a receptor turns it."""

from functools import cache
from typing import Any

import numpy as np

from kit.chart import Picture
from kit.labs.pictures.drawing import Number, Text, read, say

ALT = (
    "A lock with a key in it, and a dial: to the right the key turns it on, to the left down, at "
    "the top it blocks and does not turn. Below, ten receptors with hexagons on those that it "
    "holds, and a bar for the response."
)


@cache
def dial() -> Picture:
    """The dial of efficacy, from inverse agonist to full agonist."""
    return Picture(read("dial"), ALT)


def dial_parts(
    efficacy: Number, held: Number, response: Number, name: Text, others: Number = 0.0
) -> dict[str, Any]:
    """What the dial follows.

    Parameters
    ----------
    efficacy : float
        From -1 (inverse agonist) by 0 (antagonist) to 1 (full agonist).
    held, others : float
        Shares of the receptors with this ligand, and with an added agonist.
    response : float
        Share of the largest.
    name : str
        What stands under the lock.
    """
    return {
        "efficacy": (1 + np.asarray(efficacy)) / 2,
        "held": held,
        "others": others,
        "seats": say(lambda share: f"{10 * share:.0f} of 10 receptors held", held),
        "response": response,
        "says": say(lambda share: f"{100 * share:.0f} %", response),
        "name": name,
    }
