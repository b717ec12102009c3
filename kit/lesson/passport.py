"""The passport: a learner's predictions, answers and remaining misconceptions, to keep."""

from __future__ import annotations

import traceback
from html import escape
from pathlib import Path
from typing import Any

import traitlets

from kit.chart import saved
from kit.chart.page import STYLE, View, script
from kit.lesson import passport_page, record, sheet, tally
from kit.lesson.lines import many

HERE = Path(__file__).parent


class Passport(sheet.Readable, View):
    """A learner's passport, with a button to download all answers and one to load them."""

    code = script(HERE / "passport.js")
    style = STYLE + (HERE / "passport.css").read_text(encoding="utf-8")
    content = traitlets.Dict().tag(sync=True)  # words and tables

    def __init__(self, learner: record.Record) -> None:
        super().__init__()
        self.learner = learner
        self.update()
        self.on_msg(self._on_message)

    def update(self) -> None:
        """Bring the passport up to date."""
        self.content = passport_page.page(self.learner.events(), self.learner.trouble)

    def text(self) -> str:
        """The passport in plain sentences and tables."""
        tables = [
            f"{table['title']}\n{saved.text(table['columns'], table['rows'])}"
            for table in self.content["tables"]
        ]
        return "\n".join([*self.content["words"], *tables])

    def page(self) -> str:
        """The passport as HTML without script, for pages that run nothing."""
        words = "".join(map(sheet.paragraph, self.content["words"]))
        tables = "".join(
            f"<p><b>{escape(table['title'])}</b></p>"
            f"{saved.table_html(table['columns'], table['rows'])}"
            for table in self.content["tables"]
        )
        return f"{words}{tables}<p><i>Run this cell to bring it up to date.</i></p>"

    def _load(self, data: bytes) -> str:
        new = self.learner.load(data)
        if not new:
            return "Everything in that file is here already."
        return f"{many(new, 'event')} {'was' if new == 1 else 'were'} loaded."

    def _on_message(self, _widget: object, content: dict[str, Any], buffers: list[bytes]) -> None:
        """Handle a message of the page; each gets an answer in words."""
        learner, kind = self.learner, content["kind"]
        try:
            if kind == "download":
                self.send({"kind": kind, "name": learner.path.name}, [learner.download()])
                return
            if kind == "seen":  # nobody asked, so nothing is said
                self.update()
                return
            said = "Up to date."
            if kind == "load":
                said = self._load(bytes(buffers[0]))
            elif kind == tally.HAND_IN:
                learner.add(kind, code=content["code"], exit_cards=content["exit_cards"])
                said = f"Saved in {learner.path.name}: download your answers and hand them in."
        except (ValueError, record.NotSaved) as refusal:
            said = str(refusal)
        except Exception as fault:
            said = f"An error occurred in the passport: {fault!r}. Please report it."
            traceback.print_exc()
        self.update()
        self.send({"kind": "said", "text": said})


def passport() -> Passport:
    """What I predicted, answered and still confuse."""
    return Passport(record.current())
