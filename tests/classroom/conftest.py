"""A room that listens on this computer, in a thread of its own."""

import asyncio
import threading
from contextlib import contextmanager

import pytest

from kit.classroom.serve import serve


class Open:
    """A room that is open: its hall, and its address."""

    def __init__(self, votes, site=None, port=0):
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.hall, self.server = self.run(serve(votes, site, "127.0.0.1", port))
        self.url = self.hall.address

    def run(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result(30)

    def close(self):
        async def end():
            self.server.stop()
            await self.server.close_all_connections()
            self.hall.log.close()

        self.run(end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(10)


@pytest.fixture
def opened(tmp_path):
    """Opens rooms on one file, as often as asked; all are closed at the end."""

    @contextmanager
    def open_room(port=0, site=None):
        room = Open(tmp_path / "votes.jsonl", site, port)
        try:
            yield room
        finally:
            room.close()

    return open_room
