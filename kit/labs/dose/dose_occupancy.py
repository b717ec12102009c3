"""A hundred pumps with a seat each, and how many of them a dose takes; with scans if wanted."""

from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Rule, Slider, plain
from kit.labs.pictures import picture
from kit.labs.scans import BODY_MASS_KG, OCCUPANCY, measured, points, published_fit
from kit.labs.style import DRUG, TARGET_NAMES, TARGETS
from kit.science.occupancy import fit_half_exposure, fit_residual, occupancy

EXAMPLE_ED50_MG, EXAMPLE_HIGHEST_MG = 5.0, 80.0  # the invented drug: 20 mg take 80 of 100
GIVEN_MG = 20.0
SMALLEST = 0.01  # of the highest dose: where the log scale begins
CLOSE = 0.05  # of an ED50: as near as a hand gets
TRANSPORTERS = ("SERT", "NET", "DAT")  # receptors that naltrexone blocks have labs without mg
SCALES = {"linear": "linear", "log": "log"}
INVENTED = "Nothing here: the drug is invented."


@dataclass(frozen=True)
class Subject:
    """Whom the lab is about: an invented drug, or one with scans."""

    name: str
    target: str
    ed50: float
    highest: float
    measured: str = INVENTED
    scans: Data | None = None
    label: str = ""
    fit: Any = None
    sources: frozenset[str] = frozenset()

    def axis(self, scale: str) -> Axis:
        """The dose, on either scale."""
        if scale == "linear":
            return Axis("Dose (mg)", 0, self.highest, unit="mg")
        low = self.highest * SMALLEST
        return Axis("Dose (mg), log scale", low, self.highest, "mg", "log", ticks=_ticks(low, self))


def _ticks(low: float, about: Subject) -> tuple[float, ...]:
    """1, 10, 100 and 2 and 5 of each, as far as they lie on the axis."""
    steps = [first * 10.0**power for power in range(-3, 4) for first in (1, 2, 5)]
    return tuple(step for step in steps if low <= step <= about.highest)


def subject(drug: str | None, target: str) -> Subject:
    """An invented drug, or a drug of the ledger with its scans and its published ED50."""
    if drug is None:
        return Subject("An invented drug", target, EXAMPLE_ED50_MG, EXAMPLE_HIGHEST_MG)
    fit = published_fit(drug, target)
    rows = measured(drug, target, None if fit is None else fit["regimen"])
    doses = "daily doses" if rows["regimen"].iloc[0] == "repeated" else "single doses"
    return Subject(
        drug.capitalize(),
        target,
        EXAMPLE_ED50_MG if fit is None else float(fit["ed50_mg"]),
        max(EXAMPLE_HIGHEST_MG, 1.5 * rows["dose_mg"].max()),
        f"The filled points: scans after {doses}, means of small groups; bars are one SD.",
        points(rows),
        f"measured, {doses}",
        fit,
        frozenset({"meyer2004", *rows["source"]} | (set() if fit is None else {fit["source"]})),
    )


