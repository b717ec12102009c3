"""The lesson kit: commit to an answer, see, read why."""

from kit.lesson.cells import (
    ask,
    check,
    claims,
    exit_card,
    header,
    predict,
    recall,
    safety,
)
from kit.lesson.passport import passport

__all__ = [
    "ask",
    "check",
    "claims",
    "exit_card",
    "header",
    "passport",
    "predict",
    "recall",
    "safety",
]
