"""The evidence ledger: measured numbers from `data/`, each row with the paper it comes from.

Each table has a function of its name, such as `evidence.occupancy("duloxetine", "SERT")`, which
answers with a pandas DataFrame, a copy of its own:

- One finding a row. Units are in the names of the columns, or in the column `unit`.
- `source`, and `quoted_in` where a number was read second-hand, hold keys of the sources:
  `cite(row)` and `link(row)` take a row of any table.
- Missing numbers are NA, missing text is empty.
- Arguments are values of columns. One that no row has raises a `ValueError` that names the nearest
  and all others; a damaged file raises `LedgerError`, with file, row and column.
"""

from pathlib import Path

from kit.evidence.affinity import affinities, countable
from kit.evidence.citing import References as references
from kit.evidence.citing import cite, link, sources
from kit.evidence.read import LedgerError
from kit.evidence.read import forget as reload
from kit.evidence.tables import (
    cautions,
    claims,
    clinical_page,
    conditions,
    dose_response,
    drug_facts,
    glossary,
    misconceptions,
    naltrexone_trials,
    norepinephrine_levels,
    occupancy,
    occupancy_fits,
    parameter,
    parameters,
    pharmacokinetics,
    row,
    side_effects,
    transmitters,
    trials,
    uses,
)

__all__ = [
    "DATA_FOLDER",
    "LedgerError",
    "affinities",
    "cautions",
    "cite",
    "claims",
    "clinical_page",
    "conditions",
    "countable",
    "dose_response",
    "drug_facts",
    "glossary",
    "link",
    "misconceptions",
    "naltrexone_trials",
    "norepinephrine_levels",
    "occupancy",
    "occupancy_fits",
    "parameter",
    "parameters",
    "pharmacokinetics",
    "references",
    "reload",
    "row",
    "side_effects",
    "sources",
    "transmitters",
    "trials",
    "uses",
]

_INSIDE, _BESIDE = (Path(__file__).parents[up] / "data" for up in (1, 2))
DATA_FOLDER = _INSIDE if _INSIDE.exists() else _BESIDE  # inside an installed wheel, or a clone
