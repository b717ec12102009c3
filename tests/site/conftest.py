"""The static site of two lessons, of all if asked for, built once; its readers, and a server."""

import json
import os
import shutil
import threading
import time
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.classroom.conftest import Open

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


def build_once(tmp_path_factory, name, stems="*", **more):
    """A site's folder and the bytes of its pages; the first worker builds it, others wait."""
    from tools.site.build import build

    root = tmp_path_factory.getbasetemp()
    root = root.parent if "PYTEST_XDIST_WORKER" in os.environ else root
    folder, told = root / name, root / f"{name}.json"
    try:
        (root / f"{name}.begun").mkdir()
    except FileExistsError:
        while not told.exists():
            time.sleep(0.2)  # the test's own limit of time ends it
    else:
        paths = sorted((ROOT / "notebooks").glob("*.ipynb"))
        sizes = build(
            [path for path in paths if stems == "*" or path.stem in stems], folder, **more
        )
        part = told.with_suffix(".part")
        part.write_text(json.dumps(sizes))
        part.rename(told)
    return folder, json.loads(told.read_text())


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of a site of two lessons, its name with spaces, and the bytes of its pages."""
    return build_once(tmp_path_factory, "a sub path", BUILT)


@pytest.fixture(scope="session")
def lessons(tmp_path_factory):
    """The folder of a site with every lesson and few states of each lab."""
    return build_once(tmp_path_factory, "lessons", few=True)[0]


@pytest.fixture(scope="module")
def served(site, tmp_path_factory):
    """The address of the site over http, compressed, from the class's own server."""
    folder = tmp_path_factory.mktemp("served")
    shutil.copytree(site[0], folder / "site")
    room = Open(folder / "votes.jsonl", folder / "site")
    yield f"{room.url}/lessons", folder / "site"
    room.close()


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
