"""The ledger: whole, as printed in its sources, and refused in one sentence when damaged."""

import csv
import re
import shutil
import tomllib
from pathlib import Path

import frictionless
import pandas as pd
import pytest

from kit import evidence
from kit.evidence import read
from tests import files
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


PRINTED = files.read("tests/data/printed.csv")


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
COLUMNS = "row 1, column id|the columns are id, drug"
DAMAGE = (files.ROOT / "tests/data/damage.toml").read_text(encoding="utf-8")
EDITED = tomllib.loads(DAMAGE.replace("{row}", str(LINE[SHORT])))
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
        table, old, new, parts = EDITED[name].values()
        path = ledger / f"{table}.csv"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    else:
        file, change, said = BYTES[name]
        parts = said.split("|")
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
        assert all(part in message for part in parts), message
        assert message.startswith("data/") and one_sentence(message), message


INSTEAD = {
    "nothing": lambda path: None,
    "a folder": Path.mkdir,
    "a link to itself": lambda path: path.symlink_to(path),
}


@pytest.mark.parametrize("instead", INSTEAD)
@pytest.mark.parametrize("file", ["occupancy.csv", "sources.csv", "datapackage.json"])
def test_a_missing_file_says_how_to_get_it_back(ledger, file, instead):
    (ledger / file).unlink()
    INSTEAD[instead](ledger / file)
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
