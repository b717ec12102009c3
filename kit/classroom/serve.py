"""The room's server: phones vote, one page commands, and the site stands beside it."""

import asyncio
import hmac
import json
import secrets
import socket
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import segno
import tornado.httpserver
import tornado.netutil
import tornado.web

from kit.classroom import pages
from kit.classroom.limits import Limit
from kit.classroom.log import Log
from kit.classroom.room import Refused, Room
from kit.lesson import items, lines

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


@dataclass
class Hall:
    """A room and its resources on this computer.

    Parameters
    ----------
    room : Room
    log : Log
    code : str
        Four digits that a phone needs to join.
    secret : str
        A secret that only the teacher's page knows.
    address : str
        Where phones find the room, such as "http://192.168.1.20:8400".
    port : int
    site : Path, optional
        The folder of the built site.
    """

    room: Room
    log: Log
    code: str
    secret: str
    address: str = ""
    port: int = 0
    site: Path | None = None

    def __post_init__(self) -> None:
        self.news = asyncio.Condition()
        self.per_phone = Limit(20, 2)
        self.per_address = Limit(600, 20)  # a whole class may stand behind one address
        self.wrong_codes = Limit(12, 0.2)

    @property
    def view_key(self) -> str:
        """The projector's key: it may watch but give no commands."""
        return hmac.new(self.secret.encode(), b"view", sha256).hexdigest()[:32]

    async def tell(self) -> None:
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

    def restore(self) -> None:
        """Put back the rounds and votes that the log holds; the room waits in the last stage."""
        self.room.replay(self.log.events())
        if self.room.now is not None and self.room.stage == "lab":
            self.room.go("show")


def voter_of(cookie: str) -> str:
    """The name under which a phone's votes are written down; it leads back to no phone."""
    return sha256(b"kit-room " + cookie.encode()).hexdigest()[:32]


class Base(tornado.web.RequestHandler):
    """What every page and answer of the room shares."""

    def initialize(self, hall: Hall) -> None:
        """Store what the application passes."""
        self.hall = hall

    def set_default_headers(self) -> None:
        """Nothing of another machine, no frame around us, nothing kept."""
        for name, value in LOCKED.items():
            self.set_header(name, value)

    def say(self, told: dict[str, Any], status: int = 200) -> None:
        """Answer with JSON."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(json.dumps(told))

    def refuse(self, status: int, sentence: str) -> None:
        """Answer with a sentence on what went wrong."""
        self.say({"refused": sentence}, status)

    def told(self) -> dict[str, Any] | None:
        """The message of a page; None, after refusing it, if it is not from our pages."""
        origin = self.request.headers.get("Origin")
        kind = self.request.headers.get("Content-Type", "").partition(";")[0]
        if kind != "application/json" or (
            origin is not None and origin.partition("://")[2] != self.request.host
        ):
            self.refuse(403, "Only this room's own pages may send here.")
            return None
        try:
            told = json.loads(self.request.body)
        except ValueError:
            told = None
        if not isinstance(told, dict):
            self.refuse(400, "This message is not from this room's pages.")
            return None
        return told

    def voter(self) -> str | None:
        """Who this phone is, if it has come in."""
        cookie = self.get_cookie(COOKIE)
        name = voter_of(cookie) if cookie else None
        return name if name in self.hall.room.present else None

    def knows(self, key: str) -> bool:
        """Return True if the page sent this secret."""
        sent = self.request.headers.get("X-Kit-Key", "")
        return hmac.compare_digest(sent.encode(), key.encode())

    def write_error(self, status_code: int, **_: Any) -> None:
        """Report an error without any detail of it."""
        self.refuse(status_code, "Something went wrong on the room's computer.")


class Page(Base):
    """A static page or file of the room."""

    def initialize(self, hall: Hall, body: str = "", kind: str = "") -> None:
        """Take what stands here."""
        super().initialize(hall)
        self.body, self.kind = body, kind

    def get(self) -> None:
        """The page; a lesson that is presented from here may show the projector's in itself."""
        self.set_header("Content-Type", self.kind)
        if self.request.path == "/projector":
            policy = LOCKED["Content-Security-Policy"]
            self.set_header("Content-Security-Policy", policy.replace("'none'", "'self'", 1))
        self.finish(self.body)


class Join(Base):
    """A phone joins."""

    async def post(self) -> None:
        """Take the room's code; the answer holds a cookie that ends with the session."""
        told = self.told()
        if told is None:
            return
        where = self.request.remote_ip or ""
        if self.voter():
            self.say({})
            return
        if not self.hall.per_address.allows(where):
            self.refuse(429, "Too many phones are joining at once: wait a few seconds.")
            return
        if not hmac.compare_digest(str(told.get("code", "")).encode(), self.hall.code.encode()):
            if not self.hall.wrong_codes.allows(where):
                self.refuse(429, "Too many wrong codes: wait a minute.")
                return
            self.refuse(403, "This is not the room's code: look at the screen.")
            return
        if len(self.hall.room.present) >= PHONES:
            self.refuse(503, f"The room is full: {PHONES} phones have joined.")
            return
        cookie = self.get_cookie(COOKIE) or secrets.token_urlsafe(24)
        self.set_cookie(COOKIE, cookie, httponly=True, samesite="Strict", expires=None)
        self.hall.room.join(voter_of(cookie))
        await self.hall.tell()
        self.say({})


