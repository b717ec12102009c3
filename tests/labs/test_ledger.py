"""The page of the ledger: all rows, honest words, nothing from data taken for markup."""

import json

import pytest

from kit import evidence
from kit.labs.start.ledger import TABLES, Ledger, everything


@pytest.fixture(scope="module")
def rows():
    """All rows, which take half a second to gather."""
    return everything()


def test_every_row_of_every_table_stands_in_it_with_its_source(rows):
    for name in TABLES:
        told = rows[rows["Table"] == name.replace("_", " ")]
        assert len(told) == len(getattr(evidence, name)())
        if name != "drug_facts":  # a drug of which nothing could be read has no source
            assert (told["Source"] != "").all()
    assert not rows.isna().any().any()


def test_a_row_says_what_was_measured_and_by_whom(rows):
    found = Ledger(rows, "duloxetine SERT 81.8").found()
    assert list(found["Finding"]) == ["occupancy 81.8 %, 60 mg, single, 6 h after the dose"]
    assert found["Source"].iloc[0].endswith("doi:10.1007/s00213-005-0304-0")
    harms = rows[rows["Table"] == "side effects"]["Drug or subject"]
    assert list(harms) == list(evidence.side_effects()["drug"])


def test_the_search_field_has_every_row_to_search_in(rows):
    assert len(json.loads(Ledger(rows, "")._dt_args["data_json"])) == len(rows)


def test_what_the_ledger_holds_is_never_taken_for_markup(rows):
    rows = rows.head(2).copy()
    rows.loc[0, "Finding"] = "<script>alert(1)</script>"
    sent = str(Ledger(rows, "").get_state())
    assert "&lt;script&gt;" in sent and "<script>alert" not in sent
    assert "https://doi.org/10.1176/appi.ajp.158.11.1843" in sent
