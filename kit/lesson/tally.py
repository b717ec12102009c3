"""Counts over a learner's events: predictions, answers, misconceptions, confidence.

Answers are judged anew by their ids each time, so that rewording changes no count.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kit.lesson import items, judge
from kit.lesson.first_edition import Event
from kit.lesson.items import Item
from kit.lesson.judge import Verdict
from kit.lesson.lines import CONFIDENCE

JUDGED = ("prediction", "answer", "check")  # events that may be right or wrong
NOT_ASKED = ("text", "claim")  # kinds that do not count as steps of a lesson


@dataclass(frozen=True)
class Misconception:
    """A misconception: its name, the belief in a sentence, and the correction."""

    name: str
    belief: str
    so: str


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
    return {
        items.full_name(lesson, key): item
        for lesson in [*items.first(), *items.lessons(), *items.check()]
        for key, item in items.lesson(lesson).items()
    }


def question_of(event: Event) -> Item | None:
    """The question of an event, in the form that was asked; None if it is unknown."""
    item = questions().get(event.get("item", ""))
    return items.form(item, event.get("when", "")) if item else None


def verdict(event: Event) -> Verdict | None:
    """The verdict on an answer by today's questions; None if it is unknown."""
    item = question_of(event)
    if item is None or event["kind"] not in JUDGED:
        return None
    try:
        return judge.judge_event(item, event)
    except (ValueError, LookupError, TypeError):
        return None


def known(events: Iterable[Event]) -> list[Event]:
    """The events whose questions and answers this kit knows."""
    return [
        event
        for event in events
        if event["kind"] not in JUDGED + ("skip",)
        or (verdict(event) if event["kind"] in JUDGED else question_of(event))
    ]


def unknown(events: list[Event]) -> str:
    """A sentence on the number of answers that this kit cannot use; "" for none."""
    count = len(events) - len(known(events))
    if not count:
        return ""
    answers, belong = ("answers", "belong") if count > 1 else ("answer", "belongs")
    return (
        f"{count} {answers} {belong} to questions or options that this version of the kit does "
        "not have: kept in the file, and not counted."
    )


def offered(name: str) -> set[str]:
    """The misconceptions that the wrong answers of a question carry."""

    def inside(part: Any) -> set[str]:
        if isinstance(part, dict):
            own = {part["misconception"]} if "misconception" in part else set()
            return own.union(*map(inside, part.values()))
        return set().union(*map(inside, part)) if isinstance(part, list) else set()

    return inside(questions().get(name, {})) & set(misconceptions())


def without_open_pretests(events: list[Event]) -> list[Event]:
    """The events without pre-test answers that have no post-test answer yet.

    The check before the course does not say what is right, so no count may either.
    """
    second = {e.get("item") for e in events if e["kind"] == "check" and e.get("when") == "after"}
    return [
        event
        for event in events
        if event["kind"] != "check" or event.get("when") != "before" or event.get("item") in second
    ]


def firsts(events: list[Event]) -> list[Event]:
    """The first commitment to each question on each occasion, a skip included, in order."""
    first_by_occasion: dict[tuple[str, str, str | None], Event] = {}
    for event in known(events):
        if event["kind"] in (*JUDGED, "skip"):
            kind = "prediction" if event["kind"] == "skip" else event["kind"]
            first_by_occasion.setdefault((event["item"], kind, event.get("when")), event)
    return list(first_by_occasion.values())


def calibration(events: list[Event]) -> dict[str, tuple[int, int]]:
    """How many first answers were right, and how many there were, by confidence."""
    counts = {confidence: [0, 0] for confidence in CONFIDENCE}
    for event in firsts(events):
        right = (verdict(event) or judge.NOTHING)["right"]
        if right is not None and event.get("confidence") in counts:
            counts[event["confidence"]][0] += right
            counts[event["confidence"]][1] += 1
    return {confidence: (right, whole) for confidence, (right, whole) in counts.items()}


def confused(events: list[Event]) -> dict[str, list[bool]]:
    """For each misconception that was met: was it chosen, each time, in order.

    It is met where it was chosen, and where a question that offers it was answered rightly. Those
    chosen the last time come first, then in the order of their list.
    """
    times_chosen: dict[str, list[bool]] = {}
    for event in events:
        judged = verdict(event) or judge.NOTHING
        if judged["right"]:
            for name in offered(event["item"]):
                times_chosen.setdefault(name, []).append(False)
        elif judged["misconception"] in misconceptions():
            times_chosen.setdefault(judged["misconception"], []).append(True)
    place = list(misconceptions()).index
    order = sorted(times_chosen, key=lambda name: (not times_chosen[name][-1], place(name)))
    return {name: times_chosen[name] for name in order if any(times_chosen[name])}


def progress(events: list[Event]) -> dict[str, Progress]:
    """Progress by lesson."""
    words = {"prediction": "predicted", "skip": "skipped", "answer": "answered"}
    latest = {e["item"]: e for e in known(events) if e["kind"] in words}
    by_lesson = {}
    for lesson in items.lessons():
        own = [event for name, event in latest.items() if _asks(name, lesson)]
        kinds = [words[event["kind"]] for event in own]
        by_lesson[lesson] = Progress(
            questions=sum(_asks(name, lesson) for name in questions()),
            right=sum(bool((verdict(event) or {}).get("right")) for event in own),
            **{word: kinds.count(word) for word in words.values()},
        )
    return by_lesson


def _asks(name: str, lesson: str) -> bool:
    """Return True if a name is a question that this lesson itself asks as a step."""
    own, _, key = name.partition("-")
    recalled = key.partition("-")[0] == "recall"
    return own == lesson and not recalled and questions()[name]["kind"] not in NOT_ASKED
