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
    "is filled as far as {filled}; a dashed one has no number."
)


@cache
def petals(filled: str = "the target is") -> Picture:
    """The fingerprint of a drug.

    Parameters
    ----------
    filled : str
        The meaning of a full petal, as the end of "A petal is filled as far as …".
    """
    return Picture(read("petals"), ALT.format(filled=filled))


def petals_parts(
    filled: Mapping[str, float], says: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """The parts of the petals' picture.

    Parameters
    ----------
    filled : dict of str to float
        Share of each petal that is filled; the names are TARGETS. One that is not there has no
        number in the ledger: its petal is dashed, and says "?".
    says : dict of str to str, optional
        What stands at each petal; by default its share in percent.
    """
    said = says or {target: f"{100 * share:.0f} %" for target, share in filled.items()}
    return dict(filled) | {f"{target}_says": said.get(target, "?") for target in TARGETS}
