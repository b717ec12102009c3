"""The brake against golden numbers, and the model against the two studies that disagree."""

import pytest

from kit import evidence, labs
from kit.science.feedback import alpha2_loop
from tests.labs.common import said


@pytest.mark.parametrize(("strength", "level"), [(1, 2.216), (3, 2.02), (10, 1.93)])
def test_the_cartoon_gives_the_golden_numbers(strength, level):
    lab = labs.brake()
    lab.set(strength=strength)
    drawn = float(lab.drawing().numbers["level"])
    assert drawn == pytest.approx(level, abs=5e-3)
    released = (1 + strength) / (1 + strength * drawn)  # the cartoon as the lesson states it
    assert released == pytest.approx(drawn * (1 - 0.9 * 0.8))


def test_relaxing_the_brake_gives_the_rise_back_without_more_drug():
    lab = labs.brake()
    assert "2.0 times, where no brake would give 3.6 times" in lab.words()
    assert "lets 40 % of the rise through" in lab.words()
    assert "day 21: 2.7 times" in said(lab, when="later")
    assert "3.6 times" in said(lab, when="first", strength=0)


def test_the_model_meets_the_study_it_was_fitted_to_and_misses_the_other():
    lab = labs.two_studies()
    assert "2.63 times at first, 5.99 times after two weeks" in lab.words()
    assert "0 % below" in said(lab, left=11)
    words = said(lab, study="needle", left=100)
    assert "5.25 times at first, 4.53 times after two weeks" in words
    assert "42 % below" in words  # the known misfit


def test_points_are_the_ledger_rows_and_full_block_without_brake_is_the_fit():
    rows = evidence.transmitters().set_index("id")["value_low"]
    lab = labs.two_studies()
    drawn = next(t for t in lab.figure()["data"] if t["kit"] == "measured")
    names = ("cortex-2d", "cortex-14d", "idazoxan-cortex")
    assert drawn["y"] == [rows[f"norepinephrine-reboxetine-{name}"] for name in names]
    assert alpha2_loop(1.0, 0.0) == pytest.approx(drawn["y"][2], rel=0.01)
