"""The pictures beside the charts: an SVG each, with its title, its description and its rules.

`level_and_block` stands beside `picture("bath")`, and what it draws has `picture=bath_parts(...)`.
Where only one lab follows a picture, it gives the parts itself. What a part moves stands in the
SVG, in `data-kit-…`: see `kit.chart.rules`.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from kit.chart import Picture, Style
from kit.chart.picture import SVG
from kit.labs.style import DAT, MOR, NET, SERT

HERE = Path(__file__).parent
NAMES = {SERT: "serotonin", NET: "norepinephrine", DAT: "dopamine", MOR: "endorphin"}
MOLECULES = {  # by marker: whole, and in the halves of one that was broken down
    "circle": (
        "M-4.2,0 A4.2,4.2 0 1 1 4.2,0 A4.2,4.2 0 1 1 -4.2,0 Z",
        "M-1.5,-4.2 A4.2,4.2 0 0 0 -1.5,4.2 Z M1.5,-4.2 A4.2,4.2 0 0 1 1.5,4.2 Z",
    ),
    "square": (
        "M-3.8,-3.8 H3.8 V3.8 H-3.8 Z",
        "M-5.3,-3.8 H-1.5 V3.8 H-5.3 Z M5.3,-3.8 H1.5 V3.8 H5.3 Z",
    ),
    "diamond": ("M0,-5 L5,0 L0,5 L-5,0 Z", "M-1.5,-5 L-6.5,0 L-1.5,5 Z M1.5,-5 L6.5,0 L1.5,5 Z"),
    "triangle-up": ("M0,-4.8 L4.8,3.8 H-4.8 Z", "M-1.5,-4.8 V3.8 H-6.3 Z M1.5,-4.8 V3.8 H6.3 Z"),
}
AT_REST = {"released": 0.0, "cleft": 0.0, "blocked": 0.0, "bound": 0.0, "busy": 0.0} | {
    "stored": 1.0,
    "pumps": 1.0,
}


@cache
def picture(name: str, style: Style | None = None, **words: str) -> Picture:
    """A picture by the name of its file.

    Parameters
    ----------
    name : str
    style : Style, optional
        One of `kit.labs.style`: its molecules get this colour, and its marker as their shape.
    **words : str
        What its description leaves open, as `{molecule}`.

    Examples
    --------
    >>> picture("bath").alt.partition(",")[0]
    'A bath'
    """
    svg, _, described = (HERE / f"{name}.svg").read_text(encoding="utf-8").partition("<desc>")
    alt, _, rest = described.partition("</desc>")
    svg = svg.rstrip() + rest
    return Picture(in_shape(svg, style) if style else svg, " ".join(alt.split()).format(**words))


def synapse(style: Style = SERT) -> Picture:
    """The synapse of one transmitter, in its colour and shape.

    Examples
    --------
    >>> synapse().check(synapse_parts(cleft=0.5, blocked=0.8))["blocked"].item()
    0.8
    """
    return picture("synapse", style, molecule=NAMES[style])


def in_shape(svg: str, style: Style) -> str:
    """A drawing whose molecules have the shape and the colour of a style."""
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own)
    whole, halves = MOLECULES[style.marker]
    looks = {
        "kit-picture-molecule": {"d": whole, "fill": style.color},
        "kit-picture-halves": {"d": halves, "fill": "#ffffff", "stroke": style.color},
    }
    for node in root.iter():
        if path := looks.get(node.get("id", "")):
            node[:] = [ElementTree.Element(f"{{{SVG}}}path", path)]
    return ElementTree.tostring(root, encoding="unicode")


def synapse_parts(**parts: Any) -> dict[str, Any]:
    """The parts of the synapse: those left out are at rest, or not drawn.

    `cleft` is how full the gap is, of sixty molecules; `returned` all that is taken back, as a
    share of the most that the lab shows: a pump carries more, the more there is.
    """
    busy = {"busy": parts.get("cleft", 0.0)} if "returned" in parts else {}
    return AT_REST | busy | parts


def given(**parts: Any) -> dict[str, Any]:
    """The parts that a lab gives, without None, so that elements that need them are hidden."""
    return {name: value for name, value in parts.items() if value is not None}


def sides(**pairs: Sequence[Any]) -> dict[str, Any]:
    """The parts of a picture of two halves, left and right.

    Examples
    --------
    >>> sides(level=(0.2, 0.8))
    {'level_a': 0.2, 'level_b': 0.8}
    """
    return {
        f"{name}_{side}": value
        for name, pair in pairs.items()
        for side, value in zip("ab", pair, strict=True)
    }


def blood_parts(posture: str, tubes: list[float], level: float, **parts: Any) -> dict[str, Any]:
    """The parts of the picture of one person and eight tubes of their blood.

    `tubes` says how full each is, `level` is the large number in pg/mL. Further parts are `low` and
    `high`, the usual range, and `flag1` for a tube outside it.
    """
    filled = {f"tube{place}": share for place, share in enumerate(tubes, 1)}
    flags = {f"flag{place}": 0.0 for place in range(1, len(tubes) + 1)}
    said = {"posture": posture, "level": f"{level:.0f}", "unit": "pg/mL"}
    said["range"] = "usual range" if "low" in parts else ""
    return {"standing": float(posture == "standing"), **filled, **flags, **said, **parts}
