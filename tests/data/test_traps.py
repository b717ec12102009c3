"""The traps of the evidence: each one that the sources set is marked in the data or kept out."""

import re
from functools import cache

import pytest

from kit import evidence

AFFINITIES = evidence.affinities(share_alike=True)
KINETICS = evidence.pharmacokinetics().set_index("id")


def affinity(drug, target, value):
    """The rows of a drug and target with that value."""
    rows = AFFINITIES[(AFFINITIES["drug"] == drug) & (AFFINITIES["target"] == target)]
    found = rows[(rows["value_nM"] / value - 1).abs() < 1e-6]
    assert not found.empty, (drug, target, value)
    return found


# Affinities


@pytest.mark.parametrize(
    ("drug", "target", "value", "parameter", "assay"),
    [
        ("desvenlafaxine", "SERT", 47.3, "IC50", "uptake"),
        ("desvenlafaxine", "NET", 531.3, "IC50", "uptake"),
        ("desvenlafaxine", "SERT", 40.2, "Ki", "binding"),
        ("milnacipran", "SERT", 151, "Ki", "uptake"),
        ("milnacipran", "NET", 68, "Ki", "uptake"),
        ("duloxetine", "SERT", 3.7, "Ki", "uptake"),
        ("duloxetine", "NET", 20, "Ki", "uptake"),
        ("amitriptyline", "M1", 11, "Ki", "function"),
        ("bupropion", "NET", 1900, "IC50", "uptake"),
    ],
)
def test_what_is_not_binding_says_so(drug, target, value, parameter, assay):
    assert {(row.parameter, row.assay) for row in affinity(drug, target, value).itertuples()} >= {
        (parameter, assay)
    }


@pytest.mark.parametrize(
    ("drug", "target", "value", "species"),
    [
        ("naltrexone", "DOR", 149, "mouse"),
        ("fentanyl", "MOR", 0.39, "rat"),
        ("morphine", "MOR", 14, "rat"),
        ("naltrexone", "MOR", 1, "rodent, probably"),
    ],
)
def test_rodent_clones_are_not_called_human(drug, target, value, species):
    assert set(affinity(drug, target, value)["species"]) == {species}
    spread = evidence.spread(drug, target)
    human = evidence.affinities(drug, target)
    human = human[human["species"].isin(["human", "human as coded"])]
    assert spread.count <= len(human)


def test_ten_thousand_is_a_ceiling_and_never_a_number():
    pdsp = AFFINITIES[AFFINITIES["source"] == "pdsp2020"]
    ceiling = pdsp[pdsp["value_nM"] == 10000]
    assert len(ceiling) > 100 and set(ceiling["qualifier"]) == {">"}
    assert not (pdsp["value_nM"][pdsp["qualifier"] == "="] == 10000).any()
    assert set(pdsp["value_nM"][pdsp["qualifier"] == "?"]) <= {1000, 5000}
    for drug, target, value in (
        ("bupropion", "NET", 52000),
        ("citalopram", "DAT", 28100),
        ("doxepin", "DAT", 12100),
    ):
        assert set(affinity(drug, target, value)["qualifier"]) == {"="}
    assert set(affinity("mirtazapine", "SERT", 100000)["qualifier"]) == {">"}


@cache
def spreads():
    """The spread of every drug and target of which there is a row."""
    pairs = AFFINITIES[["drug", "target"]].drop_duplicates().itertuples(index=False)
    return {tuple(pair): evidence.spread(*pair, share_alike=True) for pair in pairs}


@pytest.mark.slow
def test_bounds_never_enter_a_spread():
    for (drug, target), spread in spreads().items():
        rows = AFFINITIES[(AFFINITIES["drug"] == drug) & (AFFINITIES["target"] == target)]
        numbers = rows["value_nM"][rows["qualifier"] == "="]
        assert spread.count <= len(numbers)
        if spread.count:
            assert spread.lowest_nM in set(numbers) and spread.highest_nM in set(numbers)
            assert spread.ratio == spread.highest_nM / spread.lowest_nM >= 1


def test_spread_of_the_laboratories():
    spread = evidence.spread("fluoxetine", "SERT")
    assert (spread.lowest_nM, spread.highest_nM) == (0.81, 98) and round(spread.ratio) == 121
    assert round(evidence.spread("morphine", "KOR").ratio) == 290
    assert round(evidence.spread("naloxone", "KOR").ratio) == 245
    assert round(evidence.spread("amitriptyline", "SERT", share_alike=True).ratio) == 50
    assert round(evidence.spread("imipramine", "SERT", share_alike=True).ratio) == 136
    nothing = evidence.spread("milnacipran", "DAT")  # only bounds are known
    assert nothing.count == 0 and nothing.ratio != nothing.ratio


