"""What holds in every row of the ledger, and the mistakes that its sources invite."""

import re

import pandas as pd
import pytest

from kit import evidence
from kit.evidence import read
from kit.lesson import items
from tests import files
from tests.data.common import SCHEMAS

AFFINITIES = evidence.affinities(share_alike=True)
TRIALS = ("trials", "naltrexone_trials")
TABLES = {
    "affinities": AFFINITIES,
    "both trials": pd.concat([read.table(name) for name in TRIALS], ignore_index=True),
}

# Table, the rows that a rule is about (all if empty), and what must hold in each of them.
RULES = [(row["table"], row["rows"], row["holds"]) for row in files.read("tests/data/rules.csv")]


@pytest.mark.parametrize(("name", "where", "holds"), RULES)
def test_a_rule_holds_in_every_row(name, where, holds):
    rows = TABLES[name] if name in TABLES else read.table(name)
    rows = rows.query(where, engine="python") if where else rows
    assert len(rows)
    fails = ~rows.eval(holds, engine="python").astype("boolean").fillna(True)
    assert rows[fails].empty, rows[fails].to_string()


# Affinities


def countable(drug, target, share_alike=False):
    """What laboratories measured that can be compared, nM."""
    return evidence.countable(evidence.affinities(drug, target, share_alike))["value_nM"]


def test_only_human_transporters_and_receptors_count():
    for drug, target in (("naltrexone", "DOR"), ("naltrexone", "MOR"), ("morphine", "MOR")):
        human = evidence.affinities(drug, target)
        human = human[human["species"].isin(["human", "human as coded"])]
        assert len(countable(drug, target)) <= len(human)


def test_laboratories_disagree_nine_fold_in_the_median_and_bounds_do_not_count():
    counted = evidence.countable(AFFINITIES)
    assert set(counted["qualifier"]) == {"="}
    many = counted.groupby(["drug", "target"])["value_nM"].agg(["count", "min", "max"])
    many = many[many["count"] >= 3]
    ratios = many["max"] / many["min"]
    assert 60 < len(ratios) < 120 and 6 < ratios.median() < 12


@pytest.mark.parametrize(
    ("drug", "target", "alike", "ratio"),
    [
        ("fluoxetine", "SERT", False, 98 / 0.81),
        ("morphine", "KOR", False, 290),
        ("naloxone", "KOR", False, 245),
        ("amitriptyline", "SERT", True, 50),
        ("imipramine", "SERT", True, 136),
    ],
)
def test_the_spread_of_laboratories_is_the_ratio_of_their_extremes(drug, target, alike, ratio):
    counted = countable(drug, target, alike)
    assert round(counted.max() / counted.min()) == round(ratio)


def test_where_only_bounds_are_known_nothing_is_counted():
    assert len(evidence.affinities("milnacipran", "DAT")) and countable("milnacipran", "DAT").empty


def test_misspelt_names_of_the_databases_are_not_drugs_of_their_own():
    names = {"CHLORIMIPRAMINE", "TOMOXETINE", "DOXEPINE", "NORTRYPTYLINE", "PROPTRIPTYLINE"}
    assert not names & set(AFFINITIES["drug"].str.upper())
    tatsumi = AFFINITIES[AFFINITIES["source"] == "tatsumi1997"]
    assert not tatsumi.duplicated(["drug", "target"]).any()


def test_enantiomers_and_metabolites_keep_apart():
    form = dict(zip(AFFINITIES["drug"], AFFINITIES["form"]))
    racemates = "citalopram fluoxetine venlafaxine bupropion methadone milnacipran reboxetine"
    assert all("racemate" in form[drug] for drug in racemates.split())
    assert form["escitalopram"].startswith("S ") and form["duloxetine"].startswith("S ")
    assert "inactive" in form["plus-naloxone"] and "metabolite" in form["6beta-naltrexol"]
    assert {36, 67} <= set(evidence.affinities("r-citalopram", "SERT")["value_nM"])
    # the rows that PDSP calls S-duloxetine
    assert not {51, 110} & set(evidence.affinities("duloxetine")["value_nM"])
    assert countable("naloxone", "MOR").max() < 100


