"""Uses and cautions of every drug of the ledger, folded: two tables to look things up."""

from html import escape
from typing import Any

from kit import evidence
from kit.chart.saved import table_html

TITLE = "Uses and cautions"
STANDING = (
    "None of these marks says that a drug helps everybody, or anything about you. An empty place "
    "means that nobody read about it for this kit. Labels differ between countries and change: "
    "ask a pharmacist."
)
MARKS = {
    "■": "approved in some country, and the ledger has a trial of this drug against placebo",
    "●": "approved in some country; no such trial in the ledger",
    "✖": "not approved for anything that was read; tried against placebo",
}
USES = ("Drug", "Class", "Mark", "Approved for", "Tried against placebo in", "Read in")
CAUTIONS = ("Drug", "Class", "Cautions, not all of them", "Read in")
CSS = """
.kit-look summary { min-height: 24px; cursor: pointer; font-weight: 600; }
.kit-look table { font-size: 13px; } .kit-look .kit-wide { overflow-x: auto; }
.kit-look td, .kit-look th { text-align: left !important; vertical-align: top;
  overflow-wrap: anywhere; }
.kit-look td:first-child { white-space: nowrap; }
"""


class UsesAndCautions:
    """Two folded tables as HTML, and as plain text."""

    def __init__(self) -> None:
        self.facts = evidence.drug_facts()
        trials = evidence.trials()
        self.trials = trials[trials["comparator"] == "placebo"]

    def uses(self) -> list[tuple[str, ...]]:
        """For each drug its mark, what it is approved for, and in whom it was tried."""
        told: list[tuple[str, ...]] = [
            (row["drug"], row["drug_class"], self._mark(row), row["approved_uses"],
             self.tried(row["drug"]), read_in(row["uses_source"]))
            for _, row in self.facts.iterrows() if row["approved_uses"]
        ]  # fmt: skip
        known = set(self.facts["drug"])
        others = sorted(set(self.trials["drug"]) & ONLY_TRIED - known)
        told += [(drug, "", "✖", "", self.tried(drug), self._papers(drug)) for drug in others]
        return told

    def cautions(self) -> list[tuple[str, ...]]:
        """For each drug what its label warns of, as far as it was read."""
        return [
            (row["drug"], row["drug_class"], row["main_cautions"], read_in(row["cautions_source"]))
            for _, row in self.facts.iterrows() if row["main_cautions"]
        ]  # fmt: skip

    def tried(self, drug: str) -> str:
        """In whom a drug was tried against placebo."""
        return "; ".join(dict.fromkeys(self.trials.loc[self.trials["drug"] == drug, "population"]))

    def _papers(self, drug: str) -> str:
        rows = self.trials[self.trials["drug"] == drug]
        return "; ".join(dict.fromkeys(read_in(source) for source in rows["source"]))

    def _mark(self, row: Any) -> str:
        return "■" if self.tried(row["drug"]) else "●"

    def text(self) -> str:
        """The tables in words, one line a drug."""
        marks = [f"{mark} {said}" for mark, said in MARKS.items()]
        lines = [" · ".join(filter(None, row)) for row in (*self.uses(), *self.cautions())]
        return "\n".join([TITLE, STANDING, *marks, *lines])

    def __repr__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        marks = "".join(f"<li>{mark} {escape(said)}</li>" for mark, said in MARKS.items())
        tables = "".join(
            f"<details><summary>{said}</summary>{more}"
            f'<div class="kit-wide">{table_html(head, rows)}</div></details>'
            for said, more, head, rows in (
                ("Uses, drug by drug", f"<ul>{marks}</ul>", USES, self.uses()),
                ("Cautions, drug by drug", "", CAUTIONS, self.cautions()),
            )
        )
        return (
            f'<style>{CSS}</style><section class="kit-look" aria-label="{TITLE}">'
            f"<p>{STANDING}</p>{tables}</section>"
        )


ONLY_TRIED = {"esreboxetine"}


def read_in(source: str) -> str:
    """Where something was read: a paper, or a label with its set-id."""
    return evidence.cite(source) if source else ""


def uses_tiles() -> UsesAndCautions:
    """What drugs are approved for, where they were tried, and what their labels warn of."""
    return UsesAndCautions()
