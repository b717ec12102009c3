from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Drawing, Lab, Line, Points, Slider, Style, plain
from kit.labs.clocks.shared import DAY_H, in_days, level, plateau
from kit.labs.pictures import picture, sides
from kit.labs.style import DRUG, GREY
from kit.science.dosing import time_to_plateau_share

DAYS, NEAR = 14, 0.9
GRID_H = np.unique(np.concatenate([np.arange(0, DAYS * 24 + 1, 3.0), np.arange(6, 330, 24.0)]))
SKIPPED, LATER = 7, 50  # days whose tablets are left out, from 0: in the picture, in the words
TALLEST = 4.4  # plateaus of one tablet a day, at the top of the picture
MOST_TABLETS = 4  # a day
STOPS = {"5 h": 5, "26 h": 26, "96 h": 96}
ACROSS = Axis("Days since the first tablet", 0, DAYS, "days", ticks=range(0, DAYS + 1, 2))
SHORT_H = 4.0  # half-life of the widest leak
SLOW = Style(GREY, "dash")
ROOM, PERCENT = (-70, 430), range(0, 401, 100)  # Ana's name stands below her line
TWO = {  # half-lives of atomoxetine, with a working enzyme and without
    "Ana": "atomoxetine-half-life-h-lombardo2018",
    "Ben": "atomoxetine-half-life-h-no-cyp2d6",
}


def filling_the_tank(second: bool = False) -> Lab:
    """How long tablets take to reach their plateau.

    Parameters
    ----------
    second : bool
        Adds a second person, who inherited no working CYP2D6 enzyme.
    """
    return two_people() if second else one_person()


def one_person() -> Lab:
    """One tank: half-life, tablets a day, and one tablet left out."""

    def draw(half_life: float, tablets: float, skip: str) -> Drawing:
        gap = SKIPPED if skip == "yes" else -1
        path = level(GRID_H, half_life, tablets, gap)
        settles_h = float(time_to_plateau_share(NEAR, half_life))
        due = (LATER + 1) * DAY_H - 0.01  # a day without, once the level is steady
        low, usual = (float(level(due, half_life, tablets, k)[0]) for k in (LATER, -1))
        upright = [settles_h / DAY_H] * 2, [0, 100 * TALLEST]
        series = [
            Line("level", "level", GRID_H / DAY_H, 100 * path, DRUG, 0.5, rows=7),
            Line("settled", "", *upright, SLOW, ghost=False, rows=0),
        ]
        left, days = 100 * low / usual, settles_h / DAY_H
        numbers = {"settles": days, "left": left, "after": in_days(days), "skipped": ""}
        tank = tank_parts(float(path[-1]), TALLEST, half_life, tablets) | {"day": 1.0}
        if gap >= 0:
            tank["missed"] = SKIPPED / (DAYS - 1)
            numbers["skipped"] = (
                f" With one day skipped, {left:.0f} % of the usual lowest level is there."
            )
        return Drawing(series, numbers, picture=tank)

    return Lab(
        title="A leaky tank",
        kind="model",
        controls=[
            Slider("half_life", "Half-life", SHORT_H, 120, 24, "h", "log", stops=STOPS),
            Slider("tablets", "Tablets a day", 1, MOST_TABLETS, 1, only=(1, 2, 3, 4)),
            Choice("skip", "Skip one day?", {"no": "no", "yes": "yes"}, "no"),
        ],
        x=ACROSS,
        y=Axis("Level (% of the plateau of one a day)", 0, 100 * TALLEST, "%", digits=0),
        draw=draw,
        words="Half-life {half_life} h, {tablets} a day: nine tenths of the way is done after "
        "{after}.{skipped}",
        measured="Nothing: an invented drug.",
        assumed="The body removes the same share in every hour. What is left of every tablet adds "
        "up. The picture shows day 14.",
        left_out="Drugs that slow their own removal, such as paroxetine and fluoxetine; active "
        "products of a drug.",
        picture=picture("tank"),
    )


def tank_parts(level: float, top: float, half_life: float, tablets: float) -> dict[str, Any]:
    """The parts of a tank's picture: it is full at the level `top`, and leaks by its half-life."""
    filled, leak = min(level / top, 1.0), SHORT_H / half_life
    return {
        "level": filled,
        "leak": leak,
        "out": leak * filled,
        "amount": f"{100 * level:.0f} %",
        "tablets": tablets / MOST_TABLETS,
        "intake": 0.4,  # how fast tablets fall, of the fastest: it has no meaning
    }


def two_people() -> Lab:
    """Two tanks, the same tablets, and an enzyme that one of the two people lacks."""
    rows = {name: evidence.row("pharmacokinetics", row) for name, row in TWO.items()}
    hours = {name: float(row["typical"]) for name, row in rows.items()}
    hers = plateau(hours["Ana"])
    lines = {name: level(GRID_H, hour) * plateau(hour) / hers for name, hour in hours.items()}
    looks = {"Ana": ("Ana, enzyme works", DRUG), "Ben": ("Ben, no enzyme", SLOW)}
    drawn = [
        Line(name, label, GRID_H / DAY_H, 100 * lines[name], style, 0.5, ghost=False, rows=5)
        for name, (label, style) in looks.items()
    ]
    top = max(float(line.max()) for line in lines.values())

    def draw(day: float) -> Drawing:
        at = int(np.abs(GRID_H - DAY_H * day).argmin())
        now = {name: float(line[at]) for name, line in lines.items()}
        here = [
            Points(f"{name} now", name, GRID_H[at] / DAY_H, 100 * now[name], style, True, rows=0)
            for name, (_, style) in looks.items()
        ]
        ana, ben = (tank_parts(now[name], top, hours[name], 1) for name in TWO)
        tanks = sides(name=[*TWO], **{key: (ana[key], ben[key]) for key in ana})
        return Drawing([*drawn, *here], {name: 100 * now[name] for name in TWO}, picture=tanks)

    return Lab(
        title="Two people, one dose",
        kind="measured + model",
        controls=[Slider("day", "Day", 0, DAYS, 1, "days", axis=True, stops={"1": 1, "7": 7})],
        x=ACROSS,
        y=Axis("Level (% of Ana's, six hours after a tablet)", *ROOM, "%", digits=0, ticks=PERCENT),
        draw=draw,
        words=f"Day {{day}}, the same tablets. Ana's enzyme works (half-life {plain(hours['Ana'])} "
        f"h): {{Ana:.0f}} % of her plateau. Ben inherited none ({plain(hours['Ben'])} h): "
        "{Ben:.0f} % of hers, and settling takes longer.",
        measured="Both half-lives, in groups of people; Ana and Ben are invented.",
        assumed="The same share of a tablet gets into the blood of both, and only the leak "
        "differs. In fact more gets into Ben's, so that his level is higher still.",
        left_out="Medicines that block this enzyme, such as paroxetine, and half-working enzymes.",
        sources=lambda: evidence.sources({row["source"] for row in rows.values()}),
        picture=picture("tanks"),
    )
