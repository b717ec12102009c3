"""The files of the ledger, read without the kit."""

import csv
import json
from pathlib import Path

DATA = Path(__file__).resolve().parents[2] / "data"
PACKAGE = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
SCHEMAS = {item["name"]: item["schema"] for item in PACKAGE["resources"]}


def raw(name, folder=DATA):
    """The rows of a table as plain text."""
    with open(folder / f"{name}.csv", encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))
