"""The classroom app: a menu, lessons without code, large type, and kernels that end with pages."""

import json
import re
import shutil
import subprocess
import time
import urllib.request
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
import pytest

from tests import jupyterlab
from tests.looks import looks_as_before

ROOT = Path(__file__).resolve().parents[2]
LESSONS = ("00-start-here.ipynb", "03-dose-occupancy-effect.ipynb")
PATIENCE = 6  # seconds in place of 50
LARGE = 19  # pixels of type, at least
FAINTEST = """() => [...document.querySelectorAll('main p, main li, .kit-lab, .kit-question')]
    .filter((node) => node.getClientRects().length)
    .map((node) => parseFloat(getComputedStyle(node).fontSize))
    .reduce((least, size) => Math.min(least, size), 99)"""


@contextmanager
def running(products, home, *options):
    """The app over two lessons: its address and its process."""
    (home / "notebooks").mkdir()
    for name in LESSONS:
        shutil.copy(ROOT / "notebooks" / name, home / "notebooks")
    port = jupyterlab.free_port()
    command = [products / "python", "-m", "tools.app", "--no-browser", f"--port={port}", *options]
    log = (home / "app.log").open("w")
    process = subprocess.Popen(
        [*command, f"--notebooks={home / 'notebooks'}"], cwd=ROOT, stdout=log, stderr=log
    )
    try:
        jupyterlab.wait_for(f"http://127.0.0.1:{port}/", process)
        yield f"http://127.0.0.1:{port}", psutil.Process(process.pid)
    finally:
        process.terminate()
        process.wait(30)
        log.close()


@pytest.fixture(scope="module")
def app(products, tmp_path_factory):
    """The app as a teacher starts it."""
    with running(products, tmp_path_factory.mktemp("app")) as (address, _):
        yield address


@pytest.mark.browser
def test_a_lesson_opens_from_the_menu_large_and_without_code(app, page):
    page.goto(app)
    assert page.locator(".kit-lessons a").count() == len(LESSONS)
    page.get_by_role("link", name="3 · Dose, occupancy, effect").press("Enter")
    live(page)
    words = page.locator("body").inner_text()
    assert page.title() == "3 · Dose, occupancy, effect"
    for code in ("from kit import", "lesson.predict", "Run All", "Saved picture", "beside this"):
        assert code not in words
    assert page.locator(".jp-InputArea-editor").count() == 0
    assert page.evaluate(FAINTEST) >= LARGE
    assert page.locator("mjx-container").count() > 0  # the formula
    page.locator(".kit-lab").first.scroll_into_view_if_needed()
    page.wait_for_timeout(500)
    looks_as_before(page.screenshot(), "app")
    page.get_by_role("link", name="All lessons").first.click()
    page.get_by_role("heading", name="Neuropharmacology lessons").wait_for()
    assert not page.outside, page.outside
    assert not page.errors, page.errors


@pytest.mark.browser
def test_answers_stay_with_the_page_and_can_be_taken_along(app, page):
    page.goto(f"{app}/voila/render/{LESSONS[1]}")
    asked = live(page)
    saved = asked.locator(".kit-saved").first.text_content()
    assert "This page forgets your answers" in saved
    with page.expect_download() as told:
        asked.get_by_role("button", name="Download my answers").click()
    lines = Path(told.value.path()).read_text(encoding="utf-8").splitlines()
    events = [json.loads(line) for line in lines]
    assert [event["kind"] for event in events] == ["start", "skip"]
    assert events[1]["item"] == "03-line"
    page.goto(f"{app}/voila/render/{LESSONS[0]}")  # another page knows nothing of it
    passport = page.locator(".kit-passport")
    passport.wait_for(timeout=60_000)
    assert "empty so far" in passport.text_content()
    assert "Load answers from a file there" not in page.locator("body").inner_text()
    passport.get_by_label("Load answers").set_input_files(told.value.path())
    page.get_by_text("were loaded").or_(page.get_by_text("was loaded")).wait_for(timeout=30_000)
    assert not page.outside, page.outside


@pytest.mark.slow
@pytest.mark.browser
def test_a_python_ends_after_its_page_and_not_before(products, browser, tmp_path, at_length):
    """As for a page that was closed by a crash: nobody tells the server."""
    with running(products, tmp_path, f"--patience={PATIENCE}") as (address, server):
        wait(lambda: pythons(server) == len(LESSONS), 90, "one for each lesson is ready")
        time.sleep(PATIENCE + 6)
        assert pythons(server) == len(LESSONS)  # those that wait for a page do not end
        context = browser.new_context()
        page = context.new_page()
        page.goto(f"{address}/voila/render/{LESSONS[1]}")
        live(page)
        wait(lambda: pythons(server) == len(LESSONS) + 1, 60, "the pool is full again")
        time.sleep(PATIENCE + 6)
        assert pythons(server) == len(LESSONS) + 1  # an open page keeps its own
        context.close()
        wait(lambda: pythons(server) == len(LESSONS), PATIENCE + 20, "it ended with its page")
        never_connects(f"{address}/voila/render/{LESSONS[1]}")
        wait(lambda: pythons(server) == len(LESSONS) + 1, 60, "the pool is full again")
        wait(lambda: pythons(server) == len(LESSONS), 2 * PATIENCE + 20, "it ended too")


def test_by_default_a_python_is_gone_within_a_minute():
    said = (ROOT / "tools/app/__main__.py").read_text()
    patience, look = map(int, re.search(r"PATIENCE_S, LOOK_S = (\d+), (\d+)", said).groups())
    assert patience >= 30 and patience + look <= 60


def live(page):
    """Skip the first prediction and wait until its lab is live; returns the question."""
    asked = page.locator(".kit-question", has=page.get_by_role("button", name="Just show me")).first
    asked.wait_for(timeout=90_000)
    name = asked.locator("legend").first.text_content()
    asked.get_by_role("button", name="Just show me").click()
    page.locator('.kit-plot[data-live="true"]').first.wait_for(timeout=60_000)
    return page.locator(".kit-question", has_text=name).first


def pythons(server):
    """How many kernels run."""
    found = 0
    for child in server.children():
        with suppress(psutil.Error):  # it has just ended
            found += "ipykernel" in " ".join(child.cmdline())
    return found


def never_connects(address):
    """Ask for a page and go away."""
    urllib.request.urlopen(address, timeout=60).read()


def wait(done, seconds, what):
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.3)
