"""Measure four ways to draw a live chart, side by side in one run; write docs/performance.md.

    make bench-browser                       about twenty minutes
    make bench-browser ARGS="--steps 30"     a quick look

Every way runs in the same JupyterLab and Chromium, one after the other, in each of `--rounds`
rounds. Only ratios within one run mean anything: the machine and its load change from day to day.
"""

import argparse
import re
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import sync_playwright

from bench.browser import mouse, report
from bench.browser.ways import COMMON, WAYS
from tests import browsers, jupyterlab
from tests.browser.notebook import write

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
CHARTS = 5
DELAY = 150  # milliseconds, each way
# Seconds between steps: the chart redraws itself at rest 150 ms after each, and what it says is
# announced after 400 ms, which takes a frame of its own.
GAP = 0.55
GIVE_UP = 3.0  # seconds without a new picture
OPENING = 90_000  # milliseconds for five charts, then the notebook is opened again
TRIES = 6
SLEEP = "jupyterapp.shell.currentWidget.sessionContext.session.kernel.requestExecute"
TROUBLES = {
    "late": f"bench.delay = {DELAY}",
    "busy": f"bench.delay = 0; void {SLEEP}({{code: 'import time; time.sleep(100)'}})",
    "silent": "bench.silent = true",
}
PLAYING = """
from kit import labs
lab = labs.molecule_ledger()
lab.set(blocked=95)
lab
"""
SECONDS = 4  # of playing


