"""Reading a learner's file incrementally, even if it was edited or replaced meanwhile."""

from __future__ import annotations

import os
from pathlib import Path
from typing import IO

from kit.lesson import disk, lines
from kit.lesson.first_edition import Event

LARGEST = 8 * 2**20  # bytes that are read; a year of answers is a tenth of a megabyte


class Reader:
    """The readable events of a file, and any damage to it.

    Parameters
    ----------
    path : Path
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.forget()

    def forget(self) -> None:
        """Start over, as if nothing had been read."""
        self.seen: dict[str, Event] = {}  # the events by id, in the order of the file
        self.place = 0  # where the first unfinished line begins
        self.size = 0
        self.torn = False  # the last line has no end and is no event
        self.open_ended = False  # the last line has no end
        self._bad = self._newer = self._skipped = 0
        self._end = b""
        self._mark: tuple[int, int, int] | None = None

    def catch_up(self) -> None:
        """Read what was written since the last time.

        Raises
        ------
        OSError
            Where the file is there and cannot be read.
        """
        try:
            disk.refuse_other_things(self.path)
            if _mark(os.stat(self.path)) == self._mark:
                return
            handle = os.open(self.path, os.O_RDONLY | disk.BINARY)
        except FileNotFoundError:
            self.forget()
            return
        try:
            self.read(handle)
        finally:
            os.close(handle)

    def read(self, handle: int) -> None:
        """Read on in an open file."""
        status = os.fstat(handle)
        with open(handle, "rb", closefd=False) as file:
            file.seek(self.place - len(self._end))
            same = file.read(len(self._end)) == self._end
            if not same or (self._mark and self._mark[0] != status.st_ino):
                self.forget()  # edited by hand, or another file
                file.seek(0)
            self.torn = self.open_ended = False
            if status.st_size - self.place > LARGEST:
                self._skip(file, status.st_size)
            for raw, length in lines.split(file):
                self._take(raw, length)
        self.size, self._mark = status.st_size, _mark(status)

    def _skip(self, file: IO[bytes], size: int) -> None:
        """Of a file that is far too large, read only its beginning and end."""
        if not self.place:
            self._take(*next(lines.split(file)))
        self._skipped = size
        file.seek(size - LARGEST)
        _, length = next(lines.split(file))  # the rest of a line
        self.place = size - LARGEST + length

    def _take(self, raw: bytes, length: int) -> None:
        """Keep the event of one line; an unfinished last line may still grow."""
        whole = raw.endswith(b"\n")
        self.open_ended = not whole
        try:
            event = lines.read(raw)
            self.seen.setdefault(event["id"], event)
        except lines.Newer:
            self._newer += whole
        except lines.Unreadable:
            self.torn = not whole
            self._bad += whole and bool(raw.strip())
        if whole:
            self.place += length
            self._end = raw[-16:]

    def is_foreign(self) -> bool:
        """Return True if something is in the file, and none of it an event of the kit."""
        return bool(self._bad or self.torn) and not self.seen and not self._newer

    def damage(self) -> list[str]:
        """Sentences on what is wrong with the file."""
        name, said = self.path.name, []
        if self._skipped:
            said.append(
                f"{name} has {self._skipped / 2**20:.0f} MB, far more than answers need: only its "
                f"beginning and its last {LARGEST / 2**20:.0f} MB were read."
            )
        if self._bad or self.torn:
            said.append(
                f"{many(self._bad + self.torn, 'line')} of {name} cannot be read, perhaps cut off "
                "or changed by another program. Nothing of it was thrown away."
            )
        if self._newer:
            said.append(
                f"{many(self._newer, 'line')} of {name} came from a newer version of the kit. "
                "Nothing of it was changed; update the kit to use it."
            )
        return said


def many(count: int, thing: str) -> str:
    """A count with its noun."""
    return f"{count} {thing}{'' if count == 1 else 's'}"


def _mark(status: os.stat_result) -> tuple[int, int, int]:
    """A fingerprint that changes with the file."""
    return status.st_ino, status.st_size, status.st_mtime_ns
