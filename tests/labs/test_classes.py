"""The labs on class names against the ledger, and by hand."""

import csv
import shutil

import numpy as np
import pytest

from kit import evidence, labs
from kit.labs.classes import five_places, side_effects, uses_tiles
from kit.labs.classes.parent_and_metabolite import pairs_of
from kit.labs.classes.shared import fingerprints_of
from kit.science.receptors import hill_langmuir
from tests.labs.common import numbers

KNOWN = fingerprints_of()


def test_the_widest_paper_is_used_and_every_laboratory_kept():
    assert KNOWN["sertraline"]["DAT"].value == 25 and "H1" not in KNOWN["sertraline"]
    assert KNOWN["venlafaxine"]["NET"].value == 1060  # another paper has 2,480
    assert sorted(KNOWN["nortriptyline"]["NET"].values) == [1.49, 1.8, 4.37, 8.3, 21]
    assert KNOWN["nortriptyline"]["H1"].value == pytest.approx(8.4)  # the middle one
    for drug, one in KNOWN.items():
        for target, held in one.items():
            rows = evidence.countable(evidence.affinities(drug, target))["value_nM"]
            assert sorted(held.values) == sorted(rows)
            assert rows.min() <= held.value * 1.0000001 <= rows.max() * 1.000001


def test_bounds_and_uptake_are_never_drawn_as_affinities():
    assert "SERT" not in KNOWN["mirtazapine"]  # more than 100,000 nM: a bound
    for drug, one in KNOWN.items():
        for target, held in one.items():
            rows = evidence.affinities(drug, target)
            bad = rows[(rows["qualifier"] != "=") | (rows["assay"] == "uptake")]["value_nM"]
            good = evidence.countable(rows)["value_nM"]
            assert not set(held.values) & (set(bad) - set(good))


@pytest.mark.parametrize(
    ("drug", "net", "dat"),
    [
        ("venlafaxine", 3, 0),
        ("amitriptyline", 33, 1),
        ("nortriptyline", 94, 6),
        ("sertraline", 0, 4),
    ],
)
def test_the_second_letter_depends_on_the_level(drug, net, dat):
    found = numbers(labs.fingerprint(), drug=drug, level=4 * KNOWN[drug]["SERT"].value)
    assert found["SERT"] == pytest.approx(80)
    assert (round(found["NET"]), round(found["DAT"])) == (net, dat)


def test_of_the_six_only_one_has_both_answers_of_the_question():
    six = {drug: KNOWN[drug] for drug in labs_six()}
    tightest = {pump: min(six, key=lambda d: six[d][pump].value) for pump in ("NET", "DAT")}
    assert tightest == {"NET": "desipramine", "DAT": "sertraline"}
    first = min(KNOWN["bupropion"].items(), key=lambda pair: pair[1].value)
    assert first[0] == "DAT" and first[1].value > 500


def labs_six():
    """The six drugs, as the lab's words name them."""
    lab, found = labs.fingerprints(), []
    for number in range(1, 7):
        lab.set(number=number, names="shown")
        found.append(lab.words().split(", ")[1])
    return found


def test_names_stay_hidden_until_they_are_asked_for():
    lab = labs.fingerprints()
    for number in range(1, 7):
        lab.set(number=number)
        assert not any(drug in f"{lab.words()} {lab.table()}" for drug in labs_six())


def test_all_laboratories_are_shown_on_demand():
    lab = labs.fingerprints()
    assert lab.drawing(number=4).series["all DAT"].array("y").size == 0
    shown = lab.drawing(number=4, laboratories="all").series["all DAT"]
    mine = shown.array("y")[shown.array("x") == 4]
    np.testing.assert_array_equal(mine, KNOWN["bupropion"]["DAT"].values)


def test_a_metabolite_shifts_the_mix_from_parent_to_child():
    lab = labs.parent_and_metabolite()
    assert pairs_of()["amitriptyline"] == "nortriptyline"
    for parent, child in pairs_of().items():
        level = 4 * KNOWN[parent]["SERT"].value
        for share, drug in ((0, parent), (100, child)):
            found = numbers(lab, pair=parent, share=share)
            for target in ("SERT", "NET"):
                alone = 100 * hill_langmuir(level, KNOWN[drug][target].value)
                assert found[target] == pytest.approx(alone)


def test_side_effects_are_the_ledgers_rows():
    lab = labs.side_effects()
    known = side_effects.compared()
    effects = side_effects.shared_effects(known)
    assert {"atomoxetine", "reboxetine"} <= set(known) and effects[0] == "dry mouth"
    for drug in known:
        rows = evidence.side_effects(drug).drop_duplicates("effect").set_index("effect")
        drawn = lab.drawing(drug=drug).series
        for place, effect in enumerate(effects):
            assert drawn["drug"].array("x")[place] == rows.loc[effect, "drug_percent"]
            assert drawn["placebo"].array("x")[place] == rows.loc[effect, "placebo_percent"]


