"""The walkthrough: section by section, by keyboard, live; notes follow, and nothing stays."""

import os
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path

import nbformat
import pytest

from tests import jupyterlab
from tests.looks import looks_as_before
from tools.lessons import find, lessons, said
from tools.slides.deck import deck
from tools.slides.notes import page as notes_page
from tools.slides.notes import sections

ROOT = Path(__file__).resolve().parents[2]
JUPYTERLABS_OWN = "Cannot read properties of null (reading 'observe')"  # when a deck begins
OPACITY = "(cell) => getComputedStyle(cell).opacity"
FOLDERS = (
    *("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTERLAB_SETTINGS_DIR"),
    *("JUPYTERLAB_WORKSPACES_DIR", "IPYTHONDIR"),
)


def read(number):
    """A lesson's notebook and its deck."""
    saved = nbformat.read(find(number).path, as_version=4)
    return saved, deck(saved)


@pytest.mark.parametrize("number", [lesson.number for lesson in lessons()])
def test_every_lesson_becomes_slides_with_notes(number):
    saved, made = read(number)
    nbformat.validate(made)
    texts = [said(c.source, "") for c in saved.cells if c.cell_type == "markdown"]
    headings = [text for text in texts if text.startswith(("# ", "## "))]
    assert len(sections(made)) == len(headings) > 3
    shown = "\n".join(cell.source for cell in made.cells if cell.cell_type == "markdown")
    assert "Run All" not in shown and "beside this notebook" not in shown
    assert all(cell.metadata.get("jupyter") or cell.id == "follow" for cell in code(made))
    for cell in code(made):
        cell.outputs = next((c.outputs for c in saved.cells if c.id == cell.id), [])
    page = notes_page(made, "A title")
    assert page.count("<section") == len(headings)
    assert "<!--" not in page.partition("<body>")[2]


def code(notebook):
    """The code cells."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_an_explanation_waits_until_the_class_has_committed():
    _, made = read("03")
    for section in sections(made)[2:4]:
        kinds = [cell.metadata.get("slideshow", {}).get("slide_type") for _, cell in section]
        assert kinds == ["slide", None, "fragment"]
        assert section[2][1].source.startswith("**What happened.**")


def test_notes_hold_answers_and_the_ideas_behind_mistakes():
    _, made = read("03")
    page = notes_page(made, "3")
    assert "<b>Answer:</b> about 89 %" in page
    assert "<h4>Listen for</h4>" in page and "80 %, it is saturated" in page


@pytest.mark.browser
def test_a_teacher_steps_through_a_lesson_by_keyboard(products, page, tmp_path):
    own = learner(tmp_path / "learner")
    before = snapshot(tmp_path / "learner"), snapshot(ROOT / "notebooks")
    with walkthrough(products, own, tmp_path / "log") as (slides, notes):
        page.goto(slides)
        page.wait_for_selector(".jp-Deck .kit-question", state="attached", timeout=90_000)
        page.locator(".jp-Deck h1").wait_for()
        beside = page.context.new_page()
        beside.goto(notes)
        on = beside.locator("section[aria-current] h2")
        page.bring_to_front()
        page.wait_for_function("document.activeElement.matches('.jp-Notebook .jp-Cell')")
        steps = {"Space": "From earlier lessons", "PageDown": "From earlier lessons"}
        for key, title in steps.items():  # the second goes down to the questions
            page.keyboard.press(key)
            on.filter(has_text=title).wait_for()
            page.wait_for_timeout(700)
        beside.bring_to_front()
        beside.keyboard.press("Space")  # from the notes
        on.filter(has_text="The line you would draw").wait_for()
        page.bring_to_front()
        page.wait_for_timeout(1000)
        looks_as_before(page.screenshot(), "slides")
        told = page.locator(".jp-MarkdownCell", has_text="What happened.").first
        assert told.evaluate(OPACITY) == "0"
        skip = page.get_by_role("button", name="Just show me").locator("visible=true")
        skip.click()
        page.locator('.kit-plot[data-live="true"] >> visible=true').first.wait_for(timeout=60_000)
        page.get_by_label("Dose in mg").locator("visible=true").press("ArrowUp")
        page.keyboard.press("Escape")  # out of the lab
        for _ in range(2):
            page.keyboard.press("Space")
            page.wait_for_timeout(700)
        assert told.evaluate(OPACITY) == "1"
        assert page.locator(".cm-editor").locator("visible=true").count() == 0
        assert set(page.errors) <= {JUPYTERLABS_OWN}, page.errors
        assert not page.outside
    assert (snapshot(tmp_path / "learner"), snapshot(ROOT / "notebooks")) == before


def learner(home):
    """The folders of a learner who has settings; returns the environment that names them."""
    own = {name: str(home / name.lower()) for name in FOLDERS}
    for folder in own.values():
        Path(folder).mkdir(parents=True)
    theme = Path(own["JUPYTERLAB_SETTINGS_DIR"], "themes.jupyterlab-settings")
    theme.write_text('{"theme": "JupyterLab Dark"}')
    return own | {"KIT_ANSWERS": str(home / "my-answers.jsonl")}


def snapshot(folder):
    """Every file of a folder with what it says."""
    found = (path for path in folder.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {path: path.read_bytes() for path in found if ".ipynb_checkpoints" not in path.parts}


@contextmanager
def walkthrough(products, own, log):
    """The walkthrough of lesson 3: the addresses of its slides and its notes."""
    port = jupyterlab.free_port()
    command = [products / "python", "-u", "-m", "tools.slides", "03", "--no-browser"]
    with log.open("w") as out:
        process = subprocess.Popen(
            [*command, f"--port={port}"], cwd=ROOT, env=os.environ | own, stdout=out, stderr=out
        )
        try:
            end = time.monotonic() + 180
            while "Notes:" not in (told := log.read_text()):
                assert process.poll() is None and time.monotonic() < end, told
                time.sleep(0.3)
            lines = dict(line.split(maxsplit=1) for line in told.splitlines() if "s: " in line[:9])
            yield lines["Slides:"], lines["Notes:"]
        finally:
            process.terminate()
            process.wait(30)
