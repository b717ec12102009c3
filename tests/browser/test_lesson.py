"""Labs and questions as a learner meets them: JupyterLab, Chromium, keyboard and mouse."""

import re
from pathlib import Path

import pytest

from kit import labs
from kit.lesson import items
from tests.browser.page import STATE, agrees, lab_of
from tests.files import read
from tests.scripts import Script

pytestmark = pytest.mark.browser
JS = Script(__file__)

IMPORT = "from kit import labs, lesson"


ORDER = """
from kit.lesson.question import Question
things = [{"id": name, "text": name} for name in ("lying", "standing", "running", "cycling")]
item = {"kind": "order", "ask": "Lowest first?", "order": things, "why": "So it is.", "hint": "No."}
Question("99-order", item)
"""


def saved(visit):
    """The events of the learner's file, without its first line."""
    path = visit.home / "notebooks" / "my-answers.jsonl"
    return [event for event in read(path) if event["kind"] != "start"] if path.exists() else []


def says(page, question, words, part="feedback"):
    """Wait until a part of a question has these words in it."""
    page.wait_for_function(
        "([element, words]) => element.textContent.includes(words)",
        arg=[question.locator(f".kit-{part}").first.element_handle(), words],
    )


def focused(page):
    """What has the focus, by its words."""
    return page.evaluate(JS.focused)


def test_a_line_a_claim_an_order_and_a_choice_are_answered_by_mouse_and_keys(visit):
    line = 'lesson.predict("dose-line", labs.dose_occupancy())'
    page = visit.open_new(IMPORT, "labs.puff(locks=True)", line, 'lesson.claims("dose")', ORDER)
    draw_a_line(page, page.locator(".kit-question").nth(0))
    # a claim is signed, and the verdict on the next one stays shut
    first, second = page.locator(".kit-question").all()[1:3]
    assert first.get_by_role("radio").count() == 3
    first.get_by_label("Sign").press("Space")
    first.get_by_role("button", name="Commit").press("Enter")
    item = next(iter(items.starting("dose", "claim").values()))
    says(page, first, item["option"][0]["why"])
    assert saved(visit)[-1]["answer"] == "sign"
    assert second.locator(".kit-feedback").text_content() == ""
    # buttons put things in order and keep the focus
    question = page.locator(".kit-question").last
    things = question.locator(".kit-thing span")
    for place, thing in enumerate(("lying", "standing", "running", "cycling")):
        button = question.get_by_role("button", name=f"Move {thing} up")
        button.focus()
        for _step in range(things.all_text_contents().index(thing) - place):
            page.keyboard.press("Enter")
            assert focused(page) == f"Move {thing} up"
    question.get_by_label("guess").press("Space")
    question.locator(".kit-commit").press("Enter")
    says(page, question, "Correct. So it is.")
    assert saved(visit)[-1]["said"] == "lying, standing, running, cycling"
    # arrow keys move a lab's choice, and not to the next cell
    lab = labs.puff(locks=True)
    view = lab_of(page, lab)
    for place, lock in enumerate(("beta", "alpha2")):
        view.locator("input[type=radio]").nth(place).press("ArrowDown")
        agrees(page, view, lab, lock=lock)


