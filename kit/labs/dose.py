"""Labs of lesson 3, dose and occupancy: the hyperbola over PET scans, and its two rulers."""

from types import SimpleNamespace

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Rule, Slider, plain
from kit.labs.pictures import seats, seats_parts
from kit.labs.style import DRUG, SERT, TARGET_NAMES, TARGETS
from kit.science.occupancy import occupancy

EXAMPLE_ED50_MG = 5.0  # the made-up example drug of lesson 3: 20 mg fills 80 %
NEAR_PEAK_H = 8.0  # scans later than this tell of the time course, which is lesson 4
BODY_MASS_KG = 70.0  # turns the mg/kg of a study into mg; an assumption, said beside the chart

TRANSPORTERS = ("SERT", "NET", "DAT")  # receptors that naltrexone blocks have labs without mg
OCCUPANCY = Axis(
    "How full the transporters are (%)", 0, 105, unit="%", ticks=(0, 20, 40, 60, 80, 100)
)


def measured(drug, target, regimen=None):
    """Ledger rows with one dose and one occupancy, scanned near the peak of the drug.

    Single and daily doses are never mixed: the same tablet fills more when it is taken every day.
    """
    rows = evidence.occupancy(drug=drug, target=target)
    rows = rows[rows["dose_mg"].notna() & rows["occupancy_percent"].notna()]
    rows = rows[~(rows["hours_after_dose_low"] > NEAR_PEAK_H)]
    if rows.empty:
        known = ", ".join(sorted(evidence.occupancy(drug=drug)["target"].unique()))
        raise ValueError(
            f"The ledger has no scan of {drug} at {target} with one dose, soon after it: "
            f"for {drug} it knows {known}."
        )
    if regimen is None:
        regimen = "repeated" if (rows["regimen"] == "repeated").any() else "single"
    return rows[rows["regimen"] == regimen]


def people(row):
    """How many people stand behind a ledger row, as far as the paper says."""
    for column, said in (("n", "{} people"), ("study_n", "a study of {} people")):
        if row.notna()[column]:
            return said.format(row[column])
    return "number of people not stated"


def points(rows):
    """Ledger rows as a series of the chart: dose, occupancy, spread, and who measured it."""
    text = [
        f"{row['drug']} {plain(row['dose_mg'])} mg, {row['regimen']}: "
        f"{plain(row['occupancy_percent'])} %, {people(row)}, {row['tracer']}, {evidence.cite(row)}"
        for _, row in rows.iterrows()
    ]
    return Data(
        rows["dose_mg"].to_numpy(float),
        rows["occupancy_percent"].to_numpy(float),
        error=rows["sd_percent"].to_numpy(float),
        text=text,
    )


def published_fit(drug, target):
    """The ED50 that a paper fitted to its scans: mg, regimen and source; None where it has none."""
    fits = evidence.occupancy_fits(drug=drug, target=target)
    fits = fits.assign(ed50_mg=fits["ed50_mg"].fillna(fits["ed50_mg_per_kg"] * BODY_MASS_KG))
    fits = fits[fits["ed50_mg"].notna()]
    return None if fits.empty else fits.iloc[0]


def subject(drug, target):
    """Whom a dose-occupancy lab is about: its name, ED50, range, scans and what they rest on."""
    if drug is None:
        band = " The band was measured (Meyer 2004)." if target == "SERT" else ""
        return SimpleNamespace(
            name="Example drug",
            ed50=EXAMPLE_ED50_MG,
            highest=80.0,
            basis="ED50 chosen by you.",
            measured=f"Nothing here: the drug is made up.{band}",
            series=[],
            points={},
            sources={"meyer2004"},
        )
    fit = published_fit(drug, target)
    rows = measured(drug, target, None if fit is None else fit["regimen"])
    doses = "daily doses" if rows["regimen"].iloc[0] == "repeated" else "single doses"
    return SimpleNamespace(
        name=drug.capitalize(),
        ed50=EXAMPLE_ED50_MG if fit is None else float(fit["ed50_mg"]),
        highest=max(80.0, 1.5 * rows["dose_mg"].max()),
        basis="ED50 chosen by you."
        if fit is None
        else f"ED50 from {evidence.cite(fit['source'])}.",
        measured=f"The filled points: scans after {doses}, means of small groups; bars are one SD.",
        series=[Points("measured", f"measured, {doses}", TARGETS[target])],
        points={"measured": points(rows)},
        sources={"meyer2004", *rows["source"]} | (set() if fit is None else {fit["source"]}),
    )


