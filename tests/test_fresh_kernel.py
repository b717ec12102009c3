"""A restarted kernel runs any cell of a lesson alone, as the page asks for."""

import subprocess
import sys

import nbformat
import pytest
from jupyter_client.manager import start_new_kernel

from tests.files import ROOT


def cells(notebook):
    """The cells of a lesson that name a room of the kit, without the one that imports them."""
    found = nbformat.read(notebook, as_version=4).cells
    return [c.source for c in found if c.cell_type == "code" and "import" not in c.source]


def run(client, code):
    """What a cell printed or showed as text; an error is raised."""
    said = []
    reply = client.execute_interactive(code, timeout=60, output_hook=said.append)
    assert reply["content"]["status"] == "ok", reply["content"].get("evalue")
    return [message["content"] for message in said if message["msg_type"] == "stream"]


@pytest.fixture
def client(tmp_path, monkeypatch):
    """A fresh kernel of this environment, in a folder of its own."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    manager, client = start_new_kernel(kernel_name="python3", cwd=tmp_path)
    yield client
    client.stop_channels()
    manager.shutdown_kernel(now=True)


def test_the_first_cell_that_runs_need_not_be_the_one_that_imports(client):
    lesson = cells(next((ROOT / "notebooks").glob("03-*.ipynb")))
    prediction = next(code for code in lesson if "lesson.predict(" in code)
    assert run(client, prediction) == []  # no warning either
    assert run(client, "evidence.sources('meyer2004')") == []


def test_a_name_of_the_learner_is_left_alone(client):
    run(client, "labs = 'mine'")
    run(client, "assert labs == 'mine'")
    run(client, "def lesson(): return 7")
    run(client, "assert lesson() == 7")


def test_a_kernel_that_names_no_room_loads_none():
    code = (
        "import sys; from IPython.core.interactiveshell import InteractiveShell; "
        "import kit; shell = InteractiveShell.instance(); kit.load_ipython_extension(shell); "
        "shell.run_cell('x = 1'); print([m for m in sys.modules if m.startswith('kit.')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
