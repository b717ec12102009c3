import re
from html import escape
from pathlib import Path

from kit import evidence
from kit.chart.saved import table_html
from kit.labs.page import Page, folded

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


def clinical_page() -> Page:
    """What to know before, during and after naltrexone, and in an emergency.

    It stands open, since it can save a life, and prints on one sheet.
    """
    lines = evidence.clinical_page()
    told, parts = [TITLE, STANDING], []
    for part, name in PARTS.items():
        mine = lines.loc[lines["part"] == part, "line"]
        told += ["", name, *(f"- {plain(line)}" for line in mine)]
        items = "".join(f"<li>{marked(line)}</li>" for line in mine)
        parts.append(f'<div class="kit-sheet-{part}"><h3>{name}</h3><ul>{items}</ul></div>')
    sources = [(row.id, *read_in(row.line, row.sources)) for row in lines.itertuples()]
    table = folded(
        "Where each line was read",
        "<p>The same as a table for programs: <code>data/clinical_page.csv</code>, or "
        "<code>evidence.clinical_page()</code>.</p>"
        + table_html(("Line", "Begins", "Read in"), sources),
    )
    return Page(
        "\n".join(told),
        f'<style>{CSS}</style><section class="kit-sheet" aria-label="{TITLE}">'
        f"<h2>{TITLE}</h2><p><i>{STANDING}</i></p>{''.join(parts)}{table}</section>",
    )


def read_in(line: str, sources: str) -> tuple[str, str]:
    """The beginning of a line, and what it was read in."""
    read = [evidence.cite(key) for key in filter(None, sources.split(";"))]
    return " ".join([*plain(line).split()[:6], "…"]), "; ".join(read) or UNREAD


def plain(line: str) -> str:
    """A line of the page without marks."""
    return re.sub(r"[*]+", "", line)


def marked(line: str) -> str:
    """A line of the page as HTML."""
    bold = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", escape(line))
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", bold)
