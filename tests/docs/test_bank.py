"""The question bank: what was written is read back, and is what the lessons ask."""

import re
import zipfile
from html import unescape
from xml.etree import ElementTree

import pytest

from kit.lesson import items, judge, sheet, tally
from kit.science.occupancy import from_odds, odds
from tools.bank import write

GIFT = re.compile(r"::((?:\\.|[^:\\])+)::((?:\\.|[^{\\])*)\{((?:\\.|[^}\\])*)\}", re.S)
ANSWER = re.compile(r"^([=~])((?:\\.|[^#\\])*)(?:#(.*))?$", re.M)
ASKED = {name: item for _, own in write.lessons() for name, item in own.items()}
PARALLEL = {name: item for _, own in write.parallel() for name, item in own.items()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The bank, written once."""
    folder = tmp_path_factory.mktemp("bank")
    write.write(folder)
    return folder


def plain(text):
    """A text of GIFT without its escapes."""
    return re.sub(r"\\(.)", r"\1", text).strip()


def options(item):
    """Words, rightness and feedback of each answer that a question names."""
    if item["kind"] == "number":
        return [(item["answer"], True, item["why"])] + [
            (trap["value"], False, write.feedback(trap)) for trap in item.get("trap", ())
        ]
    return [(o["text"], bool(o.get("right")), write.feedback(o)) for o in item["option"]]


@pytest.mark.parametrize(("form", "asked"), [("lessons", ASKED), ("parallel", PARALLEL)])
def test_gift_holds_each_question_with_its_answers_and_what_is_said(folder, form, asked):
    text = (folder / f"{form}.gift").read_text(encoding="utf-8")
    found = {plain(name): (plain(ask), body) for name, ask, body in GIFT.findall(text)}
    assert list(found) == list(asked)
    for name, item in asked.items():
        ask, body = found[name]
        assert ask.startswith(item["ask"])
        if item["kind"] in ("order", "text"):
            continue
        read = {(plain(t), mark == "=", plain(said)) for mark, t, said in ANSWER.findall(body)}
        if item["kind"] == "number":
            unit = {re.sub("^%(100|0)%|:.*", "", words) for words, *_ in read}
            assert unit == {str(value) for value, *_ in options(item)}
            assert f"=%100%{item['answer']}:{item['tolerance']}#" in body
        else:
            assert read == set(options(item))


@pytest.mark.parametrize(("form", "asked"), [("lessons", ASKED), ("parallel", PARALLEL)])
def test_moodle_reads_points_feedback_and_misconceptions(folder, form, asked):
    tree = ElementTree.parse(folder / f"{form}.xml")
    found = {
        q.findtext("name/text"): q for q in tree.iter("question") if q.find("name") is not None
    }
    assert list(found) == list(asked)
    for name, item in asked.items():
        read = [
            (a.findtext("text"), a.get("fraction") == "100", a.findtext("feedback/text"))
            for a in found[name].findall("answer")
        ]
        if item["kind"] == "number":
            assert read[:-1] == [(str(v), right, said) for v, right, said in options(item)]
            assert read[-1] == ("*", False, item["hint"])
        elif item["kind"] in ("choice", "claim"):
            assert read == [
                next(o for o in options(item) if o[0] == judge.texts(item)[key])
                for key in sheet.placed(name, item)
            ]
        ideas = {tag.text for tag in found[name].iterfind("tags/tag/text")}
        told = {p["misconception"] for p in parts(item) if "misconception" in p}
        assert ideas == told


def parts(item):
    """A question and what is inside it."""
    yield item
    for key in ("option", "trap"):
        yield from item.get(key, ())


def straight(text):
    """A text without curly quotes, which text2qti makes."""
    return re.sub("[“”]", '"', text.strip().replace("’", "'"))


def test_canvas_gets_a_quiz_of_each_lesson_with_feedback_to_each_answer(folder):
    packages = sorted(folder.glob("*-qti.zip"))
    assert len(packages) == len(list(write.lessons())) + len(list(write.parallel()))
    found = {}
    for path in packages:
        with zipfile.ZipFile(path) as package:
            texts = [package.read(n) for n in package.namelist() if n.endswith(".xml")]
        for item in (
            i for text in texts for i in ElementTree.fromstring(text).iterfind(".//{*}item[@title]")
        ):
            found[item.get("title")] = item
    for name, item in (ASKED | PARALLEL).items():
        told = [e.text for e in found[name].iterfind(".//{*}mattext")]
        said = {straight(unescape(re.sub("<[^>]*>", "", text))) for text in told}
        assert any(text.startswith(straight(item["ask"])) for text in said)
        for option in item.get("option", ()):
            words = {straight(option["text"]), straight(write.feedback(option))}
            assert words - {""} <= said
        if item["kind"] == "number":
            near = [e.text for e in found[name].iterfind(".//{*}varequal")]
            assert float(near[0]) == pytest.approx(item["answer"])


def test_no_page_shows_the_parallel_form():
    known = {item.get("ask") for item in tally.questions().values()}
    assert not known & {item["ask"] for item in PARALLEL.values()}
    assert {name for name, _ in write.parallel()} == set(items.lessons())


@pytest.mark.parametrize("name", PARALLEL)
def test_a_parallel_question_is_made_as_those_of_the_lessons(name):
    item = PARALLEL[name]
    assert all(
        p["misconception"] in tally.misconceptions() for p in parts(item) if "misconception" in p
    )
    if item["kind"] == "choice":
        right = [o["text"] for o in item["option"] if o.get("right")]
        wrong = [o["text"] for o in item["option"] if not o.get("right")]
        assert len(right) == 1 and len(wrong) == 2
        assert len(right[0].split()) <= max(len(text.split()) for text in wrong)
    else:
        near = item["tolerance"]
        assert all(abs(trap["value"] - item["answer"]) > 2 * near for trap in item["trap"])


def test_the_numbers_of_the_parallel_form_follow_from_the_models():
    answers = {
        "exit-three-quarters": 1 / (1 - 0.75 * 0.8),
        "dose-double": 100 * from_odds(2 * odds(0.75)),
        "clocks-quarter": 2 * 8,
        "classes-second": 100 * from_odds(odds(0.9) * 1 / 9),
        "evidence-difference": (110 - 90) / 2,
        "norepinephrine-second": 1000 * 0.4 * 0.6,
        "clinic-stories": 100 * 30 / (30 + 5),
    }
    numbers = {name: one for name, one in PARALLEL.items() if one["kind"] == "number"}
    assert numbers.keys() == answers.keys()
    for name, item in numbers.items():
        assert item["answer"] == pytest.approx(float(answers[name]), abs=item["tolerance"] / 2)
