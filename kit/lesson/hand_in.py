"""What a learner shares with a teacher: a code of their choice, and optionally their exit cards."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kit.lesson.first_edition import Event

EVENT = "hand-in"
FIELDS = ("code", "exit_cards")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,19}")  # as kit/lesson/passport.js asks for it


def last(events: Iterable[Event]) -> tuple[str, bool]:
    """The code that was chosen last ("" for none), and whether exit cards may be read."""
    code, agreed = "", False
    for event in events:
        if event["kind"] == EVENT:
            told = event.get("code")
            code = told if isinstance(told, str) and CODE.fullmatch(told) else ""
            agreed = event.get("exit_cards") is True
    return code, agreed
