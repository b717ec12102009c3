"""Labs on what all the trials say: the shelf, the regulator, reboxetine, people."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.science.effect_sizes import share_better_off
from tests.labs.common import numbers

TRIALS = evidence.trials().set_index("id")


def test_the_shelf_says_more_than_all_trials_in_most_runs():
    lab = labs.file_drawer()
    runs = [numbers(lab, world=world) for world in range(1, 21)]
    shelves = [(run["shelf"], run["every"]) for run in runs if run["printed"]]
    assert np.mean([shelf > every for shelf, every in shelves]) > 0.75
    assert np.mean([every for _, every in shelves]) == pytest.approx(1.19, abs=0.1)


def test_printing_everything_takes_the_error_away():
    lab = labs.file_drawer()
    for world in range(1, 21):
        run = numbers(lab, weak=100, world=world)
        assert run["printed"] == 13 and run["shelf"] == pytest.approx(run["every"])


def test_the_smallest_trial_is_furthest_out_more_often_than_one_in_thirteen():
    lab = labs.file_drawer()
    assert numbers(lab, smallest=26)["first"] > 3 * 100 / 13
    assert numbers(lab, smallest=100)["first"] < numbers(lab, smallest=26)["first"]


def test_the_intervals_of_the_ranking_are_those_of_the_ledger():
    lab = labs.ranking()
    lab.set(width=95)
    drawn = lab.drawing().series["response"]
    rows = TRIALS[TRIALS.index.str.startswith("griselda-response-")].sort_values("estimate")
    high = drawn.array("x") + drawn.array("error_x")
    np.testing.assert_allclose(high, rows["ci_high"], atol=0.02)


def test_of_a_hundred_pairs_and_the_harm_beside_them():
    lab = labs.effect_to_people()
    assert numbers(lab, effect=0)["pairs"] == pytest.approx(50)
    assert numbers(lab, effect=0.31)["pairs"] == pytest.approx(100 * share_better_off(0.31))
    says = lab.drawing().picture
    told = [says[f"says_{age}"] for age in ("under18", "to24", "to64", "from65")]
    assert told == ["14 more", "5 more", "1 fewer", "6 fewer"]
