"""Labs of lesson 7: chance in blood samples and second tries; depletion and a gene's story."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.science.chance import scattered, second_try, share_outside


def test_one_sample_in_five_is_called_abnormal_with_nothing_wrong():
    lab = labs.level_machine()
    assert share_outside(200, 0.3, 149, 564) == pytest.approx(0.196, abs=0.001)
    assert "149 to 564" in lab.words() and "20 of 100" in lab.words()
    lab.set(scatter=0)
    assert "0 of them lie outside" in lab.words()


def test_forty_samples_agree_with_the_long_run():
    draws = np.random.default_rng(1).standard_normal(200_000)
    samples = scattered(200, 0.3, draws)
    assert samples.mean() == pytest.approx(200, rel=0.01)
    assert samples.std() / samples.mean() == pytest.approx(0.3, rel=0.02)
    outside = np.mean((samples < 149) | (samples > 564))
    assert outside == pytest.approx(share_outside(200, 0.3, 149, 564), abs=0.003)


def test_standing_moves_the_true_average_by_the_measured_factor():
    lab = labs.level_machine()
    rows = evidence.norepinephrine_levels().set_index("id")["level_pg_per_ml"]
    lab.set(posture="standing")
    true = 200 * rows["standing-posture1985"] / rows["supine-posture1985"]
    assert f"standing, is {true:.0f} pg/mL" in lab.words()
    assert "199 to 937" in lab.words()


def test_second_tries_add_up_and_luck_alone_gives_248():
    for specific in (0, 0.2, 0.5):
        assert sum(second_try(0.45, 0.3, specific)) == pytest.approx(1)
    assert 1000 * second_try(0.45, 0.45).better_on_second == pytest.approx(247.5)
    assert "248 get better while taking B (45 of 100)" in labs.second_tries().words()
    lab = labs.second_tries()
    lab.set(specific=50)
    assert "where luck alone would give 248" in lab.words()


def test_someone_nobody_can_help_does_not_divide_by_zero():
    lab = labs.second_tries()
    lab.set(first=80, second=0, specific=0)
    assert "0 get better while taking B (0 of 100)" in lab.words()


def test_depletion_says_what_the_reviewers_wrote():
    lab = labs.empty_the_tank()
    rows = evidence.trials(topic="depletion").set_index("id")["direction_text"]
    assert lab.words().endswith(rows["ruhe2007-healthy"])
    lab.set(group=4)
    assert lab.words().endswith(rows["ruhe2007-remitted-serotonergic"])
    lab.set(group=3, depleted="norepinephrine and dopamine")
    assert lab.words().endswith(rows["ruhe2007-remitted-drug-free-aptd"])


def test_the_gene_ends_at_no_difference():
    lab = labs.gene_slide()
    assert lab.words().startswith("2004, one study")
    lab.set(study=4)
    assert lab.words() == (
        "2014, 7 studies pooled: odds ratio 1.00 (0.83 to 1.22), no clear association."
    )
    figure = {trace["kit"]: trace for trace in lab.figure()["data"]}
    assert figure["ratios"]["error_x"]["array"] == pytest.approx([0.74, 0.22])
    assert figure["ratios"]["error_x"]["arrayminus"] == pytest.approx([0.46, 0.17])


@pytest.mark.parametrize(
    ("call", "match"),
    [
        (lambda: scattered(0, 0.3, 0.0), "mean is 0"),
        (lambda: scattered(200, -0.1, 0.0), "variation is -0.1"),
        (lambda: share_outside(200, 0.3, 500, 100), "low"),
        (lambda: second_try(1.2, 0.5), "chance_first is 1.2"),
    ],
)
def test_impossible_input_is_refused_with_a_sentence(call, match):
    with pytest.raises(ValueError, match=match):
        call()
