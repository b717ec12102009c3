"""Counts over the answers of a class: pure functions, without names and texts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from statistics import median, quantiles

from kit.classroom.given import (
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
    Given,
)
from kit.lesson import items, judge, sheet, tally
from kit.lesson.items import Item
from kit.lesson.lines import CONFIDENCE

ENOUGH = 5  # with fewer answers than this, a count can point at somebody
WORDS = {OTHER: "another answer", SHOWN: "just show me"}
ASKED = (PREDICTION, FIRST_VOTE, LAST_VOTE)  # occasions before the lab is open
LATER = (ANSWER, RECALL, AFTER)  # occasions after the lab was open


@dataclass(frozen=True)
class Cell:
    """How many gave one answer on one occasion; for a line, the class's values at one place.

    Parameters
    ----------
    count, of : int
        This answer, and all answers to the question on this occasion.
    sure : dict of str to int
        This answer, by confidence.
    middle : tuple of float
        For a line: lower quartile, median, upper quartile.
    """

    count: int
    of: int
    sure: dict[str, int] = field(default_factory=dict)
    middle: tuple[float, float, float] | None = None

    @property
    def certain(self) -> int:
        """How many of them were certain."""
        return self.sure.get("certain", 0)

    @property
    def share(self) -> float:
        """Their share of all who answered on this occasion."""
        return self.count / self.of if self.of else 0.0


@dataclass(frozen=True)
class Answer:
    """One answer that a question can get, in words, with its cell for each occasion."""

    id: str
    words: str
    right: bool
    misconception: str
    cells: dict[str, Cell] = field(default_factory=dict)


@dataclass(frozen=True)
class Distribution:
    """What a class answered to one question.

    Parameters
    ----------
    question, ask, kind : str
    answered : dict of str to int
        How many answered on each occasion, in the order of `OCCASIONS`.
    answers : list of Answer
        Including those that nobody gave.
    """

    question: str
    ask: str
    kind: str
    answered: dict[str, int]
    answers: list[Answer]

    @property
    def is_enough(self) -> bool:
        """Return True if enough answered on some occasion that nobody can be identified."""
        return max(self.answered.values(), default=0) >= ENOUGH


def distributions(answers: Iterable[Given]) -> list[Distribution]:
    """The answers to each question that was answered, in reading order."""
    by_question: dict[str, list[Given]] = {}
    for answer in answers:
        by_question.setdefault(answer.question, []).append(answer)
    return [
        _distribution(name, item, by_question[name])
        for name, item in tally.questions().items()
        if name in by_question and item["kind"] != "text"
    ]


def _distribution(name: str, item: Item, answers: list[Given]) -> Distribution:
    answered = {
        occasion: count
        for occasion in OCCASIONS
        if (count := sum(answer.occasion == occasion for answer in answers))
    }
    item = items.form(item, AFTER if [*answered] == [AFTER] else "")
    rows = (
        _line(item, answers) if item["kind"] == "line" else _answers(name, item, answers, answered)
    )
    return Distribution(name, item["ask"], item["kind"], answered, [*rows])


def _answers(
    name: str, item: Item, answers: list[Given], answered: dict[str, int]
) -> Iterator[Answer]:
    counts = Counter((answer.answer, answer.occasion, answer.confidence) for answer in answers)
    ids = {answer.answer for answer in answers}
    possible_by_id = {answer.id: answer for answer in possible(name, item)}
    for key, words in WORDS.items():
        if key in ids:
            possible_by_id.setdefault(key, Answer(key, words, False, ""))
    for answer in possible_by_id.values():
        cells = {}
        for occasion, of in answered.items():
            sure = {word: counts[answer.id, occasion, word] for word in CONFIDENCE}
            count = sum(sure.values()) + counts[answer.id, occasion, None]
            cells[occasion] = Cell(count, of, sure)
        yield Answer(answer.id, answer.words, answer.right, answer.misconception, cells)


def possible(name: str, item: Item) -> list[Answer]:
    """The possible answers to a question, without counts."""
    if item["kind"] in ("choice", "claim"):
        options = {option["id"]: option for option in item["option"]}
        lettered = zip(sheet.placed(name, item), sheet.options(name, item), strict=True)
        return [
            Answer(
                key,
                words,
                options[key].get("right", False),
                options[key].get("misconception", ""),
            )
            for key, words in lettered
        ]
    if item["kind"] == "number":
        traps = [
            Answer(
                trap["id"],
                judge.in_words(item, trap["value"]),
                False,
                trap.get("misconception", ""),
            )
            for trap in item.get("trap", [])
        ]
        return [Answer(RIGHT, judge.in_words(item, item["answer"]), True, ""), *traps]
    if item["kind"] == "order":
        ordered = judge.in_words(item, [thing["id"] for thing in item["order"]])
        return [Answer(RIGHT, ordered, True, "")]
    return []


def _line(item: Item, answers: list[Given]) -> Iterator[Answer]:
    """The class's values at each place of a line."""
    for place, at in enumerate(item["at"]):
        cells = {}
        for occasion in OCCASIONS:
            values = [
                answer.line[place]
                for answer in answers
                if answer.line and answer.occasion == occasion
            ]
            if values:
                low, _, high = quantiles(values, method="inclusive") if values[1:] else values * 3
                middle = (low, median(values), high)
                cells[occasion] = Cell(len(values), len(values), middle=middle)
        yield Answer(f"at-{at:g}", f"at {at:g} {item['x']}", False, "", cells)


