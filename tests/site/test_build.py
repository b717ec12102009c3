"""The site's files: small, complete, without an address that a browser would ask."""

import gzip
import json
import re
from pathlib import Path

import nbformat
import pytest

from kit.chart import plotlyjs
from kit.lesson import items
from tools.site import lesson, plotly, prose
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
    assert set(sizes) == {"index.html", "00-start.html", "03-dose.html"}
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
    text = (site[0] / "03-dose.html").read_text(encoding="utf-8")
    saved = re.findall(r"<noscript>(.*?)</noscript>", text, re.DOTALL)
    with_picture = [part for part in saved if "<img" in part]
    predicted = {f"dose-{key}" for key in ("line", "best", "scan", "benefit", "half")}
    assert predicted <= items.lesson("dose").keys() and len(with_picture) == 5
    assert all("<table" in part and "What this model leaves out" in part for part in with_picture)
    assert text.count("<h1") == 1


def test_pages_take_the_small_plotly_of_the_kits_own_version():
    ours = plotly.VERSION.search(plotlyjs.source()[:200])[1].decode()
    lock = json.loads((ROOT / "tools" / "site" / "package-lock.json").read_text())["packages"]
    assert lock["node_modules/plotly.js-basic-dist-min"]["version"] == ours, "run `make lock`"


def test_a_browser_reads_plotly_once():
    whole = plotlyjs.source()
    assert len(plotlyjs.at_once(whole)) == len(whole.rstrip()) + 2, "plotly.js is written otherwise"
    assert gzip.decompress(plotlyjs.gzipped()) == plotlyjs.at_once(whole)


def test_formulas_need_no_script_and_links_lead_to_pages_that_are_there():
    made = prose.html("Half: $\\frac{dC}{dt} = -k\\,C$.", [])
    assert "<mfrac>" in made and "$" not in made and 'display="inline"' in made
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
    assert len(links) > 80
    assert not [link for link in links if f'id="{link}"' not in words]
