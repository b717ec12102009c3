"""The first click leaves a reader at the beginning of a lesson; the row of steps leads through."""

import pytest

from tests.browser.notebook import long_lesson, text
from tests.scripts import Script

JS = Script(__file__)

pytestmark = pytest.mark.browser

PLACE = "document.querySelector('.jp-WindowedPanel-outer').scrollTop"


LAST = [text("## The question"), 'lesson.predict("dose-line", labs.dose_occupancy())']


def opened(visit, name="long-lesson.ipynb"):
    """A lesson whose cells take three seconds, with a question at its end."""
    return visit.open(long_lesson(visit.home, name, "dose", 0.25, last=LAST))


def test_run_all_cells_leaves_the_reader_at_the_title(visit):
    page = visit.open("03-dose.ipynb")
    visit.run_all()
    page.wait_for_function("document.querySelector('.jp-Cell').matches('.jp-mod-active')")
    assert page.evaluate(PLACE) == 0
    assert page.locator(".jp-Notebook h1").first.evaluate(JS.seen)
    row, room = (
        page.locator(f".jp-Notebook {css}").first.bounding_box()
        for css in (".kit-where", ".jp-WindowedPanel-outer")
    )
    assert row["height"] < 60 and row["y"] + row["height"] <= room["y"] + 0.5  # it covers nothing
    page.keyboard.press("ArrowDown")  # goes on from the first cell, not from the last
    page.wait_for_timeout(300)
    assert page.locator(".jp-Notebook h1").first.evaluate(JS.seen)


@pytest.mark.parametrize("hand", ["wheel", "scrollbar"])
def test_a_reader_who_scrolls_meanwhile_is_left_alone(visit, hand):
    page = opened(visit)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator(".kit-where").wait_for()
    page.wait_for_timeout(500)
    assert page.evaluate(PLACE) == 0
    if hand == "wheel":
        page.mouse.move(800, 600)
        page.mouse.wheel(0, 700)
    else:  # no browser says that its scrollbar is held
        page.evaluate(JS.drag)
        page.wait_for_timeout(1000)
    page.wait_for_function(f"{PLACE} > 500")
    page.wait_for_timeout(300)  # the wheel runs out
    place = page.evaluate(PLACE)
    assert place > 500
    for _ in range(15):
        page.wait_for_timeout(200)
        assert abs(page.evaluate(PLACE) - place) < 60  # cells above grow while they run


def test_a_step_leads_by_keyboard_to_its_question_and_who_comes_back_hears_of_it(visit):
    page = opened(visit)
    visit.run_all()
    row = page.locator(".kit-where")
    first = row.locator("li").first
    assert first.get_attribute("data-state") == "here"
    cells = page.locator(".jp-Notebook .jp-Cell").count()
    page.locator(".kit-name").focus()
    for key in ("d", "d", "Tab"):  # none of them is JupyterLab's
        page.keyboard.press(key)
    assert page.evaluate("document.activeElement.textContent") == "1"
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.matches('.kit-question')")
    assert page.locator(".jp-Notebook .jp-Cell").count() == cells
    question = page.locator(".kit-question")
    page.wait_for_function(JS.seen, arg=question.element_handle())
    heading = page.locator(".jp-RenderedMarkdown h2").last
    page.wait_for_function(JS.seen, arg=heading.element_handle())  # once the page has settled
    question.locator(".kit-skip").press("Enter")
    row.locator("li[data-state=done]").wait_for()
    assert row.locator("li[data-state=here]").text_content() == "2"
    assert not page.locator(".kit-stopped").is_visible()
    row.locator(".kit-name").click()
    page.wait_for_function(f"{PLACE} === 0")
    page = opened(visit, "opened-again.ipynb")
    assert not page.locator(".kit-where").count()
    visit.run_all()
    assert page.locator(".kit-stopped").text_content().startswith("You stopped at step 2: ")
    name, question = map(page.locator(".kit-dot").first.get_attribute, ("aria-label", "title"))
    assert name == "Step 1, done" and question  # which is read after the name
    assert page.locator(".kit-where").count() == 1
