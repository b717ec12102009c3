"""Find a Chromium for the browser tests, or get one; run as a script, it prints the path.

The environment variable KIT_CHROMIUM names a browser and overrides the search.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
MISSING = (
    "No Chromium could be found or installed: install Chromium or Chrome, "
    "or name one in KIT_CHROMIUM."
)


def starts(path):
    """Whether the program runs: Ubuntu's `chromium-browser` may be an empty snap stub."""
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


def find():
    """Path of a Chromium that starts; RuntimeError with a sentence when there is none."""
    if named := os.environ.get("KIT_CHROMIUM"):
        if starts(named):
            return named
        raise RuntimeError(f"KIT_CHROMIUM names {named!r}, which does not start.")
    for path in filter(None, [*map(shutil.which, NAMES), *MAC_APPS]):
        if starts(path):
            return path
    if starts(path := of_playwright()):
        return path
    raise RuntimeError(MISSING)


def run(*command):
    """Run an installer quietly (its output goes to stderr); whether it succeeded."""
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


def install():
    """Path of a Chromium, fetched if need be: the system's package first, then Playwright's."""
    try:
        return find()
    except RuntimeError:
        if os.environ.get("KIT_CHROMIUM"):
            raise
    print("Installing Chromium for the browser tests (once) ...", file=sys.stderr)
    root = administrator() if shutil.which("apt-get") else None
    if root is not None:
        packages = ["chromium", "fonts-dejavu-core"]
        run(*root, "apt-get", "update", "-qq")
        run(*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)
        try:
            return find()
        except RuntimeError:
            pass  # Ubuntu without snap, for one
    libraries = [] if root is None else ["--with-deps"]
    run(sys.executable, "-m", "playwright", "install", *libraries, "chromium")
    return find()


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
    return {"executable_path": find(), "headless": True, "args": arguments}


if __name__ == "__main__":
    try:
        print("Chromium:", install())
    except RuntimeError as problem:
        sys.exit(str(problem))
