"""Counts over a class: pure functions of the events of its learners, without names and texts."""

from collections import Counter
from collections.abc import Callable, Iterator
from statistics import median, quantiles
from typing import Any

from kit.lesson import items, sheet, tally
from kit.lesson.first_edition import Event
from kit.lesson.items import Item
from kit.lesson.judge import Verdict
from kit.lesson.lines import CONFIDENCE

Row = dict[str, Any]
Learners = list[list[Event]]
RIGHT, OTHER, SHOWN = "right", "other", "shown"  # in place of an id: of a number or an order
WORDS = {OTHER: "another answer", SHOWN: "just show me"}


def predictions(learners: Learners) -> list[Row]:
    """What the class predicted before each reveal.

    Parameters
    ----------
    learners : list of list of dict
        The events of each learner.

    Returns
    -------
    list of dict
        For each question, in reading order, one row for each answer there is: `lesson`,
        `question`, `ask`, `id`, `answer` (with its letter), `right`, `misconception`, `learners`,
        and how many of them for each confidence. A drawn line has one row for each of its places.
    """
    given: dict[str, list[Event]] = {}
    for events in learners:
        for event in tally.firsts(events):
            if event["kind"] in ("prediction", "skip"):
                given.setdefault(event["item"], []).append(event)
    rows = []
    for name, item in tally.questions().items():
        if name in given:
            made = (
                _line_rows(item, given[name])
                if item["kind"] == "line"
                else _answer_rows(name, item, given[name])
            )
            about = {"lesson": name.partition("-")[0], "question": name, "ask": item["ask"]}
            rows += [about | row for row in made]
    return rows


def _answer_rows(name: str, item: Item, events: list[Event]) -> Iterator[Row]:
    """One row for each answer of a question, those that nobody gave included."""
    answers = possible(name, item)
    counts = Counter((_answer(item, event), event.get("confidence")) for event in events)
    given = {answer for answer, _ in counts}
    listed = [*answers, *(rest for rest in WORDS if rest in given)]
    for answer in listed:
        words, right, misconception = answers.get(answer, (WORDS.get(answer), False, ""))
        by_confidence = {word: counts[answer, word] for word in CONFIDENCE}
        if answer == SHOWN:
            by_confidence = dict.fromkeys(CONFIDENCE, 0)
        yield {
            "id": answer,
            "answer": words,
            "right": "yes" if right else "no",
            "misconception": misconception,
            "learners": sum(count for (one, _), count in counts.items() if one == answer),
            **by_confidence,
        }


def possible(name: str, item: Item) -> dict[str, tuple[str, bool, str]]:
    """The answers that a question knows, by id: in words, whether right, the misconception."""
    if item["kind"] in ("choice", "claim"):
        carried = {one["id"]: one for one in item["option"]}
        shown = zip(sheet.placed(name, item), sheet.options(name, item), strict=True)
        return {
            key: (words, carried[key].get("right", False), carried[key].get("misconception", ""))
            for key, words in shown
        }
    if item["kind"] == "number":
        traps = {
            trap["id"]: (_number(item, trap["value"]), False, trap.get("misconception", ""))
            for trap in item.get("trap", [])
        }
        return {RIGHT: (_number(item, item["answer"]), True, ""), **traps}
    if item["kind"] == "order":
        return {RIGHT: (", ".join(thing["text"] for thing in item["order"]), True, "")}
    return {}


def _number(item: Item, value: float) -> str:
    return f"{value:g} {item.get('unit', '')}".strip()


def _answer(item: Item, event: Event) -> str:
    """The id of what an event answered."""
    if event["kind"] == "skip":
        return SHOWN
    if item["kind"] in ("choice", "claim"):
        return str(event["answer"])
    found = tally.verdict(event) or {}
    return RIGHT if found.get("right") else found.get("trap", OTHER)


def _line_rows(item: Item, events: list[Event]) -> Iterator[Row]:
    """The middle and the middle half of the class, at each place of a line."""
    lines = [event["answer"] for event in events if event["kind"] != "skip"]
    for place, values in zip(item["at"], zip(*lines, strict=True), strict=False):
        low, _, high = quantiles(values, method="inclusive") if len(values) > 1 else values * 3
        yield {
            "id": f"at-{place:g}",
            "answer": f"at {place:g} {item['x']}: {median(values):g} {item['y']}; the middle half "
            f"of the class from {low:g} to {high:g}",
            "right": "",
            "misconception": "",
            "learners": len(values),
            **dict.fromkeys(CONFIDENCE, ""),
        }


