"""Every test of the lesson kit has a learner's file of its own; most ask about enzymes."""

import json
import shutil
import subprocess
from types import SimpleNamespace

import numpy as np
import pytest

from kit.chart import Axis, Drawing, Line, Slider
from kit.lesson import items, still
from tests.files import ROOT, read
from tests.toy import toy

ENZYMES = ROOT / "tests/lesson/enzymes"
SITE = ("known", "record", "judge", "models", "passport")
PAGE = read("tests/lesson/page.js")


def answers_of(item):
    """Every kind of answer that a question can get."""
    if item["kind"] in ("choice", "claim"):
        yield from (option["id"] for option in item["option"])
    if item["kind"] == "number":
        yield from (item["answer"], *(trap["value"] for trap in item.get("trap", [])), 1e9)
    if item["kind"] == "order":
        right = [thing["id"] for thing in item["order"]]
        yield from (right, right[::-1])
    if item["kind"] == "line":
        yield from ([value] * len(item["at"]) for value in item["range"])
    if item["kind"] == "text":
        yield "I did not expect the curve to bend so late: why do the last ones count most? " * 6


def on_the_site(ask, **constants):
    """What the scripts of the site answer to a piece of JavaScript, run by Node.js."""
    constants |= {"BOOK": still.book()}
    head = [f"const {name} = {json.dumps(value)};" for name, value in constants.items()]
    files = [read(f"tools/site/js/{name}.js") for name in SITE]
    node = shutil.which("node")
    assert node, "The site's script is run by Node.js: install it (nodejs)."
    script = "\n".join([*head, PAGE, *files, ask])
    done = subprocess.run([node, "-"], input=script, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-800:]
    return json.loads(done.stdout)


@pytest.fixture(autouse=True)
def answers(tmp_path, monkeypatch):
    """The path of the learner's file, which does not exist yet."""
    path = tmp_path / "my-answers.jsonl"
    monkeypatch.setenv("KIT_ANSWERS", str(path))
    return path


@pytest.fixture
def content():
    """A function that puts the lessons of a folder in place of the kit's."""
    kit = items.FOLDER
    yield items.use
    items.use(kit)


@pytest.fixture
def enzymes(content):
    """Lessons on another subject in place of the kit's."""
    content(ENZYMES)


def pot(name="one"):
    """A lab on enzymes: the rate against the substrate, with Km 2 mM."""

    def draw(substrate):
        x = np.array([0.0, 1, 2, 4, 8])
        return Drawing([Line("rate", "rate", x, 100 * x / (x + 2))])

    return toy(
        title=f"Pot {name}",
        controls=[Slider("substrate", "Substrate", 0, 8, 2, "mM")],
        x=Axis("substrate (mM)", 0, 8),
        y=Axis("rate (%)", 0, 100),
        draw=draw,
        words="At {substrate} mM.",
        drawable="rate",
    )


@pytest.fixture
def labs():
    """A module of labs, as `kit.labs` is one."""
    return SimpleNamespace(pot=pot)
