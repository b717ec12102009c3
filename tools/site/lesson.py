"""A notebook converted for its page: cells as HTML, widgets as nodes, labs, pictures."""

import re
from base64 import b64decode
from dataclasses import dataclass, field
from html import escape

from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import PythonLexer

from kit.lesson import items
from tools.site import prose, speaker
from tools.site.recorder import NODE
from tools.teaching import notebooks
from tools.teaching import pages as teaching

NEEDS_PYTHON = (
    "<p class='kit-needs'>This part needs a running Python: open the notebook in JupyterLab to use "
    "it. Here is how it was saved.</p>"
)
RUN_AS_IT_STANDS = "This code is yours to change in the notebook. Here it was run as it stands:"
MINUTES = re.compile(r"About (\d+(?: to \d+)?) minutes")
PICTURE = re.compile(r'src="data:image/png;base64,([^"]+)"')
AFTER = '<details class="after">'
LIVE = "</noscript></div>"  # the end of a place for the script
SHUT = '<p class="shut">This opens with your guess.</p><details class="after" hidden>'
RUN_CELL = re.compile(r"<p><i>[^<]*Run this cell[^<]*</i></p>|Run this cell to answer them\.")


@dataclass
class Lesson:
    """A notebook as a page.

    `parts` are its cells as HTML, `nodes` what its script builds, `labs` their states and
    sources by key, `pictures` files by name.
    """

    stem: str
    title: str
    question: str
    minutes: str
    labs: dict
    sections: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    nodes: list = field(default_factory=list)
    pictures: dict = field(default_factory=dict)

    @property
    def id(self):
        """Such as "dose"; "" for a notebook that is no lesson."""
        name = self.stem.partition("-")[2]
        return name if name in items.shelf() else ""

    @property
    def planned(self):
        """True for a lesson with a teacher's plan: it can be presented."""
        return (teaching.SOURCE / f"{self.id}.toml").exists()

    def facts(self):
        """Data for the page's script, besides the states of the labs."""
        facts = {
            "nodes": self.nodes,
            "sources": {k: lab["sources"] for k, lab in self.labs.items()},
        }
        return facts | ({"notes": speaker.notes(self.id)} if self.planned else {})


def lesson(stem, notebook, labs, pages):
    """Convert a notebook that has been run, with its labs, into one of the pages."""
    card = next(cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    title = re.search(r"^# (.+)$", card, re.MULTILINE)[1]
    question = re.search(r"^\*\*(.+?)\*\*$", card, re.MULTILINE)
    minutes = MINUTES.search(card)
    page = Lesson(stem, title, question[1] if question else "", minutes[1] if minutes else "", labs)
    names = notebooks.lab_names(notebook.cells)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            html = prose.html(cell.source, pages)  # links to a word use the id of its cell
            if page.parts and page.parts[-1].endswith(LIVE):
                html = html.replace(AFTER, SHUT)  # the script of the page opens it
            page.parts.append(f'<div class="prose" id="cell-id={cell.id}">{html}</div>')
        elif "setup" not in cell.metadata.get("tags", []):
            html = _code(cell, page, names.get(cell.id))
            page.parts.append(html.replace(" data-node=", f' data-cell="{cell.id}" data-node=', 1))
    sections = re.findall(r'<h2 id="([^"]+)">(.*?)</h2>', "".join(page.parts))
    page.sections = [(name, re.sub(r"<[^>]*>", "", text)) for name, text in sections]
    return page


def _code(cell, page, lab=None):
    """A cell of code: what it shows, and the code itself where a reader may want it."""
    shown, live = [], None
    for output in cell.outputs:
        data = output.get("data", {})
        if output.output_type == "error":
            raise RuntimeError(f"{page.stem}: {output.ename}: {output.evalue}")
        if NODE in data and data[NODE]["kind"] != "saved":
            live = _live(data, page, lab)
            shown.append(live)
        elif NODE in data:
            shown.append([NEEDS_PYTHON])
        elif live and "kit-still" in data.get("text/html", ""):
            live.insert(-1, _still(data, page))
        else:
            shown.append([_still(data, page) or _text(output)])
    output = "".join("".join(parts) for parts in shown)
    return _input(cell, output) + output


def _live(data, page, lab):
    """A placeholder for the script, with the saved form as a fallback."""
    page.nodes.append(data[NODE])
    opens = data[NODE]["kind"] == "lab" or "covered" in data[NODE]
    named = f' data-lab="{lab}"' if lab and opens else ""  # for an address that opens a state
    kind = "live awaited" if data[NODE]["kind"] == "lab" else "live"  # keeps room for its card
    opening = f'<div class="{kind}" data-node="{len(page.nodes) - 1}"{named}><noscript>'
    return [opening, LIVE]


def _still(data, page):
    """An output as it was saved: its picture, and its words or table."""
    parts = []
    if "text/html" in data:
        html = PICTURE.sub(lambda match: _file(match, page), RUN_CELL.sub("", data["text/html"]))
        parts.append(prose.scrolling(html))
    if "text/markdown" in data:
        parts.append(f'<div class="prose">{prose.html(data["text/markdown"], ())}</div>')
    return "".join(parts)


def _file(match, page):
    """The address of a picture that an output holds, as a file beside the page."""
    name = f"{page.stem}-{len(page.pictures) + 1}.png"
    page.pictures[name] = b64decode(match[1])
    return f'src="pictures/{name}"'


def _text(output):
    """The text that a cell printed or returned."""
    text = output.get("text") or output.get("data", {}).get("text/plain", "")
    return f'<pre class="out" tabindex="0"><code>{escape("".join(text))}</code></pre>'


def _input(cell, output):
    """The code of a challenge; that of other cells is a line which makes what is shown."""
    if 'class="out"' not in output:
        return ""
    code = highlight(cell.source, PythonLexer(), HtmlFormatter(cssclass="code"))
    code = code.replace("<pre>", '<pre tabindex="0">')  # the keyboard scrolls it
    return f'<p class="runs">{RUN_AS_IT_STANDS}</p>{code}'
