"""Jupyter in the browser: the site builds, serves, and opens a lesson; Python runs in the page.

numpy, pandas and scipy for the browser are in no package index. Where PYODIDE_DIST names a folder
that has them, the lessons are run too; elsewhere that test is skipped and says so.
"""

import gzip
import hashlib
import json
import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
import yaml

from kit.chart import plotlyjs
from kit.lesson import disk
from tests.looks import looks_as_before
from tests.products.common import ROOT, tool, whole

SITE = ROOT / "build/lite"
LESSONS = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))
SCIENCE = {"numpy", "pandas", "scipy"}
build = tool("tools/lite/build.py")


def packages():
    """What the site's Python can load, by name."""
    return json.loads((SITE / "static/pyodide/pyodide-lock.json").read_text())["packages"]


def test_lessons_ask_for_the_kernel_that_is_there(tmp_path):
    build.stage(tmp_path)
    staged = sorted((tmp_path / "files/notebooks").glob("*.ipynb"))
    assert [path.stem for path in staged] == LESSONS
    for path in staged:
        before = json.loads((ROOT / "notebooks" / path.name).read_text())
        after = json.loads(path.read_text())
        assert after["metadata"]["kernelspec"]["name"] == "python"
        assert after["cells"] == before["cells"], "one source: only the kernel's name differs"


def test_a_folder_that_is_no_pyodide_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("PYODIDE_DIST", str(tmp_path))
    with pytest.raises(SystemExit, match="no distribution of Pyodide"):
        build.distribution()


def test_the_kit_needs_no_threads_and_no_locks(tmp_path, monkeypatch):
    monkeypatch.setattr(plotlyjs, "THREADS", False)
    plotlyjs.prepare()
    assert b"plotly.js" in gzip.decompress(plotlyjs.gzipped())[:200]
    monkeypatch.setattr(disk, "fcntl", SimpleNamespace())  # as it is in a browser
    with disk.held(tmp_path / "my-answers.jsonl") as (handle, locked):
        disk.write(handle, b"one", 0)
    assert not locked
    assert (tmp_path / "my-answers.jsonl").read_bytes() == b"one"


def test_the_workflow_runs_the_whole_where_there_is_a_network():
    workflow = yaml.safe_load((ROOT / ".github/workflows/lite.yml").read_text())
    job = workflow["jobs"]["lite"]
    assert job["env"]["PYODIDE_DIST"].endswith("build/pyodide")
    steps = {step["run"].strip(): step for step in job["steps"] if "run" in step}
    assert "make lite" in steps
    test = next(step for run, step in steps.items() if "tests/products/test_lite.py" in run)
    assert test["env"] == {"KIT_PRODUCTS": "1"}
    assert any("package.json" in run and "--directory build" in run for run in steps)


@whole
def test_the_site_holds_the_lessons_and_every_package_it_locks():
    assert (SITE / "lab/index.html").is_file(), "`make lite` makes it"
    listed = json.loads((SITE / "api/contents/notebooks/all.json").read_text())["content"]
    assert sorted(Path(one["name"]).stem for one in listed) == LESSONS
    found = packages()
    assert SCIENCE | {"neuropharmacology-kit", "anywidget", "ipywidgets", "plotly"} <= set(found)
    assert set(found["neuropharmacology-kit"]["depends"]) >= SCIENCE
    for package in found.values():
        assert set(package["depends"]) <= set(found), package["name"]
        file = SITE / "static/pyodide" / package["file_name"]
        if "://" not in package["file_name"]:
            assert hashlib.sha256(file.read_bytes()).hexdigest() == package["sha256"]
    elsewhere = {name for name in found if "://" in found[name]["file_name"]}
    if os.environ.get("PYODIDE_DIST"):
        assert not elsewhere
    else:  # those, and what pandas needs
        assert elsewhere == SCIENCE | {"python-dateutil", "pytz", "six"}


