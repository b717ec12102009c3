"""The labs of the claim clinic, and the table of all claims."""

import pytest

from kit import evidence, labs
from kit.labs.clinic.strength_dial import EVIDENCE, PIECES, ladder
from kit.science.trials import odds_ratio
from tests.labs.common import numbers, said

CLAIMS = evidence.claims().fillna("")


@pytest.mark.parametrize("claim", EVIDENCE)
def test_each_piece_allows_a_sentence_and_the_harm_stays(claim):
    lab = labs.strength_dial()
    (harm, *rungs), allows = ladder(EVIDENCE[claim])
    assert len(rungs) == len(allows) == len(PIECES)
    for place, (rung, allowed) in enumerate(zip(rungs, allows, strict=True), 1):
        words = said(lab, claim=claim, piece=place)
        assert f"“{allowed}”" in words and harm.words in words
        assert ("No more than before" in words) == (rung.group == "nothing" and place > 1)


def test_one_small_trial_is_computed_from_its_counts_and_drawn_left_of_no_difference():
    (_, *rungs), _ = ladder(EVIDENCE["reboxetine"])
    small = rungs[list(PIECES).index("small trial")]
    assert small.value == pytest.approx(1 / odds_ratio(20, 27, 5, 25))
    assert "11.43 (3.10 to 42.12)" in small.words
    assert all(rung.value < 1 for rung in rungs if rung.group == "sized")


def test_harm_lies_right_of_no_difference_where_it_is_a_ratio():
    for claim in EVIDENCE.values():
        harm = ladder(claim)[0][0]
        assert harm.group != "sized" or harm.value > 1


def test_who_tells_decides_what_one_hears():
    lab = labs.stories()
    now = numbers(lab, better=40, others=5)
    assert now["placebo"] == pytest.approx(100 * 14.4 / 17.6)
    assert now["on_drug"] == pytest.approx(48, abs=0.5) and now["drug"] > now["placebo"]
    fair = numbers(lab, better=100, others=100)
    assert fair["placebo"] == pytest.approx(36) and fair["drug"] == pytest.approx(fair["on_drug"])


def test_all_claims_that_were_looked_up_are_shown_and_counted():
    page = labs.verdicts()
    shown = page._repr_html_()
    for row in CLAIMS.itertuples():
        cell = row.claim.replace("&", "&amp;").replace("'", "&#x27;").replace('"', "&quot;")
        assert (cell in shown) == (row.verdict != "not checked" and row.kind != "question"), row.id
    judged = CLAIMS[~CLAIMS["verdict"].isin(["", "not checked"])]
    assert repr(page).startswith(f"{len(judged)} claims: ")
    assert shown.index("<details>") < shown.index("<table>")


def test_the_naltrexone_page_has_no_wrong_sentence_and_two_silences():
    mine = CLAIMS[CLAIMS["text_source"] == "naltrexone page"]
    assert not (mine["verdict"] == "wrong or unsupported").any()
    assert (mine["kind"] == "omission").sum() == 2


@pytest.mark.parametrize("claim", ["claim-47", "claim-48"])
def test_the_claims_on_the_block_hold_no_scan_dose_or_hour(claim):
    (row,) = CLAIMS[CLAIMS["id"] == claim].to_dict("records")
    told = row["claim"] + row["evidence"]
    assert not any(letter.isdigit() for letter in told) and "scan" not in told.lower()
