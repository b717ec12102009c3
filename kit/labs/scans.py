"""Helpers shared by labs on brain scans: scans and published fits, ready for a chart."""

from typing import Any

import pandas as pd

from kit import evidence
from kit.chart import Axis, Points, Style, plain

NEAR_PEAK_H = 8.0  # scans later than this tell of the time course
BODY_MASS_KG = 70.0  # turns the mg/kg of a study into mg; an assumption, said beside the chart
OCCUPANCY = Axis("Pumps with drug on them (%)", 0, 105, unit="%", ticks=(0, 20, 40, 60, 80, 100))


def measured(drug: str, target: str, regimen: str | None = None) -> pd.DataFrame:
    """Ledger rows with one dose and one occupancy, scanned near the peak of the drug.

    Single and daily doses are never mixed: the same tablet fills more when it is taken every day.
    Nor are routes: of several, the one with the most rows is taken.
    """
    rows = in_mg(evidence.occupancy(drug=drug, target=target), "dose")
    rows = rows[rows["dose_mg"].notna() & rows["occupancy_percent"].notna()]
    rows = rows[~(rows["hours_after_dose_low"] > NEAR_PEAK_H)]
    if rows.empty:
        targets = ", ".join(sorted(evidence.occupancy(drug=drug)["target"].unique()))
        raise ValueError(
            f"The ledger has no scan of {drug} at {target} with one dose, soon after it: "
            f"for {drug} it knows {targets}."
        )
    if regimen is None:
        regimen = "repeated" if (rows["regimen"] == "repeated").any() else "single"
    rows = rows[rows["regimen"] == regimen]
    return rows[rows["route"].isin(rows["route"].mode()[:1])]


def in_mg(rows: pd.DataFrame, amount: str) -> pd.DataFrame:
    """Ledger rows with an amount in mg where the study gave it per kilogram of body mass."""
    whole = rows[f"{amount}_mg"].fillna(rows[f"{amount}_mg_per_kg"] * BODY_MASS_KG)
    return rows.assign(**{f"{amount}_mg": whole})


def dose_text(row: Any) -> str:
    """The dose of a ledger row as its study gave it, with the regimen, and the route if known."""
    per_kg = row["dose_mg_per_kg"]
    amount = f"{plain(row['dose_mg'])} mg" if pd.isna(per_kg) else f"{plain(per_kg)} mg/kg"
    return ", ".join(filter(None, (amount, row["regimen"], row["route"])))


def people(row: Any) -> str:
    """The number of people behind a ledger row, if the paper gives it."""
    for column, words in (("n", "{} people"), ("study_n", "a study of {} people")):
        if row.notna()[column]:
            return words.format(row[column])
    return "number of people not stated"


def points(
    name: str, label: str, style: Style, rows: pd.DataFrame, hours: Any = None, **look: Any
) -> Points:
    """Ledger rows as points: occupancy by dose, or by hours; spread, and who measured it."""
    columns = ("dose_mg", "occupancy_percent", "sd_percent")
    dose, occupancy, spread = rows[[*columns]].to_numpy(float).T
    text = []
    for _, row in rows.iterrows():
        tracer = f"{row['tracer']}, " if hours is None else ""
        found = f"{plain(row['occupancy_percent'])} %, {people(row)}, {tracer}{evidence.cite(row)}"
        text.append(f"{row['drug']} {dose_text(row)}: {found}")
    at = dose if hours is None else hours
    return Points(name, label, at, occupancy, style, error=spread, text=text, **look)


def published_fit(drug: str, target: str) -> Any:
    """The ED50 that a paper fitted to its scans: mg, regimen and source; None where it has none."""
    fits = in_mg(evidence.occupancy_fits(drug=drug, target=target), "ed50")
    fits = fits[fits["ed50_mg"].notna()]
    return None if fits.empty else fits.iloc[0]
