"""The labs of the exit against golden numbers, the science and the ledger."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.labs.exit.level_and_block import PLACES
from kit.labs.exit.shared import share_of
from tests.labs.common import numbers, said, trace


@pytest.mark.parametrize(
    ("blocked", "molecules", "fold"),
    [(50, 182, 1.8), (80, 357, 3.6), (90, 526, 5.3), (95, 690, 6.9)],
)
def test_the_level_is_one_over_what_is_left(blocked, molecules, fold):
    words = said(labs.level_and_block(), blocked=blocked)
    assert f"there are {molecules} now: {fold} times as many" in words
    assert molecules == round(100 / (1 - 0.9 * blocked / 100))


def test_other_drains_set_a_ceiling():
    lab = labs.level_and_block(share=60)
    assert "70 of 100 parts are left: 1.43 times" in lab.words()
    assert "would stop at 2.5 times" in said(lab, blocked=80)


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


def test_a_net_blocker_place_by_place():
    lab = labs.cortex_and_striatum()
    words = said(lab, blocked=100)
    assert "norepinephrine 16.7 times (without a brake) and dopamine 3.0 times" in words
    assert "norepinephrine 2.6 times (with the brake on)" in said(lab, brake="on")
    assert trace(lab, "NE measured")["y"] == [3, 2.63]
    assert trace(lab, "DA measured")["y"] == [3, 2.57, 1]
    for name in ("NE measured", "DA measured"):
        assert all("rat" in text and "doi" in text for text in trace(lab, name)["text"])


def test_atomoxetine_checks_a_share_that_was_fitted_to_reboxetine():
    """T16 of the validation targets: three times in the cortex, within a quarter."""
    lab = labs.cortex_and_striatum()
    lab.set(blocked=100)
    assert trace(lab, "DA")["y"][0] == pytest.approx(3, rel=0.25)
    assert trace(lab, "DA deep")["y"] == [1, 1, 1]


def test_no_molecule_is_made_at_any_block():
    lab = labs.molecule_ledger()
    back = []
    for blocked in range(0, 96, 5):
        found = numbers(lab, blocked=blocked)
        back.append(90 * (1 - blocked / 100) * found["level"])
        assert back[-1] + found["lost"] == pytest.approx(100)
    assert np.all(np.diff(back) <= 1e-9)
    assert "64 are carried back and 36 are lost" in said(lab, blocked=80)


def test_the_float_meets_both_measured_levels():
    lab, rows = labs.brake(), evidence.transmitters().set_index("id")["value_low"]
    for float_, name in (("free", "acute"), ("down", "idazoxan")):
        row = next(r for r in rows.index if r.startswith("norepinephrine-reboxetine") and name in r
                   and r.endswith(("cortex-acute", "idazoxan-cortex")))  # fmt: skip
        found = numbers(lab, blocked=100, float=float_)["here"]
        assert found == pytest.approx(rows[row], rel=0.01)
    assert trace(lab, "measured")["y"] == [3.42, 16.8]
    assert "The tap runs at 100 %" in said(lab, float="down")
