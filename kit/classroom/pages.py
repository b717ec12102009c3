"""The room's pages: the phone's, the teacher's, the projector's."""

from io import BytesIO
from pathlib import Path

import segno

from kit.chart.page import script
from kit.classroom.room import KINDS
from kit.lesson import items

HERE = Path(__file__).parent
LESSON = HERE.parent / "lesson"
HTML, SCRIPT, STYLE = "text/html; charset=utf-8", "text/javascript; charset=utf-8", "text/css"


def files(address: str) -> dict[str, tuple[str, str]]:
    """The media type and content of each page; one is the address as a picture for cameras."""
    shared = (LESSON / "pad.js", LESSON / "answers.js", HERE / "news.js")
    style = (LESSON / "question.css", HERE / "room.css")
    return {
        "/": (HTML, _read(HERE / "phone.html")),
        "/teacher": (HTML, _read(HERE / "teacher.html")),
        "/projector": (HTML, _read(HERE / "projector.html")),
        "/room/phone.js": (SCRIPT, script(*shared, HERE / "phone.js")),
        "/room/screen.js": (SCRIPT, script(*shared, HERE / "votes.js", HERE / "screen.js")),
        "/room/code.svg": ("image/svg+xml", _code(address)),
        "/room/room.css": (STYLE, "".join(map(_read, style))),
    }


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def _code(address: str) -> str:
    """A QR code as SVG."""
    drawn = BytesIO()
    code = segno.make(address, error="m", micro=False)
    code.save(drawn, kind="svg", border=3, xmldecl=False, dark="#2a2521", light="#fffcf6")
    return drawn.getvalue().decode()


def questions() -> dict[str, dict[str, str]]:
    """The questions that a room can vote on, in words by name, by lesson in reading order."""
    return {
        lesson: {
            name: item["ask"]
            for name, item in items.lesson(lesson).items()
            if item["kind"] in KINDS
        }
        for lesson in items.lessons()
    }
