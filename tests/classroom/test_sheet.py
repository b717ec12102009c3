"""The sheet on the lesson just taught, as a browser prints it: a class of thirty on one page."""

import random
import re

import pytest

from kit.classroom.class_view import class_view
from kit.lesson import items, judge, lines, record
from tests.classroom.conftest import room
from tests.lesson.conftest import answers_of

pytestmark = pytest.mark.browser
LESSONS = items.lessons()


def any_answer(item, chance):
    """Any answer that a question takes, right or wrong."""
    return chance.choice([*answers_of(item)])


def simulated(folder, lesson):
    """Thirty learners who do all there is in a lesson, and a room that votes twice on all of it."""
    chance = random.Random(lesson)
    asked = [(name, item, "prediction") for name, item in items.steps(lesson).items()]
    asked += [(name, item, "answer") for name, item in items.starting(lesson, "claim").items()]
    asked += [(name, item, "exit") for name, item in items.exits(lesson).items()]
    checks = [
        (name, items.form(item, when), when)
        for name, item in items.lesson(items.CHECK).items()
        for when in ("before", "after")
    ]
    for number in range(30):
        mine = record.Record(folder / f"{number:02}.jsonl")
        for name, item, kind in asked:
            answer = any_answer(item, chance)
            trap = {"trap": judge.judge(item, answer).get("trap")}
            sure = None if item["kind"] == "claim" else chance.choice(lines.CONFIDENCE)
            mine.add(kind, lesson=lesson, item=name, answer=answer, confidence=sure, **trap)
        for name, item, when in checks:
            mine.add("check", item=name, answer=any_answer(item, chance), when=when)
        score = {"answer": "nothing", "right": False, "score": number}
        mine.add("conclusion", lesson=lesson, item=f"{lesson}-unknown", **score)
        mine.add("hand-in", code=f"a-code-of-{number:010}", exit_cards=True)
    rounds = [
        (name, [(any_answer(item, chance), "certain") for _ in range(30)])
        for name, item in items.steps(lesson).items()
        for _ in range(2 if item["kind"] != "text" else 0)
    ]
    votes = room(folder.parent / f"{lesson}.votes", *rounds)
    return class_view([folder], [votes])


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_sheet_of_every_lesson_is_one_printed_page(lesson, tmp_path, browser):
    folder = tmp_path / "class"
    folder.mkdir()
    view = simulated(folder, lesson)
    assert view.lesson == lesson and view.rounds == 2 * sum(
        item["kind"] != "text" for item in items.steps(lesson).values()
    )
    view.save(tmp_path / "view")
    page = browser.new_page()
    page.goto((tmp_path / "view" / "class.html").as_uri())
    whole = page.pdf(prefer_css_page_size=True)
    page.evaluate("document.querySelector('.course').remove()")
    sheet = page.pdf(prefer_css_page_size=True)
    pages = [len(re.findall(rb"/Type /Page\b", printed)) for printed in (whole, sheet)]
    assert pages[1] == 1 < pages[0]
    page.emulate_media(media="print")  # and nothing of it lies over anything else
    page.set_viewport_size({"width": 725, "height": 1050})  # a page without its margins
    wider = page.evaluate(
        "[...document.querySelectorAll('.sheet :is(td, th, p, .ask, .card)')]"
        ".filter((each) => each.scrollWidth > each.clientWidth + 1).map((each) => each.textContent)"
    )
    assert wider == []
    page.close()
