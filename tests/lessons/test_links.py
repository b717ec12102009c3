"""What ties the pages together: the glossary, the places of the claims, back and next, links."""

import json
import re
from pathlib import Path
from urllib.parse import parse_qsl

import pytest

from kit import evidence, labs
from kit.chart import Slider
from tools import build_links

ROOT = Path(__file__).resolve().parents[2]

PAGES = {page: path.name for page, path in build_links.lessons().items()}
LESSONS = {page: name for page, name in PAGES.items() if page != "start"}
FILES = sorted(path.name for path in build_links.NOTEBOOKS.glob("*.ipynb"))
TERMS = build_links.terms()
LINK = re.compile(r"(?<!!)\[((?:[^][]|\[[^]]*\])*)\]\(([^()\s]+)\)")


def texts(name):
    """The cells of a page that hold text."""
    notebook = json.loads((build_links.NOTEBOOKS / name).read_text(encoding="utf-8"))
    return ["".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "markdown"]


TITLES = {name: texts(name)[0].splitlines()[0].removeprefix("# ") for name in FILES}


def links(name):
    """The links of a page: their words, and the file and the place in it that they lead to."""
    found = LINK.findall("\n".join(texts(name)))
    return [(said, *to.partition("#")[::2]) for said, to in found if "://" not in to]


def anchors(name):
    """The places of the claims in a page."""
    return re.findall(r'<a id="([\w-]+)"></a>', "\n".join(texts(name)))


def places(name):
    """What a link to a place in a page may end in."""
    notebook = json.loads((build_links.NOTEBOOKS / name).read_text(encoding="utf-8"))
    return {f"cell-id={cell['id']}" for cell in notebook["cells"]} | set(anchors(name))


def joined(notebook):
    """What the cells of a notebook say, by their ids."""
    return [(cell["id"], "".join(cell["source"])) for cell in notebook["cells"]]


@pytest.mark.parametrize("name", [*FILES, "README.md"])
def test_every_page_says_what_the_tables_say(name):
    path, fresh = next(page for page in build_links.pages() if page[0].name == name)
    found = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":  # JupyterLab saves each line of a cell apart
        found, fresh = (joined(json.loads(text)) for text in (found, fresh))
    assert found == fresh, "words, claims or the map stand otherwise in data/: run `make notebooks`"


@pytest.mark.parametrize("name", FILES)
def test_every_link_leads_to_a_file_and_a_place_in_it(name):
    for said, file, place in links(name):
        assert not file or (build_links.NOTEBOOKS / file).is_file(), (said, file)
        if not place.startswith("lab="):  # a state of a lab, which the page itself checks
            assert not place or place in places(file or name), (said, file, place)
        if re.match(r"\d · ", said):
            assert said == TITLES[file]


# The glossary


def test_the_glossary_has_a_heading_for_each_term_in_order():
    heads = re.findall(r"^### (.+)$", "\n".join(texts("glossary.ipynb")), re.M)
    assert heads == [row["term"] for row in TERMS.values()]
    assert list(TERMS) == sorted(TERMS)
    assert places("glossary.ipynb") > {f"cell-id={name}" for name in TERMS}
    assert evidence.glossary()["id"].tolist() == list(TERMS)


def test_a_word_has_one_name():
    names = [row["term"] for row in TERMS.values()]
    for row in TERMS.values():
        names += row["also"].split("; ") if row["also"] else []
    names = [name.lower() for name in names]
    assert len(names) == len(set(names)), {n for n in names if names.count(n) > 1}
    assert "off-label use" in names and "noradrenaline" in names


def test_every_term_is_linked_from_a_page():
    linked = {place for name in FILES for _, file, place in links(name) if file == "glossary.ipynb"}
    assert {f"cell-id={term}" for term in TERMS} <= linked


@pytest.mark.parametrize("name", LESSONS.values())
def test_the_first_time_a_word_is_bold_it_is_a_link(name):
    """So a word that the text explains is never explained without its place in the glossary."""
    known = {row["term"].lower() for row in TERMS.values()}
    known |= {other for row in TERMS.values() for other in row["also"].lower().split("; ") if other}
    text = "\n".join(texts(name))
    first = {}
    for found in re.finditer(r"(\[?)\*\*([^*\n]+?)[.:]?\*\*", text):
        first.setdefault(found[2].lower(), found[1])
    assert not [word for word, bracket in first.items() if word in known and not bracket]


# The claims of the texts


def cells_of(name):
    """The cells that say where a claim is treated, with the claims."""
    notebook = json.loads((build_links.NOTEBOOKS / name).read_text(encoding="utf-8"))
    return [(c, c["metadata"]["claims"]) for c in notebook["cells"] if "claims" in c["metadata"]]


@pytest.mark.parametrize("number", LESSONS)
def test_every_claim_has_its_home(number):
    rows = evidence.claims()
    mine = rows[rows["lesson"] == number]
    placed = {claim for _, claims in cells_of(LESSONS[number]) for claim in claims}
    assert placed == set(mine["anchor"])
    for cell, _ in cells_of(LESSONS[number]):  # an anchor in a table or a formula would break it
        assert cell["cell_type"] == "markdown" and "".join(cell["source"])[0] not in "|$"
    assert sorted(placed) == [a for a in sorted(anchors(LESSONS[number])) if "claim" in a]


# Back and next


@pytest.mark.parametrize("number", PAGES)
def test_the_last_lines_lead_back_and_on(number):
    where = links(PAGES[number])
    if number in LESSONS:
        *_, last = [text for text in texts(PAGES[number]) if "*Back:*" in text]
        where = [(said, to) for said, to in LINK.findall(last)]
    place, names = list(PAGES).index(number), list(PAGES)
    for neighbour in names[max(0, place - 1) : place] + names[place + 1 : place + 2]:
        assert PAGES[neighbour] in [link[1] for link in where]


STATE = re.compile(r"\]\(#(lab=[^)\s]+)\)")


@pytest.mark.parametrize("name", FILES)
def test_every_link_to_a_state_of_a_lab_names_a_state_that_there_is(name):
    cells = json.loads((build_links.NOTEBOOKS / name).read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells]
    asked = [found for source in sources for found in STATE.findall(source)]
    for (_, question), *values in map(parse_qsl, asked):
        [made] = [s for s in sources if s.startswith("lesson.predict(") and f'"{question}"' in s]
        lab = eval(f"[{made.removeprefix('lesson.predict(').rstrip()[:-1]}][1]", {"labs": labs})
        assert values, question
        for control, text in values:
            try:
                known = lab._controls[control]
                lab.set(**{control: float(text) if isinstance(known, Slider) else text})
            except (KeyError, ValueError) as refusal:
                pytest.fail(
                    f"{name}: the text under {question} has a link to {control}={text}, which its "
                    f"lab refuses: change the link. {refusal}",
                    pytrace=False,
                )
