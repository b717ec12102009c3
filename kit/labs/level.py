"""Labs of lesson 7, chance: what one blood sample says, and what a second try says."""

import numpy as np

from kit import evidence
from kit.chart import Area, Axis, Bars, Choice, Data, Drawing, Lab, Line, Points, Slider, Style
from kit.evidence.units import NOREPINEPHRINE_G_PER_MOL, pg_per_ml_to_nM
from kit.labs.style import NET
from kit.science.chance import scattered, second_try, share_outside

SAMPLES, DAYS = 40, 20
DRAWS = np.random.default_rng(20261121).standard_normal((DAYS, SAMPLES))  # chance, the same for all
LABORATORIES = {"quest": "laboratory 1 (Quest)", "mayo": "laboratory 2 (Mayo)"}
POSTURES = {"supine": "lying", "standing": "standing"}
OUTCOMES = ("better on A", "not on A, then better on B", "better on neither")
PEOPLE = 1000


def reference_range(laboratory, posture):
    """The range that a laboratory prints beside a result: low and high, pg/mL."""
    rows = evidence.norepinephrine_levels(situation=posture)
    row = rows[rows["source"].str.startswith(laboratory)].iloc[0]
    return float(row["low_pg_per_ml"]), float(row["high_pg_per_ml"])


def rise_on_standing():
    """How many times the level when lying 17 people had when standing."""
    rows = evidence.norepinephrine_levels().set_index("id")["level_pg_per_ml"]
    return float(rows["standing-posture1985"] / rows["supine-posture1985"])


def level_machine():
    """Draw blood again and again from one person whose true average never changes."""
    at, across = np.arange(1, SAMPLES + 1), np.linspace(0, SAMPLES + 1, 5)
    rise = {"supine": 1.0, "standing": rise_on_standing()}

    def draw(posture, level, scatter, laboratory, day):
        low, high = reference_range(laboratory, posture)
        true = level * rise[posture]
        chance = DRAWS[np.asarray(day, int).ravel() - 1]
        found = np.atleast_2d(scattered(true, scatter / 100, chance))
        outside = (found < low) | (found > high)
        return Drawing(
            {
                "range": Data(across, high + 0 * across, base=low),
                "true": Data(across, true + 0 * across),
                "samples": Data(at, found),
                "crosses": Data(at, np.where(outside, found, 1.0)),  # 1 is off the ruler
            },
            {
                "low": low,
                "high": high,
                "true": true,
                "lowest": found.min(-1, keepdims=True),
                "highest": found.max(-1, keepdims=True),
                "outside": outside.sum(-1, keepdims=True),
                "expected": 100 * share_outside(true, scatter / 100, low, high),
            },
        )

    def words(now):
        return (
            f"Nothing about this person changes: the true average, {POSTURES[now.posture]}, is "
            f"{now.true:.0f} pg/mL. Yet {SAMPLES} samples run from {now.lowest:.0f} to "
            f"{now.highest:.0f} pg/mL, and {now.outside:.0f} of them lie outside the usual "
            f"{now.low:.0f} to {now.high:.0f} of {LABORATORIES[now.laboratory]}; in the long run "
            f"{now.expected:.0f} of 100 would."
        )

    return Lab(
        title="One person, forty blood samples",
        kind="model",
        controls=[
            Choice("posture", "Blood taken while", POSTURES, "supine"),
            Slider("level", "True average when lying", 80, 600, 200, "pg/mL", scale="log"),
            Slider("scatter", "Scatter of single samples", 0, 50, 30, "%"),
            Choice("laboratory", "Whose usual range?", LABORATORIES, "quest", drawer=True),
            Slider(
                "day", "Another forty samples", 1, DAYS, 1, only=range(1, DAYS + 1), drawer=True
            ),
        ],
        series=[
            Area("range", "usual range", Style("#56B4E9"), 0.8, rows=2),
            Line("true", "true average", NET, 0.5, label_side="top center", ghost=False, rows=0),
            Points("samples", "sample (simulated)", NET, here=True, size=6),
            Points("crosses", "outside the range", Style(marker="x"), here=True, rows=0),
        ],
        x=Axis("Blood sample", 0, SAMPLES + 1, digits=0),
        y=Axis(
            "Norepinephrine in plasma (pg/mL)",
            40,
            3000,
            unit="pg/mL",
            scale="log",
            digits=0,
            ticks=(50, 100, 200, 500, 1000, 2000),
        ),
        draw=draw,
        vectorised=True,
        words=words,
        limits={
            "Measured": "The usual ranges of two laboratories, and the rise on standing "
            f"({rise['standing']:.1f} times, 17 people). No sample: all are simulated.",
            "Assumed": "Single samples scatter log-normally around the average, and standing "
            "multiplies every average by the same number. The scatter is yours to choose.",
            "Left out": "Time of day, exercise, stress, age, illness, and the minutes since "
            "standing up. No brain is in this picture.",
        },
        sources=lambda: evidence.sources(
            {"quest-norepinephrine-catalogue", "mayo-catp-catalogue", "pmid4084169"}
        ),
    )


