"""What a learner finds out here, in one line; then the number of the lesson."""

import numpy as np

from kit.chart import Axis, Data, Drawing, Lab, Line, Now, Points, Slider, plain
from kit.evidence import cite, sources
from kit.labs.scans import OCCUPANCY, measured, points, published_fit
from kit.labs.style import DRUG, SERT
from kit.science.occupancy import occupancy


def my_lab() -> Lab:
    """How full the transporters are at a dose."""
    fit = published_fit("milnacipran", "SERT")
    rows = measured("milnacipran", "SERT", fit["regimen"])
    ed50, scans = float(fit["ed50_mg"]), points(rows)
    grid = np.linspace(0, 240, 241)

    def draw(dose: float) -> Drawing:
        filled = 100 * occupancy(dose, ed50)
        series = {
            "curve": Data(grid, 100 * occupancy(grid, ed50)),
            "here": Data(dose, filled),
            "measured": scans,
        }
        return Drawing(series, {"percent": filled})

    def words(now: Now) -> str:
        return (
            f"Milnacipran {plain(now.dose)} mg occupies {now.percent:.0f} % of SERT "
            f"(model, ED50 {ed50:g} mg: {cite(fit['source'])})."
        )

    return Lab(
        title="How full the transporters are at a dose",
        kind="measured + model",
        controls=[Slider("dose", "Dose in the study", 0, 240, 50, unit="mg", axis=True)],
        series=[
            Line("curve", "model", DRUG),
            Points("measured", "measured, daily doses", SERT),
            Points("here", "you are here", DRUG, here=True),
        ],
        x=Axis("Dose (mg)", 0, 240, unit="mg"),
        y=OCCUPANCY,
        draw=draw,
        words=words,
        limits={
            "Measured": "The filled points: PET scans in treatment, means of small groups.",
            "Assumed": "One hyperbola for everybody, and full occupancy at an endless dose.",
            "Left out": "The hours since the last tablet, and how much people differ.",
        },
        sources=lambda: sources({*rows["source"], fit["source"]}),
    )
