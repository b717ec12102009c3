"""The header of a lesson: its steps, and where the reader stopped."""

from pathlib import Path
from typing import Any

import traitlets

from kit.chart import script
from kit.chart.page import STYLE, View
from kit.lesson import items, record, sheet, tally
from kit.lesson.question import COMMITTED

HERE = Path(__file__).parent
START = "To start: Run ▸ Run All Cells, in the menu above."


class Header(sheet.Readable, View):
    """A slim row above a lesson, such as "exit", that lists its steps, one for each question.

    Examples
    --------
    >>> Header("exit").steps[0]["name"]
    'exit-line'
    """

    code = script(HERE / "placed.js", HERE / "header.js")
    style = STYLE + (HERE / "header.css").read_text(encoding="utf-8")
    title = traitlets.Unicode().tag(sync=True)
    steps: Any = traitlets.List().tag(sync=True)  # name and words of each, in order
    # names of those with an answer; the page adds to them
    done: Any = traitlets.List().tag(sync=True)

    def __init__(self, lesson: str) -> None:
        super().__init__()
        self.title = tally.title(lesson)
        steps = items.steps(lesson)
        self.steps = [{"name": name, "ask": item["ask"]} for name, item in steps.items()]
        answered = {e.get("item") for e in record.current().events() if e["kind"] in COMMITTED}
        self.done = [name for name in steps if name in answered]

    def text(self) -> str:
        """How to start."""
        return START
