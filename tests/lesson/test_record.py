"""The learner's file loses no answer that was shown as saved, whatever happens to it."""

import errno
import json
import os
import random
import signal
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kit.lesson import disk, lines, record


@pytest.fixture
def path(tmp_path):
    """A file that is not there yet, in a folder with a space and letters beyond ASCII."""
    folder = tmp_path / "Übung 3 – 学ぶ"
    folder.mkdir()
    return folder / record.FILE


def on_disk(path):
    """The events of a file, read by nobody's code but json."""
    return [json.loads(line) for line in path.read_text(encoding="ascii").splitlines()]


def answers(path):
    """The answers that a new reader sees."""
    return [event["answer"] for event in record.Record(path).events("answer")]


def saved(path, count=3):
    """A file with some answers."""
    mine = record.Record(path)
    for number in range(count):
        mine.add("answer", answer=number)
    return mine


def test_events_come_back_with_their_fields_in_their_order(path):
    mine = record.Record(path)
    fields = {"lesson": "dose", "item": "dose-forty", "answer": 2, "confidence": "certain"}
    fields |= {"right": False, "misconception": "X6"}
    made = mine.add("prediction", **fields)
    mine.add("skip", lesson="dose", item="dose-line")
    start, first, second = on_disk(path)
    assert start["kind"] == "start"
    assert first == made and fields.items() <= first.items()
    assert len({start["id"], first["id"], second["id"]}) == 3
    assert first["time"].endswith("+00:00")
    assert [e["kind"] for e in record.Record(path).events()] == ["start", "prediction", "skip"]
    assert record.Record(path).events("prediction", "dose-forty") == [made]
    assert record.Record(path).events(item="dose-nothing") == []
    made["answer"] = mine.events("prediction")[0]["answer"] = 3  # one's own copies
    assert mine.events("prediction")[0]["answer"] == 2
    assert mine.trouble == "" and mine.unsaved == []


def test_a_file_has_one_start_whoever_writes_first(path):
    first, second = record.Record(path), record.Record(path)
    assert first.events() == second.events() == [] and not path.exists()
    first.add("skip")
    second.add("skip")
    assert [event["kind"] for event in on_disk(path)] == ["start", "skip", "skip"]


@pytest.mark.slow
@settings(deadline=None)
@given(
    some.dictionaries(
        some.text().filter(lambda name: name not in (*lines.OWN, *lines.SHAPES)),
        some.recursive(
            some.none()
            | some.booleans()
            | some.integers()
            | some.floats(allow_nan=False, allow_infinity=False)
            | some.text(some.characters(exclude_categories=())),
            lambda inner: some.lists(inner, max_size=3),
            max_leaves=4,
        ),
        max_size=3,
    )
)
def test_whatever_can_be_written_is_read_again(fields):
    made = lines.event("exit", fields)
    raw = lines.line(made)
    assert raw.count(b"\n") == 1 and raw.endswith(b"\n") and raw.isascii()
    assert lines.read(raw) == made and fields.items() <= made.items()


@settings(deadline=None)
@given(some.binary(max_size=200))
def test_bytes_from_anywhere_are_an_event_or_refused(raw):
    with suppress(ValueError):
        assert lines.read(raw)["v"] == lines.SCHEMA


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"id": "mine"}, "written by the record itself"),
        ({"answer": float("nan")}, "cannot be written down"),
        ({"answer": object()}, "cannot be written down"),
        ({"confidence": "sure"}, "confidence = 'sure'"),
        ({"misconception": "six and two"}, "misconception"),
        ({"right": "yes"}, "right"),
        ({"lesson": 3}, "lesson"),
        ({"text": "x" * 2**21}, "2.0 MB"),
    ],
)
def test_what_no_event_can_hold_is_refused_and_leaves_no_trace(path, fields, said):
    mine = record.Record(path)
    with pytest.raises(ValueError, match=said):
        mine.add("answer", **fields)
    assert not path.exists() and mine.unsaved == []


# Death, and two at once


