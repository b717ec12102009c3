"""Labs of lesson 6, chance: the file drawer and small trials, against the kit's own simulation."""

import numpy as np
import pytest

from kit import labs, science
from kit.labs.drawer import PER_ARM

ALL = dict(zip(("low", "high"), (1.19 / 1.15, 1.19 * 1.15), strict=True))


def test_the_shelf_says_more_than_all_trials():
    words = labs.file_drawer().words()
    assert "of 13 trials 2 reached the shelf, which says an odds ratio of 1.68" in words
    assert "all 13 say 1.20" in words and "3 of them printed no trial at all" in words


def test_printing_everything_takes_the_error_away():
    lab = labs.file_drawer()
    for world in range(1, 21):
        lab.set(printing=100, world=world)
        numbers = lab.drawing().numbers
        assert numbers["shown"] == 13
        assert numbers["shelf_ratio"] == pytest.approx(numbers["all_ratio"], rel=1e-9)


def test_an_empty_shelf_is_said_and_drawn_without_a_hole():
    lab = labs.file_drawer()
    lab.set(world=6)
    assert "the shelf is empty and says nothing" in lab.words()
    shelf = lab.drawing().series["shelf"]
    assert np.all(np.isfinite(shelf.x)) and shelf.x < 0.15 and shelf.error_x == 0


def test_no_world_prints_anything_when_nothing_can_win():
    lab = labs.file_drawer()
    lab.set(printing=0, drug=30, placebo=60)
    assert "20 of them printed no trial at all" in lab.words()
    assert "nan" not in lab.words()


def test_the_lab_agrees_with_the_science_in_the_long_run():
    world = science.trials.file_drawer(np.random.default_rng(1), 2000, 13, PER_ARM, 0.4, 0.36, 0.1)
    empty = np.isnan(world.published_trials.estimate).mean()
    assert empty == pytest.approx(0.076, abs=0.01)
    assert ALL["low"] < np.exp(world.all_trials.estimate.mean()) < ALL["high"]
    assert np.exp(np.nanmean(world.published_trials.estimate)) == pytest.approx(1.5, abs=0.08)
    lab = labs.file_drawer()
    numbers = lab.drawing().numbers
    assert ALL["low"] < numbers["mean_all"] < ALL["high"]
    assert numbers["mean_shelf"] == pytest.approx(1.5, abs=0.12)


def test_more_response_never_makes_a_simulated_trial_worse():
    lab = labs.file_drawer()
    rates = lab._controls["drug"].positions()
    ratios = [lab.drawing(drug=rate).series["trials"].x for rate in rates]
    assert np.all(np.diff(ratios, axis=0) >= 0)


@pytest.mark.parametrize(("smallest", "first"), [(10, 42), (26, 33), (100, 23)])
def test_the_smallest_trial_is_the_furthest_more_often_than_one_in_eight(smallest, first):
    lab = labs.small_and_loud()
    lab.set(smallest=smallest)
    assert f"the smallest of eight is the furthest in {first} of 100" in lab.words()
    assert first > 100 / 8


def test_the_funnel_holds_about_95_of_100_trials():
    lab = labs.small_and_loud()
    inside = []
    for world in range(1, 21):
        lab.set(smallest=60, world=world)
        series = lab.drawing().series
        band, trials = series["range"], series["trials"]
        top = np.exp(np.interp(np.log(trials.x), np.log(band.x), np.log(band.y)))
        base = np.exp(np.interp(np.log(trials.x), np.log(band.x), np.log(band.base)))
        inside.append((trials.y < top) & (trials.y > base))
    assert 0.9 < np.mean(inside) <= 1


def test_what_is_assumed_is_said_as_it_is_used():
    assumed = labs.small_and_loud().limits["Assumed"]
    assert "True response 40 % on the drug and 36 % on placebo" in assumed
