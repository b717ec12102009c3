from kit.chart import Axis, Lab, Rule, Style
from kit.labs.results import listed, results
from kit.labs.style import BLUE, DRUG, VERMILION

GROUPS = {
    "people": ("people", DRUG),
    "days": ("days", Style(BLUE, marker="diamond")),
    "harm": ("harm: people", Style(VERMILION, marker="x")),
}


def alcohol_trials() -> Lab:
    """Help and harm on one ruler, where left is always better than placebo."""
    return results(
        "Naltrexone in alcohol use disorder: left is better than placebo",
        listed(__file__),
        GROUPS,
        x=Axis("More or fewer than on placebo, of 100", -16, 16, digits=1, better="left",
               ticks=(-15, -10, -5, 0, 5, 10, 15)),
        middle=Rule(None, "as placebo", x=0),
        measured="Pooled trials (Jonas 2014, Rösner 2010) and COMBINE (Anton 2006), against "
        "placebo; bars are 95 % intervals. Dots count people, diamonds days, crosses harms.",
        assumed="Trials of different years, people and counselling can be pooled.",
        left_out="How much anyone wanted to stop, other harms, longer than a few months, and who "
        "among the hundred is helped.",
    )  # fmt: skip
