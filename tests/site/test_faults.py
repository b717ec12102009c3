"""What goes wrong around a page: no files, no storage, no network, two tabs, two people."""

import shutil

import pytest
from tornado.web import StaticFileHandler

from kit.lesson import lines
from tests.scripts import Script
from tests.site.conftest import READY, read_page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LESSON = "03-dose"
FULL = "() => { Storage.prototype.setItem = () => { throw new DOMException('full'); }; }"
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 5e4, "uploadThroughput": 5e4}
KEPT = "() => Object.keys(localStorage).filter((name) => name.includes('kit/answers')).length"


@pytest.fixture
def phone(reader):
    """A new reader's browser, as narrow as a phone's."""
    return reader(viewport={"width": 390, "height": 800})


def skip(page):
    """See the first question's answer without a guess."""
    page.locator(".kit-question .kit-skip").first.click()


def test_on_a_slow_line_the_question_comes_first_and_within_five_seconds(phone, served):
    page = phone.new_page()
    wire = phone.new_cdp_session(page)
    wire.send("Network.enable")
    wire.send("Network.emulateNetworkConditions", SLOW)
    page.goto(f"{served[0]}/{LESSON}.html", wait_until="commit")
    page.locator(".kit-question .kit-commit").first.wait_for(timeout=20_000)
    took = page.evaluate("performance.now()")
    there = page.evaluate("performance.getEntriesByType('resource').map(({ name }) => name)")
    assert took < 5000, f"{took:.0f} ms"
    assert not any("plotly" in name for name in there)
    skip(page)  # the words open at once, the chart when it has come
    page.locator(".kit-note", has_text="on its way").first.wait_for()


def test_a_file_that_is_missing_takes_nothing_else_with_it(phone, site, tmp_path):
    folder = tmp_path / "copy"
    shutil.copytree(site[0], folder)
    (folder / "assets" / "plotly.min.js").unlink()
    page = read_page(phone, (folder / f"{LESSON}.html").as_uri())
    skip(page)
    lab = page.locator(".kit-lab").first
    lab.get_by_text("plotly.min.js is not there").wait_for()
    lab.locator("input[type=range]").first.press("ArrowRight")
    assert lab.locator(".kit-words").text_content()
    assert page.locator("details.after[open]").count() == 1
    for states in (folder / "assets").glob(f"{LESSON}-*.js"):
        states.unlink()
    page.reload()
    page.wait_for_selector(READY)
    page.get_by_text("This chart could not be loaded").first.wait_for()
    assert page.locator("details.after[open]").count() == 1
    shutil.rmtree(folder / "assets")
    page.goto((folder / f"{LESSON}.html").as_uri())
    assert "Copy the whole folder" in page.locator(".fault").first.text_content()
    assert page.locator(".live table").count() >= 5
    assert page.locator("details.after[hidden]").count() == 0


def test_an_old_browser_is_told_so_and_shows_what_was_saved(phone, site):
    page = phone.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto((site[0] / f"{LESSON}.html").as_uri())
    assert "too old" in page.locator(".fault").text_content()
    assert page.locator(".live img[alt]").count() >= 5


def test_fast_answers_in_two_tabs_are_all_kept_and_each_tab_counts_them(phone, served):
    one = read_page(phone, f"{served[0]}/{LESSON}.html")
    two = read_page(phone, f"{served[0]}/{LESSON}.html")
    for page in (one, two):
        page.evaluate(f"setTimeout({Script(__file__).skipSixty})")
    for page in (one, two):
        page.wait_for_function(f"({KEPT})() >= 121")  # and a start of either tab, or of both
        page.get_by_text("120 answers are kept").wait_for()
    with two.expect_navigation():
        one.get_by_role("button", name="Erase my answers").click()
        with one.expect_download():
            one.get_by_role("button", name="Download and erase").click()


def test_the_next_person_sees_nothing_and_the_first_has_a_file(phone, served):
    page = read_page(phone, f"{served[0]}/{LESSON}.html")
    skip(page)
    page.get_by_role("button", name="Erase my answers").click()
    page.get_by_role("button", name="Keep them").click()
    assert page.evaluate(KEPT) == 2
    page.get_by_role("button", name="Erase my answers").click()
    with page.expect_download() as caught, page.expect_navigation():
        page.get_by_role("button", name="Download and erase").click()
    with open(caught.value.path(), "rb") as file:
        events, unreadable = lines.read_all(file.read())
    assert [event["kind"] for event in events] == ["start", "skip"] and not unreadable
    page.wait_for_selector(READY)
    assert page.evaluate(KEPT) == 0 and page.locator(".kit-lab").count() == 0
    skip(page)
    data = b"".join(map(lines.line, events))
    give = {"name": "a.jsonl", "mimeType": "text/plain", "buffer": data}
    page.locator(".answers input[type=file]").set_input_files(give)
    page.get_by_role("button", name="No, leave them out").click()
    assert page.evaluate(KEPT) == 2
    page.locator(".answers input[type=file]").set_input_files(give)
    page.get_by_role("button", name="Yes, add them to mine").click()
    page.get_by_text("2 events were loaded").wait_for()
    assert page.evaluate(KEPT) == 4


def test_where_the_browser_keeps_nothing_question_and_footer_say_the_same(phone, served):
    page = read_page(phone, f"{served[0]}/{LESSON}.html")
    page.evaluate(FULL)
    skip(page)
    page.get_by_text("could not keep this").first.wait_for()
    page.get_by_text("2 of your answers could not be kept").or_(
        page.get_by_text("1 of your answers could not be kept")
    ).first.wait_for()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download my answers").last.click()
    with open(caught.value.path(), "rb") as file:
        assert [event["kind"] for event in lines.read_all(file.read())[0]] == ["start", "skip"]


def test_it_works_without_a_network_and_offers_what_is_newer(phone, served):
    address, folder = served
    page = read_page(phone, f"{address}/{LESSON}.html")
    page.get_by_text("work on this device without a network").wait_for(timeout=30_000)
    phone.set_offline(True)
    page.goto(f"{address}/00-start.html")  # never opened before
    page.wait_for_selector(READY)
    page.goto(f"{address}/{LESSON}.html")
    page.wait_for_selector(READY)
    skip(page)
    page.locator('.kit-plot[data-live="true"]').first.wait_for()
    phone.set_offline(False)
    worker = folder / "worker.js"
    worker.write_text(worker.read_text().replace("VERSION = 'lessons-", "VERSION = 'lessons-b"))
    start = folder / "00-start.html"
    start.write_text(start.read_text().replace("</h1>", " (newer)</h1>"))
    StaticFileHandler.reset()  # else the server answers from its memory of the files
    page.goto(f"{address}/00-start.html")
    assert "(newer)" not in page.locator("h1").text_content()
    with page.expect_navigation():
        page.get_by_role("button", name="Show it").click()
    assert "(newer)" in page.locator("h1").text_content()
    assert page.evaluate(KEPT) == 2  # answers stay
