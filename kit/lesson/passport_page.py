"""The content of a passport: sentences and five tables from a learner's events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kit.lesson import tally
from kit.lesson.lines import Event, many, printable
from kit.lesson.tally import Answer, Progress

EMPTY = (
    "Your passport is empty so far. As you predict and answer, it fills with what you predicted, "
    "what is right by now, how sure you were, and which ideas still lead you astray."
)
Table = dict[str, Any]
VERDICTS = {True: "yes", False: "no", None: ""}


def page(events: list[Event], trouble: str = "") -> dict[str, Any]:
    """The content of a passport as plain text, and what is wrong with the learner's file.

    It has `words`, a list of sentences; `tables`, each with `title`, `columns`, `rows` and
    `shares`, a bar from 0 to 1 for each row; `code` and `exit_cards`, what a teacher may see.
    """
    code, exit_cards = tally.handed_in(events)
    answers = tally.without_open_pretests(tally.answers(events))
    progress = {tally.title(k): count for k, count in tally.progress(answers).items()}
    is_begun = any(count.reached for count in progress.values())
    sentences = [_summary(progress), _check(events)] if is_begun else [EMPTY]
    tables = [_lessons(progress)] if is_begun else []
    tables += [_sure(answers), _ideas(answers), _predictions(answers), _texts(events)]
    return {
        "words": [*filter(None, [*sentences, tally.unknown(events), trouble])],
        "tables": [table for table in tables if table["rows"]],
        "code": code,
        "exit_cards": exit_cards,
    }


def _summary(progress: dict[str, Progress]) -> str:
    predicted, skipped, answered, right = (
        sum(getattr(count, word) for count in progress.values())
        for word in ("predicted", "skipped", "answered", "right")
    )
    return (
        f"You made {many(predicted, 'prediction')}, asked {many(skipped, 'time')} just to be "
        f"shown, and answered {many(answered, 'question')} besides. "
        f"{right} of all these are right by now."
    )


def _check(events: list[Event]) -> str:
    """A sentence on the concept check; "" if it is done."""
    occasions = {event.get("when") for event in events if event["kind"] == "check"}
    if "after" in occasions:
        return ""
    if "before" in occasions:
        return "The check comes once more after your last lesson: a link to it is on this page."
    return "You have not answered the check yet: a link to it is on this page."


def _table(
    title: str, columns: list[str], rows: Iterable[Sequence[object]], shares: Iterable[float] = ()
) -> Table:
    cells = [[str(cell) for cell in row] for row in rows]
    return {"title": title, "columns": columns, "rows": cells, "shares": list(shares)}


def _lessons(progress: dict[str, Progress]) -> Table:
    rows = [[title, count.so_far, *vars(count).values()] for title, count in progress.items()]
    counts = ["Questions", "Predicted", "Just shown", "Answered", "Right by now"]
    return _table("The lessons", ["Lesson", "So far", *counts], rows)


def _sure(answers: list[Answer]) -> Table:
    counts = tally.calibration(answers)
    rows = [(word, part, whole) for word, (part, whole) in counts.items() if whole]
    shares = [part / whole for _, part, whole in rows]
    columns = ["You were", "Right at the first try", "Of"]
    return _table("How sure you were", columns, rows, shares)


def _ideas(answers: list[Answer]) -> Table:
    ideas, chosen = tally.misconceptions(), tally.confused(answers)
    rows = [
        [
            f"{name} {ideas[name].belief}",
            ideas[name].so,
            f"{sum(times)} of {len(times)}",
            "still" if times[-1] else "behind you",
        ]
        for name, times in chosen.items()
    ]
    shares = [sum(times) / len(times) for times in chosen.values()]
    columns = ["The idea", "What is so", "Chosen", "Now"]
    return _table("Ideas that led you astray", columns, rows, shares)


def _predictions(answers: list[Answer]) -> Table:
    rows = [
        [
            tally.questions()[answer.question]["ask"],
            "just show me" if answer.id == tally.SHOWN else printable(answer.event.get("said")),
            answer.confidence or "",
            VERDICTS[answer.right],
        ]
        for answer in tally.firsts(answers)
        if answer.occasion == tally.PREDICTION
    ]
    return _table("What you predicted", ["Question", "You said", "You were", "Right"], rows)


def _texts(events: list[Event]) -> Table:
    rows = [
        [printable(event.get("item"), 40), words]
        for event in events
        if event["kind"] in ("exit", "because")
        and (words := printable(event.get("text") or event.get("said"), 2000))
    ]
    return _table("What you wrote", ["Where", "In your words"], rows)
