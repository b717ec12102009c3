"""One drug: what a free level of it fills, target by target."""

import numpy as np

from kit.chart import Axis, Bars, Choice, Data, Drawing, Lab, Now, Points, Slider, plain
from kit.labs.classes.shared import (
    FULL,
    LIMITS,
    SAID,
    TARGETS,
    Fingerprint,
    cited,
    fingerprints_of,
    letters_of,
    petals_parts,
)
from kit.labs.pictures import picture
from kit.labs.style import DRUG
from kit.science.receptors import hill_langmuir

PLACES = {target: place for place, target in enumerate(TARGETS, start=1)}
LOWEST, HIGHEST = 0.01, 100_000.0  # nM
STOPS = {"1 nM": 1.0, "10 nM": 10.0, "100 nM": 100.0}


def fingerprint(drug: str = "venlafaxine") -> Lab:
    """How full each target is at a free level of a drug.

    Parameters
    ----------
    drug : str
        The drug that the lab opens with.
    """
    fingerprints, letters = fingerprints_of(), letters_of()
    names = {
        name: f"{name} ({letters[name]})" if name in letters else name for name in fingerprints
    }

    def draw(drug: str, level: float) -> Drawing:
        chosen = fingerprints[drug]
        kds = [(held.value, held.values.min(), held.values.max()) for held in chosen.values()]
        filled, most, least = 100 * hill_langmuir(level, np.array(kds).T)
        at = [PLACES[target] for target in chosen]
        series = {
            "filled": Data(at, filled),
            "spread": Data(at, filled, error=most - filled, error_down=filled - least),
        }
        shares = dict(zip(chosen, filled.tolist(), strict=True))
        says = {target: _percent(share).replace("under", "<") for target, share in shares.items()}
        petals = petals_parts({target: share / 100 for target, share in shares.items()}, says)
        return Drawing(series, shares, picture=petals)

    def words(now: Now) -> str:
        return told(now, fingerprints[now.drug], names[now.drug])

    return Lab(
        title="What a level fills",
        kind="measured + model",
        controls=[
            Slider("level", "Free drug", LOWEST, HIGHEST, 1.0, "nM", "log", stops=STOPS),
            Choice("drug", "Drug", names, drug),
        ],
        series=[
            Bars("filled", "filled (model)", DRUG, measured=False),
            Points("spread", "loosest to tightest laboratory", DRUG, here=True, size=5, rows=0),
        ],
        x=Axis("Target", 0.5, len(TARGETS) + 0.5, ticks=tuple(PLACES.values()),
               tick_labels=tuple(SAID.get(target, target) for target in TARGETS)),
        y=FULL,
        draw=draw,
        words=words,
        limits=LIMITS,
        sources=lambda: cited(fingerprints.values()),
        picture=picture("petals", filled="the target is"),
    )  # fmt: skip


def told(now: Now, fingerprint: Fingerprint, name: str) -> str:
    """How full each target is, the fullest first, and which have no number."""
    order = sorted(fingerprint, key=lambda target: -getattr(now, target))
    shares = ", ".join(
        f"{SAID.get(target, target)} {_percent(getattr(now, target))}" for target in order
    )
    missing = [SAID.get(target, target) for target in TARGETS if target not in fingerprint]
    none = f" No usable number for {', '.join(missing)}." if missing else ""
    return f"{plain(now.level)} nM of free {name} fill: {shares}.{none}"


def _percent(share: float) -> str:
    return f"{share:.0f} %" if share >= 0.5 or share == 0 else "under 1 %"
