"""Units of the ledger, converted in this one place: ng/mL, pg/mL and nM, percent and fraction."""

NOREPINEPHRINE_G_PER_MOL = 169.18  # C8H11NO3; epinephrine is heavier (183.20)


def ng_per_ml_to_nM(level_ng_per_ml, molar_mass_g_per_mol):
    """A level in nM from one in ng/mL: 1000 / molar mass.

    Parameters
    ----------
    level_ng_per_ml : float or array
        Zero or more.
    molar_mass_g_per_mol : float
        Of the free base, as the pharmacokinetics table has it.

    Raises
    ------
    ValueError
        For a negative level, or a molar mass that is not above zero.
    """
    return _level(level_ng_per_ml) * 1000 / _mass(molar_mass_g_per_mol)


def nM_to_ng_per_ml(level_nM, molar_mass_g_per_mol):
    """A level in ng/mL from one in nM; parameters and errors as in `ng_per_ml_to_nM`."""
    return _level(level_nM) * _mass(molar_mass_g_per_mol) / 1000


def pg_per_ml_to_nM(level_pg_per_ml, molar_mass_g_per_mol=NOREPINEPHRINE_G_PER_MOL):
    """A level in nM from one in pg/mL, of norepinephrine unless another molar mass is given."""
    return _level(level_pg_per_ml) / _mass(molar_mass_g_per_mol)


def nM_to_pg_per_ml(level_nM, molar_mass_g_per_mol=NOREPINEPHRINE_G_PER_MOL):
    """A level in pg/mL from one in nM, of norepinephrine unless another molar mass is given."""
    return _level(level_nM) * _mass(molar_mass_g_per_mol)


def percent_to_fraction(percent):
    """A fraction from 0 to 1 from a percentage; raises ValueError outside 0 to 100."""
    return _within(percent, 100, "a percentage lies between 0 and 100") / 100


def fraction_to_percent(fraction):
    """A percentage from a fraction; raises ValueError outside 0 to 1."""
    return _within(fraction, 1, "a fraction lies between 0 and 1") * 100


def _level(level):
    return _within(level, float("inf"), "a level is zero or more")


def _mass(molar_mass):
    if not molar_mass > 0:
        raise ValueError(f"molar_mass_g_per_mol={molar_mass!r}: a molar mass is above zero.")
    return molar_mass


def _within(value, most, rule):
    """The value itself, if no part of it is below 0 or above the most; gaps stay gaps."""
    outside = (value < 0) | (value > most)
    if outside.any() if hasattr(outside, "any") else outside:
        raise ValueError(f"{value!r}: {rule}.")
    return value
