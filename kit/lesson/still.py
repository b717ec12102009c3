"""Questions for pages without Python: the question, and a verdict for every answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, Protocol

import ipywidgets

from kit.chart import Bench, Lab
from kit.lesson import first_edition, items, judge, prediction, recalled, tally
from kit.lesson.check import WHICH, Check
from kit.lesson.items import Item
from kit.lesson.passport import Passport
from kit.lesson.question import GONE, LATER, VOTES, Question
from kit.lesson.several import NONE, Recall, Shown

Node = dict[str, Any]  # what JSON can hold, with its `kind`
Show = dict[str, Any]  # a state of a lab that refutes a mistake
Place = Callable[[Show], Show | None]  # such a state as the page has it; None where it has none


class Shelf(Protocol):
    """Takes the labs of a page; see tools/site/states.py."""

    def put(self, lab: Lab, wanted: Sequence[dict[str, Any]] = ..., small: bool = ...) -> str:
        """Keep a lab with these states; return its name on the page."""


class NeedsPython(Exception):
    """A widget that needs Python to work."""


def node(widget: ipywidgets.Widget, shelf: Shelf) -> Node:
    """A widget as a page without Python can build it again, or `NeedsPython`."""
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


def _recall(widget: Recall, shelf: Shelf) -> Node:
    """The pool of recall questions; the page chooses, since it knows what was begun."""
    by_lesson = recalled.pool(widget.lesson)  # nearest first
    questions = map(widget.question, chain.from_iterable(by_lesson.values()))
    pool = [node(Shown(question, widget.labs), shelf) for question in questions]
    texts = {"count": recalled.COUNT, "none": NONE}
    return {"kind": "recall", "lessons": list(by_lesson), "pool": pool, **texts}


def _check(widget: Check, shelf: Shelf) -> Node:
    """The questions of the check, each with the lesson it is about, and the routes."""
    routes = [] if widget.fixed else widget.routes()
    questions = [question for question in widget.every if routes or widget.asks(question.question)]
    lessons = [question.question.item["lesson"] for question in questions]
    nodes = [node(question, shelf) for question in questions]
    texts = {"which": WHICH, "intro": widget.intro, "route": widget.route}
    return {"kind": "check", "routes": routes, "lessons": lessons, "asked": nodes, **texts}


def verdicts(item: Item, place: Place = lambda show: show) -> dict[str, Any]:
    """A verdict for every answer that a question accepts.

    By the kind of question these are `options`, one verdict for each by id; `right` and `other`,
    with `traps` of a number and the ids of the right `order`; or `any`. `place` turns the state of
    a lab that refutes a mistake into one that the page has.
    """

    def verdict(answer: Any, trap: str | None = None) -> judge.Verdict:
        judged = judge.judge(item, answer, trap)
        spoken = {"said": judge.in_words(item, answer), "gap": judge.gap(item, answer)}
        return judged | spoken | {"show": judged["show"] and place(judged["show"])}

    kind, right = item["kind"], judge.right_answer(item)
    if kind in ("choice", "claim"):
        return {"options": {key: verdict(key) for key in judge.texts(item)}}
    if kind == "order":
        return {"order": right, "right": verdict(right), "other": verdict(right[::-1])}
    if kind == "line":
        low = [item["range"][0]] * len(item["at"])
        return {"any": verdict(low), "outside": judge.OUTSIDE}
    if kind == "text":
        return {"any": verdict("-")}
    traps = item.get("trap", [])
    far = 1 + 10 * (abs(right) + item["tolerance"] + sum(abs(t["value"]) for t in traps))
    truth = f"{right:g} {item.get('unit', '')}".strip()
    return {
        "answer": right,
        "tolerance": item["tolerance"],
        "right": verdict(right),
        "other": verdict(far),
        "traps": [{"value": t["value"], **verdict(t["value"], t["id"])} for t in traps],
        "exact": judge.EXACT,
        "apart": judge.APART.replace("{truth}", truth),
    }


def book() -> dict[str, Any]:
    """The facts about all questions that a page without Python needs to read an answers file.

    They come by full name, form B of the check after "check-1 B": `kind`, the `ids` of what there
    is to choose from, the number of `blanks`, and what is `right`. `first` has
    the names of the first edition.
    """
    questions = {}
    for name, item in tally.questions().items():
        questions[name] = _for_counting(items.form(item))
        if items.form(item, "after") != items.form(item):
            questions[f"{name} B"] = _for_counting(items.form(item, "after"))
    return {"questions": questions, "first": first_edition.table()}


def _for_counting(item: Item) -> dict[str, Any]:
    return {
        "kind": item["kind"],
        "ids": list(judge.texts(item)),
        "blanks": len(item.get("at", [])),
        "range": item.get("range"),
        "right": judge.right_answer(item),
        "tolerance": item.get("tolerance", 0),
        "traps": [trap["id"] for trap in item.get("trap", [])],
    }


def _question(question: Question, place: Place = lambda _show: None) -> Node:
    """A question, with a verdict for every answer."""
    again = question.item.get("again")
    shown = place if question.explained else lambda _show: None
    earlier = None  # the earlier vote that a question repeats
    if again:
        title = items.shelf()[again.partition("-")[0]]["title"]
        earlier = {"item": again, "said": VOTES.replace("{title}", title)}
    return {
        "kind": "question",
        "asked": question.asked,
        "verdicts": verdicts(question.item, shown),
        "name": question.name,
        "event": question.event,
        "when": question.when,
        "today": bool(question.since),
        "explained": question.explained,
        "later": LATER,
        "gone": GONE,
        "again": earlier,
        "skipped": question._judged(None)["text"],
    }


def _predicted(widget: prediction.Prediction, shelf: Shelf) -> Node:
    """A question with its covered lab."""
    question, lab = widget.question, widget.lab
    states: list[dict[str, Any]] = []

    def keep_state(show: Show) -> Show:
        states.append(show["set"])
        return {"set": show["set"]}

    question_node = _question(question, keep_state)
    covered = {"kind": "lab", "lab": shelf.put(lab, states), "values": lab.values}
    because = question.item.get("because", prediction.WHY)
    return question_node | {"covered": covered, "because": because, "skipped": prediction.OPENED}


def _elsewhere(widget: Shown, show: Show, shelf: Shelf) -> Show | None:
    """The lab in which a mistake is refuted, under its question; None where it needs Python."""
    lab = widget.labs and getattr(widget.labs, show["lab"])(**show.get("with", {}))
    if not isinstance(lab, Lab) or isinstance(lab, Bench):
        return None
    key = shelf.put(lab, [show["set"]], small=True)
    return {"lab": key, "values": lab.values, "set": show["set"]}
