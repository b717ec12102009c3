"""Five places where drugs act on one synapse: each has a number, and a halo where a drug acts."""

from functools import cache
from typing import Any

import numpy as np

from kit.chart import Picture, Style
from kit.labs.pictures.drawing import Number, Text, read
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
    pumps: Number = 0.0,
    turned: Number = 0.0,
    enzyme: Number = 0.0,
    loader: Number = 0.0,
    receptors: Number = 0.0,
    brake_held: Number = 0.0,
    cleft: Number = 0.3,
    inside: Number = 0.3,
    stored: Number = 1.0,
    released: Number = 0.5,
    bound: Number = 0.4,
    inwards: Number = 0.6,
    outwards: Number = 0.0,
    broken_down: Number = 0.4,
    brake: Number = 0.3,
    gap_says: Text = "as before",
    store_says: Text = "as before",
) -> dict[str, Any]:
    """What the five places follow; what is left out is as without a drug.

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

    def acts(*drugs: Number) -> Number:
        """1 where any of these drugs is there."""
        return np.where(sum(map(np.asarray, drugs)) > 0, 1.0, 0.0)  # type: ignore[arg-type]

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
