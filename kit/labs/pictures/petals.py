"""A fingerprint as a flower: each petal is filled as far as its target is held."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from kit.chart import Picture
from kit.labs.pictures.drawing import read

TARGETS = ("SERT", "NET", "DAT", "H1", "M", "alpha1")
ALT = (
    "A flower with six petals around a hexagon. Above the ground three pumps: SERT, NET and DAT. "
    "Below it three receptors: H1 (sleepy), muscarinic (dry mouth) and alpha-1 (dizzy). A petal "
    "is filled as far as the target is; a dashed one has no number."
)


@cache
def petals() -> Picture:
    """The fingerprint of a drug at one level."""
    return Picture(read("petals"), ALT)


def petals_parts(filled: Mapping[str, float]) -> dict[str, Any]:
    """What the petals follow.

    Parameters
    ----------
    filled : dict of str to float
        Share of each target that is filled; the names are TARGETS. One that is not there has no
        number in the ledger: its petal is dashed, and says "?".
    """
    said = {
        f"{target}_says": f"{100 * filled[target]:.0f} %" if target in filled else "?"
        for target in TARGETS
    }
    return dict(filled) | said
