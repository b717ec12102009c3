"""Every chart that lists results in rows: one better side, in every row, and whose numbers."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.chart import Axis, Choice
from kit.science.trials import odds_ratio
from tests.labs.test_contract import LABS

TRIALS = [
    row
    for table in (evidence.trials, evidence.naltrexone_trials)
    for row in table().astype(object).to_dict("records")
]
COUNTS = ("events", "total", "comparator_events", "comparator_total")
# What a row counts, by words of its outcome: more of it is better, or worse.
GOOD = (
    "symptoms fell by", "fell by half", "the depression score", "depression score, ", "remission",
    "abstinen", "kept in treatment", "without a positive", "started the medication",
)  # fmt: skip
BAD = (
    "left the trial", "stopped the treatment", "relapse", "drinking", "prison", "overdose",
    "deaths", "heroin", "nausea", "sleepiness", "stopped because",
)  # fmt: skip


def side(row):
    """The better side of a ruler that counts the outcome of a row."""
    good, bad = (any(words in row["outcome"] for words in told) for told in (GOOD, BAD))
    assert good != bad, f"{row['id']}: is more of {row['outcome']!r} better or worse? Say so above."
    return "right" if good else "left"


def value(row):
    """The estimate of a row, or the odds ratio of the people whom it counts."""
    counts = [row[key] for key in COUNTS]
    if row["measure"] != "percent" or any(count is None or count != count for count in counts):
        return float(row["estimate"])
    return float(odds_ratio(*counts))


def matches(x, text):
    """The ledger's rows that a point may stand for, each with whether it is turned over."""
    for row in TRIALS:
        if f"{row['outcome']}: " in text and evidence.cite(row["source"]) in text:
            estimate = value(row)
            if np.isclose(x, estimate):
                yield row, False
            elif x and np.isclose(1 / x, estimate):
                yield row, True


def listed(lab):
    """Points of a lab in named rows: x, whether it has an interval, and what hovering says."""
    choices = [c for c in lab._controls.values() if isinstance(c, Choice)]
    states = [{c.name: option} for c in choices for option in c.options] or [{}]
    for series in (series for state in states for series in lab.drawing(**state).drawn):
        x, bars = series.array("x"), series.array("error_x")
        if bars.size and lab._plot.panels[series.panel].tick_labels:
            yield from zip(x, np.isfinite(bars), series.text or [""] * x.size)


FOREST = [name for name, make in LABS.items() if [*listed(make())]]


@pytest.mark.parametrize("name", FOREST)
def test_the_chart_says_which_side_is_better_and_every_row_keeps_to_it(name):
    lab = LABS[name]()
    better = lab._plot.x.better
    assert better, f"{name}: its axis does not say on which side people are better off"
    for x, interval, text in listed(lab):
        found = [*matches(x, text)]
        assert found or not interval or not text, f"no row of the ledger: {text}"
        for row, turned in found:
            assert (side(row) == better) != turned, text
            assert ("turned over: " in text) == turned, text


@pytest.mark.parametrize("name", FOREST)
def test_a_number_that_we_pooled_says_so(name):
    lab = LABS[name]()
    rows = [(text, [row["status"] for row, _ in matches(x, text)]) for x, _, text in listed(lab)]
    own = [text for text, status in rows if {*status} == {"computed"}]
    assert all("our own calculation" in text for text in own)
    if own:
        limits = " ".join(lab.limits.values())
        assert "our own" in limits or "by us" in limits


def test_rows_that_we_computed_are_cited_as_our_own():
    for row in TRIALS:
        assert ("our own calculation" in evidence.cite(row)) == (row["status"] == "computed")


def test_a_row_of_the_table_names_the_row_or_column_that_it_stands_in():
    rows = Axis("", 0.4, 2.6, ticks=(1, 2), tick_labels=("front", "back"))
    assert [rows.cell(value) for value in (0.83, 1, 2.17)] == ["front", "front", "back"]
    ruler = Axis("", 0, 2, ticks=(0, 1, 2), tick_labels=("none", "some", "all"))
    assert [ruler.cell(value) for value in (0, 0.4)] == ["none", "0.4"]
    fog = labs.ranking().table()
    drugs = {note.partition(":")[0] for note in fog["Note"]}
    assert len(fog) == 2 * len(drugs) == 42
    assert all(not head.startswith(":") for head in labs.benefit_and_harm().table()["Series"])
