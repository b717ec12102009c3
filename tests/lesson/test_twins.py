"""What Python and the site's script both do: each answers one table of cases, `twins.json`.

Numbers that somebody types and the rules of a picture have tables of their own.
"""

import json

import numpy as np
import pytest

from kit.lesson import items, judge, lines, recalled, still, tally
from kit.lesson.question import Question
from tests import files
from tests.lesson.conftest import on_the_site

TABLE = files.read("tests/lesson/twins.json")
DAY = "2026-11-29"
pytestmark = pytest.mark.usefixtures("enzymes")
ASK = files.read("tests/lesson/twins.js")


def event(fields):
    """A line of the learner's file."""
    made = {"id": "0" * 32, "time": f"{DAY}T10:00:00+00:00"} | fields
    return json.dumps(made)


def told(case):
    """The events of a case of recall."""
    return [
        json.loads(event({"v": 2, "kind": "answer", "item": item, "answer": answer, "when": when}))
        for item, answer, when in ([*each, ""][:3] for each in case["events"])
    ]


def expected(name):
    """What the table says, in the shape in which both answer."""
    if name == "codes":
        return [is_code for _, is_code in TABLE["codes"]]
    if name == "judged":
        keys = ("item", "answer", "trap")
        return [{k: v for k, v in case.items() if k not in keys} for case in TABLE["judged"]]
    return [case["is"] for case in TABLE[name]]


def by_the_table(name, found):
    """Compare answers with the table; a verdict may say more than the table."""
    for case, want, is_so in zip(TABLE[name], expected(name), found, strict=True):
        if name == "judged":
            is_so = {key: is_so.get(key) for key in want}
        assert is_so == want, case


def in_python(name):
    """What Python answers."""
    if name == "codes":
        return [tally.CODE.fullmatch(code) is not None for code, _ in TABLE["codes"]]
    if name == "heights":
        return [float(np.interp(each["at"], each["x"], each["y"])) for each in TABLE["heights"]]
    if name == "recalled":
        return [recalled.choose(c["lesson"], told(c), DAY) for c in TABLE["recalled"]]
    return [{"judged": judged, "read": read}[name](case) for case in TABLE[name]]


def judged(case):
    """The verdict on an answer, or why it is refused."""
    item, answer = items.item(case["item"]), case["answer"]
    try:
        found = judge.judge(item, answer, case.get("trap"))
    except ValueError as refusal:
        return {"refused": str(refusal)}
    return found | {"said": judge.in_words(item, answer), "gap": judge.gap(item, answer)}


def read(case):
    """What a line says, whether it is counted, and whether it is right."""
    try:
        found = lines.read(event(case["event"]).encode())
    except ValueError:
        return None
    right = [answer.right for answer in tally.answers([found])]
    return [found["item"], found["answer"], not tally.unknown([found]), right[0] if right else None]


def in_javascript():
    """What the site's script answers to the whole table."""
    table = TABLE | {
        "read": [{"line": event(case["event"])} for case in TABLE["read"]],
        "recalled": [
            {
                "lessons": list(pool := recalled.pool(case["lesson"])),
                "pool": [
                    {"name": name, "when": f"recall-{case['lesson']}"}
                    for names in pool.values()
                    for name in names
                ],
                "told": told(case),
            }
            for case in TABLE["recalled"]
        ],
    }
    names = {case["item"] for case in TABLE["judged"]}
    nodes = {name: still._question(Question(name, items.item(name))) for name in names}
    view = files.read("kit/lesson/passport.js").splitlines()
    (code,) = [line for line in view if line.startswith("const CODE")]
    return on_the_site(f"{code}\n{ASK}", TABLE=table, NODES=nodes, DAY=DAY)


@pytest.mark.parametrize("name", TABLE)
def test_python_answers_as_the_table_says(name):
    by_the_table(name, in_python(name))


def test_the_script_of_the_site_answers_as_the_table_says():
    found = in_javascript()
    written, _ = lines.read_all(found.pop("written").encode())
    assert tally.handed_in(written) == ("heron-7", True)  # as the site's passport writes it
    assert found.keys() == TABLE.keys()
    for name in TABLE:
        by_the_table(name, found[name])
