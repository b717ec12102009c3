"""Two rules for a block against golden numbers and against the data that reject one of them."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.labs.rivals import tonic
from tests.labs.common import said


@pytest.mark.parametrize(
    ("blocked", "seats", "away"), [(0.5, 2.0, 2.4), (0.8, 5.0, 14.1), (0.85, 6.7, 77)]
)
def test_the_two_rules_give_the_golden_numbers(blocked, seats, away):
    """Release 569.3 nM/s against a highest rate of 4100 nM/s: 13.9 % busy."""
    busy = 569.3 / 4100
    assert tonic(blocked, busy, "km") == pytest.approx(seats, rel=0.01)
    assert tonic(blocked, busy, "vmax") == pytest.approx(away, rel=0.01)
    assert np.isinf(tonic(0.87, busy, "vmax"))


def test_competing_does_not_care_how_busy_uptake_is():
    for busy in (0.01, 0.14, 0.5):
        assert tonic(0.8, busy, "km") == pytest.approx(5)
    assert tonic(0.8, 0.001, "vmax") == pytest.approx(5, rel=0.01)


def test_the_lab_says_both_and_where_the_second_has_no_level():
    lab = labs.tonic_level()
    assert "seats: 5.0 times" in said(lab, blocked=80) and "away: 14.3 times" in lab.words()
    assert "no steady level at all from 86 % on" in said(lab, blocked=90)
    line = lab.drawing().series["vmax"]
    assert np.max(line.y) == pytest.approx(20)  # it ends at the top of the chart, unclipped


def test_measured_half_way_levels_reject_taking_transporters_away():
    """Atcherley 2015: no block brings that rule near, competing gets there at 88 %."""
    rows = evidence.parameters().set_index("id")
    before = rows.loc["dopamine-striatum-km-in-vivo", "value"]
    after = rows.loc["dopamine-striatum-km-gbr12909", "value"]
    lab = labs.uptake_curve()
    for blocked in (0, 50, 95):
        assert "outside that range" in said(lab, rule="vmax", blocked=blocked)
        assert f"at {before:.0f} nM" in lab.words()
    assert "inside that range" in said(lab, rule="km", blocked=88)
    assert 1 - before / after == pytest.approx(0.882, abs=1e-3)
    points = lab.figure()["data"]
    drawn = next(t for t in points if t["kit"] == "measured")
    assert drawn["x"] == [320, 2720] and drawn["error_x"]["array"] == [80, 370]


def test_a_burst_stands_out_less_under_a_block():
    lab = labs.burst()
    assert "stands 6.2 times above" in lab.words()
    words = said(lab, blocked=80)
    assert "quiet level is 5.0 times" in words and "stands 2.5 times above" in words
    ratios = lab._draw(blocked=np.arange(0.0, 81, 10)[:, None]).numbers["ratio"].ravel()
    assert (np.diff(ratios) < 0).all()


def test_the_burst_comes_back_to_its_quiet_level():
    course = labs.burst().drawing(blocked=0.0).series["level"]
    y = np.ravel(course.y)
    assert y[0] == pytest.approx(1) and y[-1] == pytest.approx(1, abs=0.02)
    assert course.x[np.argmax(y)] == pytest.approx(0.2)
