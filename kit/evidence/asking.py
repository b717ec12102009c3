"""Selecting rows of the ledger by name, with a helpful error for unknown names."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from kit.evidence import read

if TYPE_CHECKING:
    import pandas as pd

_SYNONYMS = {
    "noradrenaline": "norepinephrine",
    "adrenaline": "epinephrine",
    "5-ht": "serotonin",
    "5-hydroxytryptamine": "serotonin",
    "gaba": "GABA",
    "opioids": "endogenous opioids",
    "endorphins": "endogenous opioids",
}


def pick(
    name: str, known: Mapping[str, Collection[str]] | None = None, **wanted: str | None
) -> pd.DataFrame:
    """Select the rows of a table with the wanted values; None matches any.

    Known values are those of the column; drugs and targets are those of the occupancy table,
    unless `known` has others.
    """
    table = read.table(name)
    for column, value in wanted.items():
        if value is not None:
            home = "occupancy" if known is None and column in ("drug", "target") else name
            allowed = (known or {}).get(column) or read.known(column, home)
            read.check(name, column, value, allowed, _other_names)
            table = table[table[column] == value]
    return table.reset_index(drop=True).copy()


def drugs_of(*names: str) -> dict[str, set[str]]:
    """The drugs of some tables, and all drugs that the lessons name."""
    return {"drug": {drug for name in (*names, "drugs") for drug in read.known("drug", name)}}


def _other_names() -> dict[str, str]:
    """Messages for brand names and synonyms, by name in lower case."""
    said = {other: f"is another name of {name}" for other, name in _SYNONYMS.items()}
    for row in read.rows("drugs"):
        for brand in filter(None, row["brand_names"].split("; ")):
            said[brand.lower()] = f"is a brand of {row['drug']}"
    return said
