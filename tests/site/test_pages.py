"""The static site in a real Chromium, from the disk: it moves, judges, remembers, asks nobody."""

import re
from functools import partial
from pathlib import Path

import pytest

from kit import labs
from kit.lesson import items, lines
from tests.browser import page as browser_page
from tests.browser.page import lab_of
from tests.looks import looks_as_before
from tests.scripts import Script
from tests.site.conftest import OPEN_ALL, READY, open_all, read_page
from tools.site.states import places

JS = Script(__file__)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LESSON = "03-dose"
agrees = partial(browser_page.agrees, near=1 / 1000)  # of an axis: the site rounds what it stores


def question(page, text):
    """The question that begins with this text."""
    return page.locator(".kit-question").filter(has_text=text).first


def test_keys_and_numbers_move_the_lab_as_python_would(visit):
    page = visit(LESSON)
    page.emulate_media(reduced_motion="reduce")  # a picture that plays is never twice the same
    question(page, "A drug takes 80 of 100 seats").locator(".kit-skip").click()
    lab = labs.dose_occupancy()
    view, grid = lab_of(page, lab), places(lab)
    agrees(page, view, lab)
    dose = view.locator("input[name=dose]")
    dose.focus()
    at = grid["dose"].index(lab.values["dose"])
    for step in (1, 2, 3):
        page.keyboard.press("ArrowRight")
        agrees(page, view, lab, dose=grid["dose"][at + step])
    view.locator("input[name=ed50]").focus()
    page.keyboard.press("PageUp")
    value = float(view.locator("input[role=spinbutton]").nth(1).input_value())
    agrees(page, view, lab, ed50=value)
    box = view.locator("input[role=spinbutton]").first
    box.fill("33,3")
    box.press("Enter")
    nearest = min(grid["dose"], key=lambda each: abs(each - 33.3))
    agrees(page, view, lab, dose=nearest)
    assert f"the nearest is {nearest:g}" in view.locator(".kit-problem").text_content()
    dose.press("ArrowRight")
    agrees(page, view, lab, dose=grid["dose"][grid["dose"].index(nearest) + 1])
    assert view.locator(".kit-problem").text_content() == ""
    view.get_by_role("button", name="Reset").click()
    lab.reset()
    agrees(page, view, lab)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    question(page, "A scan counts free serotonin pumps").locator(".kit-skip").click()
    scans = page.locator(".kit-sources a").first
    assert "doi.org" in scans.get_attribute("href")
    # half of the curve gone is 0.9 %; letters moved by three pixels are 0.1 %
    looks_as_before(view.locator(".kit-stage").screenshot(), "site-lab", many=0.008)


def test_answers_are_judged_kept_and_read_by_python(visit):
    page = visit(LESSON)
    assert page.locator(".kit-lab").count() == 0  # they are covered
    drawn = question(page, "A drug takes 80 of 100 seats")
    for box, number in zip(drawn.locator("input[role=spinbutton]").all(), (40, 60, 100, 100)):
        box.fill(str(number))
    drawn.get_by_label("certain", exact=True).check()
    drawn.get_by_role("button", name="Commit to this answer").click()
    said = labs.dose_occupancy().predict([0, 20, 5, 10, 40, 80], [0, 80, 40, 60, 100, 100])
    assert said in drawn.locator(".kit-feedback").text_content()
    lab_of(page, labs.dose_occupancy())
    name, item = "dose-best", items.item("dose-best")
    wrong = next(option for option in item["option"] if "show" in option)
    asked = question(page, item["ask"])
    asked.get_by_label(wrong["text"]).check()
    asked.get_by_label("fairly sure", exact=True).check()
    asked.get_by_role("button", name="Commit to this answer").click()
    assert wrong["why"] in asked.locator(".kit-feedback").text_content()
    asked.get_by_role("button", name="Show me").click()
    lab = labs.two_drugs()
    lab.set(**wrong["show"]["set"])
    page.wait_for_function(
        "([q, words]) => q.querySelector('.kit-shown').textContent.includes(words)",
        arg=[asked.element_handle(), lab.words()],
    )
    page.reload()
    page.wait_for_selector(READY)
    for asked, told in (("A drug takes 80 of 100 seats", said), (item["ask"], wrong["why"])):
        assert told in question(page, asked).locator(".kit-feedback").text_content()
    with page.expect_download() as caught:
        page.get_by_role("button", name="Download my answers").last.click()
    events, unreadable = lines.read_all(Path(caught.value.path()).read_bytes())
    assert unreadable == 0 and caught.value.suggested_filename == "my-answers.jsonl"
    assert [event["kind"] for event in events] == ["start", "prediction", "prediction"]
    assert events[1]["answer"] == [40, 60, 100, 100] and events[1]["confidence"] == "certain"
    told = {"item": name, "answer": wrong["id"], "right": False, "said": wrong["text"]}
    assert events[2].items() >= (told | {"misconception": wrong["misconception"]}).items()
    load_elsewhere(page, lines.line(events[0]) + b"".join(map(lines.line, events[1:])))


