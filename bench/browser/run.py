"""Measure four ways to draw a live chart, side by side in one run; write docs/performance.md.

    make bench-browser                       about twenty minutes
    make bench-browser ARGS="--steps 30"     a quick look

Every way runs in the same JupyterLab and Chromium, one after the other, in each of `--rounds`
rounds. Only ratios within one run mean anything: the machine and its load change from day to day.
"""

import argparse
import json
import re
import shutil
import statistics
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

import nbformat
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import sync_playwright

from bench.browser import playing, report
from bench.browser.mouse import Mouse
from bench.browser.proxy import LateProxy
from bench.browser.ways import COMMON, WAYS
from tests import chromium, jupyterlab

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
CHARTS = 5
DELAY = 0.15  # seconds, each way
BUSY = "import time; time.sleep(100)"
# Seconds between steps: the chart redraws itself at rest 150 ms after each, and what it says is
# announced after 400 ms, which takes a frame of its own.
GAP = 0.55
GIVE_UP = 3.0  # seconds without a new picture
OPENING = 90_000  # milliseconds for five charts, then the notebook is opened again
TRIES = 6


def notebook(way):
    """A notebook with five charts of one way, and a cell that keeps the kernel busy."""
    kernel = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
    made = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    cells = [COMMON + WAYS[way]["setup"], *["chart()"] * CHARTS]
    made.cells = [nbformat.v4.new_code_cell(source.strip()) for source in cells]
    made.cells += [nbformat.v4.new_raw_cell("below: the cell that keeps the kernel busy")]
    return made


