"""Numbers as people write them: Python and the page read each the same, comma and point alike."""

import json
from pathlib import Path

import pytest

from kit.chart import Slider
from kit.chart.page import BLOCKS
from kit.chart.typed import read_number
from kit.lesson.question import Question
from tests.browser.test_hostile import mount
from tests.hostile import hostile_item
from tests.scripts import Script

JS = Script(__file__)

CASES = json.loads((Path(__file__).parents[1] / "numbers.json").read_text(encoding="utf-8"))


def in_python(typed):
    """What Python reads, or how it refuses."""
    try:
        return read_number(typed)
    except ValueError as refusal:
        return str(refusal)


@pytest.mark.parametrize(("typed", "meant"), CASES)
def test_python_reads_what_was_meant(typed, meant):
    assert in_python(typed) == meant


def test_a_slider_takes_a_comma_and_no_thousands_mark():
    slider = Slider("dose", "Dose", 0, 2000, 20, "mg")
    assert slider.check("12,5") == slider.check("12.5") == 12.5
    with pytest.raises(ValueError, match="write 1000 or 1.000"):
        slider.check("1,000")


@pytest.mark.browser
@pytest.mark.slow
def test_the_page_reads_numbers_as_python_does(browser):
    page = browser.new_page()
    for block in BLOCKS:
        page.add_script_tag(path=block)
    seen = page.evaluate(JS.read, CASES)
    assert seen == [meant for _, meant in CASES]
    page.close()


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("language", ["en-US", "de-DE"])
def test_a_question_takes_a_comma_in_a_browser_of_any_language(browser, language):
    context = browser.new_context(locale=language)
    page = context.new_page()
    page.set_content("<!doctype html><title>a number</title><body>")
    page.evaluate("window.sent = []")
    asked = Question("03-typed", hostile_item("x", "number"))
    mount(page, asked)
    box = page.get_by_role("spinbutton")
    page.get_by_label("certain", exact=True).check()
    for typed, told in (("1,000", "can be read in two ways"), ("many", "is not a number")):
        box.fill(typed)
        page.locator(".kit-commit").click()
        assert told in page.locator(".kit-feedback").text_content()
    box.press("Control+a")
    page.keyboard.type("6,7")
    assert box.get_attribute("aria-valuenow") == "6.7"
    page.locator(".kit-commit").click()
    assert page.evaluate("sent.map(({ answer }) => answer)") == [6.7]
    box.press("ArrowUp")
    box.press("ArrowUp")
    box.press("ArrowDown")
    assert box.input_value() == "7.7"
    context.close()
