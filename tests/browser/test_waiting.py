"""What a lesson waits for comes, or says why it does not: its Python, and its charts."""

import json

import pytest

from kit import labs
from tests import jupyterlab
from tests.browser.conftest import visiting
from tests.browser.page import lab_of
from tools import start

pytestmark = pytest.mark.browser

LAB = "from kit import labs\nlabs.dose_occupancy()"
DEAF = """from kit.chart.live import Live
hears = Live._on_message
Live._on_message = lambda lab, _, told, rest: told["kind"] == "plotly" or hears(lab, _, told, rest)
"""
HURRY = """const real = window.setTimeout; // half a minute is over soon
    window.setTimeout = (f, ms, ...rest) => real(f, ms === 30000 ? 2000 : ms, ...rest);"""
WHY = "The chart did not arrive from Python. Run the cell again."


def test_a_chart_that_does_not_come_says_why_and_comes_when_its_cell_runs_again(fresh_visit):
    fresh_visit.page.add_init_script(HURRY)
    page = fresh_visit.open_new(DEAF, LAB, "Live._on_message = hears")
    page.locator(".kit-problem", has_text=WHY).wait_for()
    assert page.locator(".kit-plot[data-live]").count() == 0
    fresh_visit.run_cell(1)
    lab_of(page, labs.dose_occupancy())
    assert page.locator(".kit-problem", has_text=WHY).count() == 0


def test_a_kernel_starts_with_the_notebook_where_a_user_has_switched_that_off(
    browser, tmp_path, monkeypatch
):
    asked = []
    monkeypatch.setattr(start, "run", lambda *command: asked.extend(command))
    start.lab("python", [])
    flags = [flag for flag in asked if flag.startswith("--LabApp.")]
    own = tmp_path / "jupyter_config_dir" / "jupyter_lab_config.json"
    own.parent.mkdir()
    own.write_text(json.dumps({"LabApp": {"notebook_starts_kernel": False}}))
    (tmp_path / "notebooks").mkdir()
    with (
        jupyterlab.serve(tmp_path, tmp_path / "notebooks", flags=flags) as server,
        visiting(browser, server, tmp_path) as visit,
    ):
        page = visit.open_new(LAB)  # waits for its Python
        lab_of(page, labs.dose_occupancy())
