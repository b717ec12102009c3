import numpy as np
from numpy.typing import NDArray

from kit.chart import Drawing, Lab, Line, Points, Rule, Slider, plain
from kit.labs.pictures import picture
from kit.labs.style import DRUG, MOR, decades
from kit.science.receptors import dose_ratio, operational_ceiling, operational_ec50

TAU = 10.0  # chosen: a tissue with spare receptors
BLOCKER = np.geomspace(0.1, 100, 121)
NEVER = 1000.0  # off the ruler: no amount of agonist reaches half of the old height


def schild_plot() -> Lab:
    """Schild's plot: is it a fair contest? Invented molecules only.

    Shift minus 1 against the amount of blocker: a straight line only where both compete.
    """

    def draw(blocker: float, tau: float) -> Drawing:
        fair = np.minimum(dose_ratio(BLOCKER, 1.0) - 1, NEVER)
        ratio, lost = float(dose_ratio(blocker, 1.0)), float(lasting(blocker, tau))
        stays = np.minimum(lasting(BLOCKER, tau) - 1, NEVER)
        back, gone = ratio - 1, min(lost - 1, NEVER)
        series = [
            Line("competitive", "comes and goes", BLOCKER, fair, DRUG, 0.6, False, rows=5),
            Line("irreversible", "stays for good", BLOCKER, stays, MOR, 0.45, False, rows=5),
            Points("competitive here", "comes and goes, here", blocker, back, DRUG, here=True),
            Points("irreversible here", "stays for good, here", blocker, gone, MOR, here=True),
        ]
        needs = (
            f"{plain(lost)} times as much" if lost < NEVER else "no amount is enough, however large"
        )
        agonist = ratio * float(operational_ec50(1.0, tau))
        whole = 1 + agonist + blocker
        seats = {
            "blocked": blocker / whole,
            "active": agonist / whole,
            "signal": 0.5,
            "says": "50",
            "agonists": min(float(np.log10(ratio)) / 2, 1.0),
            "blockers": float(np.log10(blocker) + 1) / 3,
        }
        numbers = {"ratio": ratio, "lasting": min(lost, NEVER), "shift": ratio - 1, "needs": needs}
        return Drawing(series, numbers, picture=seats)

    return Lab(
        title="Schild's plot: is it a fair contest?",
        kind="conceptual",
        controls=[
            Slider("blocker", "Blocker, in units of its KB", 0.1, 100, 1, scale="log", axis=True),
            Slider("tau", "Spare receptors (tau)", 1, 100, TAU, scale="log", drawer=True),
        ],
        x=decades("Blocker (times its KB)", 0.1, 100),
        y=decades("Shift − 1", 0.05, 300),
        rules=[Rule(1, "twice as much agonist")],
        draw=draw,
        words="Blocker at {blocker} KB. If it comes and goes, {ratio} times as much agonist gives "
        "the old half effect: the shift − 1 is {shift}. If it stays for good, {needs} (tau {tau}).",
        measured="Nothing: a dish with invented molecules. The picture shows the blocker that "
        "comes and goes, and the agonist that brings back the old half effect.",
        assumed="As in the contest for one seat. Shifts are taken at half of the old height. A "
        "line that leaves the picture says that no amount of agonist gets there.",
        left_out="Scatter; and blockers that let go so slowly that balance never comes.",
        picture=picture("contest"),
    )


def lasting(blocker: float | NDArray[np.float64], tau: float) -> NDArray[np.float64]:
    """Shift at half of the old height where a blocker has taken its share for good."""
    half = operational_ceiling(tau) / 2
    drive = tau / (1 + np.asarray(blocker))
    room = drive - half * (1 + drive)
    before = half / (tau - half * (1 + tau))
    return np.asarray(np.where(room > 0, half / np.maximum(room, 1e-12) / before, np.inf))
