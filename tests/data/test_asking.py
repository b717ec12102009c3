"""Asking the ledger: rows by name, brand names and synonyms, citations."""

import re
from html import escape, unescape

import pandas as pd
import pytest

from kit import evidence
from tests.data.common import SCHEMAS, raw
from tests.data.test_ledger import one_sentence
from tests.files import read

LESSON_DRUGS = """
atomoxetine venlafaxine desvenlafaxine duloxetine bupropion nortriptyline desipramine reboxetine
paroxetine sertraline fluoxetine citalopram escitalopram milnacipran amitriptyline imipramine
clomipramine doxepin methylphenidate naltrexone buprenorphine naloxone morphine methadone
"""


@pytest.mark.parametrize("drug", LESSON_DRUGS.split())
def test_a_drug_of_the_lessons_is_always_found(drug):
    assert list(evidence.drug_facts(drug)["drug"]) == [drug]
    assert isinstance(evidence.side_effects(drug), pd.DataFrame)
    assert not evidence.affinities(drug).empty and not evidence.pharmacokinetics(drug).empty


def test_a_question_picks_its_rows():
    rows = evidence.occupancy("duloxetine", "SERT", "repeated")
    assert list(rows["occupancy_percent"]) == [84.3, 71.9, 47.1]
    assert list(rows.index) == [0, 1, 2]
    assert len(evidence.occupancy()) == len(raw("occupancy"))
    assert set(evidence.dose_response("response", "SSRI")["outcome"]) == {"response"}
    assert set(evidence.affinities("duloxetine", "NET")["target"]) == {"NET"}
    assert set(evidence.pharmacokinetics(parameter="half_life_h")["unit"]) == {"h"}
    assert set(evidence.side_effects(effect="dry mouth")["drug"]) >= {"atomoxetine", "reboxetine"}
    assert set(evidence.transmitters("serotonin", "receptor")["attribute"]) == {"receptor"}
    # known, but without a row
    assert evidence.side_effects("cocaine").empty and evidence.occupancy_fits("paroxetine").empty


def test_whole_numbers_stay_whole_and_gaps_stay_gaps():
    rows = evidence.occupancy().set_index("id")
    assert rows["n"].dtype == "Int64" and rows["dose_mg"].dtype == "float64"
    assert rows.loc["several-sert-minimum-dose-repeated", ["n", "dose_mg"]].isna().all()
    assert rows.loc["duloxetine-sert-60mg-single-6h", "region"] == ""
    assert pd.api.types.is_string_dtype(evidence.sources()["pmid"])


CASES = read("tests/data/asking.json")


@pytest.mark.parametrize(("name", "asked", "parts"), CASES["refused"])
def test_what_is_not_known_is_answered_with_what_is(name, asked, parts):
    with pytest.raises(ValueError) as caught:
        getattr(evidence, name)(*asked)
    message = str(caught.value)
    assert all(part in message for part in parts) and one_sentence(message), message
    assert not isinstance(caught.value, evidence.LedgerError)


@pytest.mark.parametrize(("key", "begins", "ends", "link"), CASES["cited"])
def test_a_citation_is_short_and_leads_to_the_paper(key, begins, ends, link):
    said = evidence.cite(key)
    assert said.startswith(begins) and said.endswith(ends)
    assert evidence.cite(evidence.sources(key).iloc[0]) == said
    assert evidence.link(key).startswith(link)


def test_rows_can_be_cited_and_say_what_was_quoted_second_hand():
    row = evidence.occupancy("duloxetine").iloc[0]
    assert evidence.cite(row) == evidence.cite("takano2006")
    assert evidence.cite(next(evidence.occupancy("duloxetine").itertuples())) == evidence.cite(row)
    said = evidence.cite(evidence.occupancy("naltrexone", "MOR", "single").iloc[0])
    assert re.fullmatch(r"Rabiner et al\. 2011, .*, quoted in Trøstheim et al\. 2022, .*", said)


def test_every_source_can_be_cited_and_is_shown_with_what_it_is_found_by():
    mark = r"(doi:10\.\S+|PMID \d+|label \S+|label: [^\n]+|https://\S+)"
    for row in raw("sources"):
        said = evidence.cite(row["key"])
        journal = "[^\n]+, " if row["journal"] else ""
        shape = rf"[^\W\d_][\w '-]+( et al\.)?( \d{{4}})?, {journal}(p\. \d+, )?{mark}"
        year = rf" {row['year']}" if row["year"] else ""
        no_name = rf"[^\W\d_][^\n]+{year}[^\n]*, {mark}" if journal else mark
        assert re.fullmatch(shape if row["authors"] else no_name, said), said
        assert evidence.link(row["key"]).startswith("https://")
    shown = evidence.sources()
    assert shown["identifier"].str.fullmatch(r"doi:10\.\S+|PMID \d+|label:? .+|https://.+").all()


def test_sources_are_listed_each_with_its_link_and_without_gaps():
    keys = [row["key"] for row in raw("sources")]  # with and without author, year and title
    shown = evidence.references(keys)
    items = re.findall(r'<li><a href="([^"]+)">([^<]+)</a></li>', shown._repr_html_())
    assert sorted(items) == sorted(
        (escape(evidence.link(k)), escape(evidence.cite(k))) for k in keys
    )
    assert repr(shown).splitlines() == [unescape(said) for _, said in items]
    assert "<NA>" not in repr(shown) and f"The {len(keys)} sources" in shown._repr_html_()
    with pytest.raises(ValueError, match="takano2006"):
        evidence.references(["takano206"])


ASK = {"drugs": "drug_facts"} | {name: name for name in SCHEMAS if name != "drugs"}
del ASK["affinities_share_alike"]


@pytest.mark.parametrize("ask", [getattr(evidence, name) for name in ASK.values()])
def test_what_a_caller_does_to_a_table_stays_with_the_caller(ask):
    first = ask()
    first.iloc[0, 0] = "changed"
    del first[first.columns[1]]
    assert ask().iloc[0, 0] != "changed" and len(ask().columns) > len(first.columns)
