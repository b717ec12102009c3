"""Labs of lesson 9: the claim sorter, the strength dial, the storytellers."""

import json

import pytest

from kit import evidence, labs
from kit.labs import claims, hearsay, strength
from kit.lesson import record
from kit.science.trials import odds_ratio


@pytest.fixture(autouse=True)
def mine(tmp_path, monkeypatch):
    """A learner's record of its own."""
    monkeypatch.setenv(record.ELSEWHERE, str(tmp_path / "answers.jsonl"))
    return record.mine()


def sort_all(sorter, choose):
    """Sort every claim that is left, each on the pile that `choose` names for its row."""
    while True:
        claim = sorter.shown[-1]
        claim.answer(choose(claim.row), "guess")
        if sorter.shown[-1] is claim:
            return


def test_every_claim_of_the_ledger_is_sorted_once_and_agrees_with_itself():
    sorter = labs.claim_sorter()
    sort_all(sorter, lambda row: row["verdict"])
    rows = evidence.claims()
    with_verdict = set(rows[rows["verdict"].fillna("") != ""]["id"])
    assert [claim.row["id"] for claim in sorter.shown] == list(sorter.asked)
    assert set(sorter.asked) == with_verdict and len(sorter.asked) == 59
    assert all(claim.committed["right"] for claim in sorter.shown)
    assert sorter.words().startswith("You have sorted 59 of 59 claims, and on 59 of them")
    assert [row[1 + place] for place, row in enumerate(sorter.counts())] == [16, 25, 11, 7]


def test_a_wrong_pile_hears_the_verdict_the_reason_and_gets_the_sources():
    sorter = labs.claim_sorter("naltrexone page")
    claim = sorter.shown[0]
    assert claim.row["id"] == "claim-47"
    found = claim.answer("wrong or unsupported", "certain")
    assert found["right"] is False
    assert found["text"].startswith("Doubt went too far here: this one holds. The ledger says: ")
    assert claim.row["evidence"] in found["text"] and "(8 · Naltrexone.)" in found["text"]
    links = [child.value for child in sorter.children if hasattr(child, "value")]
    assert any(evidence.link("weerts2008") in text and "Weerts" in text for text in links[1:])
    assert sorter.shown[-1].row["id"] == "claim-48" and len(sorter.shown) == 2


def test_who_answers_again_opens_no_second_claim_and_counts_once():
    sorter = labs.claim_sorter()
    first = sorter.shown[0]
    for said in ("supported", "not checked", "supported"):
        first.answer(said)
    assert len(sorter.shown) == 2 and "sorted 1 of 59" in sorter.words()
    assert len(sorter.children) == 5  # the head, a claim, its sources, the next one, the table
    sorter.shown[1].answer(None)
    assert len(sorter.shown) == 3 and "sorted 1 of 59" in sorter.words()
    assert "The ledger says: " in sorter.shown[1].verdict["text"]


def test_a_new_session_goes_on_where_the_learner_stopped():
    sorter = labs.claim_sorter()
    for _ in range(4):
        sorter.shown[-1].answer("supported")
    again = labs.claim_sorter()
    assert again.words() == sorter.words()
    assert [claim.row["id"] for claim in again.shown] == [sorter.shown[-1].row["id"]]


def test_the_first_dozen_mix_texts_and_verdicts():
    first = list(labs.claim_sorter().asked.values())[:12]
    assert len({row["text_source"] for row in first}) >= 5
    assert len({row["verdict"] for row in first}) >= 3


def test_the_saved_page_holds_all_rows_and_folds_the_verdicts_away():
    sorter = labs.claim_sorter()
    page, folded = sorter.page(), sorter.page().index("<details ")
    for row in evidence.claims().itertuples():
        assert row.claim in sorter.text()
        assert page.count(claims.escape(row.claim)) == 2
        assert page.index(claims.escape(row.evidence)) > folded
        for key in row.sources.split(";") if isinstance(row.sources, str) and row.sources else []:
            assert claims.escape(evidence.link(key)) in page
    assert sorter.text() == labs.claim_sorter().text() and "Kd" not in sorter.text()


def test_what_is_saved_does_not_depend_on_the_learner():
    before = labs.claim_sorter().page(), labs.claim_sorter().text()
    sorter = labs.claim_sorter()
    sort_all(sorter, lambda row: "supported")
    assert (sorter.page(), sorter.text()) == before


