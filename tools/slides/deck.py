"""A lesson as a deck: each section a slide, its explanation held back, no code in sight."""

import nbformat

from tools.lessons import said

FOLLOW = "from tools.slides.follower import follow\n\nfollow()"
ANSWERS = "What you answer here is forgotten when the walkthrough ends."


def deck(notebook):
    """A copy of a lesson with the slide types that jupyterlab-slideshow reads.

    A heading begins a slide. What is said after a chart or a question comes with the next key, so
    that the class commits first.

    Parameters
    ----------
    notebook : NotebookNode

    Returns
    -------
    NotebookNode
    """
    cells, shown = [], False
    for cell in map(nbformat.from_dict, notebook.cells):
        kind = ""
        if cell.cell_type == "markdown":
            cell.source = said(cell.source, ANSWERS)
            heading = cell.source.startswith(("# ", "## "))
            kind = "slide" if heading else "fragment" if shown else ""
            shown = shown and not heading
        else:
            cell.metadata["jupyter"] = {"source_hidden": True}
            cell.outputs, cell.execution_count = [], None
            setup = "setup" in cell.metadata.get("tags", [])
            kind, shown = ("skip", shown) if setup else ("", True)
        if kind:
            cell.metadata["slideshow"] = {"slide_type": kind}
        cells.append(cell)
    joined = {"slideshow": {"slide_type": "skip"}}  # out of sight, and at work
    cells.insert(1, nbformat.v4.new_code_cell(FOLLOW, id="follow", metadata=joined))
    return nbformat.v4.new_notebook(cells=cells, metadata=notebook.metadata)


def run(cells, client):
    """Run code cells in a kernel, and keep what comes out in them.

    Parameters
    ----------
    cells : list of NotebookNode
    client : BlockingKernelClient
    """

    def keep(message):
        if message["msg_type"] in ("display_data", "execute_result", "stream", "error"):
            cell.outputs.append(nbformat.v4.output_from_msg(message))

    for cell in cells:
        if cell.cell_type == "code":
            reply = client.execute_interactive(cell.source, output_hook=keep, timeout=120)
            cell.execution_count = reply["content"]["execution_count"]
