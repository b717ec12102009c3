"""The page of the ledger: search every number, and see who measured it."""

from __future__ import annotations

from html import escape
from typing import Any

from itables.widget import ITable

from kit import evidence
from kit.chart.page import show, still

COLUMNS = ["Table", "Drug or subject", "Target or topic", "Finding", "Spread", "Who", "Source"]
SHOWN = 10  # rows a page, and in the saved form


def said(value: Any, unit: str = "") -> Any:
    """A number with its unit, or nothing where it is missing."""
    return "" if value is None else f"{value:.10g} {unit}".strip()


def between(low: Any, high: Any, unit: str = "") -> Any:
    """A range, or nothing where an end is missing."""
    ends = said(low), said(high)
    if ends[0] == ends[1]:
        return said(low, unit)
    return f"{ends[0]} to {ends[1]} {unit}".strip() if all(ends) else ""


def joined(*parts: Any) -> str:
    """The parts that are not empty, with commas."""
    return ", ".join(str(part) for part in parts if part)


def people(number: Any) -> Any:
    """A number of people, or nothing."""
    return f"{number:.0f} people" if number else ""


def scans(row: Any) -> Any:
    """One occupancy: what, at which dose, and when."""
    level = said(row["occupancy_percent"], "%")
    level = level or between(row["occupancy_low_percent"], row["occupancy_high_percent"], "%")
    hours = between(row["hours_after_dose_low"], row["hours_after_dose_high"], "h after the dose")
    finding = joined(f"occupancy {level}", said(row["dose_mg"], "mg"), row["regimen"], hours)
    return row["drug"], row["target"], finding, said(row["sd_percent"], "SD"), counted(row)


def counted(row: Any) -> Any:
    """Who was measured."""
    return joined(people(row["n"]) or people(row["study_n"]), row["population"])


def fits(row: Any) -> Any:
    """One published ED50 or EC50."""
    finding = joined(
        said(row["ed50_mg"], "mg ED50"),
        said(row["ed50_mg_per_kg"], "mg/kg ED50"),
        said(row["ec50_ng_per_ml"], "ng/mL EC50"),
    )
    return row["drug"], row["target"], joined(finding, row["regimen"]), "", row["tracer"]


def doses(row: Any) -> Any:
    """One dose of pooled trials."""
    dose = said(row["dose_mg_fluoxetine_equivalent"], "mg of fluoxetine or its equivalent")
    finding = joined(f"risk ratio {row['risk_ratio']:.2f}", dose or said(row["dose_mg"], "mg"))
    spread = between(row["ci_low"], row["ci_high"], "(95 %)")
    return row["drug_class"], row["outcome"], finding, spread, f"{row['n_trials']} trials"


def binding(row: Any) -> Any:
    """One affinity."""
    sign = "" if row["qualifier"] == "=" else f"{row['qualifier']} "
    finding = joined(f"{row['parameter']} {sign}{row['value_nM']:.10g} nM", row["assay"])
    return row["drug"], row["target"], finding, "", row["species"]


def kinetics(row: Any) -> Any:
    """One pharmacokinetic parameter."""
    value = said(row["typical"], row["unit"]) or between(row["low"], row["high"], row["unit"])
    spread = between(row["low"], row["high"], row["unit"]) if said(row["typical"]) else ""
    return row["drug"], row["parameter"].replace("_", " "), value, spread, row["measured_by"]


def medicines(row: Any) -> Any:
    """One drug: class, brands and active metabolite."""
    finding = joined(row["drug_class"], row["class_note"], row["active_metabolite"])
    return row["drug"], row["brand_names"], finding or "nothing could be read yet", "", ""


def used(row: Any) -> Any:
    """One use of a drug."""
    dose = between(row["dose_low_mg"], row["dose_high_mg"], "mg a day")
    finding = joined(row["standing"], row["place"], dose, row["note"])
    return row["drug"], row["condition"].replace("-", " "), finding, "", row["people"]


def warned(row: Any) -> Any:
    """One caution of a label."""
    after = said(row["days_after_mao"], "days after an MAO inhibitor")
    before = said(row["days_before_mao"], "days before one")
    finding = joined(row["caution"], after, before)
    return row["drug"], row["topic"].replace("-", " "), finding, "", row["kind"]


def statements(row: Any) -> Any:
    """One statement on a transmitter."""
    value = between(row["value_low"], row["value_high"], row["unit"])
    return row["transmitter"], row["attribute"], joined(row["statement"], value), "", row["species"]


def levels(row: Any) -> Any:
    """One level of norepinephrine in plasma."""
    finding = joined(row["measure"], row["printed_as"])
    spread = joined(said(row["spread_pg_per_ml"], "pg/mL"), row["spread_kind"])
    return row["situation"], "norepinephrine in plasma", finding, spread, row["people"]


