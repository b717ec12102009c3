from kit import evidence
from kit.chart import Axis, Choice, Drawing, Lab, Points
from kit.labs.pictures import picture, sides
from kit.labs.style import DRUG, NET

SCENES = {"drip": "a drip, at rest", "bicycle": "a bicycle"}
ROWS = ("rest-before-bicycle-1986", "bicycle-1986", "infusion-tulen1993")
FULL = 6.0  # times the level before: a full tube
MOST_BEATS = 200.0  # a minute: the fastest heart of the picture
SLOWED = 54.0  # beats a minute of the drawing at the drip: chosen, and not said


def heart() -> Lab:
    """Norepinephrine in the blood by a drip and on a bicycle, and what two hearts do."""
    before, during, drip = (evidence.row("norepinephrine_levels", name) for name in ROWS)
    infused = float(drip["fold_high"])
    rise = float(during["level_pg_per_ml"] / before["level_pg_per_ml"])
    beats = [float(row["heart_rate_bpm"]) for row in (before, during)]
    slower = f"{evidence.cite(drip)}: heart rate fell; the size was not read"
    faster = (
        f"{evidence.cite(during)}: {beats[0]:.0f} to {beats[1]:.0f} beats a minute, "
        f"{during['n']} people with high blood pressure"
    )
    both = {
        "drip": Points("drip", "drip", infused, -1, NET, text=[slower]),
        "bicycle": Points("bicycle", "bicycle", rise, 1, DRUG, text=[faster]),
    }
    told = {
        "drip": f"A drip at rest: {infused:.0f} times the norepinephrine in arterial blood. Ten "
        "hearts slowed down, pressure and blood sugar rose, and mood did not change.",
        "bicycle": f"On a bicycle: {rise:.1f} times the norepinephrine, and the heart went from "
        f"{beats[0]:.0f} to {beats[1]:.0f} beats a minute. Nerves released it on the heart.",
    }
    hearts = {"drip": 0.6} | sides(  # how fast it drips has no meaning
        rate=(SLOWED / MOST_BEATS, beats[1] / MOST_BEATS),
        beats=("fewer", f"{beats[1]:.0f}"),  # by how many was not read
        level=(infused / FULL, rise / FULL),
        blood=(f"{infused:.0f} times", f"{rise:.1f} times"),
    )

    def draw(scene: str) -> Drawing:
        at = both[scene].x, both[scene].y
        here = Points("here", "you look at", *at, DRUG, here=True, size=20, rows=0)
        numbers = {"rise": rise, "infused": infused, "told": told[scene]}
        return Drawing([*both.values(), here], numbers, picture=hearts)

    return Lab(
        title="Same molecule, two hearts",
        kind="measured",
        controls=[Choice("scene", "Look at", SCENES, "drip")],
        x=Axis("Norepinephrine in the blood, times its level before", 0.5, 6, "times"),
        y=Axis("The heart", -2, 2, ticks=(-1, 0, 1), tick_labels=("slower", "as before", "faster")),
        draw=draw,
        words="{told}",
        measured="Both levels, the direction of the heart at the drip, and its beats on the "
        "bicycle.",
        assumed="How slowly the heart at the drip is drawn: its size was not read.",
        left_out="Arterial blood at the drip and venous blood on the bicycle; people with high "
        "blood pressure on the bicycle.",
        sources=lambda: evidence.sources({"tulen1993", str(during["source"])}),
        picture=picture("heart"),
    )
