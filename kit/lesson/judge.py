"""What an answer is worth and what is said about it: pure functions of a question's item.

A verdict has `right` (True, False, or None where nothing is right or wrong), `text`, and, of a
mistake, its `misconception` and the state of a lab that refutes it (`show`).
"""

import math

from kit.chart.typed import read_number

LONGEST = 4000  # characters of a learner's own text
EXACT = "You said {said}, and so it is."  # of a number
OUTSIDE = "At {place:g} {x}, {value:g} {y} is not possible: choose from {low:g} to {high:g}."
APART = "You said {said}; it is {truth}: {away} apart."


def judge(item, answer):
    """The verdict on an answer.

    Parameters
    ----------
    item : dict
        A question of the item files.
    answer : int, float, list or str
        The place of an option in the file; a number; one number for each blank of a line; the
        places of `shown(item)` in the learner's order; or text.

    Raises
    ------
    ValueError
        For an answer that the question does not take.
    """
    verdict = {"right": None, "text": "", "misconception": None, "show": None}
    return verdict | JUDGES[item["kind"]](item, answer)


def said(item, answer):
    """An answer in words, so that a file of answers can be read without the questions."""
    kind = item["kind"]
    if kind == "choice":
        return item["option"][answer]["text"]
    if kind == "order":
        return ", ".join(shown(item)[place] for place in answer)
    if kind == "line":
        pairs = zip(item["at"], answer, strict=True)
        return ", ".join(f"{x:g} {item['x']}: {y:g} {item['y']}" for x, y in pairs)
    if kind == "number":
        return f"{number(answer):g} {item.get('unit', '')}".strip()
    return answer


def gap(item, answer):
    """How far a prediction is from what is so, in one sentence; "" where nothing is right."""
    kind, spoken = item["kind"], said(item, answer)
    if kind == "choice":
        right = [option["text"] for option in item["option"] if option.get("right")]
        if not right:
            return ""
        if spoken in right:
            return f"You said “{spoken}”, and so it is."
        return f"You said “{spoken}”; what is so is “{right[0]}”."
    if kind == "number":
        unit = item.get("unit", "")
        away = abs(number(answer) - item["answer"])
        if away <= item["tolerance"]:
            return EXACT.format(said=spoken)
        truth = f"{item['answer']:g} {unit}".strip()
        return APART.format(said=spoken, truth=truth, away=f"{away:.3g} {unit}".strip())
    return ""


def shown(item):
    """The things of an "order" question as a page lists them, which is not the right order."""
    right = [thing["text"] for thing in item["order"]]
    return sorted(right) if sorted(right) != right else sorted(right)[::-1]


def number(value):
    """A finite number, or one that somebody typed with a comma or a point.

    Raises
    ------
    ValueError
        For anything else.
    """
    if isinstance(value, str):
        return read_number(value)
    try:
        found = float(value)
    except (TypeError, ValueError):
        found = math.nan
    if not math.isfinite(found):
        raise ValueError(f"{value!r} is not a number: write digits, such as 80 or 2.5.")
    return found


def _mistake(part, text="why"):
    return {
        "right": False,
        "text": part[text],
        "misconception": part.get("misconception"),
        "show": part.get("show"),
    }


def _choice(item, answer):
    options = item["option"]
    if type(answer) is not int or answer not in range(len(options)):
        raise ValueError(f"answer = {answer!r} is not possible: choose 0 to {len(options) - 1}.")
    option = options[answer]
    if item.get("open"):
        return _mistake(option) | {"right": None}
    return {"right": True, "text": option["why"]} if option.get("right") else _mistake(option)


def _number(item, answer):
    given = number(answer)
    if abs(given - item["answer"]) <= item["tolerance"]:
        return {"right": True, "text": item["why"]}
    for trap in item.get("trap", []):
        if abs(given - trap["value"]) <= item["tolerance"]:
            return _mistake(trap)
    return _mistake(item, "hint")


def _order(item, answer):
    things = shown(item)
    if not isinstance(answer, list) or sorted(answer) != list(range(len(things))):
        raise ValueError(f"answer = {answer!r} is not an order of {len(things)} things.")
    right = [things[place] for place in answer] == [thing["text"] for thing in item["order"]]
    return {"right": True, "text": item["why"]} if right else _mistake(item, "hint")


def _line(item, answer):
    numbers = [number(value) for value in answer]
    if len(numbers) != len(item["at"]):
        raise ValueError(f"answer has {len(numbers)} numbers: this line has {len(item['at'])}.")
    low, high = item["range"]
    for place, value in zip(item["at"], numbers, strict=True):
        if not low <= value <= high:
            told = {"place": place, "x": item["x"], "value": value, "y": item["y"]}
            raise ValueError(OUTSIDE.format(**told, low=low, high=high))
    return {"text": item["why"]}


def _text(item, answer):
    if not isinstance(answer, str) or not answer.strip():
        raise ValueError("There is no text yet: write a few words first.")
    if len(answer) > LONGEST:
        raise ValueError(f"This text has {len(answer)} characters: {LONGEST} fit here.")
    return {"text": item.get("why", "")}


JUDGES = {"choice": _choice, "number": _number, "order": _order, "line": _line, "text": _text}