def second_tries():
    """Two treatments, one after the other, and how many get better on the second by luck alone."""
    places = [0, 1, 2]

    def draw(first, second, specific):
        shares = second_try(first / 100, second / 100, specific / 100)
        luck = second_try(first / 100, second / 100)
        tried = shares.better_on_second + shares.better_on_neither
        again = shares.better_on_second / tried if tried > 0 else 0.0
        return Drawing(
            {
                "people": Data(places, [PEOPLE * share for share in shares]),
                "luck": Data(1, PEOPLE * luck.better_on_second),
            },
            {
                "on_first": PEOPLE * shares.better_on_first,
                "not_on_first": PEOPLE * tried,
                "on_second": PEOPLE * shares.better_on_second,
                "again": 100 * again,
                "luck": PEOPLE * luck.better_on_second,
            },
        )

    def words(now):
        reason = (
            "and not one of them had a reason in their body to need B"
            if now.specific == 0
            else f"where luck alone would give {now.luck:.0f}"
        )
        return (
            f"Of {PEOPLE:,} people {now.on_first:.0f} get better while taking A. Of the "
            f"{now.not_on_first:.0f} others {now.on_second:.0f} get better while taking B "
            f"({now.again:.0f} of 100), {reason}."
        )

    return Lab(
        title="The second-try machine",
        kind="model",
        controls=[
            Slider("first", "Chance to get better on A", 0, 80, 45, "%"),
            Slider("second", "Chance to get better on B", 0, 80, 45, "%"),
            Slider("specific", "People whom only one of the two can help", 0, 50, 0, "%"),
        ],
        series=[
            Bars("people", "people", Style(), measured=False),
            Points("luck", "by luck alone", Style(marker="diamond"), here=True),
        ],
        x=Axis("", -0.5, 2.5, ticks=places, tick_labels=OUTCOMES),
        y=Axis("People, of 1,000", 0, PEOPLE, digits=0),
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: the chances are yours to choose.",
            "Assumed": "Each try is a throw of dice, except for the people whom only one of the "
            "two can help. Getting better includes everyone who would have got better anyway.",
            "Left out": "Side effects, time, and that depression often lifts by itself.",
        },
    )


def level_cases():
    """Three plasma levels from the ledger with their amounts, for the worked example on units."""
    rows = evidence.norepinephrine_levels().set_index("id")["level_pg_per_ml"]
    levels = (rows["supine-posture1985"], rows["standing-posture1985"], rows["bicycle-1986"])
    return [
        {
            "level": float(level),
            "molar_mass": NOREPINEPHRINE_G_PER_MOL,
            "nanomolar": float(pg_per_ml_to_nM(level)),
        }
        for level in levels
    ]
