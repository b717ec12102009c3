"""Questions: they save before they speak, explain mistakes, and keep the answer to themselves."""

import json
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from kit import labs, lesson
from kit.lesson import items, judge, recalled, record, sheet
from kit.lesson.question import Question
from kit.lesson.several import Several
from kit.lesson.worked import parts

ORDER = {
    "kind": "order",
    "ask": "Put them in order, lowest first.",
    "order": [{"id": t, "text": t} for t in ("lying", "standing", "running", "cycling hard")],
    "why": "So it is.",
    "hint": "Not so.",
    "misconception": "X18",
    "show": {"lab": "two_rulers", "set": {"ruler": "log"}},
}
HOSTILE = "<script>alert(1)</script> <img src=x onerror=alert(1)> \x1b[31m \ud800 \x00 ＜b＞"


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
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [event for event in lines if event["kind"] != "start"]


# Judging


def test_a_wrong_answer_that_was_certain_is_marked_and_explained():
    question = one("dose-quiz-1")
    verdict = question.answer(2, "certain")
    assert verdict["right"] is False and verdict["sure"] and "89 %" in verdict["text"]
    assert question.answer(1)["right"] is True


def test_numbers_are_judged_with_their_tolerance_and_traps():
    principle, blank, bare = lesson.worked_example("dose-ed50", labs.ed50_cases()).questions
    assert bare.answer(101)["right"] is True
    assert bare.answer(125)["text"].startswith("This treats occupancy")
    assert bare.answer(7)["right"] is False and bare.answer(7)["text"].startswith("Turn the occ")
    assert blank.answer(4.88)["text"].startswith("Step 2: The odds are 83 to 17, which is 4.88.")
    assert principle.answer(1)["right"] is True
    for wrong in ("four", "nan", float("inf"), None, [1]):
        with pytest.raises(ValueError, match="not a number"):
            judge.judge(bare.item, wrong)


def test_an_order_is_judged_whole_and_never_shown_as_it_is():
    listed, things = sheet.options(ORDER), [thing["text"] for thing in ORDER["order"]]
    assert listed != things and sorted(listed) == sorted(things)
    right = [listed.index(thing) for thing in things]
    assert judge.judge(ORDER, right)["right"] is True
    wrong = judge.judge(ORDER, right[::-1])
    assert wrong["right"] is False and wrong["misconception"] == "X18"
    assert judge.said(ORDER, right) == "lying, standing, running, cycling hard"
    for broken in ([0, 1, 2], [0, 0, 1, 2], "0123", 3):
        with pytest.raises(ValueError, match="not an order"):
            judge.judge(ORDER, broken)


@pytest.mark.parametrize("wrong", [4, -1, 1.0, True, "1", None])
def test_an_option_that_is_not_there_is_refused(wrong):
    with pytest.raises(ValueError, match="choose 0 to 3"):
        judge.judge(items.item("dose-forty"), wrong)


def test_the_gap_between_a_prediction_and_what_is_so_is_put_into_words():
    forty = items.item("dose-forty")
    assert judge.gap(forty, 0) == "You said “100 %”; what is so is “about 89 %”."
    assert judge.gap(forty, 1) == "You said “about 89 %”, and so it is."
    number = {"kind": "number", "unit": "days", "answer": 3.57, "tolerance": 0.1}
    assert judge.gap(number, 2) == "You said 2 days; it is 3.57 days: 1.57 days apart."
    assert judge.gap(number, 3.6) == "You said 3.6 days, and so it is."


# The page


@pytest.mark.parametrize("number", items.lessons())
def test_the_page_never_learns_the_answer_before_the_commitment(number):
    for key, item in items.lesson(number).items():
        if item["kind"] == "worked":
            continue
        question = Question(items.full_name(number, key), item)
        sent = json.dumps(question.get_state(), default=str)
        secrets = [
            part["why"]
            for part in [*item.get("option", []), *item.get("trap", []), item]
            if "why" in part
        ]
        assert not any(secret in sent for secret in [*secrets, item.get("hint", "\n")])
        assert question.asked.keys() <= {
            *sheet.ASKED,
            "options",
            "order",
            "given",
            "name",
            "skippable",
        }
        assert question.verdict == {}


def test_options_are_shuffled_for_each_learner_and_saved_pages_have_one_order_of_their_own():
    forty = items.item("dose-forty")
    orders = {tuple(sheet.public(forty, f"{seed} dose-forty")["order"]) for seed in range(50)}
    assert len(orders) > 12 and all(sorted(order) == [0, 1, 2, 3] for order in orders)
    assert one("dose-forty").asked["order"] == one("dose-forty").asked["order"]
    texts = [f"( ) {option['text']}" for option in forty["option"]]
    shown = one("dose-forty").text().splitlines()[1:]
    assert sorted(shown) == sorted(texts) and shown == one("dose-forty").text().splitlines()[1:]
    asked = [entry for key in items.lessons() for entry in items.lesson(key).values()]
    rights = [(e, o["text"]) for e in asked for o in e.get("option", []) if o.get("right")]
    places = [sheet.listed(entry).index(right) for entry, right in rights]
    assert len(places) > 80 and max(map(places.count, range(4))) < len(places) / 2


