"""The tables of the ledger, one function each; see `kit.evidence` for what they share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kit.evidence import read
from kit.evidence.asking import drugs_of, pick
from kit.evidence.read import LedgerError

if TYPE_CHECKING:
    import pandas as pd


def occupancy(
    drug: str | None = None, target: str | None = None, regimen: str | None = None
) -> pd.DataFrame:
    """Measured occupancy of transporters and receptors in the human brain (PET or SPECT), %.

    Doses in mg (per day when repeated), times in hours, plasma levels in ng/mL.

    Parameters
    ----------
    drug : str, optional
        A generic name; "several" for numbers that cover more than one.
    target : str, optional
        A transporter or receptor, as "SERT".
    regimen : {"single", "repeated"}, optional
        One dose, or doses until the level is steady.
    """
    return pick("occupancy", drug=drug, target=target, regimen=regimen)


def occupancy_fits(drug: str | None = None, target: str | None = None) -> pd.DataFrame:
    """Published fits of a hyperbola to occupancy: ED50 in mg or mg/kg, EC50 in ng/mL.

    Parameters
    ----------
    drug, target : str, optional
        As in `occupancy`; a known drug that nobody fitted gives no rows.
    """
    return pick("occupancy_fits", drug=drug, target=target)


def dose_response(outcome: str | None = None, drug_class: str | None = None) -> pd.DataFrame:
    """Risk ratios against placebo, with 95 % intervals, from pooled trials at several doses.

    Parameters
    ----------
    outcome : {"response", "dropout_adverse_effects", "dropout_any_reason"}, optional
        Symptoms fell by half or more; left because of side effects; left for any reason.
    drug_class : {"SSRI", "SNRI"}, optional
        SSRI doses are in mg of fluoxetine or its equivalent, venlafaxine doses in its own mg.
    """
    return pick("dose_response", outcome=outcome, drug_class=drug_class)


def pharmacokinetics(drug: str | None = None, parameter: str | None = None) -> pd.DataFrame:
    """Half-lives, volumes, clearances, binding to plasma and molar masses, with low and high.

    Parameters
    ----------
    drug : str, optional
        A generic name, or a metabolite.
    parameter : str, optional
        As "half_life_h".
    """
    return pick("pharmacokinetics", drugs_of("pharmacokinetics"), drug=drug, parameter=parameter)


def drug_facts(drug: str | None = None) -> pd.DataFrame:
    """Class, brand names and active metabolite of the drugs in the lessons.

    Parameters
    ----------
    drug : str, optional
        A generic name. A brand name is answered with the generic one.
    """
    return pick("drugs", {}, drug=drug)


def conditions() -> pd.DataFrame:
    """Conditions that drugs are used for, as they are shown: an id, and the words for a reader.

    `in_texts` says "yes" where one of the texts that the kit grew from names the condition.
    """
    return pick("conditions")


def uses(drug: str | None = None, condition: str | None = None) -> pd.DataFrame:
    """What drugs are approved for, or were only tried for, one drug and condition per row.

    Parameters
    ----------
    drug : str, optional
        A generic name.
    condition : str, optional
        An id of `conditions()`, as "generalised-anxiety".
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
    """
    return pick("cautions", drugs_of("cautions"), drug=drug, topic=topic)


def side_effects(drug: str | None = None, effect: str | None = None) -> pd.DataFrame:
    """How many people reported an effect on a drug and on placebo, from labels and reviews.

    Parameters
    ----------
    drug : str, optional
        A generic name; "several" for a whole class.
    effect : str, optional
        As "dry mouth".
    """
    return pick("side_effects", drugs_of("side_effects"), drug=drug, effect=effect)


def transmitters(transmitter: str | None = None, attribute: str | None = None) -> pd.DataFrame:
    """How transmitters are made, stored, received and ended, one statement per row.

    Parameters
    ----------
    transmitter, attribute : str, optional
        As "norepinephrine", and as "transporter".
    """
    return pick("transmitters", {}, transmitter=transmitter, attribute=attribute)


def norepinephrine_levels(situation: str | None = None) -> pd.DataFrame:
    """Norepinephrine in plasma, pg/mL, with the spread and the circulation that went with it.

    Parameters
    ----------
    situation : str, optional
        As "standing" or "reference range".
    """
    return pick("norepinephrine_levels", situation=situation)


def trials(
    topic: str | None = None, drug: str | None = None, source: str | None = None
) -> pd.DataFrame:
    """Estimates from trials, meta-analyses and scans about antidepressants.

    `measure` and `unit` say what `estimate`, `ci_low` and `ci_high` are.

    Parameters
    ----------
    topic : str, optional
        As "response", "published_vs_registered" or "suicidality_by_age".
    drug : str, optional
        As the study names it.
    source : str, optional
        A key of the sources.
    """
    return _studies("trials", topic, drug, source)


def naltrexone_trials(
    topic: str | None = None, drug: str | None = None, source: str | None = None
) -> pd.DataFrame:
    """Estimates about naltrexone: alcohol, opioids, safety; arguments and columns as `trials`."""
    return _studies("naltrexone_trials", topic, drug, source)


def _studies(name: str, topic: str | None, drug: str | None, source: str | None) -> pd.DataFrame:
    known = {"drug": set(pick(name)["drug"]) - {""}}
    return pick(name, known, topic=topic, drug=drug, source=source)


def claims(verdict: str | None = None, lesson: str | None = None) -> pd.DataFrame:
    """Every claim of the texts that the kit grew from, with its verdict and evidence.

    `sources` holds keys of the sources, separated by semicolons.

    Parameters
    ----------
    verdict : {"supported", "needs qualification", "wrong or unsupported", "not checked"}, optional
    lesson : str, optional
        The id of the lesson that takes the claim up, such as "dose".
    """
    return pick("claims", verdict=verdict, lesson=lesson)


def clinical_page() -> pd.DataFrame:
    """The lines of the clinical page on naltrexone: part, line, keys of sources, status."""
    return pick("clinical_page")


def glossary() -> pd.DataFrame:
    """The words of the lessons and what they mean, in alphabetical order."""
    return pick("glossary")


def misconceptions() -> pd.DataFrame:
    """What learners often believe and what is so, X1 to X30."""
    return pick("misconceptions")


def parameters(model: str | None = None) -> pd.DataFrame:
    """Every constant of the models: value, unit, and whether it was measured, fitted or chosen.

    Parameters
    ----------
    model : str, optional
        "M1" to "M8", as the models are numbered in `docs/validation.md`.
    """
    return pick("parameters", model=model)


def row(table: str, name: str) -> Any:
    """One row of a table by its id, such as `row("trials", "versiani2000-response")`."""
    rows = read.table(table).set_index(read.schema(table)["primaryKey"])
    if name not in rows.index:
        raise LedgerError(f"data/{table}.csv has no row {name!r}.")
    return rows.loc[name]


def parameter(name: str) -> Any:
    """One constant of the models by its id, as a row; one that waits for its paper is refused."""
    found = row("parameters", name)
    if found["status"] == "waiting":
        raise LedgerError(f"data/parameters.csv: {name} still waits for its paper.")
    return found
