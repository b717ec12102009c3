"""A synapse at work: what is released, wanders, sits on receptors, is pumped back or blocked."""

from functools import cache
from typing import Any
from xml.etree import ElementTree

from kit.chart import Picture, Style
from kit.chart.picture import SVG
from kit.labs.pictures.drawing import HALVES, MOLECULES, given, read
from kit.labs.style import DAT, MOR, NET, SERT

NAMES = {SERT: "serotonin", NET: "norepinephrine", DAT: "dopamine", MOR: "endorphin"}
ALT = (
    "A synapse. Above, the end of the sending cell with vesicles full of {name} and ten pumps; "
    "below, across the gap, the receiving cell with eight receptors."
)


@cache
def synapse(style: Style = SERT, name: str | None = None) -> Picture:
    """The synapse of one transmitter, in its colour and shape.

    Parameters
    ----------
    style : Style
        One of `kit.labs.style`: its marker is the shape of a molecule.
    name : str, optional
        The name of the molecule; by default the transmitter of the style.

    Examples
    --------
    >>> synapse().check(synapse_parts(cleft=0.5, blocked=0.8))["blocked"].item()
    0.8
    """
    name = name or NAMES.get(style, "transmitter")
    ElementTree.register_namespace("", SVG)
    return Picture(in_shape(read("synapse"), style), ALT.format(name=name))


def in_shape(svg: str, style: Style) -> str:
    """A drawing whose molecules have the shape and the colour of a style."""
    root = ElementTree.fromstring(svg)  # noqa: S314 (our own)
    looks = {"d": MOLECULES[style.marker], "fill": style.color}
    halves = {"d": HALVES[style.marker], "fill": "#ffffff", "stroke": style.color}
    for node in root.iter():
        path = {"kit-picture-molecule": looks, "kit-picture-halves": halves}.get(node.get("id", ""))
        if path:
            node[:] = [ElementTree.Element(f"{{{SVG}}}path", path)]
    return ElementTree.tostring(root, encoding="unicode")


def synapse_parts(
    released: float = 0.0,
    cleft: float = 0.0,
    blocked: float = 0.0,
    bound: float = 0.0,
    stored: float = 1.0,
    pumps: float = 1.0,
    returned: float | None = None,
    brake: float | None = None,
    broken_down: float | None = None,
    split: float | None = None,
    lost: float | None = None,
    marked: float | None = None,
    outside: str | None = None,
    signal: str | None = None,
) -> dict[str, Any]:
    """The parts of the synapse. Any left out are at rest, or not drawn.

    Parameters
    ----------
    released : float
        Vesicles that are emptying into the gap.
    cleft : float
        How full the gap is: 1 is sixty molecules.
    blocked : float
        Share of the pumps with a drug on them.
    bound : float
        Share of the receptors with a molecule on them.
    stored : float
        How full the vesicles are.
    pumps : float
        Share of the pumps that are there; the others are dashed.
    returned : float, optional
        All that is taken back at this moment, as a share of the most the lab shows.
    brake : float, optional
        How strongly autoreceptors hold release back.
    broken_down : float, optional
        How much the enzyme inside breaks down, as a share of the most the lab shows.
    split : float, optional
        How much an enzyme in the gap splits.
    lost : float, optional
        How much drifts out of the gap.
    marked : float, optional
        1 for one molecule with a ring, to be followed.
    outside : str, optional
        How many are in the gap, as the picture says it.
    signal : str, optional
        What the receiving cell does.
    """
    return given(
        released=released,
        cleft=cleft,
        blocked=blocked,
        bound=bound,
        stored=stored,
        pumps=pumps,
        busy=0.0 if returned is None else cleft,  # a pump carries more, the more there is
        returned=returned,
        brake=brake,
        broken_down=broken_down,
        split=split,
        lost=lost,
        marked=marked,
        outside=outside,
        signal=signal,
    )
