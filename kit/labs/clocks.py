"""The lab of lesson 4 with all clocks together, from the first hour to week eight."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Slider, Style, plain
from kit.labs.outlasting import STUDIES, dots, scans
from kit.labs.pictures import synapse, synapse_parts
from kit.labs.style import DRUG, SERT
from kit.labs.tank import ABSORPTION_HALF_LIFE_H, USUAL_ODDS, in_days, long_time
from kit.science.dosing import plateau_share, rate_of
from kit.science.feedback import sensitivity, serotonin_loop
from kit.science.occupancy import from_odds
from kit.science.pharmacokinetics import oral
from kit.science.qualitative import qualitative_benefit

DAY_H = 24.0
SCAN_H = 6.0  # the level is read this long after each tablet
WEEK_ONE = 1 / 3  # row taylor2006-share: "About one third of the difference at six weeks"
LAST_WEEK = 6
WEEK_H = 168.0
MOST_OUTSIDE = 4.0  # times baseline: fills the gap of the picture, and half of its receptors
CLOCK_H = np.geomspace(1, 8 * 7 * 24, 181)
PERCENT = {"low": 0, "high": 108, "unit": "%", "ticks": (0, 50, 100)}
LEVEL = {"high": 145}  # a level of the shortest half-life stands at 138 % two hours after a tablet
PATTERNS = {
    "slowing": "most at first, then slower",
    "straight": "the same every day",
    "late": "nothing for three weeks, then all",
}
CHOSEN = Style("#222222", "dash")


def level(time, half_life):
    """Share of the plateau, read six hours after each day's tablet; the rise before that is oral.

    Exact at 6, 30, 54 … hours; between them it is the smooth line through these values.
    """
    into, out = rate_of(ABSORPTION_HALF_LIFE_H), rate_of(half_life)
    early = np.minimum(time, SCAN_H)
    rise = oral(early, 1, 1, into, out) / oral(SCAN_H, 1, 1, into, out)
    return rise * plateau_share(np.maximum(time, SCAN_H) + DAY_H - SCAN_H, half_life)


def symptoms(week, pattern):
    """Drug minus placebo, as a share of the difference at six weeks, for one pattern."""
    week = np.minimum(week, LAST_WEEK)
    return {
        "slowing": qualitative_benefit(7 * week),
        "straight": week / LAST_WEEK,
        "late": np.where(week < 3, 0.0, 1.0),
    }[pattern]


def _third(week):
    """The trials' week one as a point, at `week` in the unit of the axis."""
    trial = evidence.trials(source="taylor2006").set_index("id").loc["taylor2006-share"]
    text = f"{trial['direction_text']} {evidence.cite(trial)}"
    return Data(week, 100 * WEEK_ONE, text=[text])


def symptom_weeks():
    """Three patterns for the weekly difference between drug and placebo, and what trials found."""
    grid = np.linspace(0, LAST_WEEK, 241)
    third = _third(1.0)
    curves = {pattern: Data(grid, 100 * symptoms(grid, pattern)) for pattern in PATTERNS}

    def draw(week, pattern):
        felt = 100 * symptoms(week, pattern)
        series = {
            "felt": curves[pattern],
            "here": Data(week, felt),
            "third": third,
        }
        return Drawing(series, {"felt": felt, "one": 100 * symptoms(1.0, pattern)})

    def words(now):
        return (
            f"Pattern “{PATTERNS[now.pattern]}”, week {plain(now.week)}: {now.felt:.0f} % of the "
            f"difference at six weeks. For week one it says {now.one:.0f} %; the trials found "
            "about a third."
        )

    return Lab(
        title="Drug minus placebo, week by week",
        kind="measured + model",
        controls=[
            Slider("week", "Week", 0, LAST_WEEK, 2),
            Choice("pattern", "Pattern", PATTERNS, "slowing"),
        ],
        series=[
            Line("felt", "pattern", CHOSEN, 0.6, "bottom right", rows=7),
            Points("here", "this week", CHOSEN, here=True),
            Points("third", "28 trials", Style(marker="diamond"), size=13),
        ],
        x=Axis("Weeks", 0, 6.2, unit="weeks", ticks=tuple(range(7))),
        y=Axis("Difference (% of that at six weeks)", 0, 108, unit="%", ticks=(0, 25, 50, 75, 100)),
        draw=draw,
        words=words,
        limits={
            "Measured": "The filled point: “about one third”, from 28 pooled trials.",
            "Assumed": "The shapes. Each starts at 0 and ends at 100 %, which is what the trials "
            "found at six weeks, whatever its size.",
            "Left out": "How large the difference is, how much people differ, and harms: lesson 6. "
            "The trials' other weeks were not to be had as numbers.",
        },
        sources=lambda: evidence.sources("taylor2006"),
        drawable="felt",
    )


def four_clocks():
    """Level, block, brake and symptoms on one axis of time."""
    scanned, relaxed = _scanned(), _relaxed()
    third = _third(WEEK_H)
    last_h = LAST_WEEK * WEEK_H  # where the trials ended, and so the line

    def clocks(time, adaptation, half_life):
        share = level(time, half_life)
        left = sensitivity(time / DAY_H, tau_days=adaptation)
        return share, from_odds(USUAL_ODDS * share), left, symptoms(time / WEEK_H, "slowing")

    def draw(time, adaptation, half_life):
        lines = clocks(CLOCK_H, adaptation, half_life)
        share, block, left, felt = now = clocks(time, adaptation, half_life)
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
            cleft=min(outside / MOST_OUTSIDE, 1.0),
            blocked=block,
            bound=from_odds(outside / MOST_OUTSIDE),
            brake=1.0 - serotonin.firing,
        )
        return Drawing(
            series | {"scans": scanned, "neurons": relaxed, "third": third},
            numbers,
            picture=picture,
        )

    def words(now):
        return (
            f"Half-life {plain(now.half_life)} h, {_when(now.time)} after the first tablet: level "
            f"{now.share:.0f} % of its plateau, {now.block:.0f} % blocked, brake relaxed in "
            f"{now.relaxed:.0f} % of neurons, symptoms at {now.felt:.0f} % of their six-week "
            f"difference. With adaptation in {in_days(now.adaptation)} a model of rats puts "
            f"serotonin outside at {now.outside:.1f} times."
        )

    titles = ("Drug level (%)", "Blocked (%)", "Brake relaxed (%)", "Symptoms (%)")
    styles = {"level": DRUG, "block": SERT, "brake": CHOSEN, "felt": CHOSEN}
    labels = ("level", "block", "adaptation", "drug minus placebo")
    sides = ("bottom right", "bottom right", "top right", "top right")
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
                Line(name, label, styles[name], 0.12, sides[panel], rows=3, panel=panel)
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
            "Assumed": "The level is read six hours after each tablet; the plateau blocks 80 %; "
            "the brake and the symptoms follow chosen shapes, one exponential each.",
            "Left out": "Any law that leads from the third clock to the fourth: nobody has one. "
            "Serotonin outside comes from a model of rats; the scale of the picture is chosen.",
        },
        sources=lambda: evidence.sources(
            {"taylor2006", "lepoul1995", "meyer2001", "klein2006", "klein2007", "takano2006"}
            | {"arakawa2016", "gartside1995"}
        ),
    )  # fmt: skip


def _scanned():
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


def _relaxed():
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


def _when(hours):
    """A time as a person says it."""
    if hours < 36:
        return f"{plain(hours)} h"
    return in_days(hours / DAY_H) if hours < 14 * DAY_H else f"{plain(hours / WEEK_H)} weeks"
