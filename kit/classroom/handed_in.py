"""What learners chose to share: a code of their own, and the words of exit cards.

Also how far each is, and what they concluded at a bench; nothing else of a file leaves the counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from kit.lesson import hand_in, items, lines, tally
from kit.lesson.first_edition import Event

LONGEST = 600  # at most this many letters of an exit card are shown
SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")


@dataclass(frozen=True)
class HandedIn:
    """A learner's code, and how many questions of each lesson were reached."""

    code: str
    reached: dict[str, int]


@dataclass(frozen=True)
class ExitCard:
    """An exit card of a learner who agreed to share it."""

    lesson: str
    question: str
    words: str


@dataclass(frozen=True)
class Conclusion:
    """How many reached the same conclusion on an unknown, and how many of them were right.

    Parameters
    ----------
    question, answer : str
    learners, right : int
    score : float
        The median, out of 100.
    """

    question: str
    answer: str
    learners: int
    right: int
    score: float


def handed_in(learners: Iterable[list[Event]]) -> list[HandedIn]:
    """Every learner with a code, in the order of the codes."""
    rows = []
    for events in learners:
        code, _ = hand_in.last(events)
        if code:
            reached = {lesson: count.reached for lesson, count in tally.progress(events).items()}
            rows.append(HandedIn(code, reached))
    return sorted(rows, key=lambda row: (row.code.lower(), [*row.reached.values()]))


def exit_cards(learners: Iterable[list[Event]]) -> list[ExitCard]:
    """The latest exit cards of learners who agreed, sorted so that none can be traced."""
    cards = {name: lesson for lesson in items.lessons() for name in items.exits(lesson)}
    rows = []
    for events in learners:
        _, agreed = hand_in.last(events)
        wrote = {event.get("item"): event for event in events if event["kind"] == "exit" and agreed}
        for name, event in wrote.items():
            text = event.get("answer")
            if isinstance(name, str) and name in cards and isinstance(text, str) and text.strip():
                rows.append(ExitCard(cards[name], name, lines.printable(text.strip(), LONGEST)))
    place = [*cards].index
    return sorted(rows, key=lambda card: (place(card.question), card.words.lower(), card.words))


def conclusions(learners: Iterable[list[Event]]) -> list[Conclusion]:
    """The first conclusion of each learner on each unknown, counted, most frequent first."""
    marks_by_answer: dict[tuple[str, str], list[tuple[bool, float]]] = {}
    for events in learners:
        first: dict[str, Event] = {}
        for event in events:
            if event["kind"] == "conclusion" and _is_conclusion(event):
                first.setdefault(event["item"], event)
        for item, event in first.items():
            marks = bool(event["right"]), float(event["score"])
            marks_by_answer.setdefault((item, event["answer"]), []).append(marks)
    rows = [
        Conclusion(item, answer, len(marks), sum(right for right, _ in marks), median(
            score for _, score in marks))
        for (item, answer), marks in marks_by_answer.items()
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.question, -row.learners, row.answer))


def _is_conclusion(event: Event) -> bool:
    """Return True if a conclusion names a question, an id, a verdict and a score."""
    slugs = (event.get("item"), event.get("answer"))
    score = event.get("score")
    return (
        all(isinstance(slug, str) and SLUG.fullmatch(slug) for slug in slugs)
        and event["item"].partition("-")[0] in items.shelf()
        and isinstance(event.get("right"), bool)
        and isinstance(score, int | float)
        and 0 <= score <= 100
    )
