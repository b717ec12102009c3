"""The ledger: whole, sourced, refereed by frictionless, refused in a sentence when damaged."""

import csv
import re
import shutil
import subprocess
import sys
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from kit import evidence
from kit.evidence import read
from tests.data.common import DATA, PACKAGE, SCHEMAS, raw
from tools import check_ledger

ROOT = Path(__file__).resolve().parents[2]

DATA_TABLES = [name for name in SCHEMAS if name != "sources"]


def value(text):
    return float(text) if text else None


@pytest.fixture
def ledger(tmp_path, monkeypatch):
    """A copy of the data folder that the kit reads, to be damaged."""
    folder = shutil.copytree(DATA, tmp_path / "data")
    monkeypatch.setattr(evidence, "DATA_FOLDER", folder)
    evidence.reload()
    yield folder
    monkeypatch.undo()
    evidence.reload()


# The files as they are


@pytest.mark.slow
def test_frictionless_finds_no_fault():
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    assert {task.name for task in report.tasks} == set(SCHEMAS)
    assert all(task.stats["rows"] for task in report.tasks)


def test_every_csv_is_described_and_every_column_explained():
    assert {path.stem for path in DATA.glob("*.csv")} == set(SCHEMAS)
    for name, schema in SCHEMAS.items():
        with open(DATA / f"{name}.csv", encoding="utf-8", newline="") as lines:
            header = next(csv.reader(lines))
        assert [field["name"] for field in schema["fields"]] == header
        for field in schema["fields"]:
            assert field["title"] and field["description"].endswith("."), field["name"]
        assert schema["missingValues"] == [""]


def test_the_readme_explains_every_table():
    words = (DATA / "README.md").read_text(encoding="utf-8")
    assert all(f"{name}.csv" in words for name in SCHEMAS)


