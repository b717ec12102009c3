"""What a cell of a lesson says: predict, ask, quiz, recall, worked_example, check, exit_card."""

from datetime import UTC, datetime

from kit.lesson import items, recalled, record
from kit.lesson.header import Header
from kit.lesson.prediction import Predicted, Prediction
from kit.lesson.question import Question
from kit.lesson.several import Several
from kit.lesson.worked import WorkedExample

RECALL = "Three questions from earlier lessons. Run this cell to answer them."
BEFORE = (
    "Twelve questions before you start. A guess will do. You will meet them again after the last "
    "lesson; until then nothing says which answers are right."
)
AFTER = "The twelve questions of the first day once more. This time every answer is explained."


class Card:
    """A standing text that says the same wherever it is shown."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text

    def _repr_markdown_(self):
        return f"> **Please read.** {self.text}"


def header(name: str) -> Header:
    """The row over a lesson: its steps, and where the reader stopped.

    Parameters
    ----------
    name : str
        The lesson, such as "exit".
    """
    return Header(name)


def predict(name, lab):
    """Ask for a prediction; the lab opens when the learner has committed.

    Parameters
    ----------
    name : str
        The question, such as "dose-line".
    lab : Lab
    """
    return Prediction(Predicted(name, items.item(name), lab))


def ask(name, labs=None):
    """One question on its own, such as "dose-quiz-2"."""
    return Several([Question(name, items.item(name))], labs)


def quiz(number, labs=None):
    """All quiz questions of a lesson.

    Parameters
    ----------
    number : str
        The lesson, such as "dose".
    labs : module, optional
        `kit.labs`: adds "Show me", which opens a lab in a state that refutes the mistake.
    """
    return Several(_questions(items.starting(number, "quiz")), labs)


def recall(number, labs=None):
    """Three questions from the lessons before this one: wrong ones and old ones first."""
    mine, day = record.mine(), datetime.now(UTC).date().isoformat()
    names = recalled.choose(number, mine.events(), mine.seed, day)
    found = {name: items.item(name) for name in names}
    questions = _questions(found, when=f"recall-{number}", since=day)
    intro = "From earlier lessons:" if found else "There are no questions from earlier lessons yet."
    return Several(questions, labs, intro, saved=RECALL)


def worked_example(name, cases, labs=None):
    """A procedure in three cases: worked, with one step left out, bare.

    Parameters
    ----------
    name : str
        The example, such as "dose-ed50".
    cases : list of dict
        The numbers of the three cases, by the names that the example uses.
    labs : module, optional
    """
    return WorkedExample(name, items.item(name), cases, labs)


def exit_card(number):
    """The last questions of a lesson, in the learner's own words."""
    return Several(_questions(items.exits(number), event="exit"))


def check(when, labs=None):
    """The concept check of twelve questions.

    Parameters
    ----------
    when : {"before", "after"}
        Before the first lesson it only saves the answers; after the last one it explains them.
    labs : module, optional
    """
    if when not in ("before", "after"):
        raise ValueError(f"when = {when!r} is not possible: choose 'before' or 'after'.")
    found = items.starting(items.CHECK, "check")
    asked = _questions(found, event="check", when=when, explained=when == "after")
    return Several(asked, labs, BEFORE if when == "before" else AFTER)


def safety(name):
    """A standing safety text: "footer", "antidepressants", "naltrexone", "overdose" or "help"."""
    return Card(items.safety(name))


def _questions(found, **settings):
    """Questions with their numbers, where there are several."""
    numbers = [f"{k}. " for k in range(1, len(found) + 1)] if len(found) > 1 else [""]
    return [
        Question(name, item | {"ask": number + item["ask"]}, **settings)
        for number, (name, item) in zip(numbers, found.items(), strict=False)
    ]
