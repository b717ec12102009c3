"""Speaker notes of a lesson: what the class does not see, section by section, as one page.

Nothing is written twice: the notes are the lesson's own questions with their answers, the ideas
behind each wrong one, what a chart says first, and the text that comes next.
"""

import ast
from html import escape
from pathlib import Path

from nbconvert.filters import markdown2html

from kit.lesson import items, tally

HERE = Path(__file__).parent
RECALL = "Three questions from earlier lessons, chosen for each learner. Let everyone answer alone."


def page(notebook, title):
    """The notes as HTML; the page needs no server, and follows the deck where there is one.

    Parameters
    ----------
    notebook : NotebookNode
        The deck: the notes name its cells by their places.
    title : str
    """
    made = []
    for cells in sections(notebook):
        place, heading = cells[0]
        name = heading.source.partition("\n")[0].lstrip("# ")
        body = "".join(part for _, cell in cells for part in _notes(cell))
        made.append(
            f'<section data-cell="{place}"><h2>{escape(name)}</h2>'
            f"{body or '<p>Read the slide together.</p>'}</section>"
        )
    whole = (HERE / "notes.html").read_text(encoding="utf-8")
    script = (HERE / "notes.js").read_text(encoding="utf-8")
    for mark, text in {
        "TITLE": escape(title),
        "SECTIONS": "\n".join(made),
        "SCRIPT": script,
    }.items():
        whole = whole.replace(f"<!--{mark}-->", text)
    return whole


def sections(notebook):
    """The cells of each slide with their places."""
    found = []
    for place, cell in enumerate(notebook.cells):
        if cell.metadata.get("slideshow", {}).get("slide_type") == "slide":
            found.append([])
        if found:
            found[-1].append((place, cell))
    return found


def _notes(cell):
    """What the notes say of one cell."""
    kind = cell.metadata.get("slideshow", {}).get("slide_type")
    if kind == "fragment":
        yield f'<h3>Then</h3><div class="then">{markdown2html(cell.source)}</div>'
    if cell.cell_type != "code" or kind == "skip":
        return
    called = _call(cell.source)
    yield from map(_item, _asked(*called)) if called else []
    if called and called[0] == "recall":
        yield f"<p>{RECALL}</p>"
    for output in cell.outputs if "labs." in cell.source and not called else []:
        words = output.get("data", {}).get("text/plain", "").partition("\n")[0]
        if words and not words.startswith("Series |"):
            yield f"<h3>The chart says first</h3><p>{escape(words)}</p>"


def _call(source):
    """The name and the first argument of a `lesson.name("…")` in a cell, or None."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="lesson"), attr=name),
                args=[ast.Constant(value=str(first)), *_],
            ):
                return name, first
    return None


def _asked(name, first):
    """The questions that a call asks."""
    if name in ("predict", "ask", "worked_example"):
        return [items.item(first)]
    if name in ("quiz", "check"):
        number = items.CHECK if name == "check" else first
        return items.starting(number, name).values()
    return items.exits(first).values() if name == "exit_card" else []


def _item(item):
    """A question with its answer, and what to listen for."""
    parts = [f"<h3>{escape(item.get('ask') or item.get('title', ''))}</h3>"]
    right = _right(item)
    if right:
        parts.append(f"<p><b>Answer:</b> {escape(right)}</p>")
    why = [option["why"] for option in item.get("option", []) if option.get("right")]
    for text in [*why, item.get("principle", ""), item.get("why", "")]:
        parts.append(f"<p>{escape(text)}</p>" if text else "")
    wrong = [_wrong(mistake) for mistake in (*item.get("option", []), *item.get("trap", []))]
    if any(wrong):
        parts.append(f"<h4>Listen for</h4><ul>{''.join(wrong)}</ul>")
    return "".join(parts)


def _right(item):
    """The right answer in words, or "" where there is none."""
    if item["kind"] == "choice":
        return "; ".join(option["text"] for option in item["option"] if option.get("right"))
    if item["kind"] == "number":
        return f"{item['answer']:g} {item.get('unit', '')}".strip()
    return ", ".join(item["order"]) if item["kind"] == "order" else ""


def _wrong(mistake):
    """A mistake with the idea behind it."""
    if mistake.get("right") or "misconception" not in mistake:
        return ""
    said = mistake.get("text") or f"{mistake.get('value', ''):g}"
    idea = tally.misconceptions().get(mistake["misconception"], {}).get("name", "")
    return f"<li><b>{escape(said)}</b> ({escape(idea)}). {escape(mistake['why'])}</li>"
