"""What every view of the kit puts on a page: its script, its style, its place in a cell."""

from pathlib import Path

HERE = Path(__file__).parent
BLOCKS = (HERE / "dom.js", HERE / "typed.js")  # of every view
STYLE = (HERE / "lab.css").read_text(encoding="utf-8")


def script(*paths):
    """A view's JavaScript, from its files in order, after the building blocks all views share."""
    return "\n".join(path.read_text(encoding="utf-8") for path in (*BLOCKS, *paths))


def view(widget):
    """The part of an output that shows a live widget; an empty view is hidden by JupyterLab."""
    model = "" if widget is None else widget.model_id
    shown = {"version_major": 2, "version_minor": 0, "model_id": model}
    return {"application/vnd.jupyter.widget-view+json": shown}
