"""Duloxetine on the serotonin transporter: the half-life that its block follows."""

from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Data, Drawing, Lab, Line, Now, Points, Slider, Style, plain
from kit.evidence import parameter
from kit.labs.clocks.shared import dots, half_life, scans
from kit.labs.scans import OCCUPANCY
from kit.labs.style import BLUE, SERT
from kit.science.dosing import rate_of
from kit.science.occupancy import fading, from_odds, odds
from kit.science.pharmacokinetics import accumulation_ratio

EVERY_H = 24.0
DAILY = Style(BLUE, "dash", "circle-cross")
STARTS_H = 4.0  # lines begin when the drug has been taken up


def course(
    time: Any, start_h: float, start: float, half_life: float, daily: bool, maximum: float = 1.0
) -> Any:
    """Occupancy in percent, `time` hours after the last dose, from one scan after a first dose.

    Under daily doses the odds add up as levels do.
    """
    ratio = accumulation_ratio(EVERY_H, rate_of(half_life)) if daily else 1.0
    at_scan = from_odds(ratio * odds(start / 100, maximum), maximum)
    return 100 * fading(time - start_h, at_scan, half_life, maximum)


def effect_site() -> Lab:
    """Duloxetine on the serotonin transporter: the half-life that its block follows."""
    rows = {regimen: scans("duloxetine", 60, regimen) for regimen in ("single", "repeated")}
    hours = {key: part["hours_after_dose_low"].to_numpy(float) for key, part in rows.items()}
    points = {key: dots(part, hours[key]) for key, part in rows.items()}
    first_h, first = hours["single"][0], points["single"].array("y")[0]
    maximum = float(parameter("duloxetine-sert-maximum")["value"])
    grid = np.linspace(STARTS_H, 96, 185)
    plasma = half_life("duloxetine")

    def model(time: Any, half_life: float, key: str) -> Any:
        return course(time, first_h, first, half_life, key == "repeated", maximum)

    def draw(half_life: float) -> Drawing:
        lines = {f"{key} line": Data(grid, model(grid, half_life, key)) for key in rows}
        off = [model(hours[key], half_life, key) - points[key].array("y") for key in rows]
        miss = np.concatenate(off)[1:]  # not the first scan
        last = model(hours["repeated"][-1], half_life, "repeated")
        numbers = {"miss": np.sqrt(np.mean(miss**2)), "last": last}
        return Drawing(lines | points, numbers)

    def words(now: Now) -> str:
        return (
            f"With a half-life of {plain(now.half_life)} h at the transporter the curves miss the "
            f"five later scans by {now.miss:.1f} percentage points (root mean square). For "
            f"{hours['repeated'][-1]:.0f} h after the last dose they say {now.last:.0f} %; the "
            f"scan found {points['repeated'].array('y')[-1]:g} %."
        )

    return Lab(
        title="Duloxetine: how long the block lasts",
        kind="measured + model",
        controls=[
            Slider(
                "half_life", "Half-life at the transporter", 4, 72, plasma, "h", scale="log",
                stops={f"as in the blood, {plasma:g} h": plasma},
            )
        ],
        series=[
            Line("single line", "one dose", SERT, 0.5, rows=5),
            Line("repeated line", "daily doses", DAILY, 0.3, rows=5),
            Points("single", "scans, one dose", SERT),
            Points("repeated", "scans, daily doses", DAILY, size=14),
        ],
        x=Axis("Hours since last dose", 0, 96, unit="h", digits=0, ticks=(0, 24, 48, 72, 96)),
        y=OCCUPANCY,
        draw=draw,
        words=words,
        limits={
            "Measured": "Six means of brain scans after 60 mg (Takano 2006); the half-life in the "
            "blood is the label's.",
            "Assumed": "The curves start at the first scan. The odds of occupancy fall by half in "
            "each half-life; repeated doses came once a day; the highest occupancy is "
            f"{100 * maximum:g} %, fitted to the same scans.",
            "Left out": "Why the block outlasts the level: slow leaving of the brain is one idea.",
        },
        sources=lambda: evidence.sources({"takano2006", "duloxetine-capsules-label"}),
    )  # fmt: skip