def dose_occupancy(drug: str | None = None, target: str = "SERT", ed50: float | None = None) -> Lab:
    """How many of a hundred pumps a dose takes.

    Parameters
    ----------
    drug : str, optional
        A drug of the ledger, drawn with its scans; by default an invented drug.
    target : {"SERT", "NET", "DAT"}
    ed50 : float, optional
        Where the slider of ED50 starts, mg; by default the published value.

    Raises
    ------
    ValueError
        For a drug that the ledger does not know, or that nobody scanned at this target.
    """
    if target not in TRANSPORTERS:
        raise ValueError(
            f"target = {target!r} is not a transporter: choose {', '.join(TRANSPORTERS)}."
        )
    about = subject(drug, target)
    grid = np.unique(np.concatenate([
        np.linspace(0, about.highest, 321),
        np.geomspace(about.highest * SMALLEST, about.highest, 161),
    ]))  # fmt: skip
    axes = {scale: about.axis(scale) for scale in SCALES}
    top = 40 if about.highest <= 100 else 400
    slider = Slider("ed50", "ED50, the dose for half", 1, top, about.ed50, "mg", scale="log")
    slider = replace(slider, default=slider.check(about.ed50 if ed50 is None else ed50))
    nearest = best(about.scans) if about.scans else 0.0
    band, said = usual_doses() if drug and target == "SERT" else ([], "")

    def draw(dose: float, ed50: float, scale: str) -> Drawing:
        taken = 100 * occupancy(dose, ed50)
        shown = grid[grid >= axes[scale].low]
        series = {
            "curve": Data(shown, 100 * occupancy(shown, ed50)),
            "here": Data(max(dose, axes[scale].low), taken),
        }
        numbers = {"taken": taken, "twice": 100 * occupancy(2 * dose, ed50)}
        if about.scans:
            series["measured"] = about.scans
            numbers |= missed(about.scans, nearest, ed50)
        seats = {
            "taken": f"{taken:.0f} of 100 taken",
            "seated": taken / 100,
            "free": dose / about.highest,
            "amount": f"{plain(dose)} mg",
            "before": occupancy(dose / 2, ed50),
            "old": "taken at half the dose",
            "new": "new",
        }
        return Drawing(series, numbers, {"x": axes[scale]}, seats)

    return Lab(
        title=f"{about.name}: dose and {TARGET_NAMES[target]}" if drug else "A hundred seats",
        kind="measured + model" if drug else "model",
        controls=[
            Slider("dose", "Dose", 0, about.highest, _middle(about.scans), "mg"),
            slider,
            Choice("scale", "Scale of the dose", SCALES, "linear"),
        ],
        series=[
            Line("curve", "model", TARGETS[target] if drug else DRUG),
            Points("here", "this dose", DRUG, here=True),
            *([Points("measured", about.label, TARGETS[target])] if drug else []),
        ],
        x=axes["linear"],
        y=OCCUPANCY,
        draw=draw,
        words=lambda now: _said(about, now),
        limits={
            "Measured": about.measured + said,
            "Assumed": "One kind of seat, all of them taken at an endless dose, and a dose that "
            f"has settled. {_basis(about)}",
            "Left out": "Differences between people and brain regions, and the hours since the "
            "dose.",
        },
        sources=(lambda: evidence.sources(about.sources)) if drug else None,
        rules=band,
        drawable="curve",
        picture=picture("seats"),
    )


def best(scans: Data) -> float:
    """The ED50 whose curve lies nearest to the scans."""
    return float(fit_half_exposure(scans.array("x"), scans.array("y") / 100))


def missed(scans: Data, nearest: float, ed50: float) -> dict[str, Any]:
    """How far the curve misses the scans, and whether a nearer one can be found by hand."""
    return {
        "miss": 100 * fit_residual(scans.array("x"), scans.array("y") / 100, ed50),
        "near": abs(np.log(ed50 / nearest)) <= CLOSE,
    }


def usual_doses() -> tuple[list[Rule], str]:
    """The measured band of five drugs at their usual lowest doses, and what is said of it."""
    band = evidence.occupancy(drug="several", target="SERT")
    band = band[band["source"] == "meyer2004"].iloc[0]
    low, high = band["occupancy_low_percent"], band["occupancy_high_percent"]
    label = f"{low:.0f}–{high:.0f} %: five drugs at usual lowest doses"
    return [Rule(low, label, top=high)], " The band: means of five drugs (Meyer 2004)."


def _middle(scans: Data | None) -> float:
    """A dose for the lab to start at: one that was scanned, or the one that everybody is given."""
    if scans is None:
        return GIVEN_MG
    doses = np.sort(scans.array("x"))
    return float(doses[len(doses) // 2])


def _basis(about: Subject) -> str:
    """Where the ED50 at the start comes from."""
    if about.fit is None:
        return "ED50 chosen by you."
    per_kg = about.fit["ed50_mg_per_kg"]
    told = "" if np.isnan(per_kg) else f", {per_kg:g} mg/kg, for {BODY_MASS_KG:.0f} kg"
    return f"The paper's ED50: {about.ed50:g} mg{told} ({evidence.cite(about.fit['source'])})."


def _said(about: Subject, now: SimpleNamespace) -> str:
    """The state in a few sentences."""
    what = "seats" if not about.scans else f"pumps ({about.target})"
    text = (
        f"{about.name} at {plain(now.dose)} mg takes {now.taken:.0f} of 100 {what}; twice the "
        f"dose takes {now.twice:.0f}. ED50 is {plain(now.ed50)} mg, on a {now.scale} scale."
    )
    if not about.scans or about.scans.array("x").size < 2:
        return text
    text += f" The curve misses the scans by {now.miss:.1f} points on average."
    return text + (" Closer is hardly possible." if now.near else " Try to get closer.")