def test_targets_without_a_subtype_keep_apart():
    targets = {"alpha1", "alpha1A", "alpha2", "alpha2A", "M", "M1", "5-HT2", "5-HT2A"}
    assert targets <= set(AFFINITIES["target"])


def test_share_alike_rows_come_only_when_asked_for():
    ours, whole = (evidence.affinities("citalopram", share_alike=alike) for alike in (False, True))
    assert len(whole) > len(ours) and AFFINITIES.index.is_unique
    alone, alike = (countable("amitriptyline", "SERT", *more) for more in ((), (True,)))
    assert len(alone) < len(alike)
    assert not {"harding2022", "avram2021"} & set(evidence.affinities()["source"])


# What the body does to the drug


def test_bound_and_free_add_up_where_one_was_computed():
    rows = evidence.pharmacokinetics().query("parameter == 'fraction_unbound'")
    free = rows[rows["source"] == "lombardo2018"].set_index("drug")["typical"]
    bound = evidence.pharmacokinetics(parameter="protein_binding_percent")
    bound = bound[bound["status"] == "computed"].set_index("drug")["typical"]
    assert len(bound) > 20 and (bound + 100 * free[bound.index] - 100).abs().max() < 0.06


WEIGHTS = {"C": 12.011, "H": 1.008, "N": 14.007, "O": 15.999, "F": 18.998, "Cl": 35.45, "S": 32.06}


def test_molar_masses_are_of_the_free_base():
    for row in evidence.pharmacokinetics().query("source == 'prohaska2022'").itertuples():
        formula, _, rest = row.note.partition(",")
        atoms = re.findall(r"([A-Z][a-z]?)(\d*)", formula)
        mass = sum(WEIGHTS[atom] * int(count or 1) for atom, count in atoms)
        assert abs(mass - row.typical) < 0.02 and "HCl" not in formula, row.id
        assert "free base" in rest and row.status == "computed", row.id


# Norepinephrine and side effects


def test_norepinephrine_is_not_converted_with_the_mass_of_epinephrine():
    rows = evidence.norepinephrine_levels("infusion").query("source == 'clinsci1988'")
    for row in rows.itertuples():  # the one source that prints nmol/L
        printed = map(float, re.findall(r"\d+\.\d+", row.printed_as))
        for shown, kept in zip(printed, (row.level_pg_per_ml, row.spread_pg_per_ml), strict=True):
            assert abs(169.18 * shown - kept) < 0.06  # g/mol; epinephrine is 183.20


def test_levels_are_as_printed():
    for row in evidence.norepinephrine_levels().itertuples():
        if row.printed_as.endswith(" pg/mL"):
            kept = [row.level_pg_per_ml, row.low_pg_per_ml, row.high_pg_per_ml]
            kept = [number for number in (*kept, row.spread_pg_per_ml) if number == number]
            assert [float(text) for text in re.findall(r"[\d.]+", row.printed_as)] == kept, row.id


def test_two_laboratories_that_disagree_are_both_there():
    assert (evidence.norepinephrine_levels("supine")["measure"] == "reference range").sum() == 2


def test_what_drugs_do_to_histamine_and_dopamine_is_not_turned_round():
    histamine = evidence.transmitters("histamine").iloc[0]
    assert "block H1" in histamine["statement"]
    assert "do not raise histamine" in histamine["note"]
    dopamine = evidence.transmitters("dopamine", "drug effect")
    assert set(dopamine["species"]) == {"rat"}
    for part in ("prefrontal", "does not raise it in striatum"):
        assert dopamine["statement"].str.contains(part).any()


# Uses and cautions

TEXT_DRUGS = """atomoxetine bupropion desipramine desvenlafaxine duloxetine fluoxetine naltrexone
nortriptyline paroxetine reboxetine sertraline venlafaxine"""
TEXT_BRANDS = {"Cymbalta", "Effexor", "Paxil", "Pristiq", "Strattera", "Wellbutrin"}
BLOCKERS = ["SSRI", "SNRI", "NRI", "NDRI", "TCA"]


def test_every_drug_brand_and_condition_of_the_texts_can_be_looked_up():
    facts, conditions = evidence.drug_facts(), evidence.conditions()
    assert set(facts["brand_names"].str.split("; ").explode()) >= TEXT_BRANDS
    both = set(evidence.uses()["drug"]) & set(evidence.cautions()["drug"])
    assert both >= set(TEXT_DRUGS.split())
    assert (conditions["in_texts"] == "yes").sum() == 10
    assert set(evidence.uses()["condition"]) == set(conditions["id"])


