"""What every folder of tests may use: a learner, one Chromium, one Firefox, one WebKit."""

import os
import re
import threading
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest
from playwright.sync_api import sync_playwright

from kit.lesson import record
from tests import browsers
from tests.offline.sitecustomize import OUTSIDE

# What a browser asks for itself, whatever the page is; fonts and files of pages are not here.
OWN = re.compile(
    r"^(CONNECT |\w+ https?://)(accounts\.google\.com|clients\d*\.google\.com|[\w.-]+\.gvt1\.com|"
    r"(update|optimizationguide-pa|safebrowsing|content-autofill)\.googleapis\.com|"
    r"[\w.-]+\.mozilla\.(com|net|org))[:/]"
)


class Outside(StreamRequestHandler):
    """The browser's way out of this machine: a proxy that notes what is asked and gives none."""

    timeout = 5

    def handle(self):
        """Note the first line of a request: its method and address."""
        asked = self.rfile.readline(2000).decode("latin-1").strip()
        if not OWN.match(asked):
            with open(os.environ[OUTSIDE], "a", encoding="utf-8") as file:
                file.write(f"A browser: {asked}\n")
        self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")


@pytest.fixture
def mine(tmp_path, monkeypatch):
    """A learner's record in a file of its own."""
    monkeypatch.setenv(record.ELSEWHERE, str(tmp_path / record.FILE))
    return record.current()


@pytest.fixture(scope="session")
def way_out():
    """The port of the proxy, or None where tests may use the network."""
    with ThreadingTCPServer(("127.0.0.1", 0), Outside) as outside:
        threading.Thread(target=outside.serve_forever, daemon=True).start()
        yield outside.server_address[1] if OUTSIDE in os.environ else None
        outside.shutdown()


@pytest.fixture(scope="session")
def browser(way_out):
    """One Chromium for the session; a request that leaves the machine fails the test."""
    with sync_playwright() as playwright:
        options = browsers.launch_options()
        if way_out:  # loopback goes past a proxy by itself
            options["args"] += [f"--proxy-server=http://127.0.0.1:{way_out}"]
        found = playwright.chromium.launch(**options)
        yield found
        found.close()


@pytest.fixture(scope="session")
def firefox_driver(way_out):
    """One headless Firefox for the session, driven by selenium."""
    try:
        driver = browsers.firefox(way_out)
    except RuntimeError:
        pytest.skip("there is no Firefox here, and none could be installed")
    yield driver
    driver.execute("quit")  # the browser ends the connection; selenium would wait ten seconds
    driver.quit()


@pytest.fixture
def firefox(firefox_driver):
    """The Firefox with an empty tab; no page may have thrown an error when the test ends."""
    troubles = []
    heard = firefox_driver.script.add_javascript_error_handler(lambda e: troubles.append(e.text))
    firefox_driver.switch_to.new_window("tab")
    yield firefox_driver
    firefox_driver.script.remove_javascript_error_handler(heard)
    first, *others = firefox_driver.window_handles
    for other in others:
        firefox_driver.switch_to.window(other)
        firefox_driver.close()
    firefox_driver.switch_to.window(first)
    assert not troubles


@pytest.fixture(scope="session")
def webkit_driver():
    """One WebKit for the session, on a screen that nobody sees."""
    try:
        browsers.find("webkit")
    except RuntimeError:
        pytest.skip("there is no WebKit here, and none could be installed")
    with browsers.webkit() as driver:
        yield driver
