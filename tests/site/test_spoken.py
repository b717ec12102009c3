"""What a voice is given: words that it says well, and each of them once."""

import re

import pytest

from kit.chart import Slider
from tests.labs.test_contract import LABS
from tests.scripts import Script
from tests.site.test_hear import words

JS = Script(__file__)

__all__ = ["words"]  # the fixture
pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Signs that a voice says or rightly leaves out. It leaves out < and reads → as "right arrow",
# _ as "underscore", a superscript as a figure, / as "slash".
SAYABLE = re.compile(r"[\w\s.,;:!?'’“”()%+±×÷=−-]*")
UNITS = re.compile(r"\d\s?(?:nM|uM|mg|ms|min|Hz|h|s|g)\b|%\)|_")


def texts_of(lab):
    """What a lab says: its sentences at both ends of each control, and its names."""
    states = [{}]
    for control in lab._controls.values():
        ends = control.positions()[[0, -1]] if isinstance(control, Slider) else control.options
        states += [{control.name: value} for value in ends]
    for state in states:
        values = lab._start | state
        drawn = lab._state(values)
        yield lab._words.of(drawn)
        axes = [lab._plot.x, *lab._plot.panels, *drawn.drawing.axes.values()]
        for axis in axes:
            yield axis.title
            yield from axis.names().values()
    yield from lab._plot.columns()
    if lab._picture:
        yield lab.spec["picture"]["alt"]


@pytest.mark.parametrize("name", LABS)
def test_what_a_lab_says_holds_no_sign_that_voices_read_badly(words, name):
    lab = LABS[name]()
    told = words.evaluate("(spec) => summaryOf(spec).map(([, text]) => text)", lab.spec)
    texts = sorted({text for text in [*texts_of(lab), *told] if text})
    for text, said in zip(texts, words.evaluate("(all) => all.map(aloud)", texts), strict=True):
        assert SAYABLE.fullmatch(said) and not UNITS.search(said), (text, said)
        assert ": ;" not in said and "; ;" not in said and ": ." not in said, said  # no name


def test_short_forms_are_said_as_people_say_them(words):
    for text, said in {
        "OR 1.44 (1.02–2.01)": "odds ratio 1.44 (1.02 to 2.01)",
        "Two SSRIs, an NDRI and MAO": "Two S S R I's, an N D R I and M A O",
        "SERT, NET and GABA": "SERT, NET and GABA",
        "Level (pg/mL)": "Level (picograms per millilitre)",
        "one → other": "one to other",
    }.items():
        assert words.evaluate("aloud", text) == said


def test_an_answer_and_its_lab_are_told_once(visit):
    page = visit("03-dose")
    page.evaluate(JS.listen)
    heard = "() => said.splice(0).join(' | ')"
    line = page.locator(".kit-question:has(.kit-pad)").first
    boxes = line.get_by_role("spinbutton")
    assert boxes.first.get_attribute("aria-valuetext") == "empty"
    for box in boxes.all():
        box.fill("50")
    assert boxes.first.get_attribute("aria-valuetext") is None
    line.get_by_label("certain").check()
    line.locator(".kit-commit").press("Enter")
    page.wait_for_function("said.join().includes('Your line is')")
    page.wait_for_timeout(500)
    said = page.evaluate(heard)
    text = line.locator(".kit-feedback").text_content()
    assert "Waiting" not in said
    for sentence in re.findall(r"[^.!?]{12,}[.!?](?=\s|$)", text):
        assert said.count(sentence.strip()) == 1, (sentence, said)
    # a mistake that the lab refutes: its words are said by the question, the verdict not again
    choice = page.locator('.kit-question[data-name="dose-best"]')
    choice.scroll_into_view_if_needed()
    choice.get_by_label("Either, given enough").check()
    choice.get_by_label("certain").check()
    choice.locator(".kit-commit").press("Enter")
    page.locator('.kit-lab .kit-plot[data-live="true"]').nth(1).wait_for()
    page.wait_for_timeout(700)
    page.evaluate(heard)
    choice.get_by_role("button", name="Show me in the lab").press("Enter")
    page.wait_for_timeout(1500)
    said = page.evaluate(heard)
    shown = choice.locator(".kit-shown").text_content().partition(": ")[2]
    assert shown and said.count(shown[:20]) == 1 and "Not quite" not in said, said


def test_no_loose_word_of_a_drawing_is_read_and_points_are_heard_from_the_first(visit):
    page = visit("03-dose")
    page.locator(".kit-question .kit-skip").first.press("Enter")
    assert page.evaluate("document.activeElement.matches('.kit-commit')")  # the button is gone
    view = page.locator(".kit-lab").first
    view.locator('.kit-plot[data-live="true"]').wait_for()
    assert page.locator(".kit-pad text").count() and page.locator(".kit-picture text").count()
    assert page.evaluate(JS.loose) == []
    sentence = view.locator(".kit-words").text_content()
    described = view.locator(".kit-picture desc").text_content()
    assert described and sentence not in described  # "Right now" says it
    view.get_by_role("button", name="Hear it").press("Enter")
    steps = view.get_by_role("slider", name="Point by point")
    assert steps.input_value() == "0"
    assert view.locator(".kit-hear [role=status]").count() == 0  # the slider says its place
