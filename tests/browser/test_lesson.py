"""Lesson 3 as a learner meets it: JupyterLab, Chromium, keyboard and mouse, against kit.science."""

import re

import pytest

from kit import labs
from tests.browser.page import STATE, agrees, drag, lab_of

pytestmark = pytest.mark.browser

MAKERS = [
    labs.dose_occupancy,
    labs.two_rulers,
    labs.two_drugs,
    labs.spare_receptors,
    lambda: labs.dose_occupancy(drug="paroxetine"),
    lambda: labs.dose_occupancy(drug="duloxetine"),
    labs.fit_ed50,
    labs.benefit_and_harm,
]


def opened(visit, notebook="03-dose-occupancy-effect.ipynb"):
    """The lesson with all cells run and every lab opened; its labs by title."""
    page = visit.open(notebook)
    visit.run_all()
    for question in page.locator(".kit-question").all():
        skip = question.locator(".kit-skip")
        if skip.count():
            skip.scroll_into_view_if_needed()
            skip.press("Enter")
    return page


def test_lesson_3_lives_and_agrees_with_the_science(visit):
    page = opened(visit)
    for make in MAKERS:
        lab = make()
        view = lab_of(page, lab)
        agrees(page, view, lab)
        for details in view.locator(".kit-drawer").all():
            details.locator("summary").press("Enter")
        for slider in view.locator("input[type=range]").all():
            name = slider.get_attribute("name")
            for key in ("ArrowRight", "ArrowRight", "PageUp", "ArrowLeft", "End", "Home", "PageUp"):
                slider.press(key)
                agrees(page, view, lab, **view.evaluate(STATE)["boxes"])
            before = view.locator(".kit-words").text_content()
            drag(page, slider)
            agrees(page, view, lab, **view.evaluate(STATE)["boxes"])
            if (
                name != "tau"
            ):  # with all receptors in place the amplification changes nothing in words
                assert view.locator(".kit-words").text_content() != before, name
        view.get_by_role("button", name="Reset").press("Enter")
        lab.reset()
        agrees(page, view, lab)
    assert visit.errors == []
    assert visit.outside == []


def test_choices_move_by_arrow_keys_and_stay_in_the_lab(visit):
    page = opened(visit)
    lab = labs.fit_ed50()
    view = lab_of(page, lab)
    radios = view.locator("input[type=radio]")
    for place, data in enumerate(("milnacipran NET", "methylphenidate DAT")):
        radios.nth(place).press("ArrowDown")
        agrees(page, view, lab, data=data)
    rulers = labs.two_rulers()
    view = lab_of(page, rulers)
    view.locator("input[type=radio]").first.press("ArrowDown")
    agrees(page, view, rulers, ruler="log")
    assert view.evaluate("(lab) => lab.querySelector('.kit-plot').layout.xaxis.type") == "log"


def test_bad_numbers_are_refused_in_a_sentence_and_nothing_moves(visit):
    page = opened(visit, "00-start-here.ipynb")
    lab = labs.dose_occupancy(drug="duloxetine")
    view = lab_of(page, lab)
    box = view.get_by_label("Dose in mg")
    for wrong in ("-5", "9000", ""):
        box.fill(wrong)
        box.press("Tab")
        problem = view.locator(".kit-problem").text_content()
        assert re.fullmatch(r"Dose = .+ is not possible here: choose from 0 to 90 mg\.", problem)
        assert box.input_value() == "0"
    box.fill("41.3")  # between two positions of the handle: Python draws it
    box.press("Tab")
    agrees(page, view, lab, dose=41.3)


def raise_last_point(page, question):
    """Take the pad's last point with the mouse and carry it to the top."""
    pad = question.locator(".kit-pad")
    handle = pad.locator(".kit-pad-handle").last.bounding_box()
    area = pad.bounding_box()
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y - 20)  # a held point stays at its place
    page.mouse.move(x, area["y"] + 2)
    page.mouse.up()


def test_a_line_is_drawn_with_one_stroke(visit):
    page = visit.open("03-dose-occupancy-effect.ipynb")
    visit.run_all()
    question = page.locator(".kit-question").first
    pad = question.locator(".kit-pad")
    pad.scroll_into_view_if_needed()
    area = pad.bounding_box()
    across, up = area["width"] / 560, area["height"] / 300
    page.mouse.move(area["x"] + 60 * across, area["y"] + 230 * up)
    page.mouse.down()
    page.mouse.move(area["x"] + 550 * across, area["y"] + 40 * up, steps=60)
    page.mouse.up()
    drawn = [float(box.input_value()) for box in question.locator("input[type=number]").all()]
    assert drawn == sorted(drawn) and drawn[0] < 30 and drawn[-1] > 80
    assert len(pad.locator(".kit-pad-line").get_attribute("points").split()) == 6


def test_a_prediction_covers_the_lab_and_stays_on_the_chart(visit):
    page = visit.open("03-dose-occupancy-effect.ipynb")
    visit.run_all()
    question = page.locator(".kit-question").first
    question.scroll_into_view_if_needed()
    assert page.locator(f'.kit-lab[aria-label="{labs.dose_occupancy().title}"]').count() == 0
    question.locator(".kit-commit").press("Enter")
    assert "first" in question.locator(".kit-feedback").text_content()
    boxes = question.locator("input[type=number]").all()
    for box, value in zip(boxes, ("20", "40", "100", "30"), strict=True):
        box.fill(value)
    raise_last_point(page, question)
    assert [box.input_value() for box in boxes] == ["20", "40", "100", "100"]
    question.get_by_label("certain").press("Space")
    question.locator(".kit-commit").press("Enter")
    view = lab_of(page, labs.dose_occupancy())
    feedback = question.locator(".kit-feedback")
    page.wait_for_function(
        "(p) => p.textContent.includes('furthest')", arg=feedback.element_handle()
    )
    assert "furthest at 5 mg: you said 20 %, the model says 50 %" in feedback.text_content()
    yours = next(t for t in view.evaluate(STATE)["data"] if t["kit"] == "yours")
    assert yours["y"] == [0, 20, 40, 80, 100, 100]


def test_the_quiz_explains_a_wrong_answer_by_keyboard(visit):
    page = visit.open("03-dose-occupancy-effect.ipynb")
    visit.run_all()
    question = page.locator(".kit-question", has_text="1. A drug occupies 80 %")
    question.scroll_into_view_if_needed()
    question.get_by_label("100 %", exact=True).press("Space")
    for option in ("100 %", "about 89 %"):  # to the next option, and not to the next cell
        question.get_by_label(option, exact=True).press("ArrowDown")
    assert question.get_by_label("160 %").is_checked()
    question.get_by_label("certain").press("Space")
    question.locator(".kit-commit").press("Enter")
    feedback = question.locator(".kit-feedback")
    page.wait_for_function(
        "(p) => p.textContent.startsWith('Not so')", arg=feedback.element_handle()
    )
    assert "an occupancy is a share" in feedback.text_content()


def test_a_reload_brings_the_lab_back_in_its_state(visit):
    page = opened(visit, "00-start-here.ipynb")
    lab = labs.dose_occupancy(drug="duloxetine")
    view = lab_of(page, lab)
    view.get_by_label("Dose in mg").fill("30")
    page.keyboard.press("Tab")
    agrees(page, view, lab, dose=30)
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    page.reload()
    view = lab_of(page, lab)
    agrees(page, view, lab, dose=30)
