"""Questions: they save before they speak, explain mistakes, and keep the answer to themselves."""

import json
from collections import Counter
from datetime import UTC, datetime

import pytest

from kit import lesson
from kit.lesson import items, judge, record, sheet, tally
from kit.lesson.question import Question
from tests.files import read

KIT = tally.questions()
HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> \x1b[31m \ud800 \x00 ＜b＞"
pytestmark = pytest.mark.usefixtures("enzymes")


def one(name, **settings):
    """A question of the item files on its own."""
    return Question(name, items.item(name), **settings)


def say(question, **message):
    """What the page sends."""
    question._on_message(question, message, [])


def commit(question, answer, confidence="guess", turn="1"):
    say(question, kind="reply", answer=answer, confidence=confidence, turn=turn)
    return question.verdict


def saved(path):
    """The events of a learner's file, without its first line."""
    return [event for event in read(path) if event["kind"] != "start"]


# Judging


def test_a_wrong_answer_that_was_certain_is_marked_and_explained():
    question = one("rate-double")
    verdict = question.answer("doubles", "certain")
    assert verdict["right"] is False and verdict["sure"] and "ceiling" in verdict["text"]
    assert question.answer("less")["right"] is True


REFUSED = {
    "not a number": ("rate-level", ["four", "nan", float("inf"), None, [1], 10**400, True]),
    "not an order": ("rate-rank", [["ice"], ["ice"] * 3, [0, 1, 2], "ice", 3, None, [[]]]),
    "there are doubles, less": ("rate-double", ["", "Doubles", 0, 1.0, True, None, ["doubles"]]),
    "this line has 2": ("rate-line", [[1], [1, 2, 3], "12", None]),
    "4000 fit": ("rate-note", ["x" * 4001]),
    "no text yet": ("rate-note", ["", " \n", None, 3]),
}


@pytest.mark.parametrize("said", REFUSED)
def test_an_answer_that_a_question_does_not_take_is_refused(said):
    name, answers = REFUSED[said]
    for answer in answers:
        with pytest.raises(ValueError, match=said):
            judge.judge(items.item(name), answer)


def test_an_order_is_never_shown_as_it_is():
    rank = items.item("rate-rank")
    right = [thing["id"] for thing in rank["order"]]
    for k in range(50):
        placed = sheet.placed(f"rate-{k}", rank)
        assert sorted(placed) == sorted(right) and placed != right


# The page


@pytest.mark.parametrize("name", KIT)
def test_the_page_never_learns_the_answer_before_the_commitment(name):
    item = items.form(KIT[name])
    question = Question(name, item)
    sent = json.dumps(question.get_state(), default=str)
    parts = [*item.get("option", []), *item.get("trap", []), item]
    secrets = [part["why"] for part in parts if "why" in part]
    assert not any(secret in sent for secret in [*secrets, item.get("hint", "\n")])
    known = {*sheet.ASKED, "options", "given", "name", "skippable"}
    assert question.asked.keys() <= known and question.verdict == {}
    for option in question.asked["options"]:
        assert option.keys() == {"id", "letter", "text"}


def test_options_stand_in_one_order_for_everybody_with_letters(answers):
    shown = one("rate-double").asked["options"]
    assert [option["letter"] for option in shown] == ["A", "B", "C", "D"]
    record.Record(answers.with_name("another.jsonl")).add("skip")
    assert one("rate-double").asked["options"] == shown
    said = one("rate-double").text().splitlines()[1:]
    assert said == [f"{option['letter']}. {option['text']}" for option in shown]
    assert '<ol type="A">' in one("rate-double").page()
    vote = one("rate-vote").asked["options"]
    assert [option["id"] for option in vote] == ["buy", "wait"]  # as they were written


def test_right_options_are_spread_evenly_over_the_places():
    places = Counter()
    for name, item in KIT.items():
        if item["kind"] == "choice" and not item.get("open"):
            (right,) = (option["id"] for option in item["option"] if option.get("right"))
            places[len(item["option"]), sheet.placed(name, item).index(right)] += 1
    for length in {length for length, _ in places}:
        counts = [places[length, place] for place in range(length)]
        fair = sum(counts) / length
        assert sum((count - fair) ** 2 / fair for count in counts) < 10, counts  # chi squared


def test_a_fault_is_said_in_the_question_and_not_only_in_a_log(capsys):
    question = one("rate-double")
    say(question, kind="reply")  # without an answer
    assert "An error occurred" in question.verdict["refusal"]
    assert "Traceback" in capsys.readouterr().err
    commit(question, "doubles")
    assert "refusal" not in question.verdict and question.verdict["right"] is False


# The learner's file


def test_an_answer_is_on_the_disk_before_the_page_hears_that_it_is_saved(answers):
    question, seen = one("rate-double"), []
    question.observe(lambda _change: seen.append(saved(answers)), "verdict")
    verdict = commit(question, "doubles", "certain")
    assert verdict["saved"] == "Saved in my-answers.jsonl."
    (event,) = seen[0]
    told = {key: event[key] for key in event.keys() - {"v", "id", "time"}}
    assert told == {
        "kind": "answer",
        "lesson": "rate",
        "item": "rate-double",
        "answer": "doubles",
        "said": "It doubles",
        "confidence": "certain",
        "right": False,
        "misconception": "E1",
    }


def test_an_answer_that_cannot_be_saved_is_judged_and_offered_as_a_download(tmp_path, monkeypatch):
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "nowhere" / "my-answers.jsonl"))
    question = one("rate-double")
    verdict = commit(question, "less")
    assert verdict["unsaved"] and "could not be saved" in verdict["saved"] and verdict["right"]
    sent = []
    question.send = lambda content, buffers: sent.append((content, buffers))
    say(question, kind="download")
    assert b'"rate-double"' in sent[0][1][0] and sent[0][0]["name"] == "my-answers.jsonl"


