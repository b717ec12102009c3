"""Counts over events: what was predicted, answered, confused, and how sure somebody was."""

import tomllib
from functools import lru_cache
from pathlib import Path

from kit.lesson import items
from kit.lesson.lines import CONFIDENCE

CATALOGUE = Path(__file__).parent / "catalogue.toml"
JUDGED = ("prediction", "answer", "check")  # events that may be right or wrong
ASKING = ("choice", "number", "order", "line")


@lru_cache
def _catalogue():
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


def misconceptions():
    """Every misconception by its id: `name` (short), `belief`, `so` (what is so instead)."""
    return _catalogue()["misconceptions"]


def title(number):
    """A lesson in words, such as "3 · Dose, occupancy, effect"."""
    place = list(items.shelf()).index(number) + 1
    return f"{place} · {items.shelf()[number]['title']}"


@lru_cache
def questions():
    """Every question of this kit by its full name.

    What a learner's file calls a question is looked up here and never used as a path.
    """
    numbers = [*items.lessons(), items.CHECK]
    return {
        items.full_name(number, key): item
        for number in numbers
        if (items.FOLDER / f"{number}.toml").exists()
        for key, item in items.lesson(number).items()
    }


def lures(name):
    """The misconceptions that the wrong answers of a question carry."""

    def inside(part):
        if isinstance(part, dict):
            found = {part["misconception"]} if "misconception" in part else set()
            return found.union(*map(inside, part.values()))
        return set().union(*map(inside, part)) if isinstance(part, list) else set()

    return inside(questions().get(name, {})) & set(misconceptions())


def told(events):
    """The events without the answers before the course whose second half is still to come.

    The concept check before lesson 1 says nothing about right and wrong, and neither may a count.
    """
    second = {e.get("item") for e in events if e["kind"] == "check" and e.get("when") == "after"}
    return [
        event
        for event in events
        if event["kind"] != "check" or event.get("when") != "before" or event.get("item") in second
    ]


def firsts(events):
    """The first commitment to each question on each occasion, a skip included, in order."""
    found = {}
    for event in events:
        if event["kind"] in (*JUDGED, "skip") and event.get("item"):
            kind = "prediction" if event["kind"] == "skip" else event["kind"]
            found.setdefault((event["item"], kind, event.get("when")), event)
    return list(found.values())


def calibration(events):
    """How often somebody was right, by how sure; first answers only.

    Returns
    -------
    dict of str to tuple of int
        For each confidence: right, and all.
    """
    found = {confidence: [0, 0] for confidence in CONFIDENCE}
    for event in firsts(events):
        if isinstance(event.get("right"), bool) and event.get("confidence") in found:
            found[event["confidence"]][0] += event["right"]
            found[event["confidence"]][1] += 1
    return {confidence: tuple(counts) for confidence, counts in found.items()}


def confused(events):
    """For each misconception that was met: was it chosen, each time, in order.

    It is met where it was chosen, and where a question that offers it was answered rightly.

    Returns
    -------
    dict of str to list of bool
        Those chosen the last time first, then by number.
    """
    met = {}
    for event in events:
        if event["kind"] not in JUDGED:
            continue
        chosen = event.get("misconception")
        if event.get("right") is True:
            for name in lures(event.get("item")):
                met.setdefault(name, []).append(False)
        elif chosen in misconceptions():
            met.setdefault(chosen, []).append(True)
    order = sorted(met, key=lambda name: (not met[name][-1], int(name[1:])))
    return {name: met[name] for name in order if any(met[name])}


def progress(events):
    """How far somebody is in each lesson.

    Returns
    -------
    dict of str to dict of str to int
        By lesson: `questions`, how many there are; `predicted`, `skipped` and `answered`, what
        became of them the last time; `right`, how many were right then.
    """
    words = {"prediction": "predicted", "skip": "skipped", "answer": "answered"}
    latest = {e["item"]: e for e in events if e["kind"] in words and e.get("item") in questions()}
    found = {}
    for number in items.lessons():
        mine = [latest[name] for name in latest if name.startswith(f"{number}-")]
        kinds = [words[event["kind"]] for event in mine]
        found[number] = {
            "questions": sum(_asks(name, number) for name in questions()),
            **{word: kinds.count(word) for word in words.values()},
            "right": sum(event.get("right") is True for event in mine),
        }
    return found


def so_far(count):
    """How far somebody is in a lesson, in a word: "done", "begun" or "not yet"."""
    met = count["predicted"] + count["skipped"] + count["answered"]
    return "done" if met >= count["questions"] else "begun" if met else "not yet"


def _asks(name, number):
    """Whether a name is a question of this lesson that is judged or predicted."""
    return name.startswith(f"{number}-") and questions()[name].get("kind") in ASKING


def gain(before, after):
    """The normalised gain: of what could be gained, the share that was.

    Parameters
    ----------
    before, after : float
        Shares of right answers, from 0 to 1.

    Returns
    -------
    float or None
        1 where everything was gained, 0 for nothing, below 0 for a loss; None where nothing
        could be gained.
    """
    return None if before >= 1 else (after - before) / (1 - before)
