"""Citations: a short citation and a web address for every key and row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING, Any

from kit.evidence import read

if TYPE_CHECKING:
    import pandas as pd

_SET_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
OWN = "our own calculation from "  # prefix for numbers that we pooled or computed ourselves
_LABELS = "https://dailymed.nlm.nih.gov/dailymed/"


def cite(row_or_key: Any) -> str:
    """A short citation, as "Takano et al. 2006, Psychopharmacology 185:395, doi:10.1007/…".

    Of a key of the sources, or of a row of any table; a row that was read second-hand says where,
    and one that we computed says so.
    """
    row = {} if isinstance(row_or_key, str) else _fields(row_or_key)
    own = OWN if row.get("status") == "computed" else ""  # pooled or worked out by us
    key, quoting = _keys(row_or_key)
    source = _source(key)
    first, *others = source["authors"].removesuffix(" et al.").split(", ")
    name = re.sub(r" [A-Z]{1,3}$", "", first)
    name += " et al." if others or source["authors"].endswith(" et al.") else ""
    volume, page = source["volume"], source["pages"].split("-")[0]
    place = (f" {volume}:{page}" if volume else f", p. {page}") if page else f" {volume}".rstrip()
    journal, year = source["journal"], source["year"]
    parts = (f"{name} {year}", journal + place) if name else (f"{journal} {year}{place}",)
    said = ", ".join(part.strip() for part in (*parts, source["mark"]) if part.strip())
    return f"{own}{said}, quoted in {cite(quoting)}" if quoting else own + said


def link(row_or_key: Any) -> str:
    """The web address of the paper of a key or row, as in `cite`: DOI, else PubMed or DailyMed."""
    return _source(_keys(row_or_key)[0])["address"]


def sources(keys: str | Iterable[str] | None = None) -> pd.DataFrame:
    """The papers behind the ledger, or those with the given keys, each once.

    `identifier` is the DOI, the PubMed number or the label by which a source is found.

    Parameters
    ----------
    keys : str or iterable of str, optional
        Values of a `source` column.
    """
    table = read.table("sources")
    if keys is not None:
        keys, known = [keys] if isinstance(keys, str) else list(keys), read.known("key", "sources")
        for key in keys:
            read.check("sources", "key", key, known)
        table = table[table["key"].isin(keys)]
    marks = [_source(key)["mark"] for key in table["key"]]
    return table.assign(identifier=marks).reset_index(drop=True)


class References:
    """The sources of a lesson as a notebook shows them: a folded list, each with its link.

    A list reads on a phone as on a projector, and aloud, where a table would scroll sideways.

    Parameters
    ----------
    keys : iterable of str
        Values of a `source` column.
    """

    def __init__(self, keys: Iterable[str]) -> None:
        self.keys = sorted(sources(keys)["key"], key=cite)

    def __repr__(self) -> str:
        return "\n".join(map(cite, self.keys))

    def _repr_html_(self) -> str:
        items = (f'<li><a href="{escape(link(k))}">{escape(cite(k))}</a></li>' for k in self.keys)
        count = f"<summary>The {len(self.keys)} sources of this lesson</summary>"
        return f'<details class="kit-sources">{count}<ul>{"".join(items)}</ul></details>'


def _keys(row_or_key: Any) -> tuple[str, str]:
    """Keys of the paper that a key or a row stands for, and of the paper that quotes it."""
    if isinstance(row_or_key, str):
        return row_or_key, ""
    row = _fields(row_or_key)
    return (row["source"], row.get("quoted_in", "")) if "source" in row else (row["key"], "")


def _fields(row: Any) -> Any:
    """A row of any type as a dict."""
    return row._asdict() if hasattr(row, "_asdict") else row


def _source(key: str) -> dict[str, str]:
    """The row of the sources table with a key, all as text, with its identifier and address."""
    found = {row["key"]: row for row in read.rows("sources")}
    read.check("sources", "key", key, found)
    source = {column: str(value or "") for column, value in found[key].items()}
    label = source["label_id"]
    if source["doi"]:
        mark, address = f"doi:{source['doi']}", f"https://doi.org/{source['doi']}"
    elif source["pmid"]:
        mark = f"PMID {source['pmid']}"
        address = f"https://pubmed.ncbi.nlm.nih.gov/{source['pmid']}"
    elif label.startswith("https://"):
        mark = address = label
    elif _SET_ID.fullmatch(label):
        mark, address = f"label {label}", f"{_LABELS}drugInfo.cfm?setid={label}"
    elif label:  # the name and section of a label
        words = "+".join(re.findall(r"\w+", source["title"]))
        mark, address = f"label: {label}", f"{_LABELS}search.cfm?query={words}"
    else:
        raise read.LedgerError(f"data/sources.csv: {key} needs a doi, a pmid or a label_id.")
    return source | {"mark": mark, "address": address}