class State(Base):
    """The current state; with `since`, as soon as it changes."""

    async def get(self) -> None:
        """The state for this page: a phone's, or the screen's."""
        hall, voter = self.hall, self.voter()
        screen = self.knows(hall.view_key) or self.knows(hall.secret)
        if not screen and voter is None:
            self.refuse(401, "Join first: the code is on the screen.")
            return
        since = self.get_query_argument("since", "-1")
        seen = int(since) if since.lstrip("-").isdigit() and len(since) < 12 else -1

        def news() -> bool:
            return (hall.room.version if screen else hall.room.moved) != seen

        async with hall.news:
            with suppress(TimeoutError):  # nothing new: the page asks again
                await asyncio.wait_for(hall.news.wait_for(news), PATIENCE_S)
        if screen:
            await asyncio.sleep(PAUSE_S if seen >= 0 else 0)
            where = {"code": hall.code, "address": hall.address}
            self.say(hall.room.for_screen() | where | hall.lab())
        elif voter is not None:
            self.say(hall.room.for_phone(voter) | hall.lab())


class Vote(Base):
    """A phone votes."""

    async def post(self) -> None:
        """Count a vote; it is on the disk before the phone is told."""
        told, voter, hall = self.told(), self.voter(), self.hall
        if told is None:
            return
        if voter is None:
            self.refuse(401, "Join first: the code is on the screen.")
            return
        if not hall.per_phone.allows(voter):
            self.refuse(429, "One vote at a time: wait a moment.")
            return
        number = told.get("round")
        try:
            if type(number) is not int:
                raise Refused("This vote names no round.")
            vote = hall.room.take(number, told.get("answer"), str(told.get("confidence")))
        except Refused as refusal:
            self.refuse(409, str(refusal))
            return
        fields = {"round": number, "item": hall.room.rounds[number - 1].item, "voter": voter}
        event = lines.event(
            "room-vote", {**fields, "answer": vote.answer, "confidence": vote.confidence}
        )
        try:
            await hall.log.add(event)
        except OSError:
            self.refuse(507, "The room's computer could not write your vote down. Send it again.")
            return
        hall.room.count(number, voter, vote)
        await hall.tell()
        self.say({"counted": True})


class Command(Base):
    """The teacher's page goes to a stage."""

    async def post(self) -> None:
        """Go to the stage that the teacher chose."""
        if not self.knows(self.hall.secret):
            self.refuse(403, "Only the teacher's page can do this.")
            return
        told, room = self.told(), self.hall.room
        if told is None:
            return
        stage, item = told.get("stage"), told.get("item")
        try:
            room.check(str(stage), item)
            fields = {"stage": stage} | ({"item": item} if item else {})
            await self.hall.log.add(lines.event("room-stage", fields))
            room.go(str(stage), item)
        except Refused as refusal:
            self.refuse(409, str(refusal))
            return
        except OSError:
            self.refuse(507, "This computer could not write that down: is its disk full?")
            return
        await self.hall.tell()
        self.say({})


class Questions(Base):
    """What a room can vote on, for the teacher's page."""

    def get(self) -> None:
        """All questions by lesson, with the view's own key."""
        if not self.knows(self.hall.secret):
            self.refuse(403, "Only the teacher's page can do this.")
            return
        self.say({"lessons": pages.questions(), "view": self.hall.view_key})


class Code(Base):
    """The room's address as a picture for a phone's camera."""

    def get(self) -> None:
        """A QR code as SVG."""
        drawn = BytesIO()
        made = segno.make(f"{self.hall.address}/?room={self.hall.code}", error="m", micro=False)
        made.save(drawn, kind="svg", border=3, xmldecl=False, dark="#2a2521", light="#fffcf6")
        self.set_header("Content-Type", "image/svg+xml")
        self.finish(drawn.getvalue())


class Site(tornado.web.StaticFileHandler):
    """The lessons, for learners who continue on their own."""

    def set_extra_headers(self, _path: str) -> None:
        """Browsers must not guess a file's type."""
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Cache-Control", "no-cache")


def application(hall: Hall) -> tornado.web.Application:
    """The room as a tornado application."""
    fixed = [(path, Page, {"hall": hall, "body": b, "kind": k}) for path, b, k in pages.files()]
    live: list[Any] = [
        (rf"/room/{name}", handler, {"hall": hall})
        for name, handler in (
            ("join", Join),
            ("state", State),
            ("vote", Vote),
            ("command", Command),
            ("questions", Questions),
            ("code.svg", Code),
        )
    ]
    if hall.site is not None:
        told = {"path": str(hall.site), "default_filename": "index.html"}
        live.append((r"/lessons/(.*)", Site, told))
    return tornado.web.Application([*fixed, *live], compress_response=True)


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
    """Open a room and listen.

    Parameters
    ----------
    votes : Path
        The log; a room that stopped in the middle goes on from it.
    site : Path or None
    host : str
        "127.0.0.1" for this computer alone, "" for the room's network.
    port : int
        0 takes a free one.
    at : str, optional
        The address for phones, where it is not the one found.
    """
    log = Log(votes)
    start = next((e for e in log.events() if e["kind"] == "room"), None)
    if start is None:
        made = {"code": f"{secrets.randbelow(9000) + 1000}", "secret": secrets.token_urlsafe(18)}
        start = lines.event("room", made)
        await log.add(start)
    hall = Hall(Room(items.item), log, start["code"], start["secret"], site=site)
    hall.restore()
    server = tornado.httpserver.HTTPServer(
        application(hall), max_body_size=BODY, idle_connection_timeout=120
    )
    sockets = tornado.netutil.bind_sockets(port, host or None, backlog=PHONES)
    server.add_sockets(sockets)
    hall.port = sockets[0].getsockname()[1]
    near = f"http://127.0.0.1:{hall.port}"
    hall.address = at or (near if host == "127.0.0.1" else address(hall.port))
    return hall, server
