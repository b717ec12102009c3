"""The content of a passport: sentences and five tables from a learner's events."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kit.lesson import hand_in, tally
from kit.lesson.first_edition import Event
from kit.lesson.lines import printable
from kit.lesson.reader import many

EMPTY = (
    "Your passport is empty so far. As you predict and answer, it fills with what you predicted, "
    "what is right by now, how sure you were, and which ideas still lead you astray."
)
Sure = dict[str, tuple[int, int]]  # right and total, by confidence
Met = dict[str, list[bool]]  # for each misconception, whether it was chosen, each time
Table = dict[str, Any]
WHEN = {"guess": "when you guessed", "fairly sure": "when fairly sure", "certain": "when certain"}
ANSWERS = {True: "yes", False: "no"}


def page(events: list[Event], trouble: str = "") -> dict[str, Any]:
    """The content of a passport as plain text, without markup.

    Parameters
    ----------
    events : list of dict
    trouble : str
        What is wrong with the learner's file.

    Returns
    -------
    dict
        `words`, a list of sentences; `tables`, each with `title`, `columns`, `rows` and `shares`, a
        bar from 0 to 1 for each row; `code` and `exit_cards`, what a teacher may see.
    """
    code, exit_cards = hand_in.last(events)
    unknown, events = tally.unknown(events), tally.without_open_pretests(events)
    sure, chosen = tally.calibration(events), tally.confused(events)
    sentences = [*_words(events, sure, chosen), unknown, trouble]
    tables = [_lessons(events)] if sentences[0] != EMPTY else []
    tables += [_sure(sure), _ideas(chosen), _predictions(events), _texts(events)]
    return {
        "words": [sentence for sentence in sentences if sentence],
        "tables": [table for table in tables if table["rows"]],
        "code": code,
        "exit_cards": exit_cards,
    }


def _words(events: list[Event], sure: Sure, chosen: Met) -> list[str]:
    counts = tally.progress(events).values()
    predicted, skipped, answered, right = (
        sum(getattr(count, word) for count in counts)
        for word in ("predicted", "skipped", "answered", "right")
    )
    if not any(count.reached for count in counts):
        return [EMPTY]
    shares = [
        f"{WHEN[word]} {part} of {many(whole, 'time')}"
        for word, (part, whole) in sure.items()
        if whole
    ]
    still = [name for name, times in chosen.items() if times[-1]]
    return [
        f"You made {many(predicted, 'prediction')}, asked {many(skipped, 'time')} just to be "
        f"shown, and answered {many(answered, 'question')} besides. "
        f"{right} of all these are right by now.",
        _reached(events),
        _check(events),
        f"At the first try you were right {', '.join(shares)}." if shares else "",
        *(_idea(name, chosen[name]) for name in still),
        _behind([name for name in chosen if name not in still]),
    ]


def _reached(events: list[Event]) -> str:
    """A sentence on the lessons done and begun."""
    reached = {number: count.so_far for number, count in tally.progress(events).items()}
    parts = []
    for state in ("done", "begun"):
        titles = [tally.title(name) for name, so_far in reached.items() if so_far == state]
        parts += [f"{state}: {', '.join(titles)}"] * bool(titles)
    return f"Lessons {'; '.join(parts)}." if parts else ""


def _check(events: list[Event]) -> str:
    """A sentence on the concept check; "" if it is done."""
    occasions = {event.get("when") for event in events if event["kind"] == "check"}
    if "after" in occasions:
        return ""
    if "before" in occasions:
        return "The check comes once more after your last lesson: a link to it is on this page."
    return "You have not answered the check yet: a link to it is on this page."


def _idea(name: str, times: list[bool]) -> str:
    idea = tally.misconceptions()[name]
    return (
        f"What still leads you astray, {sum(times)} of {many(len(times), 'time')} ({name}): "
        f"“{idea.belief}” What is so: {idea.so}"
    )


def _behind(names: list[str]) -> str:
    if not names:
        return ""
    listed = "; ".join(f"{tally.misconceptions()[name].name} ({name})" for name in names)
    return f"Behind you, as the last answer shows: {listed}."


def _table(
    title: str, columns: list[str], rows: Iterable[Sequence[object]], shares: Iterable[float] = ()
) -> Table:
    cells = [[str(cell) for cell in row] for row in rows]
    return {"title": title, "columns": columns, "rows": cells, "shares": list(shares)}


def _lessons(events: list[Event]) -> Table:
    rows = [
        [tally.title(number), count.so_far, *vars(count).values()]
        for number, count in tally.progress(events).items()
    ]
    heads = ["Lesson", "So far", "Questions", "Predicted", "Just shown", "Answered"]
    heads.append("Right by now")
    return _table("The lessons", heads, rows)


def _sure(sure: Sure) -> Table:
    rows = [[word, part, whole] for word, (part, whole) in sure.items() if whole]
    shares = [part / whole for part, whole in sure.values() if whole]
    return _table("How sure you were", ["You were", "Right", "Of"], rows, shares)


def _ideas(chosen: Met) -> Table:
    ideas = tally.misconceptions()
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


def _predictions(events: list[Event]) -> Table:
    rows = [
        [
            tally.questions()[event["item"]]["ask"],
            _answer_in_words(event),
            event.get("confidence") or "",
            ANSWERS.get((tally.verdict(event) or {"right": None})["right"], ""),
        ]
        for event in tally.firsts(events)
        if event["kind"] in ("prediction", "skip")
    ]
    return _table("What you predicted", ["Question", "You said", "You were", "Right"], rows)


def _answer_in_words(event: Event) -> str:
    """An answer in the words of the file."""
    if event["kind"] == "skip":
        return "just show me"
    words = event.get("said")
    return printable(words) if isinstance(words, str) else ""


def _texts(events: list[Event]) -> Table:
    rows = [
        [printable(event.get("item", ""), 40), printable(text, 2000)]
        for event in events
        for text in [event.get("text") or event.get("said")]
        if event["kind"] in ("exit", "because") and isinstance(text, str)
    ]
    return _table("What you wrote", ["Where", "In your words"], rows)
