"""What every folder of tests may use: one Chromium, since Playwright runs once in a process."""

import pytest
from playwright.sync_api import sync_playwright

from tests import chromium


@pytest.fixture(scope="session")
def browser():
    """One Chromium for the session."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(**chromium.launch_options())
        yield found
        found.close()
