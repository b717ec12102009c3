"""The item files: every mistake is named, explained and shown in a lab that exists."""

import ast
import csv
import json
import re
from functools import cache
from pathlib import Path

import pytest

from kit import labs
from kit.lesson import items, judge
from kit.lesson.worked import parts

ROOT = Path(__file__).resolve().parents[2]
FILES = items.lessons() + [items.CHECK] * (items.FOLDER / f"{items.CHECK}.toml").exists()
ITEMS = {
    items.full_name(number, key): item
    for number in FILES
    for key, item in items.lesson(number).items()
}
COMMON = {"kind", "ask", "sure", "because", "given", "why"}
MISTAKE = {"misconception", "why", "show"}
KEYS = {  # a misspelt key would be left out without a word
    "choice": COMMON - {"why"} | {"option", "open"},
    "number": COMMON | {"unit", "answer", "tolerance", "hint", "trap", "misconception", "show"},
    "order": COMMON | {"order", "hint", "misconception", "show"},
    "line": COMMON | {"x", "y", "at", "range", "given_x", "given_y"},
    "text": COMMON,
}
with (ROOT / "data" / "misconceptions.csv").open(encoding="utf-8", newline="") as file:
    KNOWN = {row["id"] for row in csv.DictReader(file)}


def mistakes(item):
    """The wrong answers that an item names, each with what it says, its text and its state."""
    for option in item.get("option", []):
        if not option.get("right"):
            yield {"said": option["text"], **option}
    for trap in item.get("trap", []):
        yield {"said": str(trap["value"]), **trap}
    if item["kind"] == "order":
        yield {"said": "another order", "why": item["hint"], **item}
    for key in ("principles", "blank_trap", "bare_trap"):
        for part in item.get(key, []):
            yield {"said": str(part.get("text", part.get("value"))), **part}


def is_quiz(name):
    return name.partition("-")[2].startswith("quiz")


@cache
def calls(number):
    """What the cells of a lesson's notebook call of `lesson`: the word and its arguments."""
    paths = sorted((ROOT / "notebooks").glob(f"*-{number}.ipynb"))
    found = []
    for path in paths:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                for node in ast.walk(ast.parse("".join(cell["source"]))):
                    is_ours = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
                    if is_ours and ast.unparse(node.func.value) == "lesson":
                        found.append((node.func.attr, [ast.unparse(arg) for arg in node.args]))
    return found if paths else None


def made(code):
    """A lab, or numbers of a worked example, as a cell makes them."""
    return eval(code, {"labs": labs})  # the code of our own notebooks


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_has_the_keys_of_its_kind_and_a_plain_question(name):
    item = ITEMS[name]
    if item["kind"] == "worked":
        return
    assert item.keys() <= KEYS[item["kind"]], item.keys() - KEYS[item["kind"]]
    assert not re.match(r"\d+\. ", item["ask"]), "a quiz numbers its questions itself"
    for option in item.get("option", []):
        assert option.keys() <= MISTAKE | {"id", "text", "right"}, option.keys()
    for trap in item.get("trap", []):
        assert trap.keys() <= MISTAKE | {"id", "value"}, trap.keys()


@pytest.mark.parametrize("name", ITEMS)
def test_every_mistake_has_a_name_and_is_explained(name):
    item = ITEMS[name]
    optional = item.get("open") or item["kind"] == "worked"
    for mistake in mistakes(item):
        words = len(mistake["why"].split())
        assert 30 <= words <= 60, f"{name}: {words} words for {mistake['said']!r}"
        named = mistake.get("misconception")
        assert named in KNOWN or (named is None and optional), f"{name}: {mistake['said']!r}"


@pytest.mark.parametrize("name", ITEMS)
def test_a_right_answer_is_explained_too(name):
    item = ITEMS[name]
    if item["kind"] == "text":
        return
    right = [option for option in item.get("option", []) if option.get("right")]
    if item["kind"] == "choice":
        assert len(right) == (0 if item.get("open") else 1)
    said = [option["why"] for option in right] or [item.get("why"), item.get("hint")]
    for text in filter(None, said):
        assert 20 <= len(text.split()) <= 60, f"{name}: {len(text.split())} words: {text!r}"


@pytest.mark.parametrize("name", [name for name in ITEMS if is_quiz(name)])
def test_a_quiz_shows_each_mistake_in_a_lab(name):
    for mistake in mistakes(ITEMS[name]):
        show = mistake.get("show")
        assert show, f"{name}: {mistake['said']!r} has no state that refutes it"
        check_state(opened(show["lab"], json.dumps(show.get("with", {}))), show)


@pytest.mark.parametrize("name", [n for n in ITEMS if n.startswith(items.CHECK)])
def test_the_concept_check_shows_only_labs_that_exist(name):
    for mistake in mistakes(ITEMS[name]):
        if show := mistake.get("show"):
            check_state(opened(show["lab"], json.dumps(show.get("with", {}))), show)


@cache
def opened(name, given=""):
    """A lab, made once: `check_state` begins with Reset."""
    return getattr(labs, name)(**json.loads(given or "{}"))


def check_state(lab, show):
    """The lab takes the state, and has it then."""
    lab.reset()
    assert show["set"], "a state that changes nothing shows nothing"
    lab.set(**show["set"])
    assert {name: lab.values[name] for name in show["set"]} == show["set"]


@pytest.mark.parametrize("number", items.lessons())
def test_the_notebook_asks_every_question_and_its_labs_show_the_mistakes(number):
    if calls(number) is None:
        pytest.skip(f"There is no notebook of lesson {number} yet.")
    asked = set()
    for word, arguments in calls(number):
        if word in ("predict", "ask", "worked_example"):
            name = ast.literal_eval(arguments[0])
            asked.add(name)
        if word == "predict":
            lab, item = made(arguments[1]), items.item(name)
            if item["kind"] == "line":
                assert lab.spec["drawable"], f"{name}: no line of this lab can be drawn over"
            for mistake in mistakes(item):
                assert mistake.get("show"), f"{name}: {mistake['said']!r} has no state"
                check_state(lab, mistake["show"])
        if word == "worked_example":
            found = parts(items.item(name), made(arguments[1]))
            for part in ("blank", "bare"):
                answer = found[part]["answer"]
                assert judge.judge(found[part], answer)["right"], f"{name}: {part}"
                for trap in found[part]["trap"]:
                    assert abs(trap["value"] - answer) > found[part]["tolerance"], trap
        if word == "quiz":
            assert arguments[1:] == ["labs"], "quiz(number, labs), or no state is shown"
    own = {name for name in ITEMS if name.startswith(f"{number}-")}
    loose = {name for name in own - asked if not is_quiz(name) and "-exit" not in name}
    assert not loose, f"no cell asks {', '.join(sorted(loose))}"


@pytest.mark.parametrize("number", FILES)
def test_numeric_answers_are_recomputed_somewhere(number):
    if not any(item["kind"] == "number" for item in items.lesson(number).values()):
        return
    name = "test_check.py" if number == items.CHECK else f"test_lesson_{number}.py"
    test = ROOT / "tests" / "lessons" / name
    assert test.exists() and "check_answers(" in test.read_text(encoding="utf-8"), name


@pytest.mark.parametrize("name", [name for name, item in ITEMS.items() if item["kind"] == "order"])
def test_an_order_has_one_right_order(name):
    order = [thing["text"] for thing in ITEMS[name]["order"]]
    assert len(set(order)) == len(order) >= 3
    assert judge.shown(ITEMS[name]) != order
