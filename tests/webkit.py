"""Find a WebKit for the tests that need a third engine, or get Debian's; drive it with selenium.

It is WebKitGTK in its own small browser, on a screen that nobody sees (Xvfb). Safari, which has
the same engine, is driven only on a Mac. Without any, its tests are skipped.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

from tests.chromium import administrator, run

NEEDED = ("WebKitWebDriver", "Xvfb")
MISSING = (
    "No WebKit could be found or installed: its tests are skipped. "
    "Install webkit2gtk-driver and xvfb."
)


def find():
    """Path of the driver and of the screen; RuntimeError with a sentence when one is missing."""
    found = [shutil.which(name) for name in NEEDED]
    if not all(found):
        raise RuntimeError(MISSING)
    return found


def install():
    """Path of the driver and of the screen, fetched with apt where that is allowed and needed."""
    try:
        return find()
    except RuntimeError:
        root = administrator() if shutil.which("apt-get") else None
        if root is None:
            raise
    print("Installing WebKit for the browser tests (once) ...", file=sys.stderr)
    run(*root, "apt-get", "update", "-qq")
    packages = ("webkit2gtk-driver", "xvfb")
    run(*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
    return find()


@contextmanager
def launched(**environment):
    """A WebKit that selenium drives, and the screen it draws on; GTK_THEME may be a dark one."""
    from selenium.webdriver import WebKitGTK, WebKitGTKOptions
    from selenium.webdriver.webkitgtk.service import Service

    driver, screen = find()
    read, write = os.pipe()
    size = ("-screen", "0", "1400x1100x24", "-nolisten", "tcp")
    shown = subprocess.Popen(
        [screen, "-displayfd", str(write), *size], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            display = f":{told.readline().strip()}"
        env = (
            os.environ | {"DISPLAY": display, "WEBKIT_DISABLE_COMPOSITING_MODE": "1"} | environment
        )
        service = Service(driver, env=env, log_output=subprocess.DEVNULL)
        page = WebKitGTK(options=WebKitGTKOptions(), service=service)
        yield page
        page.quit()
    finally:
        shown.terminate()
        shown.wait()


if __name__ == "__main__":
    try:
        print("WebKit:", install()[0])
    except RuntimeError as problem:
        print(problem)
