"""ED50 from brain scans in lesson 3: fit it by hand, and the numbers of the worked example."""

import numpy as np

from kit import evidence
from kit.chart import Axis, Choice, Data, Drawing, Lab, Line, Points, Rule, plain
from kit.labs.dose import (
    BODY_MASS_KG,
    OCCUPANCY,
    TRANSPORTERS,
    ed50_slider,
    measured,
    points,
    published_fit,
)
from kit.labs.style import DRUG, TARGETS
from kit.science.occupancy import fit_half_exposure, fit_residual, occupancy, odds

DATA_SETS = {
    "milnacipran SERT": "milnacipran at SERT",
    "milnacipran NET": "milnacipran at NET",
    "methylphenidate DAT": "methylphenidate at DAT",
}


def fit_ed50(data="milnacipran SERT"):
    """Slide ED50 until the curve meets the measured points.

    Parameters
    ----------
    data : {"milnacipran SERT", "milnacipran NET", "methylphenidate DAT"}
        The data set at the start; the lab can change it.

    Raises
    ------
    ValueError
        For a data set that is not listed.
    """
    choice = Choice("data", "Measured in people", DATA_SETS, data)
    choice.check(data)
    sets = {key: measured(*key.split()) for key in DATA_SETS}
    drawn = {key: points(rows) for key, rows in sets.items()}
    nothing = points(sets[data].iloc[:0])
    grid = np.linspace(0, 300, 481)

    def draw(data, ed50):
        doses, seen = drawn[data].x, drawn[data].y / 100
        series = {"curve": Data(grid, 100 * occupancy(grid, ed50))}
        for target in TRANSPORTERS:  # each in its own colour and shape; two of the three are empty
            series[target] = drawn[data] if data.endswith(target) else nothing
        numbers = {
            "miss": 100 * fit_residual(doses, seen, ed50),
            "best": fit_half_exposure(doses, seen),
            "count": len(doses),
        }
        return Drawing(series, numbers)

    def words(now):
        drug, target = now.data.split()
        text = (
            f"With ED50 {plain(now.ed50)} mg the curve misses the {now.count} points for "
            f"{DATA_SETS[now.data]} by {now.miss:.1f} percentage points (root mean square)."
        )
        if abs(np.log(now.ed50 / now.best)) > 0.05:
            return text + " Try to get closer."
        fit = published_fit(drug, target)
        per_kg = fit["ed50_mg_per_kg"]
        told = "" if np.isnan(per_kg) else f" ({per_kg:g} mg/kg, for {BODY_MASS_KG:.0f} kg)"
        return text + (
            f" Closer is hardly possible: least squares gives {now.best:.0f} mg, and the paper "
            f"reports {fit['ed50_mg']:g} mg{told}: {evidence.cite(fit['source'])}."
        )

    return Lab(
        title="Fit it yourself: ED50 from brain scans",
        kind="measured + model",
        controls=[choice, ed50_slider(20, 2, 400)],
        series=[
            Line("curve", "your curve", DRUG, label_at=0.9),
            *(Points(target, f"measured, {target}", TARGETS[target]) for target in TRANSPORTERS),
        ],
        x=Axis("Dose (mg)", 0, 300, unit="mg"),
        y=OCCUPANCY,
        draw=draw,
        vectorised=True,
        words=words,
        limits={
            "Measured": "Group averages from PET; bars are one SD where the paper gives it.",
            "Assumed": "Full occupancy at very high doses. Methylphenidate's ED50 is published per "
            f"kg of body mass and is shown for {BODY_MASS_KG:.0f} kg.",
            "Left out": "That one person may stand behind several points; the hour of the scan.",
        },
        sources=lambda: evidence.sources({s for rows in sets.values() for s in rows["source"]}),
        rules=[Rule(80, "80 %")],
    )


def ed50_cases():
    """Numbers of the worked example: single scans from the ledger, and the ED50 each one gives.

    Returns
    -------
    list of dict
        Methylphenidate at DAT, paroxetine at SERT, milnacipran at SERT.
    """
    scans = (
        ("methylphenidate", "DAT", 20),
        ("paroxetine", "SERT", 20),
        ("milnacipran", "SERT", 150),
    )
    return [_case(*scan) for scan in scans]


def _case(drug, target, dose):
    rows = measured(drug, target)
    row = rows[rows["dose_mg"] == dose].iloc[0]
    percent = float(row["occupancy_percent"])
    ratio = float(odds(percent / 100))
    return {
        "drug": drug.capitalize(),
        "target": target,
        "dose": dose,
        "percent": percent,
        "share": percent / 100,
        "free": 100 - percent,
        "odds": ratio,
        "ed50": dose / ratio,
        "half_dose": dose / 2,
        "straight": dose * 50 / percent,  # as if occupancy grew in a straight line
        "study": evidence.cite(row).partition(",")[0],
    }