@pytest.mark.parametrize("name", SCHEMAS)
def test_files_are_plain_utf8_with_unix_lines(name):
    data = (DATA / f"{name}.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data and data.endswith(b"\n")
    data.decode("utf-8")


def test_every_row_has_a_source_and_every_source_a_row():
    keys, used = {row["key"] for row in raw("sources")}, set()
    for name in DATA_TABLES:
        foreign = SCHEMAS[name].get("foreignKeys", [])
        columns = [k["fields"] for k in foreign if k["reference"]["resource"] == "sources"]
        for row in raw(name):
            named = {row[column] for column in columns} | set(row.get("sources", "").split(";"))
            named -= {""}
            # a claim that nobody checked, or a belief that is wrong by its meaning, names none
            free = row.get("verdict") in {"not checked", "needs qualification", ""}
            free |= row.get("status") in {
                "empty",
                "reasoned",
                "computed",
                "chosen",
                "waiting",
                "words",
            }
            free |= name in {"conditions", "glossary"}  # words, not findings
            assert named or free, (name, row)
            used |= named
    assert used == keys


def test_every_source_can_be_found_by_its_identifier():
    for row in raw("sources"):
        assert row["doi"] or row["pmid"] or row["label_id"], row["key"]
        assert not row["doi"] or re.fullmatch(r"10\.\d{4,9}/\S+", row["doi"])
        assert not row["pmid"] or re.fullmatch(r"[1-9]\d{0,7}", row["pmid"])
        if row["key"].startswith("pmid"):
            assert row["key"] == f"pmid{row['pmid']}"
        else:
            assert row["key"].endswith(row["year"] or ("label", "catalogue", "page")), row["key"]
    for column in ("doi", "pmid", "label_id"):
        given = [row[column].lower() for row in raw("sources") if row[column]]
        assert len(given) == len(set(given))


STATUSES = {
    "affinities": {"confirmed", "database"},
    "affinities_share_alike": {"confirmed", "database"},
    "pharmacokinetics": {"confirmed", "computed"},
    "drugs": {"confirmed", "empty"},
    "trials": {"confirmed", "computed"},
    "misconceptions": {"confirmed", "computed", "reasoned"},
    "clinical_page": {"confirmed", "words"},
    "parameters": {"measured", "quoted", "fitted", "chosen", "waiting"},
    "claims": {None},  # a claim has a verdict in place of a status
    "glossary": {None},  # a word means what we say it means
    "conditions": {None},  # names, not findings
}


@pytest.mark.parametrize("name", DATA_TABLES)
def test_only_what_was_read_or_computed_is_printed(name):
    rows = raw(name)
    assert {row.get("status") for row in rows} <= STATUSES.get(name, {"confirmed"})
    for row in rows:
        empty = row.get("status") == "empty"
        assert not empty or not any(row[key] for key in row if "_source" in key)


def test_rows_from_share_alike_databases_have_a_file_of_their_own():
    licences = {row["key"]: row["licence"] for row in raw("sources")}
    for name in DATA_TABLES:
        alike = {licences[row["source"]] for row in raw(name) if row.get("source")}
        assert (alike == {"CC BY-SA 4.0"}) == name.endswith("_share_alike"), name
        assert name.endswith("_share_alike") or "CC BY-SA 4.0" not in alike, name
    package = {item["name"]: item for item in PACKAGE["resources"]}
    (licence,) = package["affinities_share_alike"]["licenses"]
    assert licence["name"] == "CC-BY-SA-4.0"
    assert "CC BY-SA 4.0" in (DATA / "README.md").read_text(encoding="utf-8")


def test_numbers_in_the_occupancy_table_hang_together():
    for row in raw("occupancy"):
        name = row["id"]
        low, high = value(row["occupancy_low_percent"]), value(row["occupancy_high_percent"])
        middle = value(row["occupancy_percent"])
        assert (low is None) == (high is None) and not (low is None and middle is None), name
        assert low is None or low <= (middle or high) <= high, name
        low, high = value(row["dose_low_mg"]), value(row["dose_high_mg"])
        assert (low is None) == (high is None), name
        assert low is None or (low < high and not row["dose_mg"]), name
        assert not (row["dose_mg"] and row["dose_mg_per_kg"]), name
        low, high = value(row["hours_after_dose_low"]), value(row["hours_after_dose_high"])
        assert (low is None) == (high is None) and (low is None or low <= high), name
        assert bool(row["plasma_ng_per_ml"]) == bool(row["plasma_qualifier"]), name
        assert not (row["n"] and row["study_n"]) or int(row["n"]) <= int(row["study_n"]), name
        assert row["drug"] != "several" or not row["dose_mg"], name
        assert row["quoted_in"] != row["source"], name
        assert row["note"].endswith("."), name


def test_numbers_in_the_other_tables_hang_together():
    for row in raw("dose_response"):
        assert value(row["ci_low"]) < value(row["risk_ratio"]) < value(row["ci_high"]), row["id"]
        assert bool(row["dose_mg"]) != bool(row["dose_mg_fluoxetine_equivalent"]), row["id"]
        assert (row["drug_class"] == "SSRI") == bool(row["dose_mg_fluoxetine_equivalent"])
    for row in raw("occupancy_fits"):
        assert row["ed50_mg"] or row["ed50_mg_per_kg"] or row["ec50_ng_per_ml"], row["id"]


NUMBERS = [
    ("occupancy", "duloxetine-sert-60mg-single-6h", "occupancy_percent", 81.8),
    ("occupancy", "duloxetine-sert-60mg-repeated-78h", "occupancy_percent", 47.1),
    ("occupancy", "paroxetine-sert-20mg-repeated", "occupancy_percent", 83),
    ("occupancy", "paroxetine-sert-20mg-single-4h", "occupancy_percent", 44.6),
    ("occupancy", "several-sert-minimum-dose-repeated", "occupancy_high_percent", 85),
    ("occupancy", "escitalopram-sert-10mg-repeated-54h", "sd_percent", 12.1),
    ("occupancy", "milnacipran-net-125mg-repeated", "occupancy_percent", 47.3),
    ("occupancy", "nortriptyline-net-25mg-single", "plasma_ng_per_ml", 23.7),
    ("occupancy", "bupropion-dat-treatment-repeated", "occupancy_low_percent", 6),
    ("occupancy", "methylphenidate-dat-60mg-single-2h", "occupancy_percent", 74),
    ("occupancy", "naltrexone-mor-50mg-repeated", "occupancy_percent", 94.9),
    ("occupancy", "naltrexone-dor-50mg-repeated", "occupancy_percent", 21.1),
    ("occupancy", "naltrexone-mor-15mg-single", "occupancy_percent", 61),
    ("occupancy", "sep-225289-sert-8mg-single-24h", "occupancy_percent", 2),
    ("occupancy_fits", "duloxetine-sert-single", "ed50_mg", 7.9),
    ("occupancy_fits", "milnacipran-net-repeated", "ed50_mg", 149.9),
    ("occupancy_fits", "nortriptyline-net-repeated", "ec50_ng_per_ml", 79.8),
    ("occupancy_fits", "methylphenidate-dat-single", "ed50_mg_per_kg", 0.25),
    ("dose_response", "ssri-response-40mg", "risk_ratio", 1.27),
    ("dose_response", "ssri-dropout-adverse-effects-80mg", "risk_ratio", 3.73),
    ("dose_response", "ssri-dropout-any-reason-20mg", "risk_ratio", 0.88),
    ("dose_response", "venlafaxine-response-375mg", "ci_high", 2.14),
    ("affinities", "bupropion-net-tatsumi1997-1", "value_nM", 52000),
    ("affinities", "sertraline-dat-tatsumi1997-1", "value_nM", 25),
    ("affinities", "venlafaxine-net-tatsumi1997-1", "value_nM", 1060),
    ("affinities", "reboxetine-net-iversen2006-1", "value_nM", 1.1),
    ("pharmacokinetics", "duloxetine-half-life-h-duloxetine-capsules-label", "typical", 12),
    ("pharmacokinetics", "atomoxetine-molar-mass-g-per-mol-prohaska2022", "typical", 255.36),
    ("pharmacokinetics", "norfluoxetine-half-life-h-fluoxetine-capsules-label", "high", 384),
    ("norepinephrine_levels", "standing-posture1985", "level_pg_per_ml", 472),
    ("norepinephrine_levels", "reference-supine-quest", "high_pg_per_ml", 564),
    ("side_effects", "atomoxetine-dry-mouth", "drug_percent", 20),
    ("side_effects", "reboxetine-urinary-retention", "placebo_percent", 0.32),
    ("side_effects", "several-suicidality-under-18", "extra_per_1000", 14),
    ("side_effects", "several-suicidality-65-and-over", "extra_per_1000", -6),
    ("transmitters", "glutamate-cleft", "value_high", 5),
]


@pytest.mark.parametrize(("table", "row", "column", "number"), NUMBERS)
def test_numbers_are_those_of_the_papers(table, row, column, number):
    found = getattr(evidence, table)().set_index("id")
    assert found.loc[row, column] == number


# Asking


def test_questions_pick_rows():
    rows = evidence.occupancy("duloxetine", "SERT", "repeated")
    assert list(rows["occupancy_percent"]) == [84.3, 71.9, 47.1]
    assert list(rows.index) == [0, 1, 2]
    assert set(evidence.dose_response("response", "SSRI")["outcome"]) == {"response"}
    assert evidence.occupancy_fits("paroxetine").empty  # known, but nobody's fit is here
    assert len(evidence.occupancy()) == len(raw("occupancy"))


def test_whole_numbers_stay_whole_and_gaps_stay_gaps():
    rows = evidence.occupancy().set_index("id")
    assert rows["n"].dtype == "Int64" and rows["dose_mg"].dtype == "float64"
    assert pd.isna(rows.loc["several-sert-minimum-dose-repeated", "n"])
    assert pd.isna(rows.loc["several-sert-minimum-dose-repeated", "dose_mg"])
    assert rows.loc["duloxetine-sert-60mg-single-6h", "region"] == ""
    assert pd.api.types.is_string_dtype(evidence.sources()["pmid"])


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (
            lambda: evidence.occupancy("duloxetin"),
            ["drug='duloxetin'", "nearest: duloxetine", "citalopram,"],
        ),
        (
            lambda: evidence.occupancy(target="sert"),
            ["target='sert'", "nearest: SERT", "DAT, DOR, MOR"],
        ),
        (lambda: evidence.occupancy(regimen="daily"), ["regimen='daily'", "repeated, single"]),
        (lambda: evidence.occupancy(drug=["x"]), ["drug=['x']", "citalopram,"]),
        (lambda: evidence.occupancy_fits(drug="duloxetin"), ["drug='duloxetin'", "occupancy_fits"]),
        (lambda: evidence.dose_response("reponse"), ["outcome='reponse'", "nearest: response"]),
        (lambda: evidence.dose_response(drug_class="ssri"), ["drug_class='ssri'", "nearest: SSRI"]),
        (lambda: evidence.sources("takano"), ["key='takano'", "takano2006"]),
        (lambda: evidence.cite("meyer2003"), ["key='meyer2003'", "meyer2002"]),
    ],
)
def test_what_is_not_known_is_answered_with_what_is(ask, said):
    with pytest.raises(ValueError) as caught:
        ask()
    message = str(caught.value)
    assert all(part in message for part in said), message
    assert not isinstance(caught.value, evidence.LedgerError)
    assert one_sentence(message)


