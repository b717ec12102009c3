"""Write the model cards, docs/models/M1.md to M8.md and their list, from three places.

    python tools/build_cards.py

The prose of a card stands in docs/models/prose, and holds no number: {p:…} is the value of a row
of data/parameters.csv, {t:T9b.obtained} a number of docs/validation.md. The tables come from there
too, what a function gives from its docstring, and where it is met from the imports of the labs.
"""

import ast
import csv
import inspect
import re
from functools import cache
from importlib import import_module
from pathlib import Path

from kit import evidence, labs

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "models"
HEAD = """# {title}

Made by `python tools/build_cards.py` from `docs/models/prose/{name}.md`, `data/parameters.csv`
and [the validation page](../validation.md); a test fails when they part ways. For teaching:
nothing here is advice on a dose. All cards: [the list](README.md).
"""
STATUS = """What **status** says: *measured*, read in the paper named. *Quoted*, taken over from a
published model or fit. *Fitted*, worked out by the kit from a measurement, so that meeting
that one proves nothing. *Chosen*, decided for teaching. *Waiting*, its source has no identifier
yet."""
ROLES = """**EXACT** is mathematics, **FIT** set a constant, **CHECK** was measured elsewhere. A
misfit stays: it shows where the model ends."""
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
    with (ROOT / "data" / "parameters.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file)}


@cache
def targets():
    """The lines of the validation page, by id: heads and cells."""
    text = (ROOT / "docs" / "validation.md").read_text(encoding="utf-8")
    lines = [line[2:-2].split(" | ") for line in text.splitlines() if line[:1] == "|"]
    heads = lines[0]
    return {line[0]: dict(zip(heads, line)) for line in lines[2:]}


def filled(text):
    """Prose with the numbers that it asks for."""

    def number(found):
        kind, name = found.groups()
        if kind == "p":
            row = parameters()[name]
            return f"{float(row['value']):g} {row['unit']}".strip()
        line, _, column = name.partition(".")
        return targets()[line][column]

    return re.sub(r"\{([pt]):([^}]+)\}", number, text)


def table(heads, rows):
    """A table in Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def function(name):
    """What `transmission.decay` names."""
    module, _, short = name.partition(".")
    return getattr(import_module(f"kit.science.{module}"), short)


def gives(name):
    """A function and the first sentence of its docstring."""
    first = inspect.getdoc(function(name)).split("\n\n")[0].replace("\n", " ")
    return [f"`{name}`", first.replace("|", "\\|")]


def constants(name):
    """The constants of a model that are not neutral, and a sentence on those that are."""
    mine = [row for row in parameters().values() if row["model"] == name]
    rows = [row for row in mine if not row["note"].startswith(NEUTRAL)]
    neutral = sorted({row["argument"] for row in mine if row["note"].startswith(NEUTRAL)})
    left = f"Arguments that are out of the model by default: `{'`, `'.join(neutral)}`."
    if not rows:
        return f"All come from the caller. {left}" if neutral else "All come from the caller."
    heads = ["constant", "value", "of", "how", "status", "source", "note"]
    cells = [
        [
            f"`{row['id']}`" + (f" ({row['symbol']})" if row["symbol"] else ""),
            f"{float(row['value']):g} {row['unit']}".strip(),
            row["species"],
            "; ".join(part for part in (row["method"], row["spread"]) if part),
            row["status"],
            evidence.cite(row["source"]) if row["source"] else "",
            row["note"],
        ]
        for row in rows
    ]
    return "\n\n".join([table(heads, cells), STATUS] + ([left] if neutral else []))


def tested(tests):
    """The lines of the validation page on a model."""
    heads = ["id", "role", "what", "expected", "tolerance", "obtained", "result", "source", "note"]
    lines = targets()
    return "\n\n".join([table(heads, [[lines[t][head] for head in heads] for t in tests]), ROLES])


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
    """The labs whose module uses one of these functions."""
    rows = [
        [f"`kit/labs/{path}.py`", ", ".join(f"`{lab}`" for lab in made), ", ".join(mine)]
        for path, made in ((m.replace(".", "/"), made) for m, made in labs.MODULES.items())
        if (
            mine := [
                f"`{name}`"
                for name in functions
                if name in used(ROOT / "kit" / "labs" / f"{path}.py")
            ]
        )
    ]
    return table(["module", "labs", "uses"], rows) if rows else "In no lab yet."


def card(name):
    """One card as text."""
    title, functions, tests, body = prose(name)
    parts = [
        HEAD.format(title=title, name=name),
        filled(body),
        f"## Constants\n\n{constants(name)}\n",
        f"## Tested against\n\n{tested(tests)}\n",
        f"## Functions\n\n{table(['function', 'gives'], map(gives, functions))}\n",
        f"## Where a learner meets it\n\n{met(functions)}\n",
    ]
    return "\n".join(part.rstrip("\n") + "\n" for part in parts)


def contents():
    """The list of the cards as text."""
    lines, rows = targets(), []
    for name in names():
        title, functions, tests, _ = prose(name)
        missed = [test for test in tests if "misfit" in lines[test]["result"]]
        rows.append(
            [
                f"[{title}]({name}.md)",
                str(len(functions)),
                str(len(tests)),
                ", ".join(missed) or "none",
            ]
        )
    heads = ["model", "functions", "lines of validation", "of them misfits"]
    return (
        "# The models\n\nMade by `python tools/build_cards.py`. One card for each model: what it "
        "gives, its equation\nterm by term, what it assumes, where it breaks, and what it was "
        f"tested against.\n\n{table(heads, rows)}\n"
    )


def pages():
    """Each page and the text that it should have."""
    yield FOLDER / "README.md", contents()
    for name in names():
        yield FOLDER / f"{name}.md", card(name)


if __name__ == "__main__":
    for path, text in pages():
        path.write_text(text, encoding="utf-8")
