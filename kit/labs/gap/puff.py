from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Drawing, Lab, Line, Points, Slider, plain
from kit.labs.pictures import synapse, synapse_parts
from kit.labs.style import DRUG, NET
from kit.science.receptors import hill_langmuir
from kit.science.transmission import pulse_train, uptake_rate
from kit.science.uptake import time_to_fraction

SPIKES_S = np.arange(30) / 100.0  # the burst of the experiment of Palij and colleagues 1994
BURST_S = float(SPIKES_S[-1])
BEFORE_S, LONGEST_S = -0.5, 20.0  # seconds after the burst: the chart's ends
FULL_NM, RECEPTOR_KD_NM = 330.0, 300.0  # for the picture only: a full gap, half of the receptors
LOCKS = {"alpha1": "alpha-1", "beta": "beta", "alpha2": "alpha-2"}
WAYS = {"raises": "more", "lowers": "less"}  # as the ledger says it, and the lab
SOURCES = ("palij1994", "mccormick1991", "science1982")


@dataclass(frozen=True)
class Tissue:
    """A slice of rat locus coeruleus, as fitted: rise per pulse in nM, uptake and drift.

    `working` are the pumps that work, in percent; `leak` is the drift, in percent a second; times
    are seconds after the burst, negative during it and before.
    """

    per_pulse: float
    vmax: float
    km: float
    leak: float

    def level(self, time: Any, working: Any, leak: Any) -> Any:
        """Norepinephrine outside the cells, nM."""
        since, vmax = np.asarray(time, float) + BURST_S, self.vmax * working / 100
        course = np.maximum(since, 0), SPIKES_S, self.per_pulse, vmax, self.km, leak / 100
        return np.where(since < -1e-9, 0.0, pulse_train(*course))[()]

    def half_life(self, working: Any, leak: Any) -> Any:
        """Seconds from the peak until half of it is left; infinite where nothing clears."""
        peak, vmax = self.level(0.0, working, leak), self.vmax * working / 100
        return time_to_fraction(0.5, peak, vmax, self.km, loss_rate=leak / 100)


@lru_cache
def tissue() -> Tissue:
    """The slice as fitted: see data/parameters.csv."""
    names = ("per-pulse", "vmax", "km", "leak")
    rows = (evidence.parameter(f"norepinephrine-slice-{name}") for name in names)
    per_pulse, vmax, km, leak = (float(row["value"]) for row in rows)
    return Tissue(per_pulse, vmax, km, 100 * leak)


def measured_puff() -> Points:
    """The measured peak and both half-lives."""
    names = ("peak", "half-life", "desipramine-half-life")
    rows = [evidence.row("transmitters", f"norepinephrine-slice-{name}") for name in names]
    high, fall, times = (row["value_low"] for row in rows)
    longer = fall * times
    told = (
        f"peak {high:g} nM",
        f"half of it gone after {fall:g} s",
        f"half gone after {longer:.1f} s with a blocker on the pumps",
    )
    cited = evidence.cite(rows[0])
    text = [f"{what}: {row['note']} {cited}" for what, row in zip(told, rows, strict=True)]
    at = [0.0, fall, longer], [high, high / 2, high / 2]
    return Points("measured", "measured, rat brain slice", *at, NET, text=text)


def direction(lock: str) -> str:
    """Which way a receptor of norepinephrine moves its cell: "more active" or "less active"."""
    said = evidence.row("transmitters", f"norepinephrine-receptor-{lock}")["statement"]
    (way,) = (way for verb, way in WAYS.items() if f"{verb} activity" in said)
    return f"{way} active"