def test_citations_are_short_and_lead_to_the_paper():
    row = evidence.occupancy("duloxetine").iloc[0]
    said = "Takano et al. 2006, Psychopharmacology 185:395, doi:10.1007/s00213-005-0304-0"
    assert evidence.cite("takano2006") == evidence.cite(row) == said
    assert evidence.cite(next(evidence.occupancy("duloxetine").itertuples())) == said
    assert evidence.cite(evidence.sources("takano2006").iloc[0]) == said
    assert evidence.link(row) == "https://doi.org/10.1007/s00213-005-0304-0"
    assert evidence.cite("sekine2010").endswith("Psychopharmacology 210:331, PMID 20309528")
    assert evidence.link("sekine2010") == "https://pubmed.ncbi.nlm.nih.gov/20309528"
    assert evidence.cite("meyer2001").startswith("Meyer et al. 2001, American")
    assert evidence.cite("learnedcoughlin2003").startswith("Learned-Coughlin et al. 2003, Bio")


def test_a_second_hand_number_says_so():
    said = evidence.cite(evidence.occupancy("naltrexone", "MOR", "single").iloc[0])
    assert re.fullmatch(r"Rabiner et al\. 2011, .*, quoted in Trøstheim et al\. 2022, .*", said)


@pytest.mark.parametrize("row", raw("sources"), ids=lambda row: row["key"])
def test_every_source_can_be_cited(row):
    said = evidence.cite(row["key"])
    mark = r"(doi:10\.\S+|PMID \d+|label \S+|label: [^\n]+|https://\S+)"
    journal = "[^\n]+, " if row["journal"] else ""
    shape = rf"[^\W\d_][\w '-]+( et al\.)?( \d{{4}})?, {journal}(p\. \d+, )?{mark}"
    year = rf" {row['year']}" if row["year"] else ""
    no_name = rf"[^\W\d_][^\n]+{year}[^\n]*, {mark}" if journal else mark
    assert re.fullmatch(shape if row["authors"] else no_name, said), said
    assert evidence.link(row["key"]).startswith("https://")


