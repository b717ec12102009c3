"""The passport: a learner's predictions, answers and remaining misconceptions, to keep."""

from __future__ import annotations

import traceback
from html import escape
from pathlib import Path
from typing import Any

import traitlets

from kit.chart.page import STYLE, View, script, show, still
from kit.chart.saved import table_html
from kit.lesson import hand_in, passport_page, record, session
from kit.lesson.reader import many

HERE = Path(__file__).parent


class Passport(View):
    """A learner's passport, with a button to download all answers and one to load them.

    Parameters
    ----------
    mine : Record
    """

    code = script(HERE / "passport.js")
    style = STYLE + (HERE / "passport.css").read_text(encoding="utf-8")
    page = traitlets.Dict().tag(sync=True)  # words and tables

    def __init__(self, mine: record.Record) -> None:
        super().__init__()
        self.mine = mine
        self.look_again()
        self.on_msg(self._on_message)

    def look_again(self) -> None:
        """Update the passport."""
        told = " ".join(filter(None, [self.mine.trouble, session.notice()]))
        self.page = passport_page.page(self.mine.events(), told)

    def words(self) -> str:
        """The passport in plain sentences."""
        return "\n".join(self.page["words"])

    def saved_page(self) -> str:
        """The passport as HTML without script, for pages that run nothing."""
        words = "".join(f"<p>{escape(sentence)}</p>" for sentence in self.page["words"])
        tables = "".join(
            f"<p><b>{escape(table['title'])}</b></p>{table_html(table['columns'], table['rows'])}"
            for table in self.page["tables"]
        )
        return f"{words}{tables}<p><i>Run this cell to bring it up to date.</i></p>"

    def _take(self, data: bytes) -> str:
        try:
            new = self.mine.load(data)
        finally:
            self.look_again()
        return (
            f"{many(new, 'event')} {'was' if new == 1 else 'were'} loaded."
            if new
            else "Everything in that file is here already."
        )

    def _on_message(self, _widget: Any, content: Any, buffers: Any) -> None:
        """Handle a message of the page; each gets an answer in words."""
        try:
            if content["kind"] == "download":
                self.send({"kind": "download", "name": self.mine.path.name}, [self.mine.download()])
                return
            said = "Up to date."
            if content["kind"] == "load":
                said = self._take(bytes(buffers[0]))
            elif content["kind"] == hand_in.EVENT:
                self.mine.add(hand_in.EVENT, **{key: content[key] for key in hand_in.FIELDS})
                said = f"Saved in {self.mine.path.name}: download your answers and hand them in."
            self.look_again()
        except (ValueError, record.NotSaved) as refusal:
            said = str(refusal)
        except Exception as fault:
            said = f"An error occurred in the passport: {fault!r}. Please report it."
            traceback.print_exc()
        self.send({"kind": "said", "text": said})

    def _ipython_display_(self) -> None:
        show(self, still(self.saved_page(), self.words()))


def passport() -> Passport:
    """What I predicted, answered and still confuse."""
    return Passport(record.mine())
