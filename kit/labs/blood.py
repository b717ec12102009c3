"""Labs of lesson 1 on norepinephrine in the blood: how much there is, and what it does there."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Slider, plain
from kit.evidence.units import pg_per_ml_to_nM
from kit.labs.style import DRUG, NET

# What the axis calls a situation of the ledger; * people with untreated high blood pressure.
PLACES = {
    "supine": "lying",
    "standing": "standing",
    "rest": "rest *",
    "mental stress": "sums *",
    "submaximal exercise": "cycling *",
    "exercise": "flat out",
}


def readings(measure):
    """Ledger rows of one kind with the place of their situation, pg/mL."""
    rows = evidence.norepinephrine_levels()
    rows = rows[(rows["measure"] == measure) & rows["situation"].isin(PLACES)]
    rows = rows[rows["level_pg_per_ml"].notna() | rows["low_pg_per_ml"].notna()]
    place = {name: len(PLACES) - 1 - number for number, name in enumerate(PLACES)}
    return rows.assign(place=[float(place[name]) for name in rows["situation"]])


def said(row):
    """A row of the ledger as hovering says it."""
    spread = "" if row["spread_kind"] in ("", "not stated") else f" {row['spread_kind']}"
    number = f"{row['printed_as']}{spread}"
    count = f"{row['n']} {row['people']}" if row.notna()["n"] else row["people"]
    return f"{number}, {count}, {evidence.cite(row)}"


def drawn(unit):
    """Means and reference ranges as series, in pg/mL or nM."""
    turn = (lambda level: level) if unit == "pg/mL" else pg_per_ml_to_nM
    means, ranges = readings("level"), readings("reference range")
    low, high = (turn(ranges[name].to_numpy(float)) for name in ("low_pg_per_ml", "high_pg_per_ml"))
    text = [said(row) for _, row in ranges.iterrows()]
    at = ranges["place"].to_numpy(float)
    return {
        "means": Data(
            turn(means["level_pg_per_ml"].to_numpy(float)),
            means["place"].to_numpy(float),
            text=[said(row) for _, row in means.iterrows()],
        ),
        "ranges": Data(
            np.concatenate([low, high]),
            np.concatenate([at, at]),
            error_x=np.concatenate([high - low, 0 * high]),
            error_x_down=0 * np.concatenate([low, high]),
            text=[*text, *text],
        ),
    }


def blood_level():
    """Norepinephrine in plasma, lying, standing, at sums and on a bicycle, on a log axis."""
    means = readings("level").set_index("id")["level_pg_per_ml"]
    lying, standing = means["supine-posture1985"], means["standing-posture1985"]
    cycling, hard = means["bicycle-1986"], means["maximal-cycling-men-rowland1996"]
    series = {unit: drawn(unit) for unit in ("pg/mL", "nM")}
    ticks = {"pg/mL": (50, 200, 1000, 5000), "nM": (0.3, 1, 5, 20)}
    ends = {"pg/mL": (50, 5000), "nM": tuple(pg_per_ml_to_nM(level) for level in (50, 5000))}
    axes = {
        unit: Axis(
            f"Plasma ({unit})", *ends[unit], unit=unit, scale="log",
            digits=0 if unit == "pg/mL" else 2, ticks=ticks[unit],
        )
        for unit in series
    }  # fmt: skip

    def draw(fold, unit):
        guide = lying * fold
        height = guide if unit == "pg/mL" else pg_per_ml_to_nM(guide)
        line = Data([height, height], [-0.5, 5.5])
        return Drawing({**series[unit], "guide": line}, {"guide": guide}, {"x": axes[unit]})

    def words(now):
        reached = "less than standing still brought"
        for level, what in (
            (standing, "standing"),
            (cycling, "cycling"),
            (hard, "all-out cycling"),
        ):
            if now.guide >= 0.99 * level:
                reached = f"at least what {what} brought ({level:.0f} pg/mL)"
        first, second = f"{now.guide:.0f} pg/mL", f"{pg_per_ml_to_nM(now.guide):.2f} nM"
        if now.unit == "nM":
            first, second = second, first
        return (
            f"{plain(now.fold)} times the lying mean of {lying:.0f} pg/mL is {first} ({second}): "
            f"{reached}."
        )

    return Lab(
        title="One molecule, two jobs: norepinephrine in the blood",
        kind="measured",
        controls=[
            Slider(
                "fold", "Times the lying mean", 0.5, 25, 1, scale="log",
                stops={name: round(level / lying, 2) for name, level in
                       (("standing", standing), ("cycling", cycling))},
            ),
            Choice("unit", "Unit", {"pg/mL": "pg/mL", "nM": "nM"}, "pg/mL"),
        ],
        series=[
            Points("ranges", "reference ranges of two laboratories", DRUG, size=6),
            Points("means", "measured means", NET),
            Line("guide", "your multiple", DRUG, label_side="top right", label_at=0, rows=0),
        ],
        x=axes["pg/mL"],
        y=Axis(
            "What the people were doing", -0.5, 5.5, ticks=tuple(range(6)),
            tick_labels=tuple(reversed(PLACES.values())),
        ),
        draw=draw,
        words=words,
        limits={
            "Measured": "Every point is the mean of a group. Bars join the ends of what two "
            "laboratories print as usual. Hover for source and number of people.",
            "Assumed": "That groups from different studies may stand side by side. The stars mark "
            "people with untreated high blood pressure: at rest they had more than others have "
            "standing.",
            "Left out": "Differences between people and between hours; the brain, which this is "
            "not a measure of.",
        },
        sources=lambda: evidence.sources(
            {*readings("level")["source"], *readings("reference range")["source"]}
        ),
    )  # fmt: skip


MOVING = {  # what people did: rows of the ledger before and during
    "cycling": ("rest-before-bicycle-1986", "bicycle-1986"),
    "sums": ("rest-before-arithmetic-1986", "arithmetic-1986"),
}
THRESHOLDS = {  # rows of the ledger with a level at which an infusion acts
    "infusion-pressure-rise-venous-1988": "pressure up",
    "infusion-heart-rate-fall-venous-1988": "heart slower",
    "infusion-effects-1978": "both (1978)",
}


def pair(rows, doing):
    """Level and heart rate before and during, as a series."""
    found = rows.loc[list(MOVING[doing])]
    text = [f"{row['heart_rate_bpm']:g} beats a minute, {said(row)}" for _, row in found.iterrows()]
    return Data(found["level_pg_per_ml"], found["heart_rate_bpm"], text=text)


def heart():
    """The same hormone in the blood, and a heart that races or slows down."""
    rows = evidence.norepinephrine_levels().set_index("id")
    pairs = {doing: pair(rows, doing) for doing in MOVING}
    seen = rows.loc[list(THRESHOLDS)]
    pressure, slower, older = seen["level_pg_per_ml"]
    text = [
        f"{name}: {said(row)}"
        for name, (_, row) in zip(THRESHOLDS.values(), seen.iterrows(), strict=True)
    ]
    thresholds = Data(
        seen["level_pg_per_ml"], [2, 1, 0], error_x=seen["spread_pg_per_ml"], text=text
    )

    def draw(doing, level):
        line = Data([level, level], [-0.5, 2.5])
        chosen = Data(pairs[doing].x, pairs[doing].y)
        return Drawing({**pairs, "chosen": chosen, "seen": thresholds, "level": line})

    def words(now):
        levels = " to ".join(f"{level:.0f}" for level in pairs[now.doing].x)
        beats = " to ".join(f"{rate:.0f}" for rate in pairs[now.doing].y)
        what = "Cycling" if now.doing == "cycling" else "Sums in the head"
        where = "below every effect"
        if now.level >= pressure:
            where = f"enough to raise blood pressure (from {pressure:.0f} on)"
        if now.level >= slower:
            where = f"enough to raise blood pressure and slow the heart (from {slower:.0f} on)"
        return (
            f"{what}: norepinephrine in plasma went from {levels} pg/mL, the heart from {beats} "
            f"beats a minute. Infused into people at rest, {now.level:.0f} pg/mL is {where}, in "
            "the study of 1988."
        )

    return Lab(
        title="Same hormone, opposite heart",
        kind="measured",
        controls=[
            Choice("doing", "What the people did",
                   {"cycling": "cycling", "sums": "sums in the head"}, "cycling"),
            Slider(
                "level", "Infused until plasma has", 100, 4000, 200, "pg/mL", "log", axis=True
            ),
        ],
        series=[
            Points("cycling", "cycling, before and during", NET),
            Points("sums", "sums, before and during", DRUG),
            Points("chosen", "what they did", DRUG, here=True, rows=0),
            Points("seen", "level at which an infusion acts", NET, panel=1),
            Line("level", "infused", DRUG, rows=0, panel=1, label_at=0, label_side="top right"),
        ],
        x=Axis("Plasma (pg/mL)", 100, 4000, unit="pg/mL", scale="log", digits=0,
               ticks=(100, 300, 1000, 4000)),
        y=[
            Axis("Heart (beats/min)", 50, 145, digits=0),
            Axis("Infused at rest", -0.5, 2.5, ticks=(0, 1, 2),
                 tick_labels=("both (1978)", "heart slower", "pressure up")),
        ],
        draw=draw,
        words=words,
        limits={
            "Measured": "Above: group means of 51 people with untreated high blood pressure. "
            f"Below: venous levels at which an infusion begins to act, 8 people, bars are one SEM; "
            f"in 1978 nothing was seen in 5 men below {older:.0f} pg/mL. The studies disagree.",
            "Assumed": "That the three groups may be compared.",
            "Left out": "Epinephrine, and the nerves of the heart itself, which cycling drives "
            "and an infusion does not.",
        },
        sources=lambda: evidence.sources({*seen["source"], rows.loc["bicycle-1986", "source"]}),
    )  # fmt: skip
