"""Answers of the first edition, in which an option was known by its words or by its place.

`items/first_edition.csv` has what this edition still asks: `question` and `said` as they were
called then, `item` and `id` as they are called now; without `said`, only the question's name is
new. A question that goes takes its rows with it.
"""

import csv
from typing import Any

from kit.lesson import items

Event = dict[str, Any]


@items.remembered
def table() -> dict[str, tuple[str, dict[str, str]]]:
    """Old question names, each with its new name and the ids of its old answers."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    path = items.FOLDER / "first_edition.csv"
    if not path.exists():
        return found
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            ids = found.setdefault(row["question"], (row["item"], {}))[1]
            if row["said"]:
                ids[row["said"]] = row["id"]
    return found


def translated(event: Event) -> Event:
    """An event of the first edition as one of this edition; unchanged where it has none."""
    item = event.get("item")
    if not isinstance(item, str) or item not in table():
        return event
    name, ids = table()[item]
    answer = event.get("answer")
    if ids and event["kind"] not in ("skip", "because"):
        said = event.get("said")
        answer = _answer(said, ids, isinstance(answer, list)) if isinstance(said, str) else None
        if answer is None:
            return event
    made = event | {"v": 2, "lesson": name.partition("-")[0], "item": name}
    return made | ({"answer": answer} if "answer" in event else {})


def _answer(said: str, ids: dict[str, str], is_order: bool) -> Any:
    """The id of what was said, or the ids of things that were listed with commas; None if lost."""
    if not is_order:
        return ids.get(said)
    found = []
    while said:
        first = max((text for text in ids if said.startswith(text)), key=len, default="")
        if not first:
            return None
        found.append(ids[first])
        said = said[len(first) :].removeprefix(", ")
    return found
