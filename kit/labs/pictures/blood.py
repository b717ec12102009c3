"""Eight tubes of one person's blood, and the person, lying or standing."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import given, read

TUBES = 8
ALT = (
    "Somebody lies on a bench or stands beside it. Eight tubes are filled as high as the "
    "norepinephrine in eight samples of blood; a flag marks one outside the usual range, whose "
    "ends are dashed lines."
)


@cache
def blood() -> Picture:
    """The tubes and the posture."""
    return Picture(read("blood"), ALT)


def blood_parts(
    standing: float,
    samples: Sequence[float],
    level: str,
    posture: str = "",
    unit: str = "pg/mL",
    flagged: Sequence[float] = (0.0,) * TUBES,
    usual: tuple[float, float] | None = None,
    says: str = "usual range",
) -> dict[str, Any]:
    """What the tubes follow.

    Parameters
    ----------
    standing : float
        0 for lying, 1 for standing.
    samples : sequence of float
        How full each of the eight tubes is, as a share of the most the lab shows.
    level, posture, unit : str
        The large number, what stands under the person, and the number's unit.
    flagged : sequence of float
        1 for a tube outside the usual range.
    usual : tuple of float, optional
        The ends of a laboratory's usual range, on the scale of `samples`.
    says : str
        What stands under the tubes, where there is a range.
    """
    low, high = usual or (None, None)
    parts = given(standing=standing, level=level, posture=posture, unit=unit, low=low, high=high)
    parts |= {f"tube{place}": share for place, share in enumerate(samples, 1)}
    parts |= {f"flag{place}": flag for place, flag in enumerate(flagged, 1)}
    return parts | {"range": says if usual else ""}
