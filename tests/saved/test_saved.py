"""Notebooks as saved: small, run in order, readable where nothing runs."""

import os
import re
import shutil
import subprocess
import sys

import nbformat
import pytest

from tests.files import NOTEBOOKS, ROOT, read
from tools.build_links import text_of


def code_cells(path):
    """The code cells of a notebook, with what they have left."""
    return [cell for cell in read(path)["cells"] if cell["cell_type"] == "code"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_saved_small_in_order_and_without_live_state(path):
    assert path.stat().st_size < 200_000
    assert "widgets" not in read(path)["metadata"]
    cells = code_cells(path)
    ran = [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert ran, f"The code cells of {path.name} have changed: run `make notebooks`."
    assert all(len("".join(cell["source"]).splitlines()) <= 8 for cell in cells)  # a learner's
    for output in (output for cell in cells for output in cell["outputs"]):
        assert output["output_type"] not in ("error", "stream")
        data = output.get("data", {})
        assert "application/vnd.jupyter.widget-view+json" not in data
        cut = re.findall(r"<td>[^<]*\w[^<]*\.\.\.</td>", "".join(data.get("text/html", "")))
        assert not cut  # no cell of a table


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_lab_leaves_a_picture_its_words_and_a_table(path):
    no_chart = ("labs.ledger", "labs.verdicts", "labs.clinical_page", "labs.uses_tiles")  # tables
    for cell in code_cells(path):
        source = "".join(cell["source"])
        if "labs." not in source or any(name in source for name in no_chart):
            continue
        page = "".join("".join(o["data"].get("text/html", "")) for o in cell["outputs"])
        (picture,) = re.findall(r'<img [^>]*src="data:image/png;base64,[^"]{4000,}"[^>]*>', page)
        assert len(re.search(r'alt="([^"]*)"', picture)[1]) > 30
        assert "<table>" in page
        if "lesson.predict(" in source:
            assert page.index('<details class="kit-covered">') < page.index(picture)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_a_prediction_opens_is_closed(path):
    cells = read(path)["cells"]
    for cell, after in zip(cells, cells[1:], strict=False):
        if "lesson.predict(" not in "".join(cell["source"]) or cell["cell_type"] != "code":
            continue
        if after["cell_type"] == "markdown":
            told = re.sub(r'<a id="[^"]*"></a>\s*', "", "".join(after["source"]))
            assert told.startswith(('<details class="after"><summary>', "#")), after["id"]
            assert told.count("<details") == told.count("</details>")
        for output in cell["outputs"]:
            page = "".join(output["data"].get("text/html", ""))
            seen = re.sub(r'<details class="kit-covered">.*', "", page, flags=re.DOTALL)
            assert "<img" not in seen and "<table" not in seen


CONSTANTS = [  # a file, and the value of an example drug and of a paper in it
    ("kit/labs/dose/dose_occupancy.py", "ed50: float = 5.0", "ed50: float = 5.5"),
    ("data/occupancy_fits.csv", ",SERT,repeated,122.5,", ",SERT,repeated,120.5,"),
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "old", "new"), CONSTANTS)
def test_nbval_notices_one_changed_constant(name, old, new, tmp_path):
    for part in ("kit", "data", "notebooks"):
        shutil.copytree(
            ROOT / part, tmp_path / part, ignore=shutil.ignore_patterns("__pycache__", ".*")
        )
    file = tmp_path / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    file.write_text(text.replace(old, new), encoding="utf-8")
    command = ["-m", "pytest", "--nbval", "--nbval-current-env", "-q", "-p", "no:cacheprovider"]
    environment = os.environ | {"PYTHONPATH": str(tmp_path)}
    where = {"cwd": tmp_path, "env": environment, "capture_output": True, "text": True}
    # that it passes unchanged, `make test` shows with the notebooks
    done = subprocess.run([sys.executable, *command, "notebooks/03-dose.ipynb"], **where)
    assert done.returncode == 1, done.stdout[-3000:]
    assert "mismatch" in done.stdout and " passed" in done.stdout


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_is_written_as_jupyterlab_would_write_it(path):
    assert path.read_text(encoding="utf-8") == text_of(nbformat.read(path, as_version=4))
