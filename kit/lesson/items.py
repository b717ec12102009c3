"""The questions of each lesson, read from one file a lesson; and the standing safety texts."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

FOLDER = Path(__file__).parent / "items"
SECOND = "_B"  # of a key that differs in the second form of the check
CHECK = "check"  # the concept check, before the first lesson and after the last
START = "start"  # the page before the lessons, with one question
KINDS = ("choice", "number", "order", "line", "text")
VERDICTS = {"sign": "Sign", "change": "Change", "refuse": "Refuse"}  # of a claim, in this order
Item = dict[str, Any]  # a question of the item files
# How names of questions begin that are no step of a lesson.
BESIDE = ("exit", "check", "vote", "recall", "claim")
EXIT = {
    "kind": "text",
    "ask": "What surprised you in this lesson, and what is still unclear?",
    "sure": "How sure do you feel about this lesson now?",
}

T = TypeVar("T")
_READ: list[Callable[[], None]] = []  # what forgets each thing that was read


def remembered(read: Callable[..., T]) -> Callable[..., T]:
    """Cache the result until `use` switches to other lessons."""
    cached = lru_cache(read)
    _READ.append(cached.cache_clear)
    return cached


def use(folder: str | Path) -> None:
    """Take the lessons of a folder in place of the kit's: `lessons.toml`, and a file a lesson.

    Examples
    --------
    >>> use("my-subject/items")  # doctest: +SKIP
    """
    global FOLDER
    FOLDER = Path(folder)
    for forget in _READ:
        forget()


def content(name: str) -> dict[str, Any]:
    """The content of one file of the folder."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


@remembered
def shelf() -> dict[str, dict[str, Any]]:
    """Every lesson by its id, in reading order: its `title`, and the lessons that it `needs`."""
    return {one["id"]: one for one in content("lessons")["lesson"]}


@remembered
def routes() -> dict[str, dict[str, Any]]:
    """Every route through the lessons by its id: its `title`, and its `lessons` in order."""
    return {one["id"]: one for one in content("lessons").get("route", [])}


def sections() -> list[str]:
    """Whatever has questions, in order: the start page, the lessons, the concept check."""
    return [name for name in (START, *shelf(), CHECK) if (FOLDER / f"{name}.toml").exists()]


def lessons() -> list[str]:
    """The ids of all lessons that have questions, such as "dose", in reading order."""
    return [name for name in sections() if name in shelf()]


@remembered
def lesson(number: str) -> dict[str, Item]:
    """The questions of a lesson (or of "check", the concept check) in the order of their file.

    Each is called in full, such as "dose-line" or "check-4", as in answers files.
    """
    if number not in sections():
        raise ValueError(
            f"There are no questions for lesson {number!r}: there are {', '.join(lessons())}."
        )
    questions = content(number)
    claims = questions.pop("claims", [])
    questions |= {f"claim-{one['id']}": _claim(one) for one in claims}
    return {f"{number}-{key}": item for key, item in questions.items()}


def _claim(one: dict[str, str]) -> Item:
    """A sentence to sign, change or refuse, as a choice: a wrong answer hears the better one."""
    right, why = one["verdict"], one["why"]
    other = f"The better answer is “{VERDICTS[right]}”. {why}"
    carried = {"misconception": one["misconception"]} if "misconception" in one else {}
    options = [
        {"id": key, "text": text}
        | ({"right": True, "why": why} if key == right else {"why": other} | carried)
        for key, text in VERDICTS.items()
    ]
    return {"kind": "claim", "ask": f"“{one['text']}”", "option": options}


def form(part: Any, when: str = "") -> Any:
    """A question in one of its two forms: B after the course, A otherwise.

    What differs in form B stands in a key that ends in `_B`; all else stands in both.
    """
    if isinstance(part, list):
        return [form(each, when) for each in part]
    if not isinstance(part, dict):
        return part
    own = {key: each for key, each in part.items() if not key.endswith(SECOND)}
    if when == "after":
        other = {key: each for key, each in part.items() if key.endswith(SECOND)}
        own |= {key.removesuffix(SECOND): each for key, each in other.items()}
    return {key: form(each, when) for key, each in own.items()}


def starting(number: str, start: str) -> dict[str, Item]:
    """The questions of a lesson whose key is a word, or begins with it and a dash."""
    return {name: item for name, item in lesson(number).items() if name.split("-")[1] == start}


def exits(number: str) -> dict[str, Item]:
    """The questions of a lesson's exit card; one that fits every lesson where it has none."""
    own = starting(number, "exit") if number in lessons() else {}
    return own or {f"{number}-exit": EXIT}


def steps(number: str) -> dict[str, Item]:
    """The questions that stand on the way through a lesson, by full name and in order."""
    return {
        name: item
        for name, item in lesson(number).items()
        if name.split("-")[1] not in BESIDE and item["kind"] in KINDS
    }


def item(name: str) -> Item:
    """One question by its full name, such as "dose-line"; an error says the nearest name."""
    questions = lesson(name.partition("-")[0])
    if name not in questions:
        near = get_close_matches(name, questions, n=1) or [*questions]
        raise ValueError(f"There is no question {name!r}: did you mean {near[0]!r}?")
    return questions[name]


def safety(name: str) -> str:
    """A standing safety text."""
    texts: dict[str, str] = content("safety")["texts"]
    if name not in texts:
        raise ValueError(f"There is no safety text {name!r}: there are {', '.join(texts)}.")
    return texts[name]
