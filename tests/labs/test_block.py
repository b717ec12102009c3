"""The labs of the exit and its regions against golden numbers, the science and the ledger."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.labs import regions
from tests.labs.common import said, trace


@pytest.mark.parametrize(
    ("blocked", "molecules", "fold"),
    [(50, 182, 1.8), (80, 357, 3.6), (90, 526, 5.3), (95, 690, 6.9)],
)
def test_the_level_is_one_over_what_is_left(blocked, molecules, fold):
    words = said(labs.level_and_block(), blocked=blocked)
    assert f"there are {molecules} now: {fold} times as many" in words
    assert molecules == round(100 / (1 - 0.9 * blocked / 100))


def test_other_drains_set_a_limit():
    lab = labs.other_drains()
    assert "28 % of the clearing is left: 3.6 times" in lab.words()
    words = said(lab, share=60)
    assert "52 % of the clearing is left: 1.9 times" in words and "pass 2.5 times" in words
    assert "would have no limit" in said(lab, share=100)


def test_the_named_shares_are_rows_that_may_be_printed():
    stops = labs.other_drains()._controls["share"].stops
    rows = evidence.parameters().set_index("id")
    assert stops == {
        name: round(100 * rows.loc[row, "value"]) for name, row in regions.REGIONS.items()
    }
    assert set(rows.loc[list(regions.REGIONS.values()), "status"]) == {"fitted"}
    with pytest.raises(evidence.LedgerError, match="waits for its paper"):
        regions.parameter("share-sert-frontal-cortex")


def test_shares_follow_from_the_measured_numbers_behind_them():
    """1 - 1 / fold at full block: Sacchetti, Invernizzi, Palij; 1 - decay ratio in the slice."""
    folds = evidence.transmitters().set_index("id")["value_low"]
    assert regions.share("share-net-cortex") == pytest.approx(
        1 - 1 / folds["norepinephrine-reboxetine-idazoxan-cortex"], abs=0.005
    )
    lowest, highest = (1 - 1 / folds[f"dopamine-reboxetine-cortex-{days}d"] for days in (2, 14))
    assert lowest < regions.share("share-net-of-dopamine-cortex") < highest
    assert regions.share("share-sert-slice") == pytest.approx(1 - 3.09 / 7.76, abs=0.005)


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


def test_no_molecule_is_made_at_any_block_and_any_share():
    lab = labs.molecule_ledger()
    for share in (50, 90, 95):
        blocks = np.linspace(0, 95, 20)
        drawn = [lab.drawing(blocked=blocked, share=share).numbers for blocked in blocks]
        lost, level = (np.array([one[name] for one in drawn]) for name in ("lost", "level"))
        back = share * (1 - blocks / 100) * level
        np.testing.assert_allclose(back + lost, 100)
        assert (np.diff(back) <= 1e-9).all() and (np.diff(level) > 0).all()
    assert "64 are taken back and 36 are broken down" in said(lab, blocked=80)


def test_the_cases_of_the_worked_example_are_the_golden_ones():
    worked, faded, bare = labs.fold_change_cases()
    assert worked["fold"] == pytest.approx(3.571, abs=5e-4)
    assert (faded["working"], faded["left"]) == pytest.approx((45, 55))
    assert bare["fold"] == pytest.approx(2.70, abs=5e-3)
    for case in (worked, faded, bare):
        assert case["left"] == pytest.approx(case["working"] + case["others"])
