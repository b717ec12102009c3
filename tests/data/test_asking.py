"""Asking the wider ledger: rows by name, brand names, units, numbers of the sources."""

import pandas as pd
import pytest

from kit import evidence

NAMES = """
atomoxetine venlafaxine desvenlafaxine duloxetine bupropion nortriptyline desipramine reboxetine
paroxetine sertraline fluoxetine citalopram escitalopram milnacipran amitriptyline imipramine
clomipramine doxepin methylphenidate naltrexone buprenorphine naloxone morphine methadone
"""
LESSON_DRUGS = NAMES.split()


@pytest.mark.parametrize("drug", LESSON_DRUGS)
def test_a_drug_of_the_lessons_is_always_found(drug):
    assert list(evidence.drug_facts(drug)["drug"]) == [drug]
    for ask in (evidence.affinities, evidence.pharmacokinetics, evidence.side_effects):
        assert isinstance(ask(drug), pd.DataFrame)
    assert not evidence.affinities(drug).empty and not evidence.pharmacokinetics(drug).empty


def test_questions_pick_rows():
    assert set(evidence.affinities("duloxetine", "NET")["target"]) == {"NET"}
    assert set(evidence.pharmacokinetics(parameter="half_life_h")["unit"]) == {"h"}
    assert set(evidence.side_effects(effect="dry mouth")["drug"]) >= {"atomoxetine", "reboxetine"}
    assert set(evidence.transmitters("serotonin", "receptor")["attribute"]) == {"receptor"}
    assert evidence.side_effects("cocaine").empty  # known, but no row


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda: evidence.affinities("Cymbalta"), "(Cymbalta is a brand of duloxetine)"),
        (lambda: evidence.occupancy("Cymbalta"), "(Cymbalta is a brand of duloxetine)"),
        (lambda: evidence.drug_facts("strattera"), "(strattera is a brand of atomoxetine)"),
        (lambda: evidence.side_effects("Effexor XR"), "(Effexor XR is a brand of venlafaxine)"),
        (lambda: evidence.pharmacokinetics("Vivitrol"), "(Vivitrol is a brand of naltrexone)"),
        (lambda: evidence.affinities("noradrenaline"), "is another name of norepinephrine)"),
        (lambda: evidence.transmitters("noradrenaline"), "is another name of norepinephrine)"),
        (lambda: evidence.transmitters("5-HT"), "(5-HT is another name of serotonin)"),
        (lambda: evidence.affinities("duloxetin"), "(the nearest: duloxetine"),
        (lambda: evidence.affinities(target="sert"), "(the nearest: SERT"),
        (lambda: evidence.spread("duloxetine", "nett"), "(the nearest: NET"),
        (lambda: evidence.pharmacokinetics(parameter="half_life"), "half_life_h"),
        (lambda: evidence.norepinephrine_levels("stand"), "standing"),
        (lambda: evidence.side_effects(effect="dry mouht"), "(the nearest: dry mouth"),
        (lambda: evidence.claims(lesson="opera"), "; choose from classes, clinic, clocks"),
    ],
)
def test_another_name_is_answered_with_the_generic_one(ask, said):
    with pytest.raises(ValueError) as caught:
        ask()
    assert said in str(caught.value) and str(caught.value).endswith(".")
    assert not isinstance(caught.value, evidence.LedgerError)


@pytest.mark.parametrize(
    ("key", "said", "address"),
    [
        ("pdsp2020", "PDSP Ki Database 2020, ", "https://doi.org/10.1177/107385840000600408"),
        (
            "strattera-label",
            "Strattera label, US Food and Drug Administration, label 309de576-",
            "https://dailymed.nlm.nih.gov/dailymed/drugInfo.cfm?setid=309de576-",
        ),
        (
            "revia-label",
            "ReVia label, US Food and Drug Administration, label: ReVia US label",
            "https://dailymed.nlm.nih.gov/dailymed/search.cfm?query=ReVia",
        ),
        ("pmid4084169", "Aviation, Space, and Environmental Medicine 1985, PMID", "https://pubmed"),
    ],
)
def test_labels_and_databases_can_be_cited(key, said, address):
    assert evidence.cite(key).startswith(said)
    assert evidence.link(key).startswith(address)


def test_rows_of_every_table_can_be_cited():
    row = evidence.affinities("bupropion", "NET").iloc[-1]
    assert evidence.cite(row) and evidence.link(row)
    quoted = evidence.affinities().set_index("id").loc["bupropion-net-tatsumi1997-1"]
    assert evidence.cite(quoted).startswith("Tatsumi et al. 1997, European Journal")
    assert "quoted in " in evidence.cite(quoted)


def test_rows_of_two_tables_are_counted_through():
    assert evidence.affinities(share_alike=True).index.is_unique