def test_sources_by_key():
    assert list(evidence.sources({"takano2006", "meyer2001"})["key"]) == ["meyer2001", "takano2006"]
    assert list(evidence.sources(["takano2006"] * 3)["key"]) == ["takano2006"]
    assert len(evidence.sources()) == len(raw("sources")) and evidence.sources([]).empty
    lesson = evidence.sources(tables=["occupancy", "occupancy_fits", "dose_response"])
    assert set(lesson["key"]) == {
        row[column]
        for name in ("occupancy", "occupancy_fits", "dose_response")
        for row in raw(name)
        for column in ("source", "quoted_in")
        if row.get(column)
    }
    with pytest.raises(evidence.LedgerError, match="does not describe nothing.csv"):
        evidence.sources(tables=["nothing"])


ASK = [
    getattr(evidence, {"drugs": "drug_facts"}.get(name, name))
    for name in SCHEMAS
    if name != "affinities_share_alike"
]


@pytest.mark.parametrize("ask", ASK, ids=lambda ask: ask.__name__)
def test_what_a_caller_does_to_a_table_stays_with_the_caller(ask):
    first = ask()
    first.iloc[0, 0] = "changed"
    del first[first.columns[1]]
    assert ask().iloc[0, 0] != "changed" and len(ask().columns) > len(first.columns)


def test_importing_evidence_leaves_pandas_alone():
    look = "import sys, kit.evidence; print('pandas' in sys.modules, 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.split() == ["False", "False"], done.stderr


# Damage


def one_sentence(message):
    """Whether a message is one line that ends in its only full stop."""
    plain = re.sub(r"'[^']*'|\"[^\"]*\"|\b[\w/]+\.(csv|json)\b|\d\.\d|`[^`]*`", "x", message)
    return message.endswith(".") and "\n" not in message and not re.search(r"[.!?] +[A-Z]", plain)


