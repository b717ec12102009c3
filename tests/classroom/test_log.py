"""The room's file: what was counted is on the disk, whatever happens to the laptop."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from kit.classroom.log import Log
from kit.lesson import lines


def write(path, events):
    async def run():
        log = Log(path)
        try:
            return await asyncio.gather(*(log.add(e) for e in events), return_exceptions=True)
        finally:
            log.close()

    with ThreadPoolExecutor(1) as pool:  # a browser of another test has a loop in this thread
        return pool.submit(asyncio.run, run()).result()


def votes(count):
    return [lines.event("room-vote", {"round": 1, "voter": f"{k:032x}"}) for k in range(count)]


def held(path):
    log = Log(path)
    try:
        return list(log.events())
    finally:
        log.close()


def test_three_hundred_at_once_are_all_there_in_their_order(tmp_path):
    events = votes(300)
    assert write(tmp_path / "v.jsonl", events) == [None] * 300
    assert [e["id"] for e in held(tmp_path / "v.jsonl")] == [e["id"] for e in events]


def test_a_few_writes_serve_many_votes(tmp_path, monkeypatch):
    syncs = []
    fsync = os.fsync
    monkeypatch.setattr(os, "fsync", lambda handle: (syncs.append(handle), fsync(handle)))
    write(tmp_path / "v.jsonl", votes(300))
    assert 1 <= len(syncs) < 30


def test_a_vote_is_told_only_when_it_is_on_the_disk(tmp_path, monkeypatch):
    def full(*_):
        raise OSError(28, "full")

    path = tmp_path / "v.jsonl"
    write(path, votes(1))
    before = path.read_bytes()
    monkeypatch.setattr("kit.lesson.disk.os.fsync", full)
    told = write(path, votes(3))
    assert all(isinstance(each, OSError) for each in told)
    assert path.read_bytes() == before


@pytest.mark.parametrize("cut", [1, 7, 40])
def test_a_line_that_was_cut_off_does_not_spoil_the_next(tmp_path, cut):
    path = tmp_path / "v.jsonl"
    first, second = votes(2)
    write(path, [first, second])
    path.write_bytes(path.read_bytes()[:-cut])
    write(path, [second])
    assert [e["id"] for e in held(path)] == [first["id"], second["id"]]
