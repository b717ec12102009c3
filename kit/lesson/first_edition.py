"""Answers of the first edition, in which an option was known by its words.

`items/first_edition.csv` has what this edition still asks: `question` and `said` as they were
called then, `item` and `id` as they are called now; without `said`, only the question's name is
new. What has no row is kept as it is, and counted by nobody.
"""

import csv
from typing import Any

from kit.lesson import items

WORDLESS = ("skip", "because")  # kinds of event that hold no option


@items.remembered
def table() -> dict[str, tuple[str, dict[str, str]]]:
    """Old question names, each with its new name and the ids of its old answers."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    path = items.FOLDER / "first_edition.csv"
    if path.exists():
        for row in csv.DictReader(path.read_text(encoding="utf-8").splitlines()):
            ids = found.setdefault(row["question"], (row["item"], {}))[1]
            ids |= {row["said"]: row["id"]} if row["said"] else {}
    return found


def translated(event: dict[str, Any]) -> dict[str, Any]:
    """An event of the first edition as one of this edition; unchanged where it has none."""
    item, ids = table().get(event.get("item", ""), ("", {}))
    answer = event.get("answer")
    if ids and event["kind"] not in WORDLESS:
        answer = ids.get(str(event.get("said")), "")
        if not answer:
            return event
    made = {"v": 2, "lesson": item.partition("-")[0], "item": item, "answer": answer}
    return event | made if item else event
