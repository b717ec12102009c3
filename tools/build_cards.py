"""Write the model cards, docs/models/M1.md to M8.md and their list, from three places.

    python tools/build_cards.py

The prose of a card stands in docs/models/prose, and holds no number: {p:…} is the value of a row
of data/parameters.csv, {t:T9b.obtained} a number of docs/validation.md. The tables come from there
too, what a function returns from its docstring, and which labs use it from their imports.
"""

import ast
import inspect
import re
from functools import cache
from importlib import import_module
from pathlib import Path

from kit import evidence, labs
from kit.evidence import read
from tools.templating import render, templates

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "models"
HEADS = ["id", "role", "what", "expected", "tolerance", "obtained", "result", "source", "note"]
NEUTRAL = "neutral:"  # how the note of a default begins that leaves its argument out


def names():
    """The models, M1 to M8."""
    return sorted(path.stem for path in (FOLDER / "prose").glob("M*.md"))


def prose(name):
    """Title, functions, tests and text of a card, as it was written."""
    text = (FOLDER / "prose" / f"{name}.md").read_text(encoding="utf-8")
    head, listed, body = text.split("\n\n", 2)
    functions, tests = (line.partition(": ")[2].split(", ") for line in listed.splitlines())
    return head.removeprefix("# "), functions, tests, body


@cache
def parameters():
    """The rows of the table of parameters, by id."""
    return {row["id"]: row for row in read.rows("parameters")}


@cache
def targets():
    """The lines of the validation page, by id: heads and cells."""
    text = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    heads, _, *lines = [row[2:-2].split(" | ") for row in text.splitlines() if row[:1] == "|"]
    return {line[0]: dict(zip(heads, line)) for line in lines}


def amount(row):
    """The value of a parameter with its unit."""
    return f"{row['value']:g} {row['unit']}".strip()


def filled(text):
    """Prose with its placeholders filled in."""

    def number(placeholder):
        kind, name = placeholder.groups()
        if kind == "p":
            return amount(parameters()[name])
        line, _, column = name.partition(".")
        return targets()[line][column]

    return re.sub(r"\{([pt]):([^}]+)\}", number, text)


def function(name):
    """What `transmission.decay` names."""
    module, _, short = name.partition(".")
    return getattr(import_module(f"kit.science.{module}"), short)


def gives(name):
    """A function and the first sentence of its docstring."""
    first = inspect.getdoc(function(name)).split("\n\n")[0].replace("\n", " ")
    return name, first.replace("|", "\\|")


@cache
def used(path):
    """The functions of the science that a module imports by name."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {
        f"{node.module.removeprefix('kit.science.')}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("kit.science.")
        for alias in node.names
    }


def met(functions):
    """The labs that use any of these functions: path, lab, functions."""
    for lab, module in labs.WHERE.items():
        path = module.replace(".", "/")
        names_used = used(ROOT / "kit" / "labs" / f"{path}.py")
        if used_functions := [function for function in functions if function in names_used]:
            yield path, lab, used_functions


def card(name):
    """The values for the template of a model's card."""
    title, functions, tests, body = prose(name)
    rows = [row for row in parameters().values() if row["model"] == name]
    return {
        "name": name,
        "title": title,
        "body": filled(body).rstrip("\n"),
        "constants": [row for row in rows if not row["note"].startswith(NEUTRAL)],
        "neutral": sorted({r["argument"] for r in rows if r["note"].startswith(NEUTRAL)}),
        "heads": HEADS,
        "tested": [targets()[test] for test in tests],
        "gives": [gives(function) for function in functions],
        "met": list(met(functions)),
    }


def pages():
    """Each page with the text that it should have."""
    templates().filters |= {"amount": amount, "cite": evidence.cite}
    templates().tests["search"] = lambda text, part: part in text
    cards = [card(name) for name in names()]
    yield FOLDER / "README.md", render("models.md", cards=cards)
    for each in cards:
        yield FOLDER / f"{each['name']}.md", render("card.md", **each)


if __name__ == "__main__":
    for path, text in pages():
        path.write_text(text, encoding="utf-8")
