"""Start here: its map and its routes agree with the lessons, and what it says of the kit is so."""

import json
import re
import tomllib

from kit import labs
from kit.lesson import items, record, tally
from tests.lessons.common import NOTEBOOKS, prose

TEXT = prose("00-start")
ROOT = NOTEBOOKS.parent
ROW = re.compile(r"^\| \[(\d) · (.+?)\]\((0\d-[\w-]+)\.ipynb\) \| (.+?) \| (\d+) minutes \|", re.M)
ROUTE = re.compile(r"^\| \*\*(.+?)\*\* \| .+? \| (\[.+?) \| (\d+) minutes \|$", re.M)
MAP = {
    int(number): (title, name, int(minutes))
    for number, title, name, _, minutes in ROW.findall(TEXT)
}
ROUTES = {  # the curriculum's
    "One week": [1, 2, 3, 5, 6],
    "Two-hour taster": [2, 3, 8],
    "Psychology": [1, 2, 4, 6, 7],
    "Pharmacy and nursing": [3, 4, 5, 8],
    "Public reader": [1, 2, 6, 7, 8],
    "Everything": list(range(1, 10)),
}


def test_the_map_has_the_nine_lessons_with_their_titles_and_minutes():
    assert list(MAP) == list(range(1, 10))
    for number, (title, name, minutes) in MAP.items():
        assert tally.title(name.partition("-")[2]) == f"{number} · {title}"
        if (NOTEBOOKS / f"{name}.ipynb").exists():
            assert f"About {minutes} minutes alone" in prose(name), name
    names = {path.stem for path in NOTEBOOKS.glob("0[1-9]-*.ipynb")}
    assert names <= {name for _, name, _ in MAP.values()}


def test_the_routes_are_the_curriculums_and_their_minutes_add_up():
    found = {}
    for route, steps, minutes in ROUTE.findall(TEXT):
        links = re.findall(r"\[(\d)\]\((0\d-[\w-]+)\.ipynb\)", steps)
        found[route] = [int(number) for number, _ in links]
        assert all(MAP[int(number)][1] == name for number, name in links)
        assert int(minutes) == sum(MAP[number][2] for number in found[route]), route
    assert found == ROUTES


def test_the_readme_lists_the_same_lessons():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    listed = re.findall(
        r"^\| \[(\d) · (.+?)\]\(notebooks/(0\d-[\w-]+)\.ipynb\) \|.+?(\d+) minutes", readme, re.M
    )
    assert {int(n): (title, name, int(minutes)) for n, title, name, minutes in listed} == MAP


def test_links_beside_the_lessons_lead_somewhere():
    lessons = {f"{name}.ipynb" for _, name, _ in MAP.values()} | {"glossary.ipynb"}
    for target in set(re.findall(r"\]\(([^)]+)\)", TEXT)) - lessons:
        assert (NOTEBOOKS / target).exists(), target


def test_what_it_says_of_answers_is_so():
    assert f"`{record.FILE}`" in TEXT and f"`{record.ELSEWHERE}`" in TEXT
    view = (ROOT / "kit/lesson/passport.js").read_text(encoding="utf-8")
    for button in ("Download my answers", "Load answers from a file"):
        assert f"**{button}**" in TEXT and button in view


def test_the_parts_of_a_lab_are_called_as_the_lab_calls_them():
    view = (ROOT / "kit/chart/lab.js").read_text(encoding="utf-8")
    for part in (
        "Reset",
        "Extra controls",
        "Show the numbers",
        "What this model leaves out",
        "Larger text",
    ):
        assert f"**{part}**" in TEXT and f'"{part}"' in view
    assert '"Download the numbers (CSV)"' in view and '"Download the picture (PNG)"' in view


def test_it_has_a_lab_the_ledger_the_passport_and_the_safety_text():
    notebook = json.loads((NOTEBOOKS / "00-start.ipynb").read_text(encoding="utf-8"))
    said = ["".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert said[1:] == [
        'labs.dose_occupancy(drug="duloxetine")',
        "lesson.passport()",
        'labs.ledger("duloxetine SERT")',
        'lesson.safety("footer")',
        'lesson.safety("help")',
    ]
    assert {"dose_occupancy", "ledger"} <= set(labs.__all__)


def test_the_licences_are_those_of_the_tree():
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    content = (ROOT / "LICENSE-CONTENT.md").read_text(encoding="utf-8")
    assert "Attribution 4.0 (CC BY 4.0)" in content and "ShareAlike 4.0" in content
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["license"] == "MIT AND CC-BY-4.0"
    assert len(items.lessons()) <= len(MAP)
