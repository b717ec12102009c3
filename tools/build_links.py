"""Write the links between pages: the glossary, anchors of claims, the map of Start.

    python tools/build_links.py

From data/glossary.csv: the page notebooks/glossary.ipynb. From the metadata `claims` of a cell, as
["claim-05"]: the anchor that a link such as 06-evidence.ipynb#claim-05 ends at, in the first cell
of a lesson that names the claim.

Links to a word end in the id of its cell, as glossary.ipynb#cell-id=odds: JupyterLab 4 jumps to a
cell of a page that it has yet to open, but not to a heading or an anchor there. nbconvert knows
cell ids too; a site made by other means finds the same id in the heading: odds.

From what a lesson opens with (its title, its question, its minutes): its row on Start and in the
README, and the minutes of the routes.
"""

import json
import re
from itertools import groupby
from pathlib import Path

import nbformat

from kit.evidence import read

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = ROOT / "notebooks"
README = ROOT / "README.md"
ANCHOR = re.compile(r'<a id="claim-\d\d"></a>')
OPENING = re.compile(r"# (\D.*)\n\n\*\*(.+)\*\*\n\nAbout (\d+) minutes")
ROW = re.compile(r"^\| \[.+?\](\((?:notebooks/)?\d\d-(\w+)\.ipynb\)) \| .+? \| \d+", re.M)
ROUTE = re.compile(r"^(\| \*\*.+ \| )(\d+)( \|)$", re.M)
# What JupyterLab would write into a notebook when it is first saved, but for the Python's version.
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {
        "codemirror_mode": {"name": "ipython", "version": 3},
        "file_extension": ".py",
        "mimetype": "text/x-python",
        "name": "python",
        "nbconvert_exporter": "python",
        "pygments_lexer": "ipython3",
    },
}


def terms():
    """The rows of the glossary, by their id."""
    return {row["id"]: row for row in read.rows("glossary")}


def lessons():
    """The pages that are read in order, "start" and the lessons, by id."""
    return {p.stem.partition("-")[2]: p for p in sorted(NOTEBOOKS.glob("[0-9][0-9]-*.ipynb"))}


def opening(path):
    """The title, the question and the minutes that a lesson opens with."""
    notebook = json.loads(path.read_text(encoding="utf-8"))
    return OPENING.match("".join(notebook["cells"][0]["source"])).groups()


def mapped(text):
    """A table of the lessons, and one of the routes, with what each lesson opens with."""
    minutes = {}

    def row(match):
        place, name = match.groups()
        title, question, time = opening(lessons()[name])
        minutes[name] = int(time)
        return f"| [{title}]{place} | {question} | {time}"

    def route(match):
        names = re.findall(r"-(\w+)\.ipynb", match[1])
        return f"{match[1]}{sum(map(minutes.get, names))}{match[3]}"

    return ROUTE.sub(route, ROW.sub(row, text))


def start(notebook):
    """The start page with its two tables brought up to date."""
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
    parts = mapped("\0".join("".join(cell["source"]) for cell in cells)).split("\0")
    for cell, part in zip(cells, parts, strict=True):
        cell["source"] = part
    return notebook


def entry(row):
    """A word and its meaning."""
    sentence = row["definition"][0].upper() + row["definition"][1:] + "."
    which = "In full" if row["term"].isupper() else "Also called"
    also = f" {which}: {row['also']}." if row["also"] else ""
    home = lessons().get(row["lesson"])
    taught = f" Taught in [{opening(home)[0]}]({home.name})." if home else ""
    return f"### {row['term']}\n\n{sentence}{also}{taught}"


def markdown(name, text):
    """A cell of text."""
    return {"cell_type": "markdown", "id": name, "metadata": {}, "source": text}


def glossary():
    """The glossary as a notebook."""
    cells = [
        markdown(
            "glossary-00",
            "# Glossary\n\nThe words of the lessons, in one place. Each lesson links here, and "
            "each word says which lesson teaches it.\n\n*Back:* [Start here](00-start.ipynb).",
        )
    ]
    for letter, rows in groupby(terms().values(), key=lambda row: row["id"][0]):
        cells.append(markdown(f"glossary-{letter}", f"## {letter.upper()}"))
        cells += [markdown(row["id"], entry(row)) for row in rows]
    return {"cells": cells, "metadata": METADATA, "nbformat": 4, "nbformat_minor": 5}


def linked(notebook):
    """A lesson with the anchors of its claims brought up to date."""
    placed = set()
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            text = ANCHOR.sub("", "".join(cell["source"]))
            new = [c for c in cell["metadata"].get("claims", []) if c not in placed]
            placed.update(new)
            anchors = "".join(f'<a id="{claim}"></a>' for claim in new)
            mark = re.match(r"(?:#+ |> |- )?", text)[0]  # before the first word, in its own line
            cell["source"] = mark + anchors + text[len(mark) :]
    return notebook


def pages():
    """Each page and the text that it should have."""
    for name, path in lessons().items():
        notebook = linked(json.loads(path.read_text(encoding="utf-8")))
        yield path, text_of(start(notebook) if name == "start" else notebook)
    yield NOTEBOOKS / "glossary.ipynb", text_of(glossary())
    yield README, mapped(README.read_text(encoding="utf-8"))


def text_of(notebook):
    """A notebook as JupyterLab saves it, so that a learner's first save changes no line."""
    return nbformat.writes(nbformat.from_dict(notebook)) + "\n"


if __name__ == "__main__":
    for path, text in pages():
        path.write_text(text, encoding="utf-8")
