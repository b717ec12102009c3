import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Drawing, Lab, Line, Points, Rule, Slider
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
    """What an amount that was once survived does as the shield fades.

    Shield and tolerance fade on two clocks. Nothing here has a number that a learner could use.
    """

    def effect(stage: float | np.ndarray, gone: float) -> np.ndarray:
        tau = TOLERANT_TAU + (TAU - TOLERANT_TAU) * gone
        shield_odds = FIRST_ODDS * 0.5 ** np.asarray(stage)
        now = operational(AMOUNT, 1.0, tau, antagonist=shield_odds)
        return np.asarray(now / operational(AMOUNT, 1.0, TOLERANT_TAU))

    def draw(stage: float, before: str) -> Drawing:
        gone = LOST[before]
        here, left = float(effect(stage, gone)), float(from_odds(FIRST_ODDS * 0.5**stage))
        series = [
            Line("effect", "the same amount", STAGE, effect(STAGE, gone), DRUG, 0.6, rows=0),
            Points("here", "now", stage, here, DRUG, here=True, rows=0),
        ]
        tolerance = "little of the tolerance is" if before == "year" else "all tolerance is"
        numbers = {"acts": acts(here), "left": plates(left), "tolerance": tolerance}
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
        x=Axis("Stage of fading (no unit)", 0, 10),
        y=Axis("How strongly it acts", 0, HIGHEST, ticks=(0, 1, 2), tick_labels=(
            "not at all", "as it did then", "far more")),
        rules=[Rule(1, "as it did then")],
        draw=draw,
        words="After {before}, {tolerance} left. Stage {stage} of the fading: {left}. An amount "
        "that was once survived would act {acts}.",
        measured="Nothing in this drawing. In Australian records deaths were far more frequent "
        "after tablets were stopped than during treatment (Gibson 2007).",
        assumed="Tolerance makes opioids act less; the shield fades steadily. All sizes were "
        "chosen, and stages are no hours, days or weeks.",
        left_out="Every real drug, amount and time; other drugs, illness, luck. No stage is safe.",
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
        return "the shield is gone"
    if left > 0.9:
        return "the shield is whole"
    return "most of the shield is left" if left > 0.5 else "little of the shield is left"
