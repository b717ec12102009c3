"""A learner's answers, judged by today's questions, and counts over them.

Answers are judged anew by their ids each time, so that rewording changes no count. The passport
and the class view count nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kit.lesson import items, judge
from kit.lesson.items import Item
from kit.lesson.lines import CONFIDENCE, Event

KINDS = ("prediction", "answer", "check", "skip")  # of the events that are counted
NOT_ASKED = ("text", "claim")  # kinds that do not count as steps of a lesson
RIGHT, OTHER, SHOWN = "right", "other", "shown"  # used in place of an id for numbers and orders
HAND_IN = "hand-in"  # the event in which a learner chooses what a teacher may see
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,19}")  # as kit/lesson/passport.js asks for it
# Occasions on which a question is answered, in their usual order.
PREDICTION, FIRST_VOTE, LAST_VOTE = "prediction", "first vote", "last vote"
ANSWER, RECALL, BEFORE, AFTER = "answer", "recall", "before", "after"
OCCASIONS = (BEFORE, PREDICTION, FIRST_VOTE, LAST_VOTE, ANSWER, RECALL, AFTER)


@dataclass(frozen=True)
class Misconception:
    """A misconception: its name, the belief in a sentence, and the correction."""

    name: str
    belief: str
    so: str


@dataclass(frozen=True)
class Answer:
    """One answer to a question that this kit has, or a skip."""

    question: str  # its full name
    occasion: str  # one of `OCCASIONS`
    id: str  # of an option or a trap, or "right", "other", "shown"
    confidence: str | None
    right: bool | None  # None where nothing is right or wrong
    misconception: str  # "" for none
    event: Event  # the line of the file
    who: int = 0  # the learner's place in the class; 0 for a vote, which leads back to nobody


@dataclass(frozen=True)
class Progress:
    """How a learner's latest answers cover the questions of a lesson."""

    questions: int
    predicted: int
    skipped: int
    answered: int
    right: int

    @property
    def reached(self) -> int:
        """How many were predicted, skipped or answered."""
        return self.predicted + self.skipped + self.answered

    @property
    def so_far(self) -> str:
        """Progress in a word: "done", "begun" or "not yet"."""
        return "done" if self.reached >= self.questions else "begun" if self.reached else "not yet"


@items.remembered
def misconceptions() -> dict[str, Misconception]:
    """Every misconception by its id."""
    listed = items.content("misconceptions")["misconceptions"]
    return {name: Misconception(**fields) for name, fields in listed.items()}


def title(lesson: str) -> str:
    """The title of a lesson, such as "2 · Blocking the exit"."""
    if lesson == items.START:
        return "Start here"
    place = list(items.shelf()).index(lesson) + 1
    return f"{place} · {items.shelf()[lesson]['title']}"


@items.remembered
def questions() -> dict[str, Item]:
    """Every question of this kit by its full name.

    What a learner's file calls a question is looked up here and never used as a path.
    """
    return {k: item for section in items.sections() for k, item in items.lesson(section).items()}


def answers(events: Iterable[Event], who: int = 0) -> list[Answer]:
    """The answers and skips among events whose question and answer this kit knows, in order."""
    judged = (_answer(event, who) for event in events if event["kind"] in KINDS)
    return [answer for answer in judged if answer]


def _answer(event: Event, who: int) -> Answer | None:
    name, when, kind = event.get("item", ""), event.get("when", ""), event["kind"]
    if name not in questions() or event.get("v") == 1:  # by a place or words, of nothing now asked
        return None
    item = items.form(questions()[name], when)
    occasion = {"check": AFTER if when == AFTER else BEFORE, "answer": ANSWER}.get(kind, PREDICTION)
    if kind == "answer" and when.startswith(RECALL):
        occasion = RECALL
    if kind == "skip":
        return Answer(name, occasion, SHOWN, None, None, "", event, who)
    try:
        verdict = judge.judge_event(item, event)
    except (ValueError, LookupError, TypeError):
        return None
    if item["kind"] in ("choice", "claim"):
        key = event["answer"]
    else:
        key = RIGHT if verdict["right"] else verdict.get("trap", OTHER)
    idea, sure = verdict["misconception"] or "", event.get("confidence")
    return Answer(name, occasion, key, sure, verdict["right"], idea, event, who)


