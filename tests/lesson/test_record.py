"""The learner's file loses no answer that was shown as saved, whatever happens to it."""

import errno
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from kit.lesson import disk, lines, reader, record

ROOT = Path(__file__).resolve().parents[2]
KIT = os.environ | {"PYTHONPATH": str(ROOT)}
HOSTILE = {
    "markup": "<b onclick='x()'>bold</b><script>alert(1)</script><img src=x onerror=alert(1)>",
    "terminal": "\x1b[31mred\x1b[0m\x07\r\n\x1b]0;title\x07",
    "NUL": "before\0after",
    "half a character": "\ud800 and \udfff",
    "line ends": "one\ntwo\r\nthree\u2028four\u2029five\x85six",
    "direction": "\u202eright to left\u202c",
    "json": '"}\n{"v": 1, "id": "0", "kind": "answer"}\n',
    "long": "word " * 40_000,
    "everything": "".join(map(chr, range(0x3000))) + "\U0001f9e0",
}


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


def test_events_come_back_with_their_fields_in_their_order(path):
    mine = record.Record(path)
    fields = {
        "lesson": "dose",
        "item": "dose-forty",
        "answer": 2,
        "confidence": "certain",
        "right": False,
        "misconception": "X6",
    }
    made = mine.add("prediction", **fields)
    mine.add("skip", lesson="dose", item="dose-line")
    start, first, second = on_disk(path)
    assert start["kind"] == "start" and start["seed"] == mine.seed
    assert first == made and fields.items() <= first.items()
    assert {"v": 2, "kind": "skip"}.items() <= second.items()
    assert len({start["id"], first["id"], second["id"]}) == 3
    assert first["time"].endswith("+00:00")
    assert [e["kind"] for e in record.Record(path).events()] == ["start", "prediction", "skip"]
    assert record.Record(path).events("prediction", "dose-forty") == [made]
    assert record.Record(path).events(item="dose-nothing") == []
    assert mine.trouble == "" and mine.unsaved == []


def test_the_seed_is_drawn_once_for_each_file(path):
    first, second = record.Record(path), record.Record(path)
    assert first.seed == first.seed and not path.exists()
    first.add("skip")
    assert second.seed == first.seed  # the other had drawn its own
    second.add("skip")
    assert [event["kind"] for event in on_disk(path)] == ["start", "skip", "skip"]
    other = record.Record(path.with_name("other.jsonl"))
    assert other.seed != first.seed


def test_an_event_read_by_somebody_cannot_be_changed_for_others(path):
    mine = record.Record(path)
    mine.add("answer", answer=1)["answer"] = 2
    mine.events("answer")[0]["answer"] = 3
    assert mine.events("answer")[0]["answer"] == 1


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_stays_text_on_one_line(path, text):
    mine = record.Record(path)
    mine.add("exit", text=text, item=text)
    mine.add("skip")
    assert len(path.read_bytes().splitlines()) == 3
    assert record.Record(path).events("exit")[0]["text"] == text
    assert mine.trouble == ""


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
    with suppress(lines.Unreadable, lines.Newer):
        assert lines.read(raw)["v"] == 1


def test_numbers_of_numpy_become_plain_ones(path):
    import numpy as np

    record.Record(path).add("answer", answer=np.float64(2.5), line=np.array([1, 2]))
    assert on_disk(path)[1]["answer"] == 2.5 and on_disk(path)[1]["line"] == [1, 2]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"id": "mine"}, "written by the record itself"),
        ({"answer": float("nan")}, "cannot be written down"),
        ({"answer": object()}, "neither text nor a number"),
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

WRITER = """
import sys
from kit.lesson import record
mine = record.Record(sys.argv[1])
print("ready", flush=True)
for number in range(int(sys.argv[2])):
    print(mine.add("answer", lesson="dose", item="dose-forty", answer=number)["id"], flush=True)
"""


def writer(path, count):
    """Another program that answers and says after each answer that it is saved."""
    command = [sys.executable, "-c", WRITER, str(path), str(count)]
    return subprocess.Popen(command, env=KIT, stdout=subprocess.PIPE, text=True)


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
    saved = [event["id"] for event in mine.events("answer")]
    assert [found for found in saved if found in set(shown)] == shown
    assert len(saved) <= len(shown) + deaths  # the ones that were being written
    assert mine.trouble == "" and mine.events()[0]["kind"] == "start"


