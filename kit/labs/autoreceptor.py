"""Labs of lesson 2, the brake: autoreceptors on day 1 and weeks later, and two studies in rats."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Slider, Style, plain
from kit.labs.block import BLOCKED, GRID, SHARE, blocked_slider
from kit.labs.pictures import bath, bath_parts
from kit.labs.regions import LOG_TICKS, measured, parameter, seen
from kit.labs.style import DRUG, NET
from kit.science.feedback import alpha2_loop, sensitivity

LATER_DAYS = 21.0  # the last day at which Le Poul 1995 looked
WHEN = {"first": "day 1", "later": "day 21, brake relaxed"}


def relaxed():
    """Share of the brake that is left after three weeks, as fitted to Le Poul 1995."""
    return float(sensitivity(LATER_DAYS))


def brake():
    """A cartoon of the brake on release: on the first day, and when it has relaxed."""
    left = relaxed()

    def draw(blocked, strength, when):
        weight = strength / (1 + strength)
        now = left if when == "later" else 1.0

        def level(part, share_left):
            return alpha2_loop(part / 100, share_left, SHARE, weight)

        here, free = level(blocked, now), level(blocked, 0.0)
        series = {
            "free": Data(GRID, level(GRID, 0.0)),
            "braked": Data(GRID, level(GRID, now)),
            "here": Data(blocked, here),
        }
        kept = (here - 1) / (free - 1) if free > 1 else 1.0
        release = here / free  # what is left of it
        picture = bath_parts(here, blocked / 100, SHARE, tap=release, shut=1 - release)
        return Drawing(series, {"level": here, "free": free, "kept": 100 * kept}, picture=picture)

    def words(now):
        when = WHEN[now.when].split(",")[0]
        if now.blocked == 0:
            return (
                f"No drug, {when}: the level is 1.0 times and the brake (strength "
                f"{plain(now.strength)}) is at rest."
            )
        return (
            f"{plain(now.blocked)} % blocked, brake strength {plain(now.strength)}, {when}: "
            f"{now.level:.1f} times, where no brake would give {now.free:.1f} times. The brake "
            f"lets {now.kept:.0f} % of the rise through."
        )

    return Lab(
        title="The brake, a cartoon",
        kind="conceptual",
        controls=[
            blocked_slider(80),
            Slider("strength", "Brake strength", 0, 10, 3, stops={"no brake": 0, "strong": 10}),
            Choice("when", "When", WHEN, "first"),
        ],
        series=[
            Line("free", "no brake", Style("#222222", "dash"), 0.75, ghost=False),
            Line("braked", "with the brake", DRUG, label_at=0.6, label_side="bottom right"),
            Points("here", "this block", DRUG, here=True),
        ],
        x=BLOCKED,
        y=Axis("Times as much outside as before", 0, 7.5, unit="times", ticks=(1, 2, 4, 6)),
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing in this chart.",
            "Assumed": f"The more is outside, the less is released. On day {LATER_DAYS:.0f} a "
            f"quarter of the brake is left: a curve fitted to serotonin neurons of rats (Le Poul "
            f"1995). The transporter does {plain(100 * SHARE)} % of the clearing.",
            "Left out": "Where the brake sits, and whether its relaxing is what changes the level "
            "over weeks. The next lab shows why that is open.",
        },
        sources=lambda: evidence.sources({parameter("feedback.sensitivity.residual")["source"]}),
        picture=bath(),
    )


STUDIES = {
    "pump": "pump, 14 days, cortex",
    "needle": "injections, 14 days, hippocampus",
}
ROWS = {
    "pump": (
        ("norepinephrine-reboxetine-cortex-2d", 1, 0.0, None),
        ("norepinephrine-reboxetine-cortex-14d", 2, 0.0, None),
    ),
    "needle": (
        ("norepinephrine-reboxetine-hippocampus-first", 1, 0.0, None),
        ("norepinephrine-reboxetine-hippocampus-14d", 2, 0.0, None),
    ),
}
BLOCKED_BRAKE = ("norepinephrine-reboxetine-idazoxan-cortex", 3, 0.0, None)


def two_studies():
    """One drug given for two weeks in two ways, and what the brake then did."""
    points = {study: measured([*rows, BLOCKED_BRAKE]) for study, rows in ROWS.items()}

    def draw(study, left):
        first, later = alpha2_loop(1.0), alpha2_loop(1.0, left / 100)
        slope = np.array([0.0, 0.5, 1.0])
        line = first + slope * (later - first)
        free = alpha2_loop(1.0, 0.0)
        series = {
            "model": Data(1 + slope, line),
            "unbraked": Data([2.7, 3, 3.3], [free] * 3),
            "measured": points[study],
        }
        seen_first, seen_later = points[study].y[:2]
        numbers = {"first": first, "later": later, "saw_first": seen_first, "saw": seen_later}
        return Drawing(series, numbers)

    def words(now):
        gap = 100 * (now.later / now.saw - 1)
        side = "above" if gap > 0 else "below"
        return (
            f"Measured ({STUDIES[now.study]}): {plain(now.saw_first)} times at first, "
            f"{plain(now.saw)} times after two weeks. Model with {plain(now.left)} % of the brake "
            f"left: {now.first:.1f}, then {now.later:.1f} times, {abs(gap):.0f} % {side} what "
            "was measured."
        )

    names = [row[0] for rows in ROWS.values() for row in rows] + [BLOCKED_BRAKE[0]]
    return Lab(
        title="Reboxetine for two weeks, given in two ways",
        kind="measured + model",
        controls=[
            Choice("study", "Study in rats", STUDIES, "pump"),
            Slider("left", "Brake left after two weeks", 0, 100, 100, "%"),
        ],
        series=[
            Line("model", "model", NET, 0.5, "bottom center", rows=2),
            Line("unbraked", "", NET, ghost=False, rows=0),
            Points("measured", "norepinephrine, measured", NET),
        ],
        x=Axis(
            "When",
            0.5,
            3.5,
            ticks=(1, 2, 3),
            tick_labels=("first", "later", "no brake"),
        ),
        y=Axis("Times as much outside as before", 0.9, 22, "times", "log", ticks=LOG_TICKS),
        draw=draw,
        words=words,
        limits={
            "Measured": "Rats, microdialysis. Pump: Invernizzi 2001. Daily injections, and one "
            "injection with idazoxan, which blocks the brake: Sacchetti 1999.",
            "Assumed": "All of the norepinephrine transporter is blocked. The model was fitted to "
            "the pump's first days and to the blocked brake, so it misses the other study's start.",
            "Left out": "Differences between cortex and hippocampus, and between doses.",
        },
        sources=lambda: evidence.sources({seen(name)["source"] for name in names}),
    )
