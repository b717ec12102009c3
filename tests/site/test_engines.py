"""The static site in Firefox and in WebKit: answers are kept, labs are whole and move."""

import re
import zlib
from base64 import b64decode
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.wait import WebDriverWait

from kit import labs
from tests.scripts import Script
from tests.site.conftest import ALL_LIVE, OPEN_ALL, ROOT
from tools.site import packages

pytestmark = [pytest.mark.browser, pytest.mark.slow]
JS = Script(__file__)
CHECK = Path(__file__).parents[1] / "browser" / "lettering.js"
WORDS = "return arguments[0].querySelector('.kit-words').textContent"
DOSE = "return Number(arguments[0].querySelector('.kit-box input').value)"
RESTS, MOVED, ANSWER, OPEN, SHUT = (
    f"return ({each})()" for each in (JS.rests, JS.moved, JS.answer, JS.open, JS.shut)
)
DRAWN = f"return {ALL_LIVE} && !document.querySelector('.fault')"
KEPT = "return JSON.stringify(Object.entries(localStorage).toSorted())"
WIDE = "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
WIDTHS = 1280, 500  # Firefox makes no window that is smaller


LOADED = "return Boolean(globalThis.Plotly)"
READY = "return document.documentElement.hasAttribute('data-ready')"
STEMS = sorted(path.stem for path in (ROOT / "notebooks").glob("[0-9]*.ipynb"))


def opened(driver, path):
    """A page from the disk for a new reader."""
    driver.get(path.as_uri())
    wait = WebDriverWait(driver, 30)
    wait.until(lambda page: page.execute_script(LOADED))  # what is cut off would be an error
    driver.execute_script("localStorage.clear()")
    driver.refresh()
    wait.until(lambda page: page.execute_script(READY))


@pytest.fixture(params=["firefox", "webkit_driver"])
def engine(request):
    """Another engine, in a window of a laptop."""
    driver = request.getfixturevalue(request.param)
    driver.set_window_size(1280, 900)
    return driver


@pytest.fixture
def page(engine, site):
    """A lesson in another engine."""
    opened(engine, site[0] / "03-dose.html")
    return engine


def test_every_lab_is_whole_and_follows_the_keys(page):
    wait = WebDriverWait(page, 60)
    page.execute_script(OPEN_ALL)
    wait.until(lambda page: len(page.find_elements(By.CSS_SELECTOR, ".kit-lab")) >= 5)
    found = page.find_elements(By.CSS_SELECTOR, ".kit-lab")
    page.execute_script(CHECK.read_text(encoding="utf-8"))
    for lab in found:
        page.execute_script("arguments[0].scrollIntoView({block: 'center'})", lab)
        wait.until(lambda page: page.execute_script(RESTS))
        before = page.execute_script(WORDS, lab)
        slider = lab.find_element(By.CSS_SELECTOR, "input[type=range]")
        for key in (Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT):
            slider.send_keys(key)
        wait.until(lambda page, lab=lab, before=before: page.execute_script(WORDS, lab) != before)
        wait.until(lambda page: page.execute_script(RESTS))
    python = labs.dose_occupancy()
    python.set(dose=page.execute_script(DOSE, found[0]))
    assert page.execute_script(WORDS, found[0]) == python.words()
    for width in WIDTHS:
        page.set_window_size(width, 900)
        wait.until(lambda page, width=width: page.execute_script("return innerWidth") <= width)
        wait.until(lambda page: page.execute_script(RESTS))
        wait.until(lambda page: page.execute_script("return lettering.all()") == {})
        assert page.execute_script(WIDE) <= 0


@pytest.mark.parametrize("stem", STEMS)
def test_every_lesson_is_answered_opens_its_texts_and_comes_back(engine, lessons, stem):
    wait = WebDriverWait(engine, 60)
    opened(engine, lessons / f"{stem}.html")
    shut = engine.execute_script(SHUT)
    engine.execute_script(ANSWER)
    wait.until(lambda page: not page.execute_script(SHUT))
    wait.until(lambda page: page.execute_script(DRAWN))
    assert engine.execute_script(OPEN) == []
    kept = engine.execute_script(KEPT)
    engine.refresh()
    wait.until(lambda page: page.execute_script(READY))
    assert shut and not engine.execute_script(SHUT)
    assert engine.execute_script(KEPT) == kept
    wait.until(lambda page: page.execute_script(DRAWN))


def test_a_lesson_is_presented_up_to_its_last_screen(page):
    wait = WebDriverWait(page, 30)
    page.find_element(By.LINK_TEXT, "Present").click()
    shown = "return document.documentElement.hasAttribute('data-present')"
    wait.until(lambda page: page.execute_script(f"{shown} && {READY[7:]}"))
    seen = []
    for _ in range(80):  # a long text moves on first
        now = page.execute_script("return location.hash")
        if now in seen[:-3]:
            break
        seen.append(now)
        page.find_element(By.TAG_NAME, "body").send_keys(Keys.PAGE_DOWN)
    assert {name.rpartition(".")[2] for name in seen} >= {"ask", "guess", "lab", "why"}
    assert len(set(seen)) > 20
    assert "answer" not in page.execute_script(KEPT)


def test_a_lesson_in_one_file_is_answered_whole(engine, site, tmp_path):
    packages.write(site[0], tmp_path)
    opened(engine, tmp_path / "lessons" / "03-dose.html")
    engine.execute_script(ANSWER)
    WebDriverWait(engine, 60).until(lambda page: not page.execute_script(SHUT))
    WebDriverWait(engine, 60).until(lambda page: page.execute_script(DRAWN))
    assert engine.execute_script(OPEN) == []


def pieces(pdf):
    """How many pieces of text a PDF draws."""
    found = 0
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.DOTALL):
        try:
            found += len(re.findall(rb"\bT[jJ]\b", zlib.decompress(stream)))
        except zlib.error:  # a font or an image
            continue
    return found


def test_a_printed_lab_has_its_letters(firefox, site):
    opened(firefox, site[0] / "03-dose.html")
    firefox.execute_script(ANSWER)
    wait = WebDriverWait(firefox, 60)
    wait.until(lambda page: page.execute_script(DRAWN) and page.execute_script(RESTS))
    chart = ".kit-chart text"
    written = firefox.execute_script(f"return document.querySelectorAll('{chart}').length")
    whole = pieces(b64decode(firefox.print_page()))
    hide = f"document.querySelectorAll('{chart}').forEach((text) => text.remove())"
    firefox.execute_script(hide)
    assert written > 50 and whole - pieces(b64decode(firefox.print_page())) > 0.5 * written


def test_a_picture_plays_while_it_is_in_sight(page):
    page.execute_script(OPEN_ALL)
    wait = WebDriverWait(page, 30)
    picture = wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, ".kit-play"))[0]
    sight = "arguments[0].scrollIntoView({block: 'end'})"  # WebKit scrolls back as a load ends
    wait.until(lambda page: page.execute_script(sight, picture) or page.execute_script(MOVED))
    # one picture of a page plays at a time, which may be the next one
    buttons = page.find_elements(By.CSS_SELECTOR, ".kit-play button")
    next(button for button in buttons if button.text == "Pause").click()
    wait.until(lambda page: not page.execute_script(MOVED))
