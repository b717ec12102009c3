"""Units of the ledger, converted in this one place: pg/mL of norepinephrine and nM."""

from __future__ import annotations

from typing import Any

NOREPINEPHRINE_G_PER_MOL = 169.18  # C8H11NO3; epinephrine is heavier (183.20)


def pg_per_ml_to_nM(level_pg_per_ml: Any) -> Any:
    """A level of norepinephrine in nM from one in pg/mL.

    Parameters
    ----------
    level_pg_per_ml : float or array
        Zero or more; gaps stay gaps.

    Raises
    ------
    ValueError
        For a negative level.
    """
    below = level_pg_per_ml < 0
    if below.any() if hasattr(below, "any") else below:
        raise ValueError(f"{level_pg_per_ml!r}: a level is zero or more (pg/mL).")
    return level_pg_per_ml / NOREPINEPHRINE_G_PER_MOL