def harms(row: Any) -> Any:
    """One side effect against placebo."""
    drug = said(row["drug_percent"], "% on the drug")
    placebo = said(row["placebo_percent"], "% on placebo")
    change = said(row["drug_change_mmhg"], "mmHg on the drug")
    finding = joined(drug, placebo, change, said(row["difference_points"], "points difference"))
    who = joined(people(row["n_drug"]), row["people"])
    return row["drug"] or row["drug_class"], row["effect"], finding, "", who


def studies(row: Any) -> Any:
    """One estimate of a trial or a pooled analysis."""
    value = joined(
        f"{row['measure']} {said(row['estimate'])}" if said(row["estimate"]) else "",
        said(row["group_percent"], "% in the group"),
        said(row["comparator_percent"], "% in the comparison"),
        row["direction_text"],
    )
    spread = joined(between(row["ci_low"], row["ci_high"]), row["interval_kind"])
    topic = joined(row["topic"].replace("_", " "), f"against {row['comparator']}")
    return (
        row["drug"],
        topic,
        value,
        spread,
        joined(people(row["n_participants"]), row["population"]),
    )


TABLES = {
    "occupancy": scans,
    "occupancy_fits": fits,
    "dose_response": doses,
    "affinities": binding,
    "pharmacokinetics": kinetics,
    "drug_facts": medicines,
    "uses": used,
    "cautions": warned,
    "transmitters": statements,
    "norepinephrine_levels": levels,
    "side_effects": harms,
    "trials": studies,
    "naltrexone_trials": studies,
}


def cited(row: Any) -> Any:
    """The citation of a row, and the same as a link; a drug's facts name a source a field."""
    if "source" in row:
        asked = [row]
    else:
        named = (row[key] for key in row if key.endswith("_source") and row[key])
        asked = list(dict.fromkeys(named))
    texts, links = [evidence.cite(one) for one in asked], [evidence.link(one) for one in asked]
    linked = (
        f'<a href="{escape(at)}" target="_blank">{escape(text)}</a>'
        for text, at in zip(texts, links, strict=True)
    )
    return "; ".join(texts), "<br>".join(linked)


def spreads() -> Any:
    """How far laboratories disagree on each affinity, in words, by drug and target."""
    counted = evidence.countable(evidence.affinities())
    by_pair = counted.groupby(["drug", "target"])["value_nM"].agg(["min", "max", "size"])
    return {
        pair: f"{between(found['min'], found['max'], 'nM')} in {found['size']:.0f} measurements"
        for pair, found in by_pair[by_pair["size"] > 1].iterrows()
    }


def everything() -> Any:
    """All rows of the ledger in the same columns; the last one holds the source as a link."""
    import pandas as pd

    rows, disagreement = [], spreads()
    for name, tell in TABLES.items():
        table = getattr(evidence, name)().astype(object)
        for row in table.where(table.notna(), None).to_dict("records"):
            cells = [name.replace("_", " "), *tell(row), *cited(row)]
            if name == "affinities":
                cells[4] = disagreement.get((row["drug"], row["target"]), "")
            rows.append(cells)
    return pd.DataFrame(rows, columns=[*COLUMNS, "Link"])


class Ledger(ITable):
    """The searchable table; where nothing runs: how much there is, and the first rows."""

    def __init__(self, rows: Any, search: Any) -> None:
        self.rows, self.search = rows.drop(columns="Link"), search
        shown = self.rows.map(escape)
        shown["Source"] = rows["Link"]
        super().__init__(
            shown,
            allow_html=True,  # every cell is escaped above; only the links are markup
            caption="The ledger: every number, and who measured it",
            search={"search": search},
            pageLength=SHOWN,
            columnControl=[["searchList"]],
            classes="display compact",
            layout={"topStart": "search", "topEnd": "pageLength"},
            autoWidth=False,
            style="table-layout:auto;width:100%;caption-side:top",
        )

    def found(self) -> Any:
        """The rows that hold every word of the search, in any column."""
        text = self.rows.agg(" ".join, axis=1).str.lower()
        for word in self.search.lower().split():
            text = text[text.str.contains(word, regex=False)]
        return self.rows.loc[text.index]

    def words(self) -> str:
        """How much is found, in a sentence."""
        found = self.found()
        papers = found["Source"].nunique()
        asked = f' for "{self.search}"' if self.search else ""
        return (
            f"The ledger has {len(found)} of {len(self.rows)} rows{asked}, from {papers} sources."
        )

    def _ipython_display_(self) -> None:
        table = self.found().head(SHOWN).to_html(index=False, border=0)
        note = f"<p>{escape(self.words())} The first {SHOWN} of them:</p>"
        show(self, still(note + table, self.words()))


def ledger(search: str = "") -> Ledger:
    """Every number of the evidence ledger, and who measured it, in one table to search.

    Parameters
    ----------
    search : str
        Words to begin with, as "duloxetine SERT": a drug, a target, an author.

    Returns
    -------
    Ledger
        A widget; each column head has a list to choose from, by mouse or keyboard.

    Raises
    ------
    ValueError
        For anything but text.
    """
    if not isinstance(search, str):
        raise ValueError(f'search = {search!r} is not text: write words, as "duloxetine SERT".')
    return Ledger(everything(), search)
