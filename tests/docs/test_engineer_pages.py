"""The pages for engineers, and README: files, functions and verbs exist, links lead to places."""

import re

import pytest
import yaml

from tests.files import ROOT, read

PAGES = [
    "docs/architecture.md",
    "docs/add-a-lab.md",
    "docs/another-subject.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "README.md",
]
STEP = re.compile(r"^\| .+? \| `([\w./-]+\.\w+)` \| ((?:`\w+`(?:, )?)+) \|$", re.M)
WORKFLOWS = ROOT / ".github" / "workflows"
VERBS = set(re.search(r"^\.PHONY:(.*)$", read("Makefile"), re.M)[1].split())
# what `make new-lab` makes, what a learner's folder holds, what is no file
ELSEWHERE = re.compile(r"my_lab|my-answers|my-lessons|OWNER|^items/|^build/|\.venv|^text/plain$")


def anchors(text):
    """The anchors of the headings of a page, as GitHub makes them."""
    heads = re.findall(r"^#+ (.+)$", text, re.M)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_each_step_names_what_stands_in_its_file():
    steps = STEP.findall(read("docs/architecture.md"))
    assert len(steps) > 30
    for file, names in steps:
        text = (ROOT / file).read_text(encoding="utf-8")
        for name in re.findall(r"`(\w+)`", names):
            made = rf"(def|class|function) {name}\b|^\s*(async )?{name}\(|\b{name} = |[\",]{name}\b"
            assert re.search(made, text, re.M), f"{name} is not in {file}"


@pytest.mark.parametrize("page", PAGES)
def test_files_that_are_named_exist(page):
    for token in re.findall(r"`([^`\n]+)`", read(page)):
        if re.fullmatch(r"[\w.-]+(/[\w.-]*)+|[\w-]+\.(md|toml|lock|csv|jsonl)", token):
            assert ELSEWHERE.search(token) or (ROOT / token).exists(), token


def test_tests_that_are_named_exist():
    named = re.findall(r"`((?:\w+/)*test_\w+\.py)(?:::(\w+))?`", read("docs/reliability.md"))
    assert len(named) > 50
    for file, name in named:
        assert re.search(rf"^def {name or 'test_'}", read(f"tests/{file}"), re.M), (file, name)


@pytest.mark.parametrize("page", PAGES)
def test_verbs_of_make_exist(page):
    said = set(re.findall(r"(?:`|^)make ([a-z][a-z-]*)", read(page), re.M))
    assert said <= VERBS, said - VERBS


@pytest.mark.parametrize("page", [*PAGES, *map(str, (ROOT / "docs").rglob("*.md"))])
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)\s]+)\)", read(page)):
        if "://" in target:
            continue
        file, _, place = target.partition("#")
        path = (ROOT / page).parent / file if file else ROOT / page
        assert path.exists(), target
        known = place in anchors(read(path)) if path.suffix == ".md" else 1
        assert not place or known, target


def test_the_workflows_run_our_own_commands():
    found = {path.stem: yaml.safe_load(path.read_text()) for path in WORKFLOWS.glob("*.yml")}
    assert found.keys() == {"test", "site", "binder", "newest"}
    runs = [
        step["run"]
        for each in found.values()
        for job in each["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]
    assert {run.split()[1] for run in runs if run.startswith("make ")} <= VERBS
    first = next(step["run"] for step in found["test"]["jobs"]["test"]["steps"] if "run" in step)
    assert first == read(".ci/run").splitlines()[-1] == "make test"
    for name in re.findall(r"(?:notebooks|tests|tools)/[\w./-]+\w", "\n".join(runs)):
        assert (ROOT / name).exists(), name
    assert read("pyproject.toml")["project"]["requires-python"] == ">=3.11"
