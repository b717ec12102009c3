"""The controls of a lab as its attributes: read, set, and watched like any trait."""

from __future__ import annotations

from typing import Any

import traitlets


class Value(traitlets.TraitType[Any, Any]):
    """Where a control stands: `lab.blocked = 50` moves it, `lab.observe(f, "blocked")` watches it.

    It is not sent to the page by itself: a lab's `state` holds all controls at once.
    """

    def __set__(self, lab: Any, value: Any) -> None:
        """Move the control as a slider does: a value outside its range is refused."""
        lab.set(**{self.name: value})

    def take(self, lab: Any, value: Any) -> None:
        """Hold a value that the lab has checked and drawn; tell who watches it."""
        self.set(lab, value)
