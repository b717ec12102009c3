"""What a prediction opens is out of sight in JupyterLab until the guess; what was saved is not."""

import pytest
from PIL import Image

from kit import labs
from kit.chart import saved
from tests.browser.conftest import IDLE
from tests.browser.notebook import text as cell_of
from tests.browser.notebook import write
from tests.files import NOTEBOOKS, read
from tests.scripts import Script

JS = Script(__file__)

pytestmark = pytest.mark.browser

IMPORT = "from kit import evidence, labs, lesson"
LOOK = "from pathlib import Path\nfrom kit.chart import saved\nsaved.look_in(Path('drawn'))"
AFTER = '<details class="after"><summary>What happened</summary>\n\nIt is **so**.\n\n</details>'


def predictions():
    """Every prediction of every lesson with the text under it, as cells of one notebook."""
    found = []
    for path in NOTEBOOKS:
        cells = read(path)["cells"]
        for cell, after in zip(cells, cells[1:], strict=False):
            asked, text = "".join(cell["source"]), "".join(after["source"])
            if cell["cell_type"] == "code" and "lesson.predict(" in asked and "<details" in text:
                found += [asked, cell_of(text)]
    return found


def opened(visit, name, *cells):
    """A notebook of these cells, opened and run."""
    page = visit.open(write(visit.home, name, [IMPORT, *cells]))
    visit.run_all()
    return page


def wait_for_texts(page, seen):
    """Wait until exactly these texts are seen."""
    page.wait_for_function(f"(seen) => ({JS.texts})().join() === seen.join()", arg=seen)


def test_each_guess_opens_its_own_text(visit):
    cells = predictions()
    page = opened(visit, "all-predictions.ipynb", *cells)
    count = len(cells) // 2
    assert count > 20 and page.locator(".kit-question").count() == count
    assert page.evaluate(JS.texts) == [False] * count
    assert not any(seen for seen, _ in page.evaluate(JS.still))  # hidden beside the live views
    page.locator("details.after > summary").nth(1).click()  # the reader may
    wait_for_texts(page, [place == 1 for place in range(count)])
    page.locator(".kit-skip").nth(count // 2).press("Enter")
    wait_for_texts(page, [place in (1, count // 2) for place in range(count)])
    page.evaluate("document.querySelectorAll('.kit-skip:not([hidden])').forEach((b) => b.click())")
    page.wait_for_function(f"() => ({JS.texts})().every(Boolean)", timeout=120_000)


def two(visit):
    """Two predictions, each with its text, and a picture of each lab."""
    drawn = visit.home / "notebooks" / "drawn"
    drawn.mkdir(exist_ok=True)
    for lab in (labs.dose_occupancy(), labs.level_and_block()):
        name = saved.name(lab.title, lab.values)
        Image.new("RGB", (400, 300), "white").save(drawn / f"{name}.png")
    return opened(
        visit,
        "two-predictions.ipynb",
        LOOK,
        'lesson.predict("dose-line", labs.dose_occupancy())',
        cell_of(AFTER),
        'lesson.predict("exit-line", labs.level_and_block())',
        cell_of(AFTER),
    )


def test_a_text_stays_open_when_it_is_drawn_anew_and_when_the_lesson_runs_again(visit):
    page = two(visit)
    page.locator(".kit-skip").nth(1).press("Enter")
    wait_for_texts(page, [False, True])
    for place in (0, 1):  # edited and drawn anew
        page.locator(".jp-MarkdownCell .jp-InputPrompt").nth(place).click()
        page.keyboard.press("Enter")
        editor = page.locator(".jp-MarkdownCell.jp-mod-active .cm-content")
        editor.press("Control+End")
        editor.press_sequentially("\n\nMore.")
        editor.press("Control+Enter")
    wait_for_texts(page, [False, True])
    page.locator("details.after[open] > summary").click()  # and the reader may shut it
    wait_for_texts(page, [False, False])
    page.evaluate("jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    page.wait_for_function(IDLE)
    visit.run_all()  # the answer comes back from the file
    wait_for_texts(page, [False, True])


def test_a_saved_lesson_shows_what_was_saved_where_its_widgets_are_lost(visit):
    page = two(visit)
    page.locator(".kit-skip").nth(1).press("Enter")
    wait_for_texts(page, [False, True])
    page.evaluate("jupyterapp.shell.currentWidget.context.save()")
    visit.open("two-predictions.ipynb")  # with a Python that knows of no widget
    page.wait_for_function(f"() => ({JS.still})().every(([seen]) => seen)")
    assert page.evaluate(JS.still) == [[True, 1], [True, 1]]
    assert page.evaluate(JS.texts) == [False, False]
    assert page.locator(".kit-question, .kit-lab").count() == 0
    lost = page.get_by_text("Error displaying widget")
    assert not any(each.is_visible() for each in lost.all())
    shut = page.locator("details.kit-covered")
    assert not any(image.is_visible() for image in shut.locator("img, table").all())
    for each in shut.all():
        each.locator(":scope > summary").click()
        assert each.locator("img").is_visible()
        each.get_by_text("The numbers of this picture").click()
        assert each.locator("table").is_visible()
