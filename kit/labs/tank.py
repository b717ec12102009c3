"""Labs of lesson 4, the first clock: filling up, a missed tablet, an active metabolite."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Slider, Style, plain
from kit.labs.style import DRUG, SERT
from kit.science.dosing import average_level, plateau_share, rate_of, time_to_plateau_share
from kit.science.occupancy import from_odds
from kit.science.pharmacokinetics import metabolite, oral, steady_state

NEAR_PLATEAU = 0.9
ABSORPTION_HALF_LIFE_H = 1.0  # chosen: fast against every half-life of these labs
USUAL_ODDS = 4.0  # the average level of these labs blocks 80 %, as usual doses do in lesson 3
DAYS = np.linspace(0, 42, 337)
WEEK_H = np.linspace(0, 7 * 24, 337)
SKIPPED_H = 3 * 24.0  # the tablet of day 4 is the one that is left out
LONG_H = np.geomspace(1, 12 * 7 * 24, 241)
DASHED = Style(dash="dash")
PAIRS = (("venlafaxine", "desvenlafaxine"), ("naltrexone", "6beta-naltrexol"))
CASES = (("venlafaxine", 3), ("sertraline", 2), ("duloxetine", 4))  # drug, and half-lives to wait


def long_time(weeks):
    """An axis from an hour to some weeks, on a log ruler."""
    ticks = {1: "1 h", 24: "1 day", 168: "1 wk", 672: "4 wk"}
    names = {"ticks": tuple(ticks), "tick_labels": tuple(ticks.values())}
    return Axis("Time (log ruler)", 1, weeks * 7 * 24, "h", scale="log", **names)


def seen(percent):
    """Percent with what is too little to see, and to send, set to nothing."""
    return np.where(percent < 1e-9, 0.0, percent)


def half_life(drug):
    """The half-life that a drug's label gives, in hours."""
    rows = evidence.pharmacokinetics(drug=drug, parameter="half_life_h")
    rows = rows[rows["source"].str.endswith("-label") & rows["typical"].notna()]
    return float(rows["typical"].iloc[0])


def filling_the_tank():
    """How long regular dosing takes to reach its plateau, and what the dose has to do with it."""

    def draw(half_life, dose):
        day = time_to_plateau_share(NEAR_PLATEAU, half_life) / 24
        series = {
            "level": Data(DAYS, 100 * dose * plateau_share(24 * DAYS, half_life)),
            "plateau": Data(DAYS[[0, -1]], [100 * dose] * 2),
            "here": Data(day, 100 * dose * NEAR_PLATEAU),
        }
        return Drawing(series, {"day": day, "top": 100 * dose})

    def words(now):
        return (
            f"Half-life {plain(now.half_life)} h, {plain(now.dose)} times the usual dose: the "
            f"level heads for {now.top:.0f} % of the usual plateau, and 90 % of the way is done on "
            f"day {now.day:.1f}."
        )

    stops = {"4 h": 4, "26 h": 26, "4 days": 96, "9 days": 216}
    return Lab(
        title="Filling the tank: one dose a day",
        kind="model",
        controls=[
            Slider("half_life", "Half-life", 2, 240, 24, "h", scale="log", stops=stops),
            Slider("dose", "Dose, in usual doses", 0.5, 2, 1, stops={"double": 2}),
        ],
        series=[
            Line("plateau", "plateau", DASHED, 0.9, ghost=False, rows=0),
            Line("level", "drug level", DRUG, label_at=0.5, label_side="bottom right"),
            Points("here", "90 % of the way", DRUG, here=True),
        ],
        x=Axis("Days since first dose", 0, 42, unit="days", ticks=(0, 7, 14, 21, 28, 35, 42)),
        y=Axis("Drug level (% of usual plateau)", 0, 215, unit="%"),
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: a made-up drug.",
            "Assumed": "The body removes the same share of the drug in every hour. Each curve is "
            "measured against its own plateau; the ups and downs within a day are smoothed away.",
            "Left out": "Drugs that slow their own removal, such as paroxetine and fluoxetine.",
        },
        drawable="level",
    )


