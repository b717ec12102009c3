"""Choosing questions of earlier lessons to ask again at the start of a lesson."""

from itertools import chain

from kit.lesson import items, tally
from kit.lesson.lines import Event

COUNT = 2
WRONG, NEVER, RIGHT = range(3)  # what comes first


def pool(lesson: str) -> dict[str, list[str]]:
    """The questions that may come back in a lesson, by the lesson they are about, nearest first."""
    place = list(items.shelf()).index
    earlier = [other for other in reversed(items.lessons()) if place(other) < place(lesson)]
    return {other: list(items.starting(other, "recall")) for other in earlier}


def choose(lesson: str, events: list[Event], day: str) -> list[str]:
    """Two questions of lessons that were begun: one of the last before this, and any other.

    Those answered wrong come first, then those never answered, then the one answered longest ago.
    What was answered in this very recall on this `day` ("2026-11-21", in UTC) is left aside, so
    that it asks the same all day.
    """
    answers = tally.answers(events)
    urgency = {}
    for place, answer in enumerate(answers):
        when, time = answer.event.get("when"), answer.event["time"]
        is_here_today = when == f"recall-{lesson}" and time >= day
        if answer.event["kind"] == "answer" and not is_here_today:
            urgency[answer.question] = (RIGHT if answer.right else WRONG, place)
    begun = {answer.question.partition("-")[0] for answer in answers}
    pools = [names for other, names in pool(lesson).items() if other in begun and names]
    urgent = sorted(chain(*pools), key=lambda name: urgency.get(name, (NEVER, 0)))
    nearest = [name for name in urgent if name in pools[0]][:1]
    return [*nearest, *(name for name in urgent if name not in nearest)][:COUNT]
