"""The learner's file: an answer is on the disk before "Saved" is shown."""

from __future__ import annotations

import os
import threading
from hashlib import sha256
from pathlib import Path
from secrets import randbelow
from typing import Any

from kit.lesson import disk, lines
from kit.lesson.first_edition import Event
from kit.lesson.reader import LARGEST, Reader, many

FILE = "my-answers.jsonl"
ELSEWHERE = "KIT_ANSWERS"  # an environment variable: the path of the file, where it is not here
NO_LOCKS = (
    "Your answers are stored where files cannot be locked: answer in one notebook at a time, so "
    "that two do not write at once."
)


class NotSaved(Exception):
    """An answer that could not be written down, with the reason in a sentence."""


class Foreign(ValueError):
    """A file that holds no answers of this kit."""


class Record:
    """One learner's events in the order of the file, which several notebooks may share.

    Parameters
    ----------
    path : str or Path
        Need not exist: the first event makes it.
    """

    def __init__(self, path: str | Path) -> None:
        self.path = Path(path).absolute()  # a notebook may change its folder later
        self.unsaved: list[Event] = []
        self._start = lines.event("start", {"seed": randbelow(2**31)})
        # sentences on what happened to the file in this session
        self._told: dict[str, str] = {}
        self._alone = threading.RLock()
        self._file = Reader(self.path)

    @property
    def seed(self) -> int:
        """The number that shuffles this learner's questions."""
        with self._alone:
            self._catch_up()
            return lines.seed(next(iter(self._file.seen.values()), self._start))

    @property
    def trouble(self) -> str:
        """What is wrong with the file, in sentences, or ""."""
        with self._alone:
            self._catch_up()
            return " ".join([*self._file.damage(), *self._told.values()])

    def events(self, kind: str | None = None, item: str | None = None) -> list[Event]:
        """What happened so far, in the order of the file; what could not be saved comes last.

        Parameters
        ----------
        kind, item : str, optional
            Return only events of this kind or item.
        """
        with self._alone:
            self._catch_up()
            everything = [*self._file.seen.values(), *self._waiting()]
        return [
            dict(event)
            for event in everything
            if kind in (None, event["kind"]) and item in (None, event.get("item"))
        ]

    def add(self, kind: str, **fields: Any) -> Event:
        """Write one event to the disk and return it.

        Parameters
        ----------
        kind : str
            "prediction", "answer", "skip", "exit" or "check".
        **fields
            lesson ("dose"), item ("dose-forty"), answer, confidence, right, misconception, when,
            and the learner's own text.

        Raises
        ------
        NotSaved
            Where it could not be written: it stays in `unsaved`, and the next event takes it along.
        ValueError
            For a field that no event can hold.
        """
        event = lines.event(kind, fields)
        with self._alone:
            self._save([event])
        return dict(event)

    def load(self, data: bytes) -> int:
        """Add the events of a downloaded file that are not here yet, and return how many.

        Parameters
        ----------
        data : bytes

        Raises
        ------
        Foreign
            Where it holds no answers of this kit.
        NotSaved
            Where they could not be written: they stay in `unsaved`.
        """
        if len(data) > LARGEST:
            raise Foreign(
                f"This file has {len(data) / 2**20:.0f} MB: a file of answers has less than "
                f"{LARGEST / 2**20:.0f} MB. Nothing was loaded."
            )
        found, bad, newer = lines.read_all(data)
        if not found:
            raise Foreign("This file holds no answers of this kit. Nothing was loaded.")
        with self._alone:
            here = {event["id"] for event in self.events()}
            new = list({e["id"]: e for e in found if e["id"] not in here}.values())
            self._told.pop("loaded", None)
            if bad or newer:
                self._told["loaded"] = (
                    f"{many(bad + newer, 'line')} of the loaded file could not be used, cut off "
                    "or written by a newer version of the kit: keep that file."
                )
            if new:
                self._save(new)
        return len(new)

    def download(self) -> bytes:
        """The whole file and any unsaved events, as bytes for `load`."""
        with self._alone:
            self._catch_up()
            try:
                disk.refuse_other_things(self.path)
                whole = self.path.read_bytes()
            except OSError:
                whole = b"".join(map(lines.line, self._file.seen.values()))
            lost = self._waiting()
            if lost and not self._file.seen:
                lost.insert(0, self._start)
        end = b"\n" if whole and not whole.endswith(b"\n") else b""
        return whole + end + b"".join(map(lines.line, lost))

    def _waiting(self) -> list[Event]:
        return [event for event in self.unsaved if event["id"] not in self._file.seen]

    def _catch_up(self) -> None:
        try:
            self._file.catch_up()
            self._told.pop("unread", None)
        except OSError as fault:
            self._file.forget()
            self._told["unread"] = f"{self.path.name} could not be read: {disk.why(fault)}."

    # Writing: all of it with the file's lock held

    def _save(self, events: list[Event]) -> None:
        try:
            while True:
                with disk.held(self.path) as (handle, locked):
                    if not locked:
                        self._told["lock"] = NO_LOCKS
                    self._file.read(handle)
                    if self._file.is_foreign() and self._move_aside():
                        continue
                    self._append(handle, [*self.unsaved, *events])
                    break
        except OSError as fault:
            self.unsaved += events
            self._told["unsaved"] = (
                f"{many(len(self.unsaved), 'answer')} could not be saved in {self.path.name}: "
                f"{disk.why(fault)}. Download your answers before you close this notebook."
            )
            raise NotSaved(self._told["unsaved"]) from fault
        self.unsaved.clear()
        self._told.pop("unsaved", None)

    def _append(self, handle: int, events: list[Event]) -> None:
        """Write these events whole and to the disk, or leave the file as it was."""
        size = self._mend(handle)
        new = [event for event in events if event["id"] not in self._file.seen]
        if not self._file.seen:
            if all(event["kind"] != "start" for event in new):
                new.insert(0, self._start)
            new.sort(key=lambda event: event["kind"] != "start")
        end = b"\n" if size and self._file.open_ended else b""
        disk.write(handle, end + b"".join(map(lines.line, new)), size)
        if not size:
            disk.sync_folder(self.path.parent)
        self._file.read(handle)

    def _mend(self, handle: int) -> int:
        """Put a torn last line into a file of its own; return where the next line goes."""
        size, place = self._file.size, self._file.place
        if not self._file.torn or size - place > LARGEST:
            return size
        os.lseek(handle, place, os.SEEK_SET)
        torn = os.read(handle, size - place)
        aside = self._beside(torn, ".txt")
        try:
            with open(aside, "wb") as file:
                file.write(torn)
                file.flush()
                os.fsync(file.fileno())
            os.ftruncate(handle, place)
        except OSError:
            return size  # leave it, and begin the next line after it
        self._told["torn"] = (
            f"The last line of {self.path.name} was cut off, as when a computer stops while "
            f"writing: it is kept in {aside.name}. All other lines are in their place."
        )
        self._file.torn = self._file.open_ended = False
        return place

    def _move_aside(self) -> bool:
        """Give a file without one readable answer another name, so that a new one can begin."""
        status = os.stat(self.path)
        aside = self._beside(f"{status.st_ino} {status.st_mtime_ns}".encode(), self.path.suffix)
        try:
            os.rename(self.path, aside)
        except OSError:
            return False  # then answers are appended to the foreign file
        self._told["foreign"] = (
            f"{self.path.name} held no answer that can be read: it is now called {aside.name}, "
            "whole, and a new file has begun."
        )
        return True

    def _beside(self, content: bytes, suffix: str) -> Path:
        name = f"{self.path.stem}.kept-aside-{sha256(content).hexdigest()[:8]}{suffix}"
        return self.path.with_name(name)


def mine() -> Record:
    """The record of the learner who runs this notebook: `my-answers.jsonl` in its folder."""
    path = Path(os.environ.get(ELSEWHERE) or FILE).expanduser().absolute()
    return _RECORDS.setdefault(path, Record(path))


_RECORDS: dict[Path, Record] = {}  # one for each path of this process