def edit(name, old, new, count=1):
    """Damage that replaces some text of a table."""

    def damage(folder):
        path = folder / f"{name}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, count), encoding="utf-8", newline="\n")

    return damage


def rewrite(name, change):
    """Damage that changes the bytes of a file."""

    def damage(folder):
        path = folder / name
        path.write_bytes(change(path.read_bytes()))

    return damage


def write_rows(folder, name, rows):
    """Write the rows of a table back."""
    with open(folder / f"{name}.csv", "w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


LINE = {row["id"]: number for number, row in enumerate(raw("occupancy"), start=2)}
SHORT, LONG = "duloxetine-sert-60mg-single-6h", "naltrexone-dor-50mg-repeated"
DRUG = SHORT + ",duloxetine"
HERE = f"row {LINE[SHORT]}, column "
COLUMNS = "the columns are id, drug"
EDITED = {  # name: in occupancy.csv this text becomes that one, and the refusal holds these parts
    "column unknown": ("tracer,", "tracer,colour,", "row 1, column colour|the columns are"),
    "column twice": ("tracer,", "drug,", "row 1, column drug|each once"),
    "source unknown": (",trostheim2022,", ",x2023,", "column quoted_in|'x2023'|data/sources.csv"),
    "percent above 100": (",81.8,", ",818,", HERE + "occupancy_percent: '818'|from 0 to 100"),
    "percent below 0": (",81.8,", ",-1,", HERE + "occupancy_percent: '-1'|from 0 to 100"),
    "infinite number": (",81.8,", ",inf,", HERE + "occupancy_percent: 'inf'|write a number"),
    "broken number": (",14.49,,21,", ",14.49,,21.5,", "column study_n: '21.5'|whole number"),
    "word not listed": (DRUG + ",SERT", DRUG + ",DOG", HERE + "target: 'DOG'|SERT or NET or DAT"),
    "needed cell empty": (DRUG, SHORT + ",", HERE + "drug: ''|write text"),
    "a formula": (DRUG, SHORT + ",=cmd", HERE + "drug: '=cmd'|of the form"),
    "name twice": (SHORT, "duloxetine-sert-5-to-60mg-single", HERE + "id|a row above has it"),
    "cell too many": (SHORT, SHORT + ",x", HERE + "note|29 cells of a row (these are 30)"),
    "empty line": (SHORT, "\n" + SHORT, HERE + "id|(these are 0)"),
    "quotation mark open": (DRUG, SHORT + ',"duloxetine', HERE + "target|(these are 3)"),
    "line end in a cell": (DRUG, SHORT + ',"dulo\nxetine"', HERE + "drug|one line per row"),
    "a NUL": (DRUG, SHORT + ",dulo\0xetine", HERE + "drug|save the file as UTF-8"),
}
REWRITTEN = {  # name: file, what becomes of its bytes, and the refusal holds these parts
    "cut in its last cell": (
        "occupancy.csv",
        lambda b: b[:-3],
        f"row {len(LINE) + 1}|note|cut off",
    ),
    "nothing but a header": (
        "occupancy.csv",
        lambda b: b.splitlines(True)[0],
        "row 1|note|cut off",
    ),
    "nothing left": ("occupancy.csv", lambda b: b"", "row 1, column id|" + COLUMNS),
    "byte order mark": ("occupancy.csv", lambda b: b"\xef\xbb\xbf" + b, "row 1|byte order mark"),
    "UTF-16": ("occupancy.csv", lambda b: b.decode().encode("utf-16"), "row 1|" + COLUMNS),
    "carriage return": ("occupancy.csv", lambda b: b.replace(b",", b"\r,", 1), "row 1, column "),
    "no end": ("occupancy.csv", lambda b: b + b'"' + b"x\n" * 2**17, "close its quotation mark"),
    "latin-1": ("sources.csv", lambda b: b.decode().encode("latin-1"), "column authors|UTF-8"),
    "doi misshapen": (
        "sources.csv",
        lambda b: b.replace(b",10.", b",doi:10.", 1),
        "doi|of the form",
    ),
    "source gone": ("sources.csv", lambda b: b.replace(b"takano2006", b"x2006"), "'takano2006'"),
    "package damaged": ("datapackage.json", lambda b: b[:999], "data/datapackage.json"),
    "package of another kind": ("datapackage.json", lambda b: b"[]", "json|occupancy.csv"),
}
DAMAGE = {name: (edit("occupancy", *how), said) for name, (*how, said) in EDITED.items()}
DAMAGE |= {name: (rewrite(file, how), said) for name, (file, how, said) in REWRITTEN.items()}


@pytest.mark.parametrize("name", DAMAGE)
def test_damage_is_refused_in_one_sentence(ledger, name):
    damage, said = DAMAGE[name]
    csv.field_size_limit(2**17)  # Python's own, which frictionless lifts for the whole process
    damage(ledger)
    for _ in range(2):  # a refused table is not half remembered
        with pytest.raises(evidence.LedgerError) as caught:
            evidence.occupancy("duloxetine")
        message = str(caught.value)
        assert all(part in message for part in said.split("|")), message
        assert message.startswith("data/") and one_sentence(message), message
        assert "git checkout data/" in message


def change_cell(column, text):
    """Damage that writes another text into a column of the second row of any table."""

    def damage(folder, name):
        rows = raw(name, folder)
        rows[1][column(name)] = text
        write_rows(folder, name, rows)

    return damage


def field_of(name, kind):
    """The first column of that type in a table, or None."""
    return next((f["name"] for f in SCHEMAS[name]["fields"] if f["type"] == kind), None)


def reference_of(name):
    """The first column of a table that holds keys of the sources table, or None."""
    foreign = SCHEMAS[name].get("foreignKeys", [])
    ours = (key["fields"] for key in foreign if key["reference"]["resource"] == "sources")
    return next(ours, None)


def without_second_column(folder, name):
    """Damage that takes a whole column of any table away."""
    gone = SCHEMAS[name]["fields"][1]["name"]
    rows = [{key: cell for key, cell in row.items() if key != gone} for row in raw(name, folder)]
    write_rows(folder, name, rows)


def last_row_twice(folder, name):
    """Damage that repeats the last row of any table."""
    path = folder / f"{name}.csv"
    path.write_bytes(path.read_bytes() + path.read_bytes().splitlines(keepends=True)[-1])


ANY_TABLE = {  # damage -> how, what is said, and which tables can have it
    "column gone": (
        without_second_column,
        "row 1, column {second}: ",
        lambda name: True,
    ),
    "number out of range": (
        change_cell(lambda name: field_of(name, "number"), "99999999"),
        "row 3, column {number}: '99999999' is not allowed; write a number from ",
        lambda name: field_of(name, "number"),
    ),
    "source unknown": (
        change_cell(reference_of, "nobody1900"),
        "row 3, column {reference}: 'nobody1900' is not allowed; write a key that data/sources.csv",
        reference_of,
    ),
    "row twice": (last_row_twice, "column {first}: ", lambda name: True),
    "needed cell empty": (
        change_cell(lambda name: SCHEMAS[name]["fields"][0]["name"], ""),
        "row 3, column {first}: '' is not allowed",
        lambda name: True,
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SCHEMAS)
@pytest.mark.parametrize("kind", ANY_TABLE)
def test_damage_to_any_table_is_refused_by_the_reader_and_by_make_ledger(
    ledger, kind, name, capsys
):
    damage, said, possible = ANY_TABLE[kind]
    if not possible(name):
        return  # the table has no column of that type
    damage(ledger, name)
    evidence.reload()
    fields = [field["name"] for field in SCHEMAS[name]["fields"]]
    parts = {
        "first": fields[0],
        "second": fields[1],
        "number": field_of(name, "number"),
        "reference": reference_of(name),
    }
    with pytest.raises(evidence.LedgerError) as caught:
        read.table(name)
    message = str(caught.value)
    assert message.startswith(f"data/{name}.csv, row ") and said.format(**parts) in message, message
    assert one_sentence(message), message
    assert check_ledger.main(str(ledger)) == 1
    assert capsys.readouterr().err == message + "\n"


@pytest.mark.slow
def test_make_ledger_counts_the_rows(capsys):
    assert check_ledger.main() == 0
    said = capsys.readouterr().out
    for name in DATA_TABLES:
        rows = raw(name)
        if name in {"conditions", "glossary"}:
            assert re.search(rf"^{name} +{len(rows)}$", said, re.M)
            continue
        judged = {"claims": "supported", "parameters": "chosen"}.get(name, "confirmed")
        number = sum(judged in (row.get("status"), row.get("verdict")) for row in rows)
        assert re.search(rf"^{name} +{len(rows)}  .*\b{number} {judged}", said, re.M), name


def test_make_ledger_finds_what_no_single_cell_shows(ledger, capsys):
    edit("drugs", "Cymbalta,", ",")(ledger)
    assert check_ledger.main(str(ledger)) == 1
    assert "duloxetine: brand_names and brands_source go together." in capsys.readouterr().err


@pytest.mark.parametrize("row", ["half_life_h", "fraction_unbound", "molar_mass_g_per_mol"])
def test_a_number_in_another_unit_is_refused(ledger, row):
    rows = raw("pharmacokinetics", ledger)
    victim = next(r for r in rows if r["parameter"] == row and r["typical"])
    line = rows.index(victim) + 2
    victim["unit"] = "L"
    write_rows(ledger, "pharmacokinetics", rows)
    evidence.reload()
    with pytest.raises(evidence.LedgerError, match=f"row {line}, column unit: 'L' is not allowed"):
        evidence.pharmacokinetics()
    victim["unit"], victim["typical"] = "h", "50000"
    victim["parameter"] = "half_life_h"
    write_rows(ledger, "pharmacokinetics", rows)
    evidence.reload()
    with pytest.raises(evidence.LedgerError, match="for half_life_h is in h"):
        evidence.pharmacokinetics()


@pytest.mark.parametrize("file", ["occupancy.csv", "sources.csv", "datapackage.json"])
def test_a_missing_file_says_how_to_get_it_back(ledger, file):
    (ledger / file).unlink()
    said = f"data/{file} is missing: restore the file with `git checkout data/{file}`."
    with pytest.raises(evidence.LedgerError) as caught:
        evidence.occupancy("duloxetine")
    assert str(caught.value) == said


@pytest.mark.parametrize("make", [Path.mkdir, lambda path: path.symlink_to(path)])
def test_a_folder_or_a_circle_in_place_of_a_table_is_refused(ledger, make):
    (ledger / "occupancy.csv").unlink()
    make(ledger / "occupancy.csv")
    with pytest.raises(evidence.LedgerError, match="git checkout data/occupancy.csv"):
        evidence.occupancy("duloxetine")


def test_a_missing_table_leaves_the_others(ledger):
    (ledger / "dose_response.csv").unlink()
    assert not evidence.occupancy("duloxetine").empty
    with pytest.raises(evidence.LedgerError, match="dose_response.csv is missing"):
        evidence.dose_response()


def test_a_source_without_identifier_is_not_cited(ledger):
    edit("sources", ",20309528,", ",,")(ledger)
    with pytest.raises(evidence.LedgerError, match="sekine2010 needs a doi, a pmid or a label_id"):
        evidence.cite("sekine2010")


def test_windows_line_ends_are_read(ledger):
    before = evidence.occupancy()
    for path in ledger.glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    evidence.reload()
    pd.testing.assert_frame_equal(evidence.occupancy(), before)


def test_columns_may_stand_in_another_order(ledger):
    before = evidence.occupancy()
    rows = [dict(reversed(row.items())) for row in raw("occupancy", ledger)]
    write_rows(ledger, "occupancy", rows)
    evidence.reload()
    pd.testing.assert_frame_equal(evidence.occupancy(), before)


def test_a_reload_reads_the_files_again(ledger):
    assert evidence.occupancy_fits("duloxetine")["ed50_mg"].iloc[0] == 7.9
    edit("occupancy_fits", ",7.9,", ",7.8,")(ledger)
    assert evidence.occupancy_fits("duloxetine")["ed50_mg"].iloc[0] == 7.9
    evidence.reload()
    assert evidence.occupancy_fits("duloxetine")["ed50_mg"].iloc[0] == 7.8


def test_every_source_is_shown_with_what_it_is_found_by():
    shown = evidence.sources()
    assert shown["identifier"].str.fullmatch(r"doi:10\.\S+|PMID \d+|label:? .+|https://.+").all()
    assert shown["authors"].str.count(", ").max() == 3  # more than four are "et al."
    assert evidence.cite("cipriani2018").endswith(evidence.sources("cipriani2018").identifier[0])
