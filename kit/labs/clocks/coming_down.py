import numpy as np

from kit.chart import Axis, Bars, Drawing, Lab, Line, Points, Slider, Style, plain
from kit.labs.style import BLACK, DRUG, percent
from kit.science.occupancy import occupancy

BELOW = Style(BLACK, marker="circle")
X_ED50 = 5.0  # units of a drug that does not exist
STOPS = {"20": 20, "15": 15, "10": 10, "5": 5}
X_STEPS = np.array([20.0, 15.0, 10.0, 5.0, 0.0])  # units


def coming_down() -> Lab:
    """Equal steps down in dose are not equal steps down in block: Drug X, which does not exist."""
    grid = np.linspace(0, 20, 161)
    filled = 100 * occupancy(X_STEPS, X_ED50)
    lost, between = filled[:-1] - filled[1:], (X_STEPS[:-1] + X_STEPS[1:]) / 2
    curve = Line("curve", "model", grid, 100 * occupancy(grid, X_ED50), DRUG, 0.6, rows=5)
    bars = Bars("steps", "lost in a step of 5 units", between, lost, DRUG, 4.0, False, panel=1)

    def draw(dose: float, step: float) -> Drawing:
        here = 100 * occupancy(dose, X_ED50)
        below = max(dose - step, 0.0)
        after = 100 * occupancy(below, X_ED50)
        series = [
            curve,
            Points("here", "this dose", dose, here, DRUG, here=True),
            Points("next", "one step down", below, after, BELOW, here=True),
            bars,
        ]
        points = f"{here - after:.0f} percentage point{'' if f'{here - after:.0f}' == '1' else 's'}"
        end = "" if below else ", the last one,"
        told = (
            f" blocks {here:.0f} %. A step of {plain(step)} units{end} ends at {plain(below)}: it "
            f"takes away {points} and leaves {after:.0f} %."
            if dose
            else f": nothing is blocked. Steps of {plain(step)} units end here."
        )
        return Drawing(series, {"here": here, "below": below, "after": after, "told": told})

    return Lab(
        title="Coming down: Drug X, which does not exist",
        kind="conceptual",
        controls=[
            Slider("dose", "Dose", 0, 20, 20, "units", axis=True, stops=STOPS),
            Slider("step", "Step down", 1, 10, 5, "units"),
        ],
        x=Axis("Dose (units of Drug X)", 0, 20, unit="units", ticks=(0, 5, 10, 15, 20)),
        y=[
            percent("Blocked (%)"),
            Axis("Lost (points)", 0, 55, unit="points", ticks=(0, 10, 20, 30, 40, 50)),
        ],
        draw=draw,
        words="Drug X at {dose} units{told}",
        measured="Nothing: Drug X is made up, and its units are not milligrams.",
        assumed="A hyperbola, as in the lesson on dose, with half of the pumps blocked at "
        f"{X_ED50:g} units; a steady level at each dose.",
        left_out="People, time, adaptation, symptoms and every real medicine. This is why "
        "prescribers plan it. Never change a medicine from a chart.",
    )
