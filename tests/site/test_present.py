"""A lesson presented: one step a screen, nothing told before its time, and no key that leaves."""

import re

import pytest

from kit.lesson import items
from tests.scripts import Script
from tests.site.conftest import READY, ROOT, read_page, serve

JS = Script(__file__)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LESSON = "03-dose"
STEP = "decodeURIComponent(location.hash.split('=')[1] ?? '')"
CHECK = ROOT / "tests" / "browser" / "lettering.js"
# A row at the back reads 3.2 % of the screen's height; drawing pads scale alone.
SMALL = "lettering.small(0.032, 'body', '.kit-pad, .kit-plot, .kit-live')"


def read(page):
    """What the class reads, or a search of the page finds."""
    return re.sub(r"\s+", " ", page.evaluate("document.body.innerText"))


def step(page):
    """The name of the screen that is shown."""
    return page.evaluate(STEP)


def onward(page, key="PageDown"):
    """Press a key that goes on until the screen is another one; its name."""
    before = step(page)
    for _ in range(6):  # a long text moves on first
        page.keyboard.press(key)
        page.wait_for_timeout(60)
        if step(page) != before:
            break
    return step(page)


@pytest.mark.parametrize("size", [(1024, 768), (3840, 2160)], ids=str)
def test_each_screen_is_large_whole_and_closed_before_its_reveal(visit, size):
    page = visit(LESSON)
    page.emulate_media(reduced_motion="reduce")
    page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    page.get_by_role("link", name="Present", exact=True).click()
    page.wait_for_selector("html[data-present][data-ready]")
    page.add_script_tag(path=CHECK)
    told = [re.sub(r"\s+", " ", text) for text in page.evaluate(JS.answers)]
    seen, now, last = [], step(page), ""
    while now != last:
        stage = now.rpartition(".")[2]
        if stage == "lab":
            page.wait_for_function(JS.atRest, timeout=15_000)
            assert page.evaluate(JS.outside) == [], now
        assert page.evaluate(SMALL) == [], now
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        shown = [text for text in told if text in read(page)]
        assert bool(shown) == (stage == "why" and now.startswith("dose") and "claim" not in now)
        assert (page.locator(".kit-lab:visible").count() == 1) == (stage == "lab"), now
        seen.append(now)
        last, now = now, onward(page)
    order = [name for name in seen if name.startswith("dose-line")]
    assert order == [f"dose-line.{stage}" for stage in ("ask", "guess", "lab", "why")]
    assert {"dose-title", "dose-take", "dose-exit.guess"} <= set(seen)
    assert sum(name.endswith(".lab") for name in seen) == len(told) == 5


def test_no_key_leaves_and_a_reload_comes_back(visit):
    page = visit(LESSON, "#present=dose-best.guess")
    for key in ("Escape", "Backspace", "Home", "b", ".", "Enter", "Alt+ArrowLeft"):
        page.keyboard.press(key)
        assert step(page) == "dose-best.guess", key
    assert "To leave, press Q" in read(page)
    assert onward(page, "ArrowRight") == "dose-best.lab"
    page.wait_for_function(JS.atRest, timeout=15_000)
    slider = page.locator(".kit-lab:visible input[type=range]").first
    slider.focus()
    value = slider.input_value()
    page.keyboard.press("ArrowRight")  # the slider's own
    assert step(page) == "dose-best.lab" and slider.input_value() != value
    assert onward(page, "PageDown") == "dose-best.why"  # a remote control's
    page.reload()
    page.wait_for_selector("html[data-present][data-ready]")
    assert step(page) == "dose-best.why" and "reaches higher" in read(page)
    assert onward(page, " ").startswith("dose-scan")
    assert onward(page, "PageUp") == "dose-best.why"
    page.keyboard.press("q")
    page.wait_for_selector("html[data-ready]:not([data-present])")


def test_what_was_answered_here_is_neither_shown_nor_added_to(visit):
    page = visit(LESSON)
    page.locator(".kit-skip").first.press("Enter")
    page.wait_for_selector("details.after[open]")
    kept = page.evaluate("JSON.stringify(localStorage)")
    page.get_by_role("link", name="Present", exact=True).click()
    page.wait_for_selector("html[data-present][data-ready]")
    while step(page) != "dose-line.guess":
        onward(page)
    assert page.locator(".kit-lab").count() == 0
    onward(page)
    page.wait_for_function(JS.atRest, timeout=15_000)
    assert page.evaluate("JSON.stringify(localStorage)") == kept


def test_what_the_class_chose_is_refuted_and_an_address_of_nothing_begins_at_the_start(visit):
    page = visit(LESSON, "#present=<img src=x onerror=alert(1)>")
    assert step(page) == "dose-title" and page.locator("img[src=x]").count() == 0
    page = visit("00-start")
    page = visit(LESSON, "#present=dose-best.guess")
    wrong = next(each for each in items.item("dose-best")["option"] if not each.get("right"))
    page.locator(f"input[value='{wrong['id']}']:visible").check()
    onward(page)
    onward(page)
    assert "Not quite" in read(page) and wrong["why"] in read(page)


@pytest.mark.parametrize("way", ["disk", "http"])
def test_the_speaker_alone_reads_the_answer_and_what_comes_next(reader, site, way):
    with serve(site[0]) as served:
        address = served if way == "http" else site[0].as_uri()
        the_speaker_reads(read_page(reader(), f"{address}/{LESSON}.html#present=dose-best.guess"))


def the_speaker_reads(page):
    """Open the speaker's window and go on from there and from the page."""
    with page.expect_popup() as caught:
        page.keyboard.press("s")
    speaker = caught.value
    speaker.get_by_text("Right:").wait_for()
    notes = re.sub(r"\s+", " ", speaker.inner_text("body"))
    assert re.search(r"\d+ to \d+ minutes", notes) and "X8" in notes and "the lab opens" in notes
    assert "Right:" not in read(page) and speaker.locator(".fault").count() == 0
    speaker.keyboard.press("PageDown")
    page.wait_for_function(f"{STEP} === 'dose-best.lab'")
    page.reload()
    page.wait_for_selector(READY)
    speaker.get_by_role("button", name="Next").click()
    page.wait_for_function(f"{STEP} === 'dose-best.why'")
    page.keyboard.press("q")
    page.wait_for_selector("html[data-ready]:not([data-present])")
    assert speaker.is_closed()


def test_a_presented_lesson_opens_the_vote_of_its_step(reader, site, tmp_path):
    from tests.classroom.conftest import Open, joined

    room = Open(tmp_path / "votes.jsonl", site[0])
    context = reader()
    try:
        desk, page = context.new_page(), context.new_page()
        desk.goto(f"{room.url}/teacher#{room.hall.secret}")
        desk.get_by_role("button", name="1 Vote").wait_for()
        page.goto(f"{room.url}/lessons/{LESSON}.html#present=dose-best.guess")
        page.get_by_role("button", name="Vote (V)").click()
        screen = page.frame_locator("iframe")
        screen.get_by_role("heading", name=items.item("dose-best")["ask"]).wait_for()
        wrong = next(one["id"] for one in items.item("dose-best")["option"] if not one.get("right"))
        told = {"round": 1, "answer": wrong, "confidence": "guess"}
        assert joined(room).post("/room/vote", told)[0] == 200
        for words in ("The vote is closed.", "Nobody has said yet who is right."):
            page.keyboard.press("PageDown")
            screen.get_by_text(words).wait_for()
        onward(page)
        assert step(page) == "dose-best.lab" and page.locator("iframe").count() == 0
        desk.get_by_text("Now try it in the lab.").wait_for()
    finally:
        room.close()
