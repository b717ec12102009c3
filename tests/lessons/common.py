"""What the tests of all lessons share."""

import json
import re
from pathlib import Path

from kit.lesson import items

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def prose(name):
    """All text of a notebook that a person wrote, without anchors and links to the glossary."""
    notebook = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    texts = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "markdown"]
    text = re.sub(r'<a id="[\w-]+"></a>', "", "\n".join(texts))
    return re.sub(r"\[([^]]*)\]\(glossary\.ipynb#cell-id=[\w-]+\)", r"\1", text)


def check_answers(number, recomputed):
    """Compare every numeric answer of a lesson with its recomputed value.

    Parameters
    ----------
    number : str
        The lesson, such as "dose".
    recomputed : dict of str to float
        The answer of each numeric item, computed from the science or the ledger.
    """
    numeric = {key: it for key, it in items.lesson(number).items() if it.get("kind") == "number"}
    assert numeric.keys() == recomputed.keys()
    for key, it in numeric.items():
        assert abs(it["answer"] - recomputed[key]) <= it["tolerance"] / 2, key
        for trap in it.get("trap", []):
            assert abs(trap["value"] - it["answer"]) > it["tolerance"], key
