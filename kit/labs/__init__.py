"""The labs of every lesson: call one and move it."""

from kit.labs.dose import dose_occupancy, two_rulers
from kit.labs.effect import benefit_and_harm, spare_receptors, two_drugs
from kit.labs.fit import fit_ed50

__all__ = [
    "benefit_and_harm",
    "dose_occupancy",
    "fit_ed50",
    "spare_receptors",
    "two_drugs",
    "two_rulers",
]
