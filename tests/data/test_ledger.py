"""The ledger: whole, as printed in its sources, and refused in one sentence when damaged."""

import csv
import re
import shutil

import frictionless
import pandas as pd
import pytest

from kit import evidence
from kit.evidence import read
from tests.data.common import DATA, PACKAGE, SCHEMAS, raw
from tools import check_ledger


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
def test_make_ledger_finds_no_fault_and_counts_the_rows(capsys):
    """Types, ranges, keys, sources, identifiers, licences: by our reader and by frictionless."""
    assert check_ledger.main() == 0
    said = capsys.readouterr().out
    for name in SCHEMAS:
        assert re.search(rf"^{name} +{len(raw(name))}\b", said, re.M), name
    assert re.search(r"^affinities +\d+  .*\bconfirmed", said, re.M)
    report = frictionless.validate(str(DATA / "datapackage.json"))
    assert {task.name for task in report.tasks} == set(SCHEMAS)


def test_every_column_is_explained_and_every_number_has_a_range():
    assert {path.stem for path in DATA.glob("*.csv")} == set(SCHEMAS)
    words = (DATA / "README.md").read_text(encoding="utf-8")
    for name, schema in SCHEMAS.items():
        assert f"{name}.csv" in words and schema["missingValues"] == [""]
        for field in schema["fields"]:
            assert field["title"] and field["description"].endswith("."), field["name"]
            limits = {"minimum", "maximum"} & field.get("constraints", {}).keys()
            assert (field["type"] == "string") == (not limits), (name, field["name"])
            keys = {key["fields"] for key in schema.get("foreignKeys", [])}
            assert field["name"] not in {"source", "quoted_in"} - keys, (name, field["name"])


def test_every_source_can_be_found_by_its_identifier():
    for row in raw("sources"):
        if row["key"].startswith("pmid"):
            assert row["key"] == f"pmid{row['pmid']}"
        else:
            assert row["key"].endswith(row["year"] or ("label", "catalogue", "page")), row["key"]
    for column in ("doi", "pmid", "label_id"):
        given = [row[column].lower() for row in raw("sources") if row[column]]
        assert len(given) == len(set(given))


def test_share_alike_rows_carry_their_licence():
    package = {item["name"]: item for item in PACKAGE["resources"]}
    (licence,) = package["affinities_share_alike"]["licenses"]
    assert licence["name"] == "CC-BY-SA-4.0"
    assert "CC BY-SA 4.0" in (DATA / "README.md").read_text(encoding="utf-8")


with open(DATA.parent / "tests" / "data" / "printed.csv", encoding="utf-8", newline="") as file:
    PRINTED = list(csv.DictReader(file))


@pytest.mark.parametrize("table", sorted({cell["table"] for cell in PRINTED}))
def test_cells_are_those_of_papers_and_labels(table):
    """The cells of `printed.csv` were typed by hand from the sources, not copied from the data."""
    rows = {row["id"]: row for row in raw(table)}
    told = [cell for cell in PRINTED if cell["table"] == table]
    wrong = [cell for cell in told if rows[cell["row"]][cell["column"]] != cell["cell"]]
    assert not wrong


# Damage


def one_sentence(message):
    """Return True if a message is one line that ends in its only full stop."""
    plain = re.sub(r"'[^']*'|\"[^\"]*\"|\b[\w/]+\.(csv|json)\b|\d\.\d|`[^`]*`", "x", message)
    return message.endswith(".") and "\n" not in message and not re.search(r"[.!?] +[A-Z]", plain)


