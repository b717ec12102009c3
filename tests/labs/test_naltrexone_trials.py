"""Labs of lesson 8, evidence: the chain from alcohol to dopamine, and the rows of the trials."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.labs.forest import forest
from kit.labs.naltrexone_trials import ALCOHOL, OPIOID

TRIALS = evidence.naltrexone_trials().set_index("id")


def test_the_antagonist_spares_endorphin_and_shrinks_what_follows():
    lab = labs.reward_pathway()
    lab.set(alcohol=1, held=80)
    drawn = lab.drawing().series
    blocked, free = drawn["blocked"].y, drawn["free"].y
    assert blocked[0] == free[0] > 0
    assert np.all(np.abs(blocked[1:]) < np.abs(free[1:])) and blocked[2] < 0 < blocked[3]
    lab.set(alcohol=0)
    np.testing.assert_allclose(lab.drawing().series["blocked"].y, 0, atol=1e-12)


def test_a_bypass_is_not_blocked():
    lab = labs.reward_pathway()
    lab.set(alcohol=1, held=95)
    chain = lab.drawing().numbers["rise"]
    lab.set(direct=0.3)
    assert lab.drawing().numbers["rise"] > 5 * chain


@pytest.mark.parametrize("place", range(len(ALCOHOL)))
def test_every_result_about_alcohol_is_its_row(place):
    lab = labs.alcohol_trials()
    lab.set(result=place + 1)
    row = TRIALS.loc[ALCOHOL[place][0]]
    if row.name.startswith("anton2006"):
        assert "80.6 against 75.1 %" in lab.words() and "100 mg" in lab.words()
        return
    assert f"{abs(row.estimate):g} of 100" in lab.words()
    assert ("more than" in lab.words()) == (row.estimate > 0)


def test_help_and_harm_stand_in_one_view():
    series = labs.alcohol_trials().drawing(result=1).series
    assert len(series["harm"].x) == 2 and len(series["people"].x) == 3
    lab = labs.alcohol_trials()
    assert lab.words().endswith("One person more is helped for every 12 who take it (8 to 26).")


@pytest.mark.parametrize("place", range(len(OPIOID)))
def test_every_result_about_opioids_is_its_row(place):
    lab = labs.opioid_trials()
    lab.set(result=place + 1)
    row = TRIALS.loc[OPIOID[place][0]]
    if row.measure in ("RR", "OR", "HR"):
        assert f"{row.estimate:g} ({row.ci_low:g} to {row.ci_high:g})" in lab.words()
        inside = row.ci_low < 1 < row.ci_high
        assert ("1 lies inside" in lab.words()) == inside
    elif row.measure == "words":
        assert row.direction_text in lab.words()
    else:
        assert f"{row.estimate if row.estimate == row.estimate else row.group_percent:g} %" in (
            lab.words()
        )


def test_a_trial_is_shown_by_both_of_its_counts_and_with_its_overdoses():
    names = [name for name, _ in OPIOID]
    both = names.index("lee2018-relapse-assigned"), names.index("lee2018-relapse-started")
    assert both[1] == both[0] + 1
    assert {"ajazi2022-overdose", "lee2023-reply"} <= set(names)


def test_an_interval_ends_where_its_row_ends():
    rows = TRIALS.dropna(subset=["estimate", "ci_low", "ci_high"])
    drawn = forest(rows.reset_index(), np.arange(len(rows)))
    np.testing.assert_allclose(drawn.x + drawn.error_x, rows["ci_high"].astype(float))
    np.testing.assert_allclose(drawn.x - drawn.error_x_down, rows["ci_low"].astype(float))
