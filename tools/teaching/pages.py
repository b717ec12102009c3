"""The page of a lesson for its teacher: the plan written by hand, the rest read from the kit."""

import json
import tomllib
from urllib.parse import quote, urlencode

from kit import labs
from kit.chart import Bench, Lab
from kit.lesson import items, tally
from tools.teaching import key, notebooks

ROOT = notebooks.ROOT
FOLDER = ROOT / "docs" / "teaching"
SOURCE = FOLDER / "source"
MADE = "<!-- Made by tools/build_teaching.py{0}. Do not edit. -->"
SESSION = 50  # minutes
KEYS = {"aim", "before", "session", "prompt", "watch", "state"}


def source(number):
    """What is written by hand for a lesson.

    Raises
    ------
    ValueError
        For a key that means nothing here.
    """
    found = tomllib.loads((SOURCE / f"{number}.toml").read_text(encoding="utf-8"))
    if found.keys() - KEYS:
        raise ValueError(f"{number}.toml: what is {', '.join(sorted(found.keys() - KEYS))}?")
    return found


def page(number):
    """The whole page of a lesson as Markdown."""
    notebook, written = notebooks.lesson(number), source(number)
    parts = [
        MADE.format(f" from source/{number}.toml, the lesson, its questions and its labs"),
        f"# Teaching lesson {notebook.title}",
        written["aim"],
        f"The lesson: [{notebook.path.name}](../../notebooks/{notebook.path.name}). How to run a "
        "class, and what to say before sensitive topics: [Running a class](running-a-class.md).",
        _heading("Before class", _bullets(written["before"])),
        *[_session(notebook, session) for session in written["session"]],
        _heading("To talk about", _bullets(written["prompt"])),
        _heading("Watch for", _watch(number, written)),
        _heading("On the projector", PROJECTOR, PASTE, *_states(notebook, written)),
        _heading("Answer key", ANSWERS, *_answers(number, notebook)),
    ]
    return "\n\n".join(parts) + "\n"


def concept_check():
    """The key of the questions before and after a route, in both forms, as Markdown."""
    check = items.lesson(items.CHECK)
    asked = [part for form, when in FORMS.items() for part in (f"## {form}", *_forms(when))]
    parts = [
        MADE.format(" from kit/lesson/items/check.toml"),
        "# Answer key of the concept check",
        "A reader is asked the questions of their route: in form A before it, in form B after it. "
        "Do not go through the answers after the first time: the class view compares the two.",
        *asked,
        _named(dict.fromkeys(idea for one in check.values() for idea in key.carried(one))),
    ]
    return "\n\n".join(parts) + "\n"


FORMS = {"Form A, before": "before", "Form B, after": "after"}


def _forms(when):
    """Every question of the check in one form."""
    for name, item in items.lesson(items.CHECK).items():
        yield _question(items.full_name(items.CHECK, name), items.form(item, when), None)


SITE = "../../build/site"
PROJECTOR = (
    "Run `make site` once: the links open then, from the disk too. Each leads to the lab on the "
    "lesson's page, uncovers it and sets the state; the thin dashed line stays at the start. *It "
    "says* is what stands under the chart then. Where this page is read on the web there is no "
    "`build/site`, and the links lead nowhere. If your class has the site at an address of its "
    "own, put that in place of all up to `build/site`. An uncovered lab counts as "
    "*Just show me* in the answers of whoever follows the link."
)
PASTE = (
    "In JupyterLab, add a cell anywhere in the lesson (its first cell must have run), paste the "
    "line under a link and run it. On paper, these states are the sheet of labs of `make "
    "handouts`, up to four of each lab."
)
NO_LINK = "*No link:* the lesson's page has no such lab, or none with controls that work there."
ANSWERS = (
    "The key is in the open: the questions are for learning, not for marks. A name such as X6 is "
    "explained under *Watch for*. In the lesson each wrong answer explains itself."
)


