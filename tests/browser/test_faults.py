"""What goes wrong in mid drag: a dead kernel, a cut line, a reload, a closed tab."""

import ast
import os
import re
import signal

import nbformat
import pytest

from kit import labs
from tests.browser.conftest import IDLE
from tests.browser.page import HELD_BACK, STATE, agrees, lab_of, wait_for, wait_for_sweep
from tests.browser.test_lesson import BEST, RIGHT, saved, says
from tests.files import ROOT
from tests.scripts import Script

pytestmark = pytest.mark.browser

LAB = "from kit import labs\nlab = labs.dose_occupancy()\nlab"
ASK = 'from kit import lesson\nlesson.ask("dose-best")'
LONG_LATER = 'import time\ntime.sleep(0 if "os" in dir() else 900)'  # long in a new kernel
QUIET = "(lab) => lab.querySelector('.kit-quiet').textContent"

LINE = f"{HELD_BACK} ({Script(__file__).cutAtWill})();"


def opened(fresh_visit, *cells):
    """A notebook with the lab, whose first slider can be dragged: page, view, Python's lab."""
    page = fresh_visit.open_new(LAB, *cells)
    lab = labs.dose_occupancy()
    view = lab_of(page, lab)
    wait_for_sweep(page, view, "dose")
    return page, view, lab


def carry(page, view, share, name="dose"):
    """Carry the handle of a slider to a share of its way; the mouse button stays down."""
    at = view.locator(f"input[name={name}]").bounding_box()
    page.mouse.move(at["x"] + share * at["width"], at["y"] + at["height"] / 2, steps=4)


def hold(page, view, name="dose"):
    """Take the handle of a slider at the middle of its way."""
    view.locator(f"input[name={name}]").scroll_into_view_if_needed()
    carry(page, view, 0.5, name)
    page.mouse.down()


def follows(page, view, lab, share):
    """Carry the handle of the first slider on, and see the picture's words follow it."""
    before = view.evaluate(STATE)["boxes"]
    carry(page, view, share)
    now = view.evaluate(STATE)["boxes"]
    assert now != before
    lab.set(**now)
    words = "([lab, words]) => lab.querySelector('.kit-words').textContent === words"
    page.wait_for_function(words, arg=[view.element_handle(), lab.words()], timeout=5_000)


def menu(page, name, item):
    page.get_by_role("menuitem", name=name, exact=True).click()
    page.get_by_role("menuitem", name=re.compile(f"^{item}")).first.click()


def printed(page, cell):
    """The text under a cell."""
    return page.locator(".jp-CodeCell").nth(cell).locator(".jp-OutputArea-output").last.inner_text()


def test_a_kernel_killed_in_mid_drag_says_so_and_loses_no_answer(fresh_visit):
    page, view, lab = opened(fresh_visit, "import os\nos.getpid()", ASK, LONG_LATER)
    question = page.locator(".kit-question")
    question.get_by_label(RIGHT).press("Space")
    hold(page, view)
    follows(page, view, lab, 0.3)
    os.kill(int(printed(page, 1)), signal.SIGKILL)
    for share in (0.4, 0.5, 0.6):
        follows(page, view, lab, share)
    wait_for(page, view, f"(lab) => ({QUIET})(lab).includes('run this cell again')")
    assert "“Dose” still works" in view.evaluate(QUIET)
    page.mouse.up()
    agrees(page, view, lab, **view.evaluate(STATE)["boxes"])
    question.get_by_label("fairly sure").dispatch_event("click")  # JupyterLab's dialog may have
    question.locator(".kit-commit").dispatch_event("click")  # the focus by now
    says(page, question, "it is not saved yet, and it is not lost")
    assert saved(fresh_visit) == [] and question.get_by_label(RIGHT).is_checked()
    page.locator(".jp-Dialog").get_by_role("button", name="Ok").press("Enter")  # "it will restart"
    page.wait_for_function(IDLE, timeout=60_000)
    for place, words in enumerate(("Saved in my-answers.jsonl", "Answered before. Correct.")):
        fresh_visit.run_cell(2)  # the answer is sent once
        says(page, page.locator(".kit-question"), words, ("saved", "feedback")[place])
        (event,) = saved(fresh_visit)
        assert (event["said"], event["confidence"]) == (RIGHT, "fairly sure")
    fresh_visit.run_cell(0)
    fresh = lab_of(page, labs.dose_occupancy())
    assert page.locator(".kit-lab").count() == 1
    steps = lab._controls["dose"].positions()
    start = list(steps).index(labs.dose_occupancy().dose)
    for place in (1, 2):  # one key, one step: nobody listens twice
        fresh.locator("input[name=dose]").press("ArrowRight")
        agrees(page, fresh, lab, dose=steps[start + place], ed50=5)
    # Python interrupted while it works and the handle is held
    fresh_visit.run_cell(3, wait=False)
    hold(page, fresh)
    follows(page, fresh, lab, 0.7)
    page.mouse.up()
    menu(page, "Kernel", "Interrupt Kernel")
    page.get_by_text("KeyboardInterrupt").first.wait_for()
    fresh.locator("input[name=ed50]").press("Home")
    agrees(page, fresh, lab, **fresh.evaluate(STATE)["boxes"] | {"ed50": 1})
    assert fresh.evaluate(QUIET) == ""


