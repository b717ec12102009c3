from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kit import evidence
from kit.chart import Axis, Choice, Drawing, Lab, Line, Points, Rule, Slider, Style
from kit.labs.pictures import picture, sides
from kit.labs.style import DRUG, MOR
from kit.science.naltrexone import qualitative_adaptation
from kit.science.receptors import operational, partial_agonist

TAU, PARTIAL_TAU = 10.0, 1.0  # chosen: efficacy of an opioid, and of a partial agonist
FULL = 0.7  # chosen: signal of a body that is adapted in full, a share of the largest
HELD_ODDS = 19.0  # chosen: what is given takes 19 of 20 free receptors
LONGEST = 4.0
TIME = np.linspace(0, LONGEST, 81)
GIVEN = {
    "nothing": "nothing is given",
    "fade": "the opioid fades by itself",
    "partial": "a partial agonist is given",
    "antagonist": "a pure antagonist is given",
}
STEEPEST = 0.5  # of all blocks: a larger difference tips no further
LEVEL = 0.005  # a difference that nobody would see


def precipitated_withdrawal() -> Lab:
    """Two seesaws: one drug in a body that has adapted to an opioid and in one that has not.

    Ana has taken no opioid for a year; Ben's body has adapted to one.
    """

    def draw(time: float, given: str, adaptation: float) -> Drawing:
        lines = [seesaw(0.0, given), seesaw(adaptation / 100, given)]
        now = [[float(np.interp(time, TIME, line)) for line in both] for both in lines]
        balance = [signal - push for signal, push in now]
        ana, ben = (100 * (signal - push) for signal, push in lines)
        stand = [100 * value for value in balance]
        series = [
            Line("ana", "Ana", TIME, ana, DRUG, 0.6, rows=5),
            Line("ben", "Ben", TIME, ben, Style(MOR.color, "dash"), 0.6, rows=5),
            Points("here", "now", [time, time], stand, DRUG, here=True),
        ]
        signals, pushes = zip(*now, strict=True)
        seesaws = sides(
            signal=signals,
            push=pushes,
            tip=[*map(tip, balance)],
            state=[*map(state, balance)],
            held=[0.95 if given == "antagonist" else 0.0] * 2,
            who=("none for a year", "one today" if adaptation else "none either"),
        ) | ({"partial": 0.95} if given == "partial" else {})
        numbers = dict(zip(("ana", "ben"), stand, strict=True))
        said = {"Ana": standing("Ana", stand[0]), "Ben": standing("Ben", stand[1])}
        return Drawing(series, numbers | said, picture=seesaws)

    return Lab(
        title="Two seesaws: one drug, two bodies",
        kind="conceptual",
        controls=[
            Slider("time", "Time afterwards, no unit", 0, LONGEST, 0, axis=True),
            Choice("given", "Then", GIVEN, "partial"),
            Slider("adaptation", "How far Ben's body has adapted", 0, 100, 100, "%",
                   stops={"not at all": 0.0, "a little": 20.0, "fully": 100.0}),
        ],
        x=Axis("Time afterwards (no unit)", 0, LONGEST, digits=1),
        y=Axis("Signal minus push-back", -70, 60, digits=0, ticks=(-50, -25, 0, 25, 50)),
        rules=[Rule(0, "in balance")],
        draw=draw,
        words="Ben's body has adapted: {adaptation} % of the most. Then {given}. At time {time}, "
        "{Ana} and {Ben}. Below 0 is withdrawal.",
        measured="Nothing: Ana and Ben are invented. In volunteers withdrawal followed the loss of "
        "occupied receptors; no scale of suffering fits this axis.",
        assumed="The body pushes back until signal and push are equal; what is given sits on 19 of "
        "20 seats at once; the push fades slowly.",
        left_out="Every real drug, dose and hour. A clinician decides when to start; the label "
        "asks for days without opioids first.",
        sources=lambda: evidence.sources("naltrexone-tablets-dailymed-label"),
        picture=picture("seesaws"),
    )  # fmt: skip


@lru_cache
def seesaw(adaptation: float, given: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Signal and push-back at TIME.

    `adaptation` is how far the body has adapted, from 0 to 1; `given` a key of GIVEN.
    """
    start = FULL * adaptation
    agonist = start / (TAU - start * (1 + TAU))  # gives this signal before anything is given
    amount = agonist * (np.exp(-TIME) if given == "fade" else np.ones_like(TIME))
    if given == "partial":
        signal = partial_agonist(amount, 1.0, TAU, HELD_ODDS, 1.0, PARTIAL_TAU)
    else:
        held = HELD_ODDS if given == "antagonist" else 0.0
        signal = operational(amount, 1.0, TAU, antagonist=held)
    push = [start]
    kept = float(qualitative_adaptation(TIME[1] - TIME[0], 0.0, 1.0, 1.0))  # of a distance, a step
    for strength in signal[:-1].tolist():
        push.append(strength + kept * (push[-1] - strength))
    return np.asarray(signal), np.array(push)


def tip(balance: float) -> float:
    """How far a seesaw tips, from 0 (to the signal) by a half (level) to 1."""
    return 0.5 + min(max(-balance, -STEEPEST), STEEPEST)


def state(balance: float) -> str:
    """What stands under a seesaw."""
    if abs(balance) < LEVEL:
        return "in balance"
    return "above balance" if balance > 0 else "withdrawal"


def standing(who: str, balance: float) -> str:
    """The balance of a person, on a scale without a unit."""
    number = f"{balance:.0f}".replace("-", "−")
    return f"{who} {'is in balance' if abs(balance) < 100 * LEVEL else f'stands at {number}'}"