def test_an_answer_that_is_refused_is_not_saved(answers):
    question = one("rate-line")
    verdict = commit(question, [20, 300], turn="7")
    assert "300 % is not possible" in verdict["refusal"] and verdict["refused"] == "7"
    assert not answers.exists() and not question.committed
    with pytest.raises(ValueError, match="not one of guess"):
        question.answer([1, 2], "sure")


def test_what_is_printed_never_depends_on_the_learners_file(labs):
    def printed():
        shown = [lesson.recall("block"), lesson.claims("rate"), lesson.exit_card("rate")]
        shown += [lesson.ask("rate-rank"), lesson.check("before", route="short")]
        prediction = lesson.predict("rate-double", labs.pot())
        return [(each.text(), each.page()) for each in [*shown, prediction]]

    before = printed()
    commit(one("rate-rank"), ["ice", "body", "room"])
    commit(lesson.claims("rate").questions[0], "sign", None)
    commit(lesson.exit_card("rate").questions[0], "x")
    commit(lesson.predict("rate-double", labs.pot()).question, "doubles")
    assert printed() == before


def test_an_answer_whose_option_is_gone_is_said_and_not_turned_into_another():
    commit(one("rate-double"), "doubles")
    item = items.item("rate-double")
    gone = Question("rate-double", item | {"option": item["option"][1:]})
    assert not gone.restore() and not gone.committed
    assert "“It doubles”" in gone.verdict["refusal"] and "kept" in gone.verdict["refusal"]
    commit(gone, "less", turn="2")
    assert gone.verdict["right"] and "refusal" not in gone.verdict


# Predictions


def test_the_lab_stays_covered_until_the_learner_commits(labs):
    prediction = lesson.predict("rate-line", labs.pot())
    assert prediction.children == (prediction.question,)
    commit(prediction.question, [20, 300])
    assert prediction.children == (prediction.question,)
    verdict = commit(prediction.question, [10, 67])
    assert prediction.children == (prediction.question, prediction.lab)
    assert "furthest at 1 " in verdict["gap"] and verdict["because"] == "Why does it bend?"
    assert prediction.lab.drawn["x"] == [0, 1, 2, 4]
    again = lesson.predict("rate-line", labs.pot())
    assert len(again.children) == 2 and again.lab.drawn == prediction.lab.drawn
    assert again.question.verdict["gap"] == verdict["gap"]


def test_only_the_first_commitment_is_a_prediction(answers, labs):
    question = lesson.predict("rate-double", labs.pot()).question
    commit(question, "doubles")
    commit(question, "less")
    commit(lesson.predict("rate-double", labs.pot()).question, "stops")
    assert [event["kind"] for event in saved(answers)] == ["prediction", "answer", "answer"]


def test_just_show_me_opens_the_lab_and_is_recorded(answers, labs):
    prediction = lesson.predict("rate-double", labs.pot())
    verdict = commit(prediction.question, None)
    assert len(prediction.children) == 2 and "Skipped" in verdict["text"]
    assert [(e["kind"], e["answer"]) for e in saved(answers)] == [("skip", None)]
    assert len(lesson.predict("rate-double", labs.pot()).children) == 2


# Recall: only of lessons that were begun


def test_recall_asks_only_of_earlier_lessons_that_were_begun():
    def names(where):
        return [question.name for question in lesson.recall(where).questions]

    assert names("rate") == names("block") == names("heat") == []
    assert "begun no earlier lesson" in lesson.recall("block").children[0].value
    commit(one("block-seat"), "wins")
    assert names("heat") == ["block-recall-seat"] and names("block") == []
    commit(one("rate-double"), "less")
    assert len(names("block")) == 2 and all(name.startswith("rate-") for name in names("block"))
    last, other = names("heat")
    assert last == "block-recall-seat" and other.startswith("rate-recall-")


