"""Start here: its map and its routes agree with the lessons, and what it says of the kit is so."""

import json
import re

from kit.lesson import items
from tests.lessons import lesson
from tests.lessons.lesson import NOTEBOOKS
from tests.lessons.test_minutes import NAMES

CELLS = json.loads((NOTEBOOKS / "00-start.ipynb").read_text(encoding="utf-8"))["cells"]
TEXT = "\n".join("".join(cell["source"]) for cell in CELLS if cell["cell_type"] == "markdown")
ROOT = NOTEBOOKS.parent
ROW = re.compile(
    r"^\| \[(.+?)\]\((?:notebooks/)?\d\d-(\w+)\.ipynb\) \| (.+?) \| (\d+)\b.*\|$", re.M
)
ROUTE = re.compile(r"^\| \*\*(.+?)\*\*.*? \| (\[.+?) \| (\d+) \|$", re.M)
MAP = {
    name: (title, question, int(minutes)) for title, name, question, minutes in ROW.findall(TEXT)
}


def test_the_map_has_every_lesson_with_its_title_question_and_minutes():
    assert list(MAP) == items.lessons()
    for name, (title, question, minutes) in MAP.items():
        assert items.shelf()[name]["title"] == title
        if name in NAMES:  # the others still have the minutes of the first edition
            opening = lesson.sections(name)[0].text
            assert f"**{question}**" in opening and f"About {minutes} minutes" in opening


def test_the_minutes_of_a_route_add_up():
    found = ROUTE.findall(TEXT)
    assert len(found) == len(items.routes())
    for (route, steps, minutes), one in zip(found, items.routes().values(), strict=True):
        names = re.findall(r"\[(\w+)\]\(\d\d-(\w+)\.ipynb\)", steps)
        assert all(said == name for said, name in names)
        assert one["title"].startswith(route) and [name for _, name in names] == one["lessons"]
        assert int(minutes) == sum(MAP[name][2] for _, name in names), route
