"""The rules of a picture: what JavaScript makes of a table of cases, and what Python refuses."""

import json
import subprocess

import pytest

from kit.chart import Picture
from kit.chart.rules import WORDS
from tests.files import read

CASES = read("tests/labs/picture_rules.json")
REFUSED = [(row["element"], row["why"]) for row in read("tests/labs/picture_refused.csv")]
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A toy</title>{}</svg>'


def test_javascript_follows_the_table():
    script = read("kit/chart/rules.js") + read("tests/labs/picture_rules.js")
    done = subprocess.run(
        ["node", "-e", script], input=json.dumps(CASES), capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    assert told["rules"] == list(WORDS)
    for case, found in zip(CASES, told["found"], strict=True):
        assert found == case["gives"], case["why"]


def test_each_rule_has_a_case():
    assert {case["rule"] for case in CASES} == set(WORDS)


@pytest.mark.parametrize(("element", "why"), REFUSED)
def test_what_no_element_can_follow_is_refused(element, why):
    with pytest.raises(ValueError, match=why):
        Picture(DRAWING.format(element), "A toy.")


def test_a_picture_has_a_title():
    with pytest.raises(ValueError, match="no title"):
        Picture(DRAWING.format("").replace("<title>A toy</title>", ""), "A toy.")


def test_rules_may_stand_in_a_clip():
    clip = '<clipPath id="kit-picture-a"><rect y="0" height="8" data-kit-level="a"/></clipPath>'
    assert Picture(DRAWING.format(clip), "A toy.").parts == {"a"}