LINE = {row["id"]: number for number, row in enumerate(raw("occupancy"), start=2)}
SHORT = "duloxetine-sert-60mg-single-6h"
DRUG = SHORT + ",duloxetine"
HERE = f"row {LINE[SHORT]}, column "
COLUMNS = "row 1, column id|the columns are id, drug"
EDITED = {  # name: in this file this text becomes that one, and the refusal holds these parts
    "column unknown": ("occupancy", "tracer,", "tracer,x,", "row 1, column x|the columns are"),
    "column twice": ("occupancy", "tracer,", "drug,", "row 1, column drug|each once"),
    "source unknown": ("occupancy", ",trostheim2022,", ",x2023,", "quoted_in|'x2023'|sources.csv"),
    "above its range": ("occupancy", ",81.8,", ",818,", HERE + "occupancy_percent: '818'|to 100"),
    "below its range": ("occupancy", ",81.8,", ",-1,", HERE + "occupancy_percent: '-1'|from 0"),
    "infinite number": ("occupancy", ",81.8,", ",inf,", HERE + "occupancy_percent|write a number"),
    "broken number": ("occupancy", ",14.49,,21,", ",14.49,,21.5,", "study_n: '21.5'|whole number"),
    "word not listed": ("occupancy", DRUG + ",SERT", DRUG + ",DOG", HERE + "target: 'DOG'|or NET"),
    "needed cell empty": ("occupancy", DRUG, SHORT + ",", HERE + "drug: ''|write text"),
    "a formula": ("occupancy", DRUG, SHORT + ",=cmd", HERE + "drug: '=cmd'|of the form"),
    "name twice": ("occupancy", SHORT, "duloxetine-sert-5-to-60mg-single", HERE + "id|a row above"),
    "cell too many": ("occupancy", SHORT, SHORT + ",x", HERE + "note|29 cells|(these are 30)"),
    "empty line": ("occupancy", SHORT, "\n" + SHORT, HERE + "id|(these are 0)"),
    "open quotation mark": ("occupancy", DRUG, SHORT + ',"duloxetine', HERE + "target"),
    "line end in a cell": ("occupancy", DRUG, SHORT + ',"dulo\nx"', HERE + "drug|one line per row"),
    "a NUL": ("occupancy", DRUG, SHORT + ",dulo\0x", HERE + "drug|save the file as UTF-8"),
    "another unit": ("pharmacokinetics", ",half_life_h,", ",volume_l,", "column unit: 'h'|is in L"),
    "an address as doi": ("sources", ",10.", ",doi:10.", "column doi|of the form"),
    "no identifier": ("sources", ",20309528,", ",,", "needs a doi, a pmid or a label_id"),
    "source of no row": ("sources", "takano2006", "x2006", "'takano2006'"),
    "brand without source": ("drugs", "Cymbalta,", ",", "brand_names and brands_source go"),
    "a ceiling as number": ("affinities", "coded,Ki,>,10000,", "coded,Ki,=,10000,",
                            "its qualifier is > or ?"),
    "share-alike": ("affinities", ",tatsumi1997,", ",harding2022,", "share-alike rows, and only"),
    "nobody read it": ("occupancy", "Mean", "unconfirmed: Mean", "nobody has read in its source"),
}  # fmt: skip
BYTES = {  # the same of the bytes of a file
    "cut in its last cell": ("occupancy.csv", lambda b: b[:-3], f"row {len(LINE) + 1}|cut off"),
    "nothing but a header": ("occupancy.csv", lambda b: b.splitlines(True)[0], "row 1|cut off"),
    "nothing left": ("occupancy.csv", lambda b: b"", COLUMNS),
    "byte order mark": ("occupancy.csv", lambda b: b"\xef\xbb\xbf" + b, "row 1|byte order mark"),
    "UTF-16": ("occupancy.csv", lambda b: b.decode().encode("utf-16"), "row 1|the columns are"),
    "carriage return": ("occupancy.csv", lambda b: b.replace(b",", b"\r,", 1), "row 1, column "),
    "no end": ("occupancy.csv", lambda b: b + b'"' + b"x\n" * 2**17, "close its quotation mark"),
    "latin-1": ("sources.csv", lambda b: b.decode().encode("latin-1"), "column authors|UTF-8"),
    "source of nothing": ("sources.csv", lambda b: b + re.sub(rb"^[^,]+", b"nobody1900",
                          b.splitlines(True)[-1]), "nobody1900: no row uses this source"),
    "package damaged": ("datapackage.json", lambda b: b[:999], "data/datapackage.json"),
    "package of another kind": ("datapackage.json", lambda b: b"[]", "datapackage.json"),
}  # fmt: skip
ONLY_IN_MAKE_LEDGER = {"no identifier", "brand without source", "a ceiling as number",
                       "share-alike", "source of nothing", "nobody read it"}  # fmt: skip


@pytest.mark.parametrize("name", [*EDITED, *BYTES])
def test_damage_is_refused_in_one_sentence(ledger, name, capsys):
    if name in EDITED:
        table, old, new, said = EDITED[name]
        path = ledger / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    else:
        file, change, said = BYTES[name]
        path = ledger / file
        path.write_bytes(change(path.read_bytes()))
    csv.field_size_limit(2**17)  # Python's own, which frictionless lifts for the whole process
    messages = []
    for _ in range(2 * (name not in ONLY_IN_MAKE_LEDGER)):  # a refused table is not half remembered
        with pytest.raises(evidence.LedgerError) as caught:
            read.rows("occupancy" if path.suffix == ".json" else path.stem), read.rows("occupancy")
        messages.append(str(caught.value))
        assert "git checkout data/" in messages[-1]
    if path.suffix == ".csv":
        assert check_ledger.main(str(ledger)) == 1
        messages.append(capsys.readouterr().err.strip())
    for message in messages:
        assert all(part in message for part in said.split("|")), message
        assert message.startswith("data/") and one_sentence(message), message


def gone(path):
    """Take a file away."""
    path.unlink()


def folder(path):
    """Put a folder in its place."""
    path.unlink()
    path.mkdir()


def circle(path):
    """Put a link to itself in its place."""
    path.unlink()
    path.symlink_to(path)


@pytest.mark.parametrize("harm", [gone, folder, circle])
@pytest.mark.parametrize("file", ["occupancy.csv", "sources.csv", "datapackage.json"])
def test_a_missing_file_says_how_to_get_it_back(ledger, file, harm):
    harm(ledger / file)
    said = f"data/{file} is missing: restore the file with `git checkout data/{file}`."
    with pytest.raises(evidence.LedgerError, match=re.escape(said)):
        evidence.occupancy("duloxetine")


def test_a_missing_table_leaves_the_others(ledger):
    (ledger / "dose_response.csv").unlink()
    assert not evidence.occupancy("duloxetine").empty
    with pytest.raises(evidence.LedgerError, match=r"dose_response\.csv is missing"):
        evidence.dose_response()


def test_windows_line_ends_and_another_order_of_columns_are_read(ledger):
    before, rows = evidence.occupancy(), raw("occupancy")
    with open(ledger / "occupancy.csv", "w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, list(rows[0])[::-1], lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    evidence.reload()
    pd.testing.assert_frame_equal(evidence.occupancy(), before)


def test_a_reload_reads_the_files_again(ledger):
    path = ledger / "occupancy_fits.csv"
    assert evidence.occupancy_fits("duloxetine")["ed50_mg"].iloc[0] == 7.9
    path.write_text(path.read_text("utf-8").replace(",7.9,", ",7.8,"), encoding="utf-8")
    assert evidence.occupancy_fits("duloxetine")["ed50_mg"].iloc[0] == 7.9
    evidence.reload()
    assert evidence.occupancy_fits("duloxetine")["ed50_mg"].iloc[0] == 7.8
