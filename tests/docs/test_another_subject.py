"""The page on another subject is true: its files make a lesson on enzymes, in JupyterLab and on
the site."""

import os
import re
import subprocess
import sys

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient

from kit.classroom.class_view import class_view
from kit.lesson import items, tally
from tests import jupyterlab
from tests.browser.conftest import visiting
from tests.browser.notebook import code, text, write
from tests.browser.page import REST, STATE, drag, wait_for
from tests.files import ROOT, read

PAGE = read("docs/another-subject.md")
FILE = re.compile(r"^`([\w./-]+)`\n\n```\w+\n(.*?)^```$", re.M | re.S)
SUBJECT = re.compile(
    r"\bX[1-9][0-9]*\b|pharmacolog(?!y)|[Ss]erotonin|[Dd]opamine|[Nn]orepinephrine|[Nn]altrexone"
    r"|[Aa]ntidepress|[Oo]pioid|[Oo]ccupancy"
    r"|[Rr]eceptor|[Tt]ransporter",
)
SUBSTRATE, WARMTH = np.linspace(0, 10, 101), np.linspace(0, 90, 91)
QUESTIONS = ("Draw its rate at 1, 4 and 8 mM.", "How fast is it at 6 mM", "80 °C", "slowest")


def cells(percent):
    """The cells of a notebook in the percent format."""
    for part in percent.split("# %%")[1:]:
        kind, _, source = part.partition("\n")
        if "[markdown]" in kind:
            yield text(re.sub(r"^# ?", "", source, flags=re.M).strip())
        else:
            yield code(source.strip(), metadata={"tags": re.findall(r'"(\w+)"', kind)})


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder whose `notebooks` hold the files of the page, and its lesson as a notebook."""
    home = tmp_path_factory.mktemp("enzymes")
    folder = home / "notebooks"
    for name, content in FILE.findall(PAGE):
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_text(content, encoding="utf-8")
    write(home, "01-rate.ipynb", cells(read(folder / "01-rate.py")))
    return home


def test_what_is_saved_with_the_notebook_asks_and_does_not_answer(home, monkeypatch, tmp_path):
    monkeypatch.setenv("KIT_ANSWERS", str(tmp_path / "my-answers.jsonl"))
    notebook = nbformat.read(home / "notebooks" / "01-rate.ipynb", 4)
    NotebookClient(notebook, resources={"metadata": {"path": str(home / "notebooks")}}).execute()
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", ())]
    shown = "\n".join(output["data"].get("text/plain", "") for output in outputs)
    assert all(ask in shown for ask in QUESTIONS)
    assert "three quarters" not in shown and "does not come back" not in shown


def answer(page, name, feedback, fill):
    """Commit an answer to a question; return the question when it has said why."""
    question = page.locator(f'.kit-question[data-name="rate-{name}"]')
    question.scroll_into_view_if_needed()
    fill(question)
    question.get_by_label("certain", exact=True).check()
    question.locator(".kit-commit").click()
    question.locator(".kit-feedback").filter(has_text=feedback).wait_for()
    return question


def learn(page):
    """Answer one question rightly and one wrongly, and drag the lab that each has opened."""
    assert page.locator(".kit-question").count() >= len(QUESTIONS)
    assert page.locator(".kit-lab").count() == 0  # each waits for its prediction
    opens = page.locator("details.after p")
    assert not opens.is_visible()
    answer(page, "six", "three quarters", lambda six: six.get_by_role("spinbutton").fill("75"))
    opens.wait_for()
    drags(page, "A pot of enzyme", "substrate", SUBSTRATE, lambda s: 100 * s / (s + 2))
    warm = answer(
        page,
        "warm",
        "Warmth helps until it unfolds the enzyme.",
        lambda warm: warm.get_by_label("It works faster than ever").check(),
    )
    warm.locator(".kit-refute").click()  # the state that speaks against the answer
    page.locator(".kit-words").filter(has_text="At 80 °C it works at 1 %.").wait_for()
    drags(page, "A pot on the stove", "warmth", WARMTH, of_warmth)


def of_warmth(warmth):
    """The rate at a temperature, as the page has it."""
    return 100 * np.exp(-(((warmth - 40) / 18) ** 2))


def drags(page, title, control, x, rate):
    """Drag a lab's slider: curve and words are those of the formula."""
    lab = page.locator(f'.kit-lab[aria-label="{title}"]')
    lab.locator('.kit-plot[data-live="true"]').wait_for()
    before = lab.locator(".kit-words").text_content()
    drag(page, lab.locator(f"input[type=range][name={control}]"))
    wait_for(page, lab, REST)
    words = lab.locator(".kit-words").text_content()
    place, told = map(float, re.match(r"At ([\d.]+).*? (\d+) %", words).groups())
    assert words != before and told == pytest.approx(rate(place), abs=0.6)
    drawn = {trace["kit"]: trace for trace in lab.evaluate(STATE)["data"]}
    np.testing.assert_allclose(drawn["rate"]["x"], x, atol=0.01)
    np.testing.assert_allclose(drawn["rate"]["y"], rate(x), atol=0.1)
    assert drawn["here"]["x"] == pytest.approx([place], abs=0.01)
    assert drawn["here"]["y"] == pytest.approx([rate(place)], abs=0.1)


@pytest.mark.browser
@pytest.mark.slow
def test_the_lesson_is_learnt_in_jupyterlab_and_its_class_counted(home, browser):
    with (
        jupyterlab.serve(home, home / "notebooks") as server,
        visiting(browser, server, home) as visit,
    ):
        page = visit.open("01-rate.ipynb")
        visit.run_all()
        learn(page)
        assert visit.errors == [] and visit.outside == []
    answers = home / "notebooks" / "my-answers.jsonl"
    assert [(each["item"], each.get("misconception")) for each in read(answers)[1:]] == [
        ("rate-six", None),
        ("rate-warm", "hotter"),
    ]
    kit = items.FOLDER
    items.use(home / "notebooks" / "items")
    try:
        view = class_view([answers])
        chosen = view.tables["misconceptions"]
        assert [*chosen[chosen.chose > 0].misconception] == ["hotter"]
        assert "How fast is an enzyme?" in view.page() and view.unknown == ""
    finally:
        items.use(kit)
    assert "exit-line" in tally.questions()


@pytest.mark.browser
@pytest.mark.slow
def test_the_lesson_is_learnt_on_the_site(home, browser):
    folder = home / "notebooks"
    command = [sys.executable, "-m", "tools.site", "--items", "items", "--to", str(home / "site")]
    there = os.environ | {"PYTHONPATH": os.pathsep.join([str(ROOT), os.environ["PYTHONPATH"]])}
    subprocess.run([*command, "01-rate.ipynb"], cwd=folder, env=there, check=True)
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page, troubles = context.new_page(), []
    page.on("console", lambda m: troubles.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda fault: troubles.append(str(fault)))
    page.goto((home / "site" / "01-rate.html").as_uri())
    page.wait_for_selector("html[data-ready]")
    learn(page)
    context.close()
    assert troubles == []


@pytest.mark.parametrize("room", ["chart", "lesson"])
def test_the_rooms_say_nothing_of_the_kits_own_subject(room):
    for path in (ROOT / "kit" / room).iterdir():
        if path.suffix in (".py", ".js", ".ts", ".css"):
            found = SUBJECT.search(path.read_text(encoding="utf-8"))
            assert not found, f"{path.name}: {found}"
