"""The format of an answers file: one event a line, and which lines can be read."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from typing import IO, Any
from uuid import uuid4

from kit.lesson import first_edition
from kit.lesson.first_edition import Event

SCHEMA = 2  # 1 is the first edition's
LONGEST = 2**20  # bytes of one line
MARK = b"\xef\xbb\xbf"  # which some editors put before the first line
UTF_16 = (b"\xff\xfe", b"\xfe\xff")  # how a file begins that an editor saved so
JOINERS = "\u200c\u200d"  # which some scripts need between letters
CONFIDENCE = ("guess", "fairly sure", "certain")
OWN = ("v", "id", "time", "kind")


class Unreadable(ValueError):
    """A line that is not an event."""


class Newer(ValueError):
    """An event that a newer kit wrote."""


def event(kind: str, fields: Mapping[str, Any]) -> Event:
    """A new event with its own id and the time in UTC.

    Parameters
    ----------
    kind : str
        "start", "prediction", "answer", "skip", "exit" or "check".
    fields : dict
        What happened: lesson, item, answer, confidence, right, misconception, and so on.

    Raises
    ------
    ValueError
        For a field that cannot be written down, or that means something else.
    """
    taken = [name for name in OWN if name in fields]
    if taken:
        raise ValueError(f"{taken[0]!r} is written by the record itself: use another name.")
    now = datetime.now(UTC).isoformat(timespec="seconds")
    fresh = {"v": SCHEMA, "id": uuid4().hex, "time": now, "kind": kind, **fields}
    as_read: Event = json.loads(line(fresh))  # as it will be read back: plain lists, plain numbers
    _check(as_read)
    return as_read


def line(entry: Event) -> bytes:
    """An event as one line of ASCII; hostile text cannot break out of it."""
    try:
        text = json.dumps(entry, allow_nan=False, default=_plain)
    except (TypeError, ValueError, RecursionError) as fault:
        raise ValueError(f"This answer cannot be written down: {fault}.") from None
    if len(text) >= LONGEST:
        size, most = len(text) / 2**20, LONGEST / 2**20
        raise ValueError(f"This answer has {size:.1f} MB: up to {most:.0f} MB can be kept.")
    return text.encode("ascii") + b"\n"


def read(raw: bytes) -> Event:
    """The event of one line.

    Raises
    ------
    Unreadable, Newer
    """
    try:
        parsed = json.loads(raw.removeprefix(MARK).decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as fault:
        raise Unreadable(str(fault)) from None
    if not isinstance(parsed, dict) or type(parsed.get("v")) is not int or parsed["v"] < 1:
        raise Unreadable("not an event of the kit")
    if parsed["v"] > SCHEMA:
        raise Newer
    try:
        _check(parsed)
    except ValueError as fault:
        raise Unreadable(str(fault)) from None
    return first_edition.translated(parsed) if parsed["v"] == 1 else parsed


def split(file: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """The lines of an open file with their lengths, and never more than `LONGEST` bytes of one.

    A line that is longer comes cut, so that it cannot be read, with its end if it has one.
    """
    while raw := file.readline(LONGEST):
        length, last = len(raw), raw
        while not last.endswith(b"\n") and (last := file.readline(LONGEST)):
            length += len(last)
        if length > len(raw):
            raw += b"\0" + last[-1:]  # no event, whatever its beginning looks like
        yield raw, length


def read_all(data: bytes) -> tuple[list[Event], int, int]:
    """The events of a whole file, and how many lines were unreadable or newer.

    Parameters
    ----------
    data : bytes

    Returns
    -------
    events : list of dict
    bad, newer : int
    """
    events, bad, newer = [], 0, 0
    if data[:2] in UTF_16:
        data = data.decode("utf-16", "replace").encode()
    for raw, _ in split(io.BytesIO(data)):
        try:
            events.append(read(raw))
        except Newer:
            newer += 1
        except Unreadable:
            bad += bool(raw.strip())
    return events, bad, newer


def printable(text: str, longest: int = 300) -> str:
    """Text of a learner's file made safe to show: one line, no control characters."""
    clean = "".join(c if c.isprintable() or c in JOINERS else " " for c in text[: longest + 1])
    return clean if len(clean) <= longest else clean[:longest] + "…"


def seed(first: Event) -> int:
    """The seed for shuffling, from the first event of a file."""
    drawn = first.get("seed")
    if type(drawn) is int and 0 <= drawn < 2**32:
        return drawn
    return int(first["id"], 16) % 2**32  # the line with the seed was lost: still the same each time


def _check(parsed: Event) -> None:
    """Refuse an event with a field of the wrong type."""
    for name in (*OWN[1:], *parsed):
        if name in SHAPES and not SHAPES[name](parsed.get(name)):
            raise ValueError(
                f"{name} = {str(parsed.get(name))[:40]!r} is not possible in an event."
            )


def _text(value: object) -> bool:
    return isinstance(value, str)


SHAPES: dict[str, Callable[[Any], Any]] = {  # of the fields that others rely on
    "id": lambda value: _text(value) and re.fullmatch("[0-9a-f]{32}", value),
    "time": _text,
    "kind": lambda value: _text(value) and value,
    "lesson": _text,
    "item": _text,
    "when": _text,
    "confidence": lambda value: value is None or value in CONFIDENCE,
    "right": lambda value: value is None or isinstance(value, bool),
    "misconception": lambda value: (
        value is None or (_text(value) and re.fullmatch(r"[A-Za-z0-9-]{1,40}", value))
    ),
}


def _plain(value: Any) -> Any:
    """A number or an array of numpy as plain Python."""
    if hasattr(value, "tolist"):
        return value.tolist()
    raise TypeError(f"{type(value).__name__} is neither text nor a number")


def _refuse(word: str) -> None:
    raise ValueError(f"{word} is not a number of JSON")
