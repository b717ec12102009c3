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
LAB_ONLY = ("*Try this", "*Look for this")  # instructions for labs
CARDS = ("antidepressants", "naltrexone", "help")
# In the margins, where a browser prints them: Chromium and its kin since 2024.
EACH_PAGE = """@page { @top-left { content: %s } @bottom-left { content: %s } }"""
REVIEW = (
    "This sheet teaches. It is not advice about any medicine. No clinician has reviewed it yet."
)
SURE = "How sure are you? &nbsp; ○ a guess &nbsp; ○ fairly sure &nbsp; ○ certain"
LINE = '<p class="write"></p>'
OPENED = re.compile(r"<details.*?</details>", re.DOTALL)  # text that an earlier question opens


def questions(number):
    """The question sheet to fill in, without anything that gives an answer away."""
    notebook = notebooks.lesson(number)
    heaps = key.sections(number, notebook)
    on_the_way = sorted(heaps["On the way"], key=lambda question: _place(notebook, question[0]))
    parts = [f"<h1>{escape(notebook.title)}</h1>", '<p class="name">Date, group:</p>']
    parts.append(_cards(notebook))
    for name, item, lab in on_the_way:
        cell = notebook.asked.get(name)
        parts.append(_section(notebook, cell) + _question(name, item, lab, sure=True))
    for heap in ("Would you sign it?", "Exit card", "Recall"):
        forms = "".join(_question(name, item, None) for name, item, _ in heaps.get(heap, []))
        parts.append(f"<h2>{heap}</h2>{forms}" if forms else "")
    head, *rest = parts
    return _page(f"{notebook.title}: questions", [head, '<div class="columns">', *rest, "</div>"])


def lab_sheet(number):
    """Each lab of the lesson at up to four states: picture and words."""
    notebook = notebooks.lesson(number)
    parts = [
        f"<h1>{escape(notebook.title)}: the labs</h1>",
        "<p>Give this sheet out after the guesses. Filled points were measured, lines are models, "
        "and a picture that says conceptual is a drawing of an idea.</p>",
    ]
    parts.append(_cards(notebook))
    cards = []
    for _, group in groupby(
        pages.states(number), lambda state: (state["lab"], json.dumps(state.get("with", {})))
    ):
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
    title = f"{notebook.title}: answer key"
    made = f'<div class="key">{markdown2html(pages.answers(number))}</div>'
    return _page(title, [f"<h1>{escape(title)}</h1>", made])


def code(number, site):
    """A sheet to hang up or pass round, with the lesson's web address and a QR code."""
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


def _css(text):
    """A text as a string of CSS, which stands in HTML."""
    return json.dumps(text, ensure_ascii=False).replace("</", "<\\/")


def _cards(notebook):
    """The standing safety texts that the lesson shows, word for word.

    Where a lesson has the clinical page, a sheet has the two cards that say it in short.
    """
    page = any("labs.clinical_page(" in "".join(c["source"]) for c in notebook.cells.values())
    short = ("naltrexone", "overdose") if page else ()
    names = [name for name in CARDS if name in notebook.asked or name in short]
    return "".join(f'<p class="card">{escape(items.safety(name))}</p>' for name in names)


def _place(notebook, name):
    cell = notebook.asked.get(name)
    return list(notebook.cells).index(cell) if cell else len(notebook.cells)


def _section(notebook, cell):
    """The text just before a question, from its heading on."""
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
    paragraphs = [part for part in own.split("\n\n") if not part.startswith(LAB_ONLY)]
    heading, *rest = (notebooks.plain(part) for part in paragraphs)
    text = markdown2html("\n\n".join(rest))
    return f'<div class="lead"><h2>{escape(heading.lstrip("# "))}</h2>{text}</div>'


def _question(name, item, lab, sure=False):
    body = f"<p><b>{escape(item['ask'])}</b></p>" + FORMS[item["kind"]](name, item, lab)
    if sure and item["kind"] != "text":
        because = item.get("because", "Why? One sentence.")
        body += f"<p>{SURE}</p><p>After the reveal: {escape(because)}</p>{LINE}"
    return f'<section id="{name}">{body}</section>'


def _choice(name, item, lab=None):
    options = sheet.options(name, item).values()
    return "".join(f"<p class='one'>○ {escape(text)}</p>" for text in options)


def _claim(name, item, lab=None):
    options = sheet.options(name, item).values()
    return f"<p>{' &nbsp; '.join(f'○ {escape(text)}' for text in options)}</p>"


def _number(name, item, lab=None):
    return f'<p class="short">{escape(item.get("unit", ""))}</p>'


def _order(name, item, lab=None):
    rows = "".join(f"<p>___ {escape(text)}</p>" for text in sheet.options(name, item).values())
    return f"<p>Number them, 1 for the first.</p>{rows}"


def _line(name, item, lab):
    far = max(*item["at"], *item["given_x"])
    given = list(zip(item["given_x"], item["given_y"]))
    plot = getattr(labs, lab[0])(**lab[1])._plot
    drawn = blank(plot.x.title, plot.y.title, (0, far), item["range"], item["at"], given)
    return f"<p>Filled points are given. Draw the rest, and mark it on the dashed lines.</p>{drawn}"


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
    """One lab: its states side by side, each a picture with its words; then what it leaves out."""
    lab, pictures = None, []
    for place, state in enumerate(states, 1):
        lab = getattr(labs, state["lab"])(**state.get("with", {}))
        if not isinstance(lab, Lab):  # a bench or a sorter: nothing to print
            return ""
        lab.set(**state.get("set", {}))
        cards.append(lab.card())
        words, number = escape(lab.words(), quote=True), f"{place}: " if len(states) > 1 else ""
        pictures.append(
            f"<figure><figcaption><b>{number}{escape(state['show'])}</b></figcaption>"
            f'<img class="chart" alt="{words}"><p>{words}</p></figure>'
        )
    limits = " ".join(f"<b>{escape(k)}:</b> {escape(v)}" for k, v in lab.limits.items())
    return (
        f'<article><h2>{escape(lab.title)}</h2><div class="states">{"".join(pictures)}</div>'
        f'<p class="edge">{limits}</p></article>'
    )
