"""The passport counts what happened, gives nothing away, and shows hostile text as text."""

from html import escape

import pytest

from kit import lesson
from kit.lesson import passport_page, record, tally
from kit.lesson.passport import Passport
from tests.files import ROOT, read

pytestmark = pytest.mark.usefixtures("enzymes")


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A learner's record in a folder of its own, which is the working folder too."""
    monkeypatch.delenv(record.ELSEWHERE, raising=False)
    monkeypatch.chdir(tmp_path)
    return record.current()


WRONG, RIGHT = "doubles", "less"  # of rate-double


def tell(mine, kind, item, answer, sure="guess", **more):
    """One event as a question writes it, but for what the kit looks up by its id."""
    fields = {"lesson": item.partition("-")[0], "item": item, "answer": answer}
    return mine.add(kind, **fields | {"said": "something", "confidence": sure} | more)


def table(passport, title):
    (rows,) = (each["rows"] for each in passport.content["tables"] if each["title"] == title)
    return rows


def some_answers(mine):
    """Predictions, answers, second tries and texts of one lesson."""
    tell(mine, "prediction", "rate-double", WRONG, "certain", said="It doubles")
    tell(mine, "prediction", "rate-rank", ["ice", "room", "body"], "guess")
    mine.add("skip", lesson="rate", item="rate-level", answer=None)
    tell(mine, "prediction", "rate-level", 75, "certain")  # after it was shown
    tell(mine, "answer", "rate-recall-half", "double", "fairly sure")
    tell(mine, "answer", "rate-recall-half", "km", "fairly sure")
    tell(mine, "answer", "rate-double", RIGHT, "certain")
    tell(mine, "answer", "rate-recall-used", "gone", "guess")
    tell(mine, "answer", "rate-recall-used", "gone", "guess", when="recall-block")


def test_the_catalogue_agrees_with_the_ledger(content):
    content(ROOT / "kit/lesson/items")
    ledger = {row["id"]: row for row in read("data/misconceptions.csv")}
    known = tally.misconceptions()
    assert list(known) == list(ledger)
    for name, row in ledger.items():
        assert known[name].belief == row["misconception"], name
        assert known[name].so == row["what_is_so"], name
        assert 10 <= len(known[name].name) <= 54, name
    assert len({entry.name for entry in known.values()}) == len(known)


def test_an_empty_passport_says_what_it_will_hold(mine):
    found = lesson.passport()
    assert found.text() == passport_page.EMPTY
    assert found.content["words"] == [passport_page.EMPTY]
    assert found.content["tables"] == []
    assert "<table" not in found.page() and not mine.path.exists()


def test_an_idea_is_behind_whoever_answered_rightly_the_last_time_it_was_offered(mine):
    some_answers(mine)
    met = tally.confused(tally.answers(mine.events()))
    # E1: double wrong, level right, half wrong, half right, double right (which offers E2 too)
    assert met == {"E2": [False, True, True], "E1": [True, False, True, False, False]}
    tell(mine, "answer", "rate-recall-used", "back")
    assert tally.confused(tally.answers(mine.events()))["E2"] == [False, True, True, False]


def test_progress_counts_questions_by_what_became_of_them(mine):
    some_answers(mine)
    counts = tally.progress(tally.answers(mine.events()))["rate"]
    # line, double, level, rank, vote; what is recalled or claimed belongs elsewhere
    assert counts == tally.Progress(questions=5, predicted=2, skipped=0, answered=1, right=3)
    mine.add("skip", lesson="rate", item="rate-line", answer=None)
    tell(mine, "answer", "rate-no-such-question", "a")
    counts = tally.progress(tally.answers(mine.events()))["rate"]
    assert (counts.skipped, counts.answered, counts.right) == (1, 1, 3)


