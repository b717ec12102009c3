"""Uses and cautions of every drug of the ledger, folded: tables to look things up."""

from html import escape
from pathlib import Path
from typing import Any

from kit import evidence
from kit.chart.saved import table_html
from kit.labs.classes.shared import letters_of

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
CSS = f"\n{Path(__file__).with_suffix('.css').read_text(encoding='utf-8')}"


class UsesAndCautions:
    """Three folded tables and their sources as HTML; in plain text, how much there is."""

    def __init__(self) -> None:
        names, uses = evidence.conditions().set_index("id")["name"], evidence.uses()
        self._names, self._cautions = names.to_dict(), evidence.cautions()
        self._uses = uses.assign(
            name=uses["condition"].map(names),
            kind=uses["drug"].map(letters_of()).fillna(OTHER),
            mark=uses["standing"].map(MARKS),
        )
        self.classes = sorted({*self._uses["kind"]} - {OTHER})

    def tiles(self) -> list[tuple[str, ...]]:
        """For each condition the drugs of each class, with their marks."""
        kinds = (*self.classes, OTHER)
        return [
            (name, *(self._tile(name, kind) for kind in kinds)) for name in self._names.values()
        ]

    def _tile(self, name: str, kind: str) -> str:
        """The drugs of one class for one condition: the approved ones, and those only tried."""
        mine = self._uses[(self._uses["name"] == name) & (self._uses["kind"] == kind)]
        drugs = ((m, mine.loc[mine["mark"] == m, "drug"].unique()) for m in MARKS.values())
        return "; ".join(f"{mark} {', '.join(some)}" for mark, some in drugs if len(some))

    def uses(self) -> list[tuple[str, ...]]:
        """For each use its mark, where and for whom, and the source."""
        rows = self._uses.sort_values("drug", kind="stable")
        notes = rows["note"].where(rows["standing"] == "explored", "")
        rows = rows.assign(note=notes, cited=[evidence.cite(row) for _, row in rows.iterrows()])
        columns = ["drug", "name", "mark", "place", "people", "note", "cited"]
        return [*rows[columns].itertuples(index=False, name=None)]

    def cautions(self) -> list[tuple[str, ...]]:
        """For each caution its kind, its words, the waits that go with it, and the source."""
        return [
            (row["drug"], row["kind"], row["caution"], waits(row), evidence.cite(row))
            for _, row in self._cautions.iterrows()
        ]

    def __repr__(self) -> str:
        return f"{TITLE}: {len(self._uses)} uses and {len(self._cautions)} cautions. {STANDING}"

    def _repr_html_(self) -> str:
        heads = ("Condition", *self.classes, OTHER)
        uses, cautions = self.uses(), self.cautions()
        read = list(dict.fromkeys(row[-1] for row in (*uses, *cautions)))
        number = {source: f"[{place}]" for place, source in enumerate(read, 1)}
        tables = "".join(
            _folded(said, table_html(head, rows))
            for said, head, rows in (
                ("Uses, by condition and class", heads, self.tiles()),
                ("Uses, drug by drug, and where each was read", USES, _numbered(uses, number)),
                ("Cautions, drug by drug, not all of them", CAUTIONS, _numbered(cautions, number)),
            )
        )
        listed = "".join(f"<li>{escape(source)}</li>" for source in read)
        return (
            f'<style>{CSS}</style><section class="kit-look" aria-label="{TITLE}">'
            f"<p>{escape(STANDING)}</p><p>{escape(KEY)}</p>{tables}"
            f"{_folded('Where they were read, by number', f'<ol>{listed}</ol>')}</section>"
        )


def _numbered(rows: list[tuple[str, ...]], number: dict[str, str]) -> list[tuple[str, ...]]:
    """The rows with the number of their source in its place: it is written out once."""
    return [(*row[:-1], number[row[-1]]) for row in rows]


def _folded(said: str, inside: str) -> str:
    return f'<details><summary>{said}</summary><div class="kit-wide">{inside}</div></details>'


def waits(row: Any) -> str:
    """How many days after an MAO inhibitor, and before one, as far as a label says."""
    known = row.notna()
    return ", ".join(
        f"{row[f'days_{when}_mao']:.0f} days {when} one"
        for when in ("after", "before")
        if known[f"days_{when}_mao"]
    )


def uses_tiles() -> UsesAndCautions:
    """What drugs are approved for or were only tried in, and what their labels warn of."""
    return UsesAndCautions()
