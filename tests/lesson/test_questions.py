"""Questions: they commit, they explain every wrong answer, and their keys are recomputed."""

import pytest

from kit import labs, lesson
from kit.lesson import items

LESSONS = sorted(path.stem for path in items.FOLDER.glob("[0-9]*.toml"))
CHOICES = [
    (f"{number}-{key}", item)
    for number in LESSONS
    for key, item in items.lesson(number).items()
    if item["kind"] == "choice"
]


@pytest.mark.parametrize(("name", "item"), CHOICES)
def test_every_option_explains_itself(name, item):
    assert sum(option.get("right", False) for option in item["option"]) == 1, name
    for option in item["option"]:
        words = len(option["why"].split())
        assert 20 <= words <= 60, f"{name}: {words} words for {option['text']!r}"
        if not option.get("right"):
            assert option["misconception"] in {f"X{n}" for n in range(1, 31)}
            assert words >= 30, f"{name}: {words} words for {option['text']!r}"


def test_a_wrong_answer_that_was_certain_is_marked_and_explained():
    question = lesson.ask("03-quiz-1")
    verdict = question.answer(2, "certain")
    assert verdict["right"] is False and "89 %" in verdict["text"]
    assert question.verdict["sure"] is True
    assert question.answer(1)["right"] is True


def test_numbers_are_judged_with_their_tolerance_and_traps():
    question = lesson.ask("03-faded")
    assert question.answer(4.2)["right"] is True
    assert question.answer(10)["text"].startswith("Half the dose")
    assert question.answer(7)["right"] is False
    with pytest.raises(ValueError, match="not a number"):
        question.answer("four")


def test_the_page_never_learns_the_answer():
    for name, item in CHOICES:
        sent = str(lesson.ask(name).asked)
        assert not any(option["why"] in sent for option in item["option"])
        assert set(lesson.ask(name).asked) == {"kind", "ask", "options", "given", "skippable"}


def test_the_lab_stays_covered_until_the_learner_commits():
    prediction = lesson.predict("03-line", labs.dose_occupancy())
    assert prediction.children == (prediction.question,)
    prediction.question.reply = {"answer": [20, 95, 100, 300], "confidence": "guess", "turn": 1}
    assert prediction.children == (prediction.question,)
    assert "300 % is not possible" in prediction.question.verdict["text"]
    prediction.question.reply = {"answer": [20, 40, 100, 100], "confidence": "guess", "turn": 2}
    assert prediction.children == (prediction.question, prediction.lab)
    assert "furthest at 5 mg" in prediction.question.verdict["text"]
    assert prediction.lab.drawn["x"] == [0, 5, 10, 20, 40, 80]


def test_just_show_me_opens_the_lab_and_is_recorded():
    prediction = lesson.predict("03-forty", labs.two_rulers())
    prediction.question.reply = {"answer": None, "confidence": "guess", "turn": 1}
    assert len(prediction.children) == 2
    assert prediction.question.committed["answer"] is None


def test_unknown_names_are_answered_with_the_nearest():
    with pytest.raises(ValueError, match="did you mean '03-forty'"):
        lesson.ask("03-fourty")
    with pytest.raises(ValueError, match="there are 03"):
        lesson.quiz("33")
    with pytest.raises(ValueError, match="footer"):
        lesson.safety("foot")
