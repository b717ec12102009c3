"""What the tests of all lessons share."""

import json
import re
from pathlib import Path

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"


def prose(name):
    """All text of a notebook that a person wrote, without anchors and links to the glossary."""
    notebook = json.loads((NOTEBOOKS / f"{name}.ipynb").read_text(encoding="utf-8"))
    texts = ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "markdown"]
    text = re.sub(r'<a id="[\w-]+"></a>', "", "\n".join(texts))
    return re.sub(r"\[([^]]*)\]\(glossary\.ipynb#cell-id=[\w-]+\)", r"\1", text)
