"""The labs on naltrexone against closed forms and the ledger."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.labs.naltrexone.precipitated_withdrawal import FULL, TIME, seesaw
from kit.science.receptors import operational
from tests.files import read
from tests.labs.common import numbers

TRIALS = evidence.naltrexone_trials().set_index("id")


def test_an_antagonist_alone_does_nothing_and_is_in_the_way():
    alone = labs.one_dial().drawing(efficacy=0, basal=10).series
    np.testing.assert_allclose(alone["alone"].y, 10)
    assert alone["joined"].y[0] == pytest.approx(91)
    assert alone["here joined"].y == pytest.approx(18.1)


def test_an_inverse_agonist_needs_something_to_take_away():
    lab = labs.one_dial()
    assert lab.drawing(efficacy=-1, bound=100, basal=20).numbers["own"] == pytest.approx(0)
    quiet = lab.drawing(efficacy=-1, bound=100, basal=0).series["alone"].y
    np.testing.assert_allclose(quiet, 0)


@pytest.mark.parametrize(("held", "shift", "most"), [(50, 2, 92), (80, 5, 73), (95, 20, 37)])
def test_competition_moves_the_curve_and_a_lasting_block_lowers_it(held, shift, most):
    lab = labs.contest()
    moved = lab.drawing(held=held).series["effect"]
    assert np.interp(50, moved.y, np.log(moved.x)) == pytest.approx(np.log(shift), abs=0.01)
    assert lab.drawing(held=held).numbers["most"] == pytest.approx(100)
    lost = lab.drawing(held=held, kind="irreversible")
    assert lost.numbers["most"] == pytest.approx(most, abs=0.5)


@pytest.mark.parametrize("kind", ["competitive", "irreversible", "partial"])
def test_nobody_sits_on_a_taken_seat(kind):
    for agonist in (0.01, 1, 1000):
        parts = labs.contest().drawing(agonist=agonist, held=95, kind=kind).picture
        seats = sum(parts.get(name) or 0 for name in ("blocked", "active", "partial"))
        assert 0 < seats <= 1 + 1e-9


def test_a_partial_agonist_gives_some_and_takes_the_peaks_away():
    free, held = (
        labs.contest().drawing(held=h, kind="partial").series["effect"].y for h in (0, 95)
    )
    assert held[0] > free[0] and held[120] < free[120]


def test_nothing_adapted_nothing_to_lay_bare():
    for given in ("antagonist", "nothing", "fade"):
        signal, push = seesaw(0.0, given)
        np.testing.assert_allclose(signal - push, 0, atol=1e-12)
    signal, push = seesaw(1.0, "nothing")
    np.testing.assert_allclose(signal - push, 0, atol=1e-12)


def test_the_antagonist_takes_the_signal_at_once_and_the_push_fades():
    signal, push = seesaw(1.0, "antagonist")
    agonist = FULL / (10 - FULL * 11)  # with a tau of 10 gives the signal that it adapted to
    assert operational(agonist, 1.0, 10.0) == pytest.approx(FULL)
    assert signal[0] == pytest.approx(operational(agonist, 1.0, 10.0, antagonist=19.0))
    balance = signal - push
    np.testing.assert_allclose(balance, balance[0] * np.exp(-TIME), rtol=1e-9)


def test_one_partial_agonist_lifts_ana_and_drops_ben():
    now = numbers(labs.precipitated_withdrawal(), given="partial", adaptation=100, time=0)
    assert now["ana"] > 10 and now["ben"] < -10
    worse = numbers(labs.precipitated_withdrawal(), given="antagonist", adaptation=100, time=0)
    assert worse["ben"] < now["ben"] and worse["ana"] == pytest.approx(0)


def test_fading_by_itself_is_later_and_less_deep():
    (fade, fade_push), (taken, taken_push) = (seesaw(1.0, g) for g in ("fade", "antagonist"))
    fading, pushed = fade - fade_push, taken - taken_push
    assert fading[0] == pytest.approx(0) and fading.argmin() > 0
    assert pushed.min() < fading.min() < 0


def test_an_amount_acts_more_and_more_strongly_as_the_shield_fades():
    assert np.all(np.diff(labs.after_the_shield().drawing().series["effect"].y) > 0)


LISTED = {
    name: [one["row"] for one in read(f"kit/labs/naltrexone/{name}.toml")["result"]]
    for name in ("opioid_trials", "alcohol_trials", "three_medicines")
}


def test_help_and_harm_stand_in_one_view():
    series = labs.alcohol_trials().drawing(result=1).series
    assert len(np.ravel(series["harm"].x)) == 2 and len(np.ravel(series["people"].x)) == 3
    keys = LISTED["opioid_trials"]
    assert keys.index("lee2018-relapse-started") == keys.index("lee2018-relapse-assigned") + 1
    assert {"ajazi2022-overdose", "lee2023-reply"} <= {*keys}


# The clinical page


def test_each_line_of_the_clinical_page_was_read_or_has_no_number():
    lines = evidence.clinical_page()
    for row in lines.itertuples():
        assert bool(row.sources) == (row.status == "confirmed"), row.id
        assert row.sources or not any(letter.isdigit() for letter in row.line), row.id
    assert list(dict.fromkeys(lines["part"])) == ["before", "during", "late", "emergency"]


def test_the_clinical_page_stands_open_and_says_who_has_not_read_it():
    page = labs.clinical_page()
    shown = page._repr_html_()
    folded = shown[shown.index("<details>") :]
    for row in evidence.clinical_page().itertuples():
        assert row.id in folded
    opened = shown[: shown.index("<details>")]
    assert opened.count("<li>") == len(evidence.clinical_page())
    assert "No clinician has reviewed this page" in opened and "@media print" in opened
    assert "cd11c435-b0f0-4bb9-ae78-60f101f3703f" in folded


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ("label-opioid-free-interval", "at least 7 to 10 days"),
        ("rosner2010-nausea", "10 more of 100"),
        ("label-injection-suicidality", "5 of 100 people"),
        ("label-depression", "0 to 15 of 100"),
        ("label-depression-placebo", "0 to 17"),
        ("label-injection-days", "about 28 days"),
    ],
)
def test_numbers_of_the_clinical_page_are_rows(row, printed):
    found = TRIALS.loc[row]
    values = [found[key] for key in ("estimate", "ci_low", "ci_high", "group_percent")]
    kept = {f"{value:g}" for value in values if value == value}
    assert printed in labs.clinical_page().text
    assert kept & {word for word in printed.split() if word.isdigit()}
