"""The labs of lesson 1 against the ledger, the science and what must hold."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.labs.gap import half_life, level
from kit.labs.keys import direction, performance
from kit.science.transmission import decay
from tests.labs.common import trace


def statements():
    """Rows of the transmitter table by id."""
    return evidence.transmitters().set_index("id")


def test_the_model_meets_the_measured_puff():
    rows = statements()
    peak = rows.loc["norepinephrine-slice-peak", "value_low"]
    half = rows.loc["norepinephrine-slice-half-life", "value_low"]
    assert level(0.29, 100, 0.1) == pytest.approx(peak, rel=0.005)
    assert half_life(100, 0.1) == pytest.approx(half, rel=0.005)
    drawn = trace(labs.puff(), "measured")
    assert drawn["x"] == pytest.approx([0.29, 0.29 + half])
    assert drawn["y"] == pytest.approx([peak, peak / 2])
    assert all("doi:10.1016" in text for text in drawn["text"])


def test_the_half_life_is_where_the_curve_is_at_half():
    for working, leak in ((100, 0.1), (50, 0.1), (0, 0.1), (100, 0.0), (30, 1.0)):
        peak, half = level(0.29, working, leak), half_life(working, leak)
        assert level(0.29 + half, working, leak) == pytest.approx(peak / 2)


def test_losing_the_cleaners_changes_duration_far_more_than_peak():
    longer = half_life(0, 0.1) / half_life(100, 0.1)
    higher = level(0.29, 0, 0.1) / level(0.29, 100, 0.1)
    assert longer > 2.3 and higher < 1.03


def test_without_any_clearing_the_puff_stays():
    lab = labs.puff()
    lab.set(working=0, leak=0, moment=20)
    assert "never falls" in lab.words() and "At 20 s, 321 nM" in lab.words()
    assert trace(lab, "half")["x"] == pytest.approx([0.29, 20])


def test_the_puff_can_begin_with_half_of_the_transporters():
    lab = labs.puff(working=50)
    assert lab.values["working"] == 50 and "takes 4.1 s to fall to half" in lab.words()
    with pytest.raises(ValueError, match="working = 120 % is not possible here"):
        labs.puff(working=120)


def test_each_case_of_the_worked_example_is_a_row_of_the_ledger():
    rows = statements()["value_low"]
    slice_, blood, blocked = labs.half_life_cases()
    assert slice_["half_life"] == rows["norepinephrine-slice-half-life"]
    assert blood["half_life"] == 60 * rows["norepinephrine-blood-half-life"]
    times = rows["norepinephrine-slice-desipramine-half-life"]
    assert blocked["half_life"] == pytest.approx(times * slice_["half_life"])
    for case in labs.half_life_cases():
        assert case["c2"] / case["c1"] == case["share"] == 0.5 ** case["halvings"]
        assert case["t2"] / case["halvings"] == pytest.approx(case["half_life"], abs=0.01)


def test_blood_levels_are_the_rows_of_the_ledger_in_either_unit():
    lab = labs.blood_level()
    rows = evidence.norepinephrine_levels().set_index("id")["level_pg_per_ml"]
    for name in ("supine-posture1985", "standing-posture1985", "bicycle-1986"):
        assert rows[name] in trace(lab, "means")["x"]
    lab.set(fold=2.61)
    assert "472 pg/mL (2.79 nM)" in lab.words() and "standing" in lab.words()
    before = trace(lab, "means")["x"]
    lab.set(unit="nM")
    assert trace(lab, "means")["x"] == pytest.approx(np.array(before) / 169.18)
    assert set(trace(lab, "ranges")["y"]) == {4, 5}


def test_reference_ranges_reach_from_low_to_high():
    drawn = labs.blood_level().drawing(fold=1, unit="pg/mL").series["ranges"]
    tops = drawn.x + drawn.error_x
    assert sorted(set(drawn.x)) == [70, 149, 199, 200, 564, 750, 937, 1700]
    assert sorted(set(tops)) == [564, 750, 937, 1700]


def test_infused_levels_are_said_against_the_thresholds_of_the_ledger():
    lab = labs.heart()
    for amount, said in ((200, "below every effect"), (228.4, "raise blood pressure (from 228"),
                         (300, "raise blood pressure (from 228"),
                         (600, "slow the heart (from 523")):  # fmt: skip
        lab.set(level=amount)
        assert said in lab.words()
    assert "645 to 1151 pg/mL, the heart from 77 to 128" in lab.words()
    lab.set(doing="sums")
    assert "547 to 518 pg/mL, the heart from 69 to 93" in lab.words()


def test_each_lock_points_where_its_paper_says():
    rows = statements()["statement"]
    up = ("norepinephrine-receptor-alpha1", "norepinephrine-receptor-beta", "dopamine-receptor-d1",
          "serotonin-receptor-5-ht3", "glutamate-receptor")  # fmt: skip
    down = ("norepinephrine-receptor-alpha2", "dopamine-receptor-d2", "serotonin-receptor-5-ht1",
            "opioids-receptor-mu", "gaba-receptor")  # fmt: skip
    assert [direction(rows[name]) for name in up] == [1] * 5
    assert [direction(rows[name]) for name in down] == [-1] * 5
    with pytest.raises(ValueError, match="does not say which way"):
        direction(rows["serotonin-receptor-5-ht6"])


def test_one_key_turns_one_cell_up_and_another_down():
    lab = labs.locks()
    lab.set(amount=1)
    assert trace(lab, "effect")["y"] == [50, 50, -50]
    lab.set(amount=0)
    assert trace(lab, "effect")["y"] == [0, 0, 0]
    assert "conceptual" in str(lab.figure()["layout"])


def test_the_same_push_helps_one_start_and_harms_another():
    assert performance(30, 50) > performance(10, 50)
    assert performance(80, 50) < performance(60, 50)
    for difficulty, best in ((0, 60), (50, 45), (100, 30)):
        assert performance(best, difficulty) == pytest.approx(100)
        assert performance(best - 20, difficulty) == pytest.approx(
            performance(best + 20, difficulty)
        )


def test_the_open_box_is_the_curve_of_the_first_lab():
    opened = decay(310, [0, 3, 6], vmax=71, km=300, loss_rate=0.1)
    peak = level(0.29, 100, 0.1)
    assert opened == pytest.approx(level(0.29 + np.array([0, 3, 6]), 100, 0.1), rel=0.01)
    assert opened[0] == pytest.approx(peak, rel=0.005)
