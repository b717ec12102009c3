"""The room's server: who may do what, and what a restart leaves."""

import json
import os
import time
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from unittest.mock import Mock

import pytest

from kit.lesson import items
from tests.classroom.conftest import Phone, joined, teacher


def choice(room):
    """A question to choose from, with its options as phones see them."""
    lessons = teacher(room).get("/room/questions")[1]["lessons"]
    asked = {name: items.item(name) for questions in lessons.values() for name in questions}
    name = next(k for k, item in asked.items() if item["kind"] == "choice" and "open" not in item)
    return name, [option["id"] for option in asked[name]["option"]]


def voting(room):
    """The teacher, a phone and the options of a question, on which the room votes."""
    desk, (name, ids) = teacher(room), choice(room)
    assert desk.post("/room/command", {"stage": "vote", "item": name})[0] == 200
    return desk, joined(room), ids


def test_only_the_teachers_page_commands(opened):
    with opened() as room:
        name, _ = choice(room)
        for other in (joined(room), Phone(room), Phone(room, room.hall.view_key)):
            assert other.post("/room/command", {"stage": "vote", "item": name})[0] == 403
            assert other.get("/room/questions")[0] == 403
        assert room.hall.room.stage == "wait"


def test_a_page_of_another_site_can_send_nothing(opened):
    with opened() as room:
        desk, name = teacher(room), choice(room)[0]
        told = {"stage": "vote", "item": name}
        elsewhere = {"Origin": "http://elsewhere.example"}
        assert desk.post("/room/command", told, **elsewhere)[0] == 403
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        assert desk.post("/room/command", told, **form)[0] == 403
        assert desk.post("/room/command", told, Origin=room.url)[0] == 200


def test_who_is_not_in_the_room_sees_and_votes_nothing(opened):
    with opened() as room:
        stranger = Phone(room)
        assert stranger.get("/room/state")[0] == 401
        assert stranger.post("/room/vote", {"round": 1})[0] == 401
        assert stranger.post("/room/join", {"code": "none"})[0] == 403
        codes = [stranger.post("/room/join", {"code": f"{k}"})[0] for k in range(20)]
        assert codes[-1] == 429  # the code cannot be tried out


@pytest.mark.parametrize(
    "what",
    [b"", b"[]", b"{", b"\xff" * 40, b'{"round": "1"}', b'{"round": true}', b"9" * 20_000]
    + [
        json.dumps({"round": 1, "answer": a, "confidence": "guess"}).encode()
        for a in ("__proto__", {"a": 1}, ["x"] * 900, None, "<script>alert(1)</script>", 1e400)
    ],
)
def test_nonsense_is_refused_and_counted_nowhere(opened, what):
    with opened() as room:
        _, phone, _ = voting(room)
        try:
            assert phone.post("/room/vote", what)[0] in (400, 409, 413)
        except (urllib.error.URLError, ConnectionError):
            assert len(what) > 8192  # the connection of a body that is too large is closed
        assert room.hall.room.now.votes == {}
        assert phone.get("/room/state")[0] == 200


def test_a_phone_that_votes_all_the_time_is_told_to_wait(opened):
    with opened() as room:
        _, phone, ids = voting(room)
        told = {"round": 1, "answer": ids[0], "confidence": "guess"}
        codes = [phone.post("/room/vote", told)[0] for _ in range(40)]
        assert codes[0] == 200 and 429 in codes
        assert len(room.hall.room.now.votes) == 1


def test_a_restarted_laptop_keeps_code_secret_phones_and_every_counted_vote(opened):
    with opened() as room:
        code, secret, port = room.hall.code, room.hall.secret, room.hall.port
        _, phone, ids = voting(room)
        told = {"round": 1, "answer": ids[1], "confidence": "fairly sure"}
        assert phone.post("/room/vote", told)[0] == 200
    with opened(port) as room:
        assert (room.hall.code, room.hall.secret) == (code, secret)
        phone.room = room
        mine = phone.get("/room/state")[1]["vote"]  # the same phone, without coming in again
        assert mine == {"answer": ids[1], "confidence": "fairly sure"}
        told["answer"] = ids[0]
        assert phone.post("/room/vote", told)[0] == 200  # and it may still change its mind
        assert len(room.hall.room.now.votes) == 1


def test_the_file_leads_back_to_no_phone(opened, tmp_path):
    with opened() as room:
        _, phone, ids = voting(room)
        phone.post("/room/vote", {"round": 1, "answer": ids[0], "confidence": "guess"})
        jars = [h.cookiejar for h in phone.open.__self__.handlers if hasattr(h, "cookiejar")]
        cookies = [cookie.value for jar in jars for cookie in jar]
    written = (tmp_path / "votes.jsonl").read_text()
    assert cookies and not any(cookie in written for cookie in cookies)
    assert "127.0.0.1" not in written


def test_the_site_stands_beside_and_nothing_outside_it(opened, tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<h1>Lessons</h1>")
    (tmp_path / "secret.txt").write_text("hidden")
    with opened(site=site) as room:
        with urllib.request.urlopen(room.url + "/lessons/index.html") as answer:
            assert b"Lessons" in answer.read()
        for path in (
            "/lessons/../secret.txt",
            "/lessons/%2e%2e/secret.txt",
            "/lessons//etc/passwd",
        ):
            with pytest.raises(urllib.error.HTTPError):
                urllib.request.urlopen(room.url + path)


def test_many_votes_at_once_are_written_together_and_one_that_is_not_is_refused(
    opened, tmp_path, monkeypatch
):
    syncs, fsync = [], os.fsync
    broken = Mock(side_effect=OSError(28, "full"))
    with opened() as room:
        _, first, ids = voting(room)
        phones = [first, *(joined(room) for _ in range(39))]
        told = {"round": 1, "answer": ids[0], "confidence": "certain"}

        def vote(phone):
            return phone.post("/room/vote", told)[0]

        monkeypatch.setattr(os, "fsync", broken)
        assert vote(phones[0]) == 507 and room.hall.room.now.votes == {}
        monkeypatch.setattr(os, "fsync", lambda at: (syncs.append(at), time.sleep(0.1), fsync(at)))
        with ThreadPoolExecutor(40) as pool:
            assert set(pool.map(vote, phones)) == {200}
        assert len(room.hall.room.now.votes) == 40 and 1 <= len(syncs) < 20
    written = (tmp_path / "votes.jsonl").read_bytes().count(b'"room-vote"')
    assert written == 40