@pytest.mark.slow
def test_two_programs_writing_at_once_lose_nothing(path):
    both = [writer(path, 300), writer(path, 300)]
    said = [process.communicate(timeout=100)[0].split()[1:] for process in both]
    found = on_disk(path)
    assert [event["kind"] for event in found] == ["start"] + ["answer"] * 600
    assert {event["id"] for event in found[1:]} == {*said[0], *said[1]}
    for ids in said:  # each in its own order
        assert [event["id"] for event in found if event["id"] in set(ids)] == ids


def test_threads_and_records_of_one_program_share_a_file(path):
    shared = record.Record(path)

    def work(mine):
        for number in range(40):
            mine.add("answer", answer=number)

    workers = [
        threading.Thread(target=work, args=(mine,))
        for mine in (shared, shared, record.Record(path), record.Record(path))
    ]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
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
    def refuse(*_):
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setattr(disk.fcntl, "flock", refuse)
    mine = record.Record(path)
    mine.add("skip")
    assert len(on_disk(path)) == 2 and "one notebook at a time" in mine.trouble


# Damage


def saved(path, count=3):
    """A file with some answers."""
    mine = record.Record(path)
    for number in range(count):
        mine.add("answer", answer=number)
    return mine


def aside(path):
    """What was kept aside, by name."""
    return sorted(path.parent.glob("my-answers.kept-aside-*"))


def test_a_line_cut_off_anywhere_is_kept_aside_and_the_next_begins_on_a_new_one(path):
    saved(path)
    whole = path.read_bytes()
    last = whole.rindex(b"\n", 0, -1) + 1
    for cut in range(last + 1, len(whole)):
        path.write_bytes(whole[:cut])
        mine = record.Record(path)
        complete = cut == len(whole) - 1  # only its end is missing
        assert answers(path) == ([0, 1, 2] if complete else [0, 1])
        assert ("cannot be read" in mine.trouble) != complete
        mine.add("answer", answer="next")
        assert answers(path) == ([0, 1, 2, "next"] if complete else [0, 1, "next"])
        assert [json.loads(line) for line in path.read_bytes().splitlines()]
        kept = aside(path)
        if complete:
            assert kept == [] and mine.trouble == ""
        else:
            assert [file.read_bytes() for file in kept] == [whole[last:cut]]
            assert kept[0].name in mine.trouble and "cut off" in mine.trouble
            kept[0].unlink()


def test_a_torn_line_stays_where_it_is_if_it_cannot_be_kept_aside(path, monkeypatch):
    mine = saved(path)
    with path.open("ab") as file:
        file.write(b'{"v": 1, "answ')
    monkeypatch.setattr("builtins.open", refusing(open, "kept-aside"))
    mine.add("answer", answer="next")
    assert answers(path) == [0, 1, 2, "next"]
    assert b'\n{"v": 1, "answ\n{' in path.read_bytes() and "cannot be read" in mine.trouble


def refusing(opened, word):
    """An `open` that may not open files with this word in their name."""

    def limited(file, *rest, **named):
        if word in str(file):
            raise PermissionError(errno.EACCES, "no")
        return opened(file, *rest, **named)

    return limited


NOT_OURS = {
    "binary": bytes(range(256)) * 100,
    "one line cut": b'{"v": 1, "id": "0123',
    "another program": b'{"cells": [], "nbformat": 4}\n[1, 2]\n"x"\nnull\n7\n',
    "two bytes a character": "{}\n".encode("utf-16"),
    "deep": b"[" * 200_000,
    "long number": b'{"v": 1' + b"0" * 5000 + b"}\n",
    "NaN": b'{"v": NaN}\n',
    "wrong types": b'{"v": 1, "id": 5, "time": 1, "kind": []}\n',
    "wrong confidence": lines.line({**lines.event("skip", {}), "confidence": ["x"]}),
}


@pytest.mark.parametrize("content", NOT_OURS.values(), ids=NOT_OURS)
def test_a_file_without_an_answer_gets_another_name_and_stays_whole(path, content):
    path.write_bytes(content)
    mine = record.Record(path)
    assert mine.events() == [] and "cannot be read" in mine.trouble
    mine.add("answer", answer=1)
    assert answers(path) == [1] and len(on_disk(path)) == 2
    (kept,) = aside(path)
    assert kept.read_bytes() == content and kept.name in mine.trouble
    assert record.Record(path).trouble == ""


