"""The labs of the bench against golden numbers, the science and the data that reject one idea."""

import numpy as np
import pytest

from kit import evidence, labs
from tests.labs.common import numbers, said
from tests.traces import traces


def test_competing_does_not_care_how_busy_uptake_is_and_the_other_rule_has_an_end():
    lab = labs.uptake_curve(flow=True)
    assert numbers(lab, blocked=50, rule="km")["times"] == pytest.approx(2)
    assert np.isinf(numbers(lab, blocked=90, rule="vmax")["times"])


def test_measured_half_speed_rejects_taking_pumps_away():
    """Atcherley 2015: no block brings that rule near, competing gets there at 88 %."""
    before = evidence.parameter("dopamine-striatum-km-in-vivo")["value"]
    after = evidence.parameter("dopamine-striatum-km-gbr12909")["value"]
    lab = labs.uptake_curve()
    for blocked in (0, 50, 95):
        words = said(lab, rule="vmax", blocked=blocked)
        assert "outside that range" in words and f"at {before:.0f} nM" in words
    assert "inside that range" in said(lab, rule="km", blocked=88)
    assert 1 - before / after == pytest.approx(0.882, abs=1e-3)
    drawn = traces(lab)["measured"]
    assert drawn["x"] == [320, 2720] and drawn["error_x"]["array"] == [80, 370]


def test_a_burst_stands_out_less_under_a_block():
    lab = labs.burst()
    ratios = [numbers(lab, blocked=blocked)["ratio"] for blocked in range(0, 81, 10)]
    assert ratios[0] == pytest.approx(6.2, abs=0.05) and ratios[-1] == pytest.approx(2.5, abs=0.05)
    assert np.all(np.diff(ratios) < 0)


def test_schilds_line_has_slope_one_and_crosses_1_at_kb():
    drawn = labs.schild_plot().drawing().series
    line, lasting = drawn["competitive"], drawn["irreversible"]
    slope = np.diff(np.log(line.y)) / np.diff(np.log(line.x))
    np.testing.assert_allclose(slope, 1)
    assert np.interp(1, line.x, line.y) == pytest.approx(1, rel=0.01)
    assert np.all(lasting.y > line.y)


def test_a_lasting_block_agrees_with_its_curve_in_the_contest():
    drawn = labs.contest().drawing(kind="irreversible", held=80).series["effect"]
    half = np.exp(np.interp(50, drawn.y, np.log(drawn.x)))
    assert numbers(labs.schild_plot(), blocker=4)["lasting"] == pytest.approx(half, rel=0.01)
