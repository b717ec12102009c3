"""Helpers shared by labs on clocks: levels by superposition, scans as points, times in words."""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from kit import evidence
from kit.chart import Points, Style, plain
from kit.labs.style import BLACK
from kit.science.dosing import rate_of
from kit.science.pharmacokinetics import repeated, steady_state
from kit.science.qualitative import qualitative_benefit

Array = NDArray[Any]
DAY_H, WEEK_H = 24.0, 168.0
SCAN_H = 6.0  # scans came about six hours after a tablet: the level is told against that hour
ABSORPTION_HALF_LIFE_H = 1.0  # chosen: fast against every half-life of these labs
USUAL_ODDS = 4.0  # six hours after a tablet a plateau blocks 80 %, as usual doses do
LAST_DAY = 56
CHOSEN = Style(BLACK, "dash")
WEEK_ONE = 1 / 3  # row taylor2006-share: "About one third of the difference at six weeks"
LAST_WEEK = 6
PATTERNS = {
    "slowing": "most at first, then slower",
    "straight": "the same every day",
    "late": "nothing for three weeks, then all",
}


def level(time_h: ArrayLike, half_life_h: float, tablets: float = 1, skipped: int = -1) -> Array:
    """Level under daily tablets, hours after the first: what is left of every tablet so far.

    1 is the plateau of one tablet a day, six hours after the tablet; `tablets` are taken together,
    and on the day `skipped`, from 0, none is. Linear kinetics, one compartment:
    `kit.science.pharmacokinetics.repeated`.
    """
    into, out = rate_of(ABSORPTION_HALF_LIFE_H), rate_of(half_life_h)
    days = np.array([day for day in range(LAST_DAY + 1) if day != skipped])
    found = repeated(np.atleast_1d(time_h), DAY_H * days, 1, 1, into, out)
    return np.asarray(tablets * found / plateau(half_life_h))


@cache
def plateau(half_life_h: float) -> float:
    """The steady level six hours after a tablet, for one tablet and one litre."""
    into, out = rate_of(ABSORPTION_HALF_LIFE_H), rate_of(half_life_h)
    return float(steady_state(SCAN_H, DAY_H, 1, 1, into, out))


def half_life(drug: str) -> float:
    """The half-life that a drug's label gives, in hours."""
    rows = evidence.pharmacokinetics(drug=drug, parameter="half_life_h")
    rows = rows[rows["source"].str.endswith("-label") & rows["typical"].notna()]
    return float(rows["typical"].iloc[0])


def scans(drug: str, dose: float, regimen: str) -> Any:
    """Scans of one dose of a drug at SERT, first to last: ledger rows."""
    rows = evidence.occupancy(drug, "SERT", regimen)
    rows = rows[(rows["dose_mg"] == dose) & rows["occupancy_percent"].notna()]
    return rows.sort_values("hours_after_dose_low")


def in_days(number: float) -> str:
    """A number of days in words."""
    return f"{plain(number)} day{'' if plain(number) == '1' else 's'}"


def symptoms(week: ArrayLike, pattern: str) -> Array:
    """Drug minus placebo, as a share of the difference at six weeks, for one pattern."""
    week = np.asarray(np.minimum(week, LAST_WEEK))
    if pattern == "late":
        return np.where(week < 3, 0.0, 1.0)
    return np.asarray(qualitative_benefit(7 * week) if pattern == "slowing" else week / LAST_WEEK)


def third_of(week: float, label: str, **look: Any) -> Points:
    """Week one of the trials as a point, at `week` in the unit of the axis."""
    trial = evidence.row("trials", "taylor2006-share")
    text = f"{trial['direction_text']} {evidence.cite(trial)}"
    style = Style(marker="diamond")
    return Points("third", label, week, 100 * WEEK_ONE, style, text=[text], **look)
