"""The live chart does not break: fast drawing, stale answers, a silent kernel, re-runs."""

import numpy as np
import pytest

from kit import labs
from tests.browser.page import REST, STATE, agrees, drag, lab_of, wait_for, wait_for_sweep
from tests.scripts import Script

JS = Script(__file__)

pytestmark = pytest.mark.browser

LAB = "from kit import labs\nlab = labs.dose_occupancy()\nlab"

QUIET = "(lab) => lab.querySelector('.kit-quiet').textContent"


def moved(view, name, share):
    """Move a slider by script and return what the SVG shows at once."""
    return view.evaluate(JS.moved, [name, share])


def beside(points, line):
    """How far, in pixels, the furthest of these points is from a line."""
    start, step = line[:-1], np.diff(line, axis=0)
    length = np.maximum((step**2).sum(axis=1), 1e-9)
    along = np.clip(((points[:, None] - start) * step).sum(axis=2) / length, 0, 1)
    nearest = start + along[..., None] * step
    return np.linalg.norm(points[:, None] - nearest, axis=2).min(axis=1).max()


def compare(fast, rest):
    """The picture written directly is the picture that plotly makes at rest."""
    assert fast["traces"].keys() == rest["traces"].keys()
    for name, trace in fast["traces"].items():
        other = rest["traces"][name]
        assert (trace["line"] is None) == (other["line"] is None), name
        if trace["line"]:
            mine, theirs = np.array(trace["line"]), np.array(other["line"])
            shown = [line[line[:, 0] <= rest["wide"]] for line in (mine, theirs)]
            apart = max(beside(shown[0], theirs), beside(shown[1], mine))
            assert apart < 1.5, f"{name}: {apart:.1f} pixels apart"  # plotly drops points itself
        assert [p is None for p in trace["points"]] == [p is None for p in other["points"]]
        for one, two in zip(trace["points"], other["points"], strict=True):
            if one:
                np.testing.assert_allclose(one, two, rtol=0.01, atol=0.3, err_msg=name)
    # what is shaded in square pixels; the whole chart has 200,000
    assert fast["fills"] == pytest.approx(rest["fills"], abs=300)
    assert fast["bars"] == pytest.approx(rest["bars"], abs=0.6)


FAST = ["dose_occupancy()", "two_drugs()", "level_and_block()"]
EVERY_KIND = """
import numpy as np
from kit.chart import Area, Axis, Bars, Drawing, Lab, Line, Points, Slider, Style

grid = np.linspace(0, 4, 50)

def draw(k):
    top = k * np.exp(-grid)
    at = np.array([0.5, 1.5, 2.5, 3.5])
    return Drawing([
        Area("low", "low", grid, 0.5 * top),
        Area("high", "high", grid, top, Style("#D55E00"), pattern="/", base=0.5 * top),
        Bars("bars", "bars", at, k * at / 4, text=["a", "b", "c", "d"], panel=1),
        Line("line", "line", grid, k * grid / 4, panel=1),
        Points("dots", "dots", at, at, error_x=at / 4, text=["p", "q", "r", "s"], panel=2),
    ])

Lab("All kinds", "measured + model", [Slider("k", "k", 1, 10, 2, only=tuple(range(1, 11)))],
    Axis("across", 0, 4),
    [Axis("first", 0, 10), Axis("second", 0, 10),
     Axis("third", 0, 4, ticks=(0.5, 1.5, 2.5, 3.5), tick_labels=("a", "b", "c", "d"))],
    draw, "k is {k}.", "-", "-", "-")
"""


