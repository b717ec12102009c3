"""Time the classroom app: its start, and each lesson until it stands there and until it answers.

    python bench/app.py

`make app` once first, for its environment. Seconds, once each, in a Chromium of its own.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from tests import chromium, jupyterlab  # noqa: E402

PYTHON = ROOT / ".venv-products/bin/python"
SETTLED_S = 40  # until every lesson's Python waits for its page


def main():
    """Print what the app takes."""
    print(f"load {os.getloadavg()[0]:.1f}")
    port, began = jupyterlab.free_port(), time.monotonic()
    command = [PYTHON, "-m", "tools.app", "--no-browser", f"--port={port}"]
    app = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}/"
        jupyterlab.wait_for(address, app)
        print(f"menu: {time.monotonic() - began:.1f}", flush=True)
        time.sleep(SETTLED_S)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(**chromium.launch_options())
            for path in sorted((ROOT / "notebooks").glob("0*.ipynb")):
                page, began = browser.new_context().new_page(), time.monotonic()
                page.goto(f"{address}voila/render/{path.name}", wait_until="commit")
                page.locator("h1").first.wait_for()
                heading = time.monotonic() - began
                page.locator('.kit-question, .kit-plot[data-live="true"]').first.wait_for()
                both = f"heading {heading:.1f}, answers {time.monotonic() - began:.1f}"
                print(f"{path.name}: {both}; load {os.getloadavg()[0]:.1f}", flush=True)
                page.context.close()
                time.sleep(10)  # another Python gets ready in place of this one
            browser.close()
    finally:
        app.terminate()
        app.wait()


if __name__ == "__main__":
    main()
