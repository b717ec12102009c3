"""A key, a lock and one dial: how far what holds a receptor turns it."""

from functools import cache
from typing import Any

from kit.chart import Picture
from kit.chart.rules import how_many
from kit.labs.pictures.drawing import read

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
    efficacy: float, held: float, response: float, name: str, others: float = 0.0
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
        "efficacy": (1 + efficacy) / 2,
        "held": held,
        "others": others,
        "seats": f"{how_many(held, 10)} of 10 receptors held",
        "response": response,
        "says": f"{100 * response:.0f} %",
        "name": name,
    }