def puff(working: float = 100, locks: bool = False) -> Lab:
    """A puff of transmitter, its clean-up by pumps, and what drifts away.

    Parameters
    ----------
    working : float
        Pumps that work at the start, in percent.
    locks : bool
        Add the receptor of the next cell.
    """
    slice_, seen = tissue(), measured_puff()
    grid = np.concatenate([SPIKES_S - BURST_S, np.linspace(0.1, LONGEST_S, 200)])
    ways = {lock: direction(lock) for lock in LOCKS}

    def draw(moment: Any, working: Any, leak: Any, lock: str = "") -> Drawing:
        half, peak = slice_.half_life(working, leak), slice_.level(0.0, working, leak)
        now, end = slice_.level(moment, working, leak), np.minimum(half, LONGEST_S)
        across, course = end * np.array([0.0, 1.0]), slice_.level(grid, working, leak)
        series = [
            Line("curve", "norepinephrine", grid, course, NET, 0.45),
            Line("half", "half-life", across, peak / 2 * np.ones(2), DRUG, 1, rows=0),
            seen,
            Points("now", "this moment", moment, now, DRUG, here=True),
        ]
        carried = uptake_rate(now, slice_.vmax * working / 100, slice_.km)
        released: Any = np.where((moment >= -BURST_S) & (np.asarray(moment) <= 0), 1.0, 0.0)
        picture = synapse_parts(
            released=released,
            cleft=np.minimum(now / FULL_NM, 1.0),
            bound=hill_langmuir(now, RECEPTOR_KD_NM),
            returned=np.minimum(carried / uptake_rate(FULL_NM, slice_.vmax, slice_.km), 1.0),
            pumps=working / 100,
        )
        numbers = {"half": half, "now": now, "next": ""}
        numbers["falls"], numbers["when"] = np.vectorize(fall)(half), np.vectorize(when)(moment)
        if locks:
            picture["signal"] = ways[lock]
            numbers["next"] = (
                f" Through {LOCKS[lock]} receptors the next cell becomes {ways[lock]}."
            )
        return Drawing(series, numbers, picture=picture)

    choice = [Choice("lock", "Receptor of the next cell", LOCKS, "alpha1")] if locks else []
    return Lab(
        title="One puff, and who clears it away",
        kind="measured + model",
        controls=[
            Slider("moment", "Seconds after the burst", BEFORE_S, LONGEST_S, 0, "s",
                   stops={"peak": 0.0, "3 s": 3.0, "10 s": 10.0}, axis=True),
            Slider("working", "Pumps working", 0, 100, working, "%",
                   stops={"all": 100, "none": 0}),
            *choice,
            Slider("leak", "Drifts away each second", 0, 30, slice_.leak, "%", drawer=True),
        ],
        x=Axis("Time after the burst (s)", BEFORE_S, LONGEST_S, unit="s", digits=2),
        y=Axis("Norepinephrine outside the cells (nM)", 0, 400, unit="nM", digits=0),
        draw=draw,
        vectorised=True,
        words="{working} % of the pumps work, and {leak:.1f} % of what is outside drifts away each "
        "second, uncarried: {falls}. {when}, {now:.0f} nM are outside.{next}",
        measured="Filled squares: the peak after a burst of 30 pulses, half of it, and half of it "
        "with a blocker on the pumps, in slices of rat locus coeruleus (Palij 1994).",
        assumed="One well-mixed space. The blocker stops every pump. Uptake and drift were fitted "
        "to the squares.",
        left_out="The brake on release. And the higher peak: with the blocker it was twice as "
        "high, for reasons not known; the line keeps its peak, and the last square stands at half "
        "of that.",
        sources=lambda: evidence.sources(SOURCES if locks else SOURCES[:1]),
        drawable="curve",
        picture=synapse(NET),
    )  # fmt: skip


def fall(half: float) -> str:
    """How long the puff takes to fall to its half, in words."""
    if np.isinf(half):
        return "the puff never falls: nothing takes it away"
    return f"half of the puff is gone after {half:.1f} s"


def when(moment: float) -> str:
    """A moment, in words."""
    if moment < 0:
        return f"{plain(-moment)} s before the burst has ended"
    return f"{plain(moment)} s after the burst" if moment else "At the peak"
