"""The questions of each lesson, read from one file a lesson; and the standing safety texts."""

import tomllib
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

FOLDER = Path(__file__).parent / "items"


@lru_cache
def lesson(number):
    """All questions of one lesson by name, in their order.

    Raises
    ------
    ValueError
        Where there is no such lesson.
    """
    path = FOLDER / f"{number}.toml"
    if not path.exists():
        known = sorted(p.stem for p in FOLDER.glob("[0-9]*.toml"))
        raise ValueError(
            f"There are no questions for lesson {number!r}: there are {', '.join(known)}."
        )
    return tomllib.loads(path.read_text(encoding="utf-8"))


def item(name):
    """One question by its full name, such as "03-line".

    Raises
    ------
    ValueError
        Where there is no such question, with the nearest name.
    """
    number, _, key = name.partition("-")
    items = lesson(number)
    if key not in items:
        near = get_close_matches(key, items, n=1) or list(items)[:1]
        raise ValueError(f"There is no question {name!r}: did you mean '{number}-{near[0]}'?")
    return items[key]


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
