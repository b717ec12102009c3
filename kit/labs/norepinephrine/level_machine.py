"""One person whose true average never changes, and forty blood samples."""

from itertools import product

import numpy as np

from kit import evidence
from kit.chart import Area, Axis, Choice, Data, Drawing, Lab, Line, Now, Points, Slider, Style
from kit.labs.pictures import blood_parts, picture
from kit.labs.style import NET, SKY
from kit.science.chance import scattered, share_outside

SAMPLES, TUBES = 40, 8
CHANCE = np.random.default_rng(20261121).standard_normal(SAMPLES)  # the same for all
LABORATORIES = {"first": "laboratory 1", "second": "laboratory 2"}
CATALOGUES = {"first": "quest-norepinephrine-catalogue", "second": "mayo-catp-catalogue"}
POSTURES = {"supine": "lying", "standing": "standing"}
LOWEST, HIGHEST = 40.0, 3000.0  # pg/mL, on the axis
FULL = 800.0  # pg/mL: a full tube


def usual_range(laboratory: str, posture: str) -> tuple[float, float]:
    """The range that a laboratory prints beside a result: low and high, pg/mL."""
    rows = evidence.norepinephrine_levels(situation=posture)
    row = rows[rows["source"] == CATALOGUES[laboratory]].iloc[0]
    return float(row["low_pg_per_ml"]), float(row["high_pg_per_ml"])


def level_machine() -> Lab:
    """Draw blood again and again from one person whose true average never changes."""
    at, across = np.arange(1, SAMPLES + 1), np.linspace(0, SAMPLES + 1, 5)
    lying, standing = (evidence.row("norepinephrine_levels", f"{p}-posture1985") for p in POSTURES)
    times = float(standing["level_pg_per_ml"] / lying["level_pg_per_ml"])
    rise = {"supine": 1.0, "standing": times}
    ranges = {pair: usual_range(*pair) for pair in product(LABORATORIES, POSTURES)}

    def draw(spread: float, posture: str, laboratory: str, average: float) -> Drawing:
        low, high = ranges[laboratory, posture]
        true = average * rise[posture]
        found = np.ravel(scattered(true, spread / 100, CHANCE))
        outside = (found < low) | (found > high)
        series = {
            "range": Data(across, high + 0 * across, base=low),
            "true": Data(across, true + 0 * across),
            "samples": Data(at, found),
            "flagged": Data(at, np.where(outside, found, 1.0)),  # 1 is off the ruler
        }
        numbers = {
            "true": true,
            "low": low,
            "high": high,
            "outside": int(outside.sum()),
            "expected": 100 * float(share_outside(true, spread / 100, low, high)),
        }
        flags = {f"flag{k}": float(flag) for k, flag in enumerate(outside[:TUBES], 1)}
        ends = {"low": min(low / FULL, 1.0), "high": min(high / FULL, 1.0)}
        tubes = [min(value / FULL, 1.0) for value in found[:TUBES]]
        blood = blood_parts(POSTURES[posture], tubes, true, **ends, **flags)
        return Drawing(series, numbers, picture=blood)

    return Lab(
        title="One person, many samples",
        kind="model",
        controls=[
            Slider("spread", "Scatter of single samples", 0, 50, 30, "%"),
            Choice("posture", "Blood taken while", POSTURES, "supine"),
            Choice("laboratory", "Whose usual range?", LABORATORIES, "first"),
            Slider("average", "True average when lying", 80, 600, 200, "pg/mL", drawer=True),
        ],
        series=[
            Area("range", "usual range", Style(SKY), 0.8, rows=2),
            Line("true", "true average", NET, 0.5, ghost=False, rows=0),
            Points("samples", "a sample", NET, here=True, size=6),
            Points("flagged", "flagged", Style(marker="x"), here=True, rows=0),
        ],
        x=Axis("Blood sample", 0, SAMPLES + 1, digits=0),
        y=Axis("Norepinephrine in the blood (pg/mL)", LOWEST, HIGHEST, "pg/mL", "log", 0,
               (50, 100, 200, 500, 1000, 2000)),
        draw=draw,
        words=words,
        limits={
            "Measured": "The usual ranges of two laboratories, and the rise on standing "
            f"({times:.1f} times, {lying['n']} people). No sample: all are simulated.",
            "Assumed": "Single samples scatter log-normally around the average; standing "
            "multiplies every average by the same number. The scatter is yours to choose.",
            "Left out": "Time of day, exercise, stress, age, and the minutes since standing up. "
            "No brain is in this picture.",
        },
        sources=lambda: evidence.sources({*CATALOGUES.values(), "pmid4084169"}),
        picture=picture("blood"),
    )  # fmt: skip


def words(now: Now) -> str:
    """How many samples are flagged, though nothing about the person changes."""
    return (
        f"The true average, {POSTURES[now.posture]}, is {now.true:.0f} pg/mL and never changes. "
        f"Samples scatter by {now.spread:.0f} %. Of {SAMPLES}, {now.outside} lie outside the usual "
        f"{now.low:.0f} to {now.high:.0f} of {LABORATORIES[now.laboratory]}; in the long run "
        f"{now.expected:.0f} of 100 would."
    )