def test_a_line_cut_in_mid_drag_is_taken_up_where_it_was_left(fresh_visit):
    fresh_visit.page.add_init_script(LINE)
    page, view, lab = opened(fresh_visit, "lab.values")
    hold(page, view)
    follows(page, view, lab, 0.3)
    page.evaluate("held.on = true")  # what Python says from here on never arrives
    follows(page, view, lab, 0.4)
    page.wait_for_timeout(1200)  # Python was told where the handle is
    page.evaluate("line.cut()")
    for share in (0.5, 0.6, 0.7):
        follows(page, view, lab, share)
    page.mouse.up()
    dose = view.evaluate(STATE)["boxes"]["dose"]
    view.locator("input[name=ed50]").press("Home")  # needs Python
    wait_for(page, view, f"(lab) => ({QUIET})(lab).includes('still shows the state before')")
    page.evaluate("line.down = false")  # JupyterLab tries again by itself
    agrees(page, view, lab, dose=dose, ed50=1)
    assert view.evaluate(QUIET) == ""
    view.locator("input[name=ed50]").press("End")
    view.locator("input[name=dose]").press("ArrowLeft")
    now = view.evaluate(STATE)["boxes"]
    agrees(page, view, lab, **now)
    fresh_visit.run_cell(1)
    told = ast.literal_eval(printed(page, 1))
    assert {name: told[name] for name in now} == now


def test_reload_back_and_forward_in_mid_drag_and_mid_answer_lose_nothing(fresh_visit):
    page, view, lab = opened(fresh_visit, ASK)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    hold(page, view)
    follows(page, view, lab, 0.6)
    held = view.evaluate(STATE)["boxes"]
    page.reload()  # the handle is still held
    page.mouse.up()
    view = lab_of(page, lab)
    agrees(page, view, lab, **held)
    question = page.locator(".kit-question")
    question.get_by_label(RIGHT).press("Space")
    question.get_by_label("certain").press("Space")
    page.evaluate("document.querySelector('.kit-commit').click(); location.reload()")
    says(page, question, f"Correct. {BEST['b']['why']}")
    assert [event["said"] for event in saved(fresh_visit)] == [BEST["b"]["text"]]
    page.go_back()
    page.go_forward()
    question = page.locator(".kit-question")
    says(page, question, f"Correct. {BEST['b']['why']}")
    assert question.get_by_label(RIGHT).is_checked()
    agrees(page, lab_of(page, lab), lab, **held)
    assert len(saved(fresh_visit)) == 1


EVIL = {
    "text/html": "<p>A table</p><img src='none.png' onerror='ran = 1'><script>ran = 2</script>",
    "application/javascript": "ran = 3",
    "image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'><script>ran = 4</script></svg>",
}


def test_an_untrusted_notebook_shows_its_saved_form_and_runs_nothing(fresh_visit):
    notebook = nbformat.read(ROOT / "notebooks" / "00-start.ipynb", as_version=4)
    cells = [nbformat.v4.new_code_cell("1 / 0") for _ in EVIL]
    for cell, (kind, text) in zip(cells, EVIL.items()):
        cell.outputs = [nbformat.v4.new_output("display_data", data={kind: text})]
    notebook.cells += cells
    nbformat.write(notebook, fresh_visit.home / "notebooks" / "stranger.ipynb")
    page = fresh_visit.open("stranger.ipynb")
    page.locator(".jp-CodeCell").last.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    assert page.evaluate("window.ran") is None
    lab = labs.standing_up()
    output = page.locator(".jp-CodeCell", has=page.locator("img[src^=data]")).first
    output.scroll_into_view_if_needed()
    for summary in output.locator("summary").all():  # what a guess opens is shut until then
        summary.click()
    assert output.locator("img").first.evaluate("(i) => i.complete && i.naturalWidth > 300")
    assert lab.words() in output.inner_text()
    assert output.locator("td").first.is_visible()
    assert page.locator(".kit-lab").count() == 0
