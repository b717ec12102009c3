"""Five places where drugs act on one synapse: each has a number, and a halo where a drug acts."""

from functools import cache
from typing import Any

from kit.chart import Picture, Style
from kit.labs.pictures.drawing import read
from kit.labs.pictures.synapse import in_shape
from kit.labs.style import NET

ALT = (
    "A synapse with five places where drugs act: 1 the pump, blocked; 2 the pump, run backwards; "
    "3 MAO, the enzyme inside; 4 the loader that fills the bags; 5 receptors, and the brake, "
    "which is one. A halo marks where a drug acts."
)


@cache
def places(style: Style = NET) -> Picture:
    """The synapse with its five places, in the colour and shape of a transmitter."""
    return Picture(in_shape(read("places"), style), ALT)


def places_parts(
    pumps: float = 0.0,
    turned: float = 0.0,
    enzyme: float = 0.0,
    loader: float = 0.0,
    receptors: float = 0.0,
    brake_held: float = 0.0,
    cleft: float = 0.3,
    inside: float = 0.3,
    stored: float = 1.0,
    released: float = 0.5,
    bound: float = 0.4,
    inwards: float = 0.6,
    outwards: float = 0.0,
    broken_down: float = 0.4,
    brake: float = 0.3,
    gap_says: str = "as before",
    store_says: str = "as before",
) -> dict[str, Any]:
    """The parts of the five places; any left out are as without a drug.

    Parameters
    ----------
    pumps : float
        Place 1: share of the pumps that are blocked.
    turned : float
        Place 2: how many pumps carry outwards because of a drug.
    enzyme, loader : float
        Places 3 and 4: over 0, a drug sits on it.
    receptors, brake_held : float
        Place 5: share of the receptors with a drug on them; over 0, one sits on the brake.
    cleft, inside, stored : float
        How full the gap, the cell and its bags are.
    released, bound : float
        How fast the open bag empties; share of the receptors with a transmitter on them.
    inwards, outwards, broken_down, brake : float
        How much the pumps carry in and out, the enzyme breaks down, the brake holds back.
    gap_says, store_says : str
        "as before", "more", "much less": directions, no amounts.
    """

    def acts(*drugs: float) -> float:
        """1 where any of these drugs is there."""
        return 1.0 if any(drugs) else 0.0

    return {
        "at_pumps": acts(pumps, turned),
        "at_enzyme": acts(enzyme),
        "at_loader": acts(loader),
        "at_receptors": acts(receptors),
        "at_brake": acts(brake_held),
        "pumps": pumps,
        "turned": turned,
        "enzyme": enzyme,
        "loader": loader,
        "receptors": receptors,
        "brake_held": brake_held,
        "cleft": cleft,
        "inside": inside,
        "stored": stored,
        "released": released,
        "bound": bound,
        "inwards": inwards,
        "outwards": outwards,
        "broken_down": broken_down,
        "brake": brake,
        "gap_says": gap_says,
        "store_says": store_says,
    }
