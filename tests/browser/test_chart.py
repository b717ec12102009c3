"""The live chart does not break: fast drawing, stale answers, a silent kernel, copies, re-runs."""

import numpy as np
import pytest

from kit import labs
from tests.browser.page import (
    REST,
    STATE,
    agrees,
    drag,
    lab_of,
    wait_for,
    wait_for_sweep,
)

pytestmark = pytest.mark.browser

LAB = "from kit import labs\nlab = labs.dose_occupancy()\nlab"

# Moves a slider from inside the page and reads, before anything else runs, what the SVG shows.
MOVED = """([lab, name, place]) => {
    const slider = lab.querySelector(`input[type=range][name="${name}"]`);
    slider.value = slider.places[place];
    slider.dispatchEvent(new Event('input', {bubbles: true}));
}"""
DRAWN = """(lab) => {
    const plot = lab.querySelector('.kit-plot');
    const {xaxis, yaxis} = plot._fullLayout;
    const back = ([x, y]) => [xaxis.p2c(x), yaxis.p2c(y)];
    const numbers = (text) => text.match(/-?[0-9.]+(e-?[0-9]+)?/g).map(Number);
    const pairs = (text) => numbers(text).reduce(
        (all, n, k) => { if (k % 2) all.at(-1).push(n); else all.push([n]); return all; }, []);
    const found = {rest: plot.dataset.rest, wide: xaxis._length, traces: {}};
    plot._fullData.forEach((trace, place) => {
        const node = plot.querySelector(`.trace${trace.uid}`);
        const part = (css) => node?.querySelector(css);
        found.traces[plot.data[place].kit] = {
            line: part('.js-line') && pairs(part('.js-line').getAttribute('d')), // pixels
            points: [...node?.querySelectorAll('.point') ?? []].map(
                (p) => p.getAttribute('display') === 'none'
                    ? null : back(pairs(p.getAttribute('transform'))[0])),
        };
    });
    const gap = plot.querySelector('.js-fill');
    const ring = gap ? pairs(gap.getAttribute('d')) : [];
    found.gap = ring.reduce((sum, [x, y], k) => {
        const [u, v] = ring[(k + 1) % ring.length];
        return sum + (x * v - u * y) / 2;
    }, 0);
    return found;
}"""
QUIET = "(lab) => lab.querySelector('.kit-quiet').textContent"


def moved(view, name, place):
    """Move a slider by script and return what the SVG shows at once."""
    return view.evaluate(
        f"(lab) => {{ ({MOVED})([lab, {name!r}, {place}]); return ({DRAWN})(lab); }}"
    )


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
    # the shaded ring in square pixels; the whole chart has 200,000
    assert abs(fast["gap"]) == pytest.approx(abs(rest["gap"]), abs=300)


FAST = ["dose_occupancy()", "two_drugs()", "level_and_block()"]


def test_what_is_written_directly_is_what_plotly_draws_at_rest(visit):
    made = "; ".join(f"display(labs.{call})" for call in FAST)
    page = visit.open_new(
        f"from kit import labs\n{made}",
        "lab = labs.dose_occupancy(); lab.predict([0, 10, 40, 80], [0, 30, 60, 70]); lab",
    )
    for place in range(len(FAST) + 1):
        view = page.locator(".kit-lab").nth(place)
        view.scroll_into_view_if_needed()
        view.locator('.kit-plot[data-live="true"]').wait_for(timeout=60_000)
        for slider in view.locator("input[type=range]").all():
            if not slider.is_visible():
                continue
            name = slider.get_attribute("name")
            wait_for_sweep(page, view, name)
            for at in (30, 100):
                fast = moved(view, name, at)
                assert fast["rest"] == "false", f"{place} {name}: drawn by plotly"
                wait_for(page, view, REST)
                compare(fast, view.evaluate(DRAWN))
    assert visit.errors == []


