"""The static site of two lessons, of all if asked for, built once; its readers, and a server."""

import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILT = ("00-start", "03-dose")
READY = "html[data-ready]"
OPEN_ALL = "document.querySelectorAll('.kit-skip:not([hidden])').forEach((b) => b.click())"
ALL_LIVE = "[...document.querySelectorAll('.kit-plot')].every((plot) => plot.dataset.live)"


class Quiet(SimpleHTTPRequestHandler):
    """Says nothing of each request."""

    def log_message(self, *_):
        """Nothing."""


@contextmanager
def serve(folder):
    """The address of a folder over http, on loopback."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def open_all(page):
    """Open what predictions cover, and wait until every chart is drawn."""
    page.evaluate(OPEN_ALL)
    page.wait_for_function(ALL_LIVE)


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
def reader(browser):
    """Makes a new reader's browser, closed when the test ends."""
    made = []

    def new(**options):
        made.append(browser.new_context(**options))
        return made[-1]

    yield new
    for each in made:
        each.close()


def read_page(context, address):
    """A page that is whole, in a reader's browser."""
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector(READY)
    return page


@pytest.fixture
def visit(reader, site):
    """Opens a page from the disk for a new reader; afterwards nothing has gone wrong or out."""
    page = reader(viewport={"width": 1280, "height": 900}).new_page()
    troubles = []
    inside = ("file:", "data:", "blob:")
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda fault: troubles.append(str(fault)))
    page.on("request", lambda r: None if r.url.startswith(inside) else troubles.append(r.url))

    def opened(stem, fragment=""):
        page.goto((site[0] / f"{stem}.html").as_uri() + fragment)
        page.wait_for_selector(READY)
        return page

    yield opened
    assert not troubles
