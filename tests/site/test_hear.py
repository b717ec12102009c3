"""A lab by ear: what there is, what changed, the curve as pitch."""

from pathlib import Path

import pytest

from kit import labs

pytestmark = [pytest.mark.browser, pytest.mark.slow]
CHART = Path(__file__).resolve().parents[2] / "kit" / "chart"
AXES = {
    "x": {"low": 1, "high": 100, "scale": "log", "ticks": [1, 10, 100]},
    "y": {"low": 0, "high": 100, "scale": "linear", "ticks": []},
}
SAID = {
    "26 h after 200 pg/mL": "26 hours after 200 picograms per millilitre",
    "5 nM fill 50 % of SERT (4–12 %)": "5 nanomolar fill 50 percent of SERT (4 to 12 percent)",
    "3 hundred, 7 mgs": "3 hundred, 7 mgs",
    "2 times its KB, the EC50 or a Ki": "2 times its K B, the E C 50 or a K i",
}


@pytest.fixture(scope="module")
def words(browser):
    """A page with the functions that make sound and words, and no lab."""
    page = browser.new_page()
    for name in ("dom", "typed", "axes", "numbers", "fields", "hear"):
        page.add_script_tag(path=CHART / f"{name}.js")
    yield page
    page.close()


def test_the_pitch_follows_the_curve_and_the_clicks_the_axis(words):
    notes = words.evaluate(
        """(axes) => notesOf(axes, [1, 10, 100, 100], [0, 50, 100, NaN],
            {whole: true, ticks: ticksOf(axes.x, 6), points: [[10, 25]]})""",
        AXES,
    )
    curve = [note for note in notes if note["voice"] == "curve"]
    assert [round(note["hz"]) for note in curve] == [220, 440]  # two octaves from foot to top
    assert curve[-1]["to"] == 880 and curve[1]["at"] == pytest.approx(1.2)
    clicks = [note["at"] for note in notes if note["voice"] == "tick"]
    assert clicks == pytest.approx([0, 1.2, 2.4])
    (point,) = [note for note in notes if note["voice"] == "point"]
    assert point["at"] == pytest.approx(1.2) and point["hz"] == pytest.approx(220 * 2**0.5)


def test_units_are_said_as_words_and_only_what_changed_is_said(words):
    for text, said in SAID.items():
        assert words.evaluate("aloud", text) == said
    assert words.evaluate("namedAloud('Level', 'pg/mL')") == "Level in picograms per millilitre"
    assert words.evaluate("namedAloud('Part', undefined)") == "Part"
    new = words.evaluate("whatIsNew('Dose 2.5. Half of it.', 'Dose 2.0. Half of it.')")
    assert new == "Dose 2.5."
    assert words.evaluate("whatIsNew('The same.', 'The same.')") == ""


def test_a_lab_is_told_in_four_parts_and_heard_step_by_step(visit, words):
    page = visit("03-dose")
    page.locator(".kit-question .kit-skip").first.click()
    view = page.locator(".kit-lab").first
    view.locator('.kit-plot[data-live="true"]').wait_for()
    lab = labs.dose_occupancy()
    summary = view.get_by_role("note", name="This chart in words")
    parts = summary.locator("dt").all_text_contents()
    assert parts == ["What there is", "The controls", "Right now", "What to do"]
    for control in lab._controls.values():
        said = words.evaluate("aloud", control.label)
        assert said in summary.locator("dd").nth(1).text_content()
    page.wait_for_function("document.querySelector('.kit-summary dd:nth-of-type(3)').textContent")
    assert not page.evaluate("Boolean(document.querySelector('.kit-lab').kitHeard)")
    view.get_by_role("button", name="Hear it").press("Enter")
    steps = view.get_by_role("slider", name="Point by point")
    heard = []
    for key in ("Home", "ArrowRight", "End"):
        steps.press(key)
        heard.append(steps.get_attribute("aria-valuetext"))
        assert view.locator(".kit-hear-told").text_content() == heard[-1]
    assert len(set(heard)) == 3
    view.get_by_role("button", name="Play").press("Enter")
    view.get_by_role("button", name="Stop").wait_for()
    view.get_by_role("button", name="Play").wait_for(timeout=5000)
    view.locator(".kit-hear summary").press("Enter")
    shown = view.locator(".kit-hear th").all_text_contents()
    keys = dict(words.evaluate("SLIDER_KEYS.map(({ name, keys }) => [name, keys])"))
    assert shown == [*keys, "Tab"]
    slider = view.locator("input[type=range]").first
    for key in sum(keys.values(), []):  # each does what its line says: it moves
        slider.press("PageDown" if key in ("ArrowRight", "ArrowUp", "PageUp", "End") else "PageUp")
        before = slider.input_value()
        slider.press(key)
        assert slider.input_value() != before, key
