"""All clocks together, from the first hour to week eight."""

from collections.abc import Iterable

import numpy as np

from kit import evidence
from kit.chart import Axis, Data, Drawing, Lab, Line, Now, Points, Slider, Style, plain
from kit.labs.clocks.shared import (
    CHOSEN,
    DAY_H,
    LAST_WEEK,
    SCAN_H,
    USUAL_ODDS,
    WEEK_H,
    dots,
    in_days,
    level,
    long_time,
    symptoms,
    third_of,
)
from kit.labs.pictures import synapse, synapse_parts
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
    fixed = {"scans": scanned(SCANS), "neurons": relaxed(), "third": third_of(WEEK_H)}

    def draw(time: float, adaptation: float, half_life: float) -> Drawing:
        hours = np.append(CLOCK_H, time)  # each line with the present moment at its end
        share, left = level(hours, half_life), sensitivity(hours / DAY_H, tau_days=adaptation)
        lines = {
            "level": share,
            "block": from_odds(USUAL_ODDS * share),
            "brake": 1 - np.asarray(left),
            "felt": symptoms(hours / WEEK_H, "slowing"),
        }
        series, now = dict(fixed), {name: float(line[-1]) for name, line in lines.items()}
        for name, line in lines.items():  # the trials ended, and so does their line
            x = np.minimum(hours, LAST_WEEK * WEEK_H) if name == "felt" else hours
            series[name] = Data(x[:-1], 100 * line[:-1])
            series[f"{name} now"] = Data(x[-1], 100 * line[-1])
        serotonin = serotonin_loop(now["block"], 1 - now["brake"])
        outside = float(serotonin.forebrain)
        picture = synapse_parts(
            cleft=min(outside / MOST_OUTSIDE, 1.0),
            blocked=now["block"],
            bound=from_odds(outside / MOST_OUTSIDE),
            brake=1.0 - float(serotonin.firing),
        )
        numbers = {name: 100 * share for name, share in now.items()} | {"outside": outside}
        return Drawing(series, numbers, picture=picture)

    def words(now: Now) -> str:
        return (
            f"Half-life {plain(now.half_life)} h, {when(now.time)} after the first tablet: level "
            f"{now.level:.0f} % of its plateau, {now.block:.0f} % blocked, brake relaxed in "
            f"{now.brake:.0f} % of neurons, symptoms at {now.felt:.0f} % of their six-week "
            f"difference. With adaptation in {in_days(now.adaptation)} a model of rats puts "
            f"serotonin outside at {now.outside:.1f} times."
        )

    stops = {"6 h": 6, "1 day": 24, "1 week": 168, "6 weeks": 1008}
    panels = [(panel, name, *CLOCKS[name]) for panel, name in enumerate(CLOCKS)]
    return Lab(
        title="Four clocks",
        kind="measured + model",
        controls=[
            Slider("time", "Time", 1, 8 * WEEK_H, 6, "h", scale="log", axis=True, stops=stops),
            Slider("adaptation", "Adaptation time", 1, 28, 10, "days"),
            Slider("half_life", "Half-life", 4, 240, 24, "h", scale="log"),
        ],
        series=[
            *(Line(name, label, style, 0.12, rows=3, panel=panel)
              for panel, name, _, label, style in panels),
            *(Points(f"{name} now", "now", style, here=True, panel=panel, size=8)
              for panel, name, _, _, style in panels),
            Points("scans", "brain scans in people", SERT, panel=1, size=8),
            Points("neurons", "neurons of rats", Style(marker="square"), panel=2, size=8),
            Points("third", "trials", Style(marker="diamond"), panel=3, size=10),
        ],
        picture=synapse(),
        x=long_time(weeks=8),
        y=[percent(title, high=HIGH if panel else HIGHEST, step=50)
           for panel, _, title, _, _ in panels],
        draw=draw,
        words=words,
        limits={
            "Measured": "Filled points only: scans of three drugs (people), autoreceptors that "
            "lost sensitivity (rats), and the trials' week one (“about one third”).",
            "Assumed": "The plateau blocks 80 % six hours after a tablet; what is left of every "
            "tablet adds up; brake and symptoms follow chosen shapes, one exponential each.",
            "Left out": "Any law that leads from the third clock to the fourth: nobody has one. "
            "Serotonin outside comes from a model of rats; the scale of the picture is chosen.",
        },
        sources=lambda: evidence.sources(
            {"taylor2006", "lepoul1995", "meyer2001", "klein2006", "klein2007", "takano2006",
             "arakawa2016", "gartside1995"}
        ),
    )  # fmt: skip