def misconceptions(learners: Learners) -> list[Row]:
    """How many chose each misconception that a question offers, at their first answer.

    Returns
    -------
    list of dict
        `lesson`, `question`, `when` ("prediction", "answer", "recall", "before", "after"),
        `misconception`, `name`, `learners` who answered, `chose`, `certain` (of these), `share`.
    """
    answered: Counter[tuple[str, str]] = Counter()
    chose: Counter[tuple[str, ...]] = Counter()
    certain: Counter[tuple[str, ...]] = Counter()
    for events in learners:
        for event in tally.firsts(events):
            found, when = tally.verdict(event), _when(event)
            if not when or not found:
                continue
            place = event["item"], when
            answered[place] += 1
            if found["misconception"]:
                chose[*place, found["misconception"]] += 1
                sure = event.get("confidence") == "certain"
                certain[*place, found["misconception"]] += sure
    known = tally.misconceptions()
    return [
        {
            "lesson": question.partition("-")[0],
            "question": question,
            "when": when,
            "misconception": idea,
            "name": known[idea]["name"],
            "learners": answered[question, when],
            "chose": chose[question, when, idea],
            "certain": certain[question, when, idea],
            "share": round(chose[question, when, idea] / answered[question, when], 3),
        }
        for question in tally.questions()
        for when in sorted(when for name, when in answered if name == question)
        for idea in known
        if idea in tally.offered(question)
    ]


def _when(event: Event) -> str | None:
    """The occasion of an answer, in words of the kit; None for anything else."""
    when = event.get("when", "")
    if event["kind"] == "check":
        return when if when in ("before", "after") else None
    if event["kind"] == "answer":
        return "recall" if when.startswith("recall") else "answer"
    return "prediction" if event["kind"] == "prediction" else None


Pair = tuple[Verdict, Verdict]


def gains(learners: Learners) -> list[Row]:
    """What the class gained between the concept check before and after.

    Only answers of learners who answered a question both times count.

    Returns
    -------
    list of dict
        First over all questions, then for each question, then for each misconception: `what`,
        `name`, `pairs` (answers given both times), `before` and `after` (the share right; for a
        misconception, the share that did not choose it) and the normalised `gain`, "" where
        nothing could be gained.
    """
    pairs = [found for events in learners for found in _pairs(events)]
    asked = [name for name in tally.questions() if name in {item for item, _ in pairs}]
    rows = [_gain("all", "all questions", [pair for _, pair in pairs], _is_right)]
    for name in asked:
        ask = items.form(tally.questions()[name])["ask"]
        rows.append(_gain(name, ask, [pair for item, pair in pairs if item == name], _is_right))
    for idea, known in tally.misconceptions().items():
        own = [pair for item, pair in pairs if idea in tally.offered(item)]
        rows.append(_gain(idea, known["name"], own, _is_free_of(idea)))
    return [row for row in rows if row["pairs"]]


def _is_right(verdict: Verdict) -> bool:
    return bool(verdict["right"])


def _is_free_of(idea: str) -> Callable[[Verdict], bool]:
    return lambda verdict: verdict["misconception"] != idea


def _pairs(events: list[Event]) -> list[tuple[str, Pair]]:
    """The verdicts before and after, for each question of the check that was answered twice."""
    found = {
        (event["item"], event.get("when")): verdict
        for event in tally.firsts(events)
        if event["kind"] == "check" and (verdict := tally.verdict(event))
    }
    return [
        (item, (verdict, found[item, "after"]))
        for (item, when), verdict in found.items()
        if when == "before" and (item, "after") in found
    ]


def _gain(what: str, name: str, pairs: list[Pair], is_good: Callable[[Verdict], bool]) -> Row:
    count = len(pairs)
    before, after = (
        sum(is_good(pair[side]) for pair in pairs) / count if count else 0.0 for side in (0, 1)
    )
    gain = tally.gain(before, after)
    return {
        "what": what,
        "name": name,
        "pairs": count,
        "before": round(before, 3),
        "after": round(after, 3),
        "gain": "" if gain is None else round(gain, 3),
    }
