"""What learners chose to share: a code of their own, and the words of exit cards.

Also how far each is, and what they concluded at a bench; nothing else of a file leaves the counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from kit.lesson import hand_in, items, lines, tally
from kit.lesson.lines import Event

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
    """How many reached the same conclusion on an unknown; `score` is the median, out of 100."""

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
            progress = tally.progress(tally.answers(events))
            rows.append(HandedIn(code, {name: count.reached for name, count in progress.items()}))
    return sorted(rows, key=lambda row: (row.code.lower(), [*row.reached.values()]))


def exit_cards(learners: Iterable[list[Event]]) -> list[ExitCard]:
    """The latest exit cards of learners who agreed, sorted so that none can be traced."""
    cards = {name: lesson for lesson in items.lessons() for name in items.exits(lesson)}
    rows = []
    for events in learners:
        _, agreed = hand_in.last(events)
        wrote = {event.get("item"): event for event in events if event["kind"] == "exit" and agreed}
        for name in cards.keys() & wrote.keys():
            text = wrote[name].get("answer")
            if isinstance(text, str) and text.strip():
                rows.append(ExitCard(cards[name], name, lines.printable(text.strip(), LONGEST)))
    place = [*cards].index
    return sorted(rows, key=lambda card: (place(card.question), card.words.lower(), card.words))


def conclusions(learners: Iterable[list[Event]]) -> list[Conclusion]:
    """The first conclusion of each learner on each unknown, counted, most frequent first."""
    by_answer: dict[tuple[str, str], list[Event]] = {}
    for events in learners:
        concluded = [event for event in events if _is_conclusion(event)]
        for item, event in {event["item"]: event for event in reversed(concluded)}.items():
            by_answer.setdefault((item, event["answer"]), []).append(event)
    rows = [
        Conclusion(
            item,
            answer,
            len(events),
            sum(event["right"] for event in events),
            median(float(event["score"]) for event in events),
        )
        for (item, answer), events in by_answer.items()
    ]
    return sorted(rows, key=lambda row: (row.question, -row.learners, row.answer))


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
