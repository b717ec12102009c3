"""The page of a lesson for its teacher: the plan written by hand, the rest read from the kit."""

import re
import tomllib

from kit import labs
from kit.chart import Lab
from kit.lesson import items, tally
from tools.teaching import key, notebooks
from tools.templating import render

ROOT = notebooks.ROOT
FOLDER = ROOT / "docs" / "teaching"
SOURCE = FOLDER / "source"
MADE = "<!-- Made by tools/build_teaching.py{0}. Do not edit. -->"
SESSION = 50  # minutes
KEYS = {"aim", "before", "session", "late", "home", "prompt", "watch", "state"}
REVIEW = "*No clinician has reviewed this lesson. It teaches how medicines act; it advises nobody.*"
ASKS = re.compile(r"lesson\.(?!header|safety|passport)\w+\(")
NEEDS = re.compile(r"You need [^.]*\.")
FORMS = {"Form A, before": "before", "Form B, after": "after"}
WHOLE = (
    "The key is in the open: the questions are for learning, not for marks. A name such as X6 is "
    "explained under *Watch for*. In the lesson each wrong answer explains itself."
)
QUESTION = re.compile(r"[^.?!]*\?")


def source(number):
    """What is written by hand for a lesson.

    Raises
    ------
    ValueError
        For a key that means nothing here.
    """
    written = tomllib.loads((SOURCE / f"{number}.toml").read_text(encoding="utf-8"))
    if written.keys() - KEYS:
        raise ValueError(f"{number}.toml: what is {', '.join(sorted(written.keys() - KEYS))}?")
    return written


def page(number):
    """The whole page of a lesson as Markdown."""
    notebook, written = notebooks.lesson(number), source(number)
    card = "".join(next(iter(notebook.cells.values()))["source"])  # as the lesson itself says it
    needs = NEEDS.search(notebooks.plain(card))
    asked_in = {}  # the ideas behind the mistakes of the lesson, with the questions
    for name, item in items.lesson(number).items():
        for idea in key.carried(item):
            asked_in.setdefault(idea, []).append(name)
    right = {
        heap: [(name, _point(item), key.right(name, item, lab)) for name, item, lab in asked]
        for heap, asked in key.sections(number, notebook).items()
        if heap != key.HEAPS["exit"]  # there nothing is right
    }
    return render(
        "lesson.md",
        number=number,
        notebook=notebook,
        written=written,
        review=REVIEW,
        outcomes=re.findall(r"^- (.+?)[,.]?$", card, re.M),
        needs=needs[0] if needs else "",
        sessions=[
            (session["title"], _session(notebook, session, written.get("late", ())))
            for session in written["session"]
        ],
        home=dict.fromkeys(_where(notebook, cell) for cell in home(notebook, written)),
        ideas=_ideas(asked_in),
        asked_in=asked_in,
        key=right,
    )


def answers(number):
    """The whole key of a lesson, with reasons and mistakes, as Markdown."""
    parts = [WHOLE]
    for title, asked in key.sections(number, notebooks.lesson(number)).items():
        parts += [f"### {title}", *(_question(*question) for question in asked)]
    return "\n\n".join(parts)


def concept_check():
    """The key of the questions before and after a route, in both forms, as Markdown."""
    check = items.lesson(items.CHECK)
    forms = {
        form: [_question(name, items.form(item, when), None) for name, item in check.items()]
        for form, when in FORMS.items()
    }
    carried = {idea for item in check.values() for idea in key.carried(item)}
    return render("check.md", forms=forms, ideas=_ideas(carried), asked_in={})


def minutes(session):
    """The rows of a session's plan: from, until, what happens, at which cell."""
    ends = [0, *(until for until, _, _ in session["plan"])]
    return [(start, *row) for start, row in zip(ends, session["plan"])]


def home(notebook, written):
    """The cells for home, in their order: those written down, and each that asks and has no row."""
    planned = {row[2] for session in written["session"] for row in session["plan"]}
    asks = {
        name
        for name, cell in notebook.cells.items()
        if ASKS.search("".join(cell["source"])) and name not in planned
    }
    return [name for name in notebook.cells if name in asks | {*written.get("home", ())}]


def states(number):
    """States of the lesson's labs for a handout; a lab without one stands as it opens."""
    written = source(number)["state"]
    shown = {state["lab"] for state in written}
    for lab, how, _ in notebooks.lesson(number).calls:
        if lab not in shown and isinstance(made := getattr(labs, lab)(**how), Lab):
            written.append({"lab": lab, "with": how, "show": made.title})
    return written


def _where(notebook, cell):
    """What a cell of the lesson is called in a plan."""
    source = "".join(notebook.cells[cell]["source"])
    folded = re.search(r"<summary>(.*?)</summary>", source)
    if folded and source.startswith("<details>"):
        return folded[1]
    if "exit_card(" in source:
        return "Exit card"
    if "recall(" in source:
        return "Two from earlier lessons"
    heading = notebook.under[cell]
    return "top of the page" if heading == notebook.title else heading


def _session(notebook, session, late=()):
    """The plan of one session: minutes without a gap, each row at a cell that exists."""
    rows, clock = [], 0
    for clock, until, what, cell in minutes(session):
        if until <= clock:
            raise ValueError(f"{notebook.path.name}: {until} minutes come after {clock}.")
        where = _where(notebook, cell) if cell else ""
        where += " (leave out when late)" if cell in late else ""
        rows.append((clock, until, what, where))
        clock = until
    if clock != SESSION:
        raise ValueError(f"{notebook.path.name}: the plan has {clock} minutes and not {SESSION}.")
    return rows


def _ideas(names):
    """Misconceptions in the order of their numbers."""
    return {name: tally.misconceptions()[name] for name in sorted(names, key=lambda x: int(x[1:]))}


def _point(item):
    """The question itself, without what leads up to it, where it can be understood alone."""
    asked = item.get("ask") or item["title"]
    last = QUESTION.findall(asked)[-1:]
    return last[0].strip() if last and len(last[0].split()) > 3 else asked


def _question(name, item, lab):
    asked = item.get("ask") or item["title"]
    return f"**{name}.** {asked}\n\n" + "\n".join(key.answer(name, item, lab))


def rubric():
    """The rubric of a project, as Markdown."""
    own = (SOURCE / "rubric.md").read_text(encoding="utf-8").strip()
    return f"{MADE.format(' from source/rubric.md')}\n\n# Rubric for a project\n\n{own}\n"
