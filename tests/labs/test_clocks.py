"""The labs on clocks against golden numbers, the ledger, each other, and what they must refuse."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.labs.clocks.shared import level
from kit.science.dosing import rate_of
from kit.science.pharmacokinetics import repeated
from tests.labs.common import numbers, trace


@pytest.mark.parametrize("hours", [4, 26, 96])
@pytest.mark.parametrize("tablets", [1, 2, 4])
def test_the_dose_never_moves_the_day(hours, tablets):
    lab = labs.filling_the_tank()
    assert numbers(lab, half_life=hours, tablets=tablets)["settles"] == pytest.approx(
        np.log2(10) * hours / 24
    )
    one, more = (np.array(lab.drawing(tablets=n).series["level"].y) for n in (1, tablets))
    np.testing.assert_allclose(more, tablets * one)


@pytest.mark.parametrize(("hours", "kept"), [(5, 4), (26, 53), (96, 84)])
def test_a_missed_tablet_costs_what_the_half_life_says(hours, kept):
    found = numbers(labs.filling_the_tank(), half_life=hours, skip="yes")["left"]
    assert round(found) == kept
    assert found == pytest.approx(100 * 0.5 ** (24 / hours), rel=0.02)


def test_a_level_is_the_sum_of_all_tablets_in_true_time():
    """A9 of the audit: just before the second tablet 30 % is there, not 70."""
    assert level(23.99, 24)[0] == pytest.approx(0.30, abs=0.005)
    assert level(30, 24)[0] == pytest.approx(0.75, abs=0.005)
    times = np.linspace(0, 14 * 24, 200)
    truth = repeated(times, 24.0 * np.arange(57), 1, 1, rate_of(1.0), rate_of(26.0))
    mine = level(times, 26)
    np.testing.assert_allclose(mine / mine[-1], truth / truth[-1])


def test_the_labs_of_the_lesson_agree_on_the_level():
    """The tank, the first day and the four clocks tell one level for one hour and half-life."""
    tank = labs.filling_the_tank()
    tank.set(half_life=24)
    drawn = trace(tank, "level")
    for hour in (6.0, 30.0):
        in_tank = np.interp(hour / 24, drawn["x"], drawn["y"])
        clocks = numbers(labs.four_clocks(), time=hour, half_life=24)["level"]
        assert in_tank == pytest.approx(clocks, abs=1.5)
    day, all_four = labs.four_clocks(until="evening"), labs.four_clocks()
    for hour in (2.0, 6.0, 23.0):
        first, whole = numbers(day, time=hour), numbers(all_four, time=hour, half_life=24)
        assert first["share"] == pytest.approx(whole["level"])
        assert first["block"] == pytest.approx(whole["block"])


def test_the_same_tablets_settle_higher_and_later_without_the_enzyme():
    early, late = (numbers(labs.filling_the_tank(second=True), day=day) for day in (1, 14))
    assert late["Ben"] > 3 * late["Ana"]
    assert early["Ana"] / late["Ana"] > 0.9 > early["Ben"] / late["Ben"]


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


def test_the_last_step_is_the_largest():
    bars = trace(labs.coming_down(), "steps")
    order = np.argsort(bars["x"])[::-1]
    lost = np.array(bars["y"])[order]
    assert [round(points) for points in lost] == [5, 8, 17, 50]
    assert (np.diff(lost) > 0).all() and lost.sum() == pytest.approx(80)


def test_no_real_drug_and_no_milligram_stands_in_the_lab_about_coming_down():
    """From no lab, table or export can a real taper be read."""
    lab = labs.coming_down()
    said = " ".join([lab.title, lab.words(), str(lab.table()), str(lab.spec), *lab.limits.values()])
    assert not [drug for drug in set(evidence.occupancy()["drug"]) if drug in said.lower()]
    assert " mg" not in said and "ED50" not in said
    assert lab.sources().empty
