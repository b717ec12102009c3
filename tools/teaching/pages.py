"""The page of a lesson for its teacher: the plan written by hand, the rest read from the kit."""

import re
import tomllib

from kit import labs
from kit.chart import Lab
from kit.lesson import items, tally
from tools.teaching import key, notebooks

ROOT = notebooks.ROOT
FOLDER = ROOT / "docs" / "teaching"
SOURCE = FOLDER / "source"
MADE = "<!-- Made by tools/build_teaching.py{0}. Do not edit. -->"
SESSION = 50  # minutes
KEYS = {"aim", "before", "session", "late", "home", "prompt", "watch", "state"}
REVIEW = "*No clinician has reviewed this lesson. It teaches how medicines act; it advises nobody.*"
ASKS = re.compile(r"lesson\.(?!header|safety|passport)\w+\(")
NEEDS = re.compile(r"You need [^.]*\.")


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
        REVIEW,
        written["aim"],
        f"The lesson: [{notebook.path.name}](../../notebooks/{notebook.path.name}). On the "
        "projector: *Present*, on its page of the site. How to run a class, and what to say before "
        "sensitive topics: [Running a class](running-a-class.md).",
        *_outcomes(notebook),
        _heading("Before class", _bullets(written["before"])),
        *[_session(notebook, session, written.get("late", ())) for session in written["session"]],
        f"**Late?** Leave out what is marked. **At home:** {_at_home(notebook, written)}.",
        _heading("To talk about", _bullets(written["prompt"])),
        _heading("Watch for", _watch(number, written)),
        _heading("Answer key", ANSWERS, FOLDED.format("\n\n".join(_right(number, notebook)))),
    ]
    return "\n\n".join(parts) + "\n"


def answers(number):
    """The whole key of a lesson, with reasons and mistakes, as Markdown."""
    return "\n\n".join([WHOLE, *_answers(number, notebooks.lesson(number))])


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


WHOLE = (
    "The key is in the open: the questions are for learning, not for marks. A name such as X6 is "
    "explained under *Watch for*. In the lesson each wrong answer explains itself."
)
ANSWERS = (
    "The letters are those of every screen and sheet. Reasons, and the belief behind each wrong "
    "answer, stand in the notes of *Present* (key S) and on the key that `make handouts` writes."
)
FOLDED = "<details><summary>Open the key</summary>\n\n{}\n\n</details>"
ASKED = re.compile(r"[^.?!]*\?")


def _heading(title, *parts):
    return "\n\n".join([f"## {title}", *parts])


def _bullets(lines):
    return "\n".join(f"- {line}" for line in lines)


def minutes(session):
    """The rows of a session's plan: from, until, what happens, at which cell."""
    ends = [0, *(until for until, _, _ in session["plan"])]
    return [(start, *row) for start, row in zip(ends, session["plan"])]


def _outcomes(notebook):
    """What a learner can do afterwards and needs before, as the lesson itself says it."""
    card = "".join(next(iter(notebook.cells.values()))["source"])
    can = re.findall(r"^- (.+?)[,.]?$", card, re.M)
    needs = NEEDS.search(notebooks.plain(card))
    if can:
        yield _heading("Afterwards learners can", _bullets(can))
    yield _heading("Needed before", needs[0] if needs else "")


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


def _at_home(notebook, written):
    """What is for home: each part of the lesson by its heading."""
    return "; ".join(dict.fromkeys(_where(notebook, cell) for cell in home(notebook, written)))


def _where(notebook, cell):
    """What a cell of the lesson is called in a plan."""
    source = "".join(notebook.cells[cell]["source"])
    folded = re.search(r"<summary>(.*?)</summary>", source)
    if folded and source.startswith("<details>"):
        return folded[1]
    if "exit_card(" in source:
        return "Exit card"
    if "recall(" in source:
        return "Two from last time"
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
        rows.append(f"| {clock}–{until} | {what} | {where} |")
        clock = until
    if clock != SESSION:
        raise ValueError(f"{notebook.path.name}: the plan has {clock} minutes and not {SESSION}.")
    table = ["| minutes | what happens | step |", "|---|---|---|", *rows]
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
        rows.append(f"| {idea} | {known.belief} | {known.so} |{questions}")
    return "\n".join(rows)


def _right(number, notebook):
    """What is right at each question, without reasons."""
    for title, asked in key.sections(number, notebook).items():
        if title != key.HEAPS["exit"]:  # there nothing is right
            rows = [
                f"- **{name}.** {_point(one)} {key.right(name, one, lab)}"
                for name, one, lab in asked
            ]
            yield "\n".join([f"*{title}*\n", *rows])


def _point(item):
    """The question itself, without what leads up to it, where it can be understood alone."""
    asked = item.get("ask") or item["title"]
    last = ASKED.findall(asked)[-1:]
    return last[0].strip() if last and len(last[0].split()) > 3 else asked


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
