"""The page of a class view: one sheet on the lesson just taught, then the whole course."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from kit.classroom import counts, given
from kit.classroom.counts import ENOUGH, Answer, Cell, Distribution, Gain, Talk
from kit.lesson import items, tally
from kit.lesson.reader import many

if TYPE_CHECKING:
    from kit.classroom.class_view import ClassView

FOLDED = f"Fewer than {ENOUGH} answered: this can point at somebody"
LEGEND = (
    "12 (4): twelve chose it, four of them certain. ✓ is right. Of a line: median and middle half."
)
DENSE = 15  # above this number of answers each gets one printed line
CARDS, CODES = 6, 60  # shown on the sheet; the rest follow on later pages
NAMES = {
    given.BEFORE: "before",
    given.PREDICTION: "guess",
    given.FIRST_VOTE: "1st vote",
    given.LAST_VOTE: "last vote",
    given.ANSWER: "after",
    given.RECALL: "recall",
    given.AFTER: "after",
}
STYLE = (Path(__file__).parent / "class_page.css").read_text(encoding="utf-8")
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
HEAD = (
    '<!doctype html><html lang="en"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width">'
    f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    f"<title>Class view</title><style>{STYLE}</style>"
)


def words(view: ClassView) -> list[str]:
    """A summary of the class in a few sentences."""
    return [*counted(view), *talk(view)]


def counted(view: ClassView) -> list[str]:
    """How many learners, votes and files the page counts."""
    sentences = [f"{many(view.learners, 'learner')}."]
    sentences += [f"{many(view.rounds, 'vote')} of the room."] if view.rounds else []
    if 0 < view.learners < ENOUGH:
        sentences.append(f"With fewer than {ENOUGH} learners a count can still point at somebody.")
    files = view.files
    for names, fate in ((files.left_out, "left out"), (files.damaged, "used in part")):
        if names:
            verb = "was" if len(names) == 1 else "were"
            sentences.append(f"{many(len(names), 'file')} {verb} {fate}.")
    if files.joined:
        sentences.append(f"Some files share answers, in {many(len(files.joined), 'case')}.")
    sentences += [view.unknown] if view.unknown else []
    return sentences


def talk(view: ClassView) -> list[str]:
    """Topics for the next lesson, the most pressing first."""
    sentences = [
        _certain(row) for row in counts.certain_and_wrong(_questions_of(view, view.lesson))
    ]
    row = counts.still_believed(view.chosen, view.lesson)
    if row:
        sentences.append(
            f"Chosen most after the lesson: “{row.name}” ({row.misconception}), by {row.chose} of "
            f"{row.answered} in {row.question}."
        )
    return sentences


def _certain(row: Talk) -> str:
    idea = f" ({row.misconception})" if row.misconception else ""
    return (
        f"Certain and wrong in {row.question}, {NAMES[row.when]}: “{row.said}”{idea}, chosen by "
        f"{row.chose} of {row.of}, {row.certain} of them certain."
    )


def page(view: ClassView) -> str:
    """The class view as one HTML file, without network or script."""
    title = tally.title(view.lesson) if view.lesson else "No answers yet"
    rows = sum(
        len(question.answers)
        for question in _questions_of(view, view.lesson)
        if question.kind != "claim"
    )
    kind = "sheet dense" if rows > DENSE else "sheet"
    return (
        f'{HEAD}<div class="{kind}"><h1>{escape(title)}</h1>{_sheet(view)}</div>'
        f'<div class="course"><h1>The whole course</h1>{_course(view)}</div></html>'
    )


def _sheet(view: ClassView) -> str:
    """The lesson just taught, for one printed page."""
    topics = "".join(f"<li>{escape(sentence)}</li>" for sentence in talk(view))
    nothing = f"<p>Nothing that {ENOUGH} learners answered stands out.</p>"
    lesson = [gain for gain in view.gains if _is_about(gain, view.lesson)]
    cards = [card.words for card in view.exit_cards if card.lesson == view.lesson]
    return "".join(
        [
            f"<p>{escape(' '.join(counted(view)))}</p>",
            '<div class="talk"><h2>To talk about tomorrow</h2>',
            f"<ol>{topics}</ol></div>" if topics else f"{nothing}</div>",
            f'<p>{LEGEND}</p><div class="columns">',
            *(_question(question) for question in _questions_of(view, view.lesson)),
            _concluded(view, view.lesson),
            _section("Gain of the check", _gains(lesson)),
            _section("Exit cards, of who agreed", _cards(cards[:CARDS], len(cards))),
            _section("Handed in", _codes(view)),
            "</div>",
        ]
    )


def _course(view: ClassView) -> str:
    """The rest: other lessons, the check, misconceptions, all exit cards."""
    parts = []
    for lesson in [*items.first(), *items.lessons()]:
        own = "" if lesson == view.lesson else "".join(map(_question, _questions_of(view, lesson)))
        cards = [card.words for card in view.exit_cards if card.lesson == lesson]
        concluded = "" if lesson == view.lesson else _concluded(view, lesson)
        if lesson == view.lesson and len(cards) <= CARDS:
            cards = []
        own += concluded + _section("Exit cards", _cards(cards, len(cards)))
        parts += [f'<h2>{escape(tally.title(lesson))}</h2><div class="columns">{own}</div>'] * bool(
            own
        )
    checks = "".join(_question(question) for question in _questions_of(view, items.CHECK))
    if checks:
        parts.append(f'<h2>The concept check</h2><div class="columns">{checks}</div>')
    note = "Only answers that were given both times count. The normalised gain is the share of "
    note += "what could be gained that was gained; for a misconception, of not choosing it."
    gains = _gains(view.gains)
    parts.append(
        _section("Gain between the check before and after", gains and f"<p>{note}</p>{gains}")
    )
    rows = [
        [f"{row.misconception} {row.name}", row.question, NAMES[row.when], f"{row.chose} of "
         f"{row.answered}", f"{row.certain} certain" if row.certain else ""]
        for row in sorted(view.chosen, key=lambda row: (-row.share, -row.chose, row.question))
        if row.chose and row.answered >= ENOUGH
    ]  # fmt: skip
    parts.append(_section("Misconceptions, the most chosen first", _table([], rows)))
    return "".join(parts)


def _questions_of(view: ClassView, lesson: str) -> list[Distribution]:
    return [
        question for question in view.distributions if question.question.partition("-")[0] == lesson
    ]


def _is_about(gain: Gain, lesson: str) -> bool:
    return gain.what == "all" or (
        gain.what.startswith(f"{items.CHECK}-") and counts.about(gain.what) == lesson
    )


def _section(title: str, content: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{content}</section>" if content else ""


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of text."""
    body = "".join(
        f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>" for cells in rows
    )
    head = f"<tr>{''.join(f'<th>{escape(name)}</th>' for name in heads)}</tr>" if heads else ""
    return f"<table>{head}{body}</table>" if body else ""