class Page:
    """One notebook in its own browser profile."""

    def __init__(self, browser, address, name, way, port):
        self.way, self.port, self.bytes = way, port, 0
        self.context = browser.new_context(viewport={"width": 1400, "height": 1000})
        self.page = self.context.new_page()
        self.page.on("websocket", self._count)
        self.page.goto(f"{address}/lab/tree/{name}?reset")
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=120_000)
        self.page.get_by_text("| Idle").wait_for(timeout=120_000)

    def _count(self, socket):
        def add(payload):
            self.bytes += len(payload)

        socket.on("framereceived", add)
        socket.on("framesent", add)

    def open_all(self):
        """Seconds from Run All until every chart is on the page, milliseconds from a first key
        on the last of them to its new picture, and bytes on the websocket in all that time."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        item = self.page.get_by_role("menuitem", name="Run All Cells", exact=True)
        item.wait_for()
        self.bytes, started = 0, time.perf_counter()
        item.click()
        self.page.wait_for_function(
            "([css, count]) => [...document.querySelectorAll('.jp-CodeCell')]"
            ".filter((cell) => cell.querySelector(css)).length >= count",
            arg=[WAYS[self.way]["live"], CHARTS],
            timeout=OPENING,
        )
        seconds = time.perf_counter() - started
        self.page.evaluate(SCRIPT)
        self.watch(CHARTS)
        [touch] = self.steps(1)
        self.page.wait_for_timeout(3000)  # what still arrives belongs to opening
        return {"open": seconds, "touch": touch, "bytes": self.bytes}

    def saved(self, path):
        """Bytes of the notebook saved from JupyterLab with its outputs."""
        before = path.stat().st_mtime_ns
        self.page.keyboard.press("Control+s")
        end = time.monotonic() + 20
        while path.stat().st_mtime_ns == before and time.monotonic() < end:
            self.page.wait_for_timeout(200)
        return path.stat().st_size

    def heap(self):
        """Bytes of JavaScript objects after a collection."""
        session = self.context.new_cdp_session(self.page)
        session.send("HeapProfiler.collectGarbage")
        return session.send("Runtime.getHeapUsage")["usedSize"]

    def watch(self, chart=1):
        """Take hold of one chart."""
        cell = self.page.locator(".jp-CodeCell").nth(chart)
        cell.scroll_into_view_if_needed()
        self.handle = cell.locator(WAYS[self.way]["handle"]).first
        cell.evaluate(f"(root) => bench.watch(root, {WAYS[self.way]['picture']})")
        self.handle.focus()

    def steps(self, count):
        """Milliseconds from a key to its picture, for each step; None where none came."""
        self.handle.focus()
        took = []
        for step in range(count):
            self.page.keyboard.press("ArrowRight" if step // 20 % 2 == 0 else "ArrowLeft")
            end = time.perf_counter() + GIVE_UP
            while (value := self.page.evaluate("bench.took")) is None:
                if time.perf_counter() > end:
                    break
                time.sleep(0.005)
            took.append(value)
            if took[-5:] == [None] * 5:
                break  # it will not come
            time.sleep(GAP)
        return took

    def drag(self, seconds=3, rate=60):
        """Redraws per second in a drag with `rate` events a second, and the lag at its end."""
        at = self.handle.bounding_box()
        bar = self.handle.evaluate(
            "(h) => { const b = (h.closest('.noUi-target') ?? h).getBoundingClientRect();"
            " return [b.left, b.width]; }"
        )
        y = at["y"] + at["height"] / 2
        # an ipywidgets handle is small; a native one sits where its value is
        share = self.handle.evaluate("(h) => h.value === undefined ? null : h.value / h.max")
        x = at["x"] + at["width"] / 2 if share is None else bar[0] + 8 + share * (bar[1] - 16)
        low, width = bar[0] + 0.1 * bar[1], 0.8 * bar[1]
        places = [(x, y)]
        for event in range(int(seconds * rate)):
            there = (event / 120) % 2  # to and fro, each time to another of the 160 places
            places.append((low + width * (there if there < 1 else 2 - there), y))
        self.page.evaluate("bench.start()")
        Mouse(self.page, self.port).drag(places, rate)
        self.page.wait_for_timeout(2500)
        return self.page.evaluate("bench.finish()")

    def keep_busy(self):
        """Run a cell that sleeps."""
        last = self.page.locator(".jp-CodeCell").last
        last.scroll_into_view_if_needed()
        last.locator(".cm-content").click()
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("b")
        self.page.keyboard.press("Enter")
        self.page.keyboard.insert_text(BUSY)
        self.page.keyboard.press("Control+Enter")
        self.page.wait_for_timeout(1000)
        self.page.locator(".jp-CodeCell").nth(1).scroll_into_view_if_needed()


def keep_all_cells(home):
    """JupyterLab takes cells out of sight off the page, and five charts could not be counted."""
    settings = home / "jupyterlab_settings_dir" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')


def stop_kernels(address):
    """End every kernel of our own server, so that no way pays for another."""
    sessions = json.load(urllib.request.urlopen(f"{address}/api/sessions"))
    for session in sessions:
        request = urllib.request.Request(f"{address}/api/sessions/{session['id']}", method="DELETE")
        try:
            urllib.request.urlopen(request)
        except urllib.error.HTTPError as fault:
            print(f"a kernel stays: {fault}", file=sys.stderr)


def opened(browser, port, address, proxy, path, way, delay=0.0):
    """A fresh page with all charts live, and what that took; `failed` counts openings in vain.

    A FigureWidget now and then stays empty when its data arrive before its view.
    """
    for failed in range(TRIES):
        nbformat.write(notebook(way), path)
        proxy.delay = 0.0
        page = Page(browser, f"http://127.0.0.1:{proxy.port}", path.name, way, port)
        proxy.delay = delay
        try:
            return page, page.open_all() | {"failed": failed}
        except PlaywrightTimeout:
            page.context.close()
            stop_kernels(address)
    raise RuntimeError(f"{way}: five charts never came up in {TRIES} openings.")


def measure(browser, port, address, proxy, folder, way, steps):
    """Everything about one way: {scenario: {what: number or list}}."""
    path = folder / f"{way}.ipynb"
    few = max(20, steps // 5)
    page, plain = opened(browser, port, address, proxy, path, way)
    found = {"plain": plain | {"saved": page.saved(path)}}
    page.watch()
    page.page.wait_for_timeout(1500)  # what a touched slider asks for
    found["plain"] |= {"steps": page.steps(steps), **page.drag(), "heap": page.heap()}
    proxy.delay = DELAY
    found["late"] = {"steps": page.steps(few), **page.drag()}
    proxy.delay = 0.0
    page.page.wait_for_timeout(1000)
    page.keep_busy()
    found["busy"] = {"steps": page.steps(few), **page.drag()}
    proxy.held = True
    found["silent"] = {"steps": page.steps(few), **page.drag()}
    proxy.held = False
    page.context.close()
    stop_kernels(address)
    page, late = opened(browser, port, address, proxy, path, way, DELAY)
    found["late"] |= {key: late[key] for key in ("open", "touch", "failed")}
    page.context.close()
    stop_kernels(address)
    return found


def main():
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--steps", type=int, default=100, help="key steps for each way and round")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "performance.md")
    parser.add_argument("--raw", type=Path, help="also keep every number, as JSON")
    asked = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="kit-bench-"))
    folder = home / "notebooks"
    folder.mkdir()
    keep_all_cells(home)
    rounds = []
    with jupyterlab.serve(home, folder) as address, sync_playwright() as playwright:
        proxy = LateProxy(urlsplit(address).port)
        options, port = chromium.launch_options(), jupyterlab.free_port()
        options["args"].append(f"--remote-debugging-port={port}")
        browser = playwright.chromium.launch(**options)
        for _ in range(asked.rounds):
            rounds.append({})
            for way in WAYS:
                found = measure(browser, port, address, proxy, folder, way, asked.steps)
                rounds[-1][way] = found
                if asked.raw:
                    asked.raw.write_text(json.dumps(rounds))
                seen = [t for t in found["plain"]["steps"] if t is not None]
                print(
                    f"{way}: step {statistics.median(seen):.0f} ms, "
                    f"{found['plain']['redraws']:.0f} redraws/s, "
                    f"five charts in {found['plain']['open']:.1f} s",
                    flush=True,
                )
        plays = playing.measure(browser, address, folder)
        version = re.sub(r"\.\d+\.\d+\.\d+$", "", browser.version)
        browser.close()
    shutil.rmtree(home, ignore_errors=True)
    asked.out.parent.mkdir(exist_ok=True)
    asked.out.write_text(report.text(rounds, asked.steps, version, plays), encoding="utf-8")
    print(f"written: {asked.out.name}")


if __name__ == "__main__":
    main()
