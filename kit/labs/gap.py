"""The first lab of lesson 1: one puff of transmitter, and who takes it out of the gap."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Data, Drawing, Lab, Line, Points, Slider, plain
from kit.labs.pictures import synapse, synapse_parts
from kit.labs.style import DRUG, NET
from kit.science.receptors import hill_langmuir
from kit.science.transmission import pulse_train, uptake_rate
from kit.science.uptake import time_to_fraction

PULSES, RATE_HZ = 30, 100.0  # the burst of the experiment of Palij and colleagues 1994
SPIKES_S = np.arange(PULSES) / RATE_HZ
PEAK_S = SPIKES_S[-1]
# Chosen so that the model has the peak and the half-life of that experiment, at a leak of 0.1.
PER_PULSE_NM, VMAX_NM_PER_S, KM_NM, LEAK_PER_S = 10.7, 71.0, 300.0, 0.1
LONGEST_S = 20.0
FULL_NM, RECEPTOR_KD_NM = 330.0, 300.0  # for the picture only: a full gap, half of the receptors


def ledger_rows(*ids):
    """Rows of the transmitter table by id."""
    rows = evidence.transmitters().set_index("id")
    return [rows.loc[name] for name in ids]


def level(time, working, leak):
    """Norepinephrine outside the cells at a time since the burst began: nM.

    Parameters
    ----------
    time : array_like
        Seconds.
    working : array_like
        Share of the transporters that work, in percent.
    leak : array_like
        Share that wanders off, per second.
    """
    vmax = VMAX_NM_PER_S * np.asarray(working) / 100
    return pulse_train(time, SPIKES_S, PER_PULSE_NM, vmax, KM_NM, leak)


def half_life(working, leak):
    """Seconds from the peak until half of it is left; infinite where nothing clears."""
    peak = level(PEAK_S, working, leak)
    vmax = VMAX_NM_PER_S * np.asarray(working) / 100
    return time_to_fraction(0.5, peak, vmax, KM_NM, loss_rate=leak)


def puff(working=100):
    """A puff of transmitter, its clean-up by transporters, and the leak.

    Parameters
    ----------
    working : float
        Transporters that work at the start, in percent.

    Raises
    ------
    ValueError
        For a share outside 0 to 100.
    """
    share = Slider("working", "Transporters working", 0, 100, 100, "%", stops={"half": 50.0})
    working = share.check(working)
    share = Slider("working", share.label, 0, 100, working, "%", stops=share.stops)
    grid = np.concatenate([SPIKES_S, np.linspace(PEAK_S + 0.1, LONGEST_S, 200)])
    seen = measured_puff()

    def draw(moment, working, leak):
        half, peak = half_life(working, leak), level(PEAK_S, working, leak)
        end = np.minimum(PEAK_S + half, LONGEST_S)
        bracket = PEAK_S + (np.atleast_1d(end) - PEAK_S) * np.array([0.0, 1.0])
        now = level(moment, working, leak)
        series = {
            "curve": Data(grid, level(grid, working, leak)),
            "half": Data(bracket, peak / 2 + 0 * bracket),
            "now": Data(moment, now),
            "measured": seen,
        }
        picture = pictured(moment, working, now)
        return Drawing(series, {"peak": peak, "half": half, "now": now}, picture=picture)

    return Lab(
        title="One puff, and who clears it away",
        kind="measured + model",
        controls=[
            Slider(
                "moment", "Moment, seconds after the puff began", 0, LONGEST_S, PEAK_S, "s",
                axis=True,
                stops={"peak": PEAK_S, "3 s": 3.0, "10 s": 10.0},
            ),
            share,
            Slider("leak", "Leak by diffusion, share per second", 0, 1, LEAK_PER_S, drawer=True),
        ],
        series=[
            Line("curve", "norepinephrine", NET, label_at=0.45, label_side="top right"),
            Line("half", "half-life", DRUG, label_at=0, label_side="bottom right", rows=0),
            Points("measured", "measured, rat brain slice", NET),
            Points("now", "this moment", DRUG, here=True),
        ],
        x=Axis("Time since the puff (s)", 0, LONGEST_S, unit="s", digits=2),
        y=Axis("Norepinephrine outside the cells (nM)", 0, 400, unit="nM", digits=0),
        draw=draw,
        vectorised=True,
        words=puff_words,
        limits={
            "Measured": "Two filled squares: the peak after a burst of 30 pulses, and half of it, "
            "in slices of rat locus coeruleus (Palij 1994).",
            "Assumed": "One well-mixed gap. Uptake and leak were chosen so that the line meets "
            "the squares; they are not measurements.",
            "Left out": "The brake on release. In the slice a transporter blocker raised the peak "
            "too, about twofold, and the half-life about fourfold: the model keeps the peak.",
        },
        sources=lambda: evidence.sources("palij1994"),
        drawable="curve",
        picture=synapse(NET),
    )  # fmt: skip


def pictured(moment, working, now):
    """What the picture of the synapse shows at a moment with this level in the gap."""
    full = uptake_rate(FULL_NM, VMAX_NM_PER_S, KM_NM)
    carried = uptake_rate(now, VMAX_NM_PER_S * np.asarray(working) / 100, KM_NM)
    return synapse_parts(
        released=np.where(np.asarray(moment) <= PEAK_S, 1.0, 0.0),
        cleft=np.minimum(now / FULL_NM, 1.0),
        bound=hill_langmuir(now, RECEPTOR_KD_NM),
        returned=np.minimum(carried / full, 1.0),
        pumps=np.asarray(working) / 100,
    )


def puff_words(now):
    """The puff in two sentences."""
    leak = "no leak" if now.leak == 0 else f"a leak of {plain(now.leak)} per second"
    start = f"With {plain(now.working)} % of the transporters and {leak}, the puff peaks at "
    if np.isinf(now.half):
        falls = "never falls: nothing takes it away"
    else:
        falls = f"takes {now.half:.1f} s to fall to half"
    return (
        f"{start}{now.peak:.0f} nM and {falls}. At {plain(now.moment)} s, {now.now:.0f} nM are in "
        "the gap."
    )


def measured_puff():
    """The measured peak and half-life as points of the chart."""
    peak, half = ledger_rows("norepinephrine-slice-peak", "norepinephrine-slice-half-life")
    source = evidence.cite(peak)
    return Data(
        np.array([PEAK_S, PEAK_S + half["value_low"]]),
        np.array([peak["value_low"], peak["value_low"] / 2]),
        text=[
            f"peak {peak['value_low']:g} nM: {peak['note']} {source}",
            f"half of it {half['value_low']:g} s later: {half['note']} {source}",
        ],
    )


def half_life_cases():
    """Three falls for the worked example: in a slice, in blood, in a slice with a blocked pump.

    Returns
    -------
    list of dict
        Two readings (times in s), the share left, the halvings, the half-life in s.
    """
    names = (
        "peak", "half-life", "desipramine-peak", "desipramine-half-life",
    )  # fmt: skip
    found = ledger_rows(*(f"norepinephrine-slice-{name}" for name in names))
    peak, half, more, longer = (row["value_low"] for row in found)
    blood = ledger_rows("norepinephrine-blood-half-life")[0]["value_low"] * 60
    high = evidence.norepinephrine_levels("infusion").set_index("id")
    high = high.loc["infusion-effects-1978", "level_pg_per_ml"]
    return [
        reading(peak, half, 2, "nM"),
        reading(high, blood, 3, "pg/mL"),
        reading(peak * more, half * longer, 2, "nM"),
    ]


def reading(start, half, halvings, unit):
    """Two readings of a level that halves in the same time again and again."""
    share = 0.5**halvings
    return {
        "t1": 0.0,
        "c1": float(start),
        "t2": round(float(halvings * half), 2),
        "c2": float(start * share),
        "share": share,
        "halvings": halvings,
        "half_life": float(half),
        "unit": unit,
    }
