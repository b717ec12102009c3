"""The files of the kit as they stand, read without the kit."""

import csv
import json
import tomllib
from io import StringIO
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def read(path):
    """What a file says, by its ending: rows of a table, what JSON or TOML hold, or its text.

    Parameters
    ----------
    path : str or pathlib.Path
        From the top of the tree, or absolute.
    """
    path = ROOT / path
    text = path.read_bytes().decode("utf-8")
    match path.suffix:
        case ".csv":
            return list(csv.DictReader(StringIO(text, newline="")))
        case ".json" | ".ipynb":
            return json.loads(text)
        case ".jsonl":
            return [json.loads(line) for line in text.splitlines()]
        case ".toml":
            return tomllib.loads(text)
    return text


def cells(path, kind=""):
    """The texts of a notebook's cells, of one kind or of all."""
    found = read(path)["cells"]
    return ["".join(cell["source"]) for cell in found if kind in cell["cell_type"]]
