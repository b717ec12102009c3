"""What a learner shares with a teacher: a code of their choice, and optionally their exit cards."""

import re
from collections.abc import Iterable

from kit.lesson.lines import Event

EVENT = "hand-in"
FIELDS = ("code", "exit_cards")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{1,19}")  # as kit/lesson/passport.js asks for it


def last(events: Iterable[Event]) -> tuple[str, bool]:
    """The code that was chosen last ("" for none), and whether exit cards may be read."""
    chosen = [event for event in events if event["kind"] == EVENT]
    if not chosen:
        return "", False
    code = str(chosen[-1].get("code"))
    return code if CODE.fullmatch(code) else "", chosen[-1].get("exit_cards") is True