def draw_a_line(page, question):
    """Draw the line with one stroke, mend it by numbers and by its last point, and commit."""
    question.scroll_into_view_if_needed()
    assert page.locator(f'.kit-lab[aria-label="{labs.dose_occupancy().title}"]').count() == 0
    question.locator(".kit-commit").press("Enter")
    assert "first" in question.locator(".kit-feedback").text_content()
    pad, boxes = question.locator(".kit-pad"), question.locator("input[role=spinbutton]").all()
    pad.hover()  # waits until nothing moves any more
    area = pad.bounding_box()
    across, up = area["width"] / 560, area["height"] / 300
    page.mouse.move(area["x"] + 60 * across, area["y"] + 230 * up)
    page.mouse.down()
    page.mouse.move(area["x"] + 550 * across, area["y"] + 40 * up, steps=60)
    page.mouse.up()
    drawn = [float(box.input_value()) for box in boxes]
    assert drawn == sorted(drawn) and drawn[0] < 30 and drawn[-1] > 80
    assert len(pad.locator(".kit-pad-line").get_attribute("points").split()) == 6
    for box, value in zip(boxes, ("20", "40", "100", "30"), strict=True):
        box.fill(value)
    handle = pad.locator(".kit-pad-handle").last.bounding_box()
    x, y = handle["x"] + handle["width"] / 2, handle["y"] + handle["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 40, y - 20)  # a held point stays at its place
    page.mouse.move(x, pad.bounding_box()["y"] + 2)
    page.mouse.up()
    assert [box.input_value() for box in boxes] == ["20", "40", "100", "100"]
    question.get_by_label("certain").press("Space")
    question.locator(".kit-commit").press("Enter")
    view = lab_of(page, labs.dose_occupancy())
    says(page, question, "furthest at 5 mg: you said 20 seats, the model says 50 seats")
    yours = next(t for t in view.evaluate(STATE)["data"] if t["kit"] == "yours")
    assert yours["y"] == [0, 20, 40, 80, 100, 100]


def test_a_second_view_of_a_question_shows_the_answer_that_its_verdict_is_about(visit):
    page = visit.open_new(IMPORT, 'lesson.ask("dose-scan")')
    page.locator(".kit-question .kit-commit").wait_for()
    page.evaluate("jupyterapp.commands.execute('notebook:create-output-view')")
    page.wait_for_function("document.querySelectorAll('.kit-question').length === 2")
    one, other = page.locator(".kit-question").all()
    choice = ".kit-choice:not(.kit-sure) [type=radio]"
    other.locator(choice).nth(1).evaluate("(radio) => radio.click()")  # and not committed
    one.locator(choice).first.evaluate("(radio) => radio.click()")
    one.locator(".kit-sure [type=radio]").first.evaluate("(radio) => radio.click()")
    one.locator(".kit-commit").evaluate("(button) => button.click()")
    for each in (one, other):
        each.locator(".kit-feedback").filter(has_text=re.compile("Correct|Not quite")).wait_for()
        assert [radio.is_checked() for radio in each.locator(choice).all()][:2] == [True, False]
    page.evaluate("jupyterapp.shell.currentWidget.close()")


BEST = {option["id"]: option for option in items.item("dose-best")["option"]}
RIGHT, WRONG = BEST["b"]["text"], BEST["more-a"]["text"]


def test_a_prediction_by_keyboard_is_saved_and_comes_back_after_a_reload(visit):
    moved = labs.two_drugs()
    moved.set(**BEST["more-a"]["show"]["set"])
    page = visit.open_new(IMPORT, 'lesson.predict("dose-best", labs.two_drugs())')
    question = page.locator(".kit-question")
    question.get_by_role("radio").first.focus()
    radios = question.get_by_role("radio").all()[:3]
    letters = [radio.locator("xpath=..").text_content().split()[0] for radio in radios]
    assert letters == ["A", "B", "C"]
    order = [radio.get_attribute("value") for radio in radios]
    for _step in range(order.index("more-a")):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    assert focused(page).endswith(WRONG)
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _step in range(2):
        page.keyboard.press("ArrowDown")
    assert focused(page) == "certain"
    page.keyboard.press("Tab")
    assert focused(page) == "Commit to this answer"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline not in ("", "none")
    page.keyboard.press("Enter")
    says(page, question, "Saved in my-answers.jsonl", "saved")
    says(page, question, f"You said “{WRONG}”; the right answer is “{RIGHT}”.")
    (event,) = saved(visit)
    told = [event[key] for key in ("kind", "item", "answer", "said", "confidence")]
    assert told == ["prediction", "dose-best", "more-a", WRONG, "certain"]
    page.locator('.kit-plot[data-live="true"]').wait_for(timeout=60_000)
    assert focused(page) == "Answer again"  # the lab that opened took no focus
    page.keyboard.press("Tab")
    assert focused(page) == "Show me in the lab"
    page.keyboard.press("Enter")
    says(page, question, f"In the lab below: {moved.words()}", "shown")
    page.keyboard.press("Tab")
    page.keyboard.type("<b>Seats</b> <script>alert(1)</script>")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    says(page, question, "Saved", "reason .kit-saved")
    assert saved(visit)[-1]["text"] == "<b>Seats</b> <script>alert(1)</script>"
    agrees(page, lab_of(page, moved), moved)

    page.keyboard.press("Control+s")
    page.wait_for_timeout(1500)
    page.reload()  # Python was not stopped
    question = page.locator(".kit-question")
    says(page, question, f"You said “{WRONG}”")
    assert question.get_by_label(WRONG).is_checked()
    visit.run_cell(1)  # as after a restart: everything comes from the file
    question = page.locator(".kit-question")
    says(page, question, "Answered before. Not quite, and you were certain")
    assert question.get_by_label("certain").is_checked()
    assert question.locator("textarea").input_value() == "<b>Seats</b> <script>alert(1)</script>"
    assert page.locator(f'.kit-lab[aria-label="{moved.title}"]').count() == 1
    assert len(saved(visit)) == 2
    assert visit.errors == []


def test_an_answer_that_cannot_be_saved_can_be_downloaded(visit):
    cells = [
        'import os\nos.environ["KIT_ANSWERS"] = "no-such-folder/answers.jsonl"',
        'from kit import lesson\nlesson.ask("dose-best")',
    ]
    page = visit.open_new(*cells)
    question = page.locator(".kit-question")
    question.get_by_label(RIGHT).press("Space")
    question.get_by_label("guess").press("Space")
    question.locator(".kit-commit").press("Enter")
    says(page, question, "could not be saved", "saved")
    says(page, question, f"Correct. {BEST['b']['why']}")
    with page.expect_download() as download:
        question.get_by_role("button", name="Download my answers").press("Enter")
    assert '"dose-best"' in Path(download.value.path()).read_text(encoding="utf-8")
