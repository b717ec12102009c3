"""Counts over the answers of a class, as tables without names and texts of learners."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import product
from statistics import fmean, quantiles
from typing import Any

from pandas import DataFrame

from kit.lesson import items, judge, sheet, tally
from kit.lesson.items import Item
from kit.lesson.lines import CONFIDENCE
from kit.lesson.tally import AFTER, BEFORE, OCCASIONS, OTHER, RIGHT, SHOWN, Answer

ENOUGH = 5  # with fewer answers than this, a count can point at somebody
WORDS = {OTHER: "another answer", SHOWN: "just show me"}
ASKED = (tally.PREDICTION, tally.FIRST_VOTE, tally.LAST_VOTE)  # occasions before the lab is open
LATER = (tally.ANSWER, tally.RECALL, AFTER)  # occasions after the lab was open
MIDDLE = ("lower quarter", "median", "upper quarter")  # of what a class drew at a place of a line
# The columns of each table.
ANSWERS = ["lesson", "question", "kind", "ask", "when", "id", "answer", "right", "misconception"]
ANSWERS += ["count", "of", *CONFIDENCE, *MIDDLE]
CHOSEN = ["lesson", "question", "when", "misconception", "name"]
CHOSEN += ["answered", "chose", "certain", "share"]
GAINS = ["what", "name", "pairs", "before", "after", "gain"]
Row = dict[str, Any]


def distributions(answers: Iterable[Answer]) -> DataFrame:
    """How many gave each answer to each question, by occasion, in reading order.

    What a question offers is there even if nobody chose it; of a line, each of its places.
    """
    groups, rows = _grouped(answers), []
    for name, item in tally.questions().items():
        given = {when: groups[name, when] for when in OCCASIONS if (name, when) in groups}
        if given and item["kind"] != "text":
            item = items.form(item, AFTER if [*given] == [AFTER] else "")
            head = {"lesson": about(name), "question": name, "kind": item["kind"]}
            head |= {"ask": item["ask"], "right": "no", "misconception": ""}
            ids = {answer.id for own in given.values() for answer in own}
            for option, (when, own) in product(_possible(name, item, ids), given.items()):
                rows.append(head | option | {"when": when} | _counted(option, own))
    table = DataFrame(rows, columns=ANSWERS)
    return table[table.of > 0]


def _grouped(answers: Iterable[Answer]) -> dict[tuple[str, str], list[Answer]]:
    """Answers by question and occasion."""
    groups = defaultdict(list)
    for answer in answers:
        groups[answer.question, answer.occasion].append(answer)
    return groups


def _possible(name: str, item: Item, given: set[str]) -> list[Row]:
    """The answers that a question can get, each with its words, and others that were given."""
    if item["kind"] == "line":
        return [
            {"id": f"at-{at:g}", "answer": f"at {at:g} {item['x']}", "place": place}
            for place, at in enumerate(item["at"])
        ]
    if item["kind"] in ("choice", "claim"):
        parts = {option["id"]: option for option in item["option"]}
        found = [
            parts[key] | {"answer": words, "right": "yes" if parts[key].get("right") else "no"}
            for key, words in sheet.options(name, item).items()
        ]
    else:
        right = judge.in_words(item, judge.right_answer(item))
        found = [{"id": RIGHT, "answer": right, "right": "yes"}]
        for trap in item.get("trap", []):
            found.append(trap | {"answer": judge.in_words(item, trap["value"])})
    others = given - {option["id"] for option in found}
    return found + [{"id": key, "answer": WORDS[key]} for key in WORDS if key in others]


def _counted(option: Row, answers: list[Answer]) -> Row:
    """How many gave an answer; at a place of a line, the middle of what they drew."""
    if "place" in option:
        gave = [answer for answer in answers if answer.id != SHOWN]
        values = [float(answer.event["answer"][option["place"]]) for answer in gave]
        of = len(gave)
        middle = quantiles(values, method="inclusive") if of > 1 else values * 3
    else:
        gave = [answer for answer in answers if answer.id == option["id"]]
        of, middle = len(answers), []
    sure = Counter(answer.confidence for answer in gave)
    counts = {"count": len(gave), "of": of} | {word: sure[word] for word in CONFIDENCE}
    return counts | dict(zip(MIDDLE, middle, strict=False))


def chosen(answers: Iterable[Answer]) -> DataFrame:
    """How many chose each misconception that a question offers, by occasion, in reading order."""
    groups = _grouped(answer for answer in answers if answer.id != SHOWN)
    rows = []
    for question in tally.questions():
        offered = tally.offered(question)
        for when, (idea, named) in product(OCCASIONS, tally.misconceptions().items()):
            group = groups.get((question, when), [])
            if group and idea in offered:
                sure = [one.confidence for one in group if one.misconception == idea]
                numbers = len(group), len(sure), sure.count("certain"), len(sure) / len(group)
                rows.append((about(question), question, when, idea, named.name, *numbers))
    return DataFrame(rows, columns=CHOSEN)


def about(question: str) -> str:
    """The lesson that a question is about; those of the concept check say it themselves."""
    own = question.partition("-")[0]
    return str(tally.questions()[question].get("lesson", own)) if own == items.CHECK else own


def certain_and_wrong(table: DataFrame) -> DataFrame:
    """The wrong answers of which most learners were certain before they saw, at most three.

    Where enough voted in the room, what they voted last counts in place of the homework.
    """
    asked = table[table.when.isin(ASKED) & (table.of >= ENOUGH)]
    last = asked[asked.when == asked.groupby("question").when.transform("last")]
    judged = last[last.question.isin(last.question[last.right == "yes"])]
    wrong = judged[(judged.right == "no") & (judged.certain > 0)]
    share = wrong.assign(share=wrong.certain / wrong.of)
    return share.sort_values(["share", "question"], ascending=[False, True]).head(3)


def most_chosen(chosen: DataFrame) -> DataFrame:
    """The misconceptions that anybody of enough learners chose, the most chosen first."""
    enough = chosen[(chosen.chose > 0) & (chosen.answered >= ENOUGH)]
    return enough.sort_values(["share", "chose", "question"], ascending=[False, False, True])


def gains(answers: Iterable[Answer]) -> DataFrame:
    """Gains between the check before and after: over all, by question, and by misconception.

    Of learners who answered both times: how many `pairs` of answers there are, the shares right
    `before` and `after` (for a misconception, the shares that did not choose it), and the
    normalised `gain`, the share of the possible gain; none where nothing could be gained.
    """
    checks: dict[tuple[int, str], dict[str, Answer]] = defaultdict(dict)
    for answer in answers:
        if answer.occasion in (BEFORE, AFTER):
            checks[answer.who, answer.question][answer.occasion] = answer
    pairs = [(both[BEFORE], both[AFTER]) for both in checks.values() if len(both) == 2]
    questions, rows = tally.questions(), []

    def add(what: str, name: str, is_of: Collection[str], idea: str = "") -> None:
        own = [
            [one.misconception != idea if idea else one.right is True for one in pair]
            for pair in pairs
            if pair[0].question in is_of
        ]
        if own:
            before, after = map(fmean, zip(*own, strict=True))
            gain = (after - before) / (1 - before) if before < 1 else None
            rows.append((what, name, len(own), before, after, gain))

    add("all", "all questions", questions)
    for name, item in questions.items():
        add(name, items.form(item).get("ask", ""), [name])
    for idea, named in tally.misconceptions().items():
        add(idea, named.name, [name for name in questions if idea in tally.offered(name)], idea)
    return DataFrame(rows, columns=GAINS)
