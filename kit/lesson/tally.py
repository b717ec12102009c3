"""Counts over events: what was predicted, answered, confused, and how sure somebody was.

What an answer is worth is looked up by its id each time, so that new words change no count.
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
NOT_ASKED = ("text", "claim")  # kinds that are not among the questions on the way


@dataclass(frozen=True)
class Misconception:
    """What somebody may believe: in a few words, in a sentence, and what is so instead."""

    name: str
    belief: str
    so: str


@dataclass(frozen=True)
class Progress:
    """What became of the questions on the way through a lesson, the last time."""

    questions: int
    predicted: int
    skipped: int
    answered: int
    right: int

    @property
    def met(self) -> int:
        """How many were answered in any way."""
        return self.predicted + self.skipped + self.answered

    @property
    def so_far(self) -> str:
        """How far somebody is, in a word: "done", "begun" or "not yet"."""
        return "done" if self.met >= self.questions else "begun" if self.met else "not yet"


@items.remembered
def misconceptions() -> dict[str, Misconception]:
    """Every misconception by its id."""
    listed = items.content("misconceptions")["misconceptions"]
    return {name: Misconception(**told) for name, told in listed.items()}


def title(lesson: str) -> str:
    """A lesson in words, such as "2 · Blocking the exit"."""
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


def asked(event: Event) -> Item | None:
    """The question of an event, in the form in which it was asked; None if the kit has none."""
    found = questions().get(event.get("item", ""))
    return items.form(found, event.get("when", "")) if found else None


def verdict(event: Event) -> Verdict | None:
    """What an answer is worth as the questions are now; None if the kit has no such answer."""
    item = asked(event)
    if item is None or event["kind"] not in JUDGED:
        return None
    try:
        return judge.kept(item, event)
    except (ValueError, LookupError, TypeError):
        return None


def known(events: Iterable[Event]) -> list[Event]:
    """The events of questions that this kit has, with answers that these questions take."""
    return [
        event
        for event in events
        if event["kind"] not in JUDGED + ("skip",)
        or (verdict(event) if event["kind"] in JUDGED else asked(event))
    ]


def unknown(events: list[Event]) -> str:
    """How many answers stand in a file that this kit cannot use, in a sentence; "" for none."""
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
            found = {part["misconception"]} if "misconception" in part else set()
            return found.union(*map(inside, part.values()))
        return set().union(*map(inside, part)) if isinstance(part, list) else set()

    return inside(questions().get(name, {})) & set(misconceptions())


def told(events: list[Event]) -> list[Event]:
    """The events without the pre-test answers that have no post-test yet.

    The concept check before the course says nothing about right and wrong, and neither may a
    count.
    """
    second = {e.get("item") for e in events if e["kind"] == "check" and e.get("when") == "after"}
    return [
        event
        for event in events
        if event["kind"] != "check" or event.get("when") != "before" or event.get("item") in second
    ]


def firsts(events: list[Event]) -> list[Event]:
    """The first commitment to each question on each occasion, a skip included, in order."""
    found: dict[tuple[str, str, str | None], Event] = {}
    for event in known(events):
        if event["kind"] in (*JUDGED, "skip"):
            kind = "prediction" if event["kind"] == "skip" else event["kind"]
            found.setdefault((event["item"], kind, event.get("when")), event)
    return list(found.values())


def calibration(events: list[Event]) -> dict[str, tuple[int, int]]:
    """How often somebody was right, by how sure: right, and all; first answers only."""
    found = {confidence: [0, 0] for confidence in CONFIDENCE}
    for event in firsts(events):
        right = (verdict(event) or judge.NOTHING)["right"]
        if right is not None and event.get("confidence") in found:
            found[event["confidence"]][0] += right
            found[event["confidence"]][1] += 1
    return {confidence: (right, whole) for confidence, (right, whole) in found.items()}


def confused(events: list[Event]) -> dict[str, list[bool]]:
    """For each misconception that was met: was it chosen, each time, in order.

    It is met where it was chosen, and where a question that offers it was answered rightly. Those
    chosen the last time come first, then in the order of their list.
    """
    met: dict[str, list[bool]] = {}
    for event in events:
        found = verdict(event) or judge.NOTHING
        if found["right"]:
            for name in offered(event["item"]):
                met.setdefault(name, []).append(False)
        elif found["misconception"] in misconceptions():
            met.setdefault(found["misconception"], []).append(True)
    place = list(misconceptions()).index
    order = sorted(met, key=lambda name: (not met[name][-1], place(name)))
    return {name: met[name] for name in order if any(met[name])}


def progress(events: list[Event]) -> dict[str, Progress]:
    """How far somebody is, by lesson."""
    words = {"prediction": "predicted", "skip": "skipped", "answer": "answered"}
    latest = {e["item"]: e for e in known(events) if e["kind"] in words}
    found = {}
    for lesson in items.lessons():
        own = [event for name, event in latest.items() if _asks(name, lesson)]
        kinds = [words[event["kind"]] for event in own]
        found[lesson] = Progress(
            questions=sum(_asks(name, lesson) for name in questions()),
            right=sum(bool((verdict(event) or {}).get("right")) for event in own),
            **{word: kinds.count(word) for word in words.values()},
        )
    return found


def _asks(name: str, lesson: str) -> bool:
    """Return True if a name is a question that this lesson itself asks, on the way."""
    own, _, key = name.partition("-")
    recalled = key.partition("-")[0] == "recall"
    return own == lesson and not recalled and questions()[name]["kind"] not in NOT_ASKED
