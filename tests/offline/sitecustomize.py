"""Python asks this machine only: on the path of every Python that the tests start.

`conftest.py` at the top puts it there. What wanted to go further is refused, and written into the
file that OUTSIDE names, so that a test fails even where a program swallows the refusal.
"""

import os
import socket
import sys

OUTSIDE = "KIT_TESTS_OUTSIDE"
ASKS = {
    "socket.connect": 1,  # which argument of the event is the address or the name
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
}


def is_here(host):
    """Whether an address or a name is this machine, without asking anybody."""
    if isinstance(host, bytes):
        host = host.decode("ascii", "replace")
    here = (None, "", "localhost", "localhost.localdomain", "0.0.0.0", "::", "::1")
    return host in here or host.startswith("127.") or host == socket.gethostname()


def watch(event, arguments):
    """Refuse and note what leaves the machine."""
    if event not in ASKS:
        return
    host = arguments[ASKS[event]]
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        if not isinstance(host, tuple):
            return  # a socket in the file system, or one that is connected already
        host = host[0]
    if not is_here(host):
        if place := os.environ.get(OUTSIDE):
            with open(place, "a", encoding="utf-8") as file:
                file.write(f"{event} {host!r} by {' '.join(sys.argv)[:200]}\n")
        raise OSError(f"A test may not leave this machine: {event} {host!r}.")


sys.addaudithook(watch)
