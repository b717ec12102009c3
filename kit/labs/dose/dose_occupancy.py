from dataclasses import dataclass, replace

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Drawing, Lab, Line, Points, Rule, Series, Slider, plain
from kit.labs.pictures import picture
from kit.labs.scans import BODY_MASS_KG, OCCUPANCY, measured, points, published_fit
from kit.labs.style import DRUG, TARGET_NAMES, TARGETS
from kit.science.occupancy import fit_half_exposure, fit_residual, occupancy

SMALLEST = 0.01  # of the highest dose: where the log scale begins
CLOSE = 0.05  # of an ED50: as near as a slider gets
TRANSPORTERS = ("SERT", "NET", "DAT")  # receptors that naltrexone blocks have labs without mg
SCALES = {"linear": "linear", "log": "log"}
TAKEN = Axis("Seats taken, of 100", 0, 105, unit="seats", ticks=OCCUPANCY.ticks)
BAND = "meyer2004"  # the measured band of five drugs at their usual lowest doses


@dataclass(frozen=True)
class Subject:
    """The drug of the lab: by default an invented one, of which 20 mg take 80 of 100 seats."""

    name: str = "An invented drug"
    ed50: float = 5.0  # mg, as the two below
    highest: float = 80.0
    given: float = 20.0
    measured: str = "Nothing here: the drug is invented."
    basis: str = "ED50 chosen by you."
    scans: Points | None = None
    sources: frozenset[str] = frozenset()

    def axis(self, scale: str) -> Axis:
        """The dose, on either scale."""
        if scale == "linear":
            return Axis("Dose (mg)", 0, self.highest, unit="mg")
        low = self.highest * SMALLEST
        steps = [first * 10.0**power for power in range(-3, 4) for first in (1, 2, 5)]
        ticks = tuple(step for step in steps if low <= step <= self.highest)
        return Axis("Dose (mg), log scale", low, self.highest, "mg", "log", ticks=ticks)


def with_scans(drug: str, target: str) -> Subject:
    """A drug of the ledger with its scans and, if a paper has one, its published ED50."""
    fit = published_fit(drug, target)
    rows = measured(drug, target, None if fit is None else fit["regimen"])
    doses = "daily doses" if rows["regimen"].iloc[0] == "repeated" else "single doses"
    scanned = np.sort(rows["dose_mg"].to_numpy(float))
    by_mass = rows["dose_mg_per_kg"].notna().any()
    about = Subject(
        drug.capitalize(),
        highest=max(Subject.highest, 1.5 * scanned[-1]),
        given=float(scanned[len(scanned) // 2]),
        measured=f"The filled points: scans after {doses}, means of small groups; bars are one SD."
        + (f" Doses per kilogram, for {BODY_MASS_KG:.0f} kg." if by_mass else ""),
        scans=points("measured", f"measured, {doses}", TARGETS[target], rows),
        sources=frozenset({BAND, *rows["source"]}),
    )
    if fit is None:
        return about
    ed50, per_kg = float(fit["ed50_mg"]), fit["ed50_mg_per_kg"]
    told = "" if np.isnan(per_kg) else f", {per_kg:g} mg/kg, for {BODY_MASS_KG:.0f} kg"
    basis = f"The paper's ED50: {ed50:g} mg{told} ({evidence.cite(fit['source'])})."
    return replace(about, ed50=ed50, basis=basis, sources=about.sources | {fit["source"]})


def dose_occupancy(drug: str | None = None, target: str = "SERT", ed50: float | None = None) -> Lab:
    """A hundred pumps with a seat each, and how many of them a dose takes.

    Parameters
    ----------
    drug : str, optional
        A drug of the ledger, drawn with its scans; by default an invented drug.
    target : {"SERT", "NET", "DAT"}
    ed50 : float, optional
        Where the slider of ED50 starts, mg; by default the published value.
    """
    if target not in TRANSPORTERS:
        raise ValueError(
            f"target = {target!r} is not a transporter: choose {', '.join(TRANSPORTERS)}."
        )
    about = with_scans(drug, target) if drug else Subject()
    fine = np.geomspace(about.highest * SMALLEST, about.highest, 161)
    grid = np.union1d(np.linspace(0, about.highest, 321), fine)
    axes = {scale: about.axis(scale) for scale in SCALES}
    top = 40 if about.highest <= 100 else 400
    half = about.ed50 if ed50 is None else ed50
    style = TARGETS[target] if drug else DRUG
    scans, nearest = about.scans, 0.0
    if scans:
        x, y = scans.array("x"), scans.array("y") / 100
        nearest = float(fit_half_exposure(x, y))
    what = f"pumps ({target})" if drug else "seats"
    band = [usual_doses()] if drug and target == "SERT" else []
    said = "".join(
        f" The band, {one.y:.0f}–{one.top:.0f} %: means of five drugs (Meyer 2004)." for one in band
    )

    def draw(dose: float, ed50: float, scale: str) -> Drawing:
        taken = 100 * occupancy(dose, ed50)
        shown, there = grid[grid >= axes[scale].low], max(dose, axes[scale].low)
        series: list[Series] = [
            Line("curve", "model", shown, 100 * occupancy(shown, ed50), style),
            Points("here", "this dose", there, taken, DRUG, here=True),
        ]
        numbers = {"taken": taken, "twice": 100 * occupancy(2 * dose, ed50), "miss": 0.0}
        fit = ""
        if scans:
            series.append(scans)
            numbers["miss"] = 100 * fit_residual(x, y, ed50)
        if scans and x.size > 1:
            near = abs(np.log(ed50 / nearest)) <= CLOSE
            fit = f" The curve misses the scans by {numbers['miss']:.1f} points on average. " + (
                "Closer is hardly possible." if near else "Try to get closer."
            )
        seats = {
            "taken": f"{taken:.0f} of 100 taken",
            "seated": taken / 100,
            "free": dose / about.highest,
            "amount": f"{plain(dose)} mg",
            "before": occupancy(dose / 2, ed50),
            "old": "taken at half the dose",
            "new": "new",
        }
        return Drawing(series, numbers | {"fit": fit}, {"x": axes[scale]}, seats)

    return Lab(
        title=f"{about.name}: dose and {TARGET_NAMES[target]}" if drug else "A hundred seats",
        kind="measured + model" if drug else "model",
        controls=[
            Slider("dose", "Dose", 0, about.highest, about.given, "mg"),
            Slider("ed50", "ED50, the dose for half", 1, top, half, "mg", scale="log"),
            Choice("scale", "Scale of the dose", SCALES, "linear"),
        ],
        x=axes["linear"],
        y=OCCUPANCY if drug else TAKEN,
        draw=draw,
        words=f"{about.name} at {{dose}} mg takes {{taken:.0f}} of 100 {what}; twice the dose "
        "takes {twice:.0f}. ED50 is {ed50} mg, on a {scale} scale.{fit}",
        measured=about.measured + said,
        assumed="One kind of seat, all of them taken at an endless dose, and a dose that has "
        f"settled. {about.basis}",
        left_out="Differences between people and brain regions, and the hours since the dose.",
        sources=(lambda: evidence.sources(about.sources)) if drug else None,
        rules=band,
        drawable="curve",
        picture=picture("seats"),
    )


def usual_doses() -> Rule:
    """The band of five drugs at their usual lowest doses."""
    band = evidence.occupancy(drug="several", target="SERT")
    band = band[band["source"] == BAND].iloc[0]
    low, high = band["occupancy_low_percent"], band["occupancy_high_percent"]
    return Rule(low, "five drugs at usual lowest doses", top=high)
