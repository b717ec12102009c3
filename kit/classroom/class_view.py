"""A class and its votes merged: guesses, misconceptions and gains, without names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kit.classroom import counts, handed_in
from kit.classroom.class_page import ClassView
from kit.classroom.files import read_class
from kit.classroom.room import Room, Round
from kit.lesson import items, tally
from kit.lesson.lines import Event
from kit.lesson.record import Record


def class_view(
    paths: Iterable[str | Path], votes: Iterable[str | Path] = (), lesson: str = ""
) -> ClassView:
    """Merge the files of a class: those that learners downloaded, and those of votes in the room.

    `paths` may be folders or zips too; two files of one learner count once. `lesson` is the one
    just taught: by default that in which most learners answered last. A ValueError says that there
    is no such lesson, or that a file holds no votes.
    """
    if lesson and lesson not in items.lessons():
        raise ValueError(f"There is no lesson {lesson!r}: there are {', '.join(items.lessons())}.")
    files = read_class(paths)
    rounds = [round for path in votes for round in _rounds(Path(path))]
    answers = [
        answer
        for who, events in enumerate(files.learners, 1)
        for answer in tally.firsts(tally.answers(events, who))
    ]
    tables = {
        "answers": counts.distributions([*answers, *_votes(rounds)]),
        "misconceptions": counts.chosen(answers),
        "gains": counts.gains(answers),
        "handed-in": handed_in.handed_in(files.learners),
        "exit-cards": handed_in.exit_cards(files.learners),
        "conclusions": handed_in.conclusions(files.learners),
    }
    unknown = tally.unknown([event for events in files.learners for event in events])
    taught = lesson or _last_taught(files.learners, rounds)
    return ClassView(taught, files, len(rounds), unknown, tables)


def _rounds(path: Path) -> list[Round]:
    """The rounds with votes in a room's file."""
    events = Record(path).events()
    if not any(event["kind"] == "room" for event in events):
        raise ValueError(f"{path} is not a file of a room's votes.")
    room = Room()
    room.replay(events)
    return [round for round in room.rounds if round.votes]


def _votes(rounds: list[Round]) -> Iterator[tally.Answer]:
    """The votes of a room, of each question those of its first and of its last round."""
    by_question = defaultdict(list)
    for round in rounds:
        by_question[round.item].append(round)
    for item, own in by_question.items():
        ends = [own[0], *own[1:][-1:]]  # a question that was asked once has only a first vote
        for occasion, round in zip((tally.FIRST_VOTE, tally.LAST_VOTE), ends, strict=False):
            fields = {"kind": "prediction", "item": item}
            votes = tally.answers(vars(vote) | fields for vote in round.votes.values())
            yield from (replace(vote, occasion=occasion) for vote in votes)


def _last_taught(learners: list[list[Event]], rounds: list[Round]) -> str:
    """The lesson in which most learners answered last; the room's, where nobody did."""
    last = []
    for events in learners:
        in_time = sorted(events, key=lambda event: event["time"])
        own = [_lesson(event.get("item", "")) for event in in_time if event["kind"] != "check"]
        last += [*filter(None, own)][-1:]
    counts = Counter(last or filter(None, [_lesson(round.item) for round in rounds[-1:]]))
    place = items.lessons().index
    return max(counts, key=lambda lesson: (counts[lesson], place(lesson)), default="")


def _lesson(question: str) -> str:
    """The lesson of a question on its way, or of its claims and exit card; "" for another."""
    own, _, key = question.partition("-")
    return own if own in items.lessons() and not key.startswith("recall") else ""
