from dataclasses import replace

from kit.chart import Axis, Lab, Rule
from kit.labs.naltrexone.shared import dial_parts
from kit.labs.pictures import picture
from kit.labs.results import listed, results
from kit.labs.style import DRUG

HELD = 0.9  # chosen for the picture
DIAL = {  # what the dial says, and the efficacy that it shows
    "methadone: full agonist": 1.0,
    "buprenorphine: partial agonist": 0.4,
    "naltrexone: antagonist": 0.0,
}


def three_medicines() -> Lab:
    """Deaths from opioids on each of three medicines, against no medication."""
    found = [
        replace(result, picture=dial_parts(efficacy, HELD, HELD * efficacy, said))
        for result, (said, efficacy) in zip(listed(__file__), DIAL.items(), strict=True)
    ]
    return results(
        "Three medicines after an overdose: opioid deaths",
        found,
        {"deaths": ("opioid deaths", DRUG)},
        x=Axis("Deaths, against no medication", 0.2, 4, scale="log", digits=2,
               ticks=(0.2, 0.5, 1, 2, 4), tick_labels=("0.2", "0.5", "1", "2", "4"), better="left"),
        middle=Rule(None, "no medication", x=1),
        measured="Hazard ratios of opioid deaths in records of 17,568 adults in Massachusetts who "
        "had survived an overdose (Larochelle 2018); bars are 95 % intervals.",
        assumed="That people on and off each medicine were alike, once what the records say had "
        "been taken into account. They were not assigned by lot.",
        left_out="Who could start and stay: most left naltrexone after a month. On the dial the "
        "places are drawn and not measured.",
        picture=picture("dial"),
    )  # fmt: skip
