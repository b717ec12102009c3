"""Handouts: every question on paper and no answer beside it, one figure for each picture."""

import json
import re
from html import unescape

import pytest

from kit import labs
from kit.lesson import items
from kit.lesson import sheet as paper
from tests.looks import looks_as_before
from tests.scripts import Script
from tools.cards import script
from tools.handouts import axes, sheet

JS = Script(__file__)


@pytest.mark.parametrize("number", items.lessons())
def test_every_question_and_no_answer_stands_on_paper(number):
    page = unescape(sheet.questions(number))
    for name, item in items.lesson(number).items():
        assert item["ask"] in page
        told = [each.get("why") for each in (item, *item.get("option", ()))]
        assert not any(why in page for why in filter(None, told))
        if item["kind"] == "choice":  # with the letters of the screen
            shown = paper.options(name, item).values()
            places = [page.index(f"○ {words}</p>") for words in shown]
            assert places == sorted(places)
    assert not re.search(r"<details|popular claim, corrected|Try this|Right:", page)
    assert page.count("<h2>") >= 5 and page.count("call your local emergency number") >= 1
    assert "No clinician has reviewed it yet" in page.partition("@bottom-left")[2][:200]
    assert "http" not in re.sub(r"https?://\S*w3\.org\S*", "", sheet.STYLE + sheet.SCRIPT)


def test_points_stand_where_their_numbers_are():
    drawn = axes.blank("x", "y", (0, 10), (0, 100), given=[(0, 0), (10, 100), (5, 50)])
    found = [tuple(map(float, p)) for p in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', drawn)]
    corner, far, middle = found
    assert corner == (axes.LEFT, axes.HEIGHT - axes.BOTTOM)
    assert far == (axes.WIDTH - axes.RIGHT, axes.TOP)
    assert middle == pytest.approx([(a + b) / 2 for a, b in zip(corner, far)])


@pytest.mark.slow
@pytest.mark.parametrize("number", ["dose", "naltrexone"])
def test_labs_have_a_picture_for_each_state_and_the_key_stands_apart(number):
    page = sheet.lab_sheet(number)
    cards = json.loads(re.search(r'type="application/json">(.*?)</script>', page, re.S).group(1))
    said = re.findall(r'<img class="chart" alt="(.*?)">', page)
    assert len(cards) == len(said) >= 3
    assert "Right:" in sheet.answers(number) and "Right:" not in page
    if number == "dose":
        lab = labs.dose_occupancy()
        lab.set(dose=40, ed50=5)
        assert lab.words() in map(unescape, said)
    else:
        for told in map(unescape, (page, sheet.questions(number))):
            assert items.safety("naltrexone") in told and items.safety("help") in told
            assert "Please do not start, stop or change a medicine" in told


PAPER = {"width": 688, "height": 1002}  # pixels between the margins of A4; Letter is wider, lower
LOW = 935  # of Letter
PAGES = range(1, 5)  # of the labs of lesson 3


@pytest.mark.browser
def test_a_lab_sheet_prints_whole_readable_and_as_stored(browser, tmp_path):
    (tmp_path / "labs.js").write_text(script(), encoding="utf-8")
    page = browser.new_page(viewport=PAPER)
    page.emulate_media(media="print")
    for number in ("naltrexone", "dose"):
        file = tmp_path / f"{number}.html"
        file.write_text(sheet.lab_sheet(number), encoding="utf-8")
        page.goto(file.as_uri())
        page.wait_for_function("[...document.images].every(i => i.complete && i.naturalWidth)")
        *heights, width = page.evaluate(JS.fits)
        assert len(heights) > 5 and max(heights) < LOW and width <= PAPER["width"]
        assert page.evaluate(JS.letters) >= 7.5
    first = page.locator("img.chart").first.screenshot()
    looks_as_before(first, "handout-labs")
    for size in ("A4", "Letter"):
        pdf = page.pdf(format=size, prefer_css_page_size=True)
        assert len(re.findall(rb"/Type /Page\b", pdf)) in PAGES
    page.close()


@pytest.mark.browser
@pytest.mark.slow
def test_the_questions_of_a_lesson_are_two_pages(browser, tmp_path):
    page = browser.new_page(viewport=PAPER)
    for number in items.lessons():
        file = tmp_path / f"{number}.html"
        file.write_text(sheet.questions(number), encoding="utf-8")
        page.goto(file.as_uri())
        for size in ("A4", "Letter"):
            pdf = page.pdf(format=size, prefer_css_page_size=True)
            count = len(re.findall(rb"/Type /Page\b", pdf))
            assert count <= 2, f"{number}: {count} pages of {size}"
    page.close()
