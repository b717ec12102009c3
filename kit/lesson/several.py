"""Several questions in one cell, each with the lab that its "Show me" opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import ipywidgets

from kit.lesson import recalled, record, sheet
from kit.lesson.question import Question

INTRO = "From earlier lessons:"
NONE = "There is nothing to recall yet: you have begun no earlier lesson."
SAVED = "Two questions from earlier lessons. Run this cell to answer them."


class Shown(ipywidgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """A question with a lab under its feedback, in the state that refutes the mistake.

    Parameters
    ----------
    question : Question
    labs : module, optional
        Where the labs are that the question's options name; without it nothing is shown.
    """

    children: Sequence[Any]

    def __init__(self, question: Any, labs: Any = None) -> None:
        self.question, self._labs = question, labs
        self._made: tuple[str, dict[str, Any]] | None = None
        super().__init__(children=[question])
        question.opens = self.refute if labs else None

    def refute(self, show: Any) -> str:
        """Show a lab in a state, and return its words.

        Parameters
        ----------
        show : dict
            `lab`, the name of a lab; `with`, its arguments; `set`, the state.
        """
        wanted = (show["lab"], show.get("with", {}))
        if self._made == wanted:
            lab = self.children[1]
            lab.reset()
        else:
            lab = getattr(self._labs, show["lab"])(**wanted[1])
        lab.set(**show["set"])
        self.children, self._made = (self.question, lab), wanted
        return str(lab.words())


class Several(sheet.Readable, ipywidgets.VBox):  # type: ignore[misc] # ipywidgets has no types
    """Several questions, each with its own commitment.

    Parameters
    ----------
    questions : list of Question
    labs : module, optional
    intro : str
        A sentence before them.
    saved : str
        Static text in place of the questions, if they differ between learners.
    """

    children: Sequence[Any]

    def __init__(self, questions: Any, labs: Any = None, intro: str = "", saved: str = "") -> None:
        self.questions, self.intro, self.saved = questions, intro, saved
        head = [sheet.note(sheet.paragraph(intro))] if intro else []
        super().__init__(children=[*head, *(Shown(question, labs) for question in questions)])
        for question in questions:
            question.restore()

    def text(self) -> Any:
        """All questions in plain words."""
        return self.saved or "\n\n".join(
            filter(None, [self.intro, *(q.text() for q in self.questions)])
        )

    def page(self) -> Any:
        """All questions as HTML for pages that run nothing."""
        if self.saved:
            return sheet.paragraph(self.saved)
        intro = sheet.paragraph(self.intro) if self.intro else ""
        return intro + "".join(question.page() for question in self.questions)


class Recall(Several):
    """Two questions of lessons that were begun before.

    Parameters
    ----------
    lesson : str
        The lesson that begins.
    pool : list of Question
        All that may be asked.
    labs : module, optional
    day : str
        Today, in UTC.
    """

    def __init__(self, lesson: str, pool: list[Question], labs: object, day: str) -> None:
        mine = record.mine()
        names = recalled.choose(lesson, mine.events(), mine.seed, day)
        by_name = {question.name: question for question in pool}
        self.lesson, self.pool, self.labs = lesson, pool, labs
        super().__init__([by_name[name] for name in names], labs, INTRO if names else NONE, SAVED)
