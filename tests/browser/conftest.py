"""A real JupyterLab and a real Chromium, on loopback, with nothing of the user's own settings."""

import shutil
from contextlib import contextmanager
from uuid import uuid4

import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from tests import jupyterlab
from tests.browser.notebook import write
from tests.browser.page import HELD_BACK
from tests.files import ROOT
from tests.scripts import Script

OPEN, IDLE = Script(__file__).openNotebook, Script(__file__).idle

FAULT = ", ".join(
    f"[data-mime-type='application/vnd.jupyter.{kind}']" for kind in ("error", "stderr")
)
DONE = f"""() => {{
    const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
    const shown = prompts.map((prompt) => prompt.textContent).filter(Boolean); // folded: none
    return document.querySelector("{FAULT}") || shown.every((text) => /\\d/.test(text));
}}"""


@pytest.fixture(scope="session")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("jupyter")
    shutil.copytree(ROOT / "notebooks", home / "notebooks", ignore=shutil.ignore_patterns(".*"))
    return home


@pytest.fixture(scope="session")
def server(home):
    """The address of a JupyterLab that serves the copy."""
    with jupyterlab.serve(home, home / "notebooks") as address:
        yield address


class Visit:
    """A page, and what went wrong on it: errors, and requests that leave the machine."""

    def __init__(self, page, server, home):
        self.page, self.server, self.home = page, server, home
        self.errors, self.ours, self.outside = [], [], []
        page.on("console", lambda m: self.hear(m.text, m.location["url"], m.type))
        page.on("pageerror", lambda fault: self.hear(str(fault), fault.stack or ""))
        page.on("request", lambda r: None if self.is_inside(r.url) else self.outside.append(r.url))

    def hear(self, text, where, kind="error"):
        """Keep an error; ours are those of a view's script, which has a blob's address."""
        if kind == "error":
            self.errors.append(text)
            self.ours += [text] if "blob:" in where or "anywidget" in text else []

    def is_inside(self, url):
        return url.startswith((self.server, self.server.replace("http", "ws"), "data:", "blob:"))

    def open(self, name):
        """Open a notebook in JupyterLab and wait for its cells."""
        if self.page.url != "about:blank":
            self.page.evaluate(OPEN, name)
            self.errors.clear()  # the notebook before this one could not say goodbye to its Python
            if self.is_ready(20_000):
                return self.page
        self.page.goto(f"{self.server}/lab/tree/{name}?reset")
        assert self.is_ready(60_000)
        return self.page

    def is_ready(self, most):
        """Whether the notebook has cells and a Python that waits for work within so many ms.

        Once in some hundred notebooks JupyterLab opens one without: the page is loaded anew then.
        """
        shown = (
            ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell >> visible=true"  # not another tab's
        )
        try:
            self.page.locator(shown).first.wait_for(timeout=most)
            self.page.wait_for_function(IDLE, timeout=most)
        except PlaywrightTimeout:
            return False
        return True

    def open_new(self, *cells):
        """Write a notebook of these code cells, open it and run it."""
        self.open(write(self.home, f"test-{uuid4().hex[:8]}.ipynb", cells))
        self.run_all()
        return self.page

    def run_cell(self, place, wait=True):
        """Run one cell again; `wait` until it is done."""
        cell = self.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-CodeCell").nth(place)
        cell.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        if wait:
            self.page.wait_for_timeout(150)  # the prompt turns into a star
            self.page.wait_for_function(DONE, timeout=60_000)

    def run_all(self):
        """Run every cell from the menu, as a learner does, and wait for the last one."""
        self.page.get_by_role("menuitem", name="Run", exact=True).click()
        self.page.get_by_role("menuitem", name="Run All Cells", exact=True).click()
        self.page.wait_for_function(DONE, timeout=120_000)
        self.page.wait_for_timeout(1000)  # JupyterLab moves the focus once more after the last cell
        faults = self.page.locator(FAULT).all_text_contents()
        assert not faults, faults


@contextmanager
def visiting(browser, server, home):
    """A page in a browser profile of its own, closed afterwards; no fault of ours was heard."""
    context = browser.new_context(viewport={"width": 1400, "height": 1000})
    context.set_default_timeout(60_000)  # two workers share the cores
    opened = Visit(context.new_page(), server, home)
    yield opened
    context.close()
    assert opened.ours == []


@pytest.fixture
def fresh_visit(browser, server, home):
    """A fresh page in a fresh browser profile, for a learner who has answered nothing."""
    (home / "notebooks" / "my-answers.jsonl").unlink(missing_ok=True)
    with visiting(browser, server, home) as opened:
        yield opened


@pytest.fixture(scope="module")
def shared(browser, server, home):
    """A page that all tests of a module share, for those that leave it as they found it."""
    with visiting(browser, server, home) as opened:
        opened.page.add_init_script(HELD_BACK)
        yield opened


@pytest.fixture
def visit(shared):
    """The module's page as a learner finds it who has answered nothing."""
    (shared.home / "notebooks" / "my-answers.jsonl").unlink(missing_ok=True)
    if shared.page.url != "about:blank":
        shared.page.evaluate("localStorage.clear(); held.on = false; letGo();")
    shared.page.set_viewport_size({"width": 1400, "height": 1000})
    shared.page.emulate_media(color_scheme="null", forced_colors="null")
    yield shared
    assert shared.ours == []
