"""The markdown of a lesson as HTML of its page, by nbconvert's own reader."""

import re
from html import escape, unescape

from latex2mathml.converter import convert
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

NOTEBOOK = re.compile(r"^([\w-]+)\.ipynb(#.*)?$")
ANSWERS = (
    "Your answers are kept in this browser, and nowhere else; clearing its data deletes them. "
    "*Download my answers* gives them as one file, `my-answers.jsonl`, and *Load answers* takes "
    "one, on another computer too. Nobody asks for your name, and the file holds none."
)
SEARCH = re.compile(r"Write a drug, a target or an author into the search field[^.]*\.")
BEGINNING = "In JupyterLab the whole table can be searched; this page shows its beginning."
# Sentences on JupyterLab, and their replacements on a page that has been run already.
ON_A_PAGE = {
    "To start, choose **Run ▸ Run All Cells**. Then read from the top.": "Read from the top.",
    "Choose **Run ▸ Run All Cells** in the menu above. Charts appear on this page. Each is a "
    "*lab*": "The charts on this page are *labs*",
    "Run this cell again after a lesson.": "",
}
KEPT_IN_A_FILE = (
    "Your answers are kept in the file `my-answers.jsonl` beside this notebook, and nowhere else."
)
WHERE_ANSWERS_LIVE = "<details>\n<summary>Where my answers live</summary>"
SETTINGS = "<details>\n<summary>Settings</summary>"  # a part about JupyterLab
TWO_NAMES = "The same molecule has two names"  # and what follows in it
FILES = re.compile(r"\[([^\]]+)\]\(\.\./[^)]+\)")  # links to what lies beside the notebooks


class Renderer(IPythonRenderer):
    """A Markdown renderer whose links lead to pages, and whose formulas need no script."""

    def __init__(self, pages):
        super().__init__(escape=False, exclude_anchor_links=True)
        self._pages = pages

    def link(self, text, url, title=None):
        """A link; one to another notebook leads to that notebook's page, if it has one."""
        notebook = NOTEBOOK.match(url)
        elsewhere = url.startswith(("https:", "http:", "#"))
        if (notebook and notebook[1] not in self._pages) or not (notebook or elsewhere):
            return text  # a file of the project that is not part of the site
        if notebook:
            url = f"{notebook[1]}.html{notebook[2] or ''}"
        return super().link(text, url, title)

    def heading(self, text, level, **attrs):
        """A heading that a link can name, as JupyterLab names it."""
        name = unescape(re.sub(r"<[^>]*>", "", text)).replace(" ", "-")
        return f'<h{level} id="{escape(name, quote=True)}">{text}</h{level}>\n'

    def block_math(self, body):
        """A formula on a line of its own."""
        return convert(body, display="block")

    def inline_math(self, body):
        """A formula in a line."""
        return convert(body)


def html(source, pages):
    """Markdown as HTML; `pages` are the stems of the notebooks that have a page."""
    source = SEARCH.sub(BEGINNING, adapted(source, ANSWERS))
    rendered = MarkdownWithMath(renderer=Renderer(pages)).render(source)
    return scrolling(rendered)


def scrolling(html):
    """Wrap each table so that it scrolls on a narrow phone."""
    html = re.sub(r"<style.*?</style>", "", html, flags=re.DOTALL)
    html = html.replace("<th></th>", "<td></td>").replace(' border="1"', "")
    html = re.sub(r' style="text-align: \w+;"', "", html)
    room = '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table'
    return html.replace("<table", room).replace("</table>", "</table></div>")


def adapted(source, answers):
    """Adapt a text of a lesson for a page that needs no running, and keeps answers elsewhere."""
    if source.startswith(SETTINGS):
        return "".join(source.partition(TWO_NAMES)[1:]).removesuffix("</details>")
    if source.startswith(WHERE_ANSWERS_LIVE):
        return f"{WHERE_ANSWERS_LIVE}\n\n{answers}\n\n</details>"
    for text, replacement in [*ON_A_PAGE.items(), (KEPT_IN_A_FILE, answers)]:
        source = source.replace(text, replacement)
    return FILES.sub(r"\1", source)