def test_every_blocker_is_cautioned_about_mao_inhibitors_and_suicidality():
    facts = evidence.drug_facts()
    blockers = set(facts[facts["drug_class"].isin(BLOCKERS)]["drug"])
    approved = evidence.uses().query("standing == 'approved'")
    used = blockers & set(approved["drug"])
    assert len(used) >= 18 and used <= set(evidence.cautions(topic="mao-inhibitors")["drug"])
    antidepressants = set(approved[approved["condition"] == "depression"]["drug"])
    drugs = set(evidence.cautions()["drug"]) & (blockers | antidepressants)
    drugs |= {"fluvoxamine", "maprotiline", "phenelzine"}  # without a use of their own here
    assert drugs <= set(evidence.cautions(topic="suicidality")["drug"])


def test_every_caution_was_read_in_a_label():
    sources = evidence.sources().set_index("key")
    assert set(sources.loc[evidence.cautions()["source"], "kind"]) == {"label"}


# Trials, claims and misconceptions


def test_the_two_tables_of_trials_have_the_same_columns_and_share_no_row():
    one, other = ([field["name"] for field in SCHEMAS[name]["fields"]] for name in TRIALS)
    assert one == other and TABLES["both trials"]["id"].is_unique


def test_the_published_effect_is_above_the_registered_one():
    rows = TABLES["both trials"].set_index("id")
    turner = rows.query("source == 'turner2008' & comparator == 'placebo'")
    for drug in set(turner["drug"]):
        name = "all" if drug == "antidepressants" else drug
        fda, journals = rows.loc[f"turner2008-{name}-fda"], rows.loc[f"turner2008-{name}-journals"]
        assert fda["estimate"] < journals["estimate"]
        assert "regulator" in fda["outcome"] and "journals" in journals["outcome"]


def test_a_number_needed_to_treat_belongs_to_its_outcome():
    rows = TABLES["both trials"].query("source == 'jonas2014' & measure == 'NNT' & estimate == 12")
    told = {("naltrexone", "drinking_heavy"), ("acamprosate", "drinking_any")}
    assert set(zip(rows["drug"], rows["topic"])) == told
    assert rows["note"].str.contains("any drinking").all()


def test_numbers_that_a_copy_garbles_are_not_there():
    rows = TABLES["both trials"]
    assert (
        not rows["estimate"].isin([5.58, 540, 510]).any()
    )  # a drop-out ratio; ranges without dash
    text = rows.to_csv() + read.table("claims").to_csv()
    assert not re.search(r"simulat|\blava\b|SIDER|4083|WebMD|Iskedjian", text)
    assert not re.search(r"https?:|www\.|PMC\d", text)


def test_claims_and_misconceptions_stand_in_order_and_belong_to_a_lesson():
    claims, ideas = read.table("claims"), read.table("misconceptions")
    assert claims["id"].is_monotonic_increasing and claims["lesson"].isin(items.shelf()).all()
    assert claims["misconception"].isin(["", *ideas["id"]]).all()
    assert list(claims.query("kind == 'question'")["id"]) == ["claim-40"]
    assert list(claims.query("kind == 'omission'")["id"]) == ["claim-55", "claim-56"]
    numbers = ideas["id"].str.removeprefix("X").astype(int)
    assert numbers.is_monotonic_increasing and set(numbers) >= set(range(1, 31))


@pytest.mark.parametrize("name", ["claims", "misconceptions"])
def test_a_number_has_a_source(name):
    for row in read.rows(name):
        said = row.get("evidence") or row["what_is_so"]
        digits = re.search(r"\d", re.sub(r"H1|MAO-A|NET -182|claim \d+", "", said))
        assert not digits or row["sources"] or row.get("status") == "computed", row["id"]


def test_words_are_kind():
    unkind = r"addict\b|\babuse|alcoholic|sufferer|\bclean\b|\bdirty\b|failed the|committed suicide"
    for name in (*TRIALS, "claims", "misconceptions"):
        assert not re.search(unkind, read.table(name).to_csv(), re.IGNORECASE), name
