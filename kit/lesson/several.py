"""Several questions in one cell, each with the lab that its "Show me" opens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import ipywidgets

from kit.lesson import items, recalled, record, sheet
from kit.lesson.question import Question

NONE = "There is nothing to recall yet: you have begun no earlier lesson."
SAVED = "Run this cell to answer them."


class Shown(ipywidgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A question with a lab under its feedback, in the state that refutes the mistake.

    `labs` is the module of the labs that the options name; without it nothing is shown.
    """

    children: Sequence[Any]

    def __init__(self, question: Question, labs: object = None) -> None:
        self.question, self.labs = question, labs
        self._made: tuple[str, dict[str, Any]] | None = None
        super().__init__(children=[question])
        question.opens = self.refute if labs else None

    def refute(self, show: dict[str, Any]) -> str:
        """Show the `lab` of that name, made `with` arguments, in the state `set`: its words."""
        wanted = (show["lab"], show.get("with", {}))
        if self._made == wanted:
            lab = self.children[1]
            lab.reset()
        else:
            lab = getattr(self.labs, show["lab"])(**wanted[1])
        lab.set(**show["set"])
        self.children, self._made = (self.question, lab), wanted
        return str(lab.words())


class Several(sheet.Readable, ipywidgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """Several questions, each with its own commitment, and a sentence before them."""

    children: Sequence[Any]

    def __init__(self, questions: list[Question], labs: object = None, intro: str = "") -> None:
        self.questions, self.intro = questions, intro
        head = [sheet.note(intro)] if intro else []
        super().__init__(children=[*head, *(Shown(question, labs) for question in questions)])
        for question in questions:
            question.restore()

    def text(self) -> str:
        """All questions in plain words."""
        return "\n\n".join(filter(None, [self.intro, *(q.text() for q in self.questions)]))

    def page(self) -> str:
        """All questions as HTML for pages that run nothing."""
        intro = sheet.paragraph(self.intro) if self.intro else ""
        return intro + "".join(question.page() for question in self.questions)


class Recall(Several):
    """Two questions that are about lessons that were begun before this one."""

    def __init__(self, lesson: str, labs: object = None) -> None:
        self.lesson, self.labs = lesson, labs
        self.today = datetime.now(UTC).date().isoformat()
        names = recalled.choose(lesson, record.current().events(), self.today)
        super().__init__([*map(self.question, names)], labs, "" if names else NONE)

    def question(self, name: str) -> Question:
        """A question as this recall asks it."""
        when = f"recall-{self.lesson}"
        return Question(name, items.item(name), when=when, since=self.today)

    def text(self) -> str:
        """The same for every learner: what is asked depends on the file."""
        return SAVED

    page = sheet.Readable.page
