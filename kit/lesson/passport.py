"""The passport: what a learner predicted, answered and still confuses, to keep and take along."""

from __future__ import annotations

import traceback
from html import escape
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from kit.chart.page import STYLE, script, show, still
from kit.chart.saved import table_html
from kit.lesson import disk, drawn, hand_in, passport_page, record, session
from kit.lesson.reader import LARGEST, many

HERE = Path(__file__).parent


class Passport(anywidget.AnyWidget):
    """A learner's passport, with a button to download all answers and one to load them.

    Parameters
    ----------
    mine : Record
    """

    _esm = script(HERE / "passport.js")
    _css = STYLE + (HERE / "passport.css").read_text(encoding="utf-8")
    page = traitlets.Dict().tag(sync=True)  # words, pictures and tables
    said = traitlets.Unicode().tag(sync=True)  # what became of the file that the cell names

    def __init__(self, mine: Any) -> None:
        super().__init__()
        self.mine = mine
        self.look_again()
        self.on_msg(self._on_message)

    def look_again(self) -> None:
        """Bring the passport up to date."""
        told = " ".join(filter(None, [self.mine.trouble, session.notice()]))
        self.page = passport_page.page(self.mine.events(), told)

    def load(self, path: str) -> Any:
        """Add the answers of a file in this folder, such as one downloaded elsewhere.

        Parameters
        ----------
        path : str or Path

        Raises
        ------
        ValueError
            For a file outside this folder, or without answers in it.
        NotSaved
            Where they could not be written.
        """
        here = Path.cwd().resolve()
        try:
            file = (here / path).resolve()
        except (OSError, ValueError):  # too long, or with letters that no name has
            raise ValueError(f"{str(path)[:60]!r} cannot be the name of a file.") from None
        if not file.is_relative_to(here):
            raise ValueError(f"{str(path)!r} is not in this folder: copy the file here first.")
        try:
            disk.refuse_other_things(file)
            with file.open("rb") as opened:
                data = opened.read(LARGEST + 1)
        except OSError as fault:
            raise ValueError(f"{str(path)!r} could not be read: {disk.why(fault)}.") from None
        return self._take(data)

    def words(self) -> str:
        """The passport in plain sentences."""
        return "\n".join(self.page["words"])

    def saved_page(self) -> str:
        """The passport as HTML without script, for pages that run nothing."""
        words = "".join(f"<p>{escape(sentence)}</p>" for sentence in self.page["words"])
        pictures = "".join(
            f"<p><b>{escape(picture['title'])}</b><br>"
            f"{drawn.image(picture['alt'], picture['source'])}</p>"
            for picture in self.page["pictures"]
        )
        tables = "".join(
            f"<p><b>{escape(table['title'])}</b></p>{table_html(table['columns'], table['rows'])}"
            for table in self.page["tables"]
        )
        return f"{words}{pictures}{tables}<p><i>Run this cell to bring it up to date.</i></p>"

    def _take(self, data: Any) -> Any:
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
        """Grant a wish of the page; every wish is answered in words."""
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
            said = f"The passport has a fault: {fault!r}. Please report it."
            traceback.print_exc()
        self.send({"kind": "said", "text": said})

    def _ipython_display_(self) -> None:
        show(self, still(self.saved_page(), self.words()))


def passport(load: str | None = None) -> Any:
    """What I predicted, answered and still confuse.

    Parameters
    ----------
    load : str, optional
        A file of answers in this folder, such as one downloaded on another computer; its answers
        are added first.
    """
    found = Passport(record.mine())
    if load is not None:
        found.said = found.load(load)
    return found
