"""The evidence ledger: measured numbers from `data/`, each row with the paper it comes from."""

from collections import namedtuple
from pathlib import Path

from kit.evidence import read, units
from kit.evidence.asking import drugs_of, pick
from kit.evidence.citing import cite, link
from kit.evidence.read import LedgerError
from kit.evidence.studies import claims, misconceptions, naltrexone_trials, parameters, trials

__all__ = [
    "DATA_FOLDER",
    "LedgerError",
    "Spread",
    "affinities",
    "cite",
    "claims",
    "dose_response",
    "drug_facts",
    "drugs",
    "link",
    "misconceptions",
    "naltrexone_trials",
    "norepinephrine_levels",
    "occupancy",
    "occupancy_fits",
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
]

_INSIDE, _BESIDE = (Path(__file__).parents[up] / "data" for up in (1, 2))
DATA_FOLDER = _INSIDE if _INSIDE.exists() else _BESIDE  # inside an installed wheel, or a clone

Spread = namedtuple("Spread", "lowest_nM highest_nM ratio count")


def occupancy(drug=None, target=None, regimen=None):
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


def occupancy_fits(drug=None, target=None):
    """Published fits of a hyperbola to occupancy: ED50 in mg or mg/kg, EC50 in ng/mL.

    Parameters
    ----------
    drug, target : str, optional
        As in `occupancy`, with the same errors; a known drug that nobody fitted gives no rows.
    """
    return pick("occupancy_fits", drug=drug, target=target)


def dose_response(outcome=None, drug_class=None):
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


def affinities(drug=None, target=None, share_alike=False):
    """Affinities measured outside the body, in nM: every independent measurement, none averaged.

    Parameters
    ----------
    drug : str, optional
        A generic name; metabolites and single enantiomers have names of their own.
    target : str, optional
        A transporter (SERT, NET, DAT) or receptor, as "H1" or "MOR".
    share_alike : bool
        Add the rows that come from databases under CC BY-SA 4.0; what is made from them and
        passed on carries that licence too.

    Returns
    -------
    pandas.DataFrame
        Mind the columns qualifier (> means that the value is only a bound), species, assay,
        possible_duplicate and suspect.

    Raises
    ------
    ValueError
        For a drug or target without any row; `LedgerError` for a damaged file.
    """
    import pandas as pd

    names = ("affinities", "affinities_share_alike")
    known = drugs_of(*names) | {"target": {t for name in names for t in read.known("target", name)}}
    wanted = names if share_alike else names[:1]
    picked = [pick(name, known, drug=drug, target=target) for name in wanted]
    return pd.concat(picked, ignore_index=True)


def spread(drug, target, share_alike=False):
    """How far laboratories disagree: lowest and highest affinity in nM, their ratio, how many.

    Only values that are a number and not a bound, from human tissue or clones, by binding, and
    counted once; so a value of "more than 10000" is never averaged or taken for a measurement.
    With no such value the numbers are not-a-number (nan) and the count is 0.

    Parameters
    ----------
    drug, target : str
        As in `affinities`, with the same errors.
    share_alike : bool
        Count the rows under CC BY-SA 4.0 as well.
    """
    rows = affinities(drug, target, share_alike)
    counted = rows[
        (rows["qualifier"] == "=")
        & rows["species"].isin(["human", "human as coded"])
        & rows["parameter"].isin(["Ki", "Kd", "Ki or Kd"])
        & rows["assay"].isin(["binding", ""])
        & (rows["possible_duplicate"] == "")
        & (rows["suspect"] == "")
    ]["value_nM"]
    if counted.empty:
        return Spread(float("nan"), float("nan"), float("nan"), 0)
    low, high = float(counted.min()), float(counted.max())
    return Spread(low, high, high / low, len(counted))


def pharmacokinetics(drug=None, parameter=None):
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


def drug_facts(drug=None):
    """Class, brand names, approved uses and main cautions of the drugs in the lessons.

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


def side_effects(drug=None, effect=None):
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


def transmitters(transmitter=None, attribute=None):
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


def norepinephrine_levels(situation=None):
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


def sources(keys=None, tables=None):
    """The papers behind the ledger, or those with the given keys or of some tables, each once.

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
    return table.reset_index(drop=True).copy()


def drugs():
    """Names of the drugs in the occupancy table, in alphabetical order."""
    return [name for name in read.known("drug", "occupancy") if name != "several"]


def targets():
    """Names of the transporters and receptors in the occupancy table, in alphabetical order."""
    return read.known("target", "occupancy")


def tables():
    """Names of all tables of the ledger."""
    return read.names()


def reload():
    """Forget what was read, so that the next question reads the files again."""
    read.forget()
