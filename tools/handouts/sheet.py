"""The three sheets of a lesson as HTML: questions, labs at a few states, answer key."""

import json
import re
from html import escape
from itertools import groupby
from pathlib import Path

import segno
from nbconvert.filters import markdown2html

from kit import labs
from kit.chart import Lab
from kit.chart.page import STYLE as CARD_STYLE
from kit.lesson import items, sheet
from tools.handouts.axes import blank
from tools.teaching import key, notebooks, pages

STYLE = (Path(__file__).parent / "handout.css").read_text(encoding="utf-8")
SCRIPT = (Path(__file__).parent / "handout.js").read_text(encoding="utf-8")
# Where the labs stand while they are drawn: a column of a sheet, out of sight.
STAGE = """.stage { position: absolute; left: -4000px; top: 0; width: 460px }
.stage .kit-lab { container-type: inline-size; --kit-font-size: 14px }"""
STATES = 4  # of one lab, at most
ROWS = 24  # of a table, at most: a longer one fills a page and nobody reads it on paper
NOTES = 12  # of the points of a picture, at most
LAB_ONLY = ("*Try this", "*Look for this")  # what one does with a lab
CARDS = ("antidepressants", "naltrexone", "help")
# In the margins, where a browser prints them: Chromium and its kin since 2024.
EACH_PAGE = """@page { @top-left { content: %s } @bottom-left { content: %s } }"""
MORE = '<p class="edge">Its many numbers are in the lesson, under <i>Numbers</i>.</p>'
REVIEW = (
    "This sheet teaches. It is not advice about any medicine. No clinician has reviewed it yet."
)
SURE = "How sure are you? &nbsp; ○ a guess &nbsp; ○ fairly sure &nbsp; ○ certain"
LINE = '<p class="write"></p>'
OPENED = re.compile(r"<details.*?</details>", re.DOTALL)  # what an earlier question opens


def questions(number):
    """The sheet to fill in, with nothing on it that gives an answer away."""
    notebook = notebooks.lesson(number)
    heaps = key.sections(number, notebook)
    on_the_way = sorted(heaps["On the way"], key=lambda one: _place(notebook, one[0]))
    parts = [f"<h1>{escape(notebook.title)}</h1>", '<p class="name">Date, group:</p>']
    parts.append(_cards(notebook))
    for name, item, lab in on_the_way:
        cell = notebook.asked.get(name)
        parts.append(_section(notebook, cell) + _question(name, item, lab, sure=True))
    for heap in ("Would you sign it?", "Exit card", "Recall"):
        asked = "".join(_question(name, item, None) for name, item, _ in heaps.get(heap, []))
        parts.append(f"<h2>{heap}</h2>{asked}" if asked else "")
    head, *rest = parts
    return _page(f"{notebook.title}: questions", [head, '<div class="columns">', *rest, "</div>"])


def lab_sheet(number):
    """Each lab of the lesson at up to four states: picture, words and numbers."""
    notebook = notebooks.lesson(number)
    parts = [
        f"<h1>{escape(notebook.title)}: the labs</h1>",
        "<p>Give this sheet out after the guesses. Filled points were measured, lines are models, "
        "and a picture that says conceptual is a drawing of an idea.</p>",
    ]
    parts.append(_cards(notebook))
    cards = []
    written = pages.source(number)["state"]
    for _, group in groupby(written, lambda one: (one["lab"], json.dumps(one.get("with", {})))):
        parts.append(_lab(list(group)[:STATES], cards))
    data = json.dumps(cards).replace("</", "<\\/")
    parts.append(f"<style>{CARD_STYLE}{STAGE}</style>")
    parts.append(f'<script id="cards" type="application/json">{data}</script>')
    parts.append('<script src="labs.js"></script>')
    parts.append(f"<script>{SCRIPT}</script>")
    return _page(f"{notebook.title}: labs", parts)


def answers(number):
    """The answer key, which stays with the teacher."""
    notebook = notebooks.lesson(number)
    text = pages.page(number).partition("## Answer key")[2]
    title = f"{notebook.title}: answer key"
    made = f'<div class="key">{markdown2html(text)}</div>'
    return _page(title, [f"<h1>{escape(title)}</h1>", made])


