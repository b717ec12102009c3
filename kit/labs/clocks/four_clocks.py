from collections.abc import Iterable
from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Drawing, Lab, Line, Points, Slider, Style, plain
from kit.labs.clocks.shared import (
    CHOSEN,
    DAY_H,
    LAST_WEEK,
    SCAN_H,
    USUAL_ODDS,
    WEEK_H,
    in_days,
    level,
    symptoms,
    third_of,
)
from kit.labs.pictures import synapse, synapse_parts
from kit.labs.scans import points
from kit.labs.style import DRUG, SERT, percent
from kit.science.feedback import sensitivity, serotonin_loop
from kit.science.occupancy import from_odds

MOST_OUTSIDE = 4.0  # times baseline: fills the gap of the picture, and half of its receptors
EVENING = {  # rows of the ledger, and how many days of tablets came before
    "escitalopram-sert-10mg-single-6h": 0,
    "duloxetine-sert-60mg-single-6h": 0,
    "paroxetine-sert-20mg-single-4h": 0,
}
SCANS = EVENING | {  # 28 stands for weeks
    "escitalopram-sert-10mg-repeated-6h": 9,
    "paroxetine-sert-20mg-repeated": 28,
    "citalopram-sert-20mg-repeated": 28,
}
NEURONS = {"serotonin-autoreceptor-day3": 3, "serotonin-autoreceptor-day21": 21}  # days
# Every hour of the first two days, then around each tablet: just before it, and six hours after.
TABLETS_H = [24 * day + np.array([6, 23.99]) for day in range(1, 56)]
CLOCK_H = np.unique(np.concatenate([np.geomspace(1, 48, 60), *TABLETS_H]))
HIGH, HIGHEST = 108, 145  # %; a level of the shortest half-life stands higher after two hours
FIRST_DAY = {"klein2006", "takano2006", "arakawa2016"}
SOURCES = FIRST_DAY | {"taylor2006", "lepoul1995", "meyer2001", "klein2007", "gartside1995"}
TICKS = {1: "1 h", 24: "1 day", 168: "1 wk", 672: "4 wk"}
CLOCKS = {  # from the top panel down: the axis, the line and its style
    "level": ("Drug level (%)", "level", DRUG),
    "block": ("Blocked (%)", "block", SERT),
    "brake": ("Brake relaxed (%)", "adaptation", CHOSEN),
    "felt": ("Symptoms (%)", "drug minus placebo", CHOSEN),
}


def four_clocks(until: str = "weeks") -> Lab:
    """Level, block, brake and symptoms on one axis of time.

    Parameters
    ----------
    until : {"weeks", "evening"}
        "evening" has the first two clocks only, and the first day.
    """
    clocks = {"weeks": all_clocks, "evening": first_evening}
    if until not in clocks:
        raise ValueError(f"until = {until!r} is not possible: choose 'weeks' or 'evening'.")
    return clocks[until]()


def all_clocks() -> Lab:
    """The four clocks, from the first hour to week eight."""
    fixed = [
        scanned(SCANS, "brain scans in people", size=8),
        relaxed(),
        third_of(WEEK_H, "trials", panel=3, size=10),
    ]

    def draw(time: float, adaptation: float, half_life: float) -> Drawing:
        hours = np.append(CLOCK_H, time)  # each line with the present moment at its end
        share, left = level(hours, half_life), sensitivity(hours / DAY_H, tau_days=adaptation)
        lines = {
            "level": share,
            "block": from_odds(USUAL_ODDS * share),
            "brake": 1 - np.asarray(left),
            "felt": symptoms(hours / WEEK_H, "slowing"),
        }
        now = {name: float(line[-1]) for name, line in lines.items()}
        drawn, marks = [], []
        for panel, (name, (_, label, style)) in enumerate(CLOCKS.items()):
            x, y = hours, 100 * lines[name]
            if name == "felt":  # the trials ended, and so does their line
                x = np.minimum(hours, LAST_WEEK * WEEK_H)
            look: dict[str, Any] = {"style": style, "panel": panel}
            drawn.append(Line(name, label, x[:-1], y[:-1], label_at=0.12, rows=3, **look))
            marks.append(Points(f"{name} now", "now", x[-1], y[-1], here=True, size=8, **look))
        serotonin = serotonin_loop(now["block"], 1 - now["brake"])
        outside = float(serotonin.forebrain)
        picture = synapse_parts(
            cleft=min(outside / MOST_OUTSIDE, 1.0),
            blocked=now["block"],
            bound=from_odds(outside / MOST_OUTSIDE),
            brake=1.0 - float(serotonin.firing),
        )
        said = {"outside": outside, "when": when(time), "adapted": in_days(adaptation)}
        numbers = {name: 100 * share for name, share in now.items()} | said
        return Drawing([*drawn, *marks, *fixed], numbers, picture=picture)

    stops = {"6 h": 6, "1 day": 24, "1 week": 168, "6 weeks": 1008}
    return Lab(
        title="Four clocks",
        kind="measured + model",
        controls=[
            Slider("time", "Time", 1, 8 * WEEK_H, 6, "h", scale="log", axis=True, stops=stops),
            Slider("adaptation", "Adaptation time", 1, 28, 10, "days"),
            Slider("half_life", "Half-life", 4, 240, 24, "h", scale="log"),
        ],
        picture=synapse(),
        x=Axis("Time (log scale)", 1, 8 * WEEK_H, "h", "log", 1, [*TICKS], [*TICKS.values()]),
        y=[
            percent(title, high=HIGHEST if name == "level" else HIGH, step=50)
            for name, (title, *_) in CLOCKS.items()
        ],
        draw=draw,
        words="Half-life {half_life} h, {when} after the first tablet: level {level:.0f} % of its "
        "plateau, {block:.0f} % blocked, brake relaxed in {brake:.0f} % of neurons, symptoms at "
        "{felt:.0f} % of their six-week difference. With adaptation in {adapted} a model of rats "
        "puts serotonin outside at {outside:.1f} times.",
        measured="Filled points only: scans of three drugs (people), autoreceptors that lost "
        "sensitivity (rats), and the trials' week one (“about one third”).",
        assumed="The plateau blocks 80 % six hours after a tablet; what is left of every tablet "
        "adds up; brake and symptoms follow chosen shapes, one exponential each.",
        left_out="Any law that leads from the third clock to the fourth: nobody has one. Serotonin "
        "outside comes from a model of rats; the scale of the picture is chosen.",
        sources=lambda: evidence.sources(SOURCES),
    )


