"""Time the pages of the static site: open each from the disk, until it answers and until it moves.

    python bench/site.py [page ...]

`make site` first. Milliseconds after the page was asked for; a loop of fixed work, timed in the
same browser, tells how fast the machine is at that moment. The pages report in their titles: a
debugger, such as Playwright's, would make Chromium read plotly.js twice, for its line numbers.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from statistics import median
from urllib.request import Request, urlopen

from tests import browsers

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "build" / "site"

TIMES, LONGEST_S = 5, 120
WATCH = """<script>(() => {
    const seen = {};
    const look = () => {
        if (document.querySelector('.kit-question')) seen.question ??= performance.now();
        if (document.querySelector('.kit-plot[data-live]')) seen.chart ??= performance.now();
        if (!document.documentElement.dataset.ready || seen.paint) return;
        if (document.querySelector('.kit-lab') && !seen.chart) return;
        seen.paint = performance.getEntriesByType('paint')[0]?.startTime;
        if (seen.paint) document.title = 'SEEN' + JSON.stringify(seen);
    };
    const what = {subtree: true, childList: true, attributes: true};
    new MutationObserver(look).observe(document, what);
    setInterval(look, 500); // a page in which nothing moves any more
})();</script>"""
WORK = """<script>
    const start = performance.now();
    let sum = 0;
    for (let k = 0; k < 3e8; k++) sum = (sum + k) | 0;
    document.title = 'SEEN' + JSON.stringify({work: performance.now() - start + 0 * sum});
</script>"""


@contextmanager
def browser(folder):
    """A headless Chromium, as a function that asks it for a list or a page."""
    how = browsers.launch_options()
    arguments = ["--headless=new", "--remote-debugging-port=0", f"--user-data-dir={folder}"]
    command = [how["executable_path"], *how["args"], *arguments, "--window-size=1280,900"]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        file = folder / "DevToolsActivePort"
        while not file.exists() or "\n" not in file.read_text():
            time.sleep(0.1)
        port = file.read_text().split()[0]

        def ask(path, method="GET"):
            with urlopen(Request(f"http://127.0.0.1:{port}/json/{path}", method=method)) as answer:
                body = answer.read()
            return json.loads(body) if body[:1] in b"[{" else body

        yield ask
    finally:
        running.terminate()
        running.wait()


def opening(ask, path):
    """What one opening of a page reports."""
    tab, end = ask(f"new?{path.as_uri()}", "PUT")["id"], time.monotonic() + LONGEST_S
    while time.monotonic() < end:
        time.sleep(0.2)
        title = next(each["title"] for each in ask("list") if each["id"] == tab)
        if title.startswith("SEEN"):
            ask(f"close/{tab}")
            return json.loads(unescape(title.removeprefix("SEEN")))
    raise TimeoutError(f"{path.name} was not ready after {LONGEST_S} s.")


def main(names):
    """Print the medians of each page."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch) / "site"
        shutil.copytree(SITE, folder)
        for path in folder.glob("*.html"):
            path.write_text(path.read_text(encoding="utf-8").replace("<head>", "<head>" + WATCH, 1))
        work = Path(scratch) / "work.html"
        work.write_text(f"<!doctype html><title>…</title>{WORK}")
        with browser(Path(scratch) / "profile") as ask:
            loops = [opening(ask, work)["work"] for _ in range(3)]
            load = os.getloadavg()[0]
            print(f"a loop of 3e8 additions: {median(loops):.0f} ms; load {load:.1f}")
            for path in [folder / name for name in names] or sorted(folder.glob("0*.html")):
                openings = [opening(ask, path) for _ in range(TIMES)]
                medians = [
                    f"{what} {median(one[what] for one in openings):.0f}"
                    for what in ("paint", "question", "chart")
                    if all(one.get(what) for one in openings)
                ]
                print(f"{path.name}: {', '.join(medians)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
