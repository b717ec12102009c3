from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Drawing, Lab, Line, Slider, Style
from kit.evidence import parameter
from kit.labs.clocks.shared import half_life, scans
from kit.labs.scans import OCCUPANCY, points
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
    looks = {
        "single": ("scans, one dose", SERT, 11),
        "repeated": ("scans, daily doses", DAILY, 14),
    }
    seen = {
        key: points(key, label, style, rows[key], hours[key], size=size)
        for key, (label, style, size) in looks.items()
    }
    first_h, first = hours["single"][0], seen["single"].array("y")[0]
    maximum = float(parameter("duloxetine-sert-maximum")["value"])
    grid = np.linspace(STARTS_H, 96, 185)
    plasma = half_life("duloxetine")

    def model(time: Any, half_life: float, key: str) -> Any:
        return course(time, first_h, first, half_life, key == "repeated", maximum)

    def draw(half_life: float) -> Drawing:
        one, daily = (model(grid, half_life, key) for key in rows)
        lines = [
            Line("single line", "one dose", grid, one, SERT, 0.5, rows=5),
            Line("repeated line", "daily doses", grid, daily, DAILY, 0.3, rows=5),
        ]
        off = [model(hours[key], half_life, key) - seen[key].array("y") for key in rows]
        miss = np.concatenate(off)[1:]  # not the first scan
        last = model(hours["repeated"][-1], half_life, "repeated")
        numbers = {"miss": np.sqrt(np.mean(miss**2)), "last": last}
        return Drawing([*lines, *seen.values()], numbers)

    return Lab(
        title="Duloxetine: how long the block lasts",
        kind="measured + model",
        controls=[
            Slider(
                "half_life", "Half-life at the transporter", 4, 72, plasma, "h", scale="log",
                stops={f"as in the blood, {plasma:g} h": plasma},
            )
        ],
        x=Axis("Hours since last dose", 0, 96, unit="h", digits=0, ticks=(0, 24, 48, 72, 96)),
        y=OCCUPANCY,
        draw=draw,
        words="With a half-life of {half_life} h at the transporter the curves miss the five later "
        "scans by {miss:.1f} percentage points (root mean square). For "
        f"{hours['repeated'][-1]:.0f} h after the last dose they say {{last:.0f}} %; the scan "
        f"found {seen['repeated'].array('y')[-1]:g} %.",
        measured="Six means of brain scans after 60 mg (Takano 2006); the half-life in the blood "
        "is the label's.",
        assumed="The curves start at the first scan. The odds of occupancy fall by half in each "
        f"half-life; repeated doses came once a day; the highest occupancy is {100 * maximum:g} %, "
        "fitted to the same scans.",
        left_out="Why the block outlasts the level: slow leaving of the brain is one idea.",
        sources=lambda: evidence.sources({"takano2006", "duloxetine-capsules-label"}),
    )  # fmt: skip