# The parts of the sheet


def _question(question: Distribution) -> str:
    """One question: a row for each answer, a column for each occasion."""
    if question.kind == "claim":
        content = _claim(question)
    else:
        heads = "".join(
            f"<th>{escape(f'{NAMES[when]}, {n}')}</th>" for when, n in question.answered.items()
        )
        rows = "".join(_answer(answer, [*question.answered]) for answer in question.answers)
        wide = " wide" if question.kind == "line" else ""
        content = f'<table class="asked{wide}"><tr><th></th>{heads}</tr>{rows}</table>'
    if not question.is_enough:
        content = f"<details><summary>{FOLDED}</summary>{content}</details>"
    ask = f'<div class="ask"><b>{escape(question.question)}</b> {escape(question.ask)}</div>'
    return f"<section>{ask}{content}</section>"


def _answer(answer: Answer, occasions: Iterable[str]) -> str:
    idea = f" ({answer.misconception})" if answer.misconception else ""
    mark = "✓ " if answer.right else ""
    contents = [
        _cell(answer.cells[w], answer.right) if w in answer.cells else "" for w in occasions
    ]
    cells = "".join(f"<td>{cell}</td>" for cell in contents)
    named = f'<div class="words">{escape(f"{mark}{answer.words}{idea}")}</div>'
    return f"<tr{' class=right' if answer.right else ''}><td>{named}</td>{cells}</tr>"


