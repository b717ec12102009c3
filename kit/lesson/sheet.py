"""A question without its answer: for the page, as plain text, and as plain HTML."""

from collections.abc import Callable
from hashlib import sha256
from html import escape
from typing import Any

import ipywidgets

from kit.chart.page import show, still
from kit.lesson import judge
from kit.lesson.items import Item

ASKED = ("kind", "ask", "sure", "at", "x", "y", "unit", "range", "given_x", "given_y", "cross")
NOTE = "<p><i>Run this cell to answer and read why.</i></p>"
LETTERS = "ABCDEFGH"  # of the options of a choice, in the order in which they stand


def placed(name: str, item: Item) -> list[str]:
    """The ids of options or things to order, in the order in which everybody sees them.

    The order follows from the question's full name and the ids alone, so that new words move
    nothing and a new option moves nobody else. Votes and claims keep the order of their file.
    """
    ids = list(judge.texts(item))
    if item["kind"] == "claim" or item.get("open") or item.get("as_written"):
        return ids
    mixed = sorted(ids, key=lambda key: sha256(f"{name} {key}".encode()).digest())
    given_away = item["kind"] == "order" and mixed == ids
    return mixed[::-1] if given_away else mixed


def choices(name: str, item: Item) -> list[dict[str, str]]:
    """The options or the things to order, as they stand: each its id, letter and text.

    Only the options of a choice have letters.
    """
    ids, words = placed(name, item), judge.texts(item)
    marks = LETTERS if item["kind"] == "choice" else [""] * len(ids)
    return [{"id": key, "letter": mark, "text": words[key]} for key, mark in zip(ids, marks)]


def options(name: str, item: Item) -> dict[str, str]:
    """The options by id, such as "B. about 89 %", or the things to order."""
    return {
        each["id"]: f"{each['letter']}. {each['text']}" if each["letter"] else each["text"]
        for each in choices(name, item)
    }


def given_points(item: Item) -> list[str]:
    """The given points of a line to draw, one sentence each."""
    points = zip(item.get("given_x", []), item.get("given_y", []), strict=True)
    return [f"Given: {x:g} {item['x']}: {y:g} {item['y']}" for x, y in points]


def public(name: str, item: Item) -> dict[str, Any]:
    """Everything the page may know before the learner commits."""
    fields = {key: item[key] for key in ASKED if key in item}
    return fields | {"options": choices(name, item), "given": given_points(item)}


def cross(item: Item, number: float) -> tuple[float, float] | None:
    """Where to mark a guessed number on the lab's chart (x, y), if the item says so."""
    place = item.get("cross")
    if not place:
        return None
    other = number * place.get("times", 1)
    return (place["x"], other) if "x" in place else (other, place["y"])


def text(name: str, item: Item) -> str:
    """The question in plain words, without its answer."""
    mark = {"choice": "", "order": "- "}.get(item["kind"], "( ) ")
    listed = [f"{mark}{option}" for option in options(name, item).values()]
    lines = [item["ask"], *given_points(item), *listed]
    if item["kind"] == "number":
        lines.append(f"Your answer: ____ {item.get('unit', '')}".rstrip())
    return "\n".join(lines)


def page(name: str, item: Item) -> str:
    """The question as HTML for pages that run nothing."""
    points = "".join(map(paragraph, given_points(item)))
    listed = "".join(f"<li>{escape(each['text'])}</li>" for each in choices(name, item))
    if listed:
        marked = '<ol type="A">{}</ol>' if item["kind"] == "choice" else "<ul>{}</ul>"
        listed = marked.format(listed)
    return f"<p><b>{escape(item['ask'])}</b></p>{points}{listed}{NOTE}"


def paragraph(sentence: str) -> str:
    """A sentence as HTML."""
    return f"<p>{escape(sentence)}</p>"


def note(sentence: str) -> ipywidgets.HTML:
    """A sentence as a widget, in the type of the questions around it."""
    return ipywidgets.HTML(paragraph(sentence)).add_class("kit-note")


class Readable:
    """A widget in words: what is saved with a notebook, for pages that run nothing."""

    text: Callable[[], str]

    def page(self) -> str:
        """The same as HTML."""
        return paragraph(self.text())

    def _ipython_display_(self) -> None:
        show(self, self.output())

    def output(self) -> dict[str, str]:
        """Both forms, as the output of a cell."""
        return still(self.page(), self.text())
