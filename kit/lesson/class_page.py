"""The page of a class view: charts and tables of counts as one file of plain HTML."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import Any

from kit.chart.saved import table_html
from kit.lesson import drawn
from kit.lesson.reader import many

ENOUGH = 5  # with fewer learners than this, a count can point at somebody
FOLDED = f"Fewer than {ENOUGH} answered: this can point at somebody"
MOST = 15  # misconceptions in the picture; the table has all
HEAD = (
    '<!doctype html><html lang="en"><meta charset="utf-8">'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; img-src data:; '
    "style-src 'unsafe-inline'\"><title>Class view</title>"
    "<style>body{font:16px/1.5 system-ui,sans-serif;max-width:60em;margin:2em auto;padding:0 1em;"
    "color:#222;background:#fff}table{border-collapse:collapse}th,td{border:1px solid #999;"
    "padding:2px 8px;text-align:left;vertical-align:top}h3{margin-bottom:0}"
    "section{break-inside:avoid}</style>"
)


def words(view: Any) -> list[str]:
    """A class in a few sentences."""
    said = [f"{many(view.learners, 'learner')}. Only counts are shown, no names and no texts."]
    if 0 < view.learners < ENOUGH:
        said.append(f"With fewer than {ENOUGH} learners a count can still point at somebody.")
    groups = (view.left_out, "left out"), (view.damaged, "used in part")
    for files, what in groups:
        if files:
            said.append(
                f"{many(len(files), 'file')} {'was' if len(files) == 1 else 'were'} {what}."
            )
    if view.joined:
        said.append(f"Some files share answers, in {many(len(view.joined), 'case')}.")
    said += [view.unknown] if view.unknown else []
    chosen = [row for row in ranked(view.misconceptions) if row["chose"] and _enough(row)]
    if chosen:
        row = chosen[0]
        said.append(
            f"Chosen most: “{row['name']}” ({row['misconception']}), by {row['chose']} of "
            f"{row['learners']} in question {row['question']} ({row['when']}); "
            f"{row['certain']} of them were certain."
        )
    if view.gains:
        whole = view.gains[0]
        said.append(
            f"Concept check: {whole['before']:.0%} right before, {whole['after']:.0%} after"
            + (f"; normalised gain {whole['gain']:.2f}." if whole["gain"] != "" else ".")
        )
    return said


def ranked(rows: Any) -> Any:
    """Rows of misconceptions: first what most learners chose, of enough that no one stands out."""
    return sorted(
        rows, key=lambda row: (not _enough(row), -row["chose"], -row["share"], row["question"])
    )


def _enough(row: Any) -> Any:
    return row["learners"] >= ENOUGH


def page(view: Any) -> str:
    """A whole file of HTML, which needs no network and runs no script."""
    return f"{HEAD}<h1>Class view</h1>{body(view)}</html>"


def body(view: Any) -> Any:
    """What the page says, as HTML."""
    said = "".join(f"<p>{escape(sentence)}</p>" for sentence in words(view))
    return said + _predictions(view) + _misconceptions(view) + _gains(view)


def _section(title: str, content: Any) -> Any:
    return f"<h2>{escape(title)}</h2>{content}" if content else ""


def _details(title: str, rows: Any, columns: Any) -> str:
    if not rows:
        return ""
    cells = [[row[column] for column in columns] for row in rows]
    table = table_html(list(columns), cells)
    return f"<details><summary>{escape(title)}</summary>{table}</details>"


def _picture(rows: Any, title: str) -> Any:
    alt = f"{title}: " + "; ".join(f"{row.label}, {row.note}" for row in rows) + "."
    return drawn.image(alt, drawn.source(rows, title))


def _predictions(view: Any) -> Any:
    parts = []
    for name, found in groupby(view.predictions, key=lambda row: row["question"]):
        rows = list(found)
        everyone = sum(row["learners"] for row in rows)
        if rows[0]["right"] == "":  # a line
            said = "".join(f"<li>{escape(row['answer'])}</li>" for row in rows)
            shown = f"<p>{many(rows[0]['learners'], 'learner')}</p><ul>{said}</ul>"
        else:
            shown = _picture([_answer(row, everyone) for row in rows], f"Predictions in {name}")
        ask = escape(rows[0]["ask"])
        if max(everyone, rows[0]["learners"]) < ENOUGH:
            shown = f"<details><summary>{FOLDED}</summary>{shown}</details>"
        parts.append(f"<section><h3>{escape(name)}</h3><p>{ask}</p>{shown}</section>")
    columns = ("question", "answer", "right", "misconception", "learners", "guess", "fairly sure")
    table = _details("All predictions", view.predictions, (*columns, "certain"))
    legend = "<p>Filled: the right answer. Hatched: every other one.</p>" if parts else ""
    return _section("What the class predicted before the reveal", legend + "".join(parts) + table)


def _answer(row: Any, everyone: Any) -> Any:
    mark = "right: " if row["right"] == "yes" else ""
    carried = f" ({row['misconception']})" if row["misconception"] else ""
    return drawn.Row(
        f"{mark}{row['answer']}{carried}",
        f"{row['learners']} of {everyone}",
        bars=(drawn.Bar(row["learners"] / everyone, filled=row["right"] == "yes"),),
    )


def _misconceptions(view: Any) -> Any:
    rows = [
        drawn.Row(
            f"{row['misconception']} {row['name']}: {row['question']}, {row['when']}",
            f"{row['chose']} of {row['learners']}",
            bars=(drawn.Bar(row["share"], filled=False),),
        )
        for row in ranked(view.misconceptions)[:MOST]
        if row["chose"] and _enough(row)
    ]
    title = "Share of the class that chose each misconception, by question"
    columns = ("misconception", "name", "question", "when", "learners", "chose", "certain")
    table = _details("All misconceptions by question", ranked(view.misconceptions), columns)
    return _section("Misconceptions by question", (_picture(rows, title) if rows else "") + table)


def _gains(view: Any) -> Any:
    rows = [
        drawn.Row(
            f"{row['what']} {row['name']}" if row["what"] != "all" else "All questions",
            f"{row['before']:.0%} → {row['after']:.0%}",
            bars=(drawn.Bar(row["before"], filled=False), drawn.Bar(row["after"])),
        )
        for row in view.gains
        if not row["what"].startswith("check-")
    ]
    if not rows:
        return ""
    note = (
        "<p>Hatched: before the course. Filled: after it. Only answers that were given both times "
        "count. Over all questions the bars are the share of right answers, for a misconception "
        "the share that did not choose it. The normalised gain is the share of what could be "
        "gained that was gained: 1 is everything, 0 nothing, below 0 a loss.</p>"
    )
    table = _details("All gains", view.gains, ("what", "name", "pairs", "before", "after", "gain"))
    picture = _picture(rows, "Before and after the course")
    return _section("Gain between the concept check before and after", note + picture + table)
