"""Judging answers and explaining them: pure functions of a question's item.

A verdict has `right` (True, False, or None where nothing is right or wrong), `text`, and, of a
mistake, its `misconception`, the state of a lab that refutes it (`show`) and the id of the `trap`
that a number met.
"""

import math
from typing import Any

from kit.lesson.items import Item
from kit.lesson.lines import Event

Verdict = dict[str, Any]
NOTHING: Verdict = {"right": None, "text": "", "misconception": None, "show": None}
LONGEST = 4000  # characters of a learner's own text
EXACT = "You said {said}, and that is right."  # of a number
OUTSIDE = "At {place:g} {x}, {value:g} {y} is not possible: choose from {low:g} to {high:g}."
APART = "You said {said}; it is {truth}: {away} apart."


def judge(item: Item, answer: Any, trap: str | None = None) -> Verdict:
    """The verdict on an answer; a ValueError says that the question does not take it.

    It is the id of an option; a number; one number for each blank of a line; the ids of things in
    the learner's order; or text. `trap` is the id of the trap that a number met when it was given.
    """
    if item["kind"] in ("choice", "claim"):
        return NOTHING | _choice(item, answer)
    if item["kind"] == "number":
        return NOTHING | _number(item, number(answer), trap)
    if item["kind"] == "order":
        return NOTHING | _order(item, answer)
    if item["kind"] == "line":
        return NOTHING | _line(item, answer)
    return NOTHING | _text(item, answer)


def judge_event(item: Item, event: Event) -> Verdict:
    """The verdict on an answer of a learner's file, in which a number is no text."""
    answer, trap = event.get("answer"), event.get("trap")
    if item["kind"] == "number" and not isinstance(answer, int | float):
        raise ValueError("This question has no such answer.")
    return judge(item, answer, trap if isinstance(trap, str) else None)


def in_words(item: Item, answer: Any) -> str:
    """An answer in words, so that a file of answers can be read without the questions."""
    kind = item["kind"]
    if kind in ("choice", "claim"):
        return texts(item)[answer]
    if kind == "order":
        return ", ".join(texts(item)[thing] for thing in answer)
    if kind == "line":
        pairs = zip(item["at"], answer, strict=True)
        return ", ".join(f"{x:g} {item['x']}: {y:g} {item['y']}" for x, y in pairs)
    if kind == "number":
        return f"{number(answer):g} {item.get('unit', '')}".strip()
    return str(answer)


def texts(item: Item) -> dict[str, str]:
    """The words of what there is to choose from or to put in order, by id."""
    return {choice["id"]: choice["text"] for choice in item.get("option") or item.get("order", [])}


def right_answer(item: Item) -> Any:
    """The right id, ids in order or number; None where nothing is right."""
    rights = [option["id"] for option in item.get("option", []) if option.get("right")]
    ordered = [thing["id"] for thing in item.get("order", [])]
    return rights[0] if rights else ordered or item.get("answer")


def gap(item: Item, answer: Any) -> str:
    """The distance from a prediction to the right answer, in a sentence; "" if there is none."""
    kind, spoken, right = item["kind"], in_words(item, answer), right_answer(item)
    if kind == "choice" and right:
        if answer == right:
            return f"You said “{spoken}”, and that is right."
        return f"You said “{spoken}”; the right answer is “{texts(item)[right]}”."
    if kind == "number":
        unit = item.get("unit", "")
        away = abs(number(answer) - right)
        if away <= item["tolerance"]:
            return EXACT.format(said=spoken)
        truth = f"{right:g} {unit}".strip()
        return APART.format(said=spoken, truth=truth, away=f"{away:.3g} {unit}".strip())
    return ""


def number(value: Any) -> float:
    """A finite number; raises a ValueError for anything else."""
    try:
        finite = math.nan if isinstance(value, bool) else float(value)
    except (TypeError, ValueError, OverflowError):
        finite = math.nan
    if not math.isfinite(finite):
        raise ValueError(f"{value!r} is not a number: write digits, such as 80 or 2.5.")
    return finite


def _mistake(part: Item, text: str = "why") -> Verdict:
    carried = {key: part.get(key) for key in ("misconception", "show")}
    return {"right": False, "text": part[text], **carried}


def _choice(item: Item, answer: Any) -> Verdict:
    options = {option["id"]: option for option in item["option"]}
    if not isinstance(answer, str) or answer not in options:
        raise ValueError(f"{answer!r} is no option here: there are {', '.join(options)}.")
    option = options[answer]
    if item.get("open"):
        return {"text": item.get("sealed") or option.get("why") or item.get("why", "")}
    return {"right": True, "text": option["why"]} if option.get("right") else _mistake(option)


def _number(item: Item, value: float, trap_met: str | None) -> Verdict:
    def is_near(other: float) -> bool:
        return bool(abs(value - other) <= item["tolerance"])

    traps = {trap["id"]: trap for trap in item.get("trap", [])}
    if trap_met not in traps:
        if is_near(item["answer"]):
            return {"right": True, "text": item["why"]}
        trap_met = next((key for key, trap in traps.items() if is_near(trap["value"])), None)
    return _mistake(traps[trap_met]) | {"trap": trap_met} if trap_met else _mistake(item, "hint")


def _order(item: Item, answer: Any) -> Verdict:
    right = right_answer(item)
    is_list_of_ids = isinstance(answer, list) and all(isinstance(thing, str) for thing in answer)
    if not is_list_of_ids or sorted(answer) != sorted(right):
        raise ValueError(f"answer = {answer!r} is not an order of {', '.join(sorted(right))}.")
    return {"right": True, "text": item["why"]} if answer == right else _mistake(item, "hint")


def _line(item: Item, answer: Any) -> Verdict:
    numbers = [number(value) for value in answer] if isinstance(answer, list | tuple) else []
    if len(numbers) != len(item["at"]):
        raise ValueError(f"answer has {len(numbers)} numbers: this line has {len(item['at'])}.")
    low, high = item["range"]
    for place, value in zip(item["at"], numbers, strict=True):
        if not low <= value <= high:
            words = {"place": place, "x": item["x"], "value": value, "y": item["y"]}
            raise ValueError(OUTSIDE.format(**words, low=low, high=high))
    return {"text": item["why"]}


def _text(item: Item, answer: Any) -> Verdict:
    if not isinstance(answer, str) or not answer.strip():
        raise ValueError("There is no text yet: write a few words first.")
    if len(answer) > LONGEST:
        raise ValueError(f"This text has {len(answer)} characters: {LONGEST} fit here.")
    return {"text": item.get("why", "")}