def code(number, site):
    """A sheet to hang up or to hand round: the lesson's address on the web, as a QR code too."""
    notebook = notebooks.lesson(number)
    address = f"{site.rstrip('/')}/{notebook.path.stem}.html"
    made = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=2)
    parts = [
        f"<h1>{escape(notebook.title)}</h1>",
        f'<div class="code">{made}</div><p class="address">{escape(address)}</p>',
    ]
    return _page(f"{notebook.title}: on a phone", parts)


def index():
    """A page that links all sheets."""
    rows = [
        f"<li>{escape(notebooks.lesson(n).title)}: "
        f'<a href="lesson-{n}.html">its questions</a>, '
        f'<a href="lesson-{n}-labs.html">its labs</a>, '
        f'<a href="lesson-{n}-key.html">its answer key</a></li>'
        for n in items.lessons()
    ]
    return _page("Handouts", ["<h1>Handouts</h1>", f"<ul>{''.join(rows)}</ul>"])


def _page(title, parts):
    safety = items.safety("footer").replace("This notebook", "This sheet")
    style = STYLE + EACH_PAGE % (_css(title), _css(REVIEW))
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{style}</style></head><body>"
        + "\n".join([parts[0], f'<p class="safety">{escape(safety)}</p>', *parts[1:]])
        + "</body></html>\n"
    )


def _css(said):
    """A text as a string of CSS, which stands in HTML."""
    return json.dumps(said, ensure_ascii=False).replace("</", "<\\/")


def _cards(notebook):
    """The standing safety texts that the lesson shows, word for word.

    Where a lesson has the clinical page, a sheet has the two cards that say it in short.
    """
    page = any("labs.clinical_page(" in "".join(c["source"]) for c in notebook.cells.values())
    short = ("naltrexone", "overdose") if page else ()
    shown = [name for name in CARDS if name in notebook.asked or name in short]
    return "".join(f'<p class="card">{escape(items.safety(name))}</p>' for name in shown)


def _place(notebook, name):
    cell = notebook.asked.get(name)
    return list(notebook.cells).index(cell) if cell else len(notebook.cells)


def _section(notebook, cell):
    """The text that stands right before a question, from its heading on."""
    names = list(notebook.cells)
    before = names[: names.index(cell)] if cell else []
    while before and "lesson.safety(" in "".join(notebook.cells[before[-1]]["source"]):
        before.pop()
    text = "".join(notebook.cells[before[-1]]["source"]) if before else ""
    text = OPENED.sub("", text)
    headings = list(notebooks.HEADING.finditer(text))
    if not headings:
        return ""
    own = text[headings[-1].start() :]
    kept = [part for part in own.split("\n\n") if not part.startswith(LAB_ONLY)]
    heading, *rest = (notebooks.plain(part) for part in kept)
    text = markdown2html("\n\n".join(rest))
    return f'<div class="lead"><h2>{escape(heading.lstrip("# "))}</h2>{text}</div>'


def _question(name, item, lab, sure=False):
    body = f"<p><b>{escape(item['ask'])}</b></p>" + FORMS[item["kind"]](name, item, lab)
    if sure and item["kind"] != "text":
        because = item.get("because", "Why? One sentence.")
        body += f"<p>{SURE}</p><p>After the reveal: {escape(because)}</p>{LINE}"
    return f'<section id="{name}">{body}</section>'


def _choice(name, item, lab=None):
    return "".join(f"<p class='one'>○ {escape(text)}</p>" for text in sheet.options(name, item))


def _claim(name, item, lab=None):
    words = " &nbsp; ".join(f"○ {escape(text)}" for text in sheet.options(name, item))
    return f"<p>{words}</p>"


def _number(name, item, lab=None):
    return f'<p class="short">{escape(item.get("unit", ""))}</p>'


def _order(name, item, lab=None):
    rows = "".join(f"<p>___ {escape(text)}</p>" for text in sheet.options(name, item))
    return f"<p>Number them, 1 for the first.</p>{rows}"


