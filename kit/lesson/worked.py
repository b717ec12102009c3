"""A worked example that fades: one case worked, one with a step left out, one bare."""

from __future__ import annotations

from html import escape
from typing import Any

import ipywidgets

from kit.lesson import sheet
from kit.lesson.question import Question
from kit.lesson.several import Shown

WHICH = "Which principle leads on from here?"


def parts(item: Any, cases: Any) -> Any:
    """The example with its numbers filled in.

    Parameters
    ----------
    item : dict
        An item of kind "worked"; see the item files.
    cases : list of dict
        Three sets of numbers by name: for the worked case, the one with a blank, and the bare one.

    Returns
    -------
    dict
        `worked`, the steps of the first case; `principle`, `blank` and `bare`, three questions.

    Raises
    ------
    ValueError
        For a name in the item that the cases do not have.
    """
    if len(cases) != 3:
        raise ValueError(f"A worked example needs 3 cases: {len(cases)} were given.")
    try:
        worked, faded, bare = cases
        place = item["blank"]
        steps = [step.format(**faded) for step in item["steps"]]
        told = [f"Step {k}: {step}" for k, step in enumerate(steps, 1)]
        rest = "\n".join([*told[place:], item["why"]])
        given = {"given": [*told[:place], f"Step {place + 1} is left out."]}
        return {
            "worked": [step.format(**worked) for step in item["steps"]],
            "principle": _principle(item) | given,
            "blank": _number(item, "blank", faded, rest) | given,
            "bare": _number(item, "bare", bare, item["why"]),
        }
    except KeyError as missing:
        raise ValueError(
            f"This worked example has no {missing} in its cases or its item."
        ) from None


def _principle(item: Any) -> Any:
    right = {"id": "rule", "text": item["principle"], "right": True, "why": item["why"]}
    wrong = item["principles"]
    return {"kind": "choice", "ask": WHICH, "option": [*wrong[:1], right, *wrong[1:]]}


def _number(item: Any, which: Any, case: Any, why: Any) -> Any:
    traps = [trap | {"value": case[trap["value"]]} for trap in item.get(f"{which}_trap", [])]
    return {
        "kind": "number",
        "ask": item[f"{which}_ask"].format(**case),
        "unit": item.get(f"{which}_unit", ""),
        "answer": case[item[f"{which}_answer"]],
        "tolerance": item[f"{which}_tolerance"],
        "why": why,
        "hint": item["hint"],
        "trap": traps,
    }


class WorkedExample(sheet.Readable, ipywidgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """Three cases of one procedure, with less and less of it written out.

    Parameters
    ----------
    name : str
    item : dict
    cases : list of dict
    labs : module, optional
    """

    def __init__(self, name: str, item: Any, cases: Any, labs: Any = None) -> None:
        self.title, self.principle = item["title"], item["principle"]
        found = parts(item, cases)
        self.steps = found.pop("worked")
        self.questions = [Question(f"{name}-{key}", part) for key, part in found.items()]
        spoken = map(sheet.paragraph, ("Now with one step left out.", "On your own."))
        first, second, third = (sheet.note(head) for head in (self._head(), *spoken))
        principle, blank, bare = (Shown(question, labs) for question in self.questions)
        super().__init__(children=[first, second, principle, blank, third, bare])
        for question in self.questions:
            question.restore()

    def _head(self) -> str:
        steps = "".join(f"<li>{escape(step)}</li>" for step in self.steps)
        return (
            f"<p><b>{escape(self.title)}.</b> The principle: {escape(self.principle)}</p>"
            f"<ol>{steps}</ol>"
        )

    def text(self) -> str:
        """The worked case and the questions on the other two, in plain words."""
        steps = [f"{k}. {step}" for k, step in enumerate(self.steps, 1)]
        head = "\n".join([f"{self.title}. The principle: {self.principle}", *steps])
        return "\n\n".join([head, *(question.text() for question in self.questions)])

    def page(self) -> Any:
        """The same as HTML for pages that run nothing."""
        return self._head() + "".join(question.page() for question in self.questions)
