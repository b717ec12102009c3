"""Two hearts: norepinephrine that drips into a vein at rest, and one's own on a bicycle."""

from functools import cache
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import read

MOST_BEATS = 200.0  # a minute
ALT = (
    "Two scenes, each with a tube of blood and a beating heart. Left, somebody lies at rest and "
    "norepinephrine drips into a vein. Right, somebody rides a bicycle."
)


@cache
def heart() -> Picture:
    """The drip and the bicycle; each heart beats at its rate."""
    return Picture(read("heart"), ALT)


def heart_parts(
    beats: tuple[float, float],
    levels: tuple[float, float],
    blood: tuple[str, str],
    drip: float = 0.6,
) -> dict[str, Any]:
    """What the hearts follow: each pair is for the drip and for the bicycle.

    Parameters
    ----------
    beats : tuple of float
        Beats a minute, to 200.
    levels : tuple of float
        How full the tubes are: norepinephrine in blood, as a share of the most the lab shows.
    blood : tuple of str
        What stands under the tubes.
    drip : float
        How fast it drips.
    """
    parts: dict[str, Any] = {"drip": drip}
    for side, rate, level, words in zip("ab", beats, levels, blood, strict=True):
        parts |= {
            f"rate_{side}": rate / MOST_BEATS,
            f"beats_{side}": f"{rate:.0f}",
            f"level_{side}": level,
            f"blood_{side}": words,
        }
    return parts
