"""Numbers as people write them: Python and the page read each the same, comma and point alike."""

import pytest

from kit.chart import Slider
from kit.chart.page import BLOCKS
from kit.chart.typed import read_number
from tests.files import read
from tests.scripts import Script

JS = Script(__file__)

CASES = read("tests/numbers.json")


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
