"""The authoring checklist of Notebooks for All, for every page: headings, links, pictures, letters.

What other tests hold is not said twice: the words and table of each saved chart (tests/saved), text
and table beside each live chart (tests/labs/test_contract.py).
"""

import re

import pytest

from tests.files import NOTEBOOKS, ROOT, cells, read

DOCS = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "data/README.md")]
DOCS += sorted(path for path in (ROOT / "docs").rglob("*.md") if path.parent.name != "source")
LINK = re.compile(r"(?<!!)\[((?:[^][]|\[[^]]*\])*)\]\(([^()\s]+)\)")
EMPTY = {"here", "click here", "this", "this page", "link", "more", "read more", "see", "page"}
WORD = re.compile(r"(?<![\w/-])[A-Z][A-Z0-9a-z]*[A-Z][A-Z0-9]*(?=s?\b)")
# letters that are a name, or that no words would make clearer
KNOWN = {row["letters"] for row in read("tests/accessible/letters.csv")}
QUESTION = re.compile(r"What do the letters .*? promise|SSRI, .*?: what do the letters promise")


def said(path):
    """What a person wrote in a page, without code, formulas and anchors."""
    text = "\n\n".join(cells(path, "markdown")) if path.suffix == ".ipynb" else read(path)
    text = re.sub(r"```.*?```|\$\$.*?\$\$", " ", text, flags=re.DOTALL)
    return re.sub(r"`[^`\n]*`|\$[^$\n]*\$|<!--.*?-->|<a id=\"[\w-]+\"></a>", " ", text)


@pytest.mark.parametrize("path", [*NOTEBOOKS, *DOCS], ids=lambda path: path.name)
def test_a_document_has_one_title_and_skips_no_rank(path):
    ranks = [len(head) for head in re.findall(r"^(#+) ", said(path), re.MULTILINE)]
    assert ranks.count(1) == 1 and ranks[0] == 1
    assert all(after <= before + 1 for before, after in zip(ranks, ranks[1:], strict=False))


@pytest.mark.parametrize("path", [*NOTEBOOKS, *DOCS], ids=lambda path: path.stem)
def test_links_say_where_they_lead(path):
    text = said(path)
    for words, to in LINK.findall(text):
        plain = words.strip(" *_.").lower()
        assert plain and plain not in EMPTY, (words, to)
        assert not re.match(r"https?://|www\.", plain), f"{words} is an address and not words"
    if path.suffix == ".md":  # in a table an address may follow the name of its paper
        text = re.sub(r"^\|.*$", "", text, flags=re.MULTILINE)
    rest = re.sub(r"\]\([^()\s]+\)", "]", text)
    assert not re.search(r"(?<![\w\"'=])<?https?://(?!127\.0\.0\.1|localhost)\w", rest)


@pytest.mark.parametrize("path", [*NOTEBOOKS, *DOCS], ids=lambda path: path.stem)
def test_every_picture_says_what_it_shows(path):
    text = said(path)
    if path.suffix == ".ipynb":  # and what its cells have left
        for cell in read(path)["cells"]:
            for output in cell.get("outputs", []):
                text += "".join(output.get("data", {}).get("text/html", ""))
    for alt in re.findall(r"!\[(.*?)\]\(", text):
        assert len(alt) > 15
    for image in re.findall(r"<img[^>]*>", text):
        assert re.search(r'alt="[^"]{15,}"', image), image[:200]


def unexplained(text):
    """The short forms whose first use is neither spelled out nor a link to the glossary."""
    text, found = QUESTION.sub(" ", text), {}
    plain = re.sub(r"\]\((?!glossary)[^()\s]+\)", "]", text)
    for hit in WORD.finditer(plain):
        if hit[0] in KNOWN or hit[0] in found:
            continue
        before, after = plain[: hit.start()], plain[hit.end() :]
        found[hit[0]] = (
            re.match(r"s?\**[^]\[\n]*\]\(glossary", after)  # [**SSRI**](glossary...)
            or (
                before.rstrip("[*").endswith("(")
                and re.match(r"s?\**\]?(\(glossary[^)]*\))?\)", after)
            )
            or re.match(
                r"s?(-\w+)?, (the|which|attention|norepinephrine)\b|s? \([a-z]+ [a-z]", after
            )
        )
    return [name for name, well in found.items() if not well]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_abbreviations_are_explained_at_first_use(path):
    if path.stem != "glossary":  # it explains them all
        assert unexplained(said(path)) == []


def test_an_unexplained_abbreviation_is_found():
    assert unexplained("An SSRI and the serotonin transporter (SERT).") == ["SSRI"]
    assert unexplained("[SSRIs](glossary.ipynb#cell-id=ssri) block SERT, the transporter.") == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_no_reader_meets_the_code_that_begins_a_lesson(path):
    for cell in read(path)["cells"]:
        if "lesson.header(" in "".join(cell["source"]):
            assert cell["metadata"].get("tags") == ["setup"]  # the site leaves it out
            assert cell["metadata"]["jupyter"]["source_hidden"]
