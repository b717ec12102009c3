"""Time the pages of the static site: open each from the disk, until it answers and until it moves.

    python bench/site.py [page ...]

`make site` first. Milliseconds after the page was asked for; a loop of fixed work, timed in the
same browser, tells how fast the machine is at that moment.
"""

import sys
from pathlib import Path
from statistics import median

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
SITE = ROOT / "build" / "site"
sys.path.insert(0, str(ROOT / "tests"))
import chromium  # noqa: E402

TIMES = 5
WATCH = """() => {
    const seen = window.__seen = {};
    const look = () => {
        if (document.querySelector('.kit-question')) seen.question ??= performance.now();
        if (document.querySelector('.kit-plot[data-live]')) seen.chart ??= performance.now();
    };
    const what = {subtree: true, childList: true, attributes: true, attributeFilter: ['data-live']};
    new MutationObserver(look).observe(document, what);
}"""
WORK = """() => {
    const start = performance.now();
    let sum = 0;
    for (let k = 0; k < 3e8; k++) sum = (sum + k) | 0;
    return performance.now() - start + 0 * sum;
}"""


def opening(browser, path):
    """First paint, first question and first chart of one opening."""
    page = browser.new_page()
    page.add_init_script(f"({WATCH})()")
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    page.wait_for_timeout(500)
    paint = "performance.getEntriesByType('paint')[0]?.startTime"
    found = {"paint": page.evaluate(paint), **page.evaluate("window.__seen")}
    page.close()
    return found


def main(names):
    """Print the medians of each page."""
    paths = [SITE / name for name in names] or sorted(SITE.glob("0*.html"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**chromium.launch_options())
        page = browser.new_page()
        print(f"a loop of 3e8 additions: {median(page.evaluate(WORK) for _ in range(3)):.0f} ms")
        for path in paths:
            found = [opening(browser, path) for _ in range(TIMES)]
            said = [
                f"{what} {median(one[what] for one in found):.0f}"
                for what in ("paint", "question", "chart")
                if all(one.get(what) for one in found)
            ]
            print(f"{path.name}: {path.stat().st_size / 1000:.0f} kB, ms: {', '.join(said)}")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
