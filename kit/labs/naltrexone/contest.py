from typing import Any

import numpy as np

from kit.chart import Choice, Drawing, Lab, Line, Points, Rule, Slider, plain
from kit.labs.pictures import picture
from kit.labs.style import DRUG, decades, percent
from kit.science.occupancy import odds
from kit.science.receptors import (
    operational,
    operational_ceiling,
    operational_ec50,
    partial_agonist,
)

KINDS = {
    "competitive": "comes and goes",
    "irreversible": "stays for good",
    "partial": "comes and goes, and acts a little",
}
ALONE = KINDS | {"partial": "acts a little"}
AGONIST = np.geomspace(0.01, 1000, 201)
MOST_HELD = 95.0  # percent
SPARE, PARTIAL_TAU = 10.0, 1.0  # chosen: a tissue with spare receptors, a weak partial agonist


def contest() -> Lab:
    """An agonist's whole curve while an invented blocker wants the same seats.

    Three kinds of blocker, and how many receptors the tissue can spare. No drug stands here.
    """

    def draw(agonist: float, held: float, kind: str, spare: float) -> Drawing:
        blocker = float(odds(held / 100))

        def effect(times: Any) -> Any:
            dose = np.asarray(times) * operational_ec50(1.0, spare)
            if kind == "partial":
                found = partial_agonist(dose, 1.0, spare, blocker, 1.0, PARTIAL_TAU)
            elif kind == "irreversible":
                found = operational(dose, 1.0, spare, receptors_left=1 - held / 100)
            else:
                found = operational(dose, 1.0, spare, antagonist=blocker)
            return 100 * found / operational_ceiling(spare)

        here = float(effect(agonist))
        series = [
            Line("effect", "effect of the agonist", AGONIST, effect(AGONIST), DRUG, 0.55),
            Points("here", "this much agonist", agonist, here, DRUG, here=True),
        ]
        most, none = float(effect(1e9)), float(effect(0.0))
        told = {
            "competitive": "The whole curve needs more and ends as high as before.",
            "irreversible": f"The height is now {most:.0f} % of what it was.",
            "partial": f"With no agonist it gives {none:.0f} % itself; then it is in the way.",
        }
        alone = f"Alone, a blocker that {ALONE[kind]} holds {plain(held)} % of the seats."
        way = f"{alone} {told[kind]}" if held else "Nothing is in the way; the height is 100 %."
        seats = seated(agonist * float(operational_ec50(1.0, spare)), held / 100, blocker, kind)
        parts = seats | {
            "signal": min(here / 100, 1.0),
            "says": f"{min(here, 100):.0f}",
            "agonists": float(np.log10(agonist) + 2) / 5,  # that wander above the seats
            "blockers": held / 100,
        }
        numbers = {"effect": here, "most": most, "none": none, "way": way}
        return Drawing(series, numbers, picture=parts)

    return Lab(
        title="The contest for one seat",
        kind="conceptual",
        controls=[
            Slider("agonist", "Agonist, in times its own EC50", 0.01, 1000, 10, scale="log",
                   axis=True, stops={"1": 1.0, "10": 10.0, "100": 100.0}),
            Slider("held", "Seats the blocker holds when it is alone", 0, MOST_HELD, 80, "%",
                   stops={"none": 0.0, "half": 50.0, "80 %": 80.0}),
            Choice("kind", "A blocker that", KINDS, "competitive"),
            Slider("spare", "Spare receptors (tau)", 1, 100, SPARE, scale="log", drawer=True),
        ],
        x=decades("Agonist (times its own EC50)", 0.01, 1000),
        y=percent("Effect (% of the old height)", step=25),
        rules=[Rule(50, "half")],
        draw=draw,
        words="Agonist at {agonist} times its own EC50: the effect is {effect:.0f} %. {way} Tau is "
        "{spare}.",
        measured="Nothing: a dish with invented molecules. Amounts have no unit.",
        assumed="Black and Leff's operational model, everything in balance. The kind that stays "
        f"holds its share for good; the kind that acts a little has a tau of {PARTIAL_TAU:g}.",
        left_out="A living body. “More agonist wins” is a statement on a dish. In people, trying "
        "to win against a block can kill.",
        picture=picture("contest"),
    )  # fmt: skip


def seated(agonist: float, held: float, blocker: float, kind: str) -> dict[str, Any]:
    """Occupancy of the seats: the blocker's share, whether it is stuck, and the agonist's share."""
    if kind == "irreversible":
        active = (1 - held) * agonist / (1 + agonist)
        return {"blocked": held, "active": active, "stuck": held}
    whole = 1 + agonist + blocker
    if kind == "partial":
        return {"blocked": 0.0, "active": agonist / whole, "partial": blocker / whole}
    return {"blocked": blocker / whole, "active": agonist / whole}