@pytest.mark.parametrize("content", NOT_OURS.values(), ids=NOT_OURS)
def test_lines_that_cannot_be_read_stay_between_those_that_can(path, content):
    mine = saved(path)
    before = path.read_bytes()
    path.write_bytes(before + content.rstrip(b"\n") + b"\n")
    mine.add("answer", answer=3)
    after = path.read_bytes()
    assert after.startswith(before + content.rstrip(b"\n") + b"\n") and aside(path) == []
    assert answers(path) == [0, 1, 2, 3]
    assert "cannot be read" in mine.trouble and "Nothing of it was thrown away" in mine.trouble


def test_an_editor_may_leave_a_mark_and_other_line_ends(path):
    saved(path)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n") + b"\r\n")
    assert answers(path) == [0, 1, 2] and record.Record(path).trouble == ""


def test_events_of_a_newer_kit_stay_and_are_said(path):
    mine = saved(path)
    newer = b'{"v": 3, "id": ["of another kind"], "what": "ever"}\n'
    before = path.read_bytes()
    path.write_bytes(before + newer)
    mine.add("answer", answer=3)
    assert path.read_bytes().startswith(before + newer) and aside(path) == []
    assert answers(path) == [0, 1, 2, 3]
    assert "1 line of my-answers.jsonl came from a newer version" in mine.trouble


def test_a_file_of_a_newer_kit_only_is_left_untouched(path):
    newer = b'{"v": 9, "id": "?"}\nand a line of something else\n'
    path.write_bytes(newer)
    saved(path)
    assert path.read_bytes().startswith(newer) and aside(path) == []
    assert answers(path) == [0, 1, 2]


