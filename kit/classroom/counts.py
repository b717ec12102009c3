"""Counts over the answers of a class: pure functions, without names and texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from statistics import quantiles

from kit.lesson import items, judge, sheet, tally
from kit.lesson.items import Item
from kit.lesson.lines import CONFIDENCE
from kit.lesson.tally import (
    AFTER,
    ANSWER,
    BEFORE,
    FIRST_VOTE,
    LAST_VOTE,
    OCCASIONS,
    OTHER,
    PREDICTION,
    RECALL,
    RIGHT,
    SHOWN,
    Answer,
)

ENOUGH = 5  # with fewer answers than this, a count can point at somebody
WORDS = {OTHER: "another answer", SHOWN: "just show me"}
ASKED = (PREDICTION, FIRST_VOTE, LAST_VOTE)  # occasions before the lab is open
LATER = (ANSWER, RECALL, AFTER)  # occasions after the lab was open


@dataclass(frozen=True)
class Cell:
    """How many gave one answer on one occasion; for a line, the class's values at one place."""

    count: int
    of: int  # all answers to the question on this occasion
    sure: dict[str, int] = field(default_factory=dict)  # by confidence
    middle: tuple[float, ...] = ()  # of a line: lower quartile, median, upper quartile

    @property
    def certain(self) -> int:
        """How many of them were certain."""
        return self.sure.get("certain", 0)


