"""The page of the ledger: search every number, and see who measured it."""

from __future__ import annotations

import re
import tomllib
from html import escape
from pathlib import Path
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
TABLES: dict[str, dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)


def told(parts: Any, row: dict[str, Any], joined: bool = True) -> str:
    """The parts that a row can fill: all of them joined, or the first; within, the other way."""
    if isinstance(parts, str):
        return filled(parts, row)
    texts = filter(None, (told(part, row, not joined) for part in parts))
    return ", ".join(texts) if joined else next(texts, "")


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
            subject, topic, finding, spread, people = (told(part, row) for part in parts.values())
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
            maxBytes=0,  # all rows: what is left out could not be found
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

    Each column head has a list to choose from, by mouse or keyboard.

    Parameters
    ----------
    search : str
        Words to begin with, as "duloxetine SERT": a drug, a target, an author.
    """
    if not isinstance(search, str):
        raise ValueError(f'search = {search!r} is not text: write words, as "duloxetine SERT".')
    return Ledger(everything(), search)
