"""Two seesaws, Ana's and Ben's: an opioid signal on one side, the body's push-back on the other."""

from functools import cache
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import given, read

STEEPEST = 0.5  # of all blocks: a larger difference tips no further
ALT = (
    "Two seesaws, of two invented people. On the left side of each lies the opioid signal, on the "
    "right side the body's push-back; where they are equal it is level. Hexagons stand for a drug "
    "that holds the receptors."
)


@cache
def seesaws() -> Picture:
    """Ana, who has taken none for a year, beside Ben, whose body has adapted."""
    return Picture(read("seesaws"), ALT)


def seesaws_parts(
    signal: tuple[float, float],
    push: tuple[float, float],
    states: tuple[str, str],
    held: tuple[float, float] = (0.0, 0.0),
    partial: float | None = None,
    who: tuple[str, str] = ("none for a year", "one today"),
) -> dict[str, Any]:
    """What the seesaws follow: each pair is for Ana and for Ben. No drug, dose or hour.

    Parameters
    ----------
    signal, push : tuple of float
        Blocks on the two sides, as shares of the eight that fit.
    states : tuple of str
        What stands under them, such as "in balance".
    held : tuple of float
        Shares of the receptors that an antagonist holds.
    partial : float, optional
        The same of a partial agonist, in both.
    who : tuple of str
        What stands under the names.
    """
    parts = given(partial=partial)
    for side, on, back, state, drug, line in zip(
        "ab", signal, push, states, held, who, strict=True
    ):
        tip = min(max(back - on, -STEEPEST), STEEPEST)
        parts |= {
            f"signal_{side}": on,
            f"push_{side}": back,
            f"tip_{side}": 0.5 + tip,
            f"state_{side}": state,
            f"held_{side}": drug,
            f"who_{side}": line,
        }
    return parts
