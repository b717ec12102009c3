"""The rules of a picture, in Python and in JavaScript, from one table of cases."""

import json
import subprocess
from pathlib import Path

import pytest

import kit.chart
from kit.chart import Picture
from kit.chart.rules import WORDS, Rule
from tests.stills import changes, still

CASES = json.loads((Path(__file__).parent / "picture_rules.json").read_text(encoding="utf-8"))
RULES_JS = Path(kit.chart.__file__).parent / "rules.js"
IN_NODE = """
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const found = cases.map((each) => changesOf({ more: [], ...each }, each.base, each.value));
console.log(JSON.stringify({ found, rules: RULES }));
"""
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A toy</title>{}</svg>'


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']}: {case['why']}")
def test_python_follows_the_table(case):
    rule = Rule(case["rule"], "part", tuple(case.get("more", ())))
    assert changes(rule, case["base"], case["value"]) == case["gives"]


def test_javascript_follows_the_table():
    script = RULES_JS.read_text(encoding="utf-8") + IN_NODE
    done = subprocess.run(
        ["node", "-e", script], input=json.dumps(CASES), capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    assert told["rules"] == list(WORDS)
    for case, found in zip(CASES, told["found"], strict=True):
        assert found == case["gives"], case["why"]


def test_each_rule_has_a_case():
    assert {case["rule"] for case in CASES} == set(WORDS)


@pytest.mark.parametrize(
    "element, why",
    [
        ('<g data-kit-right="a"/>', "data-kit-right is not a rule"),
        ('<g data-kit-count=""/>', "asks for a part"),
        ('<g data-kit-count="a 3"/>', "cannot be read: the rule asks for a part"),
        ('<g data-kit-shift="a 3"/>', "asks for a part dx dy"),
        ('<g data-kit-turn="a 3 x 4"/>', "asks for a part degrees x y"),
        ('<g data-kit-drift="a 1 2"/>', "asks for a part x y width height"),
        ('<path data-kit-thick="a"/>', "needs its own stroke-width"),
        ('<rect y="3" data-kit-level="a"/>', "needs its own height"),
        ('<text data-kit-say="a">one <tspan>two</tspan></text>', "would take away"),
        ('<g data-kit-shift="a 1 1" data-kit-turn="b 9 0 0"/>', "shift and turn undo each other"),
        ('<g data-kit-count="a" data-kit-drift="a"/>', "count and drift undo each other"),
        ('<g data-kit-flow="a 1 1" data-kit-needs="a"/>', "flow and needs undo each other"),
        ('<g transform="scale(2)" data-kit-shift="a 1 1"/>', "the element.s own transform"),
        ('<g data-kit-drift="a 0 0 4 4"><use x="5" y="1"/></g>', "5, 1, outside its room"),
        ('<g data-kit-drift="a 0 0 4 4"><circle r="1"/></g>', "outside its room"),
        ('<text data-kit-say="a"/><g data-kit-count="a"/>', "said as a text and followed as a"),
    ],
)
def test_what_no_element_can_follow_is_refused(element, why):
    with pytest.raises(ValueError, match=why):
        Picture(DRAWING.format(element), "A toy.")


def test_a_picture_has_a_title():
    with pytest.raises(ValueError, match="no title"):
        Picture(DRAWING.format("").replace("<title>A toy</title>", ""), "A toy.")


def test_rules_may_stand_in_a_clip():
    clip = '<clipPath id="kit-picture-a"><rect y="0" height="8" data-kit-level="a"/></clipPath>'
    assert 'y="6" height="2"' in still(Picture(DRAWING.format(clip), "A toy."), {"a": 0.25})
