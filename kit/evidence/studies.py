"""Asking the ledger about studies, claims, common beliefs, words and constants of the models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.evidence.asking import pick
from kit.evidence.read import LedgerError

if TYPE_CHECKING:
    import pandas as pd


def trials(
    topic: str | None = None, drug: str | None = None, source: str | None = None
) -> pd.DataFrame:
    """Estimates from trials, meta-analyses and scans about antidepressants, one per row.

    Parameters
    ----------
    topic : str, optional
        As "response", "published_vs_registered" or "suicidality_by_age".
    drug : str, optional
        As the study names it.
    source : str, optional
        A key of the sources table.

    Returns
    -------
    pandas.DataFrame
        `measure` and `unit` say what `estimate`, `ci_low` and `ci_high` are.

    Raises
    ------
    ValueError
        For a value without any row; `LedgerError` for a damaged file.
    """
    return _studies("trials", topic, drug, source)


def naltrexone_trials(topic: Any = None, drug: Any = None, source: Any = None) -> Any:
    """Estimates about naltrexone: alcohol, opioids, safety; arguments and columns as `trials`."""
    return _studies("naltrexone_trials", topic, drug, source)


def claims(verdict: str | None = None, lesson: str | None = None) -> pd.DataFrame:
    """Every claim of the texts that the kit grew from, with its verdict and evidence.

    Parameters
    ----------
    verdict : str, optional
        "supported", "needs qualification", "wrong or unsupported" or "not checked".
    lesson : str, optional
        The id of the lesson that takes the claim up, such as "dose".

    Returns
    -------
    pandas.DataFrame
        `sources` holds keys of the sources table, separated by semicolons.

    Raises
    ------
    ValueError
        For a value without any row; `LedgerError` for a damaged file.
    """
    rows = pick("claims", verdict=verdict)
    if lesson is None:
        return rows
    allowed = list(dict.fromkeys(pick("claims")["lesson"]))
    if lesson not in allowed:
        raise ValueError(f"lesson={lesson!r} has no claims: choose from {', '.join(allowed)}.")
    return rows[rows["lesson"] == lesson].reset_index(drop=True)


def clinical_page() -> pd.DataFrame:
    """The lines of the clinical page on naltrexone: part, line, keys of sources, status.

    Raises
    ------
    LedgerError
        For a damaged file.
    """
    return pick("clinical_page", {})


def glossary() -> Any:
    """The words of the lessons and what they mean, one per row, in alphabetical order."""
    return pick("glossary")


def misconceptions() -> Any:
    """What learners often believe and what is so, X1 to X30."""
    return pick("misconceptions")


def parameters(model: str | None = None) -> pd.DataFrame:
    """Every constant of the models: value, unit, and whether it was measured, fitted or chosen.

    Parameters
    ----------
    model : str, optional
        "M1" to "M8", as the models are numbered in `docs/validation.md`.

    Returns
    -------
    pandas.DataFrame

    Raises
    ------
    ValueError
        For a model without any row; `LedgerError` for a damaged file.
    """
    return pick("parameters", model=model)


def parameter(name: str) -> Any:
    """One constant of the models by its id, as a row: `value`, `unit`, `source` and so on.

    Raises
    ------
    LedgerError
        For a row that does not exist, or that still waits for its paper.
    """
    rows = pick("parameters").set_index("id")
    if name not in rows.index:
        raise LedgerError(f"data/parameters.csv has no row {name!r}.")
    row = rows.loc[name]
    if row["status"] == "waiting":
        raise LedgerError(f"data/parameters.csv: {name} still waits for its paper.")
    return row


def _studies(name: str, topic: Any, drug: Any, source: Any) -> Any:
    known = {"drug": set(pick(name)["drug"]) - {""}}
    return pick(name, known, topic=topic, drug=drug, source=source)
