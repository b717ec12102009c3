"""What every folder of tests may use: one Chromium, since Playwright runs once in a process."""

import os
import re
import threading
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest
from playwright.sync_api import sync_playwright

from tests import chromium
from tests.offline.sitecustomize import OUTSIDE

# What a Chromium asks for itself, whatever the page is; fonts and files of pages are not here.
OWN = re.compile(
    r"^(CONNECT |\w+ https?://)(accounts\.google\.com|clients\d*\.google\.com|[\w.-]+\.gvt1\.com|"
    r"(update|optimizationguide-pa|safebrowsing|content-autofill)\.googleapis\.com)[:/]"
)


class Outside(StreamRequestHandler):
    """The browser's way out of this machine: a proxy that notes what is asked and gives none."""

    timeout = 5

    def handle(self):
        """Note the first line of a request: its method and address."""
        asked = self.rfile.readline(2000).decode("latin-1").strip()
        if not OWN.match(asked):
            with open(os.environ[OUTSIDE], "a", encoding="utf-8") as file:
                file.write(f"Chromium {asked}\n")
        self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n")


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the session; a request that leaves the machine fails the test."""
    with ThreadingTCPServer(("127.0.0.1", 0), Outside) as outside, sync_playwright() as playwright:
        threading.Thread(target=outside.serve_forever, daemon=True).start()
        options = chromium.launch_options()
        if OUTSIDE in os.environ:  # loopback goes past a proxy by itself
            options["args"] += [f"--proxy-server=http://127.0.0.1:{outside.server_address[1]}"]
        found = playwright.chromium.launch(**options)
        yield found
        found.close()
        outside.shutdown()
