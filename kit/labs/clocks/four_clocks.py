"""All clocks together, from the first hour to week eight."""

from functools import lru_cache
from types import SimpleNamespace
from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Data, Drawing, Lab, Line, Points, Slider, Style, plain
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
    scans,
    symptoms,
    third_of,
)
from kit.labs.pictures import synapse, synapse_parts
from kit.labs.style import DRUG, SERT
from kit.science.feedback import sensitivity, serotonin_loop
from kit.science.occupancy import from_odds

MOST_OUTSIDE = 4.0  # times baseline: fills the gap of the picture, and half of its receptors
FIRST = {"escitalopram": 10.0, "duloxetine": 60.0, "paroxetine": 20.0}  # mg of one dose, scanned
STUDIES = {"paroxetine": 20.0, "escitalopram": 10.0}
# Every hour of the first two days, then around each tablet: just before it, and six hours after.
CLOCK_H = np.unique(
    np.concatenate(
        [np.geomspace(1, 48, 60), *(24 * d + np.array([6, 23.99]) for d in range(1, 56))]
    )
)
PERCENT: dict[str, Any] = {"low": 0, "high": 108, "unit": "%", "ticks": (0, 50, 100)}
LEVEL = {"high": 145}  # a level of the shortest half-life stands higher two hours after a tablet


def four_clocks(until: str = "weeks") -> Lab:
    """Level, block, brake and symptoms on one axis of time.

    Parameters
    ----------
    until : {"weeks", "evening"}
        "evening" has the first two clocks only, and the first day.

    Raises
    ------
    ValueError
        For another word.
    """
    if until not in ("weeks", "evening"):
        raise ValueError(f"until = {until!r} is not possible: choose 'weeks' or 'evening'.")
    return all_clocks() if until == "weeks" else first_evening()


def all_clocks() -> Lab:
    """The four clocks, from the first hour to week eight."""
    scanned, neurons = scanned_block(), relaxed()
    third = third_of(WEEK_H)
    last_h = LAST_WEEK * WEEK_H  # where the trials ended, and so the line

    def clocks(time: Any, adaptation: float, half_life: float) -> tuple[Any, ...]:
        share = level(time, half_life)
        left = sensitivity(time / DAY_H, tau_days=adaptation)
        return share, from_odds(USUAL_ODDS * share), left, symptoms(time / WEEK_H, "slowing")

    @lru_cache(2)
    def whole(adaptation: float, half_life: float) -> tuple[Any, ...]:
        """The four lines, which time does not change."""
        return clocks(CLOCK_H, adaptation, half_life)

    def draw(time: float, adaptation: float, half_life: float) -> Drawing:
        lines = whole(adaptation, half_life)
        now = tuple(float(np.ravel(part)[0]) for part in clocks(time, adaptation, half_life))
        share, block, left, felt = now
        names = ("level", "block", "brake", "felt")
        series = {
            name: Data(CLOCK_H, 100 * (1 - line if name == "brake" else line))
            for name, line in zip(names, lines, strict=True)
        }
        for name, value in zip(names, now, strict=True):
            value = 1 - value if name == "brake" else value
            series[f"{name} now"] = Data(time, 100 * value)
        for name in ("felt", "felt now"):
            series[name] = Data(np.minimum(series[name].x, last_h), series[name].y)
        serotonin = serotonin_loop(block, left)
        outside = serotonin.forebrain
        numbers = {
            "share": 100 * share,
            "block": 100 * block,
            "relaxed": 100 * (1 - left),
            "felt": 100 * felt,
            "outside": outside,
        }
        picture = synapse_parts(
            cleft=min(float(outside) / MOST_OUTSIDE, 1.0),
            blocked=block,
            bound=from_odds(outside / MOST_OUTSIDE),
            brake=1.0 - float(serotonin.firing),
        )
        return Drawing(
            series | {"scans": scanned, "neurons": neurons, "third": third},
            numbers,
            picture=picture,
        )

    def words(now: SimpleNamespace) -> str:
        return (
            f"Half-life {plain(now.half_life)} h, {when(now.time)} after the first tablet: level "
            f"{now.share:.0f} % of its plateau, {now.block:.0f} % blocked, brake relaxed in "
            f"{now.relaxed:.0f} % of neurons, symptoms at {now.felt:.0f} % of their six-week "
            f"difference. With adaptation in {in_days(now.adaptation)} a model of rats puts "
            f"serotonin outside at {now.outside:.1f} times."
        )

    titles = ("Drug level (%)", "Blocked (%)", "Brake relaxed (%)", "Symptoms (%)")
    styles = {"level": DRUG, "block": SERT, "brake": CHOSEN, "felt": CHOSEN}
    labels = ("level", "block", "adaptation", "drug minus placebo")
    return Lab(
        title="Four clocks",
        kind="measured + model",
        controls=[
            Slider(
                "time", "Time", 1, 8 * 7 * 24, 6, "h", scale="log", axis=True,
                stops={"6 h": 6, "1 day": 24, "1 week": 168, "6 weeks": 1008},
            ),
            Slider("adaptation", "Adaptation time", 1, 28, 10, "days"),
            Slider("half_life", "Half-life", 4, 240, 24, "h", scale="log"),
        ],
        series=[
            *(
                Line(name, label, styles[name], 0.12, rows=3, panel=panel)
                for panel, (name, label) in enumerate(zip(styles, labels, strict=True))
            ),
            *(
                Points(f"{name} now", "now", styles[name], here=True, panel=panel, size=8)
                for panel, name in enumerate(styles)
            ),
            Points("scans", "brain scans in people", SERT, panel=1, size=8),
            Points("neurons", "neurons of rats", Style(marker="square"), panel=2, size=8),
            Points("third", "trials", Style(marker="diamond"), panel=3, size=10),
        ],
        picture=synapse(),
        x=long_time(weeks=8),
        y=[Axis(title, **PERCENT | ({} if k else LEVEL)) for k, title in enumerate(titles)],
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
            {"taylor2006", "lepoul1995", "meyer2001", "klein2006", "klein2007", "takano2006"}
            | {"arakawa2016", "gartside1995"}
        ),
    )  # fmt: skip