# Misconceptions


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


def chosen(answers: Iterable[Given]) -> list[Chosen]:
    """How often each misconception was chosen, by question and occasion, in reading order."""
    judged = [answer for answer in answers if answer.answer != SHOWN]
    of = Counter((answer.question, answer.occasion) for answer in judged)
    took = Counter((answer.question, answer.occasion, answer.misconception) for answer in judged)
    sure = Counter(
        (answer.question, answer.occasion, answer.misconception)
        for answer in judged
        if answer.confidence == "certain"
    )
    ideas = tally.misconceptions()
    return [
        Chosen(
            about(question),
            question,
            when,
            idea,
            ideas[idea].name,
            of[question, when],
            took[question, when, idea],
            sure[question, when, idea],
        )
        for question in tally.questions()
        for when in OCCASIONS
        if of[question, when]
        for idea in ideas
        if idea in tally.offered(question)
    ]


def about(question: str) -> str:
    """The lesson that a question is about; those of the concept check say it themselves."""
    own = question.partition("-")[0]
    return str(tally.questions()[question].get("lesson", own)) if own == items.CHECK else own


# What to talk about


@dataclass(frozen=True)
class Talk:
    """A mistake worth discussing at the start of the next lesson."""

    question: str
    when: str
    said: str
    misconception: str
    chose: int
    certain: int
    of: int


def certain_and_wrong(distributions: Iterable[Distribution], most: int = 3) -> list[Talk]:
    """Wrong answers of which learners were certain before they saw, most such learners first.

    Where enough voted in the room, what they voted last counts in place of the homework.
    """
    rows = []
    for distribution in distributions:
        enough = [when for when in ASKED if distribution.answered.get(when, 0) >= ENOUGH]
        if not enough or not any(answer.right for answer in distribution.answers):
            continue
        when = enough[-1]
        for answer in distribution.answers:
            cell = answer.cells[when]
            if not answer.right and cell.certain:
                row = (distribution.question, when, answer.words, answer.misconception)
                rows.append(Talk(*row, cell.count, cell.certain, cell.of))
    return sorted(rows, key=lambda row: (-row.certain / row.of, row.question))[:most]


def still_believed(rows: Iterable[Chosen], lesson: str) -> Chosen | None:
    """The misconception chosen most after this lesson; None if nobody chose one."""
    after = [row for row in rows if row.lesson == lesson and row.when in LATER]
    after = [row for row in after if row.chose and row.answered >= ENOUGH]
    return max(after, key=lambda row: (row.share, row.chose), default=None)


# Gain between the concept check before and after


@dataclass(frozen=True)
class Gain:
    """The gain of learners who answered both times.

    Parameters
    ----------
    what, name : str
        "all", a question or a misconception, and its words.
    pairs : int
        Answers that were given both times.
    before, after : float
        The share right; for a misconception, the share that did not choose it.
    """

    what: str
    name: str
    pairs: int
    before: float
    after: float

    @property
    def gain(self) -> float | None:
        """The normalised gain: the share of the possible gain; None if nothing could be gained."""
        return None if self.before >= 1 else (self.after - self.before) / (1 - self.before)


Pair = tuple[Given, Given]


def gains(answers: Iterable[Given]) -> list[Gain]:
    """Gains over all questions, for each question, and for each misconception."""
    checks = [answer for answer in answers if answer.occasion in (BEFORE, AFTER)]
    checks.sort(key=lambda answer: (answer.who, answer.question, answer.occasion == AFTER))
    both = [
        [*pair] for _, pair in groupby(checks, key=lambda answer: (answer.who, answer.question))
    ]
    pairs = [(pair[0], pair[1]) for pair in both if len(pair) == 2]
    rows = [_gain("all", "all questions", pairs, _is_right)]
    for name, item in tally.questions().items():
        own = [pair for pair in pairs if pair[0].question == name]
        rows.append(_gain(name, items.form(item).get("ask", ""), own, _is_right))
    for idea, misconception in tally.misconceptions().items():
        own = [pair for pair in pairs if idea in tally.offered(pair[0].question)]
        rows.append(_gain(idea, misconception.name, own, _is_free_of(idea)))
    return [row for row in rows if row.pairs]


def _is_right(answer: Given) -> bool:
    return answer.right is True


def _is_free_of(idea: str) -> Callable[[Given], bool]:
    return lambda answer: answer.misconception != idea


def _gain(what: str, name: str, pairs: list[Pair], is_good: Callable[[Given], bool]) -> Gain:
    before, after = (
        sum(is_good(pair[side]) for pair in pairs) / len(pairs) if pairs else 0.0 for side in (0, 1)
    )
    return Gain(what, name, len(pairs), before, after)