class Page:
    """A notebook with these cells, in its own browser profile."""

    def __init__(self, browser, address, home, cells):
        self.path, self.bytes = home / "notebooks" / write(home, "bench.ipynb", cells), 0
        self.context = browser.new_context(viewport={"width": 1400, "height": 1000})
        self.page = self.context.new_page()
        self.page.add_init_script(SCRIPT)
        self.page.on("websocket", self._count)
        self.page.goto(f"{address}/lab/tree/{self.path.name}?reset")
        self.page.get_by_text("| Idle").wait_for(timeout=120_000)
        self.session = self.context.new_cdp_session(self.page)

    def _count(self, socket):
        def add(payload):
            self.bytes += len(payload)

        socket.on("framereceived", add)
        socket.on("framesent", add)

    def close(self):
        """Close the page and end its kernel, so that no way pays for another."""
        self.page.evaluate("jupyterapp.serviceManager.sessions.shutdownAll()")
        self.context.close()

    def run_all(self, live, count=1):
        """Milliseconds from Run All until `count` cells show what the selector `live` names."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        item = self.page.get_by_role("menuitem", name="Run All Cells", exact=True)
        item.wait_for()
        self.bytes, started = 0, time.perf_counter()
        item.click()
        self.page.wait_for_function(
            "([css, count]) => [...document.querySelectorAll('.jp-CodeCell')]"
            ".filter((cell) => cell.querySelector(css)).length >= count",
            arg=[live, count],
            timeout=OPENING,
        )
        return 1000 * (time.perf_counter() - started)

    def saved(self):
        """Bytes of the notebook saved from JupyterLab with its outputs."""
        self.page.evaluate("jupyterapp.shell.currentWidget.context.save()")
        return self.path.stat().st_size

    def heap(self):
        """Bytes of JavaScript objects after a collection."""
        self.session.send("HeapProfiler.collectGarbage")
        return self.session.send("Runtime.getHeapUsage")["usedSize"]

    def watch(self, way, chart):
        """Take hold of one chart."""
        cell = self.page.locator(".jp-CodeCell").nth(chart)
        cell.scroll_into_view_if_needed()
        self.handle = cell.locator(way["handle"]).first
        cell.evaluate(f"(root) => bench.watch(root, {way['picture']})")

    def steps(self, count):
        """Milliseconds from a key to its picture, for each step that had one."""
        self.handle.focus()
        took = []
        for step in range(count):
            self.page.keyboard.press("ArrowRight" if step // 20 % 2 == 0 else "ArrowLeft")
            end = time.perf_counter() + GIVE_UP
            while (value := self.page.evaluate("bench.took")) is None:
                if time.perf_counter() > end:
                    break
                time.sleep(0.005)
            took += [value] if value is not None else []
            time.sleep(GAP)
        return took

    def drag(self, port, seconds=3, rate=60):
        """Redraws a second in a drag with `rate` events a second, and the lag at its end."""
        bar = self.handle.evaluate("bench.bar")
        places = [(bar["x"], bar["y"])]
        for event in range(seconds * rate):
            there = (event / 120) % 2  # to and fro, each time to another of the 160 places
            across = there if there < 1 else 2 - there
            places.append((bar["left"] + bar["width"] * across, bar["y"]))
        self.page.evaluate("bench.start()")
        mouse.drag(self.page, port, places, rate)
        self.page.wait_for_timeout(2500)
        return self.page.evaluate("bench.finish()")

    def cost(self):
        """Milliseconds of script a second, and screen frames that were asked for in a second."""

        def script():
            metrics = self.session.send("Performance.getMetrics")["metrics"]
            return next(each["value"] for each in metrics if each["name"] == "ScriptDuration")

        self.page.evaluate("bench.asked = 0")
        before = script()
        self.page.wait_for_timeout(1000 * SECONDS)
        took = script() - before
        return {
            "script": 1000 * took / SECONDS,
            "asked": self.page.evaluate("bench.asked") / SECONDS,
        }


def opened(way, *where):
    """A fresh page with all charts of a way live, and how long that took.

    A FigureWidget now and then stays empty when its data arrive before its view.
    """
    for _ in range(TRIES):
        page = Page(*where, [COMMON + way["setup"], *["chart()"] * CHARTS])
        try:
            return page, page.run_all(way["live"], CHARTS)
        except PlaywrightTimeout:
            page.close()
    raise RuntimeError(f"{way['title']}: five charts never came up in {TRIES} openings.")


def measure(way, steps, port, *where):
    """All numbers of one way, by name."""
    page, took = opened(way, *where)
    page.watch(way, CHARTS)
    touch = page.steps(1) or [1000 * GIVE_UP]
    page.page.wait_for_timeout(3000)  # what still arrives belongs to opening
    found = {"open": took, "touched": took + touch[0], "bytes": page.bytes, "saved": page.saved()}
    page.watch(way, 1)
    page.steps(1)  # what a touched slider asks for
    found |= {"steps": page.steps(steps), **page.drag(port), "heap": page.heap()}
    for name, trouble in TROUBLES.items():
        page.page.evaluate(trouble)
        page.page.wait_for_timeout(1000)
        found[name] = page.drag(port)["redraws"]
    page.close()
    return found


def playing(*where):
    """What a picture that plays costs the page: a synapse with sixty molecules beside a chart."""
    opened = Page(*where, [PLAYING])
    page = opened.page
    opened.run_all('.kit-plot[data-live="true"]')
    pause = page.get_by_role("button", name="Pause")
    pause.wait_for()
    page.wait_for_timeout(3000)  # the sweep, and the rest of JupyterLab
    opened.session.send("Performance.enable")
    found = {"alone": page.evaluate(f"bench.frames(false, {SECONDS})")}
    found["dragged"] = page.evaluate(f"bench.frames(true, {SECONDS})")
    page.wait_for_timeout(2000)
    found["playing"] = opened.cost()
    pause.click()
    page.wait_for_timeout(1000)
    found["paused"] = opened.cost()
    page.get_by_role("button", name="Play", exact=True).click()
    page.locator(".kit-lab").evaluate("(lab) => { lab.style.marginTop = '4000px'; }")
    page.wait_for_timeout(1000)
    found["away"] = opened.cost()
    opened.close()
    return found


def main():
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=100, help="key steps for each way and round")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "performance.md")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kit-bench-", ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        (home / "notebooks").mkdir()
        # JupyterLab takes cells out of sight off the page, and five charts could not be counted.
        settings = home / "jupyterlab_settings_dir" / "@jupyterlab" / "notebook-extension"
        settings.mkdir(parents=True)
        (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
        with jupyterlab.serve(home, home / "notebooks") as address, sync_playwright() as playwright:
            options, port = browsers.launch_options(), jupyterlab.free_port()
            options["args"].append(f"--remote-debugging-port={port}")
            browser = playwright.chromium.launch(**options)
            rounds, where = [], (browser, address, home)
            for _ in range(asked.rounds):
                rounds.append({})
                for name, way in WAYS.items():
                    rounds[-1][name] = found = measure(way, asked.steps, port, *where)
                    print(f"{name}: step {median(found['steps']):.0f} ms", flush=True)
            known = {"steps": asked.steps, "delay": DELAY, "plays": playing(*where)}
            known["version"] = re.sub(r"\.\d+\.\d+\.\d+$", "", browser.version)
            browser.close()
    asked.out.write_text(report.text(rounds, **known), encoding="utf-8")
    print(f"written: {asked.out.name}")


if __name__ == "__main__":
    main()
