"""A norepinephrine blocker added to an SSRI: three trials, and what they found."""

from dataclasses import replace

from kit import evidence
from kit.chart import Axis, Lab, Rule
from kit.labs.results import of_row, results
from kit.labs.style import NET

TRIALS = {
    "ball2016-1-low": "trial 1, lower dose",
    "ball2016-1-high": "trial 1, higher dose",
    "ball2016-2-low": "trial 2, low dose",
    "ball2016-2-flexible": "trial 2, flexible",
    "ball2016-3-flexible": "trial 3, flexible",
}


def add_a_blocker() -> Lab:
    """How many more points depression fell with edivoxetine added than with placebo added."""
    rows = evidence.trials(topic="add_on", source="ball2016").set_index("id")
    found = []
    for key, name in TRIALS.items():
        row = rows.loc[key]
        words = (
            f"{name.capitalize()}: depression fell by {row['estimate']:.1f} points more with "
            f"edivoxetine added to an SSRI than with placebo added ({row['n_participants']:.0f} "
            "people). Each of the three trials missed its aim."
        )
        found.append(replace(of_row(row, name, "trials"), words=words))
    return results(
        "A blocker added to an SSRI",
        found,
        {"trials": ("difference", NET)},
        x=Axis("Points more than on placebo", -2, 6, "points", better="right"),
        middle=Rule(None, "no difference", x=0),
        limits={
            "Measured": "Changes of a depression scale from 0 to 60 points after eight weeks, in "
            "people whom an SSRI had not helped enough.",
            "Assumed": "Differences are our own subtraction of the means in the abstract, which "
            "prints no interval.",
            "Left out": "Side effects of each dose. The same company ran all three trials.",
        },
    )