def test_the_picture_while_dragging_is_the_one_that_plotly_draws_at_rest(visit):
    made = "; ".join(f"display(labs.{call})" for call in FAST)
    page = visit.open_new(
        f"from kit import labs\n{made}",
        "lab = labs.dose_occupancy(); lab.predict([0, 10, 40, 80], [0, 30, 60, 70]); lab",
        EVERY_KIND,
    )
    for place in range(len(FAST) + 2):
        view = page.locator(".kit-lab").nth(place)
        view.scroll_into_view_if_needed()
        view.locator('.kit-plot[data-live="true"]').wait_for(timeout=60_000)
        for slider in view.locator("input[type=range]").all():
            if not slider.is_visible():
                continue
            name = slider.get_attribute("name")
            wait_for_sweep(page, view, name)
            for share, width in ((0.2, 1400), (0.6, 1400), (0.4, 560)):  # and in another window
                page.set_viewport_size({"width": width, "height": 1000})
                page.wait_for_timeout(200 if width == 1400 else 600)
                fast = moved(view, name, share)
                assert fast["rest"] == "false", f"{place} {name}: drawn by plotly"
                wait_for(page, view, REST)
                compare(fast, view.evaluate(JS.drawn))
            page.set_viewport_size({"width": 1400, "height": 1000})
    assert len(fast["bars"]) > 20 and len(fast["fills"]) == 2  # of the lab with every kind
    assert visit.errors == [] and visit.outside == []


def test_two_controls_in_turn_numbers_good_and_bad_and_code_leave_no_wrong_picture(visit):
    page = visit.open_new(LAB, "lab.set(dose=40)", "lab.values")
    lab = labs.dose_occupancy()
    view = lab_of(page, lab)
    agrees(page, view, lab, dose=40)
    dose, ed50 = (view.locator(f"input[name={name}]") for name in ("dose", "ed50"))
    for slider in (dose, ed50, dose, ed50):
        drag(page, slider)
        slider.press("ArrowLeft")
        agrees(page, view, lab, **view.evaluate(STATE)["boxes"])
    box = view.get_by_label("Dose in milligrams")
    for wrong, told in {
        "-5": "is not possible here: choose from 0 to 80",
        "9000": "is not possible here: choose from 0 to 80",
        "1,000": "write 1000 or 1.000",
        "": "is not possible here",
    }.items():
        before = box.input_value()
        box.fill(wrong)
        box.press("Tab")
        assert told in view.locator(".kit-problem").text_content().replace("\u00a0", " ")
        assert box.input_value() == before
    box.fill("41,3")
    page.keyboard.press("Tab")
    agrees(page, view, lab, dose=41.3)
    for typed in ("41.3", "12.34", "12"):  # the first two between two positions of the handle
        box.fill(typed)
        page.keyboard.press("Tab")
        agrees(page, view, lab, **view.evaluate(STATE)["boxes"])
        dose.press("ArrowRight")
        agrees(page, view, lab, **view.evaluate(STATE)["boxes"])
    visit.run_cell(1)  # from code, while the page is idle
    agrees(page, view, lab, **view.evaluate(STATE)["boxes"] | {"dose": 40})
    dose.press("ArrowRight")
    now = view.evaluate(STATE)["boxes"]
    assert now["dose"] > 40
    agrees(page, view, lab, **now)
    visit.run_cell(2)  # and the kernel knows
    said = page.locator(".jp-CodeCell").nth(2).locator(".jp-OutputArea-output").last.text_content()
    assert f"'dose': {now['dose']}" in said


