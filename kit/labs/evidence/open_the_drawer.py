from kit.chart import Axis, Lab, Rule, Style
from kit.labs.results import listed, results
from kit.labs.style import NET, SERT

IN_WORDS = 0.32  # a place on the ruler for a result without an interval
GROUPS = {
    "placebo": ("against placebo", NET),
    "ssri": ("against SSRIs", SERT),
    "harm": ("harm, as staying", Style(marker="x")),
    "words": ("result in words", Style(NET.color, marker="triangle-up")),
}


def open_the_drawer() -> Lab:
    """Reboxetine, result by result: first what was famous, then what all the trials say."""
    return results(
        "Reboxetine: open the drawer",
        listed(__file__, IN_WORDS),
        GROUPS,
        x=Axis("Odds ratio, reboxetine against the other", 0.28, 50, scale="log", digits=2,
               ticks=(IN_WORDS, 0.5, 1, 2, 5, 10, 20, 40), better="right",
               tick_labels=("words", "0.5", "1", "2", "5", "10", "20", "40")),
        middle=Rule(None, "no difference", x=1),
        measured="Trials and reviews of them; bars are 95 % intervals. The first ratio is our own "
        "arithmetic from its 52 people.",
        assumed="Results of different trials can be laid on one ruler. The ratio of those who left "
        "is turned over, into staying, so that right is better in every row.",
        left_out="The results of each single trial in the drawer, which we have not read.",
    )  # fmt: skip
