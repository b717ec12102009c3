"""Notebooks for the browser: of these cells, as somebody would write them."""

import nbformat
from nbformat.v4 import new_code_cell as code
from nbformat.v4 import new_markdown_cell as text

__all__ = ["code", "long_lesson", "text", "write"]
KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def write(home, name, cells):
    """Write a notebook of these cells, where a text is code; its name."""
    cells = [code(cell) if isinstance(cell, str) else cell for cell in cells]
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": KERNEL}, cells=cells)
    nbformat.write(notebook, home / "notebooks" / name)
    return name


def long_lesson(home, name, lesson, seconds, first=(), last=()):
    """Write a lesson on many screens, with twelve cells that take their time; its name."""
    slow = f'import time\ntime.sleep({seconds})\nprint("\\n" * 20)'
    begin = [text("# A long lesson"), f'from kit import labs, lesson\n\nlesson.header("{lesson}")']
    parts = [each for k in range(12) for each in (text(f"## Part {k}"), slow)]
    return write(home, name, [*begin, *first, *parts, *last])
