"""The puff against the ledger and the science; blood levels, and the cartoon of too much."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.labs.gap.puff import direction, tissue
from tests.labs.common import trace


def test_the_model_meets_both_measured_half_lives():
    """A8 of the audit: the drift can be no larger than the blocked slice allows."""
    rows, slice_ = evidence.transmitters().set_index("id")["value_low"], tissue()
    half = rows["norepinephrine-slice-half-life"]
    longer = half * rows["norepinephrine-slice-desipramine-half-life"]
    assert slice_.level(0.0, 100, slice_.leak) == pytest.approx(
        rows["norepinephrine-slice-peak"], rel=0.005
    )
    assert slice_.half_life(100, slice_.leak) == pytest.approx(half, rel=0.005)
    assert slice_.half_life(0, slice_.leak) == pytest.approx(longer, rel=0.005)
    assert slice_.leak / 100 <= np.log(2) / longer + 1e-4
    drawn = trace(labs.puff(), "measured")
    assert drawn["x"] == pytest.approx([0, half, longer])
    assert drawn["y"] == pytest.approx([310, 155, 155])
    assert all("doi:10.1016" in text for text in drawn["text"])


def test_one_share_of_net_for_one_slice_in_both_lessons():
    slice_ = tissue()
    share = 1 - slice_.half_life(100, slice_.leak) / slice_.half_life(0, slice_.leak)
    assert share == pytest.approx(
        evidence.parameter("share-net-locus-coeruleus")["value"], abs=0.005
    )


def test_half_of_the_pumps_takes_twice_the_time_at_most():
    slice_ = tissue()
    leaking = slice_.half_life(50, slice_.leak) / slice_.half_life(100, slice_.leak)
    higher = slice_.level(0.0, 50, slice_.leak) / slice_.level(0.0, 100, slice_.leak)
    assert 1.5 < leaking < 2 and higher < 1.03


def test_the_half_life_is_where_the_curve_is_at_half():
    slice_ = tissue()
    for working, leak in ((100, 5.7), (50, 5.7), (0, 5.7), (100, 0.0), (30, 30.0)):
        peak, half = slice_.level(0.0, working, leak), slice_.half_life(working, leak)
        assert slice_.level(half, working, leak) == pytest.approx(peak / 2)


def test_the_next_cell_is_told_of_only_where_there_is_a_lock():
    assert "next cell" not in labs.puff().words()
    with pytest.raises(evidence.LedgerError, match="no row"):
        direction("alpha9")
