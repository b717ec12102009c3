"""The questions of each lesson, read from one file a lesson; and the standing safety texts."""

import tomllib
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "items"
CHECK = "check"  # the concept check, before the first lesson and after the last
START = "start"  # the page before the lessons, with one question
KINDS = ("choice", "number", "order", "line", "text")
BESIDE = ("quiz", "exit", "check", "vote")  # how names of questions begin that are no step
EXIT = {
    "kind": "text",
    "ask": "What surprised you in this lesson, and what is still unclear?",
    "sure": "How sure do you feel about this lesson now?",
}


@lru_cache
def shelf() -> dict[str, dict[str, Any]]:
    """Every lesson by its id, in reading order: its `title`, and the lessons that it `needs`."""
    listed = tomllib.loads((FOLDER / "lessons.toml").read_text(encoding="utf-8"))["lesson"]
    return {one["id"]: one for one in listed}


def lessons() -> list[str]:
    """The ids of all lessons that have questions, such as "dose", in reading order."""
    return [name for name in shelf() if (FOLDER / f"{name}.toml").exists()]


@lru_cache
def lesson(number):
    """All questions of one lesson (or of "check", the concept check) by name, in their order.

    Raises
    ------
    ValueError
        Where there is no such lesson.
    """
    if number not in (START, *lessons(), CHECK) or not (FOLDER / f"{number}.toml").exists():
        raise ValueError(
            f"There are no questions for lesson {number!r}: there are {', '.join(lessons())}."
        )
    return tomllib.loads((FOLDER / f"{number}.toml").read_text(encoding="utf-8"))


def full_name(number, key):
    """A question's name in every file of answers: "dose-line", "check-4"."""
    return key if key.startswith(f"{number}-") else f"{number}-{key}"


def starting(number, *starts):
    """The questions of one lesson whose name is one of these words, or begins with it and a dash.

    Returns
    -------
    dict of str to dict
        By full name, in the order of the file.
    """
    return {
        full_name(number, key): item
        for key, item in lesson(number).items()
        if key.partition("-")[0] in starts
    }


def exits(number):
    """The questions of a lesson's exit card; one that fits every lesson where it has none."""
    own = starting(number, "exit") if number in lessons() else {}
    return own or {f"{number}-exit": EXIT}


def item(name):
    """One question by its full name, such as "dose-line".

    Raises
    ------
    ValueError
        Where there is no such question, with the nearest name.
    """
    number = name.partition("-")[0]
    named = {full_name(number, key): item for key, item in lesson(number).items()}
    if name not in named:
        near = get_close_matches(name, named, n=1) or list(named)[:1]
        raise ValueError(f"There is no question {name!r}: did you mean {near[0]!r}?")
    return named[name]


@lru_cache
def safety(name):
    """A standing safety text.

    Raises
    ------
    ValueError
        Where there is no such text.
    """
    texts = tomllib.loads((FOLDER / "safety.toml").read_text(encoding="utf-8"))["texts"]
    if name not in texts:
        raise ValueError(f"There is no safety text {name!r}: there are {', '.join(texts)}.")
    return texts[name]


def steps(number: str) -> dict[str, dict[str, Any]]:
    """The questions that stand on the way through a lesson, by full name and in order.

    What stands beside the way has a name that begins with another word, or is a worked example.
    """
    named = {full_name(number, key): (key, item) for key, item in lesson(number).items()}
    return {
        name: item
        for name, (key, item) in named.items()
        if key.partition("-")[0] not in BESIDE and item["kind"] in KINDS
    }
