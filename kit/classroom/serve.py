"""The room's server: phones vote, one page commands, and the site stands beside it."""

import asyncio
import hmac
import json
import secrets
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

import tornado.httpserver
import tornado.netutil
import tornado.web

from kit.classroom import pages
from kit.classroom.room import Refused, Room
from kit.lesson import lines
from kit.lesson.lines import Event
from kit.lesson.record import NotSaved, Record

PATIENCE_S = 25.0  # the longest a waiting page is kept without an answer
PAUSE_S = 0.25  # the projector is updated four times a second
BODY = 8192  # bytes of a request
PHONES = 1000  # in one room
COOKIE = "kit-room"
LOCKED = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}
NOT_TEACHER = "Only the teacher's page can do this."
NOT_JOINED = "Join first: the code is on the screen."


class Limit:
    """Tries for each name, of which `burst` may come at once and `each_second` come back."""

    def __init__(self, burst: int, each_second: float) -> None:
        self.burst, self.each_second = burst, each_second
        self._left: dict[str, tuple[float, float]] = {}

    def allows(self, name: str) -> bool:
        """Take one try of this name; False where none is left."""
        now = time.monotonic()
        left, then = self._left.get(name, (self.burst, now))
        left = min(self.burst, left + (now - then) * self.each_second)
        self._left[name] = (left - 1 if left >= 1 else left, now)
        return left >= 1


@dataclass
class Hall:
    """A room and its resources on this computer."""

    room: Room
    file: Record  # its stages and votes, in the order of counting
    code: str  # four digits that a phone needs to join
    secret: str  # which only the teacher's page knows
    site: Path | None  # the folder of the built site
    port: int
    address: str  # where phones find the room, such as "http://192.168.1.20:8400"

    def __post_init__(self) -> None:
        self.pages = pages.files(f"{self.address}/?room={self.code}")
        self.news = asyncio.Condition()
        self.per_phone = Limit(20, 2)
        self.wrong_codes = Limit(12, 0.2)
        self._writing = asyncio.Lock()
        self._waiting: list[Event] = []

    @property
    def view_key(self) -> str:
        """The projector's key: it may watch but give no commands."""
        return hmac.new(self.secret.encode(), b"view", sha256).hexdigest()[:32]

    async def write(self, event: Event) -> None:
        """Write an event; returns when it is on the disk, and raises NotSaved where it is not.

        Those that come while the disk is busy are written together with the next.
        """
        self._waiting.append(event)
        if len(self._waiting) == 1:
            self._next = asyncio.create_task(self._write_waiting())
        await asyncio.shield(self._next)

    async def _write_waiting(self) -> None:
        async with self._writing:  # in the order in which they came
            batch, self._waiting = self._waiting, []
            try:
                await asyncio.to_thread(self.file.save, batch)
            except NotSaved:
                self.file.unsaved.clear()  # whoever sent it is told, and sends it again
                raise

    async def changed(self) -> None:
        """Wake every page that waits for news."""
        async with self.news:
            self.news.notify_all()

    def lab(self) -> dict[str, str]:
        """The address of the lab of the room's question, once it may be opened."""
        now = self.room.now
        if now is None or self.room.stage != "lab" or self.site is None:
            return {}
        pages = sorted(self.site.glob(f"*-{now.item.partition('-')[0]}.html"))
        return {"lab": f"/lessons/{pages[0].name}#lab={now.item}"} if pages else {}


def voter_of(cookie: str) -> str:
    """The name under which a phone's votes are written down; it leads back to no phone."""
    return sha256(b"kit-room " + cookie.encode()).hexdigest()[:32]


