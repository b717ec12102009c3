"""The page of a class view: one sheet on the lesson just taught, then the whole course."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader

from kit.classroom import counts
from kit.classroom.counts import ENOUGH, Distribution, Gain
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
    sentences = [
        f"Certain and wrong in {question}, {NAMES[when]}: “{option.words}”"
        f"{f' ({option.misconception})' if option.misconception else ''}, chosen by "
        f"{cell.count} of {cell.of}, {cell.certain} of them certain."
        for question, when, option, cell in counts.certain_and_wrong(
            _questions_of(view, view.lesson)
        )
    ]
    believed = counts.still_believed(view.chosen, view.lesson)
    if believed:
        sentences.append(
            f"Chosen most after the lesson: “{believed.name}” ({believed.misconception}), by "
            f"{believed.chose} of {believed.answered} in {believed.question}."
        )
    return sentences


def page(view: ClassView) -> str:
    """The class view as one HTML file, without network or script."""
    asked = {name: _questions_of(view, name) for name in items.sections()}
    about = {
        name: [row for row in view.conclusions if row.question.partition("-")[0] == name]
        for name in asked
    }
    now = asked.get(view.lesson, [])
    most_chosen = sorted(view.chosen, key=lambda row: (-row.share, -row.chose, row.question))
    return PAGES.get_template("class_page.html").render(
        view=view,
        style=(FOLDER / "class_page.css").read_text(encoding="utf-8"),
        counted=counted(view),
        talk=talk(view),
        names=NAMES,
        enough=ENOUGH,
        dense=sum(len(each.options) for each in now if each.kind != "claim") > DENSE,
        titles={name: tally.title(name) for name in asked if name != items.CHECK},
        asked=asked,
        checks=asked.get(items.CHECK, []),
        conclusions=about,
        gains=[gain for gain in view.gains if _is_about(gain, view.lesson)],
        chosen=[row for row in most_chosen if row.chose and row.answered >= ENOUGH],
        questions=tally.progress([])[view.lesson].questions if view.lesson else 0,
    )


def _questions_of(view: ClassView, section: str) -> list[Distribution]:
    return [each for each in view.distributions if each.question.partition("-")[0] == section]


def _is_about(gain: Gain, lesson: str) -> bool:
    is_check = gain.what.startswith(f"{items.CHECK}-")
    return gain.what == "all" or (is_check and counts.about(gain.what) == lesson)
