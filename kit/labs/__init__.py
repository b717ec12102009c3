"""The labs of every lesson: call one and move it."""

from collections.abc import Callable
from functools import wraps
from importlib import import_module
from pathlib import Path
from typing import Any

from kit.chart import saved

# The labs of each module, in reading order; a name with "_cases" gives a worked example's numbers.
MODULES = {
    "start.standing_up": ("standing_up",),
    "gap.puff": ("puff",),
    "exit.level_and_block": ("level_and_block",),
    "exit.molecule_ledger": ("molecule_ledger",),
    "exit.cortex_and_striatum": ("cortex_and_striatum",),
    "exit.brake": ("brake",),
    "dose.dose_occupancy": ("dose_occupancy",),
    "dose.two_drugs": ("two_drugs",),
    "dose.benefit_and_harm": ("benefit_and_harm",),
    "clocks.filling_the_tank": ("filling_the_tank",),
    "clocks.effect_site": ("effect_site",),
    "clocks.symptom_weeks": ("symptom_weeks",),
    "clocks.four_clocks": ("four_clocks",),
    "clocks.coming_down": ("coming_down",),
    "evidence.file_drawer": ("file_drawer",),
    "evidence.journals_and_regulator": ("journals_and_regulator",),
    "evidence.open_the_drawer": ("open_the_drawer",),
    "evidence.snri_or_ssri": ("snri_or_ssri",),
    "evidence.effect_to_people": ("effect_to_people",),
    "evidence.ranking": ("ranking",),
    "norepinephrine.level_machine": ("level_machine",),
    "norepinephrine.heart": ("heart",),
    "norepinephrine.empty_the_tank": ("empty_the_tank",),
    "norepinephrine.second_tries": ("second_tries",),
    "norepinephrine.add_a_blocker": ("add_a_blocker",),
    "profiles": ("fingerprints", "fingerprint", "selectivity_cases"),
    "letters": ("letters_by_level", "parent_and_metabolite"),
    "tricyclics": ("tricyclic_ladder", "two_scalings"),
    "uses": ("uses_tiles", "side_effects"),
    "naltrexone.clinical_page": ("clinical_page",),
    "naltrexone.one_dial": ("one_dial",),
    "naltrexone.contest": ("contest",),
    "naltrexone.precipitated_withdrawal": ("precipitated_withdrawal",),
    "naltrexone.after_the_shield": ("after_the_shield",),
    "naltrexone.opioid_trials": ("opioid_trials",),
    "naltrexone.three_medicines": ("three_medicines",),
    "naltrexone.alcohol_trials": ("alcohol_trials",),
    "ledger_page": ("ledger",),
    "clinic.strength_dial": ("strength_dial",),
    "clinic.stories": ("stories",),
    "clinic.verdicts": ("verdicts",),
    "bench.uptake_curve": ("uptake_curve",),
    "bench.burst": ("burst",),
    "bench.schild_plot": ("schild_plot",),
    "bench.unknown_compound": ("unknown_compound",),
}
saved.look_in(Path(__file__).parent / "saved")
WHERE = {name: module for module, names in MODULES.items() for name in names}

__all__ = sorted(WHERE)


def __getattr__(name: str) -> Any:
    """Load a lab's module when the lab is first named: a lesson pays for its own labs only."""
    if name not in WHERE:
        raise AttributeError(f"There is no lab {name!r}: there are {', '.join(__all__)}.")
    function = getattr(import_module(f"kit.labs.{WHERE[name]}"), name)
    return function if name.endswith("_cases") else _called(name, function)


def _called(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
    """The same function, whose lab knows what a link calls it."""

    @wraps(function)
    def make(*given: Any, **named: Any) -> Any:
        lab = function(*given, **named)
        if hasattr(lab, "called"):
            lab.called = [name]
        return lab

    return make


def __dir__() -> list[str]:
    return __all__
