"""The page of the ledger: search every number, and see who measured it."""

from __future__ import annotations

import re
from html import escape
from string import Formatter
from typing import TYPE_CHECKING, Any

from itables.widget import ITable

from kit import evidence
from kit.chart.page import show, still
from kit.evidence.citing import OWN

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ["Table", "Drug or subject", "Target or topic", "Finding", "Spread", "Who", "Source"]
SHOWN = 10  # rows a page, and in the saved form
# What each table says in the five columns after its name. A part whose cell is empty is left out;
# of parts in a list the first that can be filled is taken.
STUDY = (
    "{drug}", ("{topic}", "against {comparator}"),
    ("{measure} {estimate}", "{group_percent} % in the group",
     "{comparator_percent} % in the comparison", "{direction_text}"),
    ("{ci_low} to {ci_high}", "{interval_kind}"), ("{n_participants} people", "{population}"),
)  # fmt: skip
TABLES: dict[str, tuple[Any, ...]] = {
    "occupancy": (
        "{drug}", "{target}",
        (["occupancy {occupancy_percent} %",
          "occupancy {occupancy_low_percent} to {occupancy_high_percent} %"],
         ["{dose_mg} mg", "{dose_mg_per_kg} mg/kg"], "{regimen}", "{route}",
         "{hours_after_dose_low} to {hours_after_dose_high} h after the dose"),
        "{sd_percent} SD", (["{n} people", "{study_n} people"], "{population}"),
    ),
    "occupancy_fits": (
        "{drug}", "{target}",
        ("{ed50_mg} mg ED50", "{ed50_mg_per_kg} mg/kg ED50", "{ec50_ng_per_ml} ng/mL EC50",
         "{regimen}"),
        "", "{tracer}",
    ),
    "dose_response": (
        "{drug_class}", "{outcome}",
        ("risk ratio {risk_ratio:.2f}",
         ["{dose_mg_fluoxetine_equivalent} mg of fluoxetine or its equivalent", "{dose_mg} mg"]),
        "{ci_low} to {ci_high} (95 %)", "{n_trials} trials",
    ),
    "affinities": (
        "{drug}", "{target}", ("{parameter} {qualifier} {value_nM} nM", "{assay}"), "", "{species}",
    ),
    "pharmacokinetics": (
        "{drug}", "{parameter}",
        ["{typical} {unit}", "{typical}", "{low} to {high} {unit}", "{low} to {high}"],
        ["{low} to {high} {unit}", "{low} to {high}"], "{measured_by}",
    ),
    "drug_facts": (
        "{drug}", "{brand_names}",
        [("{drug_class}", "{class_note}", "{active_metabolite}"), "nothing could be read yet"],
        "", "",
    ),
    "uses": (
        "{drug}", "{condition:words}",
        ("{standing}", "{place}", "{dose_low_mg} to {dose_high_mg} mg a day", "{note}"),
        "", "{people}",
    ),
    "cautions": (
        "{drug}", "{topic:words}",
        ("{caution}", "{days_after_mao} days after an MAO inhibitor",
         "{days_before_mao} days before one"),
        "", "{kind}",
    ),
    "transmitters": (
        "{transmitter}", "{attribute}",
        ("{statement}", ["{value_low} to {value_high} {unit}", "{value_low} to {value_high}"]),
        "", "{species}",
    ),
    "norepinephrine_levels": (
        "{situation}", "norepinephrine in plasma", ("{measure}", "{printed_as}"),
        ("{spread_pg_per_ml} pg/mL", "{spread_kind}"), "{people}",
    ),
    "side_effects": (
        ["{drug}", "{drug_class}"], "{effect}",
        ("{drug_percent} % on the drug", "{placebo_percent} % on placebo",
         "{drug_change_mmhg} mmHg on the drug", "{difference_points} points difference"),
        "", ("{n_drug} people", "{people}"),
    ),
    "trials": STUDY,
    "naltrexone_trials": STUDY,
}  # fmt: skip


def filled_parts(parts: Any, row: dict[str, Any]) -> str:
    """The parts that a row can fill, with commas between them."""
    if isinstance(parts, str):
        return filled(parts, row)
    texts = filter(None, (filled_parts(part, row) for part in parts))
    return next(texts, "") if isinstance(parts, list) else ", ".join(texts)


def filled(part: str, row: dict[str, Any]) -> str:
    """A part with the cells of a row; "" where one of them is empty."""
    text = ""
    for before, name, form, _ in Formatter().parse(part):
        text += before
        if name:
            value = row[name]
            if value is None or value == "":
                return ""
            if form == "words":  # an id that can be read
                value, form = value.replace("-", " "), ""
            text += format(value, form or ("" if isinstance(value, str) else ".10g"))
    text = re.sub(r"(?<!\S)(\S+) to \1(?!\S)", r"\1", text)  # a range of one number
    return text.replace("_", " ")


def cited(row: dict[str, Any]) -> tuple[str, str]:
    """The citation of a row, as text and as a link; drug facts have one source for each field."""
    keys = dict.fromkeys(row[key] for key in row if key.endswith("_source") and row[key])
    references: list[Any] = [row] if "source" in row else list(keys)
    texts = [evidence.cite(reference) for reference in references]
    links = (
        f'<a href="{escape(evidence.link(reference))}" target="_blank">{escape(text)}</a>'
        for reference, text in zip(references, texts, strict=True)
    )
    return "; ".join(texts), "<br>".join(links)


def spreads() -> dict[tuple[str, str], str]:
    """How far laboratories disagree on each affinity, in words, by drug and target."""
    counted = evidence.countable(evidence.affinities())
    by_pair = counted.groupby(["drug", "target"])["value_nM"].agg(["min", "max", "size"])
    part = "{min} to {max} nM in {size} measurements"
    return {
        pair: filled(part, extremes.to_dict())
        for pair, extremes in by_pair[by_pair["size"] > 1].iterrows()
    }


def everything() -> pd.DataFrame:
    """All rows of the ledger in the same columns; the last one holds the source as a link."""
    import pandas as pd

    rows, disagreement = [], spreads()
    for name, parts in TABLES.items():
        table = getattr(evidence, name)().astype(object)
        for row in table.where(table.notna(), None).to_dict("records"):
            subject, topic, finding, spread, people = (filled_parts(part, row) for part in parts)
            if name == "affinities":
                finding = finding.replace(" = ", " ")
                spread = disagreement.get((row["drug"], row["target"]), "")
            elif spread == finding:
                spread = ""
            cells = (name.replace("_", " "), subject, topic, finding, spread, people)
            rows.append([*cells, *cited(row)])
    return pd.DataFrame(rows, columns=[*COLUMNS, "Link"])


class Ledger(ITable):
    """The searchable table; its static form has a count and the first rows."""

    def __init__(self, rows: Any, search: Any) -> None:
        self.rows, self.search = rows.drop(columns="Link"), search
        escaped = self.rows.map(escape)
        escaped["Source"] = rows["Link"]
        super().__init__(
            escaped,
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
        """A sentence on the number of rows found."""
        matches = self.found()
        papers = matches["Source"].str.removeprefix(OWN).nunique()
        query = f' for "{self.search}"' if self.search else ""
        return (
            f"The ledger has {len(matches)} of {len(self.rows)} rows{query}, from {papers} sources."
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