def missed_tablet():
    """One tablet left out: what happens to the level, and to the block."""

    def draw(half_life, skip):
        out, into = rate_of(half_life), rate_of(ABSORPTION_HALF_LIFE_H)
        scale = 100 / average_level(1, 24, out)

        def level(time, taken):
            usual = steady_state(time, 24, 1, 1, into, out)
            gone = oral(np.maximum(time - SKIPPED_H, 0), 1, 1, into, out)
            return seen(scale * (usual - gone * (not taken)))

        def blocked(level):
            return 100 * from_odds(USUAL_ODDS * level / 100)

        later = WEEK_H >= SKIPPED_H  # before the gap there is one line
        due = SKIPPED_H + 24 - 1e-6  # just before the tablet of the next day
        usual, now = level(WEEK_H, True), level(WEEK_H, skip == "no")
        low, usual_low = level(due, skip == "no"), level(due, True)
        series = {
            "usual": Data(WEEK_H[later] / 24, usual[later]),
            "level": Data(WEEK_H / 24, now),
            "usual_block": Data(WEEK_H[later] / 24, blocked(usual[later])),
            "block": Data(WEEK_H / 24, blocked(now)),
            "low": Data(due / 24, low),
            "low_block": Data(due / 24, blocked(low)),
        }
        numbers = {
            "kept": 100 * low / usual_low,
            "block_now": blocked(low),
            "block_usual": blocked(usual_low),
        }
        return Drawing(series, numbers)

    def words(now):
        head = f"Half-life {plain(now.half_life)} h. "
        if now.skip == "no":
            return head + (
                f"A tablet every day: at its lowest, just before the next tablet, the drug still "
                f"blocks {now.block_usual:.0f} % of the transporters."
            )
        return head + (
            f"Tablet of day 4 left out: just before the next one the level is {now.kept:.0f} % of "
            f"its usual lowest, and the block is {now.block_now:.0f} % in place of "
            f"{now.block_usual:.0f} %."
        )

    thin = Style("#222222", "dot")
    return Lab(
        title="One missed tablet (made-up drug)",
        kind="model",
        controls=[
            Slider(
                "half_life", "Half-life", 4, 120, 26, "h", scale="log",
                stops={"5 h": 5, "26 h": 26, "96 h": 96},
            ),
            Choice("skip", "Tablet of day 4", {"no": "taken", "yes": "left out"}, "no"),
        ],
        series=[
            Line("usual", "usual", thin, 0.35, "top right", ghost=False, rows=0),
            Line("level", "level", DRUG, 0.99, "bottom left", ghost=False, rows=5),
            Line("usual_block", "usual", thin, 0.35, "top right", ghost=False, rows=0, panel=1),
            Line("block", "block", SERT, 0.99, "bottom left", ghost=False, rows=5, panel=1),
            Points("low", "before the tablet of day 5", DRUG, here=True),
            Points("low_block", "before the tablet of day 5", SERT, here=True, panel=1),
        ],
        x=Axis("Days", 0, 7, unit="days", ticks=tuple(range(8))),
        y=[
            Axis("Level (%)", 0, 280, unit="%", ticks=(0, 100, 200)),
            Axis("Blocked (%)", 0, 105, unit="%", ticks=(0, 20, 40, 60, 80, 100)),
        ],
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: a made-up drug.",
            "Assumed": "Dosing long enough for a plateau; fast absorption. The average level is "
            "called 100 % and blocks 80 %; block follows level at once, by the curve of lesson 3.",
            "Left out": "That block often lasts longer than the level, and what to do about a "
            "missed tablet: a leaflet or a pharmacist says that for each medicine.",
        },
    )  # fmt: skip


def active_metabolite():
    """A drug and the active substance that the body makes of it, each with its own half-life."""

    def draw(parent, child):
        into, out, away = rate_of(ABSORPTION_HALF_LIFE_H), rate_of(parent), rate_of(child)
        first = seen(100 * oral(LONG_H, 1, 1, into, out))
        second = seen(100 * metabolite(LONG_H, 1, 1, into, out, 1, 1, away))
        series = {
            "parent": Data(LONG_H, first),
            "child": Data(LONG_H, second),
            "both": Data(LONG_H, first + second),
        }
        return Drawing(series, {"alone": _last(first), "together": _last(first + second)})

    def words(now):
        return (
            f"Parent {plain(now.parent)} h, metabolite {plain(now.child)} h. The parent falls "
            f"below a tenth of the dose after {_span(now.alone)}, both together after "
            f"{_span(now.together)}."
        )

    first, second = zip(*PAIRS, strict=True)
    return Lab(
        title="A parent and its active child, after one dose",
        kind="model",
        controls=[
            Slider(
                "parent", "Half-life of the parent", 2, 72, half_life("venlafaxine"), "h",
                scale="log", stops={name: half_life(name) for name in first},
            ),
            Slider(
                "child", "Half-life of the metabolite", 2, 384, half_life("desvenlafaxine"), "h",
                scale="log", stops={name: half_life(name) for name in second},
            ),
        ],
        series=[
            Line("parent", "parent", DRUG, 0.35, "top right", ghost=False, rows=5),
            Line("child", "metabolite", DASHED, 0.2, "bottom right", ghost=False, rows=5),
            Line("both", "both", Style(dash="dot"), 0.32, "top right", ghost=False, rows=5),
        ],
        x=long_time(weeks=12),
        y=Axis("In the body (% of the dose)", 0, 105, unit="%", ticks=(0, 20, 40, 60, 80, 100)),
        draw=draw,
        words=words,
        limits={
            "Measured": "Only the half-lives behind the named buttons, from US labels.",
            "Assumed": "All of the parent turns into this one metabolite; both work equally well.",
            "Left out": "How strongly each of them acts, and other ways out of the body.",
        },
        sources=lambda: evidence.sources(
            {f"{name}-tablets-label" for name in ("venlafaxine", "naltrexone")}
        ),
    )  # fmt: skip


def _last(share):
    """Hours at which a curve, in percent, is last above a tenth."""
    place = min(np.flatnonzero(share > 10)[-1], LONG_H.size - 2)
    here, then = share[place : place + 2]
    return LONG_H[place] + (here - 10) / (here - then) * (LONG_H[place + 1] - LONG_H[place])


def in_days(number):
    """A number of days, as a person says it."""
    return f"{plain(number)} day{'' if plain(number) == '1' else 's'}"


def _span(hours):
    """Hours, or days from two days on, as a person says them."""
    return f"{hours:.0f} hours" if hours < 48 else f"{hours / 24:.0f} days"


def half_life_fraction_cases():
    """Numbers of the worked example: a half-life from a label, a time, and what is left.

    Returns
    -------
    list of dict
        Venlafaxine, sertraline, duloxetine.
    """
    return [_case(*case) for case in CASES]


def _case(drug, halvings):
    one = half_life(drug)
    time = halvings * one
    left = 1 - float(plateau_share(time, one))
    return {
        "drug": drug.capitalize(),
        "half_life": one,
        "time": time,
        "halvings": halvings,
        "left": 100 * left,
        "gone": 100 * (1 - left),
        "straight": max(0.0, 100 - 100 * time / (2 * one)),
        "shared": 100 / halvings,
        "half": 50.0,
        "inverse": one / time,
    }