class Refusal(tornado.web.HTTPError):
    """An answer with a sentence on what went wrong."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(status)
        self.sentence = sentence


class Handler(tornado.web.RequestHandler):
    """What every page and answer of the room shares."""

    def initialize(self, hall: Hall) -> None:
        """Store what the application passes."""
        self.hall = hall
        self.message: dict[str, Any] = {}  # of a page

    def set_default_headers(self) -> None:
        """Nothing of another machine, no frame around us, nothing kept."""
        for name, value in LOCKED.items():
            self.set_header(name, value)

    def prepare(self) -> None:
        """Read the message of a page; refuse it if it is not from our pages."""
        if self.request.method != "POST":
            return
        origin = self.request.headers.get("Origin", "")
        kind = self.request.headers.get("Content-Type", "").partition(";")[0]
        is_ours = not origin or origin.partition("://")[2] == self.request.host
        if kind != "application/json" or not is_ours:
            raise Refusal(403, "Only this room's own pages may send here.")
        with suppress(ValueError):
            self.message = json.loads(self.request.body)
        if not isinstance(self.message, dict) or not self.message:
            raise Refusal(400, "This message is not from this room's pages.")

    def voter(self) -> str | None:
        """Who this phone is, if it has come in."""
        name = voter_of(self.get_cookie(COOKIE) or "")
        return name if name in self.hall.room.present else None

    def knows(self, key: str) -> bool:
        """Return True if the page sent this secret."""
        sent = self.request.headers.get("X-Kit-Key", "")
        return hmac.compare_digest(sent.encode(), key.encode())

    def write_error(self, status_code: int, **details: Any) -> None:
        """Report an error without any detail of it, but for a sentence of ours."""
        fault = details.get("exc_info", (None, None))[1]
        sentence = "Something went wrong on the room's computer."
        if isinstance(fault, Refusal):
            sentence = fault.sentence
        elif isinstance(fault, Refused):
            status_code, sentence = 409, str(fault)
        elif isinstance(fault, NotSaved):
            status_code, sentence = 507, "The room's computer could not write this down."
        self.set_status(status_code)
        self.finish({"refused": sentence})

    def log_exception(self, *fault: Any) -> None:
        """Log what is no refusal."""
        if not isinstance(fault[1], (Refused, NotSaved)):
            super().log_exception(*fault)


class Page(Handler):
    """A static page or file of the room."""

    def get(self) -> None:
        """The page; a lesson that is presented from here may show the projector's in itself."""
        kind, body = self.hall.pages[self.request.path]
        self.set_header("Content-Type", kind)
        if self.request.path == "/projector":
            policy = LOCKED["Content-Security-Policy"]
            self.set_header("Content-Security-Policy", policy.replace("'none'", "'self'", 1))
        self.finish(body)


class Join(Handler):
    """A phone joins."""

    async def post(self) -> None:
        """Take the room's code; the answer holds a cookie that ends with the session."""
        hall, where = self.hall, self.request.remote_ip or ""
        if not self.voter():
            code = str(self.message.get("code", ""))
            if not hmac.compare_digest(code.encode(), hall.code.encode()):
                if not hall.wrong_codes.allows(where):
                    raise Refusal(429, "Too many wrong codes: wait a minute.")
                raise Refusal(403, "This is not the room's code: look at the screen.")
            if len(hall.room.present) >= PHONES:
                raise Refusal(503, f"The room is full: {PHONES} phones have joined.")
            cookie = self.get_cookie(COOKIE) or secrets.token_urlsafe(24)
            self.set_cookie(COOKIE, cookie, httponly=True, samesite="Strict", expires=None)
            hall.room.join(voter_of(cookie))
            await hall.changed()
        self.finish({})


class State(Handler):
    """The current state; with `since`, as soon as it changes."""

    async def get(self) -> None:
        """The state for this page: a phone's, or the screen's."""
        hall, voter = self.hall, self.voter()
        is_screen = self.knows(hall.view_key) or self.knows(hall.secret)
        if not is_screen and voter is None:
            raise Refusal(401, NOT_JOINED)
        since = self.get_query_argument("since", "-1")
        seen = int(since) if since.lstrip("-").isdigit() and len(since) < 12 else -1

        def is_news() -> bool:
            return (hall.room.version if is_screen else hall.room.moved) != seen

        async with hall.news:
            with suppress(TimeoutError):  # nothing new: the page asks again
                await asyncio.wait_for(hall.news.wait_for(is_news), PATIENCE_S)
        if is_screen:
            await asyncio.sleep(PAUSE_S if seen >= 0 else 0)
            where = {"code": hall.code, "address": hall.address}
            self.finish(hall.room.for_screen() | where | hall.lab())
        elif voter is not None:
            self.finish(hall.room.for_phone(voter) | hall.lab())