def test_late_answers_move_no_slider_back_and_a_silent_kernel_leaves_the_last_one(visit):
    page = visit.open_new(LAB, "lab.values")
    lab = labs.dose_occupancy()
    view = lab_of(page, lab)
    wait_for_sweep(page, view, "dose")
    page.evaluate("held.on = true")
    view.locator("input[name=dose]").focus()
    last = -1
    for step in range(30):
        page.keyboard.press("ArrowRight")
        page.evaluate("letGo(3)")  # answers to steps long past
        now = view.evaluate(STATE)
        assert now["boxes"]["dose"] > last, f"step {step} went back"
        last = now["boxes"]["dose"]
        lab.set(**now["boxes"])
        assert now["words"] == lab.words()
    # another control, whose pictures must come from Python, while old answers keep coming
    view.locator("input[name=ed50]").press("ArrowRight")
    for _ in range(10):
        page.evaluate("letGo(2)")
        now = view.evaluate(STATE)
        assert now["boxes"]["dose"] == last and now["boxes"]["ed50"] != 5
    page.evaluate("held.on = false; letGo()")
    agrees(page, view, lab, **now["boxes"])
    # a kernel that says nothing at all (JupyterLab's subshells answer widgets during a long cell)
    wait_for_sweep(page, view, "dose")
    height = view.evaluate("(lab) => lab.offsetHeight")
    page.evaluate("held.on = true")
    dose, ed50 = (view.locator(f"input[name={name}]") for name in ("dose", "ed50"))
    before = view.evaluate(STATE)["boxes"]["ed50"]
    dose.press("End")
    agrees(page, view, lab, dose=80, ed50=before)
    ed50.press("Home")  # no sweep of it yet: it has to wait
    wait_for(page, view, f"(lab) => ({QUIET})(lab).includes('busy')")
    assert "“Dose” still works; the other controls are paused" in view.evaluate(QUIET)
    assert "still shows the state before" in view.evaluate(QUIET)
    assert view.evaluate(STATE)["words"] == lab.words()
    dose.press("Home")  # the last sweep goes on, and takes the other control back with it
    dose.press("ArrowRight")
    now = view.evaluate(STATE)["boxes"]
    assert now["ed50"] == before
    agrees(page, view, lab, **now)
    page.evaluate("held.on = false; letGo()")
    wait_for(page, view, f"(lab) => ({QUIET})(lab) === ''")
    agrees(page, view, lab)
    assert view.evaluate("(lab) => lab.offsetHeight") == height, "the page jumped"
    visit.run_cell(1)
    said = page.locator(".jp-CodeCell").nth(1).locator(".jp-OutputArea-output").last.text_content()
    assert f"'dose': {lab.values['dose']}" in said and f"'ed50': {before:g}" in said


@pytest.mark.parametrize(
    ("code", "css", "ready"),
    [
        (LAB, ".kit-lab", '.kit-plot[data-live="true"]'),
        ('from kit import lesson\nlesson.ask("dose-scan")', ".kit-question", ".kit-commit"),
        ("from kit import lesson\nlesson.passport()", ".kit-passport", "button"),
    ],
    ids=["lab", "question", "passport"],
)
def test_a_cell_run_many_times_leaks_no_memory(fresh_visit, code, css, ready):
    page = fresh_visit.open_new(code)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")

    def held():
        """Megabytes, nodes and listeners that are left when the garbage is out."""
        view = page.locator(css)
        view.locator(ready).first.wait_for(timeout=60_000)
        page.wait_for_timeout(1000)
        session.send("HeapProfiler.collectGarbage")
        found = session.send("Performance.getMetrics")["metrics"]
        found = {metric["name"]: metric["value"] for metric in found}
        return np.array([found["JSHeapUsedSize"] / 1e6, found["Nodes"], found["JSEventListeners"]])

    def again(times):
        for _ in range(times):
            mark = "(view) => { view.dataset.old = 'yes'; }"
            page.locator(css).evaluate(mark)
            fresh_visit.run_cell(0, wait=False)
            page.locator(f"{css}:not([data-old]) {ready}").first.wait_for()
            page.locator(f"{css}[data-old]").wait_for(state="detached")

    again(3)
    before = held()
    again(8)
    grown = (held() - before) / 8
    print(f"grown with each run: MB, nodes, listeners {grown.round(2)}")
    # measured: 0.13, 2 and 3; Python still has the old lab, and with it the page its model. On a
    # busy machine one lab waits for the collector: 15 listeners a run. A leak would be 150.
    nodes = 40 if css == ".kit-lab" else 12  # 66 of a question and 22 of a passport stayed once
    assert (grown < [0.3, nodes, 50]).all(), f"{grown} a run on top of {before}"
