"""A vote in a room: rounds, one vote for each phone and round, and what may be shown when.

Nothing here knows the web. A round is one question, asked once; the same question asked again
after the class has talked is another round that remembers the first.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from kit.lesson import items, judge, sheet
from kit.lesson.items import Item
from kit.lesson.lines import CONFIDENCE, Event

STAGES = ("wait", "vote", "closed", "show", "talk", "lab")
KINDS = ("choice", "number", "order", "line")
LONGEST = 200  # values in an answer; a line has a handful


class Refused(ValueError):
    """A vote or command that is refused, with the reason in a sentence."""


@dataclass
class Vote:
    """The latest vote of one phone in a round."""

    answer: Any
    confidence: str


@dataclass
class Round:
    """One question, asked once: its item's full name and a vote for each voter."""

    number: int
    item: str
    votes: dict[str, Vote] = field(default_factory=dict)


class Room:
    """The state of one room. A command or a vote that does not fit is `Refused`."""

    def __init__(self) -> None:
        self.rounds: list[Round] = []
        self.stage = "wait"
        self.present: set[str] = set()
        self.version = 0  # every change has a number, so that a page can ask for what is new
        self.moved = 0  # the last change that matters to phones; votes do not

    @property
    def now(self) -> Round | None:
        """The current round, if any."""
        return self.rounds[-1] if self.rounds else None

    def join(self, voter: str) -> None:
        """Count a phone as present."""
        if voter not in self.present:
            self.present.add(voter)
            self.version += 1

    # Commands of the teacher

    def check(self, stage: str, item: str | None = None) -> None:
        """Refuse a command that does not fit."""
        if stage not in STAGES:
            raise Refused(f"stage = {stage!r} is not one of {', '.join(STAGES)}.")
        if stage == "vote":
            if self.stage == "vote":
                raise Refused("A vote is open already: close it first.")
            question(item or (self.now.item if self.now else ""))
        elif stage != "wait" and self.now is None:
            raise Refused("No question has been opened yet.")

    def go(self, stage: str, item: str | None = None) -> None:
        """Go to a stage; "vote" opens a round with this question, or with the last one again."""
        self.check(stage, item)
        if stage == "vote":
            name = item or (self.now.item if self.now else "")
            self.rounds.append(Round(len(self.rounds) + 1, name))
        self.stage = stage
        self.version += 1
        self.moved = self.version

    # Votes of the room

    def take(self, number: int, answer: Any, confidence: str) -> Vote:
        """A vote that may be counted in this round."""
        now = self.now
        if now is None or self.stage != "vote" or number != now.number:
            raise Refused("This vote is closed. Look at the screen.")
        if confidence not in CONFIDENCE:
            raise Refused(f"Say how sure you are: {', '.join(CONFIDENCE)}.")
        if isinstance(answer, list | str) and len(answer) > LONGEST:
            raise Refused("This answer is too long.")
        item = question(now.item)
        try:
            judge.judge(item, answer)
        except (ValueError, TypeError, LookupError) as fault:
            raise Refused(str(fault) or "This question does not take that answer.") from None
        if item["kind"] == "number":  # a page may send "2.5"; an id may be "64"
            answer = judge.number(answer)
        return Vote(answer, confidence)

    def count(self, number: int, voter: str, vote: Vote) -> None:
        """Count a vote; a second one of the same voter and round replaces the first."""
        self.present.add(voter)
        self.rounds[number - 1].votes[voter] = vote
        self.version += 1

    def replay(self, events: Iterable[Event]) -> None:
        """Replay the stages and votes of a file.

        Those of a question that has gone since are passed over: they stay in the file.
        """
        for event in events:
            try:
                if event["kind"] == "room-stage":
                    self.go(event["stage"], event.get("item"))
                elif event["kind"] == "room-vote" and self.now and event["item"] == self.now.item:
                    number = self.now.number  # another one in the file, if a question has gone
                    vote = self.take(number, event["answer"], event["confidence"])
                    self.count(number, event["voter"], vote)
            except (Refused, KeyError):
                continue

    # What each page may show

    def for_phone(self, voter: str) -> dict[str, Any]:
        """What one phone may show: the question and its own vote, never the votes of others."""
        shown: dict[str, Any] = {"version": self.moved, "stage": self.stage}
        if self.now:
            shown |= self._asked(self.now)
            if voter in self.now.votes:
                shown["vote"] = vars(self.now.votes[voter])
        return shown

    def for_screen(self) -> dict[str, Any]:
        """What the projector may show: how many have voted, and no result too early."""
        present = len(self.present)
        shown: dict[str, Any] = {"version": self.version, "stage": self.stage, "present": present}
        if self.now is None:
            return shown
        before = self._before(self.now)
        shown |= {**self._asked(self.now), "voted": len(self.now.votes)}
        if self.stage in ("show", "talk", "lab"):
            shown["results"] = results(self.now)
            if before is not None:
                shown["before"] = results(before)
        if self.stage == "lab":
            shown["right"] = judge.right_answer(question(self.now.item))
        return shown

    def _asked(self, now: Round) -> dict[str, Any]:
        return {
            "round": now.number,
            "item": now.item,
            "asked": sheet.public(now.item, question(now.item)),
            "again": self._before(now) is not None,
        }

    def _before(self, now: Round) -> Round | None:
        """The earlier round of the same question, if the class votes again."""
        earlier = [each for each in self.rounds[: now.number - 1] if each.item == now.item]
        return earlier[-1] if earlier else None


def results(of: Round) -> dict[str, Any]:
    """The distribution of a round, by confidence where answers can be counted one by one."""
    kind, votes = question(of.item)["kind"], list(of.votes.values())
    if kind == "line":
        drawn = [vote.answer for vote in votes]
        return {"kind": kind, "lines": drawn, "median": [*map(median, zip(*drawn, strict=True))]}
    if kind == "number":
        dots = [[vote.answer, CONFIDENCE.index(vote.confidence)] for vote in votes]
        return {"kind": kind, "dots": sorted(dots)}
    key = tuple if kind == "order" else str
    counts = Counter((key(vote.answer), vote.confidence) for vote in votes)
    rows = [
        {"answer": answer, "by": [counts[answer, word] for word in CONFIDENCE]}
        for answer in {answer for answer, _ in counts}
    ]
    rows.sort(key=lambda row: (-sum(row["by"]), str(row["answer"])))
    return {"kind": kind, "rows": rows}


def question(name: str) -> Item:
    """A question that a room can vote on."""
    try:
        item = items.item(name)
    except (ValueError, LookupError) as fault:
        raise Refused(str(fault)) from None
    if item["kind"] not in KINDS:
        raise Refused(f"{name} is not a question that a room can vote on.")
    return item
