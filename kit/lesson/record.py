"""The learner's file: an answer is on the disk before "Saved" is shown."""

from __future__ import annotations

import os
import threading
from dataclasses import dataclass, field
from pathlib import Path
from secrets import randbelow
from typing import IO, Any

from kit.lesson import disk, lines
from kit.lesson.lines import Event, many

FILE = "my-answers.jsonl"
ELSEWHERE = "KIT_ANSWERS"  # an environment variable: the path of the file, where it is not here
LARGEST = 8 * 2**20  # bytes that are read; a year of answers is a tenth of a megabyte
BINDER = "BINDER_LAUNCH_HOST"  # BinderHub sets it for each session
FORGETS = (
    "This session is on Binder, which deletes it with your answers a few minutes after you leave "
    "or pause. Download your answers first."
)
NO_LOCKS = (
    "Your answers are stored where files cannot be locked: answer in one notebook at a time, so "
    "that two do not write at once."
)


class NotSaved(Exception):
    """An answer that could not be written down, with the reason in a sentence."""


@dataclass(frozen=True)
class Contents:
    """What was in the file when it was last read, or written to."""

    events: dict[str, Event] = field(default_factory=dict)  # by id, in the order of the file
    unreadable: int = 0  # lines
    line_end: bytes = b""  # what its last line lacks
    stamp: tuple[int, ...] = ()  # which file, how large, of what time


class Record:
    """One learner's events in the order of the file, which several notebooks may share.

    The file need not exist: the first event makes it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).absolute()  # a notebook may change its folder later
        self.unsaved: list[Event] = []
        self._start = lines.event("start", {"seed": randbelow(2**31)})  # which nothing reads now
        self._alone = threading.RLock()
        self._file = Contents()
        self._notes: dict[str, str] = {}  # sentences on the file, by what they are about

    @property
    def trouble(self) -> str:
        """What is wrong with the file, or with its place, in sentences, or ""."""
        with self._alone:
            self._catch_up()
            sentences = [*self._notes.values()]
            if self._file.unreadable:
                sentences.append(
                    f"{many(self._file.unreadable, 'line')} of {self.path.name} cannot be read: "
                    "cut off, changed by another program, or written by another version of the "
                    "kit. Nothing of it was thrown away."
                )
        return " ".join([*sentences, FORGETS] if is_forgotten() else sentences)

    def events(self, kind: str | None = None, item: str | None = None) -> list[Event]:
        """What happened so far, or only events of this kind or item, in the order of the file.

        What could not be saved comes last.
        """
        with self._alone:
            self._catch_up()
            everything = self._file.events | {event["id"]: event for event in self.unsaved}
        return [
            dict(event)
            for event in everything.values()
            if kind in (None, event["kind"]) and item in (None, event.get("item"))
        ]

    def add(self, kind: str, **fields: Any) -> Event:
        """Write one event to the disk and return it; a ValueError says what no event can hold.

        NotSaved says why it could not be written: the next event takes it along.
        """
        event = lines.event(kind, fields)
        self.save([event])
        return dict(event)

    def save(self, events: list[Event]) -> None:
        """Write events to the disk, and with them those that could not be written before."""
        with self._alone:
            try:
                with disk.held(self.path) as (handle, locked):
                    if not locked:
                        self._notes["lock"] = NO_LOCKS
                    with open(handle, "rb", closefd=False) as file:
                        self._read(file)
                    self._append(handle, [*self.unsaved, *events])
            except OSError as fault:
                self.unsaved += events
                self._notes["unsaved"] = (
                    f"{many(len(self.unsaved), 'answer')} could not be saved in {self.path.name}: "
                    f"{disk.why(fault)}. Download your answers before you close this notebook."
                )
                raise NotSaved(self._notes["unsaved"]) from fault
            self.unsaved.clear()
            self._notes.pop("unsaved", None)

    def load(self, data: bytes) -> int:
        """Add the events of a downloaded file that are not here yet, and return how many.

        Raises a ValueError where it holds no answers of this kit.
        """
        if len(data) > LARGEST:
            raise ValueError(
                f"This file has {len(data) >> 20} MB: a file of answers has less than "
                f"{LARGEST >> 20} MB. Nothing was loaded."
            )
        loaded, unreadable = lines.read_all(data)
        if not loaded:
            raise ValueError("This file holds no answers of this kit. Nothing was loaded.")
        with self._alone:
            here = {event["id"] for event in self.events()}
            new = {event["id"]: event for event in loaded if event["id"] not in here}
            self._notes.pop("loaded", None)
            if unreadable:
                self._notes["loaded"] = (
                    f"{many(unreadable, 'line')} of the loaded file could not be used, cut off "
                    "or written by another version of the kit: keep that file."
                )
            if new:
                self.save([*new.values()])
        return len(new)

    def download(self) -> bytes:
        """All events, unsaved ones too, as bytes for `load`."""
        events = self.events()
        start = [] if self._file.events else [self._start]
        return b"".join(map(lines.line, [*start, *events]))

    def _append(self, handle: int, events: list[Event]) -> None:
        before, size = self._file, os.fstat(handle).st_size
        new = {event["id"]: event for event in events if event["id"] not in before.events}
        if not before.events and not any(event["kind"] == "start" for event in events):
            new = {self._start["id"]: self._start} | new
        disk.write(handle, before.line_end + b"".join(map(lines.line, new.values())))
        if not size:
            disk.sync_folder(self.path.parent)
        stamp = _stamp(os.fstat(handle))
        self._file = Contents(before.events | new, before.unreadable, b"", stamp)

    def _catch_up(self) -> None:
        """Read what others have written meanwhile."""
        self._notes.pop("unread", None)
        try:
            disk.refuse_other_things(self.path)
            with open(self.path, "rb") as file:
                self._read(file)
        except OSError as fault:
            self._file = Contents()
            if not isinstance(fault, FileNotFoundError):
                self._notes["unread"] = f"{self.path.name} could not be read: {disk.why(fault)}."

    def _read(self, file: IO[bytes]) -> None:
        """Read the file, if it has changed; of one that is far too large, its end."""
        status = os.fstat(file.fileno())
        if _stamp(status) != self._file.stamp:
            file.seek(max(0, status.st_size - LARGEST))
            data = file.read(LARGEST)
            events, unreadable = lines.read_all(data)
            line_end = b"" if not data or data.endswith(b"\n") else b"\n"
            by_id = {event["id"]: event for event in events}
            self._file = Contents(by_id, unreadable, line_end, _stamp(status))


def _stamp(status: os.stat_result) -> tuple[int, ...]:
    return status.st_ino, status.st_size, status.st_mtime_ns


def is_forgotten() -> bool:
    """Return True if this session, and the learner's file with it, will be deleted."""
    return bool(os.environ.get(BINDER))


def current() -> Record:
    """The record of the learner who runs this notebook: `my-answers.jsonl` in its folder."""
    path = Path(os.environ.get(ELSEWHERE) or FILE).expanduser().absolute()
    return _RECORDS.setdefault(path, Record(path))


_RECORDS: dict[Path, Record] = {}  # one for each path of this process
