"""Two seesaws: the same drug in a body that has adapted to an opioid and in one that has not."""

from functools import lru_cache
from types import SimpleNamespace

import numpy as np
from numpy.typing import NDArray

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Rule, Slider, Style, plain
from kit.labs.pictures import seesaws, seesaws_parts
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
LEVEL = 0.005  # a difference that nobody would see


def precipitated_withdrawal() -> Lab:
    """Ana, who has taken no opioid for a year, beside Ben, whose body has adapted to one."""

    def draw(time: float, given: str, adaptation: float) -> Drawing:
        people = {"ana": seesaw(0.0, given), "ben": seesaw(adaptation / 100, given)}
        balance = {who: signal - push for who, (signal, push) in people.items()}
        series = {who: Data(TIME, 100 * line) for who, line in balance.items()}
        now = {who: float(np.interp(time, TIME, line)) for who, line in balance.items()}
        series["here"] = Data([time, time], [100 * now["ana"], 100 * now["ben"]])
        signal, push = (
            tuple(float(np.interp(time, TIME, people[who][part])) for who in people)
            for part in (0, 1)
        )
        picture = seesaws_parts(
            (signal[0], signal[1]),
            (push[0], push[1]),
            (state(now["ana"]), state(now["ben"])),
            held=(0.95, 0.95) if given == "antagonist" else (0.0, 0.0),
            partial=0.95 if given == "partial" else None,
            who=("none for a year", "one today" if adaptation else "none either"),
        )
        return Drawing(series, {who: 100 * value for who, value in now.items()}, picture=picture)

    return Lab(
        title="Two seesaws: one drug, two bodies",
        kind="conceptual",
        controls=[
            Slider("time", "Time afterwards, no unit", 0, LONGEST, 0, axis=True),
            Choice("given", "Then", GIVEN, "partial"),
            Slider("adaptation", "How far Ben's body has adapted", 0, 100, 100, "%",
                   stops={"not at all": 0.0, "a little": 20.0, "fully": 100.0}),
        ],
        series=[
            Line("ana", "Ana", DRUG, 0.6, rows=5),
            Line("ben", "Ben", Style(MOR.color, "dash"), 0.6, rows=5),
            Points("here", "now", DRUG, here=True),
        ],
        x=Axis("Time afterwards (no unit)", 0, LONGEST, digits=1),
        y=Axis("Signal minus push-back", -70, 60, digits=0, ticks=(-50, -25, 0, 25, 50)),
        rules=[Rule(0, "in balance")],
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: Ana and Ben are invented. In volunteers withdrawal followed the "
            "loss of occupied receptors; no scale of suffering fits this axis.",
            "Assumed": "The body pushes back until signal and push are equal; what is given sits "
            "on 19 of 20 seats at once; the push fades slowly.",
            "Left out": "Every real drug, dose and hour. A clinician decides when to start; the "
            "label asks for days without opioids first.",
        },
        sources=lambda: evidence.sources("naltrexone-tablets-dailymed-label"),
        picture=seesaws(),
    )  # fmt: skip


@lru_cache
@lru_cache(2)
def seesaw(adaptation: float, given: str) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Signal and push-back at TIME.

    Parameters
    ----------
    adaptation : float
        How far the body has adapted, from 0 to 1.
    given : str
        A key of GIVEN.
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


def state(balance: float) -> str:
    """What stands under a seesaw."""
    if abs(balance) < LEVEL:
        return "in balance"
    return "above balance" if balance > 0 else "withdrawal"


def words(now: SimpleNamespace) -> str:
    """Both balances, in words and on a scale without a unit."""
    told = [
        f"{who} {'is in balance' if abs(value) < 100 * LEVEL else f'stands at {value:.0f}'}"
        for who, value in (("Ana", now.ana), ("Ben", now.ben))
    ]
    return (
        f"Ben's body has adapted: {plain(now.adaptation)} % of the most. Then "
        f"{GIVEN[now.given]}. At time {plain(now.time)}, {told[0]} and {told[1]}. Below 0 is "
        "withdrawal."
    ).replace("-", "−")
