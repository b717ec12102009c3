"""A question with a lab that stays covered until the learner commits or skips."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets
import traitlets

from kit.chart import Lab
from kit.chart.saved import covered
from kit.lesson import judge, record, sheet
from kit.lesson.items import Item
from kit.lesson.question import Question

WHY = "Why is it so? One sentence of your own."
OPENED = "Skipped: the lab is open."


class Predicted(Question):
    """A prediction question: it says how far off the guess was, and asks for a reason."""

    opened = traitlets.Bool()

    def __init__(self, name: str, item: Item, lab: Lab) -> None:
        self.lab = lab
        lab.called = [*lab.called, name]
        super().__init__(name, item, event="prediction")
        self.asked = self.asked | {"skippable": True, "beside": True}
        self.opens = self._set

    def uncover(self) -> None:
        """Open the lab for somebody who follows a link to it: that is no answer."""
        self.opened = True

    def _set(self, show: dict[str, Any]) -> str:
        self.lab.set(**show["set"])
        return self.lab.words()

    def _more(self) -> dict[str, Any]:
        self.event = "answer"  # whoever answers again has seen the lab
        answer = self.committed["answer"]
        if answer is None:
            return {"text": OPENED, "gap": "", "because": ""}
        drawn = self.line()
        gap = self.lab.predict(*drawn) if drawn else judge.gap(self.item, answer)
        if self.item["kind"] == "number" and (place := sheet.cross(self.item, answer)):
            self.lab.mark(*place)
        reasons = record.current().events("because", self.name)
        return {
            "gap": gap,
            "because": self.item.get("because", WHY),
            "reason": reasons[-1].get("text", "") if reasons else "",
        }


class Prediction(sheet.Readable, ipywidgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A covered lab under its question."""

    children: Sequence[Any]

    def __init__(self, question: Predicted) -> None:
        self.question, self.lab = question, question.lab
        super().__init__(children=[question])
        question.observe(self._reveal, ["verdict", "opened"])
        question.restore()

    def _reveal(self, _change: object) -> None:
        seen = self.question.committed or self.question.opened
        if seen and len(self.children) == 1:
            self.children = (self.question, self.lab)

    def text(self) -> str:
        """The question in plain words."""
        return self.question.text()

    def page(self) -> str:
        """The question as HTML for pages that run nothing, and what it opens, shut."""
        return self.question.page() + covered(self.lab.page())

    def output(self) -> dict[str, str]:
        """The output for pages that run nothing."""
        return super().output() | self.lab.drawn_later()
