"""The concept check: a reader's own route decides which of its questions are asked."""

from typing import Any

import ipywidgets

from kit.lesson import items, record, sheet
from kit.lesson.question import Question
from kit.lesson.several import Several

WHICH = "Which route do you follow?"
BEFORE = (
    "A guess will do, and you may leave out any question. Most are explained only after your last "
    "lesson, when you meet them in another form."
)
AFTER = "Each answer is explained now. You may leave out any question."
MINUTES = 1.8  # a question, with its words and an answer


class Check(Several):
    """The questions of the check; without a route the reader chooses one."""

    def __init__(self, when: str, route: str = "", labs: object = None) -> None:
        questions = [
            Question(
                name,
                items.form(item, when),
                event="check",
                when=when,
                explained=when == "after" or item.get("open_at_once", False),
            )
            for name, item in items.lesson(items.CHECK).items()
        ]
        super().__init__(questions, labs, BEFORE if when == "before" else AFTER)
        self.route, self.fixed = route or _chosen(), bool(route)
        titles = [(one["title"], one["id"]) for one in self.routes()]
        self._routes = ipywidgets.RadioButtons(
            options=titles, value=self.route, description="", layout={"width": "auto"}
        )
        self._head, *self.every = self.children
        self._routes.observe(self._on_route, "value")
        self._show()

    def asks(self, question: Question, route: str = "") -> bool:
        """Return True if a question belongs to a route, by default to the chosen one."""
        return question.item["lesson"] in items.routes()[route or self.route]["lessons"]

    def routes(self) -> list[dict[str, Any]]:
        """The routes, each with its number of questions and its minutes in its title."""
        told = []
        for key, one in items.routes().items():
            count = sum(self.asks(question, key) for question in self.questions)
            many = f"{count} question{'s' * (count != 1)}"
            title = f"{one['title']} ({many}, about {MINUTES * count:.0f} minutes)"
            told.append(one | {"title": title})
        return told

    def _show(self) -> None:
        asked = [one for one in self.every if self.asks(one.question)]
        which = [] if self.fixed else [sheet.note(WHICH), self._routes]
        self.children = [self._head, *which, *asked]

    def _on_route(self, change: dict[str, str]) -> None:
        self.route = change["new"]
        record.current().add("route", answer=self.route)
        self._show()


def _chosen() -> str:
    """The route that was chosen the last time, or the shortest."""
    chosen = [event.get("answer") for event in record.current().events("route")]
    routes = items.routes()
    shortest = min(routes, key=lambda route: len(routes[route]["lessons"]))
    return next((route for route in reversed(chosen) if route in routes), shortest)
