"""The files that all pages share: the kit's own views as one classic script, and style.

Pages opened from a disk may not load modules, so the text of each view, which ends in
`export default`, becomes a function that returns it. There is no second copy of a view.
"""

import json
from hashlib import sha256
from pathlib import Path

from pygments.formatters import HtmlFormatter

from kit.chart import Lab
from kit.chart.page import BLOCKS, STYLE
from kit.labs.naltrexone import clinical_page
from kit.lesson import still
from kit.lesson.passport import Passport
from kit.lesson.question import Question

HERE = Path(__file__).parent
VIEWS = {"lab": Lab, "question": Question, "passport": Passport}
SCRIPTS = (
    *("store", "known", "record", "judge", "lms", "models", "passport", "place", "offline"),
    *("speaker", "present", "page"),
)


def own_script():
    """The script of the site without the views, as its files stand."""
    files = [*BLOCKS, *(HERE / "js" / f"{name}.js" for name in SCRIPTS)]
    book = f"const BOOK = {json.dumps(still.book(), ensure_ascii=False)};"
    return "\n".join([book, *(path.read_text(encoding="utf-8") for path in files)])


def classic(view):
    """The text of a view's module as a function that returns what the module exports."""
    before, export, after = view.code.rpartition("export default")
    if not export:
        raise ValueError(f"{view.__name__} exports nothing.")
    return f"(() => {{\n{before}return{after}\n}})()"


def script():
    """Everything but plotly.js."""
    built = "".join(f"views.{name} = {classic(view)};\n" for name, view in VIEWS.items())
    return f'"use strict";\n(() => {{\nconst views = {{}};\n{built}{own_script()}\n}})();\n'


def first():
    """The inline script that a page runs first."""
    return (HERE / "js" / "first.js").read_text(encoding="utf-8")


def worker(files):
    """The service worker that keeps these files of the site, by address, available offline."""
    version = sha256(b"".join(name.encode() + files[name] for name in sorted(files)))
    header = f"const VERSION = 'lessons-{version.hexdigest()[:16]}';\n"
    header += f"const FILES = {json.dumps(sorted(files))};\n"
    return header + (HERE / "js" / "worker.js").read_text(encoding="utf-8")


def style():
    """The style of the views, of code, and of the site."""
    dark = HtmlFormatter(style="github-dark", cssclass="code").get_style_defs(".code")
    own = (view.style.removeprefix(STYLE) for view in VIEWS.values())
    return "\n".join(
        [
            STYLE,
            *own,
            HtmlFormatter(style="vs", cssclass="code").get_style_defs(".code"),
            f"@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}",
            (HERE / "site.css").read_text(encoding="utf-8"),
            clinical_page.CSS,  # a saved output brings no style of its own
        ]
    )