def test_two_controls_in_turn_typing_and_code_leave_no_wrong_picture(visit):
    page = visit.open_new(LAB, "lab.set(dose=40)", "lab.values")
    lab = labs.dose_occupancy()
    view = lab_of(page, lab)
    agrees(page, view, lab, dose=40)
    dose, ed50 = (view.locator(f"input[name={name}]") for name in ("dose", "ed50"))
    for slider in (dose, ed50, dose, ed50):
        drag(page, slider)
        slider.press("ArrowLeft")
        agrees(page, view, lab, **view.evaluate(STATE)["boxes"])
    for typed in ("41.3", "12.34", "12"):  # the first two between two positions of the handle
        view.get_by_label("Dose in milligrams").fill(typed)
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


def test_late_answers_never_move_the_slider_back(visit):
    page = visit.open_new(LAB)
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


def test_a_silent_kernel_leaves_the_last_slider_working_and_says_so(visit):
    # JupyterLab's subshells answer widgets during a long cell: only a held line is silent for sure
    page = visit.open_new(LAB, "lab.values")
    lab = labs.dose_occupancy()
    view = lab_of(page, lab)
    wait_for_sweep(page, view, "dose")
    height = view.evaluate("(lab) => lab.offsetHeight")
    page.evaluate("held.on = true")
    slider = view.locator("input[name=dose]")
    slider.press("End")
    agrees(page, view, lab, dose=80)
    view.locator("input[name=ed50]").press("Home")  # no sweep of it yet: it has to wait
    wait_for(page, view, f"(lab) => ({QUIET})(lab).includes('busy')")
    assert "“Dose” still works; the other controls are paused" in view.evaluate(QUIET)
    assert "still shows the state before" in view.evaluate(QUIET)
    assert view.evaluate(STATE)["words"] == lab.words()
    slider.press("Home")  # the last sweep goes on, and takes the other control back with it
    slider.press("ArrowRight")
    agrees(page, view, lab, dose=view.evaluate(STATE)["boxes"]["dose"])
    assert view.evaluate(STATE)["boxes"]["ed50"] == 5
    page.evaluate("held.on = false; letGo()")
    wait_for(page, view, f"(lab) => ({QUIET})(lab) === ''")
    agrees(page, view, lab)
    assert view.evaluate("(lab) => lab.offsetHeight") == height, "the page jumped"
    visit.run_cell(1)
    said = page.locator(".jp-CodeCell").nth(1).locator(".jp-OutputArea-output").last.text_content()
    assert f"'dose': {lab.values['dose']}" in said and "'ed50': 5" in said


def test_larger_text_reaches_every_lab_and_survives_a_reload(visit):
    page = visit.open_new("from kit import labs\nlabs.dose_occupancy()", "labs.two_drugs()")
    view = lab_of(page, labs.two_drugs())
    view.get_by_role("button", name="Larger text").click()
    sizes = """() => [...document.querySelectorAll('.kit-lab')].map((lab) => [
        getComputedStyle(lab).fontSize,
        getComputedStyle(lab.querySelector('.xtick text')).fontSize])"""
    page.locator(".kit-lab").nth(0).scroll_into_view_if_needed()
    large = page.evaluate(sizes)
    seen = page.evaluate("innerHeight")
    assert all(float(size[:-2]) >= 0.032 * seen for each in large for size in each), large
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1000)
    page.reload()
    view = lab_of(page, labs.dose_occupancy())
    assert page.evaluate(sizes)[0] == large[0]
    view.get_by_role("button", name="Larger text").press("Enter")
    assert page.evaluate(sizes)[0] == ["15px", "13.95px"]
    page.set_viewport_size({"width": 700, "height": 900})  # and it still follows the window
    fits = "(plot) => plot.querySelector('svg').getBoundingClientRect().width <= plot.offsetWidth"
    wait_for(page, view.locator(".kit-plot"), fits)


