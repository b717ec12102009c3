"""A room that listens on this computer, in a thread of its own."""

import asyncio
import json
import threading
import urllib.error
import urllib.request
from contextlib import contextmanager
from http.cookiejar import CookieJar

import pytest

from kit.classroom.serve import serve
from kit.lesson import lines


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


class Phone:
    """A page that talks to the room, with the cookies of its own browser."""

    def __init__(self, room, key=""):
        self.room, self.key = room, key
        self.open = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(CookieJar())
        ).open

    def get(self, path):
        return self._told(path)

    def post(self, path, what, **headers):
        sent = what if isinstance(what, bytes) else json.dumps(what).encode()
        return self._told(path, sent, **{"Content-Type": "application/json", **headers})

    def _told(self, path, sent=None, **headers):
        told = {"X-Kit-Key": self.key, **headers}
        try:
            answer = self.open(urllib.request.Request(self.room.url + path, sent, told), timeout=20)
        except urllib.error.HTTPError as refused:
            answer = refused
        with answer:
            body = answer.read()
            return answer.status, json.loads(body) if body.startswith(b"{") else {}


def joined(room):
    phone = Phone(room)
    assert phone.post("/room/join", {"code": room.hall.code})[0] == 200
    return phone


def teacher(room):
    return Phone(room, room.hall.secret)


def room(path, *rounds):
    """A room's file: each round a question and the votes of its phones."""
    events = [lines.event("room", {"code": "1", "secret": "x"})]
    for number, (item, votes) in enumerate(rounds, 1):
        events.append(lines.event("room-stage", {"stage": "vote", "item": item}))
        for voter, (answer, sure) in enumerate(votes):
            told = {"round": number, "item": item, "voter": f"{voter:032x}"}
            told |= {"answer": answer, "confidence": sure}
            events.append(lines.event("room-vote", told))
        events.append(lines.event("room-stage", {"stage": "show"}))
    path.write_bytes(b"".join(map(lines.line, events)))
    return path