class Vote(Handler):
    """A phone votes."""

    async def post(self) -> None:
        """Count a vote; it is on the disk before the phone is told."""
        voter, hall, number = self.voter(), self.hall, self.message.get("round")
        if voter is None:
            raise Refusal(401, NOT_JOINED)
        if not hall.per_phone.allows(voter):
            raise Refusal(429, "One vote at a time: wait a moment.")
        if type(number) is not int:
            raise Refused("This vote names no round.")
        confidence = str(self.message.get("confidence"))
        vote = hall.room.take(number, self.message.get("answer"), confidence)
        fields = {"round": number, "item": hall.room.rounds[number - 1].item, "voter": voter}
        await hall.write(lines.event("room-vote", fields | vars(vote)))
        hall.room.count(number, voter, vote)
        await hall.changed()
        self.finish({"counted": True})


class Command(Handler):
    """The teacher's page goes to a stage."""

    async def post(self) -> None:
        """Go to the stage that the teacher chose."""
        if not self.knows(self.hall.secret):
            raise Refusal(403, NOT_TEACHER)
        room, stage, item = self.hall.room, str(self.message.get("stage")), self.message.get("item")
        room.check(stage, item)
        fields = {"stage": stage} | ({"item": item} if item else {})
        await self.hall.write(lines.event("room-stage", fields))
        room.go(stage, item)
        await self.hall.changed()
        self.finish({})


class Questions(Handler):
    """What a room can vote on, for the teacher's page."""

    def get(self) -> None:
        """All questions by lesson, with the view's own key."""
        if not self.knows(self.hall.secret):
            raise Refusal(403, NOT_TEACHER)
        self.finish({"lessons": pages.questions(), "view": self.hall.view_key})


class Site(tornado.web.StaticFileHandler):
    """The lessons, for learners who continue on their own."""

    def set_extra_headers(self, _path: str) -> None:
        """Browsers must not guess a file's type."""
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-cache")


HANDLERS = {
    "/room/join": Join,
    "/room/state": State,
    "/room/vote": Vote,
    "/room/command": Command,
    "/room/questions": Questions,
}


def application(hall: Hall) -> tornado.web.Application:
    """The room as a tornado application."""
    handlers = HANDLERS | dict.fromkeys(hall.pages, Page)
    rules: list[Any] = [(path, each, {"hall": hall}) for path, each in handlers.items()]
    if hall.site is not None:
        where = {"path": str(hall.site), "default_filename": "index.html"}
        rules.append((r"/lessons/(.*)", Site, where))
    return tornado.web.Application(rules, compress_response=True)


def address(port: int) -> str:
    """The address of this computer on the local network, found without sending anything."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # an address for examples: only the route is looked up
            here = probe.getsockname()[0]
        except OSError:
            here = socket.gethostbyname(socket.gethostname())
    return f"http://{here}:{port}"


async def serve(
    votes: Path, site: Path | None, host: str, port: int, at: str | None = None
) -> tuple[Hall, tornado.httpserver.HTTPServer]:
    """Open a room and listen; OSError or NotSaved say why that is not possible.

    A room that stopped in the middle goes on from its file of `votes`, in its last stage. `host` is
    "127.0.0.1" for this computer alone, "" for the room's network; `port` 0 takes a free one; `at`
    is the address for phones, where it is not the one found.
    """
    votes.parent.mkdir(parents=True, exist_ok=True)
    file, room = Record(votes), Room()
    events = file.events()
    start = next((event for event in events if event["kind"] == "room"), None)
    if start is None:
        code = f"{secrets.randbelow(9000) + 1000}"
        start = file.add("room", code=code, secret=secrets.token_urlsafe(18))
    room.replay(events)
    if room.stage == "lab":
        room.go("show")
    sockets = tornado.netutil.bind_sockets(port, host or None, backlog=PHONES)
    port = sockets[0].getsockname()[1]
    found = f"http://127.0.0.1:{port}" if host == "127.0.0.1" else address(port)
    hall = Hall(room, file, start["code"], start["secret"], site, port, at or found)
    server = tornado.httpserver.HTTPServer(
        application(hall), max_body_size=BODY, idle_connection_timeout=120
    )
    server.add_sockets(sockets)
    return hall, server
