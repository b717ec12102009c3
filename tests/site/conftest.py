"""Two lessons built as a static site, once for all tests here, all of them if asked for, and one
Chromium."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT = ("00-start", "03-dose")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of a site under a sub-path with a space, and the bytes of its pages."""
    from tools.site.build import build

    folder = tmp_path_factory.mktemp("site") / "a sub path"
    sizes = build([ROOT / "notebooks" / f"{stem}.ipynb" for stem in BUILT], folder)
    return folder, sizes


@pytest.fixture(scope="session")
def lessons(tmp_path_factory):
    """The folder of a site with every lesson and few states of each lab."""
    from tools.site.build import build

    folder = tmp_path_factory.mktemp("lessons")
    build(sorted((ROOT / "notebooks").glob("*.ipynb")), folder, few=True)
    return folder


@pytest.fixture
def visit(browser, site):
    """Opens a page from the disk for a new reader; afterwards nothing has gone wrong or out."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = context.new_page()
    troubles = []
    inside = ("file:", "data:", "blob:")
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda fault: troubles.append(str(fault)))
    page.on("request", lambda r: None if r.url.startswith(inside) else troubles.append(r.url))

    def opened(stem, fragment=""):
        page.goto((site[0] / f"{stem}.html").as_uri() + fragment)
        page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    context.close()
    assert not troubles
