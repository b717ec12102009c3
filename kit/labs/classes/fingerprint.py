import numpy as np

from kit.chart import Axis, Bars, Choice, Drawing, Lab, Points, Slider
from kit.labs.classes.shared import (
    FULL,
    LEFT_OUT,
    MEASURED,
    SAID,
    TARGETS,
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
    """One drug: what a free level of it fills, target by target.

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
        at, label = [PLACES[target] for target in chosen], "loosest to tightest laboratory"
        bars = {"error": most - filled, "error_down": filled - least, "rows": 0}
        series = [
            Bars("filled", "filled (model)", at, filled, DRUG, measured=False),
            Points("spread", label, at, filled, DRUG, here=True, size=5, **bars),
        ]
        shares = dict(zip(chosen, filled.tolist(), strict=True))
        says = {target: _percent(share).replace("under", "<") for target, share in shares.items()}
        petals = petals_parts({target: share / 100 for target, share in shares.items()}, says)
        fullest = sorted(shares, key=lambda target: -shares[target])
        fill = ", ".join(f"{SAID.get(t, t)} {_percent(shares[t])}" for t in fullest)
        missing = ", ".join(SAID.get(t, t) for t in TARGETS if t not in chosen)
        none = f" No usable number for {missing}." if missing else ""
        return Drawing(series, shares | {"fill": fill, "none": none}, picture=petals)

    return Lab(
        title="What a level fills",
        kind="measured + model",
        controls=[
            Slider("level", "Free drug", LOWEST, HIGHEST, 1.0, "nM", "log", stops=STOPS),
            Choice("drug", "Drug", names, drug),
        ],
        x=Axis("Target", 0.5, len(TARGETS) + 0.5, ticks=tuple(PLACES.values()),
               tick_labels=tuple(SAID.get(target, target) for target in TARGETS)),
        y=FULL,
        draw=draw,
        words="{level} nM of free {drug} fill: {fill}.{none}",
        measured=MEASURED,
        assumed="One site for each target, and the free level that you choose.",
        left_out=LEFT_OUT,
        sources=lambda: cited(fingerprints.values()),
        picture=picture("petals", filled="the target is"),
    )  # fmt: skip


def _percent(share: float) -> str:
    return f"{share:.0f} %" if share >= 0.5 or share == 0 else "under 1 %"
