"""Labs on low norepinephrine: chance in samples and second tries, depletion, added blockers."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.science.chance import scattered, share_outside


def test_one_sample_in_five_is_flagged_with_nothing_wrong():
    lab = labs.level_machine()
    assert share_outside(200, 0.3, 149, 564) == pytest.approx(0.196, abs=0.001)
    assert lab.drawing().numbers["expected"] == pytest.approx(19.6, abs=0.1)
    lab.set(spread=0)
    assert lab.drawing().numbers["outside"] == 0


def test_samples_agree_with_the_long_run():
    draws = np.random.default_rng(1).standard_normal(200_000)
    samples = scattered(200, 0.3, draws)
    assert samples.mean() == pytest.approx(200, rel=0.01)
    assert samples.std() / samples.mean() == pytest.approx(0.3, rel=0.02)
    outside = np.mean((samples < 149) | (samples > 564))
    assert outside == pytest.approx(share_outside(200, 0.3, 149, 564), abs=0.003)


def test_standing_moves_the_true_average_by_the_measured_factor():
    rows = evidence.norepinephrine_levels().set_index("id")["level_pg_per_ml"]
    lab = labs.level_machine()
    lab.set(posture="standing")
    rise = rows["standing-posture1985"] / rows["supine-posture1985"]
    assert lab.drawing().numbers["true"] == pytest.approx(200 * rise)


def test_no_rate_is_printed_for_the_heart_at_the_drip():
    """Its size was not read: only the direction is said."""
    assert labs.heart().drawing().picture["beats_a"] == "fewer"


def test_what_was_not_sized_is_worse_than_no_change_and_stands_apart():
    lab = labs.empty_the_tank()
    height = lab.drawing().series["norepinephrine and dopamine"].array("y")[-1]
    ladder = {float(place): name for place, name in lab.spec["axes"]["y"][0]["names"].items()}
    assert ladder.pop(height) == "worse, not sized"
    none = next(place for place, name in ladder.items() if name == "no change")
    assert height > none == min(ladder) and min(abs(height - place) for place in ladder) > 1


def test_every_added_blocker_is_a_row_and_near_no_difference():
    rows = evidence.trials(topic="add_on", source="ball2016")
    rows = rows[rows["estimate"].notna()]
    drawn = labs.add_a_blocker().drawing().series["trials"]
    assert sorted(drawn.array("x")) == pytest.approx(sorted(rows["estimate"].astype(float)))
    assert np.abs(drawn.array("x")).max() < 1
