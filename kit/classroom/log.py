"""An append-only log of a room's events, written to the disk in groups."""

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kit.lesson import disk, lines

Event = dict[str, Any]


class Log:
    """The events of a room, one a line, in the order of counting.

    Parameters
    ----------
    path : Path
        Need not exist. What is in it already is read first, so that a laptop that was restarted
        goes on where it stopped; a last line that was cut off is left out and overwritten.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._waiting: list[tuple[bytes, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None
        path.parent.mkdir(parents=True, exist_ok=True)
        whole = path.read_bytes() if path.exists() else b""
        end = whole.rfind(b"\n") + 1
        self._read = whole[:end]
        self._handle = os.open(path, disk.WRITING, 0o600)
        if end < len(whole):
            os.ftruncate(self._handle, end)
        disk.sync_folder(path.parent)

    def events(self) -> Iterator[Event]:
        """What the file held when it was opened; lines that are no events are passed over."""
        for raw in self._read.splitlines():
            try:
                yield lines.read(raw)
            except (lines.Unreadable, lines.Newer):
                continue

    async def add(self, event: Event) -> None:
        """Write an event; returns when it is on the disk.

        Those that come while the disk is busy are written together with the next: three hundred
        votes in a second wait for a few writes, not for three hundred.

        Raises
        ------
        OSError
            Where it could not be written. It is not in the file then.
        """
        done = asyncio.get_running_loop().create_future()
        self._waiting.append((lines.line(event), done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        await done

    async def _write(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            batch, self._waiting = self._waiting, []
            block = b"".join(line for line, _ in batch)
            try:
                await loop.run_in_executor(None, self._append, block)
            except OSError as fault:
                for _, done in batch:
                    if not done.done():
                        done.set_exception(fault)
            else:
                for _, done in batch:
                    if not done.done():
                        done.set_result(None)

    def _append(self, block: bytes) -> None:
        disk.write(self._handle, block, os.fstat(self._handle).st_size)

    def close(self) -> None:
        """Give the file back."""
        os.close(self._handle)