def test_a_fault_is_said_in_the_question_and_not_only_in_a_log(capsys):
    question = one("dose-forty")
    say(question, kind="show")  # nothing was answered
    assert "has a fault" in question.verdict["refusal"]
    assert "Traceback" in capsys.readouterr().err
    commit(question, 0)
    assert "refusal" not in question.verdict and question.verdict["right"] is False


# The learner's file


def test_an_answer_is_on_the_disk_before_the_page_hears_that_it_is_saved(answers):
    question, seen = one("dose-forty"), []
    question.observe(lambda _change: seen.append(saved(answers)), "verdict")
    verdict = commit(question, 0, "certain")
    assert verdict["saved"] == "Saved in my-answers.jsonl."
    (event,) = seen[0]
    told = {key: event[key] for key in event.keys() - {"v", "id", "time"}}
    assert told == {
        "kind": "answer",
        "lesson": "dose",
        "item": "dose-forty",
        "answer": 0,
        "said": "100 %",
        "confidence": "certain",
        "right": False,
        "misconception": "X6",
    }


def test_an_answer_that_cannot_be_saved_is_judged_and_offered_as_a_download(tmp_path, monkeypatch):
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "nowhere" / "my-answers.jsonl"))
    question = one("dose-forty")
    verdict = commit(question, 1)
    assert verdict["unsaved"] and "could not be saved" in verdict["saved"] and verdict["right"]
    sent = []
    question.send = lambda content, buffers: sent.append((content, buffers))
    say(question, kind="download")
    assert b'"dose-forty"' in sent[0][1][0] and sent[0][0]["name"] == "my-answers.jsonl"


def test_an_answer_that_is_refused_is_not_saved(answers):
    question = one("dose-line")
    verdict = commit(question, [20, 95, 100, 300], turn="7")
    assert "300 % is not possible" in verdict["refusal"] and verdict["refused"] == "7"
    assert not answers.exists() and question.committed is None
    with pytest.raises(ValueError, match="not one of guess"):
        question.answer([1, 2, 3, 4], "sure")


def test_a_question_that_was_answered_before_comes_back_with_its_answer(answers):
    commit(one("dose-quiz-2"), 0, "fairly sure")
    quiz = lesson.quiz("dose", labs)
    again = next(q for q in quiz.questions if q.name == "dose-quiz-2")
    assert again.verdict["before"] and again.verdict["answer"] == 0 and again.verdict["show"]
    assert "A is more potent" in again.verdict["text"]
    assert len(saved(answers)) == 1  # looking is not answering
    assert all(q.verdict == {} for q in quiz.questions if q is not again)
    assert lesson.ask("dose-quiz-2").text() == lesson.quiz("dose").questions[1].text()[3:]


def test_what_is_printed_never_depends_on_the_learners_file():
    def printed():
        shown = [
            lesson.recall("clocks", labs),
            lesson.quiz("dose", labs),
            lesson.exit_card("dose"),
            lesson.worked_example("dose-ed50", labs.ed50_cases()),
        ]
        return [(each.text(), each.page()) for each in shown], [
            (p.question.text(), p.question.page(), p.lab.words(), p.page())
            for p in [lesson.predict("dose-forty", labs.two_rulers())]
        ]

    before = printed()
    for key in items.lesson("dose"):
        if key.startswith("quiz"):
            commit(one(f"dose-{key}"), 0)
    commit(
        one("dose-exit")
        if "exit" in items.lesson("dose")
        else lesson.exit_card("dose").questions[0],
        "x",
    )
    commit(lesson.predict("dose-forty", labs.two_rulers()).question, 0)
    assert printed() == before


def test_an_option_is_found_again_when_the_file_of_questions_has_changed():
    commit(one("dose-forty"), 3)
    item = items.item("dose-forty")
    moved = Question("dose-forty", item | {"option": item["option"][::-1]})
    assert moved.restore() and moved.verdict["answer"] == 0
    gone = Question("dose-forty", item | {"option": item["option"][:3]})
    assert not gone.restore() and gone.verdict == {}