def first_evening() -> Lab:
    """Level and block on the first day: the two quick clocks."""
    hours = np.linspace(0, DAY_H, 97)
    line = level(hours, DAY_H)
    block = 100 * from_odds(USUAL_ODDS * line)
    lines = [
        Line("level", "level", hours, 100 * line, DRUG, 0.7, rows=5),
        Line("block", "block", hours, block, SERT, 0.7, rows=5, panel=1),
    ]
    scans = scanned(EVENING, "brain scans")

    def draw(time: float) -> Drawing:
        here = float(level(time, DAY_H)[0])
        now = float(from_odds(USUAL_ODDS * here))
        marks = [
            Points("level now", "now", time, 100 * here, DRUG, here=True, rows=0),
            Points("block now", "now", time, 100 * now, SERT, here=True, rows=0, panel=1),
        ]
        picture = synapse_parts(cleft=0.3, blocked=now)
        numbers = {"share": 100 * here, "block": 100 * now}
        return Drawing([*lines, *marks, scans], numbers, picture=picture)

    return Lab(
        title="The first day",
        kind="measured + model",
        controls=[Slider("time", "Time", 0, DAY_H, SCAN_H, "h", axis=True, stops={"6 h": 6})],
        x=Axis("Hours since the first tablet", 0, DAY_H, "h", ticks=(0, 6, 12, 18, 24)),
        y=[percent(title, high=HIGH, step=50) for title in ("Level (%)", "Blocked (%)")],
        draw=draw,
        words="{time} h after the first tablet: the level is {share:.0f} % of its later plateau, "
        "and {block:.0f} % of the pumps are blocked (invented drug). Scans of three real drugs "
        "after one dose stand beside it.",
        measured="The filled points: escitalopram, duloxetine and paroxetine, after one dose.",
        assumed="The lines: an invented drug with a half-life of a day, whose plateau blocks 80 % "
        "six hours after a tablet.",
        left_out="The two slow clocks.",
        sources=lambda: evidence.sources(FIRST_DAY),
        picture=synapse(),
    )


def scanned(names: Iterable[str], label: str, **look: Any) -> Points:
    """Rows of SCANS as points: within hours of a first dose, or after days to weeks of tablets."""
    rows = evidence.occupancy(target="SERT").set_index("id").loc[[*names]]
    days = np.array([SCANS[name] for name in names])
    hours = rows["hours_after_dose_low"].fillna(0.0).to_numpy(float) + DAY_H * days
    return points("scans", label, SERT, rows, hours, panel=1, **look)


def relaxed() -> Points:
    """Share of neurons whose autoreceptor had lost sensitivity, from the ledger."""
    rows = [evidence.row("transmitters", name) for name in NEURONS]
    low, high = (np.array([row[f"value_{end}"] for row in rows], float) for end in ("low", "high"))
    spread = np.where(high > low, (high - low) / 2, np.nan)
    text = [f"{row['statement']}, {evidence.cite(row)}" for row in rows]
    at, middle = DAY_H * np.array([*NEURONS.values()]), (low + high) / 2
    look: dict[str, Any] = {"style": Style(marker="square"), "size": 8, "panel": 2}
    return Points("neurons", "neurons of rats", at, middle, error=spread, text=text, **look)


def when(hours: float) -> str:
    """A time in words."""
    if hours < 36:
        return f"{plain(hours)} h"
    return in_days(hours / DAY_H) if hours < 14 * DAY_H else f"{plain(hours / WEEK_H)} weeks"
