"""The files of the ledger, read without the kit."""

from tests.files import ROOT, read

DATA = ROOT / "data"
PACKAGE = read("data/datapackage.json")
SCHEMAS = {item["name"]: item["schema"] for item in PACKAGE["resources"]}


def raw(name):
    """The rows of a table as plain text."""
    return read(f"data/{name}.csv")
