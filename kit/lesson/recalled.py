"""Which questions of earlier lessons come back at the start of a lesson."""

from random import Random

from kit.lesson import items

COUNT = 3
WRONG, NEVER, RIGHT = 0, 1, 2  # what comes back first


def choose(number, events, seed, day):
    """Three questions from earlier lessons: the last lesson, the one before it, any other.

    Of each, those answered wrong come first, then those never answered, then the one answered
    longest ago. The same answers on the same day give the same questions: what was answered in
    this very recall, today, is left aside.

    Parameters
    ----------
    number : str
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
        Full names; fewer than three where there are no more.
    """
    last = {}
    for place, event in enumerate(events):
        today = event.get("when") == f"recall-{number}" and event["time"] >= day
        if event["kind"] == "answer" and event.get("item") and not today:
            last[event["item"]] = (RIGHT if event.get("right") else WRONG, place)
    dice = Random(f"{seed} {number} {day}")

    def urgency(name):
        state, place = last.get(name, (NEVER, 0))
        return state, place, tie[name]

    place = list(items.shelf()).index
    earlier = [other for other in reversed(items.lessons()) if place(other) < place(number)]
    pools = {other: list(items.starting(other, "quiz")) for other in earlier}
    tie = {name: dice.random() for pool in pools.values() for name in pool}
    chosen = []
    for pool in [*list(pools.values())[: COUNT - 1], *[list(tie)] * COUNT]:
        left = [name for name in pool if name not in chosen]
        if left and len(chosen) < COUNT:
            chosen.append(min(left, key=urgency))
    return chosen
