"""Affinities in the ledger, and which of them can be compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kit.evidence import read
from kit.evidence.asking import drugs_of, pick

if TYPE_CHECKING:
    import pandas as pd


def affinities(
    drug: str | None = None, target: str | None = None, share_alike: bool = False
) -> pd.DataFrame:
    """Affinities measured outside the body, in nM: every independent measurement, none averaged.

    Mind the columns qualifier (> means that the value is only a bound), species, assay,
    possible_duplicate and suspect.

    Parameters
    ----------
    drug : str, optional
        A generic name; metabolites and single enantiomers have names of their own.
    target : str, optional
        A transporter (SERT, NET, DAT) or receptor, as "H1" or "MOR".
    share_alike : bool
        Add the rows that come from databases under CC BY-SA 4.0; what is made from them and
        passed on carries that licence too.
    """
    import pandas as pd

    names = ("affinities", "affinities_share_alike")
    known = drugs_of(*names) | {"target": {t for name in names for t in read.known("target", name)}}
    wanted = names if share_alike else names[:1]
    picked = [pick(name, known, drug=drug, target=target) for name in wanted]
    return pd.concat(picked, ignore_index=True)


def countable(rows: pd.DataFrame) -> pd.DataFrame:
    """Those rows of `affinities` that can be compared: how far laboratories disagree.

    Only values that are a number and not a bound, from human tissue or clones, by binding, and
    counted once; so a value of "more than 10000" is never averaged or taken for a measurement.
    """
    return rows[
        (rows["qualifier"] == "=")
        & rows["species"].isin(["human", "human as coded"])
        & rows["parameter"].isin(["Ki", "Kd", "Ki or Kd"])
        & rows["assay"].isin(["binding", ""])
        & (rows["possible_duplicate"] == "")
        & (rows["suspect"] == "")
    ]
