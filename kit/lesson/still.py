"""Questions for pages without Python: the question, and a verdict for every answer."""

from __future__ import annotations

from typing import Any

import ipywidgets

from kit.chart import Bench, Lab
from kit.lesson import first_edition, items, judge, prediction, recalled, tally
from kit.lesson.check import WHICH, Check
from kit.lesson.items import Item
from kit.lesson.passport import Passport
from kit.lesson.question import GONE, LATER, VOTES, Question
from kit.lesson.several import INTRO, NONE, Recall, Shown


class NeedsPython(Exception):
    """A widget that needs Python to work."""


def node(widget: Any, shelf: Any) -> Any:
    """A widget as a page without Python can build it again.

    Parameters
    ----------
    widget : ipywidgets.Widget
    shelf : tools.site.states.Shelf
        Takes the labs.

    Returns
    -------
    dict
        What JSON can hold, with its `kind`.

    Raises
    ------
    NeedsPython
        Where it, or something in it, needs Python.
    """
    if isinstance(widget, Lab) and not isinstance(widget, Bench):
        return {"kind": "lab", "lab": shelf.put(widget), "values": widget.values}
    if isinstance(widget, prediction.Prediction):
        return _predicted(widget, shelf)
    if isinstance(widget, Shown):
        return _question(widget.question, lambda show: _elsewhere(widget, show, shelf))
    if isinstance(widget, Question):
        return _question(widget)
    if isinstance(widget, Passport):
        return {"kind": "passport"}
    if isinstance(widget, Recall):
        return _recall(widget, shelf)
    if isinstance(widget, Check):
        return _check(widget, shelf)
    if hasattr(widget, "queue"):  # questions, of which each opens the next
        head, steps, tail = widget.queue()
        children = [[node(part, shelf) for part in step] for step in steps]
        ends = {"head": node(head, shelf), "tail": node(tail, shelf)}
        return {"kind": "queue", "steps": children, **ends}
    if isinstance(widget, ipywidgets.HTML):
        return {"kind": "html", "html": widget.value}
    if isinstance(widget, ipywidgets.Box):
        return {"kind": "box", "children": [node(child, shelf) for child in widget.children]}
    raise NeedsPython(type(widget).__name__)


def _recall(widget: Recall, shelf: Any) -> dict[str, Any]:
    """The pool of recall questions; the page chooses, since it knows what was begun."""
    pool = [node(Shown(question, widget.labs), shelf) for question in widget.pool]
    lessons = list(recalled.pool(widget.lesson))  # nearest first
    texts = {"count": recalled.COUNT, "intro": INTRO, "none": NONE}
    return {"kind": "recall", "lessons": lessons, "pool": pool, **texts}


def _check(widget: Check, shelf: Any) -> dict[str, Any]:
    """The questions of the check, each with the lesson it is about, and the routes."""
    routes = [] if widget.fixed else list(items.routes().values())
    questions = [question for question in widget.every if routes or widget.asks(question.question)]
    lessons = [question.question.item["lesson"] for question in questions]
    nodes = [node(question, shelf) for question in questions]
    texts = {"which": WHICH, "intro": widget.intro, "route": widget.route}
    return {"kind": "check", "routes": routes, "lessons": lessons, "asked": nodes, **texts}


def verdicts(item: Item) -> dict[str, Any]:
    """A verdict for every answer that a question accepts.

    Parameters
    ----------
    item : dict

    Returns
    -------
    dict
        By the kind of question: `options`, one verdict for each by id; `right` and `other`, with
        `traps` of a number and the ids of the right `order`; or `any`.
    """
    kind = item["kind"]
    if kind in ("choice", "claim"):
        return {
            "options": {option["id"]: _verdict(item, option["id"]) for option in item["option"]}
        }
    if kind == "number":
        return _of_number(item)
    if kind == "order":
        right = [thing["id"] for thing in item["order"]]
        return {
            "order": right,
            "right": _verdict(item, right),
            "other": _verdict(item, right[::-1]),
        }
    if kind == "line":
        low = [item["range"][0]] * len(item["at"])
        return {"any": _verdict(item, low), "outside": judge.OUTSIDE}
    return {"any": _verdict(item, "-")}


