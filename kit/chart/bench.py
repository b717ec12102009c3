"""A lab with buttons for what cannot be undone by a slider, such as an experiment."""

from collections.abc import Callable, Mapping
from typing import Any

from kit.chart.lab import Lab


class Bench(Lab):
    """A lab whose picture also depends on what its buttons have done.

    Parameters
    ----------
    actions : dict of str to callable
        What each button does, by what it says; it takes no argument, and refuses with a ValueError.
        The controls stand where the learner left them when it is called, and the picture is drawn
        anew after it. The one called "Reset" is done together with the reset of the controls.
    **lab
        Everything a Lab takes.
    """

    def __init__(self, actions: Mapping[str, Callable[[], object]], **lab: Any) -> None:
        self._actions = actions
        super().__init__(**lab)

    def act(self, name: str) -> None:
        """Do what a button does.

        Raises
        ------
        ValueError
            For a button that is not there, or where the action refuses.
        """
        if name not in self._actions:
            raise ValueError(
                f"{name!r} is not a button of this lab: it has {', '.join(self._actions)}."
            )
        self._actions[name]()
        self.refresh()

    def _describe(self) -> dict[str, Any]:
        return super()._describe() | {"actions": list(self._actions)}

    def _on_message(self, widget: object, content: dict[str, Any], buffers: list[bytes]) -> None:
        if content["kind"] != "action":
            super()._on_message(widget, content, buffers)
            return
        with self._faults_shown():
            self._turn = content["turn"]
            self._take(self._checked(content["values"]))
            self.act(content["name"])
