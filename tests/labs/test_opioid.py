"""Labs of lesson 8, theory: the dial, the contest and Schild's line, against closed forms."""

import numpy as np
import pytest

from kit import labs


def state(lab, **values):
    """Series and numbers of one state."""
    lab.set(**values)
    return lab.drawing()


def test_an_antagonist_alone_does_nothing_and_is_in_the_way():
    alone = state(labs.one_dial(), efficacy=0, basal=10).series
    np.testing.assert_allclose(alone["alone"].y, 10)
    assert alone["joined"].y[0] == pytest.approx(91)
    assert alone["joined"].y[-1] == pytest.approx(10)


def test_an_inverse_agonist_needs_something_to_take_away():
    lab = labs.one_dial()
    assert state(lab, efficacy=-1, bound=100, basal=20).numbers["own"] == pytest.approx(0)
    quiet = state(lab, efficacy=-1, bound=100, basal=0).series["alone"].y
    np.testing.assert_allclose(quiet, 0)


@pytest.mark.parametrize(("blocker", "shift", "top"), [(1, 2, 92), (4, 5, 73), (19, 20, 37)])
def test_competitive_shifts_and_irreversible_lowers(blocker, shift, top):
    lab = labs.contest()
    moved = state(lab, blocker=blocker).series["effect"]
    assert np.interp(50, moved.y, np.log(moved.x)) == pytest.approx(np.log(shift), abs=0.01)
    lost = state(lab, kind="irreversible")
    assert lost.numbers["top"] == pytest.approx(top, abs=0.5)
    assert lost.series["effect"].y.max() < lost.numbers["top"]


def test_a_partial_agonist_gives_some_and_takes_the_peaks_away():
    lab = labs.contest()
    free = state(lab, blocker=0, kind="partial").series["effect"].y
    held = state(lab, blocker=19, kind="partial").series["effect"].y
    assert held[0] > free[0] and held[120] < free[120]


def test_schilds_line_has_slope_one_and_crosses_1_at_kb():
    lab = labs.schild_plot()
    drawn = lab.drawing().series
    line, lasting = drawn["competitive"], drawn["irreversible"]
    slope = np.diff(np.log(line.y)) / np.diff(np.log(line.x))
    np.testing.assert_allclose(slope, 1)
    assert np.interp(1, line.x, line.y) == pytest.approx(1, rel=0.01)
    assert np.all(lasting.y > line.y)


def test_a_lasting_block_agrees_with_its_curve_in_the_contest():
    # the dose ratio at half of the old ceiling, read off the drawn curve
    drawn = state(labs.contest(), kind="irreversible", blocker=4).series["effect"]
    half = np.exp(np.interp(50, drawn.y, np.log(drawn.x)))
    ratio = state(labs.schild_plot(), blocker=4).numbers["lasting"]
    assert ratio == pytest.approx(half, rel=0.01)
    lab = labs.schild_plot()
    lab.set(blocker=20)
    assert "no amount is enough" in lab.words()


def test_dose_ratios_of_invented_blockers():
    assert [round(case["ratio"], 2) for case in labs.dose_ratio_cases()] == [5, 4, 2.5]