def _line(name, item, lab):
    far = max(*item["at"], *item["given_x"])
    given = list(zip(item["given_x"], item["given_y"]))
    plot = getattr(labs, lab[0])(**lab[1])._plot
    drawn = blank(plot.x.title, plot.y.title, (0, far), item["range"], item["at"], given)
    return f"<p>Filled: told. Draw the rest, and mark it on the dashed lines.</p>{drawn}"


def _text(name, item, lab=None):
    return LINE * 2


FORMS = {
    "choice": _choice,
    "claim": _claim,
    "number": _number,
    "order": _order,
    "line": _line,
    "text": _text,
}


def _lab(states, cards):
    """One lab: its states side by side, then one table of their numbers."""
    shown, drawn = None, []
    for one in states:
        shown = getattr(labs, one["lab"])(**one.get("with", {}))
        if not isinstance(shown, Lab):  # a bench or a sorter: nothing to print
            return ""
        shown.set(**one.get("set", {}))
        drawn.append((one, shown.words(), shown.table()))
        cards.append(shown.card())
    pictures = "".join(
        f"<figure><figcaption><b>{f'{place}: ' if len(drawn) > 1 else ''}"
        f"{escape(one['show'])}</b></figcaption>"
        f'<img class="chart" alt="{escape(words, quote=True)}"><p>{escape(words)}</p></figure>'
        for place, (one, words, _) in enumerate(drawn, 1)
    )
    limits = " ".join(f"<b>{escape(k)}:</b> {escape(v)}" for k, v in shown.limits.items())
    edge = f'<p class="edge">{limits}</p>'
    tables = [table for _, _, table in drawn]
    table, notes = _numbers(tables), _notes(tables)
    if len(drawn) == 1:  # it leaves half of the line
        pictures, table, edge = f"{pictures}<div>{edge}{table}</div>", "", ""
    kind = "states" if len(drawn) == 1 else "several states"
    return (
        f'<article><h2>{escape(shown.title)}</h2><div class="{kind}">{pictures}</div>'
        f"{edge}{table}{notes}</article>"
    )


def _numbers(tables):
    """One table for all states, row by row, where few rows differ; else that of the first."""
    first = tables[0]
    if first.empty:
        return ""
    place, value = list(first.columns[:2]), first.columns[2]
    by_row = [dict(zip(zip(t[place[0]], t[place[1]].astype(str)), t[value])) for t in tables]
    rows = dict.fromkeys(row for table in by_row for row in table)
    single = all(len(table) == len(t) for table, t in zip(by_row, tables))
    if len(tables) == 1 or not single or len(rows) > len(first) + 2 * len(tables):
        head, rows = [*place, value], first[[*place, value]].values.tolist()
        caption = "The numbers of picture 1" if len(tables) > 1 else ""
    else:
        head = [*place, *(f"{value}: picture {n}" for n in range(1, len(tables) + 1))]
        rows = [[*row, *(table.get(row, "") for table in by_row)] for row in rows]
        caption = ""
    return _table(head, rows, caption) if len(rows) <= ROWS else MORE


def _table(head, rows, caption):
    """A table in which the name of a series stands once, beside all of its rows."""
    body = ""
    for name, group in groupby(rows, lambda row: row[0]):
        same = [row[1:] for row in group]
        first = f'<td rowspan="{len(same)}">{escape(str(name))}</td>'
        for row in same:
            cells = "".join(f"<td>{escape(str(cell))}</td>" for cell in row)
            body, first = f"{body}<tr>{first}{cells}</tr>", ""
    top = "".join(f'<th scope="col">{escape(column or "Row")}</th>' for column in head)
    over = f"<caption>{caption}</caption>" if caption else ""
    return f"<table>{over}<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def _notes(tables):
    """What the tables note, above all sources, each once."""
    said = dict.fromkeys(note for table in tables for note in table.iloc[:, -1].astype(str) if note)
    if len(said) > NOTES or tables[0].columns[-1] != "Note":
        return ""
    return f'<p class="edge"><b>The points:</b> {escape(" · ".join(said))}.</p>' if said else ""