def state(one, notebook):
    """One lab in one state: link, the line to run, what it says, what to point at."""
    given, moved = (_arguments(one.get(part, {})) for part in ("with", "set"))
    shown = getattr(labs, one["lab"])(**one.get("with", {}))
    line = f"labs.{one['lab']}({given})"
    if moved:
        shown.set(**one["set"])
        line = f"lab = {line}; lab.set({moved}); lab"
    said = f"\n\n*It says:* {shown.words()}" if hasattr(shown, "words") else ""
    to = link(one, shown, notebook)
    shows = f"**[{one['show']}]({to})**" if to else f"**{one['show']}**\n\n{NO_LINK}"
    return f"{shows}\n\n```\n{line}\n```{said}"


def _states(notebook, written):
    return (state(one, notebook) for one in written["state"])


def link(one, shown, notebook):
    """The address of a state on the static site; None for a lab that does not move there."""
    name = notebook.address(one["lab"], one.get("with", {}))
    if name is None or not isinstance(shown, Lab) or isinstance(shown, Bench):
        return None
    asked = urlencode({"lab": name} | one.get("set", {}), quote_via=quote)
    return f"{SITE}/{notebook.path.stem}.html#{asked}"


def _arguments(values):
    return ", ".join(f"{name}={json.dumps(value)}" for name, value in values.items())


def _heading(title, *parts):
    return "\n\n".join([f"## {title}", *parts])


def _bullets(lines):
    return "\n".join(f"- {line}" for line in lines)


def minutes(session):
    """The rows of a session's plan: from, until, what happens, at which cell."""
    ends = [0, *(until for until, _, _ in session["plan"])]
    return [(start, *row) for start, row in zip(ends, session["plan"])]


def _session(notebook, session):
    """The plan of one session: minutes without a gap, each row at a cell that exists."""
    rows, clock = [], 0
    for clock, until, what, cell in minutes(session):
        if until <= clock:
            raise ValueError(f"{notebook.path.name}: {until} minutes come after {clock}.")
        where = notebook.under[cell] if cell else ""
        where = "top of the page" if where == notebook.title else where
        if cell and "exit_card(" in "".join(notebook.cells[cell]["source"]):
            where = "Exit card"
        rows.append(f"| {clock}–{until} | {what} | {where} |")
        clock = until
    if clock != SESSION:
        raise ValueError(f"{notebook.path.name}: the plan has {clock} minutes and not {SESSION}.")
    table = ["| minutes | what happens | in the notebook |", "|---|---|---|", *rows]
    return _heading(session["title"], "\n".join(table))


def _watch(number, written):
    """The ideas behind the mistakes of a lesson: named, with where they are asked."""
    where = {}
    for name, item in items.lesson(number).items():
        for idea in key.carried(item):
            where.setdefault(idea, []).append(items.full_name(number, name))
    return "\n\n".join([_bullets(written["watch"]), _named(where)])


def _named(where):
    asked = any(where.values())
    rows = ["| | some believe | what is so |" + (" asked in |" if asked else "")]
    rows.append("|---|---|---|" + ("---|" if asked else ""))
    for idea in sorted(where, key=lambda one: int(one[1:])):
        known = tally.misconceptions()[idea]
        questions = f" {', '.join(where[idea])} |" if asked else ""
        rows.append(f"| {idea} | {known['belief']} | {known['so']} |{questions}")
    return "\n".join(rows)


def _answers(number, notebook):
    for title, asked in key.sections(number, notebook).items():
        yield f"### {title}"
        for name, item, lab in asked:
            yield _question(name, item, lab)


def _question(name, item, lab):
    asked = item.get("ask") or item["title"]
    return f"**{name}.** {asked}\n\n" + "\n".join(key.answer(name, item, lab))


def rubric():
    """The rubric of a project, as Markdown."""
    own = (SOURCE / "rubric.md").read_text(encoding="utf-8").strip()
    return f"{MADE.format(' from source/rubric.md')}\n\n# Rubric for a project\n\n{own}\n"
