"""The three sheets of a lesson as HTML: questions, labs at a few states, answer key."""

import json
import re
from itertools import groupby
from pathlib import Path

import segno
from nbconvert.filters import markdown2html

from kit import labs
from kit.chart import Lab
from kit.chart.page import STYLE as CARD_STYLE
from kit.lesson import items, sheet
from tools import templating
from tools.handouts.axes import blank
from tools.teaching import key, notebooks, pages

HERE = Path(__file__).parent
STYLE = (HERE / "handout.css").read_text(encoding="utf-8")
SCRIPT = (HERE / "handout.js").read_text(encoding="utf-8")
STATES = 4  # of one lab, at most
LAB_ONLY = ("*Try this", "*Look for this")  # instructions for labs
CARDS = ("antidepressants", "naltrexone", "help")
REVIEW = (
    "This sheet teaches. It is not advice about any medicine. No clinician has reviewed it yet."
)
OPENED = re.compile(r"<details.*?</details>", re.DOTALL)  # text that an earlier question opens


def _json(thing):
    """JSON, or a text as a string of CSS, that may stand in HTML."""
    return json.dumps(thing, ensure_ascii=False).replace("</", "<\\/")


def _sheets():
    """The templates of the sheets, as functions."""
    environment = templating.environment(HERE, autoescape=True)
    environment.filters["json"] = _json
    environment.globals |= {
        "style": STYLE,
        "card_style": CARD_STYLE,
        "script": SCRIPT,
        "review": REVIEW,
        "safety": items.safety("footer").replace("This notebook", "This sheet"),
    }
    return environment.get_template("sheets.html").module


SHEETS = _sheets()


def questions(number):
    """The question sheet to fill in, without anything that gives an answer away."""
    notebook = notebooks.lesson(number)
    heaps = key.sections(number, notebook)
    cells = list(notebook.cells)

    def place(question):
        cell = notebook.asked.get(question[0])
        return cells.index(cell) if cell else len(cells)

    on_the_way = [
        (_section(notebook, notebook.asked.get(question[0])), _question(*question))
        for question in sorted(heaps["On the way"], key=place)
    ]
    others = {
        heap: [_question(*question) for question in heaps[heap]]
        for heap in ("Would you sign it?", "Exit card", "Recall")
        if heap in heaps
    }
    return SHEETS.questions(notebook.title, _cards(notebook), on_the_way, others)


def lab_sheet(number):
    """Each lab of the lesson at up to four states: picture and words."""
    notebook = notebooks.lesson(number)
    shown, cards = [], []
    by_lab = groupby(
        pages.states(number), lambda state: (state["lab"], json.dumps(state.get("with", {})))
    )
    for _, group in by_lab:
        states = []
        for state in list(group)[:STATES]:
            lab = getattr(labs, state["lab"])(**state.get("with", {}))
            if isinstance(lab, Lab):  # not a bench or a sorter, which have nothing to print
                lab.set(**state.get("set", {}))
                cards.append(lab.card())
                states.append((state["show"], lab.words()))
        if states:
            shown.append((lab, states))
    return SHEETS.labs(notebook.title, _cards(notebook), shown, cards)


def answers(number):
    """The answer key, which stays with the teacher."""
    title = f"{notebooks.lesson(number).title}: answer key"
    return SHEETS.answers(title, markdown2html(pages.answers(number)))


def code(number, site):
    """A sheet to hang up or pass round, with the lesson's web address and a QR code."""
    notebook = notebooks.lesson(number)
    address = f"{site.rstrip('/')}/{notebook.path.stem}.html"
    picture = segno.make(address, error="m", micro=False).svg_inline(omitsize=True, border=2)
    return SHEETS.code(notebook.title, address, picture)


def index():
    """A page that links all sheets."""
    return SHEETS.index({number: notebooks.lesson(number).title for number in items.lessons()})


def _cards(notebook):
    """The standing safety texts that the lesson shows, word for word.

    Where a lesson has the clinical page, a sheet has the two cards that say it in short.
    """
    page = any("labs.clinical_page(" in "".join(c["source"]) for c in notebook.cells.values())
    short = ("naltrexone", "overdose") if page else ()
    return [items.safety(name) for name in CARDS if name in notebook.asked or name in short]


def _section(notebook, cell):
    """Heading and text just before a question; both "" where no heading is."""
    names = list(notebook.cells)
    before = names[: names.index(cell)] if cell else []
    while before and "lesson.safety(" in "".join(notebook.cells[before[-1]]["source"]):
        before.pop()
    text = "".join(notebook.cells[before[-1]]["source"]) if before else ""
    text = OPENED.sub("", text)
    headings = list(notebooks.HEADING.finditer(text))
    if not headings:
        return "", ""
    paragraphs = text[headings[-1].start() :].split("\n\n")
    own = [notebooks.plain(part) for part in paragraphs if not part.startswith(LAB_ONLY)]
    return own[0].lstrip("# "), markdown2html("\n\n".join(own[1:]))


def _question(name, item, lab):
    """A question for the template: with its options, or the axes on which to draw a line."""
    asked = {"name": name, "item": item}
    if item["kind"] in ("choice", "claim", "order"):
        asked["options"] = list(sheet.options(name, item).values())
    if item["kind"] == "line":
        far = max(*item["at"], *item["given_x"])
        given = list(zip(item["given_x"], item["given_y"]))
        plot = getattr(labs, lab[0])(**lab[1])._plot
        titles = plot.x.title, plot.y.title
        asked["axes"] = blank(*titles, (0, far), item["range"], item["at"], given)
    return asked