def first_evening() -> Lab:
    """Level and block on the first day: the two quick clocks."""
    hours = np.linspace(0, DAY_H, 97)
    line, found = level(hours, DAY_H), scanned(EVENING)

    def draw(time: float) -> Drawing:
        here = float(level(time, DAY_H)[0])
        now = float(from_odds(USUAL_ODDS * here))
        series = {
            "level": Data(hours, 100 * line),
            "block": Data(hours, 100 * from_odds(USUAL_ODDS * line)),
            "level now": Data(time, 100 * here),
            "block now": Data(time, 100 * now),
            "scans": found,
        }
        picture = synapse_parts(cleft=0.3, blocked=now)
        return Drawing(series, {"share": 100 * here, "block": 100 * now}, picture=picture)

    def words(now: Now) -> str:
        return (
            f"{plain(now.time)} h after the first tablet: the level is {now.share:.0f} % of its "
            f"later plateau, and {now.block:.0f} % of the pumps are blocked (invented drug). Scans "
            "of three real drugs after one dose stand beside it."
        )

    return Lab(
        title="The first day",
        kind="measured + model",
        controls=[Slider("time", "Time", 0, DAY_H, SCAN_H, "h", axis=True, stops={"6 h": 6})],
        series=[
            Line("level", "level", DRUG, 0.7, rows=5),
            Line("block", "block", SERT, 0.7, rows=5, panel=1),
            Points("level now", "now", DRUG, here=True, rows=0),
            Points("block now", "now", SERT, here=True, rows=0, panel=1),
            Points("scans", "brain scans", SERT, panel=1),
        ],
        x=Axis("Hours since the first tablet", 0, DAY_H, "h", ticks=(0, 6, 12, 18, 24)),
        y=[percent(title, high=HIGH, step=50) for title in ("Level (%)", "Blocked (%)")],
        draw=draw,
        words=words,
        limits={
            "Measured": "The filled points: escitalopram, duloxetine and paroxetine, after one "
            "dose.",
            "Assumed": "The lines: an invented drug with a half-life of a day, whose plateau "
            "blocks 80 % six hours after a tablet.",
            "Left out": "The two slow clocks.",
        },
        sources=lambda: evidence.sources({"klein2006", "takano2006", "arakawa2016"}),
        picture=synapse(),
    )


def scanned(names: Iterable[str]) -> Data:
    """Rows of SCANS as points: within hours of a first dose, or after days to weeks of tablets."""
    rows = evidence.occupancy(target="SERT").set_index("id").loc[[*names]]
    days = np.array([SCANS[name] for name in names])
    return dots(rows, rows["hours_after_dose_low"].fillna(0.0).to_numpy(float) + DAY_H * days)


def relaxed() -> Data:
    """Share of neurons whose autoreceptor had lost sensitivity, from the ledger."""
    rows = [evidence.row("transmitters", name) for name in NEURONS]
    low, high = (np.array([row[f"value_{end}"] for row in rows], float) for end in ("low", "high"))
    spread = np.where(high > low, (high - low) / 2, np.nan)
    text = [f"{row['statement']}, {evidence.cite(row)}" for row in rows]
    return Data(DAY_H * np.array([*NEURONS.values()]), (low + high) / 2, error=spread, text=text)


def when(hours: float) -> str:
    """A time in words."""
    if hours < 36:
        return f"{plain(hours)} h"
    return in_days(hours / DAY_H) if hours < 14 * DAY_H else f"{plain(hours / WEEK_H)} weeks"
