"""The evidence ledger: measured numbers from `data/`, each row with the paper it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kit.evidence import citing, read, units
from kit.evidence.affinity import Spread, affinities, countable, spread
from kit.evidence.asking import drugs_of, pick
from kit.evidence.citing import cite, link
from kit.evidence.read import LedgerError
from kit.evidence.studies import (
    claims,
    clinical_page,
    glossary,
    misconceptions,
    naltrexone_trials,
    parameter,
    parameters,
    trials,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "DATA_FOLDER",
    "LedgerError",
    "Spread",
    "affinities",
    "cautions",
    "cite",
    "claims",
    "clinical_page",
    "conditions",
    "countable",
    "dose_response",
    "drug_facts",
    "drugs",
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
    "reload",
    "side_effects",
    "sources",
    "spread",
    "tables",
    "targets",
    "transmitters",
    "trials",
    "units",
    "uses",
]

_INSIDE, _BESIDE = (Path(__file__).parents[up] / "data" for up in (1, 2))
DATA_FOLDER = _INSIDE if _INSIDE.exists() else _BESIDE  # inside an installed wheel, or a clone


def occupancy(
    drug: str | None = None, target: str | None = None, regimen: str | None = None
) -> pd.DataFrame:
    """Measured occupancy of transporters and receptors in the human brain (PET or SPECT).

    Parameters
    ----------
    drug : str, optional
        A drug, as `drugs()` names it; "several" for numbers that cover more than one.
    target : str, optional
        A transporter or receptor, as `targets()` names it.
    regimen : {"single", "repeated"}, optional
        One dose, or doses until the level is steady.

    Returns
    -------
    pandas.DataFrame
        One measurement per row; doses in mg (per day when repeated), times in hours, occupancy
        in percent, plasma levels in ng/mL. Missing numbers are NA, missing text is empty.

    Raises
    ------
    ValueError
        For a value that the table does not have; `LedgerError` for a damaged file.
    """
    return pick("occupancy", drug=drug, target=target, regimen=regimen)


def occupancy_fits(drug: str | None = None, target: str | None = None) -> Any:
    """Published fits of a hyperbola to occupancy: ED50 in mg or mg/kg, EC50 in ng/mL.

    Parameters
    ----------
    drug, target : str, optional
        As in `occupancy`, with the same errors; a known drug that nobody fitted gives no rows.
    """
    return pick("occupancy_fits", drug=drug, target=target)


def dose_response(outcome: str | None = None, drug_class: str | None = None) -> Any:
    """Risk ratios against placebo, with 95 % intervals, from pooled trials at several doses.

    Parameters
    ----------
    outcome : {"response", "dropout_adverse_effects", "dropout_any_reason"}, optional
        Symptoms fell by half or more; left because of side effects; left for any reason.
    drug_class : {"SSRI", "SNRI"}, optional
        SSRI doses are in mg of fluoxetine or its equivalent, venlafaxine doses in its own mg.

    Raises
    ------
    ValueError
        For an outcome or class that the table does not have; `LedgerError` for a damaged file.
    """
    return pick("dose_response", outcome=outcome, drug_class=drug_class)


def pharmacokinetics(drug: str | None = None, parameter: str | None = None) -> Any:
    """Half-lives, volumes, clearances, binding to plasma and molar masses, with low and high.

    Parameters
    ----------
    drug : str, optional
        A generic name, or a metabolite.
    parameter : str, optional
        As "half_life_h"; its unit is in its name and in the column unit.

    Raises
    ------
    ValueError
        For a value that the table does not have; `LedgerError` for a damaged file.
    """
    return pick("pharmacokinetics", drugs_of("pharmacokinetics"), drug=drug, parameter=parameter)


def drug_facts(drug: str | None = None) -> Any:
    """Class, brand names and active metabolite of the drugs in the lessons.

    Parameters
    ----------
    drug : str, optional
        A generic name. A brand name is answered with the generic one.

    Raises
    ------
    ValueError
        For a drug that the lessons do not name; `LedgerError` for a damaged file.
    """
    return pick("drugs", {}, drug=drug)


def conditions() -> pd.DataFrame:
    """Conditions that drugs are used for: an id, and the words that a reader sees.

    Returns
    -------
    pandas.DataFrame
        In the order in which they are shown; `in_texts` says "yes" where one of the texts that
        the kit grew from names the condition.
    """
    return pick("conditions", {})


def uses(drug: str | None = None, condition: str | None = None) -> pd.DataFrame:
    """What drugs are approved for, or were only tried for, one drug and condition per row.

    Parameters
    ----------
    drug : str, optional
        A generic name.
    condition : str, optional
        An id of `conditions()`, as "generalised-anxiety".

    Raises
    ------
    ValueError
        For a drug or condition that no table has; `LedgerError` for a damaged file.
    """
    known = drugs_of("uses") | {"condition": set(read.known("id", "conditions"))}
    return pick("uses", known, drug=drug, condition=condition)


def cautions(drug: str | None = None, topic: str | None = None) -> pd.DataFrame:
    """What labels forbid or warn of, one drug and caution per row; for teaching, not advice.

    Parameters
    ----------
    drug : str, optional
        A generic name.
    topic : str, optional
        As "mao-inhibitors"; `days_after_mao` and `days_before_mao` of those rows are the waits
        that the label asks for, both ways.

    Raises
    ------
    ValueError
        For a drug or topic that no table has; `LedgerError` for a damaged file.
    """
    return pick("cautions", drugs_of("cautions"), drug=drug, topic=topic)


def side_effects(drug: str | None = None, effect: str | None = None) -> Any:
    """How many people reported an effect on a drug and on placebo, from labels and reviews.

    Parameters
    ----------
    drug : str, optional
        A generic name; "several" for a whole class.
    effect : str, optional
        As "dry mouth".

    Raises
    ------
    ValueError
        For a value that the table does not have; `LedgerError` for a damaged file.
    """
    return pick("side_effects", drugs_of("side_effects"), drug=drug, effect=effect)


def transmitters(transmitter: str | None = None, attribute: str | None = None) -> Any:
    """How transmitters are made, stored, received and ended, one statement per row.

    Parameters
    ----------
    transmitter : str, optional
        As "norepinephrine".
    attribute : str, optional
        As "transporter".

    Raises
    ------
    ValueError
        For a value that the table does not have; `LedgerError` for a damaged file.
    """
    return pick("transmitters", {}, transmitter=transmitter, attribute=attribute)


def norepinephrine_levels(situation: str | None = None) -> Any:
    """Norepinephrine in plasma, in pg/mL, with the spread and the circulation that went with it.

    Parameters
    ----------
    situation : str, optional
        As "standing" or "reference range".

    Raises
    ------
    ValueError
        For a situation that the table does not have; `LedgerError` for a damaged file.
    """
    return pick("norepinephrine_levels", situation=situation)


def sources(keys: str | Iterable[str] | None = None, tables: Iterable[str] | None = None) -> Any:
    """The papers behind the ledger, or those with the given keys or of some tables, each once.

    Of more than four authors the first three are named; all of them stand in `data/sources.csv`.
    `identifier` is the DOI, the PubMed number or the label by which a source is found.

    Parameters
    ----------
    keys : str or iterable of str, optional
        Values of a `source` column.
    tables : iterable of str, optional
        Names as `tables()` has them: only what their rows name.

    Raises
    ------
    ValueError
        For a key that is not in the sources table; `LedgerError` for a damaged file.
    """
    table = read.table("sources")
    if tables is not None:
        table = table[table["key"].isin(read.keys_of(tables))]
    if keys is not None:
        keys = [keys] if isinstance(keys, str) else list(keys)
        known = set(table["key"])
        for key in keys:
            read.check("sources", "key", key, known)
        table = table[table["key"].isin(keys)]
    names = table["authors"].str.split(", ")
    many = names.str.len() > 4
    authors = table["authors"].where(~many, names.str[:3].str.join(", ") + " et al.")
    identifiers = table["key"].map(citing.identifier)
    return table.assign(authors=authors, identifier=identifiers).reset_index(drop=True)


def drugs() -> Any:
    """Names of the drugs in the occupancy table, in alphabetical order."""
    return [name for name in read.known("drug", "occupancy") if name != "several"]


def targets() -> Any:
    """Names of the transporters and receptors in the occupancy table, in alphabetical order."""
    return read.known("target", "occupancy")


def tables() -> Any:
    """Names of all tables of the ledger."""
    return read.names()


def reload() -> None:
    """Forget what was read, so that the next question reads the files again."""
    read.forget()