def test_hostile_text_stays_text(answers):
    question = lesson.exit_card("dose").questions[0]
    assert commit(question, HOSTILE)["saved"].startswith("Saved")
    assert saved(answers)[0]["answer"] == HOSTILE
    again = lesson.exit_card("dose")
    assert again.questions[0].verdict["answer"] == HOSTILE
    assert "<script>" not in again.page()
    asked = {"kind": "choice", "ask": HOSTILE, "option": [{"text": HOSTILE}], "given": [HOSTILE]}
    assert "<script>" not in sheet.page(asked) and "&lt;script&gt;" in sheet.page(asked)
    assert sheet.paragraph("a < b") == "<p>a &lt; b</p>"
    assert "4000 fit" in commit(question, "x" * 4001, turn="2")["refusal"]
    assert "no text yet" in commit(question, "  \n", turn="3")["refusal"]


# Predictions


def test_the_lab_stays_covered_until_the_learner_commits():
    prediction = lesson.predict("dose-line", labs.dose_occupancy())
    assert prediction.children == (prediction.question,)
    commit(prediction.question, [20, 95, 100, 300])
    assert prediction.children == (prediction.question,)
    verdict = commit(prediction.question, [20, 40, 100, 100])
    assert prediction.children == (prediction.question, prediction.lab)
    assert "furthest at 5 mg" in verdict["gap"] and verdict["because"]
    assert prediction.lab.drawn["x"] == [0, 5, 10, 20, 40, 80]
    again = lesson.predict("dose-line", labs.dose_occupancy())
    assert len(again.children) == 2 and again.lab.drawn == prediction.lab.drawn
    assert again.question.verdict["gap"] == verdict["gap"]


def test_only_the_first_commitment_is_a_prediction(answers):
    question = lesson.predict("dose-forty", labs.two_rulers()).question
    commit(question, 0)
    commit(question, 1)
    commit(lesson.predict("dose-forty", labs.two_rulers()).question, 2)
    assert [event["kind"] for event in saved(answers)] == ["prediction", "answer", "answer"]


def test_just_show_me_opens_the_lab_and_is_recorded(answers):
    prediction = lesson.predict("dose-forty", labs.two_rulers())
    verdict = commit(prediction.question, None)
    assert len(prediction.children) == 2 and "Skipped" in verdict["text"]
    assert [(e["kind"], e["answer"]) for e in saved(answers)] == [("skip", None)]
    assert len(lesson.predict("dose-forty", labs.two_rulers()).children) == 2


def test_show_me_sets_the_lab_beside_a_prediction():
    prediction = lesson.predict("dose-forty", labs.two_rulers())
    assert not prediction.question.verdict
    verdict = commit(prediction.question, 0)
    assert verdict["show"]
    say(prediction.question, kind="show")
    assert prediction.lab.values["ruler"] == "log"
    assert prediction.question.verdict["shown"] == prediction.lab.words()
    assert not commit(prediction.question, 1)["show"]


def test_the_learners_own_reason_is_kept_and_comes_back(answers):
    prediction = lesson.predict("dose-forty", labs.two_rulers())
    commit(prediction.question, 0)
    say(prediction.question, kind="because", text=HOSTILE)
    assert prediction.question.verdict["reason_saved"] == "Saved in my-answers.jsonl."
    assert saved(answers)[-1]["text"] == HOSTILE
    again = lesson.predict("dose-forty", labs.two_rulers())
    assert again.question.verdict["reason"] == HOSTILE


# Several questions


def test_show_me_opens_the_named_lab_under_the_feedback_of_a_quiz():
    shown = lesson.quiz("dose", labs).children[1]
    assert not shown.question.verdict
    commit(shown.question, 0)
    say(shown.question, kind="show")
    lab = shown.children[1]
    assert lab.values["ec50_b"] == 100 and shown.question.verdict["shown"] == lab.words()
    lab.set(ec50_b=3, emax_b=20)  # the learner played with it
    commit(shown.question, 2)
    say(shown.question, kind="show")
    assert shown.children[1] is lab and lab.values["ec50_b"] == 100  # set, and not made anew
    assert not commit(lesson.quiz("dose").questions[1], 0)["show"]  # no labs were handed over


def test_recall_takes_wrong_answers_first_then_new_ones_then_old_ones(monkeypatch):
    monkeypatch.setattr(items, "lessons", lambda: ["dose"])
    names = list(items.starting("dose", "quiz"))

    def answered(name, right, **more):
        return {"kind": "answer", "item": name, "right": right, "time": "2026-01-01T", **more}

    events = [answered(name, True) for name in names[:4]] + [answered(names[4], False)]
    chosen = recalled.choose("clocks", events, 7, "2026-02-01")
    assert chosen == [names[4], names[5], names[0]]
    assert recalled.choose("clocks", events, 7, "2026-02-01") == chosen
    today = answered(names[4], True, when="recall-clocks") | {"time": "2026-02-01T09"}
    assert recalled.choose("clocks", [*events, today], 7, "2026-02-01") == chosen
    assert recalled.choose("clocks", [*events, today], 7, "2026-02-02")[0] == names[5]
    assert len({tuple(recalled.choose("clocks", [], seed, "2026-02-01")) for seed in range(30)}) > 5
    assert recalled.choose("dose", events, 7, "2026-02-01") == []


