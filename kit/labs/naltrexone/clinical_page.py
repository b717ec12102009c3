"""The clinical page on naltrexone: what can save a life stands open and prints on one sheet."""

import re
from html import escape
from pathlib import Path

from kit import evidence
from kit.chart.saved import table_html

TITLE = "Naltrexone: the clinical page"
STANDING = (
    "For understanding. Your label and your service decide. No clinician has reviewed this page. "
    "Dated 29 November 2026; US labels."
)
PARTS = {
    "before": "Before",
    "during": "During",
    "late": "Late or stopped",
    "emergency": "Emergency",
}
UNREAD = "not read in a label yet: in words, without a number"
CSS = f"\n{Path(__file__).with_suffix('.css').read_text(encoding='utf-8')}"


class ClinicalPage:
    """The page as HTML with a table of sources folded below it, and as plain text."""

    def __init__(self) -> None:
        self.lines = evidence.clinical_page()

    def text(self) -> str:
        """The page without marks, one line of it a line."""
        told = [TITLE, STANDING]
        for part, name in PARTS.items():
            told += ["", name, *(f"- {re.sub(r'[*]+', '', line)}" for line in self._of(part))]
        return "\n".join(told)

    def __repr__(self) -> str:
        return self.text()

    def _of(self, part: str) -> list[str]:
        return list(self.lines.loc[self.lines["part"] == part, "line"])

    def sources(self) -> list[tuple[str, str, str]]:
        """For each line its id, its beginning, and what it was read in."""
        told = []
        for row in self.lines.itertuples():
            read = [evidence.cite(key) for key in filter(None, row.sources.split(";"))]
            start = " ".join(re.sub(r"[*]+", "", row.line).split()[:6])
            told.append((row.id, f"{start} …", "; ".join(read) or UNREAD))
        return told

    def _repr_html_(self) -> str:
        parts = "".join(
            f'<div class="kit-sheet-{part}"><h3>{name}</h3><ul>'
            + "".join(f"<li>{marked(line)}</li>" for line in self._of(part))
            + "</ul></div>"
            for part, name in PARTS.items()
        )
        table = table_html(("Line", "Begins", "Read in"), self.sources())
        return (
            f'<style>{CSS}</style><section class="kit-sheet" aria-label="{TITLE}">'
            f"<h2>{TITLE}</h2><p><i>{STANDING}</i></p>{parts}"
            "<details><summary>Where each line was read</summary>"
            "<p>The same as a table for programs: <code>data/clinical_page.csv</code>, or "
            f"<code>evidence.clinical_page()</code>.</p>{table}</details></section>"
        )


def marked(line: str) -> str:
    """A line of the page as HTML."""
    bold = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(line))
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", bold)


def clinical_page() -> ClinicalPage:
    """What to know before, during and after naltrexone, and in an emergency."""
    return ClinicalPage()