@dataclass(frozen=True)
class Option:
    """One answer that a question can get, in words, with its cell for each occasion."""

    id: str
    words: str
    right: bool = False
    misconception: str = ""
    cells: dict[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Distribution:
    """What a class answered to one question."""

    question: str
    ask: str
    kind: str
    answered: dict[str, int]  # how many on each occasion, in the order of `OCCASIONS`
    options: list[Option]  # also those that nobody chose

    @property
    def is_enough(self) -> bool:
        """Return True if enough answered on some occasion that nobody can be identified."""
        return max(self.answered.values()) >= ENOUGH


def distributions(answers: Iterable[Answer]) -> list[Distribution]:
    """The answers to each question that was answered, in reading order."""
    by_question: dict[str, list[Answer]] = {}
    for answer in answers:
        by_question.setdefault(answer.question, []).append(answer)
    return [
        _distribution(name, item, by_question[name])
        for name, item in tally.questions().items()
        if name in by_question and item["kind"] != "text"
    ]


def _distribution(name: str, item: Item, answers: list[Answer]) -> Distribution:
    of = Counter(answer.occasion for answer in answers)
    answered = {occasion: of[occasion] for occasion in OCCASIONS if of[occasion]}
    item = items.form(item, AFTER if [*answered] == [AFTER] else "")
    if item["kind"] == "line":
        options = [*_line(item, answers)]
    else:
        counts = Counter((answer.id, answer.occasion, answer.confidence) for answer in answers)
        options = _possible(name, item, {answer.id for answer in answers})
        for option in options:
            for occasion, of_occasion in answered.items():
                sure = {word: counts[option.id, occasion, word] for word in CONFIDENCE}
                count = sum(sure.values()) + counts[option.id, occasion, None]
                option.cells[occasion] = Cell(count, of_occasion, sure)
    return Distribution(name, item["ask"], item["kind"], answered, options)


def _possible(name: str, item: Item, others: set[str]) -> list[Option]:
    """The possible answers to a question, without counts, and others that were given."""
    if item["kind"] in ("choice", "claim"):
        parts = {option["id"]: option for option in item["option"]}
        options = [
            Option(key, words, parts[key].get("right", False), parts[key].get("misconception", ""))
            for key, words in sheet.options(name, item).items()
        ]
    else:
        options = [Option(RIGHT, judge.in_words(item, judge.right_answer(item)), True)]
    for trap in item.get("trap", []):
        words = judge.in_words(item, trap["value"])
        options.append(Option(trap["id"], words, False, trap.get("misconception", "")))
    known = {option.id for option in options}
    return [*options, *(Option(key, WORDS[key]) for key in WORDS if key in others - known)]


def _line(item: Item, answers: list[Answer]) -> Iterator[Option]:
    """The class's values at each place of a line."""
    for place, at in enumerate(item["at"]):
        cells = {}
        for occasion in OCCASIONS:
            values = [
                float(answer.event["answer"][place])
                for answer in answers
                if answer.occasion == occasion and answer.id != SHOWN
            ]
            if values:
                middle = quantiles(values, method="inclusive") if values[1:] else values * 3
                cells[occasion] = Cell(len(values), len(values), middle=tuple(middle))
        yield Option(f"at-{at:g}", f"at {at:g} {item['x']}", cells=cells)


@dataclass(frozen=True)
class Chosen:
    """How many chose a misconception offered by a question, on one occasion."""

    lesson: str
    question: str
    when: str
    misconception: str
    name: str
    answered: int
    chose: int
    certain: int

    @property
    def share(self) -> float:
        """The share of those who answered."""
        return self.chose / self.answered


def chosen(answers: Iterable[Answer]) -> list[Chosen]:
    """How often each misconception was chosen, by question and occasion, in reading order."""
    groups: dict[tuple[str, str], list[Answer]] = {}
    for answer in answers:
        if answer.id != SHOWN:
            groups.setdefault((answer.question, answer.occasion), []).append(answer)
    rows = []
    for question in tally.questions():
        offered = tally.offered(question)
        for when in OCCASIONS:
            for idea, misconception in tally.misconceptions().items():
                group = groups.get((question, when), [])
                if group and idea in offered:
                    sure = [one.confidence for one in group if one.misconception == idea]
                    row = (about(question), question, when, idea, misconception.name)
                    rows.append(Chosen(*row, len(group), len(sure), sure.count("certain")))
    return rows


def about(question: str) -> str:
    """The lesson that a question is about; those of the concept check say it themselves."""
    own = question.partition("-")[0]
    return str(tally.questions()[question].get("lesson", own)) if own == items.CHECK else own


def certain_and_wrong(distributions: Iterable[Distribution]) -> list[tuple[str, str, Option, Cell]]:
    """The wrong answers of which most learners were certain before they saw, at most three.

    Each comes with its question, its occasion and its cell there. Where enough voted in the room,
    what they voted last counts in place of the homework.
    """
    rows = [
        (each.question, enough[-1], option, option.cells[enough[-1]])
        for each in distributions
        if (enough := [when for when in ASKED if each.answered.get(when, 0) >= ENOUGH])
        and any(option.right for option in each.options)
        for option in each.options
        if not option.right and option.cells[enough[-1]].certain
    ]
    return sorted(rows, key=lambda row: (-row[3].certain / row[3].of, row[0]))[:3]


def still_believed(rows: Iterable[Chosen], lesson: str) -> Chosen | None:
    """The misconception chosen most after this lesson; None if nobody chose one."""
    after = [
        row
        for row in rows
        if row.lesson == lesson and row.when in LATER and row.chose and row.answered >= ENOUGH
    ]
    return max(after, key=lambda row: (row.share, row.chose), default=None)


@dataclass(frozen=True)
class Gain:
    """The gain between the concept check before and after, of learners who answered both times."""

    what: str  # "all", a question or a misconception
    name: str  # its words
    pairs: int  # answers that were given both times
    before: float  # the share right; for a misconception, the share that did not choose it
    after: float

    @property
    def gain(self) -> float | None:
        """The normalised gain: the share of the possible gain; None if nothing could be gained."""
        return None if self.before >= 1 else (self.after - self.before) / (1 - self.before)


def gains(answers: Iterable[Answer]) -> list[Gain]:
    """Gains over all questions, for each question, and for each misconception."""
    checks: dict[tuple[int, str], dict[str, Answer]] = {}
    for answer in answers:
        if answer.occasion in (BEFORE, AFTER):
            checks.setdefault((answer.who, answer.question), {})[answer.occasion] = answer
    pairs = [(both[BEFORE], both[AFTER]) for both in checks.values() if len(both) == 2]
    rows: list[Gain] = []

    def add(what: str, name: str, is_of: set[str], is_good: Callable[[Answer], bool]) -> None:
        own = [pair for pair in pairs if pair[0].question in is_of]
        if own:
            before, after = (sum(map(is_good, side)) / len(own) for side in zip(*own, strict=True))
            rows.append(Gain(what, name, len(own), before, after))

    def is_right(answer: Answer) -> bool:
        return answer.right is True

    def is_free_of(idea: str) -> Callable[[Answer], bool]:
        return lambda answer: answer.misconception != idea

    questions = tally.questions()
    add("all", "all questions", {*questions}, is_right)
    for name, item in questions.items():
        add(name, items.form(item).get("ask", ""), {name}, is_right)
    for idea, misconception in tally.misconceptions().items():
        offering = {name for name in questions if idea in tally.offered(name)}
        add(idea, misconception.name, offering, is_free_of(idea))
    return rows
