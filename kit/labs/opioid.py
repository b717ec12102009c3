"""Schild's plot: a test of whether two molecules compete for the same receptors."""

import numpy as np

from kit.chart import Axis, Data, Drawing, Lab, Line, Points, Slider, plain
from kit.labs.style import DRUG, MOR
from kit.science.receptors import (
    dose_ratio,
    operational_ceiling,
)

TAU = 10.0  # chosen: a tissue with spare receptors
BLOCKER = np.geomspace(0.1, 100, 121)
NEVER = 1000.0  # off the ruler: no amount of agonist reaches half of the old ceiling


def schild_plot():
    """Dose ratios against the amount of blocker: a straight line only for true competition."""

    def lasting(blocker, tau):
        """Dose ratio at half of the old ceiling when the held share is lost for good."""
        half = operational_ceiling(tau) / 2
        drive = tau / (1 + blocker)
        room = drive - half * (1 + drive)
        before = half / (tau - half * (1 + tau))
        reached = np.maximum(room, 1e-12)
        return np.where(room > 0, half / reached / before, np.inf)

    def draw(blocker, tau):
        def off(kind, amount):
            ratio = dose_ratio(amount, 1.0) if kind == "competitive" else lasting(amount, tau)
            return np.minimum(ratio - 1, NEVER)

        series = {}
        for kind in ("competitive", "irreversible"):
            series[kind] = Data(BLOCKER, off(kind, BLOCKER))
            series[f"{kind} here"] = Data(blocker, off(kind, blocker))
        ratio = dose_ratio(blocker, 1.0)
        return Drawing(series, {"ratio": ratio, "lasting": 1 + off("irreversible", blocker)})

    def words(now):
        lost = (
            f"{plain(now.lasting)} times as much"
            if now.lasting < NEVER
            else "no amount is enough, however large"
        )
        return (
            f"Blocker at {plain(now.blocker)} KB. If it comes and goes, {plain(now.ratio)} times "
            f"as much agonist gives the old half effect: ratio − 1 is {plain(now.ratio - 1)}. If "
            f"it stays for good, {lost} (tau {plain(now.tau)})."
        )

    return Lab(
        title="Schild's plot: is it a fair contest?",
        kind="conceptual",
        controls=[
            Slider("blocker", "Blocker, in units of its KB", 0.1, 100, 1, scale="log", axis=True),
            Slider("tau", "Spare receptors (tau)", 1, 100, TAU, scale="log"),
        ],
        series=[
            Line("competitive", "comes and goes", DRUG, 0.6, ghost=False, rows=5),
            Line("irreversible", "stays for good", MOR, 0.45, ghost=False, rows=5),
            Points("competitive here", "comes and goes, here", DRUG, here=True),
            Points("irreversible here", "stays for good, here", MOR, here=True),
        ],
        x=Axis("Blocker (times its KB)", 0.1, 100, scale="log", digits=2, ticks=(0.1, 1, 10, 100)),
        y=Axis("Dose ratio − 1", 0.05, 300, scale="log", digits=2, ticks=(0.1, 1, 10, 100)),
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: a dish with made-up molecules.",
            "Assumed": "As in the contest. Ratios are taken at half of the old ceiling. A line "
            "that leaves the picture says that no amount of agonist gets there.",
            "Left out": "Scatter; and blockers that let go so slowly that balance never comes.",
        },
    )