def unknown(events: list[Event]) -> str:
    """A sentence on the number of answers that this kit cannot use; "" for none."""
    count = sum(event["kind"] in KINDS for event in events) - len(answers(events))
    if not count:
        return ""
    belong = "answers belong" if count > 1 else "answer belongs"
    return (
        f"{count} {belong} to questions or options that this version of the kit does not have: "
        "kept in the file, and not counted."
    )


def handed_in(events: Iterable[Event]) -> tuple[str, bool]:
    """The code that was chosen last ("" for none), and whether exit cards may be read."""
    chosen = [event for event in events if event["kind"] == HAND_IN]
    last = chosen[-1] if chosen else {}
    code = str(last.get("code", ""))
    return code if CODE.fullmatch(code) else "", last.get("exit_cards") is True


def offered(name: str) -> set[str]:
    """The misconceptions that the wrong answers of a question carry."""

    def inside(part: Any) -> set[str]:
        if isinstance(part, dict):
            own = {part["misconception"]} if "misconception" in part else set()
            return own.union(*map(inside, part.values()))
        return set().union(*map(inside, part)) if isinstance(part, list) else set()

    return inside(questions().get(name, {})) & set(misconceptions())


def without_open_pretests(answers: list[Answer]) -> list[Answer]:
    """The answers without those of the pre-test that have no post-test answer yet.

    The check before the course does not say what is right, so no count may either.
    """
    closed = {answer.question for answer in answers if answer.occasion == AFTER}
    return [each for each in answers if each.occasion != BEFORE or each.question in closed]


def firsts(answers: Iterable[Answer]) -> list[Answer]:
    """The first answer of each learner to each question on each occasion, in order."""
    by_occasion: dict[tuple[int, str, str], Answer] = {}
    for answer in answers:
        by_occasion.setdefault((answer.who, answer.question, answer.occasion), answer)
    return list(by_occasion.values())


def calibration(answers: Iterable[Answer]) -> dict[str, tuple[int, int]]:
    """How many first answers were right, and how many there were, by confidence."""
    judged = [answer for answer in firsts(answers) if answer.right is not None]
    rights = {word: [a.right for a in judged if a.confidence == word] for word in CONFIDENCE}
    return {word: (sum(map(bool, right)), len(right)) for word, right in rights.items()}


def confused(answers: Iterable[Answer]) -> dict[str, list[bool]]:
    """For each misconception that was met: was it chosen, each time, in order.

    It is met where it was chosen, and where a question that offers it was answered rightly. Those
    chosen the last time come first, then in the order of their list.
    """
    times_chosen: dict[str, list[bool]] = {name: [] for name in misconceptions()}
    for answer in answers:
        if answer.right:
            for name in offered(answer.question):
                times_chosen[name].append(False)
        elif answer.misconception in times_chosen:
            times_chosen[answer.misconception].append(True)
    met = {name: times for name, times in times_chosen.items() if any(times)}
    return dict(sorted(met.items(), key=lambda idea: not idea[1][-1]))


def progress(answers: Iterable[Answer]) -> dict[str, Progress]:
    """Progress by lesson."""
    latest = {a.question: a for a in answers if a.occasion not in (BEFORE, AFTER)}
    by_lesson = {}
    for lesson in items.lessons():
        asked = [
            name
            for name, item in questions().items()
            if name.split("-")[0] == lesson
            and name.split("-")[1] != RECALL
            and item["kind"] not in NOT_ASKED
        ]
        own = [latest[name] for name in asked if name in latest]
        skipped = sum(answer.id == SHOWN for answer in own)
        predicted = sum(answer.occasion == PREDICTION for answer in own) - skipped
        by_lesson[lesson] = Progress(
            questions=len(asked),
            predicted=predicted,
            skipped=skipped,
            answered=len(own) - skipped - predicted,
            right=sum(answer.right is True for answer in own),
        )
    return by_lesson
