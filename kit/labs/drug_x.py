"""Labs of lesson 4 on coming down and stopping, with a made-up Drug X and no real one."""

import numpy as np

from kit.chart import Axis, Bars, Data, Drawing, Lab, Line, Points, Slider, Style, plain
from kit.labs.style import DRUG
from kit.labs.tank import in_days, seen
from kit.science.occupancy import occupancy

ADAPTED = Style("#222222", "dash")
BELOW = Style("#222222", marker="circle")
X_ED50 = 5.0  # units
X_STEPS = np.array([20.0, 15.0, 10.0, 5.0, 0.0])  # units


def coming_down():
    """Equal steps down in dose are not equal steps down in block: made-up Drug X, in units."""
    grid = np.linspace(0, 20, 161)
    filled = 100 * occupancy(X_STEPS, X_ED50)
    lost = filled[:-1] - filled[1:]

    def draw(dose, step):
        here = 100 * occupancy(dose, X_ED50)
        below = max(dose - step, 0.0)
        series = {
            "curve": Data(grid, 100 * occupancy(grid, X_ED50)),
            "here": Data(dose, here),
            "next": Data(below, 100 * occupancy(below, X_ED50)),
            "steps": Data((X_STEPS[:-1] + X_STEPS[1:]) / 2, lost),
        }
        return Drawing(series, {"here": here, "below": below, "after": series["next"].y})

    def words(now):
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

    units = "units of Drug X"
    return Lab(
        title="Coming down: Drug X, which does not exist",
        kind="conceptual",
        controls=[
            Slider(
                "dose",
                "Dose",
                0,
                20,
                20,
                "units",
                axis=True,
                stops={"20": 20, "15": 15, "10": 10, "5": 5},
            ),
            Slider("step", "Step down", 1, 10, 5, "units"),
        ],
        series=[
            Line("curve", "model", DRUG, 0.6, "bottom right", rows=5),
            Points("here", "this dose", DRUG, here=True),
            Points("next", "one step down", BELOW, here=True),
            Bars("steps", "lost in a step of 5 units", DRUG, 4.0, measured=False, panel=1),
        ],
        x=Axis(f"Dose ({units})", 0, 20, unit="units", ticks=(0, 5, 10, 15, 20)),
        y=[
            Axis("Blocked (%)", 0, 105, unit="%", ticks=(0, 20, 40, 60, 80, 100)),
            Axis("Lost (points)", 0, 55, unit="points", ticks=(0, 10, 20, 30, 40, 50)),
        ],
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: Drug X is made up, and its units are not milligrams.",
            "Assumed": f"The hyperbola of lesson 3 with an ED50 of {X_ED50:g} units; a steady "
            "level at each dose.",
            "Left out": "People, time, adaptation, symptoms and every real medicine. This is why "
            "prescribers plan it. Never change a medicine from a chart.",
        },
    )


def after_the_last_dose():
    """The drug leaves on one clock, the adaptation on another: made-up Drug X."""
    days = np.linspace(0, 42, 253)

    def draw(day, half_life, adaptation):
        def drug(days):
            return seen(100 * 0.5 ** (days * 24.0 / half_life))

        def adapted(days):
            return 100 * np.exp(-days / adaptation)

        series = {
            "drug": Data(days, drug(days)),
            "adapted": Data(days, adapted(days)),
            "drug now": Data(day, drug(day)),
            "adapted now": Data(day, adapted(day)),
        }
        return Drawing(series, {"drug": drug(day), "adapted": adapted(day)})

    def words(now):
        return (
            f"Day {plain(now.day)} after the last dose of Drug X (half-life "
            f"{plain(now.half_life)} h, adaptation {in_days(now.adaptation)}): "
            f"{now.drug:.1f} % of the drug and {now.adapted:.0f} % of the adaptation are left."
        )

    return Lab(
        title="After the last dose: Drug X, which does not exist",
        kind="conceptual",
        controls=[
            Slider("day", "Day", 0, 42, 5, "days", axis=True),
            Slider("half_life", "Half-life", 4, 240, 24, "h", scale="log"),
            Slider("adaptation", "Adaptation time", 1, 28, 10, "days"),
        ],
        series=[
            Line("drug", "drug", DRUG, 0.06, "top right", rows=5),
            Line("adapted", "adaptation", ADAPTED, 0.3, "top right", ghost=False, rows=5),
            Points("drug now", "drug, this day", DRUG, here=True),
            Points("adapted now", "adaptation, this day", ADAPTED, here=True),
        ],
        x=Axis("Days since last dose", 0, 42, unit="days", ticks=(0, 7, 14, 21, 28, 35, 42)),
        y=Axis("What is left (%)", 0, 105, unit="%", ticks=(0, 20, 40, 60, 80, 100)),
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: an idea, drawn.",
            "Assumed": "Adaptation fades along one exponential, with a time that you choose.",
            "Left out": "How people feel. About symptoms after stopping, see the studies in the "
            "text; about one's own medicine, ask the prescriber.",
        },
    )
