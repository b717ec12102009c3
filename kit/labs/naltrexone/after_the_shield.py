"""Shield and tolerance fade on two clocks. Nothing here has a number that a learner could use."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Now, Points, Rule, Slider, plain
from kit.labs.pictures import picture
from kit.labs.style import DRUG
from kit.science.occupancy import from_odds
from kit.science.receptors import operational

STAGE = np.linspace(0, 10, 101)
FIRST_ODDS, AMOUNT, TAU, TOLERANT_TAU = 50.0, 1.0, 10.0, 1.0  # chosen, without unit
AGO = {"year": "a year without opioids", "none": "opioids until yesterday"}
LOST = {"year": 0.9, "none": 0.0}  # share of the tolerance that is gone; chosen
HIGHEST = 3.0  # times the effect that the amount had then
ABOUT = 0.15  # as strong as then, give or take


def after_the_shield() -> Lab:
    """What an amount that was once survived does as the shield fades."""

    def effect(stage: float | np.ndarray, gone: float) -> np.ndarray:
        tau = TOLERANT_TAU + (TAU - TOLERANT_TAU) * gone
        shield_odds = FIRST_ODDS * 0.5 ** np.asarray(stage)
        now = operational(AMOUNT, 1.0, tau, antagonist=shield_odds)
        return np.asarray(now / operational(AMOUNT, 1.0, TOLERANT_TAU))

    def draw(stage: float, before: str) -> Drawing:
        gone = LOST[before]
        here, left = float(effect(stage, gone)), float(from_odds(FIRST_ODDS * 0.5**stage))
        series = {"effect": Data(STAGE, effect(STAGE, gone)), "here": Data(stage, here)}
        numbers = {"acts": acts(here), "shield": plates(left)}
        shield = {
            "shield": left,
            "tolerance": 1 - gone,
            "inside": here / HIGHEST,
            "breaths": float(np.clip(1 - 0.4 * here, 0.05, 1)),
            "acts": acts(here),
            "outside": "the same amount",
            "amount": 1.0,
        }
        return Drawing(series, numbers, picture=shield)

    return Lab(
        title="After the shield",
        kind="conceptual",
        controls=[
            Slider("stage", "Stage of fading", 0, 10, 0, axis=True,
                   stops={"full shield": 0.0, "half-way": 5.0, "shield gone": 10.0}),
            Choice("before", "Before that", AGO, "year"),
        ],
        series=[
            Line("effect", "the same amount", DRUG, 0.6, rows=0),
            Points("here", "now", DRUG, here=True, rows=0),
        ],
        x=Axis("Stage of fading (no unit)", 0, 10),
        y=Axis("How strongly it acts", 0, HIGHEST, ticks=(0, 1, 2), tick_labels=(
            "not at all", "as it did then", "far more")),
        rules=[Rule(1, "as it did then")],
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing in this drawing. In Australian records deaths were far more "
            "frequent after tablets were stopped than during treatment (Gibson 2007).",
            "Assumed": "Tolerance makes opioids act less; the shield fades steadily. All sizes "
            "were chosen, and stages are no hours, days or weeks.",
            "Left out": "Every real drug, amount and time; other drugs, illness, luck. No stage "
            "is safe.",
        },
        sources=lambda: evidence.sources({"gibson2007", "naltrexone-tablets-dailymed-label"}),
        picture=picture("shield"),
    )  # fmt: skip


def acts(effect: float) -> str:
    """How strongly the amount acts, in words."""
    if abs(effect - 1) < ABOUT:
        return "as strongly as it did then"
    if effect < 1:
        return "hardly at all" if effect < ABOUT else "less than it did then"
    return "far more strongly than then" if effect > 2 else "more strongly than then"


def plates(left: float) -> str:
    """How much of the shield is left, in words."""
    if left < 0.1:
        return "The shield is gone"
    if left > 0.9:
        return "The shield is whole"
    return "Most of the shield is left" if left > 0.5 else "Little of the shield is left"


def words(now: Now) -> str:
    """The stage in words, and what the same amount would do."""
    tolerance = "little of the tolerance is" if now.before == "year" else "all tolerance is"
    return (
        f"After {AGO[now.before]}, {tolerance} left. Stage {plain(now.stage)} of the fading: "
        f"{now.shield.lower()}. An amount that was once survived would act {now.acts}."
    )