def _again(item: Item) -> dict[str, str] | None:
    """The earlier vote that a question repeats, and the sentence that compares both."""
    if "again" not in item:
        return None
    title = tally.title(item["again"].partition("-")[0])
    return {"item": item["again"], "said": VOTES.replace("{title}", title)}


def book() -> dict[str, Any]:
    """The facts about all questions that a page without Python needs to read an answers file.

    Returns
    -------
    dict
        `questions` by full name, form B of the check after "check-1 B": `kind`, the `ids` of what
        there is to choose from, the number of `blanks`, and what is `right`; `first`, the table
        of the first edition.
    """
    questions = {}
    for name, item in tally.questions().items():
        questions[name] = _for_counting(items.form(item))
        if items.form(item, "after") != items.form(item):
            questions[f"{name} B"] = _for_counting(items.form(item, "after"))
    return {"questions": questions, "first": first_edition.table()}


def _for_counting(item: Item) -> dict[str, Any]:
    rights = [option["id"] for option in item.get("option", []) if option.get("right")]
    ordered = [thing["id"] for thing in item.get("order", [])]
    return {
        "kind": item["kind"],
        "ids": list(judge.texts(item)),
        "blanks": len(item.get("at", [])),
        "range": item.get("range"),
        "right": rights[0] if rights else ordered or item.get("answer"),
        "tolerance": item.get("tolerance", 0),
        "traps": [trap["id"] for trap in item.get("trap", [])],
    }


def _of_number(item: Item) -> dict[str, Any]:
    traps = item.get("trap", [])
    far = 1 + 10 * (abs(item["answer"]) + item["tolerance"] + sum(abs(t["value"]) for t in traps))
    unit = item.get("unit", "")
    return {
        "answer": item["answer"],
        "tolerance": item["tolerance"],
        "right": _verdict(item, item["answer"]),
        "other": _verdict(item, far),
        "traps": [{"value": t["value"], **_verdict(item, t["value"], t["id"])} for t in traps],
        "exact": judge.EXACT,
        "apart": judge.APART.replace("{truth}", f"{item['answer']:g} {unit}".strip()),
    }


def _verdict(item: Item, answer: Any, trap: str | None = None) -> judge.Verdict:
    return judge.judge(item, answer, trap) | {
        "said": judge.in_words(item, answer),
        "gap": judge.gap(item, answer),
    }


def _question(question: Any, place: Any = None) -> Any:
    """A question; `place` turns the state that refutes a mistake into one that the page has."""
    by_answer = verdicts(question.item)
    for verdict in _all(by_answer):
        show = verdict.pop("show")
        verdict["show"] = place(show) if show and place and question.explained else None
    return {
        "kind": "question",
        "asked": question.asked,
        "verdicts": by_answer,
        "name": question.name,
        "event": question.event,
        "when": question.when,
        "today": bool(question.since),
        "explained": question.explained,
        "later": LATER,
        "gone": GONE,
        "again": _again(question.item),
        "skipped": question._judged(None)["text"],
    }


def _all(by_answer: dict[str, Any]) -> list[judge.Verdict]:
    """Every verdict of a question."""
    several = [*by_answer.get("options", {}).values(), *by_answer.get("traps", [])]
    return several + [by_answer[key] for key in ("right", "other", "any") if key in by_answer]


def _predicted(widget: Any, shelf: Any) -> Any:
    """A question with its covered lab."""
    question, lab, states = widget.question, widget.lab, []

    def keep_state(show: Any) -> Any:
        states.append(show["set"])
        return {"set": show["set"]}

    question_node = _question(question, keep_state)
    covered = {"kind": "lab", "lab": shelf.put(lab, states), "values": lab.values}
    because = question.item.get("because", prediction.WHY)
    return question_node | {"covered": covered, "because": because, "skipped": prediction.OPENED}


def _elsewhere(widget: Any, show: Any, shelf: Any) -> Any:
    """The lab in which a mistake is refuted, under its question; None where it needs Python."""
    lab = widget._labs and getattr(widget._labs, show["lab"])(**show.get("with", {}))
    if not isinstance(lab, Lab) or isinstance(lab, Bench):
        return None
    key = shelf.put(lab, [show["set"]], small=True)
    return {"lab": key, "values": lab.values, "set": show["set"]}
