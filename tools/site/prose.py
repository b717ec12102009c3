"""The markdown of a lesson as HTML of its page, by nbconvert's own reader."""

import re
from html import escape, unescape

from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from tools.lessons import said
from tools.site.formula import mathml

NOTEBOOK = re.compile(r"^([\w-]+)\.ipynb(#.*)?$")
ANSWERS = (
    "Your answers are kept in this browser, and nowhere else; clearing its data deletes them. "
    "*Download my answers* gives them as one file, `my-answers.jsonl`, and *Load answers* takes "
    "one, on another computer too. Nobody asks for your name, and the file holds none."
)
SEARCH = re.compile(r"Write a drug, a target or an author into the search field[^.]*\.")
FOUND = "In JupyterLab the whole table can be searched; this page shows its beginning."


class Renderer(IPythonRenderer):
    """Markdown whose links lead to pages, and whose formulas need no script."""

    def __init__(self, pages):
        super().__init__(escape=False, exclude_anchor_links=True)
        self._pages = pages

    def link(self, text, url, title=None):
        """A link; to another notebook it leads to its page, if there is one."""
        found = NOTEBOOK.match(url)
        elsewhere = url.startswith(("https:", "http:", "#"))
        if (found and found[1] not in self._pages) or not (found or elsewhere):
            return text  # a file of the project that is not part of the site
        if found:
            url = f"{found[1]}.html{found[2] or ''}"
        return super().link(text, url, title)

    def heading(self, text, level, **attrs):
        """A heading that a link can name, as JupyterLab names it."""
        name = unescape(re.sub(r"<[^>]*>", "", text)).replace(" ", "-")
        return f'<h{level} id="{escape(name, quote=True)}">{text}</h{level}>\n'

    def block_math(self, body):
        """A formula on a line of its own."""
        return mathml(body)

    def inline_math(self, body):
        """A formula in a line."""
        return mathml(body).replace(' display="block"', "")


def html(source, pages):
    """Markdown as HTML.

    Parameters
    ----------
    source : str
    pages : collection of str
        Stems of the notebooks that have a page.
    """
    source = SEARCH.sub(FOUND, said(source, ANSWERS))
    made = MarkdownWithMath(renderer=Renderer(pages)).render(source)
    return scrolling(made)


def scrolling(made):
    """Each table in a room of its own that scrolls where a phone is too narrow."""
    made = re.sub(r"<style.*?</style>", "", made, flags=re.DOTALL)
    made = made.replace("<th></th>", "<td></td>").replace(' border="1"', "")
    made = re.sub(r' style="text-align: \w+;"', "", made)
    room = '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table'
    return made.replace("<table", room).replace("</table>", "</table></div>")