def test_a_file_of_fifty_megabytes_is_read_at_both_ends(path):
    mine = saved(path, 1)
    seed = mine.seed
    line = lines.line(lines.event("answer", {"answer": "filling" * 1000}))
    with path.open("ab") as file:
        for _ in range(50 * 2**20 // len(line)):
            file.write(line)
    size = path.stat().st_size
    mine.add("answer", answer="last")
    mine = record.Record(path)
    assert mine.seed == seed and mine.events("answer")[-1]["answer"] == "last"
    assert "has 50 MB" in mine.trouble and "cannot be read" not in mine.trouble
    assert path.stat().st_size == size + len(lines.line(mine.events()[-1]))


@pytest.mark.slow
@pytest.mark.parametrize("content", [b"\0", b"x"], ids=["holes", "letters"])
def test_fifty_megabytes_without_a_line_end_are_not_kept_in_memory(path, content):
    import tracemalloc

    path.write_bytes(content * (50 * 2**20))
    mine = record.Record(path)
    tracemalloc.start()
    mine.add("answer", answer=1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 16 * 2**20
    assert answers(path) == [1] and aside(path)[0].stat().st_size == 50 * 2**20


def test_a_file_that_shrinks_grows_or_is_replaced_is_read_afresh(path):
    mine = saved(path)
    assert len(mine.events("answer")) == 3
    first = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(first[:2]))
    assert [event["answer"] for event in mine.events("answer")] == [0]
    other = saved(path.with_name("other"), 5)
    os.replace(other.path, path)
    assert [event["answer"] for event in mine.events("answer")] == [0, 1, 2, 3, 4]
    assert mine.seed == other._start["seed"]
    path.write_bytes(b"".join(first) + first[1].replace(b'"answer": 0', b'"answer": 9') * 30)
    assert [event["answer"] for event in mine.events("answer")] == [0, 1, 2]  # one id, once
    path.unlink()
    assert mine.events() == [] and mine.trouble == ""
    mine.add("skip")
    assert [event["kind"] for event in on_disk(path)] == ["start", "skip"]


def test_a_lost_first_line_still_leaves_one_seed(path):
    saved(path)
    path.write_bytes(path.read_bytes().split(b"\n", 1)[1])
    assert record.Record(path).seed == record.Record(path).seed


def test_a_clock_that_goes_backwards_changes_no_order(path, monkeypatch):
    mine = record.Record(path)
    write = lines.event
    for year in (2030, 1999, 2010):
        then = {"time": f"{year}-01-01T00:00:00+00:00"}
        monkeypatch.setattr(lines, "event", lambda *event, then=then: write(*event) | then)
        mine.add("answer", answer=year)
    monkeypatch.undo()
    assert answers(path) == [2030, 1999, 2010]


# Where nothing can be written


def unwritable(mine):
    """Try to save where it is not possible, and check that nothing is lost; the sentence."""
    with pytest.raises(record.NotSaved) as fault:
        mine.add("answer", answer="lost?")
    said = str(fault.value)
    assert said == mine.trouble or said in mine.trouble
    assert "could not be saved" in said and "Download your answers" in said and "/" not in said
    assert [event["answer"] for event in mine.unsaved] == ["lost?"]
    assert mine.events("answer")[-1]["answer"] == "lost?"
    copy = record.Record(mine.path.parent / "copy.jsonl")
    found, bad, _ = lines.read_all(mine.download())
    assert found[-1]["answer"] == "lost?" and bad == 0 and found[0]["kind"] == "start"
    assert lines.seed(found[0]) == mine.seed and not copy.path.exists()
    return said


def test_a_folder_of_that_name(path):
    path.mkdir()
    assert "a folder of that name" in unwritable(record.Record(path))


def test_a_pipe_of_that_name_keeps_nobody_waiting(path):
    os.mkfifo(path)
    assert "not a file" in unwritable(record.Record(path))


def test_a_link_stays_a_link_and_a_circle_of_links_is_said(path):
    real = path.with_name("in the cloud.jsonl")
    path.symlink_to(real)
    saved(path, 2)
    assert path.is_symlink() and len(on_disk(real)) == 3 and answers(path) == [0, 1]
    path.unlink()
    path.symlink_to(path)
    unwritable(record.Record(path))


LIMITED = """
import resource, sys
from kit.lesson import record
mine = record.Record(sys.argv[1])
mine.add("answer", answer=0)
size = mine.path.stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size + 100, -1))
try:
    mine.add("answer", answer="no room")
except record.NotSaved as fault:
    print(fault, len(mine.unsaved), mine.path.stat().st_size == size)
resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
mine.add("answer", answer="next")
"""


@pytest.mark.skipif(os.name != "posix", reason="limits as on Unix")
def test_a_limit_of_the_system_in_the_middle_of_a_line_leaves_no_torn_line(path):
    command = [sys.executable, "-c", LIMITED, str(path)]
    done = subprocess.run(command, env=KIT, capture_output=True, text=True)
    assert done.stdout.startswith("1 answer could not be saved"), done.stderr
    assert done.stdout.split()[-2:] == ["1", "True"]
    assert answers(path) == [0, "no room", "next"] and record.Record(path).trouble == ""


def test_a_folder_that_is_gone_and_comes_back(path):
    path.parent.rmdir()
    mine = record.Record(path)
    assert "does not exist" in unwritable(mine)
    path.parent.mkdir()
    mine.add("answer", answer="next")
    assert answers(path) == ["lost?", "next"] and mine.unsaved == [] and mine.trouble == ""


@pytest.mark.parametrize("call", ["write", "fsync", "short write"])
@pytest.mark.parametrize("before", [0, 2])
def test_a_full_disk_leaves_the_file_as_it_was(path, monkeypatch, call, before):
    mine = saved(path, before) if before else record.Record(path)
    content = path.read_bytes() if before else b""
    write = os.write

    def fail(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

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

    def fail(*_):
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", fail)
        broken.setattr(os, "ftruncate", fail)
        with pytest.raises(record.NotSaved, match="Input/output error"):
            mine.add("answer", answer="doubtful")
    assert [event["answer"] for event in mine.events("answer")] == [0, "doubtful"]
    assert len(lines.read_all(mine.download())[0]) == 3
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


AS_NOBODY = """
import os, sys
from kit.lesson import record
if os.getuid() == 0:
    os.setegid(65534)
    os.seteuid(65534)
mine = record.Record(sys.argv[1])
try:
    mine.add("answer", answer=1)
except record.NotSaved as fault:
    print(fault, len(mine.unsaved), len(mine.events()))
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="permissions as on Unix")
@pytest.mark.parametrize("readable", [0o444, 0o000, None], ids=["read", "nothing", "no file"])
def test_a_folder_that_cannot_be_written(tmp_path, readable):
    path = tmp_path / record.FILE
    if readable is not None:
        saved(path, 2)
        path.chmod(readable)
    tmp_path.chmod(0o555)
    parents = [parent for parent in tmp_path.parents if parent.name.startswith(("pytest", "popen"))]
    modes = [(parent, parent.stat().st_mode) for parent in parents]
    try:
        for parent in parents:
            parent.chmod(0o755)
        command = [sys.executable, "-c", AS_NOBODY, str(path)]
        done = subprocess.run(command, env=KIT, capture_output=True, text=True)
    finally:
        tmp_path.chmod(0o755)
        for parent, mode in modes:
            parent.chmod(mode)
    assert done.stdout.startswith("1 answer could not be saved in my-answers.jsonl: writing is not")
    assert done.stdout.split()[-2:] == ["1", "4" if readable == 0o444 else "1"]


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can mount")
def test_a_disk_that_is_really_full(tmp_path):
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        mine, shown = record.Record(tmp_path / record.FILE), []
        with pytest.raises(record.NotSaved, match="the disk is full"):
            for _ in range(100):
                shown.append(mine.add("exit", text="x" * 3000)["id"])
        found = record.Record(mine.path)
        assert [event["id"] for event in found.events("exit")] == shown and len(shown) > 5
        assert found.trouble == "" and len(mine.unsaved) == 1
        assert len(lines.read_all(mine.download())[0]) == len(shown) + 2
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


# Taking it along


def test_what_was_downloaded_can_be_loaded_elsewhere_and_again(path):
    mine = saved(path)
    there = record.Record(path.with_name("there.jsonl"))
    assert there.load(mine.download()) == 4
    assert there.events() == mine.events() and there.seed == mine.seed
    assert there.load(mine.download()) == 0 and len(on_disk(there.path)) == 4
    there.add("answer", answer="there")
    mine.add("answer", answer="here")
    assert mine.load(there.download()) == 1
    assert [event["answer"] for event in mine.events("answer")] == [0, 1, 2, "here", "there"]
    assert mine.download() == path.read_bytes()


@pytest.mark.parametrize("content", [*NOT_OURS.values(), b"", b"\n\n", b"%PDF-1.7\n"])
def test_a_foreign_file_is_not_loaded(path, content):
    mine = saved(path)
    before = path.read_bytes()
    with pytest.raises(record.Foreign, match="Nothing was loaded"):
        mine.load(content)
    assert path.read_bytes() == before


def test_a_file_that_is_too_large_is_not_loaded(path):
    with pytest.raises(record.Foreign, match="9 MB"):
        record.Record(path).load(b"\n" * (reader.LARGEST + 2**20))
    assert not path.exists()


def test_a_damaged_download_gives_what_it_holds_and_says_so(path):
    data = saved(path).download()
    there = record.Record(path.with_name("there.jsonl"))
    assert there.load(b"garbage\n" + data[:-20] + b'\n{"v": 2}\n') == 3
    assert "3 lines of the loaded file could not be used" in there.trouble
    assert there.load(data) == 1 and there.trouble == ""


# Where it is


def test_mine_is_one_for_each_path(path, monkeypatch):
    monkeypatch.delenv(record.ELSEWHERE, raising=False)
    monkeypatch.chdir(path.parent)
    mine = record.mine()
    assert mine is record.mine() and mine.path == path
    mine.add("skip")
    monkeypatch.chdir("/")
    mine.add("skip")
    assert len(on_disk(path)) == 3  # where it began, though the notebook went elsewhere
    monkeypatch.setenv(record.ELSEWHERE, str(path.with_name("elsewhere.jsonl")))
    assert record.mine().path.name == "elsewhere.jsonl" and record.mine() is not mine


@pytest.mark.slow
@pytest.mark.parametrize(("zone", "hashing"), [("Asia/Kathmandu", "1"), ("America/New_York", "2")])
def test_zone_and_hashing_change_nothing(path, zone, hashing):
    saved(path)
    show = f"from kit.lesson import record; m = record.Record({str(path)!r}); m.add('skip');"
    show += "print(m.seed, m.events()[-1]['time'][-6:], m.trouble)"
    env = KIT | {"TZ": zone, "PYTHONHASHSEED": hashing, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = subprocess.run(
        [sys.executable, "-c", show], env=env, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(record.Record(path).seed), "+00:00"]


def test_a_file_that_is_gone_is_not_the_one_that_is_open(path):
    with open(path, "wb") as file:
        assert disk._has_name(file.fileno(), path)
        assert not disk._has_name(file.fileno(), path.with_name("gone"))