def _cell(cell: Cell, right: bool) -> str:
    if cell.middle:
        low, middle, high = cell.middle
        return f"{middle:.3g} ({low:.3g}–{high:.3g})"
    sure = f" ({cell.certain})" if cell.certain else ""
    return f"{_bar(cell, '#222' if right else '#777')} {cell.count}{sure}"


def _bar(cell: Cell, ink: str) -> str:
    """A bar for a share of the class, its certain part filled; the numbers stand beside it."""
    share, certain = 100 * cell.share, 100 * cell.certain / (cell.of or 1)
    return (
        '<svg viewBox="0 0 100 40" preserveAspectRatio="none" aria-hidden="true">'
        '<rect width="100" height="40" fill="#eee"/>'
        f'<rect width="{share:.0f}" height="40" fill="{ink}" fill-opacity=".45"/>'
        f'<rect width="{certain:.0f}" height="40" fill="{ink}"/></svg>'
    )


def _claim(claim: Distribution) -> str:
    """A sentence to sign, change or refuse, on one line an occasion."""
    lines = []
    for when in claim.answered:
        answers = [
            f"{'✓ ' if answer.right else ''}{answer.words} {answer.cells[when].count}"
            for answer in claim.answers
        ]
        lines.append(f"<div>{escape(' · '.join(answers))}</div>")
    return "".join(lines)


def _gains(rows: Iterable[Gain]) -> str:
    return _table(
        ["", "answers", "before", "after", "gain"],
        [
            [f"{row.what} {row.name}" if row.what != "all" else "All questions", str(row.pairs),
             f"{row.before:.0%}", f"{row.after:.0%}", "" if row.gain is None else f"{row.gain:.2f}"]
            for row in rows
        ],
    )  # fmt: skip


def _cards(cards: Sequence[str], whole: int) -> str:
    listed = "".join(f'<li><div class="card">{escape(words)}</div></li>' for words in cards)
    more = f"<p>{whole - len(cards)} more on a later page.</p>" if whole > len(cards) else ""
    return f'<ul class="cards">{listed}</ul>{more}' if listed else ""


def _codes(view: ClassView) -> str:
    """Each code, with how many of the lesson's questions were reached."""
    questions = tally.progress([])[view.lesson].questions if view.lesson else 0
    codes = [
        f"{learner.code} {learner.reached.get(view.lesson, 0)}/{questions}"
        for learner in view.handed_in
    ]
    without = view.learners - len(codes)
    more = [f"{len(codes) - CODES} more in handed-in.csv"] if len(codes) > CODES else []
    more += [f"{without} without a code"] if without else []
    return f"<p>{escape(', '.join([*codes[:CODES], *more]))}.</p>" if codes or more else ""


def _concluded(view: ClassView, lesson: str) -> str:
    """The conclusions on unknown compounds of a lesson."""
    own = [row for row in view.conclusions if row.question.partition("-")[0] == lesson]
    if not own:
        return ""
    of = sum(row.learners for row in own)
    rows = [
        [
            row.answer,
            f"{row.learners} of {of}",
            f"{row.right} rightly",
            f"median score {row.score:g}",
        ]
        for row in own
    ]
    table = _table(["concluded", "", "", ""], rows)
    if of < ENOUGH:
        table = f"<details><summary>{FOLDED}</summary>{table}</details>"
    return _section("Conclusions on unknowns", table)
