"""The format of an answers file: one event a line, and which lines can be read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from kit.lesson.first_edition import translated

Event = dict[str, Any]  # what happened; what a file says is checked only as far as `SHAPES` goes

SCHEMA = 2  # 1 is the first edition's
LONGEST = 2**20  # bytes of one line
MARK = b"\xef\xbb\xbf"  # which some editors put before the first line
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # how a file begins that an editor saved so
JOINERS = "\u200c\u200d"  # which some scripts need between letters
CONFIDENCE = ("guess", "fairly sure", "certain")
OWN = ("v", "id", "time", "kind")


def event(kind: str, fields: Mapping[str, Any]) -> Event:
    """A new event with its own id and the time in UTC.

    Its kind is "start", "prediction", "answer", "skip", "exit" or "check"; its fields say what
    happened. What cannot be written down is refused with a ValueError.
    """
    taken = [name for name in OWN if name in fields]
    if taken:
        raise ValueError(f"{taken[0]!r} is written by the record itself: use another name.")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    fresh = {"v": SCHEMA, "id": uuid4().hex, "time": now, "kind": kind, **fields}
    return _checked(json.loads(line(fresh)))  # as it will be read back: plain lists and numbers


def line(entry: Event) -> bytes:
    """An event as one line of ASCII; hostile text cannot break out of it."""
    try:
        text = json.dumps(entry, allow_nan=False)
    except (TypeError, ValueError, RecursionError) as fault:
        raise ValueError(f"This answer cannot be written down: {fault}.") from None
    if len(text) >= LONGEST:
        raise ValueError(
            f"This answer has {len(text) / 2**20:.1f} MB: up to {LONGEST >> 20} MB can be kept."
        )
    return text.encode("ascii") + b"\n"


def read(raw: bytes) -> Event:
    """The event of one line; raises a ValueError for any other line."""
    try:
        parsed = json.loads(raw.removeprefix(MARK).decode("utf-8"), parse_constant=_refuse)
    except RecursionError as fault:
        raise ValueError(str(fault)) from None
    if (
        not isinstance(parsed, dict)
        or type(parsed.get("v")) is not int
        or parsed["v"] not in (1, 2)
    ):
        raise ValueError("This line is no event of this version of the kit.")
    event = _checked(parsed)
    return translated(event) if event["v"] == 1 else event


def read_all(data: bytes) -> tuple[list[Event], int]:
    """The events of a whole file, and how many of its lines cannot be read."""
    if data[:2] in UTF_16:
        data = data.decode("utf-16", "replace").encode()
    events, unreadable = [], 0
    for raw in filter(bytes.strip, data.split(b"\n")):
        try:
            events.append(read(raw))
        except ValueError:
            unreadable += 1
    return events, unreadable


def printable(text: object, longest: int = 300) -> str:
    """Text of a learner's file made safe to show: one line, no control characters.

    What is no text gives "".
    """
    if not isinstance(text, str):
        return ""
    clean = "".join(c if c.isprintable() or c in JOINERS else " " for c in text[: longest + 1])
    return clean if len(clean) <= longest else clean[:longest] + "…"


def many(count: int, thing: str) -> str:
    """A count with its noun."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _checked(parsed: Event) -> Event:
    """Refuse an event with a field of the wrong type."""
    for name in (*OWN[1:], *parsed):
        if name in SHAPES and not SHAPES[name](parsed.get(name)):
            value = str(parsed.get(name))[:40]
            raise ValueError(f"{name} = {value!r} is not possible in an event.")
    return parsed


def _is_text(value: object) -> bool:
    return isinstance(value, str)


SHAPES: dict[str, Callable[[Any], object]] = {  # of the fields that others rely on
    "id": lambda value: _is_text(value) and re.fullmatch("[0-9a-f]{32}", value),
    "time": _is_text,
    "kind": lambda value: _is_text(value) and value,
    "lesson": _is_text,
    "item": _is_text,
    "when": _is_text,
    "confidence": lambda value: value is None or value in CONFIDENCE,
    "right": lambda value: value is None or isinstance(value, bool),
    "misconception": lambda value: (
        value is None or (_is_text(value) and re.fullmatch(r"[A-Za-z0-9-]{1,40}", value))
    ),
}


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not a number of JSON")
