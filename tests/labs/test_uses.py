"""Labs of lesson 5: uses rest on labels and trials, side effects on the ledger's rows."""

import pytest

from kit import evidence, labs
from kit.labs import uses

CLASS = evidence.drug_facts().set_index("drug")["drug_class"]
NAMES = evidence.conditions().set_index("name")["id"]


@pytest.mark.parametrize("tile", uses.TILES, ids=lambda tile: f"{tile[0]} {tile[1]}")
def test_a_tile_says_what_its_source_says(tile):
    condition, kind, level, drug, source = tile
    assert condition in uses.CONDITIONS and kind in uses.CLASSES and level in uses.LEVELS
    evidence.cite(source)
    if level != uses.EXPLORED:
        rows = evidence.uses(drug, NAMES[condition])
        assert source in set(rows["source"]) and CLASS[drug] == kind
    if level == uses.BOTH:
        trials = evidence.trials()
        against = trials["comparator"].eq("placebo") & trials["drug"].isin([drug, "several"])
        topics = {"ADHD": "adhd", "depression": "response"}
        assert topics.get(condition, "pain") in set(trials[against]["topic"])
    if level == uses.EXPLORED:
        rows = evidence.trials(source=source)
        drugs = {"noradrenergic drugs": "noradrenergic-drugs"}
        assert drugs.get(drug, drug) in set(rows["drug"])


def test_every_condition_has_a_tile_and_the_two_dementias_only_tries():
    assert {tile[0] for tile in uses.TILES} == set(uses.CONDITIONS)
    levels = {tile[0]: set() for tile in uses.TILES}
    for condition, _, level, _, _ in uses.TILES:
        levels[condition].add(level)
    tried = [condition for condition, found in levels.items() if found == {uses.EXPLORED}]
    assert tried == ["Alzheimer's disease", "Parkinson's disease"]


def test_a_use_never_stands_without_a_warning_or_a_trial():
    lab = labs.uses_tiles()
    for place in range(1, len(uses.CONDITIONS) + 1):
        lab.set(condition=place)
        assert "Warnings for" in lab.words() or "In trials" in lab.words()
        assert "works" not in lab.words()


def test_side_effects_are_the_ledgers_rows():
    lab = labs.side_effects()
    assert "20 of 100 people on atomoxetine, 5 of 100 on placebo" in lab.words()
    for drug in uses.COMPARED:
        rows = evidence.side_effects(drug).set_index("effect")
        drawn = lab.drawing(drug=drug, effect=1).series
        for place, effect in enumerate(uses.EFFECTS):
            assert drawn["drug"].x[place] == rows.loc[effect, "drug_percent"]
            assert drawn["placebo"].x[place] == rows.loc[effect, "placebo_percent"]
