"""A room: one vote for each phone and round, and nothing is shown before its time."""

import pytest

from kit.classroom.room import Refused, Room
from kit.lesson import items
from tests.files import read

ITEMS = read("tests/classroom/room.toml")


@pytest.fixture
def room(monkeypatch):
    monkeypatch.setattr(items, "item", ITEMS.__getitem__)
    return Room()


def vote(room, voter, answer, confidence="guess"):
    number = room.now.number
    room.count(number, voter, room.take(number, answer, confidence))


def test_the_last_of_several_votes_counts_and_only_once(room):
    room.go("vote", "exit-which")
    vote(room, "a", "that")
    vote(room, "a", "this", "certain")
    vote(room, "b", "that")
    room.go("show")
    rows = {row["answer"]: row["by"] for row in room.for_screen()["results"]["rows"]}
    assert rows == {"this": [0, 0, 1], "that": [1, 0, 0]}


@pytest.mark.parametrize("stage", ["wait", "vote", "closed"])
def test_no_result_is_told_before_the_teacher_shows_it(room, stage):
    room.go("vote", "exit-which")
    vote(room, "a", "that")
    if stage != "vote":
        room.go(stage)
    told = room.for_screen()
    assert "results" not in told and "right" not in told
    assert "results" not in room.for_phone("b")
    room.go("show")
    assert "results" not in room.for_phone("a")
    assert "right" not in room.for_screen()  # shown with the lab, after the talk


def test_nothing_in_the_question_tells_the_answer(room):
    room.go("vote", "exit-which")
    assert "So." not in str(room.for_phone("a"))
    assert "right" not in str(room.for_phone("a"))


def test_a_vote_for_a_closed_or_an_earlier_round_is_refused(room):
    room.go("vote", "exit-which")
    room.go("closed")
    with pytest.raises(Refused, match="closed"):
        room.take(1, "this", "guess")
    room.go("vote", "exit-which")
    with pytest.raises(Refused, match="closed"):
        room.take(1, "this", "guess")
    room.take(2, "this", "guess")


def test_an_id_that_looks_like_a_number_stays_an_id(room):
    room.go("vote", "exit-books")
    vote(room, "a", "64")
    room.go("show")
    assert [row["answer"] for row in room.for_screen()["results"]["rows"]] == ["64"]


def test_a_number_that_was_sent_as_text_is_a_number(room):
    room.go("vote", "exit-much")
    assert room.take(1, "2.5", "guess").answer == 2.5


def test_a_confidence_of_its_own_is_refused(room):
    room.go("vote", "exit-which")
    with pytest.raises(Refused, match="sure"):
        room.take(1, "this", "<script>")


def test_a_question_that_cannot_be_counted_is_not_opened(room):
    for item in ("exit-words", "exit-nothing"):
        with pytest.raises(Refused):
            room.go("vote", item)
    assert room.stage == "wait"


def test_lines_of_the_class_have_a_middle(room):
    room.go("vote", "exit-line")
    for voter, line in (("a", [1, 2]), ("b", [3, 4]), ("c", [5, 9])):
        vote(room, voter, line)
    room.go("show")
    assert room.for_screen()["results"]["median"] == [3, 4]
