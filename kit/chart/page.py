"""What every view of the kit puts on a page: its script, its style, its place in a cell."""

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
BLOCKS = tuple(HERE / f"{name}.js" for name in ("dom", "typed", "links"))  # of every view
STYLE = "\n".join((HERE / name).read_text(encoding="utf-8") for name in ("lab.css", "picture.css"))


def script(*paths: Path) -> str:
    """A view's JavaScript, from its files in order, after the building blocks all views share."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (*BLOCKS, *paths))


def view(widget: Any) -> dict[str, Any]:
    """The output that shows a live widget."""
    shown = {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}
    return {"application/vnd.jupyter.widget-view+json": shown}


# A widget that is loading or lost says so in plain text: what is saved stands in its place. A page
# that trusts nobody drops this style, and then both stand there.
INSTEAD = (
    "<style>.jp-OutputArea-child:has(+ .jp-OutputArea-child .kit-still)"
    ":not(:has(.jp-OutputArea-output > *)) { display: none }</style>"
)


def still(html: str, text: str) -> dict[str, Any]:
    """The output that stands where no live widget is: its style hides it beside one."""
    return {"text/html": f'<div class="kit-still">{INSTEAD}{html}</div>', "text/plain": text}


def show(widget: Any, saved: dict[str, Any]) -> None:
    """Show a widget in a cell, and save with it what a page that runs nothing shows.

    These are two outputs: a page that has lost the widget shows an error in place of the first one.
    """
    from IPython.display import display

    for output in (view(widget), saved):
        display(output, raw=True)  # type: ignore[no-untyped-call]
