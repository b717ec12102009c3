"""The picture of a synapse that follows a lab: what is released, bound, blocked and taken back."""

from pathlib import Path
from xml.etree import ElementTree

from kit.chart import Picture
from kit.chart.picture import SVG
from kit.labs.style import DAT, MOR, NET, SERT

DRAWING = (Path(__file__).parent / "synapse.svg").read_text(encoding="utf-8")
NAMES = {SERT: "serotonin", NET: "norepinephrine", DAT: "dopamine", MOR: "endorphin"}
MOLECULES = {  # the outline of a molecule, and of its two halves once it is broken down
    "circle": (
        "M-4.2,0 A4.2,4.2 0 1 1 4.2,0 A4.2,4.2 0 1 1 -4.2,0 Z",
        "M-1.5,-4.2 A4.2,4.2 0 0 0 -1.5,4.2 Z M1.5,-4.2 A4.2,4.2 0 0 1 1.5,4.2 Z",
    ),
    "square": (
        "M-3.8,-3.8 H3.8 V3.8 H-3.8 Z",
        "M-5.3,-3.8 H-1.5 V3.8 H-5.3 Z M5.3,-3.8 H1.5 V3.8 H5.3 Z",
    ),
    "diamond": (
        "M0,-5 L5,0 L0,5 L-5,0 Z",
        "M-1.5,-5 L-6.5,0 L-1.5,5 Z M1.5,-5 L6.5,0 L1.5,5 Z",
    ),
    "triangle-up": (
        "M0,-4.8 L4.8,3.8 H-4.8 Z",
        "M-1.5,-4.8 V3.8 H-6.3 Z M1.5,-4.8 V3.8 H6.3 Z",
    ),
}
ALT = (
    "A synapse. Above, the end of the sending neuron with vesicles full of {name} and ten "
    "transporters; below, across a narrow gap, the receiving neuron with eight receptors."
)


def synapse_picture(style=SERT, name=None):
    """The synapse of one transmitter, in its colour and shape.

    Parameters
    ----------
    style : Style
        One of `kit.labs.style`: its marker is the shape of a molecule.
    name : str, optional
        What the molecule is called; by default the transmitter of the style.

    Returns
    -------
    Picture
    """
    name = name or NAMES.get(style, "transmitter")
    whole, halves = MOLECULES[style.marker]
    ElementTree.register_namespace("", SVG)
    root = ElementTree.fromstring(DRAWING)  # noqa: S314 (our own)
    named = {node.get("id"): node for node in root.iter() if node.get("id")}
    looks = {"d": whole, "fill": style.color}
    _draw(named["kit-picture-molecule"], looks)
    _draw(named["kit-picture-halves"], {"d": halves, "fill": "#ffffff", "stroke": style.color})
    named["kit-picture-name"].text = name
    return Picture(ElementTree.tostring(root, encoding="unicode"), ALT.format(name=name))


def _draw(node, path):
    """Put one path in the place of what an element holds."""
    node[:] = [ElementTree.Element(f"{{{SVG}}}path", path)]


def synapse_parts(
    released=None,
    cleft=None,
    blocked=None,
    bound=None,
    returned=None,
    brake=None,
    broken_down=None,
    stored=None,
):
    """What the picture of the synapse follows: `Drawing(..., picture=synapse_parts(...))`.

    Every number is from 0 to 1, a scalar or of shape (states, 1) along a sweep. A part left out
    is hidden, or at rest; vesicles are then full.

    Parameters
    ----------
    released : float or array
        Vesicles that are emptying into the gap.
    cleft : float or array
        How full the gap is of molecules.
    blocked : float or array
        Share of transporters with a drug on them.
    bound : float or array
        Share of receptors with a molecule on them.
    returned : float or array
        All that is taken back at this moment, as a share of the most the lab shows.
    brake : float or array
        How strongly autoreceptors hold release back.
    broken_down : float or array
        How much the enzyme breaks down, as a share of the most the lab shows.
    stored : float or array
        How full the vesicles are.

    Returns
    -------
    dict of str to float or array
    """
    given = {
        "released": released,
        "cleft": cleft,
        "blocked": blocked,
        "bound": bound,
        "returned": returned,
        "brake": brake,
        "broken_down": broken_down,
        "stored": 1.0 if stored is None else stored,
    }
    return {name: value for name, value in given.items() if value is not None}


SYNAPSE = synapse_picture()
