"""Equal steps down in dose are not equal steps down in block: Drug X, which does not exist."""

import numpy as np

from kit.chart import Axis, Bars, Data, Drawing, Lab, Line, Now, Points, Slider, Style, plain
from kit.labs.style import BLACK, DRUG, percent
from kit.science.occupancy import occupancy

BELOW = Style(BLACK, marker="circle")
X_ED50 = 5.0  # units of a drug that does not exist
STOPS = {"20": 20, "15": 15, "10": 10, "5": 5}
X_STEPS = np.array([20.0, 15.0, 10.0, 5.0, 0.0])  # units


def coming_down() -> Lab:
    """Equal steps down in dose are not equal steps down in block: made-up Drug X, in units."""
    grid = np.linspace(0, 20, 161)
    filled = 100 * occupancy(X_STEPS, X_ED50)
    lost = filled[:-1] - filled[1:]

    def draw(dose: float, step: float) -> Drawing:
        here = 100 * occupancy(dose, X_ED50)
        below = max(dose - step, 0.0)
        series = {
            "curve": Data(grid, 100 * occupancy(grid, X_ED50)),
            "here": Data(dose, here),
            "next": Data(below, 100 * occupancy(below, X_ED50)),
            "steps": Data((X_STEPS[:-1] + X_STEPS[1:]) / 2, lost),
        }
        return Drawing(series, {"here": here, "below": below, "after": series["next"].y})

    def words(now: Now) -> str:
        if now.dose == 0:
            return (
                f"Drug X at 0 units: nothing is blocked. Steps of {plain(now.step)} units end here."
            )
        lost = f"{now.here - now.after:.0f}"
        points = "point" if lost == "1" else "points"
        return (
            f"Drug X at {plain(now.dose)} units blocks {now.here:.0f} %. A step down to "
            f"{plain(now.below)} units takes away {lost} percentage {points} "
            f"and leaves {now.after:.0f} %."
        )

    return Lab(
        title="Coming down: Drug X, which does not exist",
        kind="conceptual",
        controls=[
            Slider("dose", "Dose", 0, 20, 20, "units", axis=True, stops=STOPS),
            Slider("step", "Step down", 1, 10, 5, "units"),
        ],
        series=[
            Line("curve", "model", DRUG, 0.6, rows=5),
            Points("here", "this dose", DRUG, here=True),
            Points("next", "one step down", BELOW, here=True),
            Bars("steps", "lost in a step of 5 units", DRUG, 4.0, measured=False, panel=1),
        ],
        x=Axis("Dose (units of Drug X)", 0, 20, unit="units", ticks=(0, 5, 10, 15, 20)),
        y=[
            percent("Blocked (%)"),
            Axis("Lost (points)", 0, 55, unit="points", ticks=(0, 10, 20, 30, 40, 50)),
        ],
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: Drug X is made up, and its units are not milligrams.",
            "Assumed": "A hyperbola, as in the lesson on dose, with half of the pumps blocked at "
            f"{X_ED50:g} units; a steady level at each dose.",
            "Left out": "People, time, adaptation, symptoms and every real medicine. This is why "
            "prescribers plan it. Never change a medicine from a chart.",
        },
    )
