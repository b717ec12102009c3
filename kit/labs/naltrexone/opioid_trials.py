from kit.chart import Axis, Lab, Rule, Style
from kit.labs.results import listed, results
from kit.labs.style import BLUE, DRUG, VERMILION

IN_WORDS = 0.13  # a place on the ruler for results without a ratio
GROUPS = {
    "placebo": ("against placebo", DRUG),
    "buprenorphine": ("against buprenorphine", Style(BLUE, marker="diamond")),
    "overdose": ("overdoses", Style(VERMILION, marker="x")),
    "words": ("in words", Style(marker="triangle-up")),
}
OPENS = 7  # everyone assigned in X:BOT


def opioid_trials() -> Lab:
    """Result by result, where left always favours naltrexone."""
    return results(
        "Naltrexone in opioid use disorder: left favours naltrexone",
        listed(__file__, IN_WORDS),
        GROUPS,
        x=Axis("Ratio, naltrexone against the other", 0.11, 12, scale="log", digits=2,
               better="left",
               ticks=(IN_WORDS, 0.3, 0.5, 1, 2, 5, 10),
               tick_labels=("words", "0.3", "0.5", "1", "2", "5", "10")),
        middle=Rule(None, "no difference", x=1),
        measured="Risk, odds and hazard ratios as the papers print them; the odds of not starting "
        "are worked out from the counts. Bars are 95 % intervals.",
        assumed="Ratios of several kinds stand on one ruler for their direction. Those of good "
        "outcomes are turned over, so that left is always better.",
        left_out="Those who never joined a trial, deaths after its end, and life besides urine "
        "tests. Relapse is the trials' own word.",
        start=OPENS,
    )  # fmt: skip
