"""The labs of every lesson: call one and move it."""

from importlib import import_module

MODULES = {  # the labs of each module, in reading order
    "dose": ("dose_occupancy", "two_rulers"),
    "effect": ("benefit_and_harm", "spare_receptors", "two_drugs"),
    "fit": ("fit_ed50",),
    "ledger_page": ("ledger",),
}
WHERE = {name: module for module, names in MODULES.items() for name in names}

__all__ = sorted(WHERE)


def __getattr__(name):
    """Load a lab's module when the lab is first named: a lesson pays for its own labs only."""
    if name not in WHERE:
        raise AttributeError(f"There is no lab {name!r}: there are {', '.join(__all__)}.")
    return getattr(import_module(f"kit.labs.{WHERE[name]}"), name)


def __dir__():
    return __all__