def dose_occupancy(drug=None, target="SERT"):
    """How full the transporters are at a dose.

    Parameters
    ----------
    drug : str, optional
        A drug of the ledger, drawn with its measured points; by default a made-up drug.
    target : {"SERT", "NET", "DAT"}

    Returns
    -------
    Lab

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
    grid = np.linspace(0, about.highest, 481)

    def draw(dose, ed50):
        filled = 100 * occupancy(dose, ed50)
        curve = Data(grid, 100 * occupancy(grid, ed50))
        picture = seats_parts(
            filled / 100,
            free=dose / about.highest,
            amount=f"{plain(dose)} mg",
            before=occupancy(dose / 2, ed50),
            names=("taken at half the dose", "new"),
        )
        return Drawing(
            {"curve": curve, "here": Data(dose, filled), **about.points},
            {
                "percent": filled,
                "gain": 100 * occupancy(2 * dose, ed50) - filled,
                "loss": filled - 100 * occupancy(dose / 2, ed50),
            },
            picture=picture,
        )

    def words(now):
        if now.dose == 0:
            return f"{about.name}, 0 mg: nothing is occupied. ED50 is {plain(now.ed50)} mg."
        return (
            f"{about.name} {plain(now.dose)} mg occupies {now.percent:.0f} % of {target} "
            f"(model, ED50 {plain(now.ed50)} mg). Twice the dose adds {now.gain:.1f} percentage "
            f"points; half the dose takes away {now.loss:.1f}."
        )

    return Lab(
        title=f"{about.name}: dose and occupancy of {TARGET_NAMES[target]}",
        kind="measured + model" if about.series else "model",
        controls=[
            Slider("dose", "Dose", 0, about.highest, 0, "mg", axis=True),
            ed50_slider(about.ed50, 1, 40 if about.highest <= 100 else 400),
        ],
        series=[
            Line("curve", "model", TARGETS[target]),
            Points("here", "this dose", DRUG, here=True),
            *about.series,
        ],
        x=Axis("Dose (mg)", 0, about.highest, unit="mg"),
        y=OCCUPANCY,
        draw=draw,
        words=words,
        limits={
            "Measured": about.measured,
            "Assumed": f"One site, full occupancy at very high doses, a steady dose. {about.basis}",
            "Left out": "Differences between people, brain regions, and the hours since the dose.",
        },
        sources=lambda: evidence.sources(about.sources),
        rules=usual_doses() if target == "SERT" else [],
        picture=seats(),
        drawable="curve",
    )


def ed50_slider(default, low=1, high=40):
    """The one slider that all labs of this lesson share."""
    return Slider("ed50", "ED50, the dose for half", low, high, default, "mg", scale="log")


def usual_doses():
    """The 80 % line and the measured band of five drugs at their usual minimum doses."""
    band = evidence.occupancy(drug="several", target="SERT")
    band = band[band["source"] == "meyer2004"].iloc[0]
    low, high = band["occupancy_low_percent"], band["occupancy_high_percent"]
    label = f"{low:.0f}–{high:.0f} %: five drugs at usual minimum doses (Meyer 2004)"
    return [Rule(low, label, top=high, label_above=False), Rule(80, "80 %")]


def two_rulers():
    """The same curve and the same seven doses on a linear and on a logarithmic ruler."""
    grid = np.unique([*np.linspace(0.1, 80, 320), *np.geomspace(0.1, 1000, 240)])
    doses = EXAMPLE_ED50_MG * 2.0 ** np.arange(-2, 5)
    rulers = {
        "linear": Axis("Dose (mg), linear ruler", 0, 80, unit="mg"),
        "log": Axis(
            "Dose (mg), logarithmic ruler",
            0.1,
            1000,
            unit="mg",
            scale="log",
            ticks=(0.1, 1, 10, 100, 1000),
        ),
    }

    def draw(ruler, ed50):
        series = {
            "curve": Data(grid, 100 * occupancy(grid, ed50)),
            "doses": Data(doses, 100 * occupancy(doses, ed50)),
        }
        steps = 100 * np.diff(occupancy(doses, ed50))
        numbers = {"first": steps[0], "last": steps[-1], "largest": steps.max()}
        return Drawing(series, numbers, {"x": rulers[ruler]})

    def words(now):
        spacing = (
            "Each doubling is a longer way along the axis"
            if now.ruler == "linear"
            else "Each doubling is the same step along the axis; the plateau bends into a gentle S"
        )
        return (
            f"Seven doses, each twice the one before. {spacing}. The doublings add from "
            f"{min(now.first, now.last):.1f} to {now.largest:.1f} percentage points: same data, "
            "other ruler."
        )

    return Lab(
        title="Two rulers for one curve",
        kind="model",
        controls=[
            Choice("ruler", "Ruler", {"linear": "linear", "log": "logarithmic"}, "linear"),
            ed50_slider(EXAMPLE_ED50_MG),
        ],
        series=[
            Line("curve", "model", SERT, label_at=0.6, rows=0),
            Points("doses", "doubling doses", DRUG, here=True),
        ],
        x=rulers["linear"],
        y=OCCUPANCY,
        draw=draw,
        words=words,
        limits={
            "Measured": "Nothing: this is the example drug.",
            "Assumed": "The hyperbola of the lab above.",
            "Left out": "A dose of 0 mg, which a logarithmic ruler has no place for.",
        },
    )
