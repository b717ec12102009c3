"""The concept check: its two forms ask the same idea with numbers of the same difficulty.

Its numbers are recomputed by `numbers/check.toml`, as those of a lesson.
"""

import re

import pytest

from kit.lesson import items
from tests.lessons import lesson

CHECK = items.lesson(items.CHECK)
FORMS = {name: [items.form(CHECK[name], when) for when in ("before", "after")] for name in CHECK}
ALIKE = ["check-12b"]  # what can save a life is asked alike


@pytest.mark.parametrize("name", FORMS)
def test_both_forms_have_the_same_parts_and_different_words(name):
    before, after = FORMS[name]
    assert [o["id"] for o in before.get("option", [])] == [o["id"] for o in after.get("option", [])]
    assert [t["id"] for t in before.get("trap", [])] == [t["id"] for t in after.get("trap", [])]
    assert (before["ask"] == after["ask"]) == (name in ALIKE)
    counts = [len(form["ask"].split()) for form in (before, after)]
    assert max(counts) <= 1.4 * min(counts), counts


def test_no_trap_is_as_near_as_a_right_answer():
    for form in FORMS["check-2"]:
        for trap in form["trap"]:
            assert abs(trap["value"] - form["answer"]) > form["tolerance"]


def test_every_question_belongs_to_a_lesson_and_every_route_has_some():
    of = {name: item["lesson"] for name, item in CHECK.items()}
    for route in items.routes().values():
        assert sum(name in route["lessons"] for name in of.values()) >= 4, route["title"]


def test_nothing_in_the_check_tells_how_to_overcome_a_block():
    """A1 of the audit: no factor beside a real drug, and no question on overcoming one."""
    for name, item in CHECK.items():
        if item["lesson"] == "naltrexone":
            said = " ".join(lesson.questions(items.CHECK)[name.removeprefix("check-")])
            assert not re.search(r"times|overcome|overpower|more agonist", said), name


def test_what_can_save_a_life_is_answered_at_once():
    at_once = [name for name, item in CHECK.items() if item.get("open_at_once")]
    assert at_once == ["check-12", "check-12b"]


@pytest.mark.parametrize("name", FORMS)
def test_the_right_option_is_never_the_longest_in_either_form(name):
    for form in FORMS[name]:
        right = [len(o["text"].split()) for o in form.get("option", []) if o.get("right")]
        wrong = [len(o["text"].split()) for o in form.get("option", []) if not o.get("right")]
        assert not right or right[0] <= max(wrong)
