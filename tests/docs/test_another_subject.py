"""The page on another subject is true: its files make a lesson on enzymes that runs."""

import json
import os
import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from kit.classroom.class_page import page
from kit.classroom.class_view import class_view
from kit.lesson import items, tally

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/another-subject.md").read_text(encoding="utf-8")
FILE = re.compile(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", re.M | re.S)
# What a learner does, and what a page without Python is made of.
TRY = """
import json
from tools.site.states import Shelf
from kit.lesson.still import node
shelf = Shelf()
line, six, warm = (lesson.predict(f"rate-{n}", l) for n, l in
                   (("line", labs.pot()), ("six", labs.pot()), ("warm", labs.stove())))
told = [node(each, shelf) for each in (line, six, warm, lesson.ask("rate-rank"))]
covered = [len(each.children) for each in (line, six, warm)]
line.question.answer([33, 67, 70], "certain")
six.question.answer(150, "certain")
warm.question.answer("faster", "guess")
six.question.opens(six.question.committed["show"])
print(json.dumps({
    "covered": covered, "open": [len(each.children) for each in (line, six, warm)],
    "kinds": [each["kind"] for each in told], "stored": len(shelf.blobs()),
    "gap": line.question.verdict["gap"], "shown": six.lab.words(),
    "passport": lesson.passport().text(),
}))
"""
SUBJECT = re.compile(
    r"\bX[1-9][0-9]*\b|pharmacolog(?!y)|[Ss]erotonin|[Dd]opamine|[Nn]orepinephrine|[Nn]altrexone"
    r"|[Aa]ntidepress|[Oo]pioid|[Oo]ccupancy"
    r"|[Rr]eceptor|[Tt]ransporter",
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The files of the page in an empty folder, and what its notebook says when it has run."""
    made = tmp_path_factory.mktemp("enzymes")
    for name, text in FILE.findall(PAGE):
        (made / name).parent.mkdir(exist_ok=True)
        (made / name).write_text(text, encoding="utf-8")
    cells = (made / "cells.py").read_text(encoding="utf-8").strip().split("\n\n")
    cells = [nbformat.v4.new_code_cell(source) for source in [*cells, TRY]]
    notebook = nbformat.v4.new_notebook(cells=cells)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join([str(made), str(ROOT)]))
        patch.setenv("KIT_ANSWERS", str(made / "my-answers.jsonl"))
        NotebookClient(notebook, resources={"metadata": {"path": str(made)}}).execute()
    return made, notebook


def test_the_lesson_runs_in_a_kernel_and_keeps_its_answers(folder):
    made, notebook = folder
    said = "".join(notebook.cells[-1].outputs[0]["text"])
    told = json.loads(said)
    assert told["covered"] == [1, 1, 1] and told["open"] == [2, 2, 2]
    assert told["kinds"] == ["question", "question", "question", "box"]
    assert told["stored"] == 2  # the states of two labs, for pages without Python
    assert "furthest at 8 mM: you said 70 %, the model says 80 %" in told["gap"]
    assert "At 6 mM it works at 75 %" in told["shown"]  # the state that speaks against the trap
    assert "Twice the substrate always gives twice the rate." in told["passport"]
    assert "1 · How fast is an enzyme?" in told["passport"]
    lines = [json.loads(line) for line in (made / "my-answers.jsonl").read_text().splitlines()]
    assert [(e["item"], e.get("misconception")) for e in lines[1:]] == [
        ("rate-line", None),
        ("rate-six", "twice"),
        ("rate-warm", "hotter"),
    ]


def test_what_is_saved_with_the_notebook_asks_and_does_not_answer(folder):
    _, notebook = folder
    shown = [
        output["data"].get("text/plain", "")
        for cell in notebook.cells[1:-1]
        for output in cell.outputs
        if "data" in output
    ]
    text = "\n".join(shown)
    for ask in ("Draw its rate at 1, 4 and 8 mM.", "How fast is it at 6 mM", "80 °C", "slowest"):
        assert ask in text
    assert "three quarters" not in text and "does not come back" not in text


def test_a_class_on_it_is_counted(folder):
    made, _ = folder
    kit = items.FOLDER
    items.use(made / "items")
    try:
        view = class_view([made / "my-answers.jsonl"])
        assert [row.misconception for row in view.chosen if row.chose] == ["twice", "hotter"]
        assert "How fast is an enzyme?" in page(view) and view.unknown == ""
    finally:
        items.use(kit)
    assert "exit-line" in tally.questions()


@pytest.mark.parametrize("room", ["chart", "lesson"])
def test_the_rooms_say_nothing_of_the_kits_own_subject(room):
    for path in (ROOT / "kit" / room).iterdir():
        if path.suffix in (".py", ".js", ".ts", ".css"):
            found = SUBJECT.search(path.read_text(encoding="utf-8"))
            assert not found, f"{path.name}: {found}"
