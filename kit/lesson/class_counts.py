"""Counts over a class: pure functions of the events of its learners, without names and texts."""

import sys
from collections import Counter
from statistics import median, quantiles

from kit.lesson import tally
from kit.lesson.lines import CONFIDENCE

SHOWN, OTHER = "just show me", "another answer"


def predictions(learners):
    """What the class predicted before each reveal.

    Parameters
    ----------
    learners : list of list of dict
        The events of each learner.

    Returns
    -------
    list of dict
        For each question, in reading order, one row for each answer there is: `lesson`,
        `question`, `ask`, `answer`, `right`, `misconception`, `learners`, and how many of them
        for each confidence. A drawn line has one row for each of its places.
    """
    given = {}
    for events in learners:
        for event in tally.firsts(events):
            if event["kind"] in ("prediction", "skip") and event["item"] in tally.questions():
                given.setdefault(event["item"], []).append(event)
    rows = []
    for name, item in tally.questions().items():
        if name in given:
            make = _line_rows if item["kind"] == "line" else _answer_rows
            about = {"lesson": name.partition("-")[0], "question": name, "ask": item["ask"]}
            rows += [about | row for row in make(item, given[name])]
    return rows


def _answer_rows(item, events):
    """One row for each answer of a question, those that nobody gave included."""
    known = possible(item)
    counts = Counter((_answer(item, known, e), e.get("confidence")) for e in events)
    given = {answer for answer, _ in counts}
    listed = [*known, *(rest for rest in (OTHER, SHOWN) if rest in given)]
    for answer in listed:
        right, misconception = known.get(answer, (False, ""))
        by_confidence = {word: counts[answer, word] for word in CONFIDENCE}
        if answer == SHOWN:
            by_confidence = dict.fromkeys(CONFIDENCE, 0)
        everyone = sum(count for (given, _), count in counts.items() if given == answer)
        yield {
            "answer": answer,
            "right": "yes" if right else "no",
            "misconception": misconception,
            "learners": everyone,
            **by_confidence,
        }


def possible(item):
    """The answers that a question knows: for each, whether it is right, and its misconception."""
    if item["kind"] == "choice":
        return {
            option["text"]: (option.get("right", False), option.get("misconception", ""))
            for option in item["option"]
        }
    if item["kind"] == "number":
        traps = {
            _number(item, trap["value"]): (False, trap.get("misconception", ""))
            for trap in item.get("trap", [])
        }
        return {_number(item, item["answer"]): (True, ""), **traps}
    if item["kind"] == "order":
        return {", ".join(thing["text"] for thing in item["order"]): (True, "")}
    return {}


def _number(item, value):
    return f"{value:g} {item.get('unit', '')}".strip()


def _answer(item, known, event):
    """What an event answered, in words of the kit and never in a learner's."""
    if event["kind"] == "skip":
        return SHOWN
    if item["kind"] == "number" and _is_number(event.get("answer")):
        values = [item["answer"], *(trap["value"] for trap in item.get("trap", []))]
        near = [v for v in values if abs(v - event["answer"]) <= item["tolerance"]]
        return _number(item, near[0]) if near else OTHER
    said = event.get("said")
    return said if isinstance(said, str) and said in known else OTHER


def _line_rows(item, events):
    """The middle and the middle half of the class, at each place of a line."""
    lines = [
        event["answer"]
        for event in events
        if isinstance(event.get("answer"), list)
        and len(event["answer"]) == len(item["at"])
        and all(map(_is_number, event["answer"]))
    ]
    for place, values in zip(item["at"], zip(*lines, strict=True), strict=False):
        low, _, high = quantiles(values, method="inclusive") if len(values) > 1 else values * 3
        yield {
            "answer": f"at {place:g} {item['x']}: {median(values):g} {item['y']}; the middle half "
            f"of the class from {low:g} to {high:g}",
            "right": "",
            "misconception": "",
            "learners": len(values),
            **dict.fromkeys(CONFIDENCE, ""),
        }


def _is_number(value):
    return isinstance(value, int | float) and abs(value) < sys.float_info.max


def misconceptions(learners):
    """How many chose each misconception that a question offers, at their first answer.

    Returns
    -------
    list of dict
        `lesson`, `question`, `when` ("prediction", "answer", "recall", "before", "after"),
        `misconception`, `name`, `learners` who answered, `chose`, `certain` (of these), `share`.
    """
    answered, chose, certain = Counter(), Counter(), Counter()
    for events in learners:
        for event in tally.firsts(events):
            place = event["item"], _when(event)
            if not place[1] or event["item"] not in tally.questions():
                continue
            answered[place] += 1
            if event.get("misconception") in tally.lures(event["item"]):
                chose[*place, event["misconception"]] += 1
                certain[*place, event["misconception"]] += event.get("confidence") == "certain"
    known = tally.misconceptions()
    return [
        {
            "lesson": question.partition("-")[0],
            "question": question,
            "when": when,
            "misconception": lure,
            "name": known[lure]["name"],
            "learners": answered[question, when],
            "chose": chose[question, when, lure],
            "certain": certain[question, when, lure],
            "share": round(chose[question, when, lure] / answered[question, when], 3),
        }
        for question in tally.questions()
        for when in sorted(when for name, when in answered if name == question)
        for lure in sorted(tally.lures(question), key=lambda name: int(name[1:]))
    ]


def _when(event):
    """The occasion of an answer, in words of the kit; None for anything else."""
    when = event.get("when", "")
    if event["kind"] == "check":
        return when if when in ("before", "after") else None
    if event["kind"] == "answer":
        return "recall" if when.startswith("recall") else "answer"
    return "prediction" if event["kind"] == "prediction" else None


def gains(learners):
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
    pairs = [pair for events in learners for pair in _pairs(events)]
    asked = sorted({first["item"] for first, _ in pairs}, key=list(tally.questions()).index)
    rows = [_gain("all", "all questions", pairs, lambda event: event["right"])]
    for name in asked:
        own = [pair for pair in pairs if pair[0]["item"] == name]
        ask = tally.questions()[name]["ask"]
        rows.append(_gain(name, ask, own, lambda event: event["right"]))
    for lure, known in tally.misconceptions().items():
        own = [pair for pair in pairs if lure in tally.lures(pair[0]["item"])]
        rows.append(
            _gain(lure, known["name"], own, lambda e, lure=lure: e.get("misconception") != lure)
        )
    return [row for row in rows if row["pairs"]]


def _pairs(events):
    """The first answers before and after, for each question of the check that has both."""
    found = {}
    for event in tally.firsts(events):
        if event["kind"] == "check" and isinstance(event.get("right"), bool):
            found[event["item"], event.get("when")] = event
    return [
        (event, found[item, "after"])
        for (item, when), event in found.items()
        if when == "before" and (item, "after") in found and item in tally.questions()
    ]


def _gain(what, name, pairs, is_good):
    count = len(pairs)
    before, after = (
        sum(map(is_good, side)) / count if count else 0.0
        for side in (list(zip(*pairs, strict=True)) or ([], []))
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
