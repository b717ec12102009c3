"""What somebody wrote is text in every view of the kit: nothing runs, nothing becomes markup."""

import base64
from importlib.util import find_spec
from pathlib import Path

import pytest

from kit.chart.lab import Lab
from kit.lesson.passport import Passport
from kit.lesson.question import Question
from tests.hostile import PWN, STRINGS, hostile_item, hostile_lab
from tests.scripts import Script

JS = Script(__file__)

pytestmark = [pytest.mark.browser, pytest.mark.slow]
TEXT = " ".join(text for name, text in STRINGS.items() if name not in ("half a character", "long"))
PLOTLY = Path(find_spec("plotly").origin).parent / "package_data" / "plotly.min.js"


def mount(here, widget, **more):
    """Show a widget as a notebook would, with the state that Python sends."""
    state = {name: getattr(widget, name) for name in widget.keys if name in widget.trait_names()}
    state = {key: value for key, value in state.items() if not key.startswith("_")} | more
    state.pop("layout", None)
    block = ""
    if isinstance(widget, Lab):
        state["frame"] = {**state["frame"]}
        block = base64.b64encode(state["frame"].pop("block")).decode()
    state = {k: v for k, v in state.items() if isinstance(v, dict | str | list | int | bool)}
    state["hostile"] = TEXT
    here.evaluate(JS.mount, [widget.code, state, block])


def test_markup_that_runs_is_found(browser):
    page = browser.new_page()
    page.set_content("<body>")
    page.evaluate("(text) => { document.body.innerHTML = text; }", STRINGS["image"])
    page.wait_for_function("window.pwned === 1")
    assert page.evaluate(JS.strange) == ["img src=x", f"img onerror={PWN}"]
    page.close()


def test_labs_questions_and_the_passport_show_hostile_text_as_text(browser, mine):
    page = browser.new_page()
    page.set_content("<!doctype html><title>hostile</title><body>")
    page.add_script_tag(path=PLOTLY)
    lab = hostile_lab(TEXT)
    mount(page, lab, problem=TEXT, drawn={"x": [0, 2], "y": [1, 1]})
    for kind in ("choice", "number", "order", "text"):
        asked = Question("dose-hostile", hostile_item(TEXT, kind))
        told = {"answer": None, "confidence": "guess", "right": False, "text": TEXT, "saved": TEXT}
        told |= {"sure": True, "show": True, "shown": TEXT, "reason": TEXT, "reason_saved": TEXT}
        mount(page, asked, verdict=told | {"refused": "", "refusal": TEXT, "unsaved": True})
    passport = Passport(mine)
    table = {"title": TEXT, "columns": [TEXT], "rows": [[TEXT]]}
    mount(
        page, passport, page={"words": [TEXT], "tables": [table], "code": TEXT, "exit_cards": True}
    )
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    point = page.locator(".kit-plot .scatterlayer .points path").first
    point.hover(force=True)
    page.locator(".kit-plot .hoverlayer text").first.wait_for()  # plotly has a markup of its own
    assert STRINGS["script"] in page.locator(".kit-words").text_content()
    assert STRINGS["formula"] in page.locator(".kit-lab table").first.text_content()
    shown = page.locator("body > section").all_text_contents()
    assert len(shown) == 6 and all(STRINGS["image"] in one for one in shown)
    page.wait_for_timeout(300)  # an image that cannot be loaded says so late
    assert page.evaluate("window.pwned") is None
    assert page.evaluate(JS.strange) == []
    page.close()
