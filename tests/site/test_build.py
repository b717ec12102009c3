"""The site's files: small, complete, without an address that a browser would ask."""

import json
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tools.site import assets, formula, lesson, prose
from tools.site.build import LARGEST

ROOT = Path(__file__).resolve().parents[2]
ASKS = re.compile(
    r"""(?:src|srcset|data|action|poster)\s*=\s*["']?\s*(?:https?:)?//"""
    r"""|@import|url\(\s*["']?(?:https?:)?//"""
)
LINK = re.compile(r"<link[^>]*href=\"([^\"]*)\"")


@pytest.mark.slow
def test_pages_are_small_and_ask_for_nothing_outside(site):
    folder, sizes = site
    assert set(sizes) == {"index.html", "00-start-here.html", "03-dose-occupancy-effect.html"}
    assert max(sizes.values()) < LARGEST
    for path in folder.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert not ASKS.search(text), path
        for href in LINK.findall(text):
            assert href == "data:," or (folder / href).is_file(), href
        for source in re.findall(r'src="([^"]*)"', text):
            assert (folder / source).is_file(), source
        for href in re.findall(r'<a[^>]* href="([^"#:]+)"', text):
            assert (folder / href).is_file(), href
    assert not ASKS.search((folder / "assets" / "kit.css").read_text(encoding="utf-8"))


@pytest.mark.slow
def test_a_page_without_script_still_shows_picture_words_and_table(site):
    text = (site[0] / "03-dose-occupancy-effect.html").read_text(encoding="utf-8")
    saved = re.findall(r"<noscript>(.*?)</noscript>", text, re.DOTALL)
    with_picture = [part for part in saved if "<img" in part]
    assert len(with_picture) == 8
    assert all("<table" in part and "The model's edge" in part for part in with_picture)
    assert text.count("<h1") == 1


def test_no_view_is_copied():
    script = assets.script()
    for view in assets.VIEWS.values():
        before = str(view._esm).rpartition("export default")[0]
        assert before in script
    assert "export " not in re.sub(r"//.*", "", script)


def test_formulas_are_drawn_or_refused():
    made = formula.mathml(r"\text{full} = \frac{\text{dose}}{\text{dose} + 5^2}")
    assert "<mfrac><mrow><mtext>dose</mtext></mrow><mrow><mtext>dose</mtext><mo>+</mo>" in made
    assert "<msup><mn>5</mn><mn>2</mn></msup>" in made
    for unknown in (r"\sqrt{2}", "{a", "a}", r"\frac{a}"):
        with pytest.raises(formula.Unknown):
            formula.mathml(unknown)


def test_links_lead_to_pages_that_are_there():
    made = prose.html(
        "[on](04-b.ipynb#x) and [off](05-c.ipynb) and [out](https://doi.org/1), [x](../LICENSE)",
        ["04-b"],
    )
    assert 'href="04-b.html#x"' in made
    assert "off" in made and "05-c" not in made and "LICENSE" not in made
    assert 'href="https://doi.org/1"' in made


def test_a_link_to_a_word_ends_at_the_word():
    found = {path.stem: nbformat.read(path, 4) for path in (ROOT / "notebooks").glob("*.ipynb")}
    words = "".join(lesson.lesson("glossary", found["glossary"], {}, found).parts)
    links = set()
    for notebook in found.values():
        told = [cell.source for cell in notebook.cells if cell.cell_type == "markdown"]
        made = prose.html("\n\n".join(told), found)
        links.update(re.findall(r'href="glossary\.html#([^"]+)"', made))
    assert len(links) > 90
    assert not [link for link in links if f'id="{link}"' not in words]


@pytest.mark.parametrize("path", sorted((ROOT / "notebooks").glob("*.ipynb")), ids=lambda p: p.stem)
def test_no_page_tells_a_reader_to_run_a_cell(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    told = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    made = prose.html("\n\n".join(told), [])
    for not_here in ("Run All Cells", "Run this cell", "beside this notebook", "these notebooks"):
        assert not_here not in made, "tools/site/prose.py says it otherwise"


@pytest.mark.slow
def test_the_verb_names_its_options():
    done = subprocess.run(
        [sys.executable, "-m", "tools.site", "--help"], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0 and "--to" in done.stdout
