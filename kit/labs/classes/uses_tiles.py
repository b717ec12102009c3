from html import escape
from pathlib import Path
from typing import Any

import pandas as pd

from kit import evidence
from kit.chart.saved import table_html
from kit.labs.classes.shared import letters_of
from kit.labs.page import Page, folded

TITLE = "Uses and cautions"
STANDING = (
    "None of these marks says that a drug helps everybody, or anything about you. An empty place "
    "means that nobody read about it for this kit, and a caution that is missing is no "
    "permission. Labels differ between countries and change: ask a pharmacist."
)
MARKS = {"approved": "■", "explored": "✖"}
KEY = "■ approved in some country · ✖ not approved anywhere that was read, and tried in people"
OTHER = "others"
USES = ("Drug", "For", "", "Where", "Whom", "What was found, for those only tried", "Read in")
CAUTIONS = ("Drug", "Kind", "Caution", "Wait beside an MAO inhibitor", "Read in")
Rows = list[tuple[str, ...]]
CSS = f"\n{Path(__file__).with_suffix('.css').read_text(encoding='utf-8')}"


def uses_tiles() -> Page:
    """Uses and cautions of every drug of the ledger, folded: approved, only tried, warned of."""
    uses, cautions = uses_of(), cautions_of()
    read = list(dict.fromkeys(row[-1] for row in (*uses, *cautions)))
    number = {source: f"[{place}]" for place, source in enumerate(read, 1)}
    heads, tiles = tiles_of()

    def numbered(rows: Rows) -> Rows:  # a source is written out once
        return [(*row[:-1], number[row[-1]]) for row in rows]

    listed = "".join(f"<li>{escape(source)}</li>" for source in read)
    tables = {
        "Uses, by condition and class": table_html(heads, tiles),
        "Uses, drug by drug, and where each was read": table_html(USES, numbered(uses)),
        "Cautions, drug by drug, not all of them": table_html(CAUTIONS, numbered(cautions)),
        "Where they were read, by number": f"<ol>{listed}</ol>",
    }
    opening = "".join(
        folded(said, f'<div class="kit-wide">{table}</div>') for said, table in tables.items()
    )
    return Page(
        f"{TITLE}: {len(uses)} uses and {len(cautions)} cautions. {STANDING}",
        f'<style>{CSS}</style><section class="kit-look" aria-label="{TITLE}">'
        f"<p>{escape(STANDING)}</p><p>{escape(KEY)}</p>{opening}</section>",
    )


def named_uses() -> pd.DataFrame:
    """Each use with the name of its condition, the class of its drug and its mark."""
    names, uses = evidence.conditions().set_index("id")["name"], evidence.uses()
    return uses.assign(
        name=uses["condition"].map(names),
        kind=uses["drug"].map(letters_of()).fillna(OTHER),
        mark=uses["standing"].map(MARKS),
    )


def tiles_of() -> tuple[tuple[str, ...], Rows]:
    """For each condition the drugs of each class with their marks, approved ones first."""
    uses = named_uses()
    kinds = (*sorted({*uses["kind"]} - {OTHER}), OTHER)

    def tile(name: str, kind: str) -> str:
        mine = uses[(uses["name"] == name) & (uses["kind"] == kind)]
        drugs = ((m, mine.loc[mine["mark"] == m, "drug"].unique()) for m in MARKS.values())
        return "; ".join(f"{mark} {', '.join(some)}" for mark, some in drugs if len(some))

    names = evidence.conditions()["name"]
    rows = [(name, *(tile(name, kind) for kind in kinds)) for name in names]
    return ("Condition", *kinds), rows


def uses_of() -> Rows:
    """For each use its mark, where and for whom, and the source."""
    rows = named_uses().sort_values("drug", kind="stable")
    notes = rows["note"].where(rows["standing"] == "explored", "")
    rows = rows.assign(note=notes, cited=[evidence.cite(row) for _, row in rows.iterrows()])
    columns = ["drug", "name", "mark", "place", "people", "note", "cited"]
    return [*rows[columns].itertuples(index=False, name=None)]


def cautions_of() -> Rows:
    """For each caution its kind, its words, the waits that go with it, and the source."""
    return [
        (row["drug"], row["kind"], row["caution"], waits(row), evidence.cite(row))
        for _, row in evidence.cautions().iterrows()
    ]


def waits(row: Any) -> str:
    """How many days after an MAO inhibitor, and before one, as far as a label says."""
    known = row.notna()
    return ", ".join(
        f"{row[f'days_{when}_mao']:.0f} days {when} one"
        for when in ("after", "before")
        if known[f"days_{when}_mao"]
    )
