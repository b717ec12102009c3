"""The answers of a class, from files or phones, judged by today's questions.

Everything that is counted is counted over `Given`, wherever it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kit.classroom.room import Round
from kit.lesson import tally
from kit.lesson.first_edition import Event

RIGHT, OTHER, SHOWN = "right", "other", "shown"  # used in place of an id for numbers and orders
# Occasions on which a question is answered, in their usual order.
PREDICTION, FIRST_VOTE, LAST_VOTE = "prediction", "first vote", "last vote"
ANSWER, RECALL, BEFORE, AFTER = "answer", "recall", "before", "after"
OCCASIONS = (BEFORE, PREDICTION, FIRST_VOTE, LAST_VOTE, ANSWER, RECALL, AFTER)


@dataclass(frozen=True)
class Given:
    """One answer.

    Parameters
    ----------
    who : int
        The learner's place in the class; 0 for a vote, which leads back to nobody.
    question, occasion : str
        The full name of the question, and one of `OCCASIONS`.
    answer : str
        The id of an option or a trap, or "right", "other", "shown".
    confidence : str or None
    right : bool or None
        None where nothing is right or wrong.
    misconception : str
        "" for none.
    line : tuple of float
        A drawn line at its places.
    """

    who: int
    question: str
    occasion: str
    answer: str
    confidence: str | None
    right: bool | None
    misconception: str
    line: tuple[float, ...] = ()


def of_learner(who: int, events: list[Event]) -> list[Given]:
    """The first answer of a learner to each question on each occasion."""
    firsts: dict[tuple[str, str], Given] = {}
    for event in tally.firsts(events):
        occasion = _occasion(event)
        if occasion and (given := _given(who, occasion, event)):
            firsts.setdefault((given.question, occasion), given)
    return list(firsts.values())


def of_room(rounds: Iterable[Round]) -> Iterator[Given]:
    """The votes of a room, of each question those of its first and of its last round."""
    by_question: dict[str, list[Round]] = {}
    for round in rounds:
        if round.votes:
            by_question.setdefault(round.item, []).append(round)
    for of_one in by_question.values():
        for occasion, round in zip((FIRST_VOTE, LAST_VOTE), _ends(of_one), strict=False):
            for vote in round.votes.values():
                event = {"v": 2, "kind": PREDICTION, "item": round.item, "answer": vote.answer}
                given = _given(0, occasion, event | {"confidence": vote.confidence})
                if given:
                    yield given


def _ends(rounds: list[Round]) -> list[Round]:
    return rounds if len(rounds) < 2 else [rounds[0], rounds[-1]]


def _occasion(event: Event) -> str | None:
    """The occasion of an event; None for a kind that is not counted."""
    when = event.get("when", "")
    if event["kind"] == "check":
        return when if when in (BEFORE, AFTER) else None
    if event["kind"] == "answer":
        return RECALL if when.startswith("recall") else ANSWER
    return PREDICTION if event["kind"] in ("prediction", "skip") else None


def _given(who: int, occasion: str, event: Event) -> Given | None:
    """An event as an answer; None if its question or answer is unknown."""
    item, name = tally.question_of(event), event["item"]
    if item is None:
        return None
    if event["kind"] == "skip":
        return Given(who, name, occasion, SHOWN, None, None, "")
    verdict = tally.verdict(event)
    if verdict is None:
        return None
    line: tuple[float, ...] = ()
    if item["kind"] in ("choice", "claim"):
        answer = str(event["answer"])
    elif item["kind"] == "line":
        answer, line = OTHER, tuple(float(value) for value in event["answer"])
    else:
        answer = RIGHT if verdict["right"] else verdict.get("trap", OTHER)
    idea = verdict["misconception"] or ""
    return Given(who, name, occasion, answer, event.get("confidence"), verdict["right"], idea, line)
