"""The functions that lesson cells call: predict, ask, recall, claims, check, exit_card."""

from __future__ import annotations

from kit.chart import Lab
from kit.lesson import items
from kit.lesson.check import Check
from kit.lesson.header import Header
from kit.lesson.items import Item
from kit.lesson.prediction import Predicted, Prediction
from kit.lesson.question import Question
from kit.lesson.several import Recall, Several

CLAIMS = (
    "Such sentences stand on web pages. Sign what is true as it stands, change what needs a word "
    "more or less, refuse what is wrong or has nothing behind it. Each verdict opens after yours."
)


class Card:
    """A fixed text, the same wherever it is shown."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text

    def _repr_markdown_(self) -> str:
        return f"> **Please read.** {self.text}"


def header(name: str) -> Header:
    """The header of a lesson, such as "exit": its steps, and where the reader stopped."""
    return Header(name)


def predict(name: str, lab: Lab) -> Prediction:
    """Ask for a prediction, such as "dose-line"; the lab opens when the learner has committed."""
    return Prediction(Predicted(name, items.item(name), lab))


def ask(name: str, labs: object = None) -> Several:
    """Ask one question on its own, such as "clinic-mend"."""
    return Several([Question(name, items.item(name))], labs)


def recall(lesson: str, labs: object = None) -> Recall:
    """Ask two questions from earlier lessons that were begun, wrong and old answers first."""
    return Recall(lesson, labs)


def claims(lesson: str) -> Several:
    """Ask about the claims of a lesson: sign, change or refuse each."""
    return Several(_numbered(items.starting(lesson, "claim"), "answer"), intro=CLAIMS)


def exit_card(lesson: str) -> Several:
    """Ask the last questions of a lesson, answered in the learner's own words."""
    return Several(_numbered(items.exits(lesson), "exit"))


def check(when: str, labs: object = None, route: str = "") -> Check:
    """The concept check: form A before the course, form B after it.

    Parameters
    ----------
    when : {"before", "after"}
        Before the course it saves the answers, after it it explains them too.
    labs : module, optional
    route : str
        Asks about the lessons of one route, such as "evening"; without it the reader chooses.
    """
    if when not in ("before", "after"):
        raise ValueError(f"when = {when!r} is not possible: choose 'before' or 'after'.")
    if route and route not in items.routes():
        raise ValueError(f"There is no route {route!r}: there are {', '.join(items.routes())}.")
    return Check(when, route, labs)


def safety(name: str) -> Card:
    """A standing safety text by its name in `items/safety.toml`, such as "footer"."""
    return Card(items.safety(name))


def _numbered(asked: dict[str, Item], event: str) -> list[Question]:
    """Questions with their numbers, where there are several."""
    numbers = [f"{k}. " if len(asked) > 1 else "" for k in range(1, len(asked) + 1)]
    return [
        Question(name, item | {"ask": number + item["ask"]}, event=event)
        for number, (name, item) in zip(numbers, asked.items(), strict=True)
    ]
