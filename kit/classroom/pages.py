"""The room's pages: the phone's, the teacher's, the projector's."""

from pathlib import Path
from typing import Any

from kit.chart.page import script
from kit.classroom.room import KINDS
from kit.lesson import items

HERE = Path(__file__).parent
LESSON = HERE.parent / "lesson"
HTML, SCRIPT, STYLE = "text/html; charset=utf-8", "text/javascript; charset=utf-8", "text/css"


def files() -> list[tuple[str, str, str]]:
    """Each address with its content and media type."""
    fields = (LESSON / "pad.js", LESSON / "answers.js")
    return [
        ("/", _read("phone.html"), HTML),
        ("/teacher", _read("teacher.html"), HTML),
        ("/projector", _read("projector.html"), HTML),
        ("/room/phone.js", script(*fields, HERE / "news.js", HERE / "phone.js"), SCRIPT),
        ("/room/screen.js", script(*fields, *_screen()), SCRIPT),
        ("/room/room.css", (LESSON / "question.css").read_text("utf-8") + _read("room.css"), STYLE),
    ]


def _screen() -> list[Path]:
    return [HERE / f"{name}.js" for name in ("news", "votes", "screen")]


def _read(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def questions() -> list[dict[str, Any]]:
    """The questions that a room can vote on, by lesson, in reading order."""
    return [
        {
            "lesson": lesson,
            "questions": [
                {"item": items.full_name(lesson, key), "ask": item["ask"]}
                for key, item in items.lesson(lesson).items()
                if item.get("kind") in KINDS
            ],
        }
        for lesson in items.lessons()
    ]
