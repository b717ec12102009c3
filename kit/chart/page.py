"""The common part of all views: script, style, and output in a cell."""

from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar

import anywidget
import ipywidgets
import traitlets

HERE = Path(__file__).parent
BLOCKS = tuple(HERE / f"{name}.js" for name in ("dom", "typed", "links"))  # of every view
STYLE = "\n".join((HERE / name).read_text(encoding="utf-8") for name in ("lab.css", "picture.css"))


def script(*paths: Path) -> str:
    """A view's JavaScript, from its files in order, after the building blocks all views share."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (*BLOCKS, *paths))


class Script(ipywidgets.Widget):  # type: ignore[misc]
    """The script and style of one kind of view, loaded once a page."""

    name = traitlets.Unicode().tag(sync=True)
    code = traitlets.Unicode().tag(sync=True)
    style = traitlets.Unicode().tag(sync=True)


@lru_cache
def _shared(code: str, style: str) -> Script:
    name = sha256(f"{code} {style}".encode()).hexdigest()[:12]
    return Script(name=name, code=code, style=style)


class View(anywidget.AnyWidget):
    """A widget with a view. Its class says `code` and `style`.

    anywidget would send both with each widget, and a page would keep a copy of the code, compiled,
    for as long as Python has the widget.
    """

    code: ClassVar[str]
    style: ClassVar[str]
    _esm = (HERE / "view.js").read_text(encoding="utf-8")
    script = traitlets.Unicode().tag(sync=True)

    def __init__(self) -> None:
        super().__init__(script=_shared(self.code, self.style).model_id)


def view(widget: Any) -> dict[str, Any]:
    """The output that shows a live widget."""
    shown = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    return {"application/vnd.jupyter.widget-view+json": shown}


# A widget that is loading or lost says so in plain text: what is saved stands in its place. A page
# that trusts nobody drops this style, and then both stand there. Paper, on which nothing opens,
# shows tables and limits; what a guess opens stays shut.
INSTEAD = (
    "<style>.jp-OutputArea-child:has(+ .jp-OutputArea-child .kit-still)"
    ":not(:has(.jp-OutputArea-output > *)) { display: none } @media print "
    "{ .kit-still :not(.kit-covered)::details-content { content-visibility: visible }}</style>"
)


def still(html: str, text: str) -> dict[str, Any]:
    """The static output, which its style hides beside a live widget."""
    return {"text/html": f'<div class="kit-still">{INSTEAD}{html}</div>', "text/plain": text}


def show(widget: Any, saved: dict[str, Any]) -> None:
    """Show a widget in a cell, and save with it what a page that runs nothing shows.

    These are two outputs: a page that has lost the widget shows an error in place of the first one.
    """
    from IPython.display import display

    for output in (view(widget), saved):
        display(output, raw=True)  # type: ignore[no-untyped-call]
