"""No label of any lab touches anything, at three widths, wherever its sliders stand."""

from pathlib import Path

import pytest

from kit import labs
from kit.chart import Lab
from tests.scripts import Script
from tools import cards

JS = Script(__file__)

pytestmark = pytest.mark.browser
CHECK = (Path(__file__).parent / "lettering.js").read_text(encoding="utf-8")
WIDTHS = 360, 760, 1280
HIGHEST = 640  # pixels of a card beside which nothing scrolls on a screen of 1280 x 720
PROJECTORS = (1024, 768), (1920, 1080), (3840, 2160)
LEAST = 0.032  # of the height of a screen, so that the last row of a room reads it
COLUMN = """body > div { max-width: 62rem; margin: 0 auto } /* as wide as the site's pages */
:root[data-kit-larger-text] body > div { max-width: none }"""


@pytest.fixture(scope="module")
def told():
    """Every lab as a card needs it."""
    made = [getattr(labs, name)() for name in labs.__all__]
    return [cards.data(lab) for lab in made if isinstance(lab, Lab)]


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """The page without labs."""
    path = tmp_path_factory.mktemp("cards") / "cards.html"
    path.write_text(cards.page(COLUMN), encoding="utf-8")
    return path


def opened(browser, file, labs, width, height=720):
    """A page with these labs, at rest."""
    size = {"width": width, "height": height}
    context = browser.new_context(viewport=size, reduced_motion="reduce")
    page = context.new_page()
    page.goto(file.as_uri())
    page.add_script_tag(content=CHECK)
    page.evaluate("(labs) => labs.forEach((lab) => cards.show(lab))", labs)
    page.wait_for_function(
        "document.querySelectorAll('.kit-plot[data-live]').length === " + str(len(labs))
    )
    page.wait_for_timeout(700)
    return page


@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_touches_anything(browser, file, told, width):
    page = opened(browser, file, told, width)
    found = {"at first": page.evaluate("lettering.all()")}
    if width == WIDTHS[-1]:
        high = page.evaluate(JS.heights)
        assert [each for each in high if each[1] > HIGHEST] == []
    most = max(len(lab["sweeps"]) for lab in told)
    for slider in range(most):
        for share in (0, 0.5, 1):
            page.evaluate(f"lettering.move({slider}, {share})")
            page.wait_for_timeout(400)
            page.wait_for_function("lettering.rested()")
            found[f"slider {slider} at {share}"] = page.evaluate("lettering.all()")
    page.context.close()
    faults = [(when, lab, what) for when, labs in found.items() for lab, what in labs.items()]
    assert faults == []


MOST_GONE = {1024: 14, 1920: 3, 3840: 3}  # of more than 180


@pytest.mark.parametrize("size", PROJECTORS, ids=lambda size: f"{size[0]}x{size[1]}")
def test_the_last_row_reads_every_letter_of_a_larger_lab(browser, file, told, size):
    page = opened(browser, file, told, *size)
    page.get_by_role("button", name="Larger text").first.click()
    page.wait_for_timeout(700)
    small = page.evaluate(f"lettering.small({LEAST}, '.kit-lab', 'no-such-thing')")
    faults = page.evaluate("lettering.all()")
    gone, beyond = page.evaluate(JS.gone), page.evaluate(JS.beyond)
    page.get_by_role("button", name="Larger text").first.click()
    page.wait_for_timeout(700)
    back = page.evaluate(JS.gone)
    page.context.close()
    assert small == [] and faults == {} and beyond == []
    assert len(gone) <= MOST_GONE[size[0]] and back == []


def test_a_label_on_a_line_is_found(browser, file, told):
    lab = next(each for each in told if each["spec"]["title"] == "Block a share of the exit")
    page = opened(browser, file, [lab], 1280)
    assert page.evaluate("lettering.all()") == {}
    page.evaluate(JS.layOnALine)
    [faults] = page.evaluate("lettering.all()").values()
    page.context.close()
    assert any("touches a line" in each for each in faults)
