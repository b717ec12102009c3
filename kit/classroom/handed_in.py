"""What learners chose to share: a code of their own, and the words of exit cards.

Also how far each is, and what they concluded at a bench; nothing else of a file leaves the counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from pandas import DataFrame

from kit.lesson import items, lines, tally
from kit.lesson.lines import Event

LONGEST = 600  # at most this many letters of an exit card are shown
CONCLUDED = ("item", "answer", "right", "score")  # fields of a conclusion
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


def handed_in(learners: Iterable[list[Event]]) -> DataFrame:
    """Every learner with a code, and how many questions of each lesson were reached."""
    rows: list[tuple[Any, ...]] = []
    for events in learners:
        code, _ = tally.handed_in(events)
        if code:
            progress = tally.progress(tally.answers(events))
            rows.append((code, *(count.reached for count in progress.values())))
    rows.sort(key=lambda row: (row[0].lower(), row[1:]))
    return DataFrame(rows, columns=["code", *items.lessons()])


def exit_cards(learners: Iterable[list[Event]]) -> DataFrame:
    """The latest exit cards of learners who agreed, sorted so that none can be traced."""
    cards = {name: lesson for lesson in items.lessons() for name in items.exits(lesson)}
    rows = []
    for events in learners:
        _, agreed = tally.handed_in(events)
        wrote = {event.get("item"): event for event in events if event["kind"] == "exit" and agreed}
        for name in cards.keys() & wrote.keys():
            text = wrote[name].get("answer")
            if isinstance(text, str) and text.strip():
                rows.append((cards[name], name, lines.printable(text.strip(), LONGEST)))
    place = [*cards].index
    rows.sort(key=lambda row: (place(row[1]), row[2].lower(), row[2]))
    return DataFrame(rows, columns=["lesson", "question", "words"])


def conclusions(learners: Iterable[list[Event]]) -> DataFrame:
    """The first conclusion of each learner on each unknown, counted, most frequent first.

    `score` is the median of those who reached it, out of 100.
    """
    rows = [
        (who, event["item"].partition("-")[0], *(event[field] for field in CONCLUDED))
        for who, events in enumerate(learners)
        for event in events
        if _is_conclusion(event)
    ]
    table = DataFrame(rows, columns=["who", "lesson", "question", *CONCLUDED[1:]])
    first = table.drop_duplicates(["who", "question"])
    counted = first.groupby(["lesson", "question", "answer"], as_index=False).agg(
        learners=("who", "size"), right=("right", "sum"), score=("score", "median")
    )
    return counted.sort_values(["question", "learners", "answer"], ascending=[True, False, True])


def _is_conclusion(event: Event) -> bool:
    """Return True if an event names a question, an id, a verdict and a score."""
    slugs = (event.get("item"), event.get("answer"))
    score = event.get("score")
    return (
        event["kind"] == "conclusion"
        and all(isinstance(slug, str) and SLUG.fullmatch(slug) for slug in slugs)
        and event["item"].partition("-")[0] in items.shelf()
        and isinstance(event.get("right"), bool)
        and isinstance(score, int | float)
        and 0 <= score <= 100
    )
