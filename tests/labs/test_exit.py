"""The labs of the exit against golden numbers, the science and the ledger."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.labs.exit.level_and_block import PLACES
from kit.labs.exit.shared import share_of
from tests.labs.common import numbers, trace


def test_the_named_shares_are_rows_that_may_be_printed():
    stops = labs.level_and_block(share=90)._controls["share"].stops
    rows = evidence.parameters().set_index("id")
    assert stops == {name: round(100 * rows.loc[row, "value"]) for name, row in PLACES.items()}
    assert set(rows.loc[list(PLACES.values()), "status"]) == {"fitted"}
    with pytest.raises(evidence.LedgerError, match="waits for its paper"):
        evidence.parameter(rows.index[rows["status"] == "waiting"][0])
    with pytest.raises(evidence.LedgerError, match="no row 'share-sert'"):
        evidence.parameter("share-sert")


def test_shares_follow_from_the_measured_numbers_behind_them():
    """1 - 1 / fold at full block: Sacchetti, Invernizzi, Palij; 1 - decay ratio in the slice."""
    folds = evidence.transmitters().set_index("id")["value_low"]
    for name, fold in (
        ("share-net-cortex", folds["norepinephrine-reboxetine-idazoxan-cortex"]),
        ("share-net-locus-coeruleus", folds["norepinephrine-slice-desipramine-half-life"]),
        ("share-sert-slice", 7.76 / 3.09),
    ):
        assert share_of(name) == pytest.approx(1 - 1 / fold, abs=0.006)
    lowest, highest = (1 - 1 / folds[f"dopamine-reboxetine-cortex-{days}d"] for days in (2, 14))
    assert lowest < share_of("share-net-of-dopamine-cortex") < highest


def test_the_points_of_a_net_blocker_are_the_ledgers():
    lab = labs.cortex_and_striatum()
    assert trace(lab, "NE measured")["y"] == [3, 2.63]
    assert trace(lab, "DA measured")["y"] == [3, 2.57, 1]
    for name in ("NE measured", "DA measured"):
        assert all("rat" in text and "doi" in text for text in trace(lab, name)["text"])


def test_no_molecule_is_made_at_any_block():
    lab = labs.molecule_ledger()
    back = []
    for blocked in range(0, 96, 5):
        found = numbers(lab, blocked=blocked)
        back.append(90 * (1 - blocked / 100) * found["level"])
        assert back[-1] + found["lost"] == pytest.approx(100)
    assert np.all(np.diff(back) <= 1e-9)


def test_the_float_meets_both_measured_levels():
    lab, rows = labs.brake(), evidence.transmitters().set_index("id")["value_low"]
    for float_, name in (("free", "acute"), ("down", "idazoxan")):
        row = next(r for r in rows.index if r.startswith("norepinephrine-reboxetine") and name in r
                   and r.endswith(("cortex-acute", "idazoxan-cortex")))  # fmt: skip
        found = numbers(lab, blocked=100, float=float_)["here"]
        assert found == pytest.approx(rows[row], rel=0.01)
    assert trace(lab, "measured")["y"] == [3.42, 16.8]