@pytest.fixture(scope="module")
def served():
    """The address of the site, served as files under a folder, as a web space does."""
    assert (SITE / "lab/index.html").is_file(), "`make lite` makes it"

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=SITE.parent))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{SITE.name}"
    server.shutdown()


@pytest.fixture
def page(served, browser):
    """A page that notes what it asks of other places, and gets nothing there."""
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    page = context.new_page()
    page.outside = []

    def guard(route):
        if route.request.url.startswith((served, "data:", "blob:")):
            route.continue_()
        else:
            page.outside.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    yield page
    context.close()


def open_lesson(page, served, name):
    """Open a lesson, and wait until Python has started in the page."""
    page.goto(f"{served}/lab/index.html?path=notebooks/{name}.ipynb")
    page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
    page.get_by_text("| Idle").wait_for(timeout=150_000)


def answer(page, code):
    """Run some Python in a new cell at the end of the notebook, and return what it prints."""
    page.locator(".jp-Notebook-footer").scroll_into_view_if_needed()
    page.locator(".jp-Notebook-footer").click()
    cell = page.locator(".jp-CodeCell").last
    cell.locator(".cm-content").fill(code)
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "() => /\\d/.test([...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]"
        ".at(-1).textContent)",
        timeout=90_000,
    )
    return cell.locator(".jp-Cell-outputWrapper").inner_text()


# The modules of the kit that need nothing compiled, as files: what stands above them imports numpy.
PLAIN = """
import gzip, importlib.util, pathlib, sys
import kit, anywidget, ipywidgets, itables.version, plotly
home = pathlib.Path(kit.__file__).parent
def plain(name):
    spec = importlib.util.spec_from_file_location(name, home / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
script = gzip.decompress(plain("chart/plotlyjs").gzipped())
disk, mine = plain("lesson/disk"), pathlib.Path("my-answers.jsonl")
for line in (b"one", b"two"):
    with disk.held(mine) as (handle, locked):
        disk.write(handle, line + b" ", mine.stat().st_size)
ledger = (home / "data/datapackage.json").is_file()
lines = mine.read_text().split()
print(sys.platform, b"plotly.js" in script[:200], *lines, ledger, mine.absolute())
"""


@whole
@pytest.mark.browser
@pytest.mark.slow
def test_a_lesson_opens_and_python_answers_in_the_page(page, served):
    open_lesson(page, served, "03-dose-occupancy-effect")
    assert not page.locator(".jp-Dialog").count(), "no question which kernel to take"
    assert page.get_by_text("Python (Pyodide)").count()
    looks_as_before(page.screenshot(), "lite-lesson")
    assert not page.outside
    said = answer(page, PLAIN)
    assert "emscripten True one two True /drive/notebooks/my-answers.jsonl" in said
    page.get_by_role("button", name="Refresh the file browser").click()
    page.locator(".jp-DirListing").get_by_text("my-answers.jsonl").wait_for()  # the browser has it
    # the compiled packages, and nothing else, are asked of Pyodide's makers; here nobody answers
    asked = {Path(urlsplit(url).path).name for url in page.outside}
    there = {
        package["file_name"] for package in packages().values() if "://" in package["file_name"]
    }
    assert asked <= {Path(urlsplit(url).path).name for url in there}
    assert {urlsplit(url).hostname for url in page.outside} <= {"cdn.jsdelivr.net"}


@whole
@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(
    not os.environ.get("PYODIDE_DIST"),
    reason="PYODIDE_DIST names no full distribution of Pyodide: numpy cannot be had in the page",
)
@pytest.mark.parametrize("lesson", LESSONS)
def test_every_lesson_runs_in_the_page(page, served, lesson):
    open_lesson(page, served, lesson)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    page.wait_for_function(
        "() => [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')]"
        ".map((one) => one.textContent).filter(Boolean).every((text) => /\\d/.test(text))",
        timeout=600_000,
    )
    assert not page.locator("[data-mime-type='application/vnd.jupyter.error']").count()
    assert page.locator(".kit-lab").count()
    assert not page.outside