def test_the_tables_hold_what_was_counted(mine):
    some_answers(mine)
    tell(mine, "answer", "heat-boil", "fast")
    found = lesson.passport()
    assert found.text().startswith(
        "You made 2 predictions, asked 0 times just to be shown, and answered 2 questions besides. "
        "3 of all these are right by now.\n"
    )
    assert [row[:2] for row in table(found, "The lessons")] == [
        ["1 · How fast?", "begun"],
        ["2 · What slows it?", "not yet"],
        ["3 · Warm and cold", "done"],
    ]
    rows = table(found, "How sure you were")
    assert rows == [["guess", "1", "4"], ["fairly sure", "0", "1"], ["certain", "1", "2"]]
    ideas = table(found, "Ideas that led you astray")
    assert [(row[0].partition(" ")[0], *row[2:]) for row in ideas] == [
        ("E2", "2 of 3", "still"),
        ("E10", "1 of 2", "still"),
        ("E1", "2 of 5", "behind you"),
    ]
    assert [row[1:] for row in table(found, "What you predicted")] == [
        ["It doubles", "certain", "no"],
        ["something", "guess", "yes"],
        ["just show me", "", ""],
    ]
    shares = {each["title"]: each["shares"] for each in found.content["tables"] if each["shares"]}
    assert shares == {
        "How sure you were": [0.25, 0, 0.5],
        "Ideas that led you astray": [pytest.approx(2 / 3), 0.5, 0.4],
    }
    for row in (row for each in found.content["tables"] for row in each["rows"]):
        assert " | ".join(row) in found.text()
        assert all(f"<td>{escape(cell)}</td>" in found.page() for cell in row)


def test_what_the_kit_does_not_know_is_kept_said_and_not_counted(mine):
    some_answers(mine)
    before = lesson.passport().content["tables"]
    tell(mine, "prediction", "opera-1", "tenor")
    tell(mine, "answer", "rate-double", "an option that went")
    tell(mine, "answer", "rate-line", [1, 2, 3, 4, 5, 6])
    tell(mine, "check", "check-9", "curve", when="before")
    found = lesson.passport()
    assert "4 answers belong to questions or options that this version" in found.text()
    assert found.content["tables"] == before and len(mine.events("prediction")) == 4


def test_the_check_before_the_course_is_not_given_away(mine):
    tell(mine, "check", "check-1", "line", "certain", when="before")
    tell(mine, "check", "check-2", 50, "guess", when="before")
    found = lesson.passport()
    assert found.text() == passport_page.EMPTY
    tell(mine, "check", "check-1", "curve", "certain", when="after")
    found.update()
    assert table(found, "How sure you were") == [["certain", "1", "2"]]
    (idea,) = table(found, "Ideas that led you astray")
    assert idea[0].startswith("E1 ") and idea[2:] == ["1 of 2", "behind you"]


# The way out and in


@pytest.fixture
def sent(mine, monkeypatch):
    """A passport, and what it sends to its page."""
    found, messages = Passport(mine), []
    monkeypatch.setattr(
        found, "send", lambda content, buffers=None: messages.append((content, buffers))
    )
    return found, messages


def wish(found, kind, *buffers):
    """What the page asks for."""
    found._on_message(None, {"kind": kind}, [memoryview(buffer) for buffer in buffers])


def test_a_passport_that_comes_into_sight_is_up_to_date_and_says_nothing(sent):
    found, messages = sent
    some_answers(found.learner)
    wish(found, "seen")  # nobody asked
    assert "2 predictions" in found.text() and messages == []
    wish(found, "look")
    assert messages.pop()[0]["text"] == "Up to date."


def test_a_fault_is_said_in_the_passport(sent, monkeypatch):
    found, messages = sent
    wish(found, "load", b"%PDF-1.7")
    assert "holds no answers of this kit" in messages.pop()[0]["text"]
    some_answers(found.learner)
    data = found.learner.download()
    other = record.Record(found.learner.path.parent / "gone" / "a.jsonl")
    found.learner = other
    wish(found, "load", data)
    assert "could not be saved" in messages.pop()[0]["text"]
    assert "could not be saved" in found.text() and "2 predictions" in found.text()
    monkeypatch.setattr(other, "download", lambda: 1 / 0)
    wish(found, "download")
    assert "ZeroDivisionError" in messages.pop()[0]["text"]


def test_what_a_teacher_may_see_is_kept_and_can_be_taken_back(sent):
    found, messages = sent
    assert (found.content["code"], found.content["exit_cards"]) == ("", False)
    for code, agreed in (("heron-7", True), ("", False)):
        told = {"kind": "hand-in", "code": code, "exit_cards": agreed}
        found._on_message(None, told, [])
        assert messages.pop()[0]["text"].startswith("Saved in")
        assert (found.content["code"], found.content["exit_cards"]) == (code, agreed)
    assert len(found.learner.events("hand-in")) == 2


def test_a_session_that_forgets_says_so(mine, monkeypatch):
    monkeypatch.delenv(record.BINDER, raising=False)
    assert mine.trouble == ""
    monkeypatch.setenv(record.BINDER, "https://binder.example")
    assert "Download your answers" in lesson.passport().text()
