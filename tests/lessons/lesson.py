"""A lesson as its reader meets it: its sections with their text, and what they ask."""

import ast
import json
import re
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from kit import labs
from kit.lesson import items

NOTEBOOKS = Path(__file__).resolve().parents[2] / "notebooks"
FOLDED = re.compile(r"\s*<details>\s*<summary>(.+?)</summary>")  # optional; a step's has a class
HEADING = re.compile(r"^#+ +(.+)$", re.MULTILINE)
ASKS = ("predict", "ask")
CLAIMS = "claims"


SOURCES = "Sources"  # nobody reads them on the way: their list is folded


@dataclass
class Section:
    """One heading, or one folded part, with its prose and the questions asked in it."""

    name: str
    text: str
    folded: bool = False
    asked: list[str] = field(default_factory=list)  # keys of questions, without the lesson
    calls: list[str] = field(default_factory=list)  # words of `lesson`
    cards: list[str] = field(default_factory=list)  # standing texts

    @property
    def key(self) -> str:
        """What it is called in the files of numbers: its first question, or its heading."""
        return (
            self.asked[0] if self.asked else re.sub(r"[^a-z]+", "-", self.name.lower()).strip("-")
        )


@lru_cache
def notebook(name: str) -> Path:
    """The notebook of a lesson."""
    (path,) = NOTEBOOKS.glob(f"[0-9][0-9]-{name}.ipynb")
    return path


@lru_cache
def sections(name: str) -> list[Section]:
    """The sections of a lesson's notebook, from its title on; none of the check."""
    found: list[Section] = []
    if name == items.CHECK:
        return found
    for cell in json.loads(notebook(name).read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            folded, heading = FOLDED.match(source), HEADING.match(source)
            if folded or heading or not found:
                title = (folded or heading)[1] if folded or heading else name
                title = re.sub(r"<[^>]+>", "", title)
                found.append(Section(title, source, bool(folded) or title == SOURCES))
            else:
                found[-1].text += "\n\n" + source
            continue
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "labs.unknown_compound":
                found[-1].calls.append("unknown_compound")
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "labs.clinical_page":
                found[-1].cards.append(labs.clinical_page().text)
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("lesson."):
                word = ast.unparse(node.func).removeprefix("lesson.")
                found[-1].calls.append(word)
                if word in ASKS:
                    asked = ast.literal_eval(node.args[0])
                    found[-1].asked.append(asked.removeprefix(f"{name}-"))
                if word == "safety":
                    found[-1].cards.append(items.safety(ast.literal_eval(node.args[0])))
    return found


def texts(item: dict[str, Any]) -> list[str]:
    """All that a question can say to its reader."""
    said = [item.get(key, "") for key in ("ask", "because", "why", "hint", "unit")]
    for part in (*item.get("option", []), *item.get("trap", [])):
        said += [part.get("text", ""), part.get("why", "")]
    said += [f"{part['value']:g}" for part in item.get("trap", [])]
    said += [f"{item['answer']:g}"] if "answer" in item else []
    said += [f"{value:g}" for key in ("at", "given_x", "given_y") for value in item.get(key, [])]
    return [text for text in said if isinstance(text, str)]


def claimed(item: dict[str, Any]) -> list[str]:
    """All that a claim says to its reader, whichever option they choose."""
    return [item["ask"], *(option["why"] for option in item["option"] if option.get("right"))]


def questions(name: str) -> dict[str, list[str]]:
    """What each question of a lesson can say, by its key; all claims under "claims"."""
    found: dict[str, list[str]] = {}
    for full_name, item in items.lesson(name).items():
        key = full_name.removeprefix(f"{name}-")
        if key.startswith("claim-"):
            found.setdefault(CLAIMS, []).extend(claimed(item))
        else:
            before, after = (items.form(item, when) for when in ("before", "after"))
            found[key] = texts(before) + (texts(after) if after != before else [])
    return found


def plain(text: str) -> str:
    """Prose without marks, addresses, anchors, formulas and code."""
    text = re.sub(r"\$\$.*?\$\$|`[^`]*`", " ", text, flags=re.DOTALL)
    text = re.sub(r"\]\([^)]*\)|<[^>]+>|^\s*\d+\. |^#+ +\d+ ·", " ", text, flags=re.MULTILINE)
    return re.sub(r"[*\[\]|#>]", " ", text)
