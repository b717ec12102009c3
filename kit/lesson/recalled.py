"""Choosing questions of earlier lessons to ask again at the start of a lesson."""

from collections.abc import Iterable
from random import Random

from kit.lesson import items, tally
from kit.lesson.first_edition import Event

COUNT = 2
WRONG, NEVER, RIGHT = 0, 1, 2  # first priority


def pool(lesson: str) -> dict[str, list[str]]:
    """The questions that may come back in a lesson, by the lesson they are about, nearest first."""
    place = list(items.shelf()).index
    earlier = [other for other in reversed(items.lessons()) if place(other) < place(lesson)]
    return {other: list(items.starting(other, "recall")) for other in earlier}


def begun(events: Iterable[Event]) -> set[str]:
    """The lessons in which something was answered, predicted or skipped."""
    kinds = (*tally.JUDGED, "skip")
    return {e["item"].partition("-")[0] for e in tally.known(events) if e["kind"] in kinds}


def choose(lesson: str, events: list[Event], seed: int, day: str) -> list[str]:
    """Two questions of lessons that were begun: one of the last before this, and any other.

    Those answered wrong come first, then those never answered, then the one answered longest ago.
    The same answers on the same day give the same questions: what was answered in this very
    recall, today, is left aside.

    Parameters
    ----------
    lesson : str
        The lesson that begins, such as "clocks".
    events : list of dict
        The learner's record, in the order of the file.
    seed : int
        The learner's number: decides between equals.
    day : str
        Such as "2026-11-21", in UTC.

    Returns
    -------
    list of str
        Full names; fewer than two where there are no more.
    """
    last = {}
    for place, event in enumerate(tally.known(events)):
        today = event.get("when") == f"recall-{lesson}" and event["time"] >= day
        if event["kind"] == "answer" and not today:
            right = (tally.verdict(event) or {}).get("right")
            last[event["item"]] = (RIGHT if right else WRONG, place)
    dice = Random(f"{seed} {lesson} {day}")
    met = begun(events)
    pools = [names for other, names in pool(lesson).items() if other in met and names]
    tie = {name: dice.random() for names in pools for name in names}

    def urgency(name: str) -> tuple[int, int, float]:
        state, place = last.get(name, (NEVER, 0))
        return state, place, tie[name]

    chosen: list[str] = []
    for names in [*pools[:1], *[list(tie)] * COUNT]:
        left = [name for name in names if name not in chosen]
        if left and len(chosen) < COUNT:
            chosen.append(min(left, key=urgency))
    return chosen