def load_elsewhere(page, data):
    """A file comes back, once."""
    page.evaluate("localStorage.clear()")
    for said in ("3 events were loaded.", "Everything in that file is here already."):
        file = {"name": "my-answers.jsonl", "mimeType": "text/plain", "buffer": data}
        page.locator(".answers input[type=file]").set_input_files(file)
        page.locator(".answers [role=status]").get_by_text(said).wait_for()
    page.evaluate("localStorage.clear()")


def test_every_letter_follows_the_size_that_a_reader_has_chosen(visit):
    page = visit(LESSON)
    page.set_viewport_size({"width": 1600, "height": 900})  # room for a larger pad
    open_all(page)
    before = page.evaluate(JS.sizes)
    wide = page.locator(".kit-pad").first.bounding_box()["width"]
    page.add_style_tag(content="html { font-size: 150% }")  # as a browser's own setting does
    page.wait_for_timeout(500)
    after = page.evaluate(JS.sizes)
    small = {kind: size for kind, size in before.items() if after.get(kind, 99) < 1.4 * size}
    assert len(before) > 30 and small == {}
    assert page.locator(".kit-pad").first.bounding_box()["width"] > 1.4 * wide


@pytest.mark.parametrize("place", [".kit-pad", "input[type=range]"])
def test_a_swipe_that_begins_on_a_control_scrolls_and_changes_nothing(reader, site, place):
    context = reader(viewport={"width": 390, "height": 700}, has_touch=True, is_mobile=True)
    page = read_page(context, (site[0] / f"{LESSON}.html").as_uri())
    if place != ".kit-pad":
        open_all(page)
    part = page.locator(place).first
    part.evaluate("(node) => node.scrollIntoView({block: 'center'})")
    page.wait_for_timeout(500)
    box = part.bounding_box()
    x, y = box["x"] + 0.7 * box["width"], box["y"] + box["height"] / 2
    values = "() => [...document.querySelectorAll('[role=spinbutton]')].map((box) => box.value)"
    before = page.evaluate(values)
    assert part.evaluate("(node) => getComputedStyle(node).touchAction") == "pan-y"
    session = context.new_cdp_session(page)

    def finger(kind, *at):
        points = [{"x": x, "y": there} for there in at]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    finger("touchStart", y)
    for step in range(1, 11):
        finger("touchMove", y - 15 * step)
    finger("touchEnd")
    page.wait_for_timeout(300)
    assert page.evaluate(values) == before
    part.evaluate("(node) => node.scrollIntoView({block: 'center'})")
    box = part.bounding_box()
    page.touchscreen.tap(box["x"] + 0.7 * box["width"], box["y"] + box["height"] / 2)
    page.wait_for_function(f"(before) => String(({values})()) !== String(before)", arg=before)


def test_on_a_phone_held_sideways_chart_and_slider_stand_in_sight_together(visit):
    page = visit(LESSON)
    page.set_viewport_size({"width": 740, "height": 360})
    open_all(page)
    page.wait_for_timeout(500)
    spans = page.evaluate(JS.spans)
    assert spans and max(spans) <= 360


def test_no_lesson_is_wider_than_a_magnified_screen(reader, lessons):
    page, wide, cramped = reader().new_page(), [], []
    for path in sorted(lessons.glob("*.html")):
        page.goto(path.as_uri())
        page.wait_for_selector(READY)
        page.evaluate(OPEN_ALL)
        page.set_viewport_size({"width": 390, "height": 844})
        page.wait_for_timeout(300)
        cramped += [(path.stem, fault) for fault in page.evaluate(JS.cramped)]
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        for width in (400, 320):
            page.set_viewport_size({"width": width, "height": 640})
            page.wait_for_timeout(300)
            found = page.evaluate("document.documentElement.scrollWidth")
            wide += [(path.stem, found)] if found > width else []
    assert wide == [] and cramped == []


def test_a_screen_reader_hears_title_and_sentence_once_and_no_tick(visit):
    page = visit(LESSON)
    open_all(page)
    view = page.locator(".kit-lab").first
    slider = view.locator("input[type=range]").first
    slider.press("ArrowRight")
    words = "document.querySelector('.kit-live').textContent"
    page.wait_for_function(words)
    page.wait_for_function(f"!{words}", timeout=10_000)  # said, and gone
    tree = view.aria_snapshot()
    title = view.locator(".kit-title").text_content()
    told = re.sub(r"image \".*", "", tree)
    assert tree.count(title) == 2  # the name of the card, and its heading
    sentence = view.locator(".kit-summary dd").nth(2).text_content()
    assert told.count(sentence[:40]) == 1
    chart = view.locator(".kit-chart").aria_snapshot()
    assert len(chart.splitlines()) == 1 and "img" in chart
