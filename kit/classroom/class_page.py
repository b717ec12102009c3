"""The page of a class view: one sheet on the lesson just taught, then the whole course."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader
from pandas import DataFrame

from kit.classroom import counts
from kit.classroom.counts import ENOUGH
from kit.lesson import items, tally
from kit.lesson.lines import many

if TYPE_CHECKING:
    from kit.classroom.class_view import ClassView

FOLDER = Path(__file__).parent
DENSE = 15  # above this number of answers each gets one printed line
NAMES = {
    tally.BEFORE: "before",
    tally.PREDICTION: "guess",
    tally.FIRST_VOTE: "1st vote",
    tally.LAST_VOTE: "last vote",
    tally.ANSWER: "after",
    tally.RECALL: "recall",
    tally.AFTER: "after",
}
CERTAIN = (
    "Certain and wrong in {question}, {when}: “{answer}”{idea}, chosen by {count} of {of}, "
    "{certain} of them certain."
)
BELIEVED = (
    "Chosen most after the lesson: “{name}” ({misconception}), by {chose} of {answered} in "
    "{question}."
)
PAGES = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, trim_blocks=True, lstrip_blocks=True
)


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
    return [*sentences, view.unknown] if view.unknown else sentences


def talk(view: ClassView) -> list[str]:
    """Topics for the next lesson, the most pressing first."""
    sentences = []
    for row in _rows(counts.certain_and_wrong(_section(view, view.lesson))):
        idea = f" ({row['misconception']})" if row["misconception"] else ""
        sentences.append(CERTAIN.format(**row | {"when": NAMES[row["when"]], "idea": idea}))
    most = counts.most_chosen(view.tables["misconceptions"])
    after = most[(most.lesson == view.lesson) & most.when.isin(counts.LATER)]
    return sentences + [BELIEVED.format(**row) for row in _rows(after.head(1))]


def page(view: ClassView) -> str:
    """The class view as one HTML file, without network or script."""
    rows = {name: _rows(table) for name, table in view.tables.items()}
    asked = {
        name: [
            _rows(answers) for _, answers in _section(view, name).groupby("question", sort=False)
        ]
        for name in items.sections()
    }
    now, checks = _section(view, view.lesson), _section(view, items.CHECK)
    options = now[now.kind != "claim"].drop_duplicates(["question", "id"])
    own = {"all", *checks.question[checks.lesson == view.lesson]}
    return PAGES.get_template("class_page.html").render(
        view=view,
        style=(FOLDER / "class_page.css").read_text(encoding="utf-8"),
        counted=counted(view),
        talk=talk(view),
        names=NAMES,
        enough=ENOUGH,
        dense=len(options) > DENSE,
        titles={name: tally.title(name) for name in asked if name != items.CHECK},
        asked=asked,
        rows=rows,
        own_gains=[row for row in rows["gains"] if row["what"] in own],
        chosen=_rows(counts.most_chosen(view.tables["misconceptions"])),
        questions=tally.progress([])[view.lesson].questions if view.lesson else 0,
    )


def _section(view: ClassView, name: str) -> DataFrame:
    """The answers to the questions of a lesson, or of the concept check."""
    answers = view.tables["answers"]
    return answers[answers.question.str.startswith(f"{name}-")]


def _rows(table: DataFrame) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_dict("records")
    return rows
