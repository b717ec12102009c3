"""The labs of every lesson: call one and move it."""

from kit.labs.dose import dose_occupancy, two_rulers
from kit.labs.effect import benefit_and_harm, spare_receptors, two_drugs
from kit.labs.fit import fit_ed50

__all__ = [
    "benefit_and_harm",
    "dose_occupancy",
    "fit_ed50",
    "ledger",
    "spare_receptors",
    "two_drugs",
    "two_rulers",
]


def ledger(search=""):
    """Every number of the evidence ledger, and who measured it, in one table to search.

    Parameters
    ----------
    search : str
        Words to begin with, as "duloxetine SERT": a drug, a target, an author.

    Returns
    -------
    Ledger
        A widget; each column head has a list to choose from, by mouse or keyboard.
    """
    from kit.labs.ledger_page import Ledger, everything  # a second of imports that labs can spare

    return Ledger(everything(), search)
