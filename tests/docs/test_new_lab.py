"""`make new-lab` yields a lab that passes every check at once; tried in a copy of the kit."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kit import labs
from tests.files import ROOT, cells, read

NAME = "transporter_share_of_a_new_drug"
PARTS = (
    *("kit", "data", "tools", "docs/models", "docs/validation.md"),
    *("tests/labs", "tests/files.py", "tests/toy.py", "tests/traces.py"),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """A copy of what the tool needs, with one new lab in it."""
    folder = tmp_path_factory.mktemp("kit")
    no = shutil.ignore_patterns("__pycache__", ".*", "node_modules")
    for part in PARTS:
        (folder / part).parent.mkdir(exist_ok=True)
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, folder / part, ignore=no)
        else:
            shutil.copy(ROOT / part, folder / part)
    shutil.copy(ROOT / "pyproject.toml", folder)
    made = run(folder, "tools/new_lab.py", NAME)
    assert made.returncode == 0, made.stdout + made.stderr
    return folder


def run(folder, *command):
    """Run this Python, or a program beside it, at the top of the copy."""
    if command[0].endswith(".py"):
        command = sys.executable, *command
    else:
        command = str(Path(sys.executable).parent / command[0]), *command[1:]
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )


@pytest.mark.slow
def test_a_new_lab_keeps_the_contract_and_its_own_test_passes(copy):
    tests = f"tests/labs/test_{NAME}.py", "tests/labs/test_contract.py"
    wanted = "-k", f"[{NAME}] or test_{NAME}"
    done = run(copy, "pytest", "-v", "-p", "no:cacheprovider", *wanted, *tests)
    assert done.returncode == 0, done.stdout[-3000:]
    contract = read("tests/labs/test_contract.py")
    kept = re.findall(rf"::(\w+)\[{NAME}\] PASSED", done.stdout)
    assert sorted(kept) == sorted(re.findall(r"^def (test_\w+)\((?:make|lab)\b", contract, re.M))
    assert len(re.findall(rf"test_{NAME}\.py::\w+ PASSED", done.stdout)) == 2


@pytest.mark.slow
def test_a_new_lab_passes_style_and_imports_and_its_notebook_runs(copy):
    notebook = copy / "drafts" / f"{NAME}.ipynb"
    code = "\n".join(cells(notebook, "code"))
    assert f"labs.{NAME}()" in code and "my_lab" not in str(read(notebook))
    program = copy / "drafts" / "cells.py"
    program.write_text(code, encoding="utf-8")
    for command in (
        [str(program)],
        ["ruff", "check", "--no-cache", "kit/labs", "tests/labs"],
        ["ruff", "format", "--check", "--no-cache", "kit/labs", "tests/labs"],
        ["lint-imports", "--no-cache"],
    ):
        done = run(copy, *command)
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("name", ["", "My-Lab", "class", "dose_occupancy", "dose", "style", NAME])
def test_an_impossible_name_is_refused_and_nothing_changes(copy, name):
    before = sorted(copy.rglob("*.py"))
    done = run(copy, "tools/new_lab.py", name)
    said = "cannot be a lab" if name in ("", "My-Lab", "class") else "is taken"
    assert done.returncode == 2 and said in done.stderr
    assert sorted(copy.rglob("*.py")) == before


def test_no_lab_has_the_name_of_a_module():
    """Once loaded, the module would stand in its place: `labs.tank()` would call a module."""
    modules = {path.stem for path in (ROOT / "kit" / "labs").glob("*.py")}
    assert not modules & set(labs.WHERE)
