"""The item files: every mistake is named, explained and shown in a lab that exists."""

import ast
import json
import re
from functools import cache

import pytest

from kit import labs
from kit.lesson import first_edition, items, judge, tally
from tests.files import NOTEBOOKS, ROOT, cells, read

FORMS = {
    name: [items.form(item, when) for when in ("before", "after")]
    for name, item in tally.questions().items()
}
ITEMS = {name: before for name, (before, _) in FORMS.items()}
COMMON = {"kind", "ask", "sure", "because", "given", "why", "lesson", "open_at_once"}
MISTAKE = {"misconception", "why", "show"}
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BESIDE = ("exit", "recall", "claim")  # asked together, and not by their names
KEYS = {  # a misspelt key would be left out without a word
    "choice": COMMON | {"option", "open", "sealed", "again"},
    "claim": {"kind", "ask", "option"},
    "number": COMMON
    | {"unit", "answer", "tolerance", "hint", "trap", "misconception", "show", "cross"},
    "order": COMMON | {"order", "hint", "misconception", "show"},
    "line": COMMON | {"x", "y", "at", "range", "given_x", "given_y"},
    "text": COMMON,
}


KNOWN = {row["id"] for row in read("data/misconceptions.csv")}
VERDICTS = {
    "supported": "sign",
    "needs qualification": "change",
    "wrong or unsupported": "refuse",
}


def mistakes(item):
    """The wrong answers that an item names, each with what it says, its text and its state."""
    for option in item.get("option", []):
        if not option.get("right"):
            yield {"said": option["text"], **option}
    for trap in item.get("trap", []):
        yield {"said": str(trap["value"]), **trap}
    if item["kind"] == "order":
        yield {"said": "another order", "why": item["hint"], **item}


def calls(notebook):
    """What the cells of a notebook call of `lesson`: the word and its arguments."""
    for source in cells(notebook, "code"):
        for node in ast.walk(ast.parse(source)):
            is_ours = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_ours and ast.unparse(node.func.value) == "lesson":
                yield node.func.attr, [ast.unparse(arg) for arg in node.args]


@pytest.mark.parametrize("name", ITEMS)
def test_an_item_has_the_keys_of_its_kind_and_ids_of_their_own(name):
    item = ITEMS[name]
    assert item.keys() <= KEYS[item["kind"]], item.keys() - KEYS[item["kind"]]
    assert SLUG.fullmatch(name) and not re.match(r"\d+\. ", item["ask"])  # cells number them
    for part, keys in (("option", {"text", "right"}), ("trap", {"value"}), ("order", {"text"})):
        for one in item.get(part, []):
            assert one.keys() <= MISTAKE | keys | {"id"}, one.keys()
        ids = [one["id"] for one in item.get(part, [])]
        assert len(set(ids)) == len(ids) and all(map(SLUG.fullmatch, ids)), ids


@pytest.mark.parametrize("name", [name for name in ITEMS if ITEMS[name]["kind"] != "text"])
def test_every_answer_is_explained_and_every_mistake_has_a_name(name):
    item = ITEMS[name]
    rights = [option for option in item.get("option", []) if option.get("right")]
    if item["kind"] == "choice":
        assert len(rights) == (0 if item.get("open") else 1)
    explained = [one["why"] for one in rights] or [item.get("why"), item.get("hint")]
    for mistake in () if item.get("open") else mistakes(item):
        explained.append(mistake["why"])
        named = mistake.get("misconception")
        assert named in KNOWN or (named is None and item["kind"] == "claim"), mistake["said"]
    for text in filter(None, explained):
        assert 2 <= len(text.split()) <= 60, f"{len(text.split())} words: {text!r}"


@pytest.mark.parametrize("name", ITEMS)
def test_the_right_option_cannot_be_told_by_its_length(name):
    for options in (form.get("option", []) for form in FORMS[name]):
        words = {bool(one.get("right")): [] for one in options}
        for one in options:
            words[bool(one.get("right"))].append(len(one["text"].split()))
        if len(words.get(True, [])) == 1 and words.get(False):
            assert max(words[True]) <= max(words[False])


@pytest.mark.parametrize("name", [name for name in ITEMS if "-claim-" in name])
def test_a_claim_is_judged_as_the_ledger_judges_it(name):
    (right,) = (option["id"] for option in ITEMS[name]["option"] if option.get("right"))
    ledger = {row["id"]: VERDICTS.get(row["verdict"]) for row in read("data/claims.csv")}
    known = f"claim-{name.partition('-claim-')[2]}"
    assert ledger.get(known, right) == right


@pytest.mark.parametrize("name", [name for name, item in ITEMS.items() if "again" in item])
def test_a_second_vote_has_the_options_of_the_first(name):
    first = ITEMS[ITEMS[name]["again"]]
    assert {o["id"] for o in first["option"]} == {o["id"] for o in ITEMS[name]["option"]}
    assert first["open"] and first["sealed"]


def test_routes_lead_through_lessons_in_their_order():
    place = list(items.shelf()).index
    for route in items.routes().values():
        assert route["title"] and route["lessons"] == sorted(route["lessons"], key=place)
    for one in items.shelf().values():
        assert all(place(need) < place(one["id"]) for need in one["needs"])


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
    notebook = next((path for path in NOTEBOOKS if path.stem.endswith(f"-{number}")), None)
    if notebook is None:
        pytest.skip(f"There is no notebook of lesson {number} yet.")
    asked = set()
    for word, arguments in calls(notebook):
        if word in ("predict", "ask"):
            name = ast.literal_eval(arguments[0])
            asked.add(name)
        if word == "predict":
            lab = eval(arguments[1], {"labs": labs})  # the code of our own notebooks
            item = items.item(name)
            if item["kind"] == "line":
                assert lab.spec["drawable"], f"{name}: no line of this lab can be drawn over"
                assert lab.spec["axes"]["y"][0]["unit"] == item["y"]  # one unit to ask and to judge
            for mistake in mistakes(item):
                if show := mistake.get("show"):
                    check_state(lab, show)
    headed = [text for text in cells(notebook) if re.match(r"## \d+ · ", text)]
    assert len(headed) == len(items.steps(number)), "the bar of steps counts otherwise"
    own = {name for name in ITEMS if name.startswith(f"{number}-")}
    loose = {name for name in own - asked if name.split("-")[1] not in BESIDE}
    assert not loose, f"no cell asks {', '.join(sorted(loose))}"


def test_numeric_answers_are_recomputed_somewhere():
    asked = {name.partition("-")[0] for name in ITEMS if ITEMS[name]["kind"] == "number"}
    assert asked <= {path.stem for path in (ROOT / "tests/lessons/numbers").glob("*.toml")}


def test_the_table_of_the_first_edition_holds_only_what_is_still_asked():
    for item, ids in first_edition.table().values():
        assert item in ITEMS, f"{item} is gone: so is its row"
        assert set(ids.values()) <= set(judge.texts(ITEMS[item])), item


@pytest.mark.parametrize("name", ITEMS)
def test_beside_a_prediction_a_why_names_what_it_speaks_of(name):
    # "The right answer is …" stands in between, and a pronoun would mean that.
    for mistake in mistakes(ITEMS[name]):
        if "lab" not in (mistake.get("show") or {"lab": None}):
            first = mistake["why"].split()[0]
            assert first not in ("It", "Its", "They", "Their", "These", "That"), mistake["why"]
