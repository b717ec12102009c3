"""The pictures beside the charts: an SVG each, with its title, its description and its rules.

`level_and_block` stands beside `picture("bath")`, and what it draws has `picture=bath_parts(...)`.
Where only one lab follows a picture, it gives the parts itself; `kit.chart.rules` says how a part
moves its element.
"""

from functools import cache
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import read
from kit.labs.pictures.petals import petals, petals_parts
from kit.labs.pictures.places import places, places_parts
from kit.labs.pictures.synapse import synapse, synapse_parts

__all__ = [
    "blood_parts",
    "petals",
    "petals_parts",
    "picture",
    "places",
    "places_parts",
    "sides",
    "synapse",
    "synapse_parts",
]
TUBES = 8  # of blood


@cache
def picture(name: str) -> Picture:
    """A picture by the name of its file.

    Examples
    --------
    >>> picture("bath").alt.partition(",")[0]
    'A bath'
    """
    svg, _, described = read(name).partition("<desc>")
    alt, _, rest = described.partition("</desc>")
    return Picture(svg.rstrip() + rest, " ".join(alt.split()))


def sides(**pairs: tuple[Any, Any]) -> dict[str, Any]:
    """The parts of a picture of two halves, left and right.

    Examples
    --------
    >>> sides(level=(0.2, 0.8))
    {'level_a': 0.2, 'level_b': 0.8}
    """
    return {
        f"{name}_{side}": pair["ab".index(side)] for name, pair in pairs.items() for side in "ab"
    }


def blood_parts(
    standing: bool,
    samples: list[float],
    level: str,
    posture: str,
    flagged: list[float] | None = None,
    usual: tuple[float, float] | None = None,
) -> dict[str, Any]:
    """The parts of the picture of one person and eight tubes of their blood.

    Parameters
    ----------
    standing : bool
    samples : list of float
        How full each tube is, as a share of the most the lab shows.
    level, posture : str
        The large number, and what stands under the person.
    flagged : list of float, optional
        1 for a tube outside the usual range.
    usual : tuple of float, optional
        The ends of a laboratory's usual range, on the scale of `samples`.
    """
    parts: dict[str, Any] = {"standing": float(standing), "level": level, "unit": "pg/mL"}
    parts |= {"posture": posture, "range": "usual range" if usual else ""}
    parts |= {f"tube{place}": share for place, share in enumerate(samples, 1)}
    parts |= {f"flag{place}": flag for place, flag in enumerate(flagged or [0.0] * TUBES, 1)}
    return parts | (dict(zip(("low", "high"), usual)) if usual else {})