def test_the_five_places_go_where_pharmacology_says():
    lab = labs.five_places()
    assert lab.words() == "No drug acts. Transmitter: all as before."
    for pressed, more in (
        ({"pump": "blocked"}, {"gap": 1, "read": 1}),
        ({"pump": "backwards"}, {"gap": 1, "store": -1}),
        ({"inside": "MAO"}, {"gap": 1, "store": 1, "broken": -1}),
        ({"inside": "loader"}, {"gap": -1, "store": -1, "read": -1}),
        ({"receptors": "brake"}, {"gap": 1, "read": 1}),
        ({"receptors": "blocked"}, {"gap": 0, "read": -1}),
        ({"pump": "blocked", "inside": "loader"}, {"gap": -1}),  # bags that stay unfilled
    ):
        found = numbers(lab, **pressed)
        assert {key: np.sign(found[key]) for key in more} == more, pressed


@pytest.mark.parametrize("pump", ["blocked", "backwards"])
def test_pump_and_enzyme_together_are_more_than_either_and_never_without_the_warning(pump):
    lab = labs.five_places()
    both = numbers(lab, pump=pump, inside="MAO")["gap"]
    assert both == max(five_places.STEPS)
    assert both > numbers(lab, inside="MAO")["gap"]
    lab.set(pump=pump, inside="MAO")
    assert "must never meet" in lab.words()
    lab.set(inside="working")
    assert "must never meet" not in lab.words()


def test_a_mark_says_what_its_row_says_and_no_more():
    rows = evidence.uses()
    assert [(row[0], row[2]) for row in uses_tiles.uses_of()] == [
        (row["drug"], {"approved": "■", "explored": "✖"}[row["standing"]])
        for _, row in rows.sort_values("drug", kind="stable").iterrows()
    ]
    tiles = {tile[0]: " ".join(tile[1:]) for tile in uses_tiles.tiles_of()[1]}
    names = evidence.conditions().set_index("id")["name"]
    for _, row in rows.iterrows():
        assert row["drug"] in tiles[names[row["condition"]]]
    assert "✖ esreboxetine" in tiles["fibromyalgia"] and "■ atomoxetine" in tiles["ADHD"]
    said = labs.uses_tiles()._repr_html_()
    assert "works" not in said and "helps everybody" in said


def test_every_caution_stands_with_the_label_it_was_read_in():
    told = {(row[0], row[2]): row for row in uses_tiles.cautions_of()}
    for _, row in evidence.cautions().iterrows():
        assert told[row["drug"], row["caution"]][-1] == evidence.cite(row)
    assert (
        told["fluoxetine", evidence.cautions("fluoxetine", "mao-inhibitors")["caution"].iloc[0]][3]
        == "14 days after one, 35 days before one"
    )
    assert any("QT" in caution for drug, caution in told if drug == "citalopram")


@pytest.fixture
def invented(tmp_path, monkeypatch):
    """A copy of the ledger with three more rows: an invented drug, its class and two affinities."""
    folder = tmp_path / "data"
    shutil.copytree(evidence.DATA_FOLDER, folder)
    for table, columns, values in (
        ("affinities", {}, {"target": "SERT", "value_nM": "2"}),
        ("affinities", {}, {"target": "NET", "value_nM": "8"}),
        ("drugs", {"drug_class": "SNRI", "class_source": "tatsumi1997"}, {}),
    ):
        with (folder / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        like = next(row for row in rows if row.get("source", "tatsumi1997") == "tatsumi1997")
        if table == "drugs":
            like = dict.fromkeys(rows[0], "") | {"status": "confirmed", "note": "invented"}
        new = like | columns | values | {"drug": "xyline"}
        if table == "affinities":
            new |= {"id": f"xyline-{values['target'].lower()}", "qualifier": "="}
        with (folder / f"{table}.csv").open("a", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, rows[0]).writerow(new)
    monkeypatch.setattr(evidence, "DATA_FOLDER", folder)
    evidence.reload()
    yield
    monkeypatch.undo()
    evidence.reload()


def test_a_drug_appears_by_adding_rows_alone(invented):
    lab = labs.fingerprint()
    lab.set(drug="xyline", level=8)
    found = numbers(lab, drug="xyline", level=8)
    assert [found[pump] for pump in ("SERT", "NET", "DAT") if pump in found] == pytest.approx(
        [80, 50]
    )
    assert "xyline (SNRI) fill: SERT 80 %, NET 50 %." in lab.words()
