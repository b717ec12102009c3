"""What a learner finds out here, in one line; then the number of the lesson."""

import numpy as np

from kit.chart import Axis, Drawing, Lab, Line, Points, Slider
from kit.evidence import cite, sources
from kit.labs.scans import OCCUPANCY, measured, points, published_fit
from kit.labs.style import DRUG, SERT
from kit.science.occupancy import occupancy


def my_lab() -> Lab:
    """How full the transporters are at a dose."""
    fit = published_fit("milnacipran", "SERT")
    rows = measured("milnacipran", "SERT", fit["regimen"])
    ed50 = float(fit["ed50_mg"])
    scans = points("measured", "measured, daily doses", SERT, rows)
    grid = np.linspace(0, 240, 241)

    def draw(dose: float) -> Drawing:
        filled = 100 * occupancy(dose, ed50)
        series = [
            Line("curve", "model", grid, 100 * occupancy(grid, ed50), DRUG),
            scans,
            Points("here", "you are here", dose, filled, DRUG, here=True),
        ]
        return Drawing(series, {"filled": filled})

    return Lab(
        title="How full the transporters are at a dose",
        kind="measured + model",
        controls=[Slider("dose", "Dose in the study", 0, 240, 50, unit="mg", axis=True)],
        x=Axis("Dose (mg)", 0, 240, unit="mg"),
        y=OCCUPANCY,
        draw=draw,
        words="Milnacipran {dose} mg occupies {filled:.0f} % of SERT "
        f"(model, ED50 {ed50:g} mg: {cite(fit['source'])}).",
        measured="The filled points: PET scans in treatment, means of small groups.",
        assumed="One hyperbola for everybody, and full occupancy at an endless dose.",
        left_out="The hours since the last tablet, and how much people differ.",
        sources=lambda: sources({*rows["source"], fit["source"]}),
    )
