"""Letters twice as large on a laptop, and nothing else: none is cut, no page is wider."""

from pathlib import Path

import pytest
from selenium.webdriver.support.wait import WebDriverWait

from tests import browsers
from tests.scripts import Script

JS = Script(__file__)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHECK = Path(__file__).parents[1] / "browser" / "lettering.js"
OPEN_ALL = "document.querySelectorAll('.kit-skip:not([hidden])').forEach((one) => one.click())"
READY = "document.documentElement.hasAttribute('data-ready')"
ALIVE = "[...document.querySelectorAll('.kit-plot')].every((plot) => plot.dataset.rest === 'true')"
LETTER = "parseFloat(getComputedStyle(document.body).fontSize)"
TEXT_ONLY = {"browser.display.os-zoom-behavior": 2, "ui.textScaleFactor": 200}


def test_in_chromium_with_letters_of_32_pixels(browser, lessons):
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    wire = context.new_cdp_session(page)  # a reader's own setting
    wire.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    found = {}
    for path in sorted(lessons.glob("*.html")):
        page.goto(path.as_uri())
        page.wait_for_function(READY)
        page.evaluate(OPEN_ALL)
        page.wait_for_function(ALIVE)
        page.evaluate(CHECK.read_text(encoding="utf-8"))
        assert page.evaluate(LETTER) == 34
        found[path.stem] = page.evaluate(JS.faults)
    context.close()
    assert {stem: faults for stem, faults in found.items() if faults != [0, [], []]} == {}


@pytest.mark.usefixtures("firefox_driver")  # without one it is skipped
def test_in_firefox_with_text_only_zoom(way_out, lessons):
    found, page = {}, browsers.firefox(way_out, TEXT_ONLY)
    page.set_window_size(1280, 900)
    wait = WebDriverWait(page, 60)
    for path in sorted(lessons.glob("*.html")):
        page.get(path.as_uri())
        wait.until(lambda page: page.execute_script(f"return {READY}"))
        page.execute_script(OPEN_ALL)
        wait.until(lambda page: page.execute_script(f"return {ALIVE}"))
        page.execute_script(CHECK.read_text(encoding="utf-8"))
        assert page.execute_script(f"return {LETTER}") == 34
        found[path.stem] = page.execute_script(f"return ({JS.faults})()")
    page.quit()
    assert {stem: faults for stem, faults in found.items() if faults != [0, [], []]} == {}