def test_a_recall_comes_back_on_the_same_day_and_is_fresh_on_another():
    commit(one("rate-double"), "less")
    first = lesson.recall("block").questions[0]
    assert first.verdict == {} and first.since == datetime.now(UTC).date().isoformat()
    commit(first, first.asked["options"][0]["id"])
    again = lesson.recall("block").questions[0]
    assert again.name == first.name and again.verdict["before"]
    event = record.current().events("answer")[-1]
    assert event["when"] == "recall-block" and event["lesson"] == "rate"
    later = Question(first.name, first.item, when="recall-block", since="2999-01-01")
    assert not later.restore()


# Claims, votes, exit cards, the concept check


def test_a_claim_is_signed_changed_or_refused_and_says_its_verdict(answers):
    first, second = lesson.claims("rate").questions
    assert [o["text"] for o in first.asked["options"]] == ["Sign", "Change", "Refuse"]
    verdict = commit(first, "sign", None)
    assert verdict["right"] is False
    assert verdict["text"] == "The better answer is “Refuse”. They come back."
    assert commit(second, "change", None)["right"] is True
    assert [(e["item"], e["answer"], e["confidence"]) for e in saved(answers)] == [
        ("rate-claim-1", "sign", None),
        ("rate-claim-new-2", "change", None),
    ]
    assert saved(answers)[0]["misconception"] == "E2"
    assert lesson.claims("rate").questions[0].verdict["before"]


def test_a_vote_is_sealed_and_a_later_one_shows_both():
    assert commit(one("block-revote"), "buy")["text"] == "Both are fine."  # nothing was sealed
    verdict = commit(one("rate-vote"), "wait")
    assert verdict["right"] is None and verdict["text"].startswith("Sealed.")
    verdict = commit(one("block-revote"), "buy")
    assert verdict["right"] is None
    assert verdict["text"] == (
        "In “How fast?” you voted “Wait”. Now you vote “Buy it”. Both are fine."
    )


def test_an_exit_card_asks_for_words_and_how_sure_they_feel(answers):
    assert [q.name for q in lesson.exit_card("block").questions] == ["block-exit-hard"]
    card = lesson.exit_card("rate")
    verdict = commit(card.questions[0], "The odds.", "fairly sure")
    assert verdict["right"] is None and verdict["saved"].startswith("Saved")
    (event,) = saved(answers)
    assert (event["kind"], event["lesson"], event["answer"]) == ("exit", "rate", "The odds.")


def test_the_concept_check_says_nothing_before_and_explains_its_other_form_after(answers):
    curve, left, eyes = lesson.check("before").questions
    assert curve.asked["ask"].startswith("6 mM") and left.item["answer"] == 50
    verdict = commit(curve, "line", "certain")
    assert verdict["right"] is None and not verdict["sure"] and not verdict["show"]
    assert "Nothing is faster" not in json.dumps(curve.get_state(), default=str)
    assert commit(eyes, "floor")["text"] == "It can wait."  # what may save a life opens at once
    event = saved(answers)[0]
    assert [event[key] for key in ("kind", "when", "right", "lesson")] == [
        *("check", "before", False, "check")
    ]
    assert lesson.check("before").questions[0].verdict["before"]
    curve, left, _ = lesson.check("after").questions
    assert curve.verdict == {} and curve.asked["ask"].startswith("9 mM")  # another occasion
    assert "Nothing is faster" in commit(curve, "line")["text"]
    assert commit(left, 50)["right"] is False and commit(left, 80, turn="2")["right"] is True
    with pytest.raises(ValueError, match="'before' or 'after'"):
        lesson.check("during")


def test_the_concept_check_asks_what_the_route_teaches(answers):
    def asked(check):
        return [c.question.name for c in check.children if hasattr(c, "question")]

    assert asked(lesson.check("before", route="short")) == ["check-1", "check-3"]
    check = lesson.check("before")
    assert asked(check) == ["check-1", "check-3"]  # it opens with the shortest
    titles = dict(check.children[2].options)
    assert "An hour (2 questions, about 4 minutes)" in titles
    check.children[2].value = "everything"  # the reader chooses
    assert asked(check) == ["check-1", "check-2", "check-3"]
    assert asked(lesson.check("after")) == asked(check)  # and is asked the same after


def test_the_learners_own_reason_is_kept_and_comes_back(answers, labs):
    prediction = lesson.predict("rate-double", labs.pot())
    commit(prediction.question, "doubles")
    say(prediction.question, kind="because", text=HOSTILE)
    assert prediction.question.verdict["reason_saved"] == "Saved in my-answers.jsonl."
    assert saved(answers)[-1]["text"] == HOSTILE
    again = lesson.predict("rate-double", labs.pot())
    assert again.question.verdict["reason"] == HOSTILE


def test_unknown_names_are_answered_with_the_nearest():
    with pytest.raises(ValueError, match="did you mean 'rate-double'"):
        lesson.ask("rate-dubble")
    with pytest.raises(ValueError, match="there are .*rate"):
        lesson.exit_card("opera") and lesson.ask("opera-1")
    with pytest.raises(ValueError, match="footer"):
        lesson.safety("foot")
    with pytest.raises(ValueError, match="there are short, everything"):
        lesson.check("before", route="long")