@pytest.mark.slow
def test_the_middle_spread_is_about_nine_fold():
    ratios = sorted(spread.ratio for spread in spreads().values() if spread.count >= 3)
    assert 60 < len(ratios) < 120 and 6 < ratios[len(ratios) // 2] < 12


def test_one_measurement_counts_once():
    duplicates = AFFINITIES[AFFINITIES["possible_duplicate"] == "yes"]
    assert len(duplicates) >= 66
    names = {"CHLORIMIPRAMINE", "TOMOXETINE", "DOXEPINE", "NORTRYPTYLINE", "PROPTRIPTYLINE"}
    assert not names & {drug.upper() for drug in AFFINITIES["drug"]}
    tatsumi = AFFINITIES[AFFINITIES["source"] == "tatsumi1997"]
    assert not tatsumi.duplicated(["drug", "target"]).any()
    alike = AFFINITIES[AFFINITIES["source"] == "harding2022"]
    again = alike[alike["primary_pmid"].str.contains(r"\b9537821\b")]
    assert set(again["possible_duplicate"]) == {"yes"}


def test_enantiomers_and_metabolites_keep_apart():
    form = dict(zip(AFFINITIES["drug"], AFFINITIES["form"]))
    racemates = "citalopram fluoxetine venlafaxine bupropion methadone milnacipran reboxetine"
    assert all("racemate" in form[drug] for drug in racemates.split())
    assert form["escitalopram"].startswith("S ") and form["duloxetine"].startswith("S ")
    assert "inactive" in form["plus-naloxone"] and "metabolite" in form["6beta-naltrexol"]
    r_citalopram = evidence.affinities("r-citalopram", "SERT")
    assert {36, 67} <= set(r_citalopram["value_nM"])
    duloxetine = evidence.affinities("duloxetine")["value_nM"]
    assert not {51, 110} & set(duloxetine)  # the rows that PDSP calls S-duloxetine
    assert evidence.spread("naloxone", "MOR").highest_nM < 100


def test_oddities_of_the_guide_are_marked():
    for drug, target, value in (
        ("citalopram", "NET", 1e6),
        ("milnacipran", "NET", 0.79433),
        ("fluoxetine", "SERT", 3.1623),
        ("reboxetine", "NET", 10),
    ):
        row = affinity(drug, target, value)
        row = row[row["source"] == "harding2022"]
        assert set(row["suspect"]) == {"yes"}, drug


def test_targets_without_a_subtype_keep_apart():
    assert {"alpha1", "alpha1A", "alpha2", "alpha2A", "M", "M1", "5-HT2", "5-HT2A"} <= set(
        AFFINITIES["target"]
    )


def test_a_likely_paper_is_not_cited():
    unnamed = AFFINITIES[AFFINITIES["status"] == "database"]
    assert set(unnamed["primary_pmid"]) == {""}
    assert not AFFINITIES["note"].str.contains("likely|memory", case=False).any()


def test_share_alike_rows_come_only_when_asked_for():
    ours, all_rows = (
        evidence.affinities("citalopram"),
        evidence.affinities("citalopram", share_alike=True),
    )
    assert len(all_rows) > len(ours)
    alone, alike = (evidence.spread("amitriptyline", "SERT", *more) for more in ((), (True,)))
    assert alone.count < alike.count
    assert not {"harding2022", "avram2021"} & set(evidence.affinities()["source"])


# What the body does to the drug


def test_naltrexone_and_its_metabolite_have_their_own_half_lives():
    rows = evidence.pharmacokinetics("naltrexone", "half_life_h").set_index("source")
    assert rows.loc["naltrexone-tablets-label", "typical"] == 4
    assert "parent" in rows.loc["naltrexone-tablets-label", "note"]
    assert rows.loc["lombardo2018", "typical"] < 4
    metabolite = evidence.pharmacokinetics("6beta-naltrexol", "half_life_h")
    assert list(metabolite["typical"]) == [13]


def test_plasma_levels_are_total_and_the_free_part_is_its_own_row():
    ranges = evidence.pharmacokinetics(parameter="plasma_range_ng_per_ml")
    assert ranges["note"].str.contains("total, not free").all()
    free = evidence.pharmacokinetics(parameter="fraction_unbound")
    assert free["typical"].between(0, 1).all() and len(free) > 25


def test_bound_and_free_add_up_where_one_was_computed():
    rows = evidence.pharmacokinetics()
    bound = rows[(rows["parameter"] == "protein_binding_percent") & (rows["status"] == "computed")]
    free = rows[(rows["parameter"] == "fraction_unbound") & (rows["source"] == "lombardo2018")]
    free = free.set_index("drug")["typical"]
    assert len(bound) > 20
    for row in bound.itertuples():
        assert abs(row.typical + 100 * free[row.drug] - 100) < 0.06, row.drug


def test_volumes_say_which_kind_they_are():
    per_kg = evidence.pharmacokinetics(parameter="volume_l_per_kg")
    assert per_kg["note"].str.contains("by vein, at steady state").all()
    duloxetine = evidence.pharmacokinetics("duloxetine", "volume_l").iloc[0]
    assert duloxetine["typical"] == 1640 and "V/F" in duloxetine["note"]
    assert evidence.pharmacokinetics("naltrexone", "volume_l")["typical"].iloc[0] == 1350
    assert evidence.pharmacokinetics("naltrexone", "volume_l_per_kg")["typical"].iloc[0] == 7.6


WEIGHTS = {"C": 12.011, "H": 1.008, "N": 14.007, "O": 15.999, "F": 18.998, "Cl": 35.45, "S": 32.06}


@pytest.mark.parametrize("row", list(KINETICS[KINETICS["source"] == "prohaska2022"].itertuples()))
def test_molar_masses_are_of_the_free_base(row):
    formula, _, rest = row.note.partition(",")
    atoms = re.findall(r"([A-Z][a-z]?)(\d*)", formula)
    mass = sum(WEIGHTS[atom] * int(count or 1) for atom, count in atoms)
    assert abs(mass - row.typical) < 0.02 and "free base" in rest and row.status == "computed"
    assert "HCl" not in formula


# Norepinephrine and side effects


def test_norepinephrine_is_not_converted_with_the_mass_of_epinephrine():
    rows = evidence.norepinephrine_levels("infusion")
    rows = rows[rows["source"] == "clinsci1988"]  # the one that prints nmol/L
    for row in rows.itertuples():
        printed, spread = map(float, re.findall(r"\d+\.\d+", row.printed_as))
        for shown, kept in ((printed, row.level_pg_per_ml), (spread, row.spread_pg_per_ml)):
            assert abs(169.18 * shown - kept) < 0.06  # g/mol; epinephrine is 183.20


def test_levels_are_as_printed():
    for row in evidence.norepinephrine_levels().itertuples():
        if row.printed_as.endswith(" pg/mL"):
            numbers = [float(text) for text in re.findall(r"[\d.]+", row.printed_as)]
            kept = [row.level_pg_per_ml, row.low_pg_per_ml, row.high_pg_per_ml]
            kept = [number for number in (*kept, row.spread_pg_per_ml) if number == number]
            assert numbers == kept, row.id


def test_laboratories_and_stress_studies_that_disagree_are_both_there():
    supine = evidence.norepinephrine_levels("supine")
    assert len(supine[supine["measure"] == "reference range"]) == 2
    stress = evidence.norepinephrine_levels("mental stress").set_index("source")
    assert stress.loc["dimsdale1987", "change_percent"] == 83
    assert stress.loc["hypertension1986", "level_pg_per_ml"] == 518


def test_values_without_arms_stay_out():
    rows = evidence.side_effects()
    blind = {"clomipramine", "mirtazapine", "vortioxetine", "escitalopram", "desvenlafaxine"}
    assert not blind & set(rows["drug"])
    sider = rows[rows["note"].str.contains("SIDER")]
    assert set(sider["drug"]) == {"reboxetine", "naltrexone"}


def test_a_placebo_that_was_not_seen_stays_empty():
    rows = evidence.side_effects("naltrexone", "nausea").set_index("source")
    label = rows.loc["naltrexone-tablets-label"]
    assert label["drug_percent"] == 10 and label["placebo_percent"] != label["placebo_percent"]
    assert rows.loc["rosner2010", "difference_points"] == 10


def test_every_side_effect_row_has_a_number():
    rows = evidence.side_effects()
    numbers = ["drug_percent", "drug_high_percent", "difference_points", "drug_change_mmhg"]
    numbers.append("extra_per_1000")
    assert rows[numbers].notna().any(axis=1).all()
    assert (rows["drug_percent"].notna() == (rows["drug_qualifier"] != "")).all()
    assert (rows["placebo_percent"].notna() == (rows["placebo_qualifier"] != "")).all()


def test_histamine_is_blocked_not_raised():
    row = evidence.transmitters("histamine").iloc[0]
    assert "block H1" in row["statement"] and "do not raise histamine" in row["note"]


def test_dopamine_rises_in_prefrontal_cortex_and_not_in_the_striatum():
    rows = evidence.transmitters("dopamine", "drug effect")
    assert set(rows["species"]) == {"rat"}
    assert rows["statement"].str.contains("prefrontal").any()
    assert rows["statement"].str.contains("does not raise it in striatum").any()


# Uses and cautions

TEXT_DRUGS = {  # every drug that the texts name, by its generic name
    "atomoxetine",
    "bupropion",
    "desipramine",
    "desvenlafaxine",
    "duloxetine",
    "fluoxetine",
    "naltrexone",
    "nortriptyline",
    "paroxetine",
    "reboxetine",
    "sertraline",
    "venlafaxine",
}
TEXT_BRANDS = {"Cymbalta", "Effexor", "Paxil", "Pristiq", "Strattera", "Wellbutrin"}


def test_every_drug_brand_and_condition_of_the_texts_can_be_looked_up():
    facts, conditions = evidence.drug_facts(), evidence.conditions()
    assert set(facts["brand_names"].str.split("; ").explode()) >= TEXT_BRANDS
    assert set(evidence.uses()["drug"]) & set(evidence.cautions()["drug"]) >= TEXT_DRUGS
    named = conditions[conditions["in_texts"] == "yes"]["id"]
    assert len(named) == 10 and set(evidence.uses()["condition"]) == set(conditions["id"])


def test_a_use_has_a_place_or_is_only_explored():
    for row in evidence.uses().itertuples():
        assert (row.place == "") or row.standing == "approved", row.id
        assert not row.dose_low_mg > row.dose_high_mg, row.id
        assert row.id.startswith(f"{row.drug}-{row.condition}"), row.id


def test_two_dementias_are_only_explored():
    uses = evidence.uses().set_index("condition")["standing"]
    for condition in ("alzheimers-disease", "parkinsons-disease"):
        assert set(uses.loc[[condition]]) == {"explored"}


def test_waits_stand_beside_mao_inhibitors_only():
    rows = evidence.cautions()
    waits = rows[rows["days_after_mao"].notna() | rows["days_before_mao"].notna()]
    assert set(waits["topic"]) == {"mao-inhibitors"} and set(waits["kind"]) == {"contraindication"}
    fluoxetine = waits.set_index("drug").loc["fluoxetine"]
    assert fluoxetine["days_before_mao"] == waits["days_before_mao"].max() == 35
    assert waits["days_after_mao"].eq(14).all()


BLOCKERS = {"SSRI", "SNRI", "NRI", "NDRI", "TCA"}


def test_every_blocker_with_a_use_has_a_word_on_mao_inhibitors():
    facts = evidence.drug_facts().set_index("drug")
    used = evidence.uses()
    approved = set(used[used["standing"] == "approved"]["drug"])
    blockers = {drug for drug in approved if facts.loc[drug, "drug_class"] in BLOCKERS}
    assert len(blockers) >= 18
    assert blockers <= set(evidence.cautions(topic="mao-inhibitors")["drug"])


def test_no_antidepressant_and_no_blocker_lacks_its_word_on_suicidality():
    facts, uses = evidence.drug_facts().set_index("drug"), evidence.uses()
    lifting = uses[(uses["condition"] == "depression") & (uses["standing"] == "approved")]["drug"]
    drugs = {
        drug
        for drug in evidence.cautions()["drug"]
        if facts.loc[drug, "drug_class"] in BLOCKERS or drug in set(lifting)
    }
    drugs |= {"fluvoxamine", "maprotiline", "phenelzine"}  # without a use of their own here
    assert drugs <= set(evidence.cautions(topic="suicidality")["drug"])


def test_a_caution_was_read_in_a_label_or_at_the_regulator():
    sources = evidence.sources().set_index("key")
    kinds = sources.loc[evidence.cautions()["source"], "kind"]
    assert set(kinds) == {"label"}
