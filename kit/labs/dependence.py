"""Labs of lesson 8 on adaptation: withdrawal that is set off, and the time after the shield."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Rule, Slider, Style, plain
from kit.labs.style import DRUG, MOR
from kit.science.naltrexone import opioid_response, qualitative_adaptation
from kit.science.occupancy import from_odds
from kit.science.receptors import partial_agonist

TAU, PARTIAL_TAU = 10.0, 1.0  # chosen: efficacy of an opioid, and of a partial agonist
TIME = np.linspace(0, 4, 121)
FULL = 0.7  # chosen: signal of a body that is adapted in full, a share of the largest
HELD_ODDS = 19.0  # an antagonist on 95 % of the receptors
GIVEN = {
    "nothing": "nothing changes",
    "fade": "the opioid fades by itself",
    "antagonist": "an antagonist",
    "partial": "a partial agonist",
}
STAGE = np.linspace(0, 10, 201)
FIRST_ODDS, AMOUNT, TOLERANT_TAU = 50.0, 1.0, 1.0  # chosen, without unit


def seesaw(adaptation, given):
    """Signal, adaptation and their difference at TIME, for a body adapted in part or in full.

    Parameters
    ----------
    adaptation : array_like
        0 to 1; scalar or shape (states, 1).
    given : str
        A key of GIVEN.
    """
    start = FULL * np.asarray(adaptation, float)
    agonist = start / (TAU - start * (1 + TAU))  # gives this signal before anything is given
    adapted, balance = start, []
    step = TIME[1] - TIME[0]
    for time in TIME:
        amount = agonist * np.exp(-time) if given == "fade" else agonist
        if given == "partial":
            signal = partial_agonist(amount, 1.0, TAU, HELD_ODDS, 1.0, PARTIAL_TAU)
        else:
            signal = opioid_response(amount, TAU, HELD_ODDS if given == "antagonist" else 0.0)
        balance.append(signal - adapted)
        adapted = qualitative_adaptation(step, signal, adapted, 1.0)
    return np.stack(np.broadcast_arrays(*balance), -1).reshape(np.shape(start)[:1] + (-1,))


def precipitated_withdrawal():
    """The same antagonist in bodies that have adapted to an opioid, little or much."""

    def draw(adaptation, given):
        balance = 100 * seesaw(np.asarray(adaptation) / 100, given) + 0.0
        ends = {"low": balance.min(-1, keepdims=True), "high": balance.max(-1, keepdims=True)}
        return Drawing({"balance": Data(TIME, balance)}, ends)

    def words(now):
        body = f"Adapted to an opioid: {plain(now.adaptation)} % of the most."
        if now.low < -0.5:
            said = f"the balance falls to {now.low:.0f}. Below 0 is withdrawal"
        else:
            said = "the balance stays at 0" if now.high < 0.5 else f"it rises to {now.high:.0f}"
        return f"{body} Then {GIVEN[now.given]}: {said.replace('-', '−')}."

    return Lab(
        title="The seesaw: same drug, opposite experience",
        kind="conceptual",
        controls=[
            Slider(
                "adaptation", "How far this body has adapted to an opioid", 0, 100, 0, "%",
                stops={"not at all": 0.0, "half": 50.0, "fully": 100.0},
            ),
            Choice("given", "Then comes", GIVEN, "nothing"),
        ],
        series=[Line("balance", "difference", MOR, 0.4, "top center")],
        x=Axis("Time afterwards (no unit)", 0, 4),
        y=Axis(
            "Signal minus adaptation", -70, 60, digits=0, ticks=(-50, -25, 0, 25, 50)
        ),
        rules=[Rule(0, "in balance")],
        draw=draw,
        vectorised=True,
        words=words,
        limits={
            "Measured": "Nothing. In volunteers withdrawal followed the loss of occupied "
            "receptors; no scale of suffering can be put on this axis.",
            "Assumed": "The body pushes back until signal and push are equal; the antagonist "
            "sits on 19 of 20 places at once, and the push fades slowly.",
            "Left out": "Every real drug, dose and hour. A clinician decides when to start; the "
            "label asks for days without opioids first.",
        },
        sources=lambda: evidence.sources("naltrexone-tablets-dailymed-label"),
    )  # fmt: skip


def after_the_shield():
    """Shield and tolerance fade on two clocks: what a former amount does afterwards."""

    def effect(stage, lost):
        odds = FIRST_ODDS * 0.5**stage
        tau = TOLERANT_TAU + (TAU - TOLERANT_TAU) * lost / 100
        return opioid_response(AMOUNT, tau, odds) / opioid_response(AMOUNT, TOLERANT_TAU)

    def draw(stage, lost):
        shield = 100 * from_odds(FIRST_ODDS * 0.5**stage)
        series = {
            "effect": Data(STAGE, effect(STAGE, lost)),
            "shield": Data(STAGE, 100 * from_odds(FIRST_ODDS * 0.5**STAGE)),
            "tolerance": Data(STAGE, 100 - lost + 0 * STAGE),
            "here": Data(stage, effect(stage, lost)),
        }
        return Drawing(series, {"shield": shield, "times": effect(stage, lost)})

    def words(now):
        return (
            f"Stage {plain(now.stage)}: the shield holds {now.shield:.0f} % of the receptors, and "
            f"{100 - now.lost:.0f} % of the tolerance is left. The same amount as before would "
            f"act {now.times:.1f} times as strongly on breathing as it did then."
        )

    return Lab(
        title="After the shield",
        kind="conceptual",
        controls=[
            Slider(
                "stage", "Stage of fading", 0, 10, 0, axis=True,
                stops={"full shield": 0.0, "half-way": 5.0, "shield gone": 10.0},
            ),
            Slider("lost", "Tolerance lost in the months before", 0, 100, 90, "%"),
        ],
        series=[
            Line("effect", "the same amount", DRUG, 0.55, "top left", rows=5),
            Points("here", "now", DRUG, here=True),
            Line("shield", "shield", MOR, 0.25, "bottom left", ghost=False, rows=5, panel=1),
            Line("tolerance", "tolerance", Style(dash="dash"), 0.8, "top center", ghost=False,
                 rows=2, panel=1),
        ],
        x=Axis("Stage of fading (no unit)", 0, 10),
        y=[
            Axis("Effect (times)", 0, 3, digits=1, ticks=(0, 1, 2, 3)),
            Axis("Left (%)", -5, 110, unit="%", digits=0, ticks=(0, 50, 100)),
        ],
        rules=[Rule(1, "as before")],
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing in this drawing. In Australian records deaths were far more "
            "frequent after tablets were stopped than during treatment (Gibson 2007).",
            "Assumed": "Tolerance lowers the efficacy of opioids tenfold; the shield's odds halve "
            "in each stage. Stages are no hours, days or weeks.",
            "Left out": "Every real drug, amount and time; other drugs, illness, luck. No stage is "
            "safe.",
        },
        sources=lambda: evidence.sources({"gibson2007", "naltrexone-tablets-dailymed-label"}),
    )  # fmt: skip
