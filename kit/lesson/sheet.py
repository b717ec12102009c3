"""A question as it reaches a reader: what the page is told, plain words, plain HTML; no answers."""

from html import escape
from random import Random

import ipywidgets

from kit.chart.page import show, still
from kit.lesson import judge

ASKED = ("kind", "ask", "sure", "at", "x", "y", "unit", "range", "given_x", "given_y")
NOTE = "<p><i>Run this cell to answer and read why.</i></p>"


def options(item):
    """What there is to choose from or to put in order, as the item has it."""
    if item["kind"] == "order":
        return judge.shown(item)
    return [option["text"] for option in item.get("option", [])]


def listed(item):
    """The same for pages that run nothing: always in one order, which gives nothing away."""
    things = options(item)
    if item["kind"] != "order":  # these are shown by the alphabet
        Random("\n".join(things).encode("utf-8", "surrogatepass")).shuffle(things)
    return things


def given(item):
    """What the question tells beforehand, one sentence a line."""
    points = zip(item.get("given_x", []), item.get("given_y", []), strict=True)
    drawn = [f"Given: {x:g} {item['x']}: {y:g} {item['y']}" for x, y in points]
    return [*item.get("given", []), *drawn]


def public(item, seed):
    """All that the page learns before the learner commits.

    Parameters
    ----------
    item : dict
    seed : str
        Shuffles what there is to choose from: another order for each learner and question.
    """
    order = list(range(len(options(item))))
    Random(seed).shuffle(order)
    told = {key: item[key] for key in ASKED if key in item}
    return told | {"options": options(item), "order": order, "given": given(item)}


def text(item):
    """The question in plain words, without its answer."""
    mark = "-" if item["kind"] == "order" else "( )"
    lines = [item["ask"], *given(item), *(f"{mark} {option}" for option in listed(item))]
    if item["kind"] == "number":
        lines.append(f"Your answer: ____ {item.get('unit', '')}".rstrip())
    return "\n".join(lines)


def page(item, note=NOTE):
    """The question as HTML for pages that run nothing."""
    told = "".join(f"<p>{escape(line)}</p>" for line in given(item))
    choices = "".join(f"<li>{escape(option)}</li>" for option in listed(item))
    choices = f"<ul>{choices}</ul>" if choices else ""
    return f"<p><b>{escape(item['ask'])}</b></p>{told}{choices}{note}"


def paragraph(sentence):
    """A sentence as HTML."""
    return f"<p>{escape(sentence)}</p>"


def note(html):
    """HTML of our own as a widget, in the type of the questions around it."""
    return ipywidgets.HTML(html).add_class("kit-note")


class Readable:
    """A widget with `text()` and `page()`: they are what is saved with a notebook."""

    def _ipython_display_(self):
        show(self, self.output())

    def output(self):
        """The output for pages that run nothing."""
        return still(self.page(), self.text())
