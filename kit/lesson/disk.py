"""Bytes on the disk: one writer at a time, all or nothing, and refusals that say why."""

from __future__ import annotations

import errno
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

fcntl: Any
msvcrt: Any
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None
    import msvcrt

WRITING = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
PATIENCE = 5.0  # seconds to wait for another thread, notebook or program, which needs milliseconds
BUSY = (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
FAR = 2**30  # Windows locks bytes, and refuses others these bytes: none of ours lie so far out

WHY = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EEXIST: "something that is not a file has that name",
    errno.ENOENT: "its folder does not exist",
    errno.ENOTDIR: "its folder does not exist",
    errno.EACCES: "writing is not allowed there",
    errno.EPERM: "writing is not allowed there",
    errno.EROFS: "writing is not allowed there",
    errno.EAGAIN: "another program is using it",
}


def why(fault: OSError) -> str:
    """The reason for an OSError, in plain words."""
    return WHY.get(fault.errno or 0) or os.strerror(fault.errno or errno.EIO)


@contextmanager
def held(path: Path) -> Iterator[tuple[int, bool]]:
    """Open a file that only grows, made where there is none, for this writer alone.

    Yields its handle, and False on a file system that has no locks. Raises an OSError where that
    is not possible.
    """
    while True:
        refuse_other_things(path)
        handle = os.open(path, WRITING, 0o600)
        try:
            locked = _lock(handle)
            if _has_name(handle, path):  # another program may have put a new file there
                yield handle, locked
                return
        finally:
            os.close(handle)  # and so the lock is given back, as when the program dies


def write(handle: int, block: bytes) -> None:
    """Append a whole block and sync it to the disk, or leave the file as it was."""
    size = os.fstat(handle).st_size
    try:
        if os.write(handle, block) < len(block):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(handle)
    except OSError:
        with suppress(OSError):
            os.ftruncate(handle, size)
        raise


def sync_folder(folder: Path) -> None:
    """Write the name of a new file to the disk, where a folder can be written like that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def refuse_other_things(path: Path) -> None:
    """Raise an OSError for a folder or a pipe, from which reading could block forever."""
    if path.exists() and not path.is_file():
        raise OSError(errno.EEXIST, os.strerror(errno.EEXIST))


def _lock(handle: int) -> bool:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            if fcntl:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            else:
                os.lseek(handle, FAR, os.SEEK_SET)
                msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
            return True
        except OSError as fault:
            if fault.errno not in BUSY:
                return False
            if time.monotonic() > until:
                raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN)) from None
        time.sleep(0.005)


def _has_name(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False
