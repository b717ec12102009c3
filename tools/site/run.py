"""Runs a notebook for the site: its outputs with their nodes, and the states of its labs."""

import json
import os
import re
import tempfile
from pathlib import Path

import nbformat
from nbclient import NotebookClient

ROOT = Path(__file__).resolve().parents[2]
# An empty record, so that options always have the same order.
START = {"v": 1, "id": f"{1:032}", "time": "2026-01-01T00:00:00+00:00", "kind": "start", "seed": 1}
BEGIN = "from tools.site import recorder; recorder.start({few})"
END = "recorder.want_linked({links!r})\nrecorder.write({path!r})"
LINK = re.compile(r"\]\(#(lab=[^)\s]+)\)")  # in the prose: it sets a lab


def execute(notebook, folder, answers):
    """Run a notebook from the top in a fresh kernel, in a folder and with a file of answers."""
    NotebookClient(
        notebook,
        timeout=300,
        kernel_name="python3",
        extra_arguments=["--log-level=ERROR"],  # else each lesson warns of its own loopback
        store_widget_state=False,
        resources={"metadata": {"path": str(folder)}},
    ).execute(env=os.environ | {"KIT_ANSWERS": str(answers)})


def run(path, few=False):
    """Run one notebook from the top; return it with its outputs, and its labs.

    Of each lab, by its key, there are `states` in base64, only some if `few`, and `sources`.
    """
    notebook = nbformat.read(path, as_version=4)
    with tempfile.TemporaryDirectory() as folder:
        answers, labs = Path(folder, "my-answers.jsonl"), Path(folder, "labs.json")
        answers.write_text(json.dumps(START) + "\n")
        links = [link for cell in notebook.cells for link in LINK.findall(cell.source)]
        first = nbformat.v4.new_code_cell(BEGIN.format(few=few))
        last = nbformat.v4.new_code_cell(END.format(links=links, path=str(labs)))
        notebook.cells = [first, *notebook.cells, last]
        execute(notebook, path.parent, answers)
        notebook.cells = notebook.cells[1:-1]
        states = json.loads(labs.read_text(encoding="utf-8"))
    return notebook, states
