"""The answer key of a lesson, from its item file: nothing in it is typed a second time."""

import numpy as np

from kit import labs
from kit.lesson import items, sheet


def number(value, places=3):
    """A number as a person writes it."""
    return np.format_float_positional(float(f"{value:.{places}g}"), trim="-")


def carried(item):
    """The ids of the misconceptions that a question's mistakes carry, in their order."""
    parts = [item, *item.get("option", ()), *item.get("trap", ())]
    return list(dict.fromkeys(part["misconception"] for part in parts if "misconception" in part))


def answer(name, item, lab=None):
    """What is right at "dose-line", say, and what the mistakes tell, as lines of Markdown.

    For a drawn line the lab beside it, by name and arguments, knows the answer.
    """
    return KINDS[item["kind"]](name, item, lab)


def right(name, item, lab=None):
    """Only what is right, in one line of Markdown."""
    first = answer(name, item, lab)[0].removeprefix("- ")
    label, found, said = first.partition(":** ")
    return f"**{said}**" if found and label == "**Right" else first


def _choice(name, item, lab):
    said = sheet.options(name, item)
    if item.get("open"):
        return ["- There is no right answer: " + "; ".join(said.values())]
    carried = {option["id"]: option for option in item["option"]}
    (right,) = (key for key, option in carried.items() if option.get("right"))
    lines = [f"- **Right:** {said.pop(right)}", f"- *Why:* {carried[right]['why']}"]
    return lines + [f"- Not: {words}{_idea(carried[key])}" for key, words in said.items()]


def _number(name, item, lab):
    unit = f" {item['unit']}" if item.get("unit") else ""
    right, tolerance = _exact(item["answer"]), _exact(item["tolerance"])
    lines = [f"- **Right:** {right}{unit}, give or take {tolerance}"]
    lines += [f"- *Why:* {item['why']}"] if "why" in item else []
    traps = item.get("trap", ())
    return lines + [f"- Not: {_exact(trap['value'])}{unit}{_idea(trap)}" for trap in traps]


def _order(name, item, lab):
    right = " → ".join(thing["text"] for thing in item["order"])
    return [
        f"- **Right order:** {right}",
        f"- *Why:* {item['why']}",
        f"- Another order{_idea(item)}",
    ]


def _line(name, item, lab):
    shown = getattr(labs, lab[0])(**lab[1])
    curve = shown.drawing().series[shown.spec["drawable"]]
    right = np.interp(item["at"], curve.array("x"), curve.array("y"))
    at = "; ".join(
        f"{number(x)} {item['x']}: {number(y)} {item['y']}" for x, y in zip(item["at"], right)
    )
    return [f"- **The model's line:** {at}", f"- *Why:* {item['why']}"]


def _text(name, item, lab):
    return ["- In their own words; it is kept and not judged."]


def _exact(value):
    return np.format_float_positional(float(value), trim="-")


def _idea(part):
    return f" ({part['misconception']})" if "misconception" in part else ""


KINDS = {
    "choice": _choice,
    "claim": _choice,
    "number": _number,
    "order": _order,
    "line": _line,
    "text": _text,
}


HEAPS = {"recall": "Recall", "claim": "Would you sign it?", "exit": "Exit card"}


def sections(lesson_number, notebook):
    """Questions of a lesson in heaps, by name: on the way, recall, claims, exit card.

    Of each there is the full name, the item and the lab beside it.
    """
    heaps = {"On the way": [], **{heap: [] for heap in HEAPS.values()}}
    for name, item in items.lesson(lesson_number).items():
        heap = HEAPS.get(name.split("-")[1], "On the way")
        heaps[heap].append((name, item, notebook.beside.get(name)))
    if not heaps["Exit card"]:
        heaps["Exit card"] = [(f"{lesson_number}-exit", items.EXIT, None)]
    return {heap: asked for heap, asked in heaps.items() if asked}
