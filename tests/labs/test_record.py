"""Labs of lesson 6, the record: the numbers of the papers, and ranks that jump."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.labs.people import nnt_cases
from kit.science.effect_sizes import rate_with_effect, share_better_off

TRIALS = evidence.trials().set_index("id")


def test_the_small_trial_has_the_odds_ratio_of_its_counts():
    words = labs.open_the_drawer().words()
    assert "odds ratio 11.43 (3.10 to 42.12); 1 lies outside" in words
    assert abs((20 / 7) / (5 / 20) - 11.43) < 0.005


@pytest.mark.parametrize(
    ("result", "row"),
    [
        (2, "eyding2010-response-placebo"),
        (3, "eyding2010-remission-placebo"),
        (4, "eyding2010-response-ssri"),
        (5, "eyding2010-remission-ssri"),
        (6, "eyding2010-dropout-ae-fluoxetine"),
        (8, "cipriani2018-response-reboxetine"),
    ],
)
def test_every_result_of_reboxetine_is_its_row(result, row):
    lab = labs.open_the_drawer()
    lab.set(result=result)
    row = TRIALS.loc[row]
    assert f"{row.estimate:.2f} ({row.ci_low:.2f} to {row.ci_high:.2f})" in lab.words()
    inside = row.ci_low < 1 < row.ci_high
    assert ("1 lies inside" in lab.words()) == inside


def test_the_other_side_is_told_too():
    lab = labs.open_the_drawer()
    lab.set(result=7)
    assert "22 % relapsed on reboxetine and 56 % after a switch to placebo, of 283" in lab.words()


def test_journals_never_show_less_than_the_regulator():
    lab = labs.journals_and_regulator()
    series = lab.drawing().series
    assert len(series["regulator"].x) == 13
    assert np.all(series["journals"].x > series["regulator"].x)
    lab.set(row=13)
    assert "73 trials with an effect of 0.31" in lab.words() and "50, with 0.41" in lab.words()


def test_the_intervals_of_the_ranking_are_those_of_the_ledger_at_95_percent():
    lab = labs.ranking()
    lab.set(width=95)
    drawn = lab.drawing().series["response"]
    rows = TRIALS[TRIALS.index.str.startswith("griselda-response-")].sort_values("estimate")
    np.testing.assert_allclose(drawn.x + drawn.error_x, rows["ci_high"], atol=0.02)
    np.testing.assert_allclose(drawn.x - drawn.error_x_down, rows["ci_low"], atol=0.02)
    assert "12 of the 20 other drugs overlap with amitriptyline" in lab.words()


def test_most_ranks_swap_and_the_ends_are_firmer():
    lab = labs.ranking()
    thrown = lab._draw(width=95, throw=np.arange(1, 21)[:, None])
    places = np.argsort(np.argsort(-thrown.series["throw"].x, -1), -1) + 1
    moved = thrown.numbers["moved"]
    assert (moved.min(), moved.max()) == (15, 20)
    assert places[:, -1].max() == 2  # amitriptyline
    assert places[:, 0].min() == 8  # reboxetine


def test_icons_stand_for_the_rates_of_the_papers():
    lab = labs.snri_or_ssri()
    assert "63.6 of 100 responded on dual drugs and 59.3 of 100 on SSRIs" in lab.words()
    assert "In 29 of 100 pairs" in lab.words()
    for outcome, old, new in (("response", 59, 63), ("remission", 42, 48)):
        lab.set(outcome=outcome)
        series = {name: data.y for name, data in lab.drawing().series.items()}
        shown = {name: np.ravel(y) > -5 for name, y in series.items()}
        better = shown["better"] | shown["extra"]
        assert (better[:100].sum(), better[100:].sum()) == (old, new)
        assert shown["leaving"].sum() == 3


def test_an_effect_size_becomes_people():
    assert rate_with_effect(0.36, 0) == pytest.approx(0.36)
    assert share_better_off(0) == 0.5
    assert share_better_off(0.31) == pytest.approx(0.587, abs=0.001)
    draws = np.random.default_rng(7).standard_normal((2, 400_000))
    assert np.mean(draws[0] + 0.31 > draws[1]) == pytest.approx(share_better_off(0.31), abs=0.003)
    line = np.quantile(draws[1], 1 - 0.36)
    assert np.mean(draws[0] + 0.31 > line) == pytest.approx(rate_with_effect(0.36, 0.31), abs=0.003)
    lab = labs.effect_to_people()
    assert "nobody more responds" in lab.words()
    lab.set(effect=0.31)
    assert "48 of 100 respond on the drug, so one more person responds for every 8" in lab.words()


def test_numbers_needed_to_treat():
    assert [round(case["needed"], 1) for case in nnt_cases()] == [23.3, 5.3, 15.2]
    published = TRIALS.loc["lunn2014-neuropathy-nnt"]
    assert published.ci_low < nnt_cases()[1]["needed"] < published.ci_high
