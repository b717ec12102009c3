"""What a picture that plays costs the page: a synapse with sixty molecules beside a chart."""

import nbformat

CELL = """
from kit import labs
lab = labs.molecule_ledger()
lab.set(blocked=95, share=95)
lab
"""
SECONDS = 4
# Screen frames a second, of themselves or while the slider moves by one place in each of them.
FRAMES = """async ([drag, seconds]) => {
    const slider = document.querySelector('.kit-lab input[type=range]');
    const started = performance.now();
    let frames = 0;
    while (performance.now() - started < 1000 * seconds) {
        await new Promise(requestAnimationFrame);
        frames += 1;
        if (!drag) continue;
        slider.valueAsNumber = frames % slider.max;
        slider.dispatchEvent(new Event('input', {bubbles: true}));
    }
    return (1000 * frames) / (performance.now() - started);
}"""
# Pictures that a lab's own script asked for; JupyterLab asks for none by itself.
COUNT = """() => {
    const real = window.requestAnimationFrame.bind(window);
    window.asked = 0;
    window.requestAnimationFrame = (then) => { window.asked += 1; return real(then); };
}"""


def measure(browser, address, folder):
    """Frames a second while it plays, and milliseconds of script a second in each state.

    Returns
    -------
    dict of str to float
    """
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    made = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    made.cells = [nbformat.v4.new_code_cell(CELL)]
    nbformat.write(made, folder / "playing.ipynb")
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    page = context.new_page()
    page.add_init_script(f"({COUNT})()")
    page.goto(f"{address}/lab/tree/playing.ipynb?reset")
    page.get_by_text("| Idle").wait_for(timeout=120_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.locator('.kit-plot[data-live="true"]').wait_for(timeout=60_000)
    pause = page.get_by_role("button", name="Pause")
    pause.wait_for()
    page.wait_for_timeout(3000)  # the sweep, and the rest of JupyterLab
    session = context.new_cdp_session(page)
    session.send("Performance.enable")
    found = {"alone": page.evaluate(FRAMES, [False, SECONDS])}
    found["dragged"] = page.evaluate(FRAMES, [True, SECONDS])
    page.wait_for_timeout(2000)
    found["playing"], found["playing_asked"] = cost(page, session)
    pause.click()
    page.wait_for_timeout(1000)
    found["paused"], found["paused_asked"] = cost(page, session)
    page.get_by_role("button", name="Play", exact=True).click()
    page.locator(".kit-lab").evaluate("(lab) => { lab.style.marginTop = '4000px'; }")
    page.wait_for_timeout(1000)
    found["away"], found["away_asked"] = cost(page, session)
    context.close()
    return found


def cost(page, session):
    """Milliseconds of script a second, and frames that were asked for in a second."""

    def script():
        told = session.send("Performance.getMetrics")["metrics"]
        return next(each["value"] for each in told if each["name"] == "ScriptDuration")

    page.evaluate("window.asked = 0")
    before = script()
    page.wait_for_timeout(1000 * SECONDS)
    took = script() - before
    return 1000 * took / SECONDS, page.evaluate("window.asked") / SECONDS