def first_evening() -> Lab:
    """Level and block on the first day: the two quick clocks."""
    hours = np.linspace(0, DAY_H, 97)
    seen = [(drug, dose, scans(drug, dose, "single")) for drug, dose in FIRST.items()]
    parts = [
        dots(rows.head(1), rows["hours_after_dose_low"].to_numpy(float)[:1]) for _, _, rows in seen
    ]
    found = Data(
        np.concatenate([part.array("x") for part in parts]),
        np.concatenate([part.array("y") for part in parts]),
        text=[text for part in parts for text in part.text],
    )

    def draw(time: float) -> Drawing:
        share = level(hours, DAY_H)
        block = from_odds(USUAL_ODDS * share)
        here = float(level(time, DAY_H)[0])
        now = float(from_odds(USUAL_ODDS * here))
        series = {
            "level": Data(hours, 100 * share),
            "block": Data(hours, 100 * block),
            "level now": Data(time, 100 * here),
            "block now": Data(time, 100 * now),
            "scans": found,
        }
        picture = synapse_parts(cleft=0.3, blocked=now)
        return Drawing(series, {"share": 100 * here, "block": 100 * now}, picture=picture)

    def words(now: SimpleNamespace) -> str:
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
        y=[Axis("Level (%)", **PERCENT), Axis("Blocked (%)", **PERCENT)],
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


def scanned_block() -> Data:
    """Scans of SERT within hours of a first dose and after days to weeks of daily doses."""
    parts = [
        (scans("duloxetine", 60, "single"), None),
        *((scans(drug, dose, "single"), None) for drug, dose in STUDIES.items()),
        (scans("escitalopram", STUDIES["escitalopram"], "repeated"), 9 * DAY_H),  # after ten doses
        (scans("paroxetine", STUDIES["paroxetine"], "repeated"), 28 * DAY_H),
        (scans("citalopram", 20, "repeated"), 28 * DAY_H),
    ]
    drawn = []
    for rows, start in parts:
        rows = rows[~(rows["hours_after_dose_low"] > 8)]  # later scans show the fading
        if start is not None and (rows["source"] == "meyer2001").any():
            rows = rows[rows["source"] == "meyer2001"]
        hours = rows["hours_after_dose_low"].fillna(0.0).to_numpy(float) + (start or 0.0)
        drawn.append(dots(rows, hours))
    x, y, error = (
        np.concatenate([part.array(key) for part in drawn]) for key in ("x", "y", "error")
    )
    return Data(x, y, error=error, text=[text for part in drawn for text in part.text])


def relaxed() -> Data:
    """Share of neurons whose autoreceptor had lost sensitivity, from the ledger."""
    rows = evidence.transmitters("serotonin").set_index("id")
    rows = rows.loc[["serotonin-autoreceptor-day3", "serotonin-autoreceptor-day21"]]
    low, high = (rows[f"value_{end}"].to_numpy(float) for end in ("low", "high"))
    return Data(
        np.array([3.0, 21.0]) * DAY_H,
        (low + high) / 2,
        error=np.where(high > low, (high - low) / 2, np.nan),
        text=[f"{row['statement']}, {evidence.cite(row)}" for _, row in rows.iterrows()],
    )


def when(hours: float) -> str:
    """A time as a person says it."""
    if hours < 36:
        return f"{plain(hours)} h"
    return in_days(hours / DAY_H) if hours < 14 * DAY_H else f"{plain(hours / WEEK_H)} weeks"
