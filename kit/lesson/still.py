"""Questions for pages without Python: what is asked, and what is said to each answer."""

import ipywidgets

from kit.chart import Bench, Lab
from kit.chart.still import SMALL
from kit.lesson import judge, prediction
from kit.lesson.passport import Passport
from kit.lesson.question import LATER, Question
from kit.lesson.several import Shown


class Alive(Exception):
    """A widget that does nothing without Python."""


def node(widget, shelf):
    """A widget as a page without Python can build it again.

    Parameters
    ----------
    widget : ipywidgets.Widget
    shelf : kit.chart.still.Shelf
        Takes the labs.

    Returns
    -------
    dict
        What JSON can hold, with its `kind`.

    Raises
    ------
    Alive
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
    if hasattr(widget, "queue"):  # questions, of which each opens the next
        head, steps, tail = widget.queue()
        told = [[node(part, shelf) for part in step] for step in steps]
        ends = {"head": node(head, shelf), "tail": node(tail, shelf)}
        return {"kind": "queue", "steps": told, **ends}
    if isinstance(widget, ipywidgets.HTML):
        return {"kind": "html", "html": widget.value}
    if isinstance(widget, ipywidgets.Box):
        return {"kind": "box", "children": [node(child, shelf) for child in widget.children]}
    raise Alive(type(widget).__name__)


def verdicts(item):
    """What is said to every answer that a question can get.

    Parameters
    ----------
    item : dict

    Returns
    -------
    dict
        By the kind of question: `options`, one verdict for each; `right` and `other`, with `traps`
        of a number and the `places` of an order; or `any`.
    """
    kind = item["kind"]
    if kind == "choice":
        return {"options": [_verdict(item, place) for place in range(len(item["option"]))]}
    if kind == "number":
        return _of_number(item)
    if kind == "order":
        things = judge.shown(item)
        right = [things.index(thing["text"]) for thing in item["order"]]
        return {
            "places": right,
            "right": _verdict(item, right),
            "other": _verdict(item, right[::-1]),
        }
    if kind == "line":
        low = [item["range"][0]] * len(item["at"])
        return {"any": _verdict(item, low), "outside": judge.OUTSIDE}
    return {"any": _verdict(item, "-")}


def _of_number(item):
    traps = item.get("trap", [])
    far = 1 + 10 * (abs(item["answer"]) + item["tolerance"] + sum(abs(t["value"]) for t in traps))
    unit = item.get("unit", "")
    return {
        "answer": item["answer"],
        "tolerance": item["tolerance"],
        "right": _verdict(item, item["answer"]),
        "other": _verdict(item, far),
        "traps": [{"value": t["value"], **_verdict(item, t["value"])} for t in traps],
        "exact": judge.EXACT,
        "apart": judge.APART.replace("{truth}", f"{item['answer']:g} {unit}".strip()),
    }


def _verdict(item, answer):
    return judge.judge(item, answer) | {
        "said": judge.said(item, answer),
        "gap": judge.gap(item, answer),
    }


def _question(question, place=None):
    """A question; `place` turns the state that refutes a mistake into one that the page has."""
    found = verdicts(question.item)
    for verdict in _all(found):
        show = verdict.pop("show")
        verdict["show"] = place(show) if show and place and question.explained else None
    return {
        "kind": "question",
        "asked": question.asked,
        "verdicts": found,
        "name": question.name,
        "event": question.event,
        "when": question.when,
        "today": bool(question.since),
        "explained": question.explained,
        "later": LATER,
        "skipped": question._judged(None, None)["text"],
    }


def _all(found):
    """Every verdict of a question."""
    several = [*found.get("options", []), *found.get("traps", [])]
    return several + [found[key] for key in ("right", "other", "any") if key in found]


def _predicted(widget, shelf):
    """A question with its covered lab."""
    question, lab, states = widget.question, widget.lab, []

    def here(show):
        states.append(show["set"])
        return {"set": show["set"]}

    told = _question(question, here)
    covered = {"kind": "lab", "lab": shelf.put(lab, states), "values": lab.values}
    because = question.item.get("because", prediction.WHY)
    return told | {"covered": covered, "because": because, "skipped": prediction.OPENED}


def _elsewhere(shown, show, shelf):
    """The lab in which a mistake is refuted, under its question; None where it needs Python."""
    lab = shown._labs and getattr(shown._labs, show["lab"])(**show.get("with", {}))
    if not isinstance(lab, Lab) or isinstance(lab, Bench):
        return None
    key = shelf.put(lab, [show["set"]], SMALL)
    return {"lab": key, "values": lab.values, "set": show["set"]}