def answered_until_killed(path, count, seconds):
    """A copy of this process answers; `kill -9` some time after `count` answers were shown.

    Returns the ids it showed as saved.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        mine = record.Record(path)
        while True:
            os.write(writing, mine.add("answer", lesson="dose", answer=1)["id"].encode() + b"\n")
    os.close(writing)
    with open(reading, "rb") as pipe:
        shown = [pipe.readline() for _ in range(count)]
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.decode().strip() for line in [*shown, *pipe.readlines()]]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.slow
def test_killed_at_random_moments_it_loses_nothing_that_was_shown_as_saved(path):
    chance, shown, deaths = random.Random(3), [], 0
    while len(shown) < 200:
        count, seconds = chance.randrange(1, 12), chance.uniform(0, 0.002)
        shown += answered_until_killed(path, count, seconds)
        deaths += 1
    mine = record.Record(path)
    ids = [event["id"] for event in mine.events("answer")]
    assert [each for each in ids if each in set(shown)] == shown
    assert len(ids) <= len(shown) + deaths  # the ones that were being written
    assert mine.events()[0]["kind"] == "start"


def test_threads_and_records_of_one_program_share_a_file(path):
    shared = record.Record(path)

    def work(mine):
        for number in range(40):
            mine.add("answer", answer=number)

    records = (shared, shared, record.Record(path), record.Record(path))
    with ThreadPoolExecutor(len(records)) as pool:
        list(pool.map(work, records))
    assert sorted(answers(path)) == sorted([*range(40)] * 4)
    assert len(on_disk(path)) == 161 and len(shared.events("answer")) == 160


def test_an_answer_is_on_the_disk_before_add_returns(path, monkeypatch):
    done = []
    write, sync = os.write, os.fsync
    monkeypatch.setattr(
        os, "write", lambda at, raw: (done.append(("write", at)), write(at, raw))[1]
    )
    monkeypatch.setattr(os, "fsync", lambda at: (done.append(("sync", at)), sync(at))[1])
    mine = record.Record(path)
    for _ in range(2):
        done.clear()
        mine.add("skip")
        (first, handle), (second, same), *_ = done
        assert (first, second) == ("write", "sync") and handle == same
        assert [kind for kind, _ in done].count("write") == 1


def test_a_writer_waits_for_another_and_in_the_end_says_so(path, monkeypatch):
    mine = record.Record(path)
    with disk.held(path):
        thread = threading.Thread(target=mine.add, args=("skip",))
        thread.start()
        thread.join(0.05)
        assert thread.is_alive() and path.read_bytes() == b""
    thread.join()
    assert len(on_disk(path)) == 2
    monkeypatch.setattr(disk, "PATIENCE", 0.0)
    with disk.held(path), pytest.raises(record.NotSaved, match="another program is using it"):
        mine.add("skip")
    mine.add("skip")
    assert len(on_disk(path)) == 4 and mine.unsaved == []


def test_without_locks_it_still_writes_and_says_what_follows(path, monkeypatch):
    monkeypatch.setattr(disk.fcntl, "flock", Mock(side_effect=OSError(errno.ENOLCK, "no locks")))
    mine = record.Record(path)
    mine.add("skip")
    assert len(on_disk(path)) == 2 and "one notebook at a time" in mine.trouble


# Damage

NOT_OURS = {
    "binary": bytes(range(256)) * 100,
    "one line cut": b'{"v": 2, "id": "0123',
    "another program": b'{"cells": [], "nbformat": 4}\n[1, 2]\n"x"\nnull\n7\n',
    "deep": b"[" * 200_000,
    "long number": b'{"v": 2' + b"0" * 5000 + b"}\n",
    "NaN": b'{"v": NaN}\n',
    "another version": b'{"v": 9, "id": ["of another kind"], "what": "ever"}\n',
    "wrong types": b'{"v": 2, "id": 5, "time": 1, "kind": []}\n',
    "wrong confidence": lines.line({**lines.event("skip", {}), "confidence": ["x"]}),
}


@pytest.mark.parametrize("count", [0, 3])
@pytest.mark.parametrize("content", NOT_OURS.values(), ids=NOT_OURS)
def test_what_cannot_be_read_stays_and_answers_go_on_after_it(path, content, count):
    saved(path, count)
    with path.open("ab") as file:
        file.write(content)
    before, mine = path.read_bytes(), record.Record(path)
    assert "cannot be read" in mine.trouble and "Nothing of it was thrown away" in mine.trouble
    mine.add("answer", answer="next")
    assert path.read_bytes().startswith(before)
    assert answers(path) == [*range(count), "next"]


def test_a_line_cut_off_anywhere_spoils_no_other(path):
    saved(path)
    whole = path.read_bytes()
    last = whole.rindex(b"\n", 0, -1) + 1
    for cut in range(last + 1, len(whole)):
        path.write_bytes(whole[:cut])
        is_complete = cut == len(whole) - 1  # only its end is missing
        record.Record(path).add("answer", answer="next")
        assert answers(path) == ([0, 1, 2, "next"] if is_complete else [0, 1, "next"])
        assert ("cannot be read" in record.Record(path).trouble) != is_complete
        assert path.read_bytes().startswith(whole[:cut] + b"\n")


def test_an_editor_may_leave_a_mark_and_other_line_ends(path):
    saved(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    assert answers(path) == [0, 1, 2] and record.Record(path).trouble == ""


def test_a_file_that_shrinks_grows_or_is_replaced_is_read_afresh(path):
    mine = saved(path)
    assert len(mine.events("answer")) == 3
    first = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(first[:2]))
    assert [event["answer"] for event in mine.events("answer")] == [0]
    other = saved(path.with_name("other"), 5)
    os.replace(other.path, path)
    assert [event["answer"] for event in mine.events("answer")] == [0, 1, 2, 3, 4]
    path.write_bytes(b"".join(first) + first[1] * 30)
    assert [event["answer"] for event in mine.events("answer")] == [0, 1, 2]  # one id, once
    path.unlink()
    assert mine.events() == [] and mine.trouble == ""
    mine.add("skip")
    assert [event["kind"] for event in on_disk(path)] == ["start", "skip"]


# Where nothing can be written


def unwritable(mine):
    """Try to save where it is not possible, and check that nothing is lost; the sentence."""
    with pytest.raises(record.NotSaved) as fault:
        mine.add("answer", answer="lost?")
    said = str(fault.value)
    assert said in mine.trouble and "/" not in said
    assert "could not be saved" in said and "Download your answers" in said
    assert [event["answer"] for event in mine.unsaved] == ["lost?"]
    assert mine.events("answer")[-1]["answer"] == "lost?"
    loaded, unreadable = lines.read_all(mine.download())
    assert loaded[-1]["answer"] == "lost?" and unreadable == 0 and loaded[0]["kind"] == "start"
    return said


PLACES = {
    "something that is not a file": Path.mkdir,
    "has that name": os.mkfifo,  # from which reading would wait for ever
    "symbolic links": lambda path: path.symlink_to(path),
    "its folder does not exist": lambda path: path.parent.rmdir(),
}


@pytest.mark.parametrize("said", PLACES)
def test_where_no_file_can_be_the_answer_waits_and_the_reason_is_said(path, said):
    PLACES[said](path)
    assert said in unwritable(record.Record(path))


def test_a_file_that_may_not_be_written_is_still_read(path, monkeypatch):
    saved(path, 2)
    opened = os.open

    def refuse(file, flags, *rest):
        if flags & os.O_RDWR:
            raise PermissionError(errno.EACCES, "no")
        return opened(file, flags, *rest)

    monkeypatch.setattr(os, "open", refuse)
    mine = record.Record(path)
    assert "writing is not allowed there" in unwritable(mine) and len(mine.events()) == 4


@pytest.mark.parametrize("call", ["write", "fsync", "short write"])
@pytest.mark.parametrize("before", [0, 2])
def test_a_full_disk_leaves_the_file_as_it_was(path, monkeypatch, call, before):
    mine = saved(path, before)
    content = path.read_bytes() if before else b""
    write, fail = os.write, Mock(side_effect=OSError(errno.ENOSPC, "No space left on device"))
    with monkeypatch.context() as full:
        if call == "short write":
            full.setattr(os, "write", lambda at, raw: write(at, raw[: len(raw) // 2]))
        else:
            full.setattr(os, call, fail)
        assert "the disk is full" in unwritable(mine)
        assert path.read_bytes() == content
    mine.add("answer", answer="next")
    assert answers(path) == [*range(before), "lost?", "next"] and mine.trouble == ""
    assert len(on_disk(path)) == before + 3


def test_an_answer_that_got_there_in_spite_of_a_fault_is_not_written_twice(path, monkeypatch):
    mine = saved(path, 1)

    with monkeypatch.context() as broken:
        for call in ("fsync", "ftruncate"):
            broken.setattr(os, call, Mock(side_effect=OSError(errno.EIO, "Input/output error")))
        with pytest.raises(record.NotSaved, match="Input/output error"):
            mine.add("answer", answer="doubtful")
    assert [event["answer"] for event in mine.events("answer")] == [0, "doubtful"]
    mine.add("answer", answer="next")
    assert [event.get("answer") for event in on_disk(path)] == [None, 0, "doubtful", "next"]


def test_a_file_that_is_replaced_while_a_writer_waits_is_not_written_to(path, monkeypatch):
    mine, lock = saved(path, 1), disk._lock
    other = path.with_name("other")

    def slow(handle):
        if path.with_name("other").exists():
            os.replace(other, path)
        return lock(handle)

    saved(other, 2)
    monkeypatch.setattr(disk, "_lock", slow)
    mine.add("answer", answer="next")
    assert answers(path) == [0, 1, "next"]


# Taking it along


def test_what_was_downloaded_can_be_loaded_elsewhere_and_again(path):
    mine = saved(path)
    there = record.Record(path.with_name("there.jsonl"))
    assert there.load(mine.download()) == 4
    assert there.events() == mine.events()
    assert there.load(mine.download()) == 0 and len(on_disk(there.path)) == 4
    there.add("answer", answer="there")
    mine.add("answer", answer="here")
    assert mine.load(there.download()) == 1
    assert [event["answer"] for event in mine.events("answer")] == [0, 1, 2, "here", "there"]
    assert mine.download() == path.read_bytes()


@pytest.mark.parametrize(
    "content", [*NOT_OURS.values(), b"", b"\n\n", b"%PDF-1.7\n", b"\n" * (9 * 2**20)]
)
def test_a_foreign_file_is_not_loaded(path, content):
    mine = saved(path)
    before = path.read_bytes()
    with pytest.raises(ValueError, match="Nothing was loaded"):
        mine.load(content)
    assert path.read_bytes() == before


def test_a_damaged_download_gives_what_it_holds_and_says_so(path):
    data = saved(path).download()
    there = record.Record(path.with_name("there.jsonl"))
    assert there.load(b"garbage\n" + data[:-20] + b'\n{"v": 2}\n') == 3
    assert "3 lines of the loaded file could not be used" in there.trouble
    assert there.load(data) == 1 and there.trouble == ""


def test_there_is_one_record_for_each_path(path, monkeypatch):
    monkeypatch.delenv(record.ELSEWHERE, raising=False)
    monkeypatch.chdir(path.parent)
    mine = record.current()
    assert mine is record.current() and mine.path == path
    mine.add("skip")
    monkeypatch.chdir("/")
    mine.add("skip")
    assert len(on_disk(path)) == 3  # where it began, though the notebook went elsewhere
    monkeypatch.setenv(record.ELSEWHERE, str(path.with_name("elsewhere.jsonl")))
    assert record.current().path.name == "elsewhere.jsonl" and record.current() is not mine
