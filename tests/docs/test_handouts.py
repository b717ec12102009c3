"""Handouts: every question on paper and no answer beside it, one figure for each picture."""

import json
import re
import sys
from html import escape, unescape
from pathlib import Path

import pytest

from kit import labs
from kit.lesson import items

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from tools.handouts import axes, sheet  # noqa: E402


@pytest.fixture(scope="module", params=["03", "08"])
def number(request):
    """A lesson with a drawn line, and one with everything else."""
    return request.param


def test_every_question_and_no_answer(number):
    page = unescape(sheet.questions(number))
    for item in items.lesson(number).values():
        if item["kind"] != "worked":
            assert item["ask"] in page
        for option in item.get("option", ()):
            assert option["text"] in page and option["why"] not in page
        if item.get("why") and item["kind"] != "worked":
            assert item["why"] not in page
    assert "What happened" not in page


@pytest.mark.parametrize("number", items.lessons())
def test_no_explanation_stands_before_its_question(number):
    page = sheet.questions(number)
    assert not re.search(r"What happened|popular claim, corrected|Try this", page)
    assert page.count("<h2>") >= 7


def test_right_order_is_not_given_away():
    page = sheet.questions("01")
    right = items.item("01-stimuli")["order"]
    places = [page.index(escape(text)) for text in right]
    assert places != sorted(places)


def test_a_line_has_its_axes_and_its_given_points():
    page = sheet.questions("03")
    drawn = re.search(r"<svg.*?</svg>", page, re.S).group()
    assert drawn.count("<circle") == 2 and drawn.count("stroke-dasharray") == 4
    assert "Dose (mg)" in drawn


def test_points_stand_where_their_numbers_are():
    drawn = axes.blank("x", "y", (0, 10), (0, 100), given=[(0, 0), (10, 100), (5, 50)])
    found = [tuple(map(float, p)) for p in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', drawn)]
    corner, far, middle = found
    assert corner == (axes.LEFT, axes.HEIGHT - axes.BOTTOM)
    assert far == (axes.WIDTH - axes.RIGHT, axes.TOP)
    assert middle == pytest.approx([(a + b) / 2 for a, b in zip(corner, far)])


@pytest.mark.parametrize("span", [(0, 80), (0, 95), (0, 1000), (0, 6), (0, 0.5)])
def test_ticks_are_few_round_and_inside(span):
    found = axes.ticks(*span)
    assert 3 <= len(found) <= 8 and found[0] == 0 and found[-1] <= span[1] * 1.001


def test_a_picture_for_each_state_with_its_own_words(number):
    page = sheet.lab_sheet(number)
    figures = json.loads(re.search(r'type="application/json">(.*?)</script>', page, re.S).group(1))
    said = re.findall(r'<img class="chart" alt="(.*?)">', page)
    assert len(figures) == len(said) > 8
    assert all(figure["data"] and figure["layout"]["height"] for figure in figures)
    if number == "03":
        lab = labs.dose_occupancy()
        lab.set(dose=40, ed50=5)
        assert lab.words() in map(unescape, said)


def test_states_with_the_same_rows_share_a_table():
    page = sheet.lab_sheet("02")
    table = page.partition("</table>")[0]
    assert "picture 1" in table and "picture 2" in table
    assert "<td>182</td>" in table and "<td>690</td>" in table  # 50 and 95 % blocked
    assert "http" not in re.sub(r"https?://\S*w3\.org\S*", "", sheet.STYLE + sheet.SCRIPT)


@pytest.mark.parametrize("sheets", [sheet.questions, sheet.lab_sheet])
def test_the_cards_of_a_sensitive_lesson_stand_on_its_sheets(sheets):
    page = unescape(sheets("08"))
    assert items.safety("naltrexone") in page and items.safety("help") in page
    assert "Please do not start, stop or change a medicine" in page


def test_the_key_stands_apart(number):
    assert "Right:" in sheet.answers(number)
    assert "Right:" not in sheet.questions(number) + sheet.lab_sheet(number)
