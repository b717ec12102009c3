from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kit.chart import Axis, Drawing, Lab, Points, Rule, Slider, Style
from kit.labs.evidence.shared import PLACEBO_RESPONSE
from kit.labs.pictures import given, picture
from kit.labs.results import spans
from kit.labs.style import DRUG, GREY, VERMILION
from kit.science.trials import NORMAL_95, log_odds_ratio, pool

Array = NDArray[Any]
PER_ARM = np.array([26, 43, 56, 79, 88, 100, 112, 120, 126, 130, 135, 180, 260])  # chosen
DRUG_RATE, PLACEBO_RATE = 0.40, PLACEBO_RESPONSE  # in every trial: an odds ratio of 1.19
WORLDS, WORLD = 20, 15  # worlds of thirteen trials to look at, and where the lab starts
MANY = 500  # worlds behind the statement on the smallest trial
SEED = 20261121
SCALE = (0.5, 4.0)  # odds ratios at the ends of the picture's scale
AWAY = 0.01  # a place off the ruler
TRUTH = float(np.log(DRUG_RATE / (1 - DRUG_RATE) / (PLACEBO_RATE / (1 - PLACEBO_RATE))))


def people(seed: int, worlds: int) -> list[Array]:
    """Responders among the first people of each trial and world, by chance, of drug and placebo."""
    chance = np.random.default_rng(seed)
    shape = (worlds, len(PER_ARM), PER_ARM.max())
    lots = [chance.random(shape, dtype="float32") for _ in range(2)]
    rates = (DRUG_RATE, PLACEBO_RATE)
    return [np.cumsum(lot < rate, -1, dtype="int16") for lot, rate in zip(lots, rates, strict=True)]


def counted(responders: list[Array], sizes: Array) -> Any:
    """Log odds ratio and standard error of each world and trial, and which are clear wins."""
    events = [arm[:, np.arange(len(sizes)), sizes - 1] for arm in responders]
    return log_odds_ratio(events[0], sizes, events[1], sizes)


def pooled(log: Array, error: Array) -> Array:
    """An odds ratio pooled over trials, with its interval; off the ruler where there are none."""
    if not log.size:
        return np.full(3, AWAY)
    together = pool(log, error)
    return np.exp([together.estimate, together.low, together.high])


def file_drawer() -> Lab:
    """Thirteen honest trials of one drug, of which only the clear wins are sure to be printed."""
    shown, many = people(SEED, WORLDS), people(SEED + 1, MANY)
    luck = np.random.default_rng(SEED + 2).random((WORLDS, len(PER_ARM)))
    rows = np.arange(len(PER_ARM), 0, -1) + 1.0  # the smallest trial on top; the bottom is pooled

    @lru_cache(2)
    def trials(smallest: int) -> tuple[Any, float]:
        """All shown worlds, and how often the smallest of many trials lies furthest off."""
        sizes = np.maximum(PER_ARM, smallest)
        away = np.abs(np.asarray(counted(many, sizes).log) - TRUTH)
        return counted(shown, sizes), float((away[:, 0] > away[:, 1:].max(-1)).mean())

    def draw(weak: float, smallest: float, world: float) -> Drawing:
        place = int(world) - 1
        found, first = trials(int(smallest))
        log, error = (np.asarray(part)[place] for part in found)
        printed = np.asarray(found.printed(luck, weak / 100))[place]
        every, shelf = pooled(log, error), pooled(log[printed], error[printed])
        ratio, low, high = (np.exp(log + k * NORMAL_95 * error) for k in (0, -1, 1))
        seen, red = np.where(printed, ratio, AWAY), Style(VERMILION, marker="diamond")
        hollow: dict[str, Any] = {"here": True, "size": 12}
        series = [
            spans("trials", "a trial", rows, (ratio, low, high), Style(GREY), here=True, size=7),
            Points("printed", "printed", seen, rows, DRUG, rows=0, **hollow),
            spans("all", "all 13 together", 1.0, every, Style(marker="diamond"), **hollow),
            spans("shelf", "the printed ones", 0.0, shelf, red, **hollow),
        ]
        numbers: dict[str, Any] = {
            "printed": int(printed.sum()),
            "every": float(every[0]),
            "shelf": float(shelf[0]) if printed.any() else None,
            "first": 100 * first,
        }
        numbers["told"] = (
            f"{numbers['printed']} of 13 trials are printed, and together they say {shelf[0]:.2f}"
            if printed.any()
            else "Not one of the 13 trials is printed: the shelf is empty and says nothing"
        )
        return Drawing(series, numbers, picture=on_desk(weak / 100, numbers))

    names = *(f"{2 * size} people" for size in PER_ARM), "all together", "printed only"
    ends = -0.6, len(PER_ARM) + 1.6
    return Lab(
        title="The file drawer",
        kind="model",
        controls=[
            Slider("weak", "Chance that a weak result is printed", 0, 100, 10, "%"),
            Slider("smallest", "Smallest trial", 26, 100, 26, "people a group"),
            Slider("world", "Another run of luck", 1, WORLDS, WORLD, only=range(1, WORLDS + 1)),
        ],
        x=Axis("Odds of responding, against placebo", 0.15, 15, scale="log", digits=2,
               ticks=(0.2, 0.5, 1, 2, 5, 10), better="right"),
        y=Axis("", *ends, ticks=(*rows.tolist(), 1.0, 0.0), tick_labels=names),
        rules=[Rule(None, "no difference", x=1)],
        draw=draw,
        words="Weak results are printed {weak:.0f} times in 100. {told}. All 13 say {every:.2f}. "
        "With {smallest:.0f} people a group, the smallest trial lies furthest from the truth in "
        "{first:.0f} of 100 runs (run {world:.0f} is shown).",
        measured="Nothing: every person here is simulated.",
        assumed=f"In truth {100 * DRUG_RATE:.0f} of 100 respond on the drug and "
        f"{100 * PLACEBO_RATE:.0f} on placebo, in every trial. A clear win (p < 0.05) is always "
        "printed, any other result by chance. Sizes were chosen; pooling weighs by precision; seed "
        f"{SEED}.",
        left_out="Trials printed with another outcome than planned. Real trials also differ in "
        "their people.",
        picture=picture("drawer"),
    )  # fmt: skip


def on_desk(weak: float, numbers: dict[str, Any]) -> dict[str, Any]:
    """The parts of the picture: sheets on the desk and in the drawer, and both odds ratios."""

    def along(ratio: float) -> float:
        """The position of an odds ratio on the picture's scale, from 0 to 1."""
        return float(np.clip(np.log(ratio / SCALE[0]) / np.log(SCALE[1] / SCALE[0]), 0, 1))

    trials, printed, shelf = len(PER_ARM), numbers["printed"], numbers["shelf"]
    return given(
        printed=printed / trials,
        unprinted=1 - printed / trials,
        shown=f"{printed} printed",
        kept=f"{trials - printed} not printed",
        open=0.25 + 0.75 * weak,
        all=along(numbers["every"]),
        pooled=None if shelf is None else along(shelf),
        says="" if shelf is None else f"{shelf:.2f}",
    )