def test_recall_comes_from_the_last_lesson_the_one_before_and_any_other(monkeypatch):
    pools = {
        number: {f"{number}-quiz-{k}": {} for k in range(4)} for number in ("gap", "exit", "dose")
    }
    monkeypatch.setattr(items, "lessons", lambda: list(pools))
    monkeypatch.setattr(items, "starting", lambda number, _start: pools[number])
    wrong = [{"kind": "answer", "item": "gap-quiz-2", "right": False, "time": "2026-01-01T"}]
    last, before, other = recalled.choose("clocks", wrong, 1, "2026-02-01")
    assert (last[:4], before[:4], other) == ("dose", "exit", "gap-quiz-2")
    assert recalled.choose("gap", [], 1, "2026-02-01") == []


def test_a_recall_comes_back_on_the_same_day_and_is_fresh_on_another():
    first = lesson.recall("clocks").questions[0]
    assert first.verdict == {}
    commit(first, 0)
    again = lesson.recall("clocks").questions[0]
    assert again.name == first.name and again.verdict["before"]
    (event,) = record.mine().events("answer")
    assert event["when"] == "recall-clocks" and event["lesson"] == "dose"
    later = Question(first.name, first.item, when="recall-clocks", since="2999-01-01")
    assert not later.restore()


def test_an_exit_card_asks_for_words_and_how_sure_they_feel(answers):
    card = lesson.exit_card("dose")
    verdict = commit(card.questions[0], "The odds.", "fairly sure")
    assert verdict["right"] is None and verdict["saved"].startswith("Saved")
    (event,) = saved(answers)
    assert (event["kind"], event["lesson"], event["answer"]) == ("exit", "dose", "The odds.")


def test_the_concept_check_says_nothing_before_and_explains_after(answers, monkeypatch):
    found = {"check-1": items.item("dose-quiz-1"), "check-2": items.item("dose-quiz-2")}
    monkeypatch.setattr(items, "starting", lambda number, start: found)
    before = lesson.check("before").questions[0]
    verdict = commit(before, 0, "certain")
    assert verdict["right"] is None and not verdict["sure"] and not verdict["show"]
    assert "straight line" not in json.dumps(before.get_state(), default=str)
    event = saved(answers)[0]
    assert (event["kind"], event["when"], event["right"], event["lesson"]) == (
        "check",
        "before",
        False,
        "check",
    )
    assert lesson.check("before").questions[0].verdict["before"]
    after = lesson.check("after", labs).questions[0]
    assert after.verdict == {}  # another occasion
    assert "straight line" in commit(after, 0)["text"] and after.verdict["show"]
    with pytest.raises(ValueError, match="'before' or 'after'"):
        lesson.check("during")


def test_a_worked_example_fades_and_its_numbers_come_from_the_cases():
    item, cases = items.item("dose-ed50"), labs.ed50_cases()
    found = parts(item, cases)
    assert found["worked"][1] == "The odds are 54 to 46, which is 1.17."
    assert found["blank"]["given"][-1] == "Step 2 is left out."
    assert found["bare"]["answer"] == pytest.approx(100)
    assert "4.88" not in lesson.worked_example("dose-ed50", cases).text()
    with pytest.raises(ValueError, match="needs 3 cases"):
        parts(item, cases[:2])
    with pytest.raises(ValueError, match="no 'odds' in its cases"):
        parts(item, [{k: v for k, v in case.items() if k != "odds"} for case in cases])


def test_unknown_names_are_answered_with_the_nearest():
    with pytest.raises(ValueError, match="did you mean 'dose-forty'"):
        lesson.ask("dose-fourty")
    with pytest.raises(ValueError, match="there are .*dose"):
        lesson.quiz("33")
    with pytest.raises(ValueError, match="footer"):
        lesson.safety("foot")


def test_a_day_is_told_in_utc():
    assert lesson.recall("clocks").questions[0].since == datetime.now(UTC).date().isoformat()


def test_labs_are_only_made_when_they_are_shown():
    calls = []
    shelf = SimpleNamespace(two_drugs=lambda **_kw: calls.append(1) or labs.two_drugs())
    told = Several([one("dose-quiz-2")], shelf, intro="Back again.").page()
    assert told.startswith("<p>Back again.</p><p><b>")
    quiz = Several([one("dose-quiz-2")], shelf)
    commit(quiz.questions[0], 0)
    assert calls == []
    say(quiz.questions[0], kind="show")
    assert calls == [1]
