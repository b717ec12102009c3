"""The measurements of the bench as a page of ratios."""

import statistics
from pathlib import Path

import numpy as np

from bench.browser.ways import WAYS
from tools import templating


def summary(rounds):
    """The numbers of one way over all rounds: percentiles of all steps, medians of the rest."""
    steps = [step for each in rounds for step in each["steps"]]
    middle = {
        name: statistics.median(each[name] for each in rounds)
        for name in rounds[0]
        if name != "steps"
    }
    return middle | {"p50": np.quantile(steps, 0.5), "p95": np.quantile(steps, 0.95)}


def text(rounds, **known):
    """The whole page.

    Parameters
    ----------
    rounds : list of dict
        For each round, for each way, what was measured.
    **known
        What else the page names: `steps`, `version` (of Chromium), `delay` (milliseconds each
        way), and `plays` (what a picture that plays costs).
    """
    ways = {
        name: {"title": way["title"]} | summary([each[name] for each in rounds])
        for name, way in WAYS.items()
    }
    medians = [statistics.median(each["kit"]["steps"]) for each in rounds]
    known |= {"rounds": len(rounds), "noise": max(medians) / min(medians) - 1}
    here = templating.environment(Path(__file__).parent)
    here.filters["fixed"] = lambda number, digits=0: f"{number:.{digits}f}"
    here.globals |= ways  # a macro sees these
    return here.get_template("page.md").render(ways=ways.values(), **known)
