from kit.chart import Axis, Lab, Rule
from kit.labs.results import listed, results
from kit.labs.style import NET


def add_a_blocker() -> Lab:
    """How many more points depression fell with edivoxetine added than with placebo added."""
    return results(
        "A blocker added to an SSRI",
        listed(__file__),
        {"trials": ("difference", NET)},
        x=Axis("Points more than on placebo", -2, 6, "points", better="right"),
        middle=Rule(None, "no difference", x=0),
        measured="Changes of a depression scale from 0 to 60 points after eight weeks, in people "
        "whom an SSRI had not helped enough.",
        assumed="Differences are our own subtraction of the means in the abstract, which prints no "
        "interval.",
        left_out="Side effects of each dose. The same company ran all three trials.",
    )