def test_nothing_of_the_ledger_is_taken_for_markup():
    row = evidence.claims().fillna("").to_dict("records")[0] | {"claim": "<b>x</b>"}
    sorter = claims.ClaimSorter([row], mixed=False)
    assert "<b>x</b>" not in sorter.page() and "&lt;b&gt;x" in sorter.key.value


def test_another_text_is_refused_with_a_sentence():
    with pytest.raises(ValueError, match="text = 'a pamphlet' is not one of the texts: NRI art"):
        labs.claim_sorter("a pamphlet")


def test_every_disagreement_has_words():
    for said in claims.PILES:
        for verdict in claims.PILES:
            if said != verdict and verdict != "not checked":
                assert claims.DIRECTION[said, verdict]
    json.dumps([claims.item(row) for row in evidence.claims().fillna("").to_dict("records")])


def test_the_dial_reads_its_numbers_from_the_ledger():
    lab = labs.strength_dial()
    lab.set(claim="reboxetine", piece=4)
    assert f"odds ratio {odds_ratio(20, 27, 5, 25):.2f} (3.10 to 42.12)" in lab.words()
    lab.set(piece=5)
    assert "1.24 (0.98 to 1.56)" in lab.words()
    lab.set(claim="naltrexone")
    assert "0.83 (0.76 to 0.90)" in lab.words() and "nausea (7 to 13)" in lab.words()
    lab.set(piece=4)
    figure = {trace["kit"]: trace for trace in lab.figure()["data"]}
    assert figure["here"]["x"] == pytest.approx([23 / 54.3])


def test_a_missing_piece_leaves_the_sentence_as_it_was():
    lab = labs.strength_dial()
    for claim in strength.EVIDENCE:
        allowed = None
        for piece in range(1, len(strength.PIECES) + 1):
            lab.set(claim=claim, piece=piece)
            sentence = lab.words().split("“")[1].split("”")[0]
            if "No more than before" in lab.words():
                assert sentence == allowed
            allowed = sentence


def test_what_the_dials_sentences_say_is_so():
    rows = evidence.trials().set_index("id")
    alcohol = evidence.naltrexone_trials().set_index("id")
    affinity = evidence.affinities("duloxetine").set_index("id")["value_nM"]
    assert affinity["duloxetine-sert-bymaster2001-1"] < affinity["duloxetine-net-bymaster2001-1"]
    assert "lowest of 21" in rows.loc["cipriani2018-response-reboxetine", "note"]
    assert rows.loc["eyding2010-response-placebo", "ci_low"] < 1  # no clear difference
    relief = rows.loc["lunn2014-neuropathy-relief"]
    assert relief["group_percent"] - relief["comparator_percent"] == pytest.approx(20, abs=2)
    assert rows.loc["sultan2008-nnt-neuropathy", "estimate"] == pytest.approx(5, abs=0.2)
    assert alcohol.loc["jonas2014-heavy-drinking-naltrexone", "estimate"] == 12
    assert set(labs.strength_dial().sources()["key"]) == strength._keys()


def test_stories_of_all_people_tell_the_truth_and_of_some_do_not():
    lab = labs.stories()
    assert "88 of 100 stories about the drug" in lab.words()
    assert "82 of 100 about the placebo" in lab.words()
    lab.set(better=100, others=100)
    assert "you hear 100 stories about the drug, 48 of getting better" in lab.words()
    assert "48 of 100 stories about the drug" in lab.words()
    lab.set(better=0, others=0)
    assert "If nobody tells" in lab.words()


def test_the_crowds_hold_the_shares_of_the_long_run():
    lab = labs.stories()
    crowds = range(1, hearsay.CROWDS + 1)
    drawn = [lab.drawing(better=40, others=5, crowd=crowd).numbers for crowd in crowds]
    told = [sum(numbers[name] for numbers in drawn) for name in ("drug", "good_drug")]
    assert told[1] / told[0] == pytest.approx(drawn[0]["long_drug"] / 100, abs=0.05)
    assert told[0] / len(crowds) == pytest.approx(48 * 0.4 + 52 * 0.05, rel=0.1)


def test_odds_become_people():
    for case in labs.people_cases():
        after, base = case["after"] / 100, case["base"] / 100
        assert (after / (1 - after)) / (base / (1 - base)) == pytest.approx(case["ratio"])
        assert case["more"] == pytest.approx(case["after"] - case["base"])
