"""What the tests of all lessons share."""

import json
from pathlib import Path

from kit.lesson import items

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def prose(name):
    """All text of a notebook that a person wrote."""
    notebook = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    return "\n".join(
        "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "markdown"
    )


def check_answers(number, recomputed):
    """Compare every numeric answer of a lesson with its recomputed value.

    Parameters
    ----------
    number : str
        The lesson, such as "03".
    recomputed : dict of str to float
        The answer of each numeric item, computed from the science or the ledger.
    """
    numeric = {key: it for key, it in items.lesson(number).items() if it.get("kind") == "number"}
    assert numeric.keys() == recomputed.keys()
    for key, it in numeric.items():
        assert abs(it["answer"] - recomputed[key]) <= it["tolerance"] / 2, key
        for trap in it.get("trap", []):
            assert abs(trap["value"] - it["answer"]) > it["tolerance"], key
