"""The labs of lesson 4 against golden numbers, the ledger and what each of them must refuse."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.labs.clocks import level
from kit.labs.outlasting import course
from kit.labs.tank import half_life
from kit.science.dosing import rate_of
from kit.science.feedback import sensitivity
from kit.science.pharmacokinetics import accumulation_ratio, repeated, steady_state
from tests.labs.common import trace


def numbers(lab, **state):
    """What the words of a state are made from, as floats."""
    drawn = lab.drawing(**state).numbers
    return {name: float(np.ravel(value)[0]) for name, value in drawn.items()}


# Filling, and a missed tablet


@pytest.mark.parametrize(("hours", "day"), [(4, 0.6), (26, 3.6), (96, 13), (216, 30)])
def test_the_plateau_comes_on_the_day_of_the_curriculum(hours, day):
    found = numbers(labs.filling_the_tank(), half_life=hours)["day"]
    assert found == pytest.approx(np.log2(10) * hours / 24)
    assert round(found, 1 if day < 10 else 0) == pytest.approx(day)


@pytest.mark.parametrize("hours", [2, 24, 240])
def test_the_dose_never_moves_the_day(hours):
    lab = labs.filling_the_tank()
    assert len({numbers(lab, half_life=hours, dose=dose)["day"] for dose in (0.5, 1, 2)}) == 1
    assert numbers(lab, half_life=hours, dose=2)["top"] == 200


@pytest.mark.parametrize(("hours", "kept"), [(5, 4), (26, 53), (96, 84)])
def test_a_missed_tablet_costs_what_the_half_life_says(hours, kept):
    found = numbers(labs.missed_tablet(), half_life=hours, skip="yes")
    assert round(found["kept"]) == kept
    assert found["kept"] == pytest.approx(100 * 0.5 ** (24 / hours), rel=1e-4)


def test_the_block_falls_less_than_the_level_where_most_is_blocked():
    lab = labs.missed_tablet()
    for hours in (26, 96):
        found = numbers(lab, half_life=hours, skip="yes")
        assert found["block_now"] / found["block_usual"] > found["kept"] / 100 + 0.1


def test_the_level_with_a_gap_is_the_sum_of_its_doses():
    lab = labs.missed_tablet()
    lab.set(half_life=12, skip="yes")
    drawn = trace(lab, "level")
    times = np.array(drawn["x"]) * 24
    doses = np.setdiff1d(np.arange(-60, 8) * 24.0, [72.0])
    truth = repeated(times, doses, 1, 1, rate_of(1.0), rate_of(12.0))
    away = np.abs(times % 24) > 1e-6  # at the moment of a dose both sides are right
    whole = 100 / (1 / (24 * rate_of(12.0)))
    np.testing.assert_allclose(np.array(drawn["y"])[away], whole * truth[away], rtol=1e-6)


def test_a_metabolite_that_lasts_longer_outlives_its_parent():
    lab = labs.active_metabolite()
    found = numbers(lab, parent=half_life("naltrexone"), child=half_life("6beta-naltrexol"))
    assert found["together"] > 2 * found["alone"]
    peak = np.argmax(trace(lab, "child")["y"])
    assert 0 < peak < len(trace(lab, "child")["y"]) - 1


def test_the_worked_cases_are_halvings_of_label_half_lives():
    for case in labs.half_life_fraction_cases():
        assert case["half_life"] == half_life(case["drug"].lower())
        assert case["left"] == pytest.approx(100 / 2 ** case["halvings"])


# The block outlasts the level


def test_the_half_life_of_the_blood_cannot_give_duloxetines_scans():
    lab = labs.effect_site()
    assert lab.values["half_life"] == 12
    assert numbers(lab)["miss"] > 20 and numbers(lab)["last"] < 15
    positions = lab._controls["half_life"].positions()
    misses = [numbers(lab, half_life=float(h))["miss"] for h in positions]
    best = positions[int(np.argmin(misses))]
    fitted = evidence.parameters().set_index("id").loc["duloxetine-site-half-life", "value"]
    assert best == pytest.approx(float(fitted), rel=0.1) and min(misses) < 4.5


def test_the_scans_of_duloxetine_are_the_ledger_rows():
    lab = labs.effect_site()
    single, repeated_ = trace(lab, "single"), trace(lab, "repeated")
    assert single["x"] == [6, 25, 53] and single["y"] == pytest.approx([81.8, 71.9, 44.9])
    assert repeated_["x"] == [6, 49, 78] and repeated_["y"] == pytest.approx([84.3, 71.9, 47.1])
    assert all("doi:10.1007/s00213-005-0304-0" in text for text in single["text"])


def test_naltrexones_block_needs_a_day_and_not_four_hours():
    lab = labs.block_duration()
    assert trace(lab, "label")["x"] == [50, 100, 150] and trace(lab, "label")["y"] == [24, 48, 72]
    assert numbers(lab)["miss"] > 30 and numbers(lab)["two"] == pytest.approx(28)
    positions = lab._controls["half_life"].positions()
    misses = [numbers(lab, half_life=float(h))["miss"] for h in positions]
    assert 26 < positions[int(np.argmin(misses))] < 31


def test_no_half_life_fits_both_scans_of_paroxetine():
    lab = labs.paroxetine_steady_state()
    for h in lab._controls["half_life"].positions():
        found = numbers(lab, half_life=float(h))
        assert abs(found["late"] - 10.3) > 5 or found["top"] < 83 - 15


def test_one_half_life_fits_the_scans_of_escitalopram_within_their_spread():
    lab = labs.paroxetine_steady_state()
    low, high = 27, 32  # the label
    for h in (low, high):
        found = numbers(lab, drug="escitalopram", half_life=h)
        assert abs(found["top"] - 81.5) < 5.4 and abs(found["end"] - 63.3) < 12.1


def test_daily_odds_are_the_accumulation_ratio_times_the_first():
    one, many = (course(10.0, 4.0, 50.0, 24.0, daily) / 100 for daily in (False, True))
    ratio = accumulation_ratio(24, rate_of(24.0))
    assert many / (1 - many) == pytest.approx(ratio * one / (1 - one))


# Four clocks


def test_the_level_of_the_clocks_is_the_sum_of_daily_doses():
    for hours in (5.0, 24.0, 240.0):
        times = np.array([1.0, 3.0, 6.0, 30.0, 150.0, 1014.0])
        into, out = rate_of(1.0), rate_of(hours)
        truth = repeated(times, np.arange(60) * 24.0, 1, 1, into, out)
        plateau = steady_state(6.0, 24.0, 1, 1, into, out)
        np.testing.assert_allclose(level(times, hours), truth / plateau, rtol=0.02)


def test_block_comes_in_hours_and_the_brake_in_days():
    lab = labs.four_clocks()
    first, week = numbers(lab, time=6), numbers(lab, time=168)
    assert first["block"] > 0.8 * week["block"] and first["relaxed"] < 0.1 * week["relaxed"]
    assert first["outside"] < 1.1 < week["outside"]


def test_only_one_pattern_gives_a_third_at_week_one():
    lab = labs.symptom_weeks()
    weeks = {name: numbers(lab, pattern=name)["one"] for name in ("slowing", "straight", "late")}
    assert weeks["slowing"] == pytest.approx(100 / 3, abs=0.5)
    assert weeks["straight"] == pytest.approx(100 / 6) and weeks["late"] == 0
    assert all(numbers(lab, pattern=name, week=6)["felt"] == 100 for name in weeks)


def test_the_filled_points_of_the_clocks_are_ledger_rows():
    lab = labs.four_clocks()
    scans = trace(lab, "scans")
    assert dict(zip(scans["y"], scans["x"], strict=True)) == pytest.approx(
        {81.8: 6, 44.6: 4, 64.0: 6, 81.5: 222, 83.0: 672, 77.0: 672}
    )
    neurons = trace(lab, "neurons")
    assert neurons["x"] == [72, 504] and neurons["y"] == [40, 70]
    assert neurons["error_y"]["array"][1] == 10  # 60 to 80 %
    third = trace(lab, "third")
    row = evidence.trials(source="taylor2006").set_index("id").loc["taylor2006-share"]
    assert row["direction_text"].startswith("About one third")
    assert third["x"] == [168] and third["y"] == pytest.approx([100 / 3])


def test_the_rats_fit_lies_near_the_rats_points():
    assert 100 * (1 - sensitivity(3.0)) == pytest.approx(40, abs=1)
    assert 60 <= 100 * (1 - sensitivity(21.0)) <= 80


def test_the_clocks_say_what_they_draw():
    lab = labs.four_clocks()
    now = lab.drawing(time=400.0)
    for line, said in (("level", "share"), ("block", "block"), ("brake", "relaxed"), ("felt",) * 2):
        assert now.numbers[said] == pytest.approx(now.series[f"{line} now"].y)


# Drug X


def test_the_last_step_is_the_largest():
    bars = trace(labs.coming_down(), "steps")
    order = np.argsort(bars["x"])[::-1]
    lost = np.array(bars["y"])[order]
    assert [round(points) for points in lost] == [5, 8, 17, 50]
    assert (np.diff(lost) > 0).all() and lost.sum() == pytest.approx(80)


def test_no_real_drug_and_no_milligram_stands_in_the_labs_about_stopping():
    known = {*evidence.drugs(), *evidence.pharmacokinetics()["drug"]}
    for make in (labs.coming_down, labs.after_the_last_dose):
        lab = make()
        said = " ".join([lab.words(), str(lab.spec), lab.title]).lower()
        assert not [name for name in known if name in said]
        assert " mg" not in said
        assert "drug x" in said and "does not exist" in said


def test_adaptation_outlasts_the_drug():
    found = numbers(labs.after_the_last_dose(), day=5)
    assert found["drug"] < 5 and found["adapted"] > 50
