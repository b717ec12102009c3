from itertools import product

import numpy as np

from kit import evidence
from kit.chart import Area, Axis, Choice, Drawing, Lab, Line, Points, Slider, Style
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
    """Forty blood samples of one person whose true average never changes."""
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
        marked, cross = np.where(outside, found, 1.0), Style(marker="x")  # 1 is off the ruler
        top, level = high + 0 * across, true + 0 * across
        series = [
            Area("range", "usual range", across, top, Style(SKY), 0.8, base=low, rows=2),
            Line("true", "true average", across, level, NET, 0.5, ghost=False, rows=0),
            Points("samples", "a sample", at, found, NET, here=True, size=6),
            Points("flagged", "flagged", at, marked, cross, here=True, rows=0),
        ]
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
        x=Axis("Blood sample", 0, SAMPLES + 1, digits=0),
        y=Axis("Norepinephrine in the blood (pg/mL)", LOWEST, HIGHEST, "pg/mL", "log", 0,
               (50, 100, 200, 500, 1000, 2000)),
        draw=draw,
        words="The true average, {posture}, is {true:.0f} pg/mL and never changes. Samples scatter "
        f"by {{spread:.0f}} %. Of {SAMPLES}, {{outside}} lie outside the usual {{low:.0f}} to "
        "{high:.0f} of {laboratory}; in the long run {expected:.0f} of 100 would.",
        measured=f"The usual ranges of two laboratories, and the rise on standing ({times:.1f} "
        f"times, {lying['n']} people). No sample: all are simulated.",
        assumed="Single samples scatter log-normally around the average; standing multiplies every "
        "average by the same number. The scatter is yours to choose.",
        left_out="Time of day, exercise, stress, age, and the minutes since standing up. No brain "
        "is in this picture.",
        sources=lambda: evidence.sources({*CATALOGUES.values(), "pmid4084169"}),
        picture=picture("blood"),
    )  # fmt: skip
