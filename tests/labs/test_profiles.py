"""Labs of lesson 5: affinities, letters by level, metabolites, tricyclics."""

import numpy as np
import pytest

from kit import evidence, labs
from kit.labs import letters, profiles, tricyclics


def at(lab, **values):
    """The numbers of a lab's drawing in a state."""
    return lab.drawing(**values).numbers


def test_profiles_use_the_named_paper_and_keep_every_laboratory():
    known = profiles.profiles(("sertraline", "nortriptyline"))
    assert known["sertraline"]["DAT"].value == 25 and "H1" not in known["sertraline"]
    assert sorted(known["nortriptyline"]["NET"].values) == [1.49, 1.8, 4.37, 8.3, 21]
    assert known["nortriptyline"]["H1"].value == pytest.approx(8.4)
    for drug, one in known.items():
        for target, found in one.items():
            spread = evidence.spread(drug, target)
            assert (found.values.min(), found.values.max()) == spread[:2]


def test_bounds_and_uptake_are_never_drawn_as_affinities():
    for drug, one in profiles.profiles().items():
        for target, found in one.items():
            rows = evidence.affinities(drug, target)
            bad = rows[(rows["qualifier"] != "=") | (rows["assay"] == "uptake")]["value_nM"]
            good = evidence.countable(rows)["value_nM"]
            assert not set(found.values) & (set(bad) - set(good))


def test_the_level_that_fills_80_percent_of_sert_fills_4_percent_of_dat_by_sertraline():
    numbers = at(labs.fingerprint(), drug="sertraline", level=4 * 0.29)
    assert numbers["SERT"].item() == pytest.approx(80)
    assert numbers["DAT"].item() == pytest.approx(4.43, abs=0.01)


@pytest.mark.parametrize(
    ("drug", "sert", "net"),
    [("amitriptyline", 4.3, 33), ("nortriptyline", 18, 94), ("venlafaxine", 8.9, 3)],
)
def test_the_second_letter_depends_on_the_level(drug, sert, net):
    numbers = at(labs.letters_by_level(), drug=drug, level=4 * sert)
    assert numbers["SERT"] == pytest.approx(80)
    assert numbers["NET"] == pytest.approx(net, abs=0.6)


def test_the_class_changes_where_the_second_target_is_half_full():
    lab = labs.letters_by_level()
    lab.set(drug="duloxetine", level=7.5)
    assert "it is: SERT and NET blocker" in lab.words()
    lab.set(level=7.4)
    assert "it is: SERT blocker" in lab.words()


def test_a_metabolite_shifts_the_mix_from_parent_to_child():
    lab = labs.parent_and_metabolite()
    for parent, (child, _) in letters.PAIRS.items():
        known = profiles.profiles((parent, child))
        level = 4 * known[parent]["SERT"].value
        for share, drug in ((0, parent), (100, child)):
            numbers = at(lab, pair=parent, share=share)
            for target in ("SERT", "NET"):
                alone = 100 * level / (level + known[drug][target].value)
                assert numbers[target] == pytest.approx(alone)


def test_first_rungs_of_the_ladder():
    known = profiles.profiles(tricyclics.DRUGS)
    first = {drug: min(one, key=lambda t, one=one: one[t].value) for drug, one in known.items()}
    assert first == {
        "doxepin": "H1",
        "amitriptyline": "H1",
        "nortriptyline": "NET",
        "desipramine": "NET",
    }
    for drug in ("doxepin", "amitriptyline"):  # in every laboratory
        one = known[drug]
        others = [one[t].values.min() for t in one if t != "H1"]
        assert one["H1"].values.max() < min(others)
    one = known["nortriptyline"]  # not in every laboratory
    assert one["NET"].values.max() > one["H1"].values.min()


def test_two_scalings_of_nortriptyline():
    known = tricyclics.nortriptyline_numbers()
    assert known["range"] == (50, 139)
    free = tricyclics.by_free_level(np.array([50, 139]), "NET", known)
    scan = tricyclics.by_scan(np.array([50, 139]), "NET", known)
    np.testing.assert_allclose(free, [83.9, 93.5], atol=0.1)
    np.testing.assert_allclose(scan, [38.5, 63.5], atol=0.1)
    for target in tricyclics.OFF_TARGETS:  # both ways give one half at their own level
        half = known["ec50"] * known["kd"][target] / known["kd"]["NET"]
        assert tricyclics.by_scan(half, target, known) == pytest.approx(50)
        half = known["kd"][target] * known["mass"] / 1000 / known["free"]
        assert tricyclics.by_free_level(half, target, known) == pytest.approx(50)


def test_selectivity_counts_powers_of_ten():
    found = {case["drug"]: case["log"] for case in labs.selectivity_cases()}
    assert found["Citalopram"] == pytest.approx(3.545, abs=0.001)
    assert found["Reboxetine"] == pytest.approx(-2.069, abs=0.001)
    assert profiles.selectivity(1, 1) == 0
