"""Norepinephrine in the blood by a drip and on a bicycle, and what two hearts do."""

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Now, Points
from kit.labs.pictures import picture, sides
from kit.labs.style import DRUG, NET

SCENES = {"drip": "a drip, at rest", "bicycle": "a bicycle"}
ROWS = ("rest-before-bicycle-1986", "bicycle-1986", "infusion-tulen1993")
FULL = 6.0  # times the level before: a full tube
MOST_BEATS = 200.0  # a minute: the fastest heart of the picture
SLOWED = 54.0  # beats a minute of the drawing at the drip: chosen, and not said


def heart() -> Lab:
    """The same hormone in the blood, and a heart that slows down or races."""
    before, during, drip = (evidence.row("norepinephrine_levels", name) for name in ROWS)
    infused = float(drip["fold_high"])
    rise = float(during["level_pg_per_ml"] / before["level_pg_per_ml"])
    beats = [float(row["heart_rate_bpm"]) for row in (before, during)]
    slower = f"{evidence.cite(drip)}: heart rate fell; the size was not read"
    faster = (
        f"{evidence.cite(during)}: {beats[0]:.0f} to {beats[1]:.0f} beats a minute, "
        f"{during['n']} people with high blood pressure"
    )
    both = {"drip": Data(infused, -1, text=[slower]), "bicycle": Data(rise, 1, text=[faster])}
    hearts = {"drip": 0.6} | sides(  # how fast it drips has no meaning
        rate=(SLOWED / MOST_BEATS, beats[1] / MOST_BEATS),
        beats=("fewer", f"{beats[1]:.0f}"),  # by how many was not read
        level=(infused / FULL, rise / FULL),
        blood=(f"{infused:.0f} times", f"{rise:.1f} times"),
    )

    def draw(scene: str) -> Drawing:
        here = Data(both[scene].x, both[scene].y)
        return Drawing(both | {"here": here}, {"rise": rise, "infused": infused}, picture=hearts)

    def words(now: Now) -> str:
        if now.scene == "drip":
            return (
                f"A drip at rest: {now.infused:.0f} times the norepinephrine in arterial blood. "
                "Ten hearts slowed down, pressure and blood sugar rose, and mood did not change."
            )
        return (
            f"On a bicycle: {now.rise:.1f} times the norepinephrine, and the heart went from "
            f"{beats[0]:.0f} to {beats[1]:.0f} beats a minute. Nerves released it on the heart."
        )

    return Lab(
        title="Same molecule, two hearts",
        kind="measured",
        controls=[Choice("scene", "Look at", SCENES, "drip")],
        series=[
            Points("drip", "drip", NET),
            Points("bicycle", "bicycle", DRUG),
            Points("here", "you look at", DRUG, here=True, size=20, rows=0),
        ],
        x=Axis("Norepinephrine in the blood, times its level before", 0.5, 6, "times"),
        y=Axis("The heart", -2, 2, ticks=(-1, 0, 1), tick_labels=("slower", "as before", "faster")),
        draw=draw,
        words=words,
        limits={
            "Measured": "Both levels, the direction of the heart at the drip, and its beats on the "
            "bicycle.",
            "Assumed": "How slowly the heart at the drip is drawn: its size was not read.",
            "Left out": "Arterial blood at the drip and venous blood on the bicycle; people with "
            "high blood pressure on the bicycle.",
        },
        sources=lambda: evidence.sources({"tulen1993", str(during["source"])}),
        picture=picture("heart"),
    )
