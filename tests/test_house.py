"""The house rules that a machine can check: imports, style, the lock, licences, stray files."""

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from kit import labs
from tests.files import ROOT, read

PINS = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", read("requirements.lock"), flags=re.M))
BIN = Path(sys.executable).parent  # programs of this environment, not others on the PATH
PROJECT = read("pyproject.toml")["project"]


def run(*command):
    """Run a program at the top of the tree; fail the test with all it printed."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def names(dependencies):
    """The packages that some lines of requirements name."""
    return {re.match(r"[a-z0-9-]+", line).group() for line in dependencies}


def files():
    """Every file that is committed or about to be, but for a teacher's own lessons."""
    listed = run(
        "git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", ":!my-lessons"
    )
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


@pytest.mark.parametrize(
    "check",
    ["lint-imports --no-cache", "mypy", "ruff check --no-cache", "ruff format --check --no-cache"],
)
def test_imports_types_and_style_pass(check):
    program, *options = check.split()
    run(str(BIN / program), *options)


def test_the_import_rule_sees_every_folder_of_labs():
    folders = {path.parent for path in (ROOT / "kit" / "labs").rglob("*.py")}
    assert all((folder / "__init__.py").exists() for folder in folders)


@pytest.mark.parametrize("module", labs.WHERE.values())
def test_no_lab_imports_another_lab(module):
    tree = ast.parse(read(f"kit/labs/{module.replace('.', '/')}.py"))
    asked = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not asked & {f"kit.labs.{other}" for other in labs.WHERE.values()}


def test_lock_serves_every_dependency():
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]
    assert names(wanted) <= PINS.keys(), "run `make lock`"
    # It comes with jsonschema's optional formats and costs a second of import in each kernel.
    assert "rfc3987-syntax" not in PINS


def test_conda_environment_agrees_with_the_lock():
    environment = yaml.safe_load(read("environment.yml"))
    assert environment["channels"] == ["conda-forge"]
    *conda, pip = environment["dependencies"]
    assert conda == ["python=3.11", "pip"]  # "python>=3.11" silently becomes 3.10 on Binder
    named = dict(line.split("==") for line in pip["pip"])
    assert named == {name: PINS[name] for name in named}
    assert named.keys() == names(PROJECT["dependencies"]) | {"nbval"}


def test_help_lists_every_verb():
    verbs = re.search(r"^\.PHONY:(.*)$", read("Makefile"), flags=re.M).group(1)
    listed = re.findall(r"^  make ([\w-]+) +\S", run("make", "--no-print-directory", "help"), re.M)
    assert sorted(listed) == sorted(verbs.split())


def test_citation_agrees_with_the_package():
    citation = yaml.safe_load(read("CITATION.cff"))
    assert citation["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= citation.keys()
    assert str(citation["version"]) == PROJECT["version"]
    assert PROJECT["version"] in read("CHANGELOG.md")
    assert " AND ".join(citation["license"]) == PROJECT["license"]
    assert "doi" not in citation and "identifiers" not in citation  # until there is one


def test_programs_may_run_and_files_are_small():
    assert shutil.which(ROOT / ".ci/run") and shutil.which(ROOT / "postBuild")
    assert not [str(path) for path in files() if path.stat().st_size > 2 * 2**20]


def test_no_file_names_somebodys_folder():
    # Saved tracebacks and tool output like to carry the path of the machine they ran on.
    folders = r"(?<![\w/.-])(?:/home/|/Users/|/root/|[A-Z]:\\{1,2}Users\\)[^\s/\\]"
    pattern = re.compile(rf"{folders}|{re.escape(str(ROOT))}(?![\w-])".encode())
    found = [
        f"{path.relative_to(ROOT)}: {hit.group().decode()}"
        for path in files()
        if path != Path(__file__).resolve() and (hit := pattern.search(path.read_bytes()))
    ]
    assert not found


def test_the_javascript_of_every_view_passes_its_linter():
    # as it reaches the page: one module, all its files together, so a name declared twice shows
    assert "on 0 files" not in run(sys.executable, "tools/lint_javascript.py")


@pytest.mark.skipif(
    not (ROOT / "tools/javascript/node_modules").exists(),
    reason="the TypeScript compiler is not here: `make lint` installs it",
)
def test_the_types_of_the_javascript_fit():
    for page in (ROOT / "tools/javascript").glob("tsconfig*.json"):
        run(str(ROOT / "tools/javascript/node_modules/.bin/tsc"), "-p", str(page))


def test_tools_stand_without_tests_and_nobody_edits_the_path():
    for path in (p for room in ("tools", "bench", "kit") for p in (ROOT / room).rglob("*.py")):
        text = read(path)
        assert "sys.path" not in text, path
        if "bench" not in path.parts and "template" not in path.parts:
            assert not re.search(r"^\s*(from|import) tests\b", text, re.M), path
