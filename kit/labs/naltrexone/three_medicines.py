"""Three medicines for opioid use disorder: where each stands on the dial, and who died."""

from dataclasses import replace
from typing import Any

from kit import evidence
from kit.chart import Axis, Lab, Rule
from kit.labs.naltrexone.shared import dial_parts
from kit.labs.pictures import picture
from kit.labs.results import Result, of_row, one_inside, results
from kit.labs.style import DRUG

HELD = 0.9  # chosen for the picture
ROWS = (  # of the ledger; the medicine, its efficacy on the dial, and what the dial calls it
    ("larochelle2018-methadone", "methadone", 1.0, "full agonist"),
    ("larochelle2018-buprenorphine", "buprenorphine", 0.4, "partial agonist"),
    ("larochelle2018-naltrexone", "naltrexone", 0.0, "antagonist"),
)


def three_medicines() -> Lab:
    """Deaths from opioids on each of three medicines, against no medication."""
    table = evidence.naltrexone_trials().set_index("id")
    found = [result(table.loc[key], name, efficacy, kind) for key, name, efficacy, kind in ROWS]
    return results(
        "Three medicines after an overdose: opioid deaths",
        found,
        {"deaths": ("opioid deaths", DRUG)},
        x=Axis("Deaths, against no medication", 0.2, 4, scale="log", digits=2,
               ticks=(0.2, 0.5, 1, 2, 4), tick_labels=("0.2", "0.5", "1", "2", "4"), better="left"),
        middle=Rule(None, "no medication", x=1),
        limits={
            "Measured": "Hazard ratios of opioid deaths in records of 17,568 adults in "
            "Massachusetts who had survived an overdose (Larochelle 2018); bars are 95 % "
            "intervals.",
            "Assumed": "That people on and off each medicine were alike, once what the records "
            "say had been taken into account. They were not assigned by lot.",
            "Left out": "Who could start and stay: most left naltrexone after a month. On the "
            "dial the places are drawn and not measured.",
        },
        picture=picture("dial"),
    )  # fmt: skip


def result(row: Any, name: str, efficacy: float, kind: str) -> Result:
    """One medicine, with its place on the dial."""
    found = of_row(row, name, "deaths")
    words = (
        f"{name.capitalize()}, on the dial a{'n' if kind[0] == 'a' else ''} {kind}: opioid deaths "
        f"{row['estimate']:.2f} times those on no medication ({row['ci_low']:.2f} to "
        f"{row['ci_high']:.2f}); {one_inside(found)}."
    )
    dial = dial_parts(efficacy, HELD, HELD * efficacy, f"{name}: {kind}")
    return replace(found, words=words, picture=dial)
