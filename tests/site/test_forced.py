"""Forced colours, in light and in the dark: what is pressed, chosen or held can be told apart."""

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.slow]
LOOK = """(node) => { const style = getComputedStyle(node);
    return [style.borderTop, style.outlineStyle, style.outlineWidth].join(); }"""


@pytest.fixture(params=["light", "dark"])
def view(visit, request):
    """The first lab of a lesson, uncovered."""
    page = visit("03-dose")
    page.emulate_media(forced_colors="active", color_scheme=request.param)
    page.locator(".kit-question .kit-skip").first.press("Enter")
    view = page.locator(".kit-lab").first
    view.locator('.kit-plot[data-live="true"]').wait_for()
    return view


def test_what_is_pressed_or_has_the_focus_looks_so(view):
    page = view.page
    for name in ("numbers", "hear", "larger"):
        tool = view.locator(f"[data-tool={name}]")
        released = tool.evaluate(LOOK)
        tool.click()
        page.locator("h1").click()  # the focus has a look of its own
        assert tool.evaluate(LOOK) != released, name
        tool.click()
        page.locator("h1").click()
        assert tool.evaluate(LOOK) == released, name
    for css in ("input[type=range]", ".kit-tool", "fieldset input", "summary"):
        one = view.locator(css).first
        before = one.evaluate(LOOK)
        one.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert one.evaluate(LOOK) != before, css


def test_charts_and_pictures_keep_their_paper_and_the_words_take_the_readers_colours(view):
    for part in (".kit-chart", ".kit-picture"):
        paper = view.locator(part).evaluate("(node) => getComputedStyle(node).backgroundColor")
        assert paper == "rgb(255, 252, 246)", part
    canvas = view.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert view.evaluate("(node) => getComputedStyle(node).backgroundColor") == canvas