def test_narrow_forced_colours_and_a_resized_window(visit):
    page = visit.open_new("from kit import labs\nlabs.dose_occupancy('duloxetine')")
    lab = labs.dose_occupancy("duloxetine")
    view = lab_of(page, lab)
    notes = view.locator(".kit-scroll")
    notes.focus()  # sources by keyboard: the table can be reached and scrolled
    assert "et al" in notes.text_content() or "20" in notes.text_content()
    wait_for_sweep(page, view, "dose")
    for width in (1400, 560, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(400)
        fast = moved(view, "dose", width // 20)
        wait_for(page, view, REST)
        compare(fast, view.evaluate(DRAWN))
        seen = view.evaluate("""(lab) => [lab.querySelector('.kit-plot').getBoundingClientRect(),
            lab.querySelector('.kit-controls').getBoundingClientRect(),
            lab.querySelector('.main-svg').getBoundingClientRect()].map((r) => r.toJSON())""")
        plot, controls, svg = seen
        assert abs(plot["width"] - svg["width"]) < 2
        assert (controls["bottom"] <= plot["top"]) == (width < 1400), width
    page.emulate_media(forced_colors="active", color_scheme="dark")
    slider = view.locator("input[name=dose]")
    slider.focus()
    style = "(s) => [getComputedStyle(s).outlineStyle, getComputedStyle(s).outlineWidth]"
    assert slider.evaluate(style) == ["solid", "3px"]
    colours = "(lab) => getComputedStyle(lab.querySelector('.kit-chart')).backgroundColor"
    assert view.evaluate(colours) == "rgb(255, 252, 246)"


def test_two_copies_and_a_second_tab_stay_apart_and_together(visit):
    page = visit.open_new(LAB, "labs.dose_occupancy()")
    lab = labs.dose_occupancy()
    first, second = (page.locator(".kit-lab").nth(place) for place in (0, 1))
    first.locator('.kit-plot[data-live="true"]').wait_for(timeout=60_000)
    wait_for_sweep(page, first, "dose")
    before = first.locator(".kit-words").text_content()
    second.locator('.kit-plot[data-live="true"]').wait_for(timeout=60_000)
    wait_for_sweep(page, second, "dose")
    second.locator("input[name=dose]").press("End")
    assert first.locator(".kit-words").text_content() == before
    # the same notebook in a second tab of the browser: one lab, seen twice
    page.keyboard.press("Control+s")
    page.wait_for_timeout(1000)
    tab = page.context.new_page()
    tab.goto(page.url.replace("/tree/", "/workspaces/other/tree/"))
    twin = tab.locator(".kit-lab").nth(0)
    twin.locator('.kit-plot[data-live="true"]').wait_for(timeout=60_000)
    twin.locator("input[name=dose]").press("End")
    lab.set(dose=80)
    for shown in (tab, page):
        agrees(shown, lab_of(shown, lab), lab)
    tab.close()


@pytest.mark.parametrize(
    ("code", "css", "ready"),
    [
        (LAB, ".kit-lab", '.kit-plot[data-live="true"]'),
        ('from kit import lesson\nlesson.ask("dose-scan")', ".kit-question", ".kit-commit"),
        ("from kit import lesson\nlesson.passport()", ".kit-passport", "button"),
    ],
    ids=["lab", "question", "passport"],
)
def test_a_cell_run_again_and_again_keeps_its_memory(fresh_visit, code, css, ready):
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

    again(4)
    before = held()
    again(10)
    grown = (held() - before) / 10
    print(f"grown with each run: MB, nodes, listeners {grown.round(2)}")
    # measured: 0.13, 2 and 3; Python still has the old lab, and with it the page its model. On a
    # busy machine one lab waits for the collector: 15 listeners a run. A leak would be 150.
    nodes = 40 if css == ".kit-lab" else 12  # 66 of a question and 22 of a passport stayed once
    assert (grown < [0.3, nodes, 50]).all(), f"{grown} a run on top of {before}"
