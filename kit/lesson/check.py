"""The concept check: a reader's own route decides which of its questions are asked."""

import ipywidgets

from kit.lesson import items, record, sheet
from kit.lesson.question import Question
from kit.lesson.several import Several

WHICH = "Which route do you follow?"
BEFORE = (
    "A few questions before you start: a guess will do. After your last lesson you meet each in "
    "another form. Until then most of them do not say what is right."
)
AFTER = "The questions of the first day once more, in another form. Each answer is explained now."


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
        titles = [(one["title"], key) for key, one in items.routes().items()]
        self._routes = ipywidgets.RadioButtons(
            options=titles, value=self.route, description="", layout={"width": "auto"}
        )
        self._head, *self.every = self.children
        self._routes.observe(self._on_route, "value")
        self._show()

    def asks(self, question: Question) -> bool:
        """Return True if a question belongs to the route."""
        return question.item["lesson"] in items.routes()[self.route]["lessons"]

    def _show(self) -> None:
        asked = [one for one in self.every if self.asks(one.question)]
        which = [] if self.fixed else [sheet.note(WHICH), self._routes]
        self.children = [self._head, *which, *asked]

    def _on_route(self, change: dict[str, str]) -> None:
        self.route = change["new"]
        record.current().add("route", answer=self.route)
        self._show()


def _chosen() -> str:
    """The route that was chosen the last time, or all lessons."""
    chosen = [event.get("answer") for event in record.current().events("route")]
    routes = [*items.routes()]
    return next((route for route in reversed(chosen) if route in routes), routes[-1])
