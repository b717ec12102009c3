"""axe-core over every notebook in JupyterLab, run whole, each prediction opened, each lab drawn."""

import pytest

from tests import axe
from tests.browser.conftest import FAULT, OPEN
from tests.files import NOTEBOOKS
from tests.scripts import Script

JS = Script(__file__)

pytestmark = pytest.mark.browser

OURS = (
    ".jp-Notebook .jp-RenderedMarkdown, .jp-Notebook .jp-OutputArea-output",
    ".kit-where",
)
# What JupyterLab 4.6 itself breaks around our cells: nothing that a notebook could mend.
JUPYTERLAB = {
    "aria-allowed-attr": "its toolbar buttons say that they are pressed",
    "aria-input-field-name": "its code editors have no name",
    "aria-required-children": "its list of cells is a feed without articles",
    "button-name": "its buttons that fold a heading have no name",
    "region": "its skip links stand outside of landmarks",
}
# JupyterLab leaves out what is far from sight; axe sees what is drawn
DRAW_ALL = ".jp-Cell { content-visibility: visible !important; }"
RUN = "() => jupyterapp.commands.execute('notebook:run-all-cells')"

# 1280 pixels at a zoom of 200 %, and a phone. 1400 is what all other tests have.
WIDTHS = (640, 360)
BOXES = ".kit-lab, .kit-question, .kit-passport"
PARTS = "button, input, select, textarea, label, legend, p, summary, svg.main-svg"


@pytest.fixture(scope="module")
def page(shared):
    """One JupyterLab for all notebooks."""
    shared.open("glossary.ipynb")
    shared.page.add_style_tag(content=DRAW_ALL)
    shared.page.evaluate("() => jupyterapp.commands.execute('application:toggle-left-area')")
    return shared.page


def whole(page, name):
    """Open a notebook, run it, open what its predictions cover, and wait until all is drawn."""
    page.set_viewport_size({"width": 1400, "height": 1000})
    page.evaluate(OPEN, name)
    page.wait_for_selector(".jp-Notebook .jp-RenderedMarkdown")
    axe.is_well(page, OURS[:1])  # and its saved pictures, before anything runs
    page.evaluate(RUN)
    page.wait_for_function(JS.show, polling=700, timeout=120_000)
    assert not page.locator(FAULT).count()


def tight(page):
    """What has no room in a lab or a question, once the charts have followed the window."""
    for _ in range(24):
        page.wait_for_timeout(250)
        if not (wrong := page.evaluate(JS.tight)):
            break
    return wrong


@pytest.mark.parametrize("name", [path.name for path in NOTEBOOKS])
def test_axe_finds_nothing_grave_in_a_lesson(page, name):
    whole(page, name)
    if name[0] == "0":
        assert page.locator(".kit-plot[data-live]").count()
    axe.is_well(page, OURS)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        assert tight(page) == [], width


def test_in_the_dark_every_text_stands_out_and_around_us_only_jupyterlab_is_at_fault(page):
    whole(page, "00-start.ipynb")
    page.evaluate(
        "() => jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Dark'})"
    )
    page.locator("body[data-jp-theme-light=false]").wait_for(state="attached")
    axe.is_well(page, OURS, ["color-contrast"])
    page.evaluate(
        "() => jupyterapp.commands.execute('apputils:change-theme', {theme: 'JupyterLab Light'})"
    )
    page.locator("body[data-jp-theme-light=true]").wait_for(state="attached")
    page.evaluate("() => jupyterapp.commands.execute('application:toggle-left-area')")
    ours = {name for name, *_ in axe.broken(page, OURS)}
    around = [row for row in axe.broken(page) if row[0] not in {*JUPYTERLAB, *ours}]
    assert not around, axe.report(around)
