"""A lesson as its notebook tells it: title, headings, and the lab beside each question."""

import ast
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HEADING = re.compile(r"^#+ (.*)", re.M)
ANCHOR = re.compile(r'<a id="[^"]*"></a>')
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


@dataclass
class Notebook:
    """One lesson; its cells are named by their ids, and in order."""

    path: Path
    cells: dict
    under: dict = field(default_factory=dict)  # the heading over each cell
    calls: list = field(default_factory=list)  # labs: name, arguments and cell of each
    beside: dict = field(default_factory=dict)  # name and arguments of the lab at a question
    asked: dict = field(default_factory=dict)  # the cell of each question

    @property
    def title(self):
        """The lesson's heading, such as "3 · Dose, occupancy, effect"."""
        return next(iter(self.under.values()))


@lru_cache
def lesson(number):
    """The notebook of a lesson, such as "dose"."""
    path = next((ROOT / "notebooks").glob(f"*-{number}.ipynb"))
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return of(path, {cell["id"]: cell for cell in cells})


def of(path, cells):
    """A notebook of these cells, by id and in order."""
    notebook, heading = Notebook(path, cells), ""
    for cell in cells.values():
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            headings = HEADING.findall(text)
            heading = plain(headings[0]) if headings else heading
        else:
            _read_code(notebook, cell["id"], ast.parse(text))
        notebook.under[cell["id"]] = heading
    return notebook


def lab_names(cells):
    """What an address calls the lab of each cell that has one, by the cell's id.

    It is the lab's function, from the second on with "-2".
    """
    names, count = {}, Counter()
    for cell in cells:
        calls = _calls(ast.parse("".join(cell["source"]))) if cell["cell_type"] == "code" else []
        if calls:
            lab = calls[0][0]
            count[lab] += 1
            names[cell["id"]] = lab if count[lab] == 1 else f"{lab}-{count[lab]}"
    return names


def plain(text):
    """Markdown without anchors, links and stars."""
    return LINK.sub(r"\1", ANCHOR.sub("", text)).replace("**", "").strip()


def _calls(tree):
    """Name and arguments of each call of a lab."""
    called = [_lab(call) for call in ast.walk(tree) if isinstance(call, ast.Call)]
    return [lab for lab in called if lab]


def _read_code(notebook, cell, tree):
    notebook.calls += [(*lab, cell) for lab in _calls(tree)]
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        names = [a.value for a in call.args[:1] if isinstance(a, ast.Constant)]
        inside = [lab for a in call.args[1:] if isinstance(a, ast.Call) and (lab := _lab(a))]
        if names and isinstance(names[0], str):
            notebook.asked.setdefault(names[0], cell)
        if names and inside:
            notebook.beside[names[0]] = inside[0]


def _lab(call):
    """Name and arguments of a call of `labs`, or None."""
    function = call.func
    if not (isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name)):
        return None
    if function.value.id != "labs":
        return None
    arguments = {key.arg: ast.literal_eval(key.value) for key in call.keywords}
    return function.attr, arguments
