"""The unknown compound in the page, by keyboard: measure, hand in, see the truth, start afresh."""

import pytest

from tests.scripts import Script

JS = Script(__file__)

pytestmark = pytest.mark.browser

CELLS = ("from kit import labs", "unknown = labs.unknown_compound(2)\nunknown")


def says(page, part):
    """Wait until the words of the bench have this in them, and plotly has drawn the state."""
    page.locator(".kit-words", has_text=part).first.wait_for()
    page.wait_for_selector('.kit-plot[data-rest="true"]')


def test_an_unknown_compound_is_measured_handed_in_and_revealed(visit):
    page = visit.open_new(*CELLS)
    bench, form = page.locator(".kit-lab").first, page.locator(".kit-question").first
    bench.locator('.kit-plot[data-live="true"]').wait_for(timeout=60_000)
    says(page, "Nothing is measured yet. 40 of 40")
    run = bench.get_by_role("button", name="Run the experiment")

    form.get_by_role("button", name="Hand in my conclusion").press("Enter")
    assert "Choose a kind first" in form.inner_text()

    compound = bench.get_by_role("spinbutton", name="Compound 2").first
    compound.fill("100000")
    compound.press("Enter")
    run.press("Enter")
    says(page, "Experiment 1, no agonist and 100000 nM of the compound: 2.3 %")
    assert bench.evaluate(JS.points)["compound none"] == 1
    assert page.evaluate("document.activeElement.textContent") == "Run the experiment"

    # a slider that moves after the run draws from pictures that hold the new point
    bench.get_by_role("slider", name="Compound 2").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
        page.wait_for_timeout(120)
    says(page, "and 3000 nM")
    assert bench.evaluate(JS.points)["compound none"] == 1
    for number in range(2, 11):
        run.press("Enter")
        says(page, f"Experiment {number}, no agonist and 3000 nM")
    for _ in range(2):  # the same refusal twice is said twice
        run.press("Enter")
        bench.get_by_text("costs 4 credits and 0 are left").wait_for()
    assert bench.locator(".kit-quiet").inner_text() == ""

    form.get_by_label("inverse agonist", exact=True).press("Space")
    form.locator("input[role=spinbutton]").fill("20")
    form.get_by_role("button", name="Hand in my conclusion").press("Enter")
    form.get_by_text("Yes. Compound 2 is an inverse agonist with EC50 14 nM.").wait_for()
    form.get_by_text("Score 80 of 100").wait_for()
    answer = page.locator('.kit-lab[aria-label="Compound 2: what it does"]')
    answer.locator('.kit-plot[data-live="true"]').wait_for(timeout=60_000)
    assert answer.evaluate(JS.points)["truth compound"] > 100

    bench.get_by_role("button", name="Reset").press("Enter")
    says(page, "Nothing is measured yet. 40 of 40")
    form.get_by_text("it cannot be changed").wait_for()
    assert bench.evaluate(JS.points)["compound none"] == 0
    assert page.locator(".kit-lab").count() == 1
    assert visit.errors == [] and visit.outside == []
