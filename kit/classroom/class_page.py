"""A class view: in sentences, as a page, and as tables for a spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from pandas import DataFrame

from kit.classroom import counts
from kit.classroom.counts import ENOUGH
from kit.classroom.files import ClassFiles
from kit.lesson import items, tally
from kit.lesson.lines import many

FOLDER = Path(__file__).parent
ROUNDED = {"share": 3, "gain": 3}  # digits after the point, by column
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


@dataclass(frozen=True)
class ClassView:
    """Counts over a class that identify no learner, and what learners chose to share."""

    lesson: str  # the one just taught, which gets the first page
    files: ClassFiles  # also those left out, used in part or counted together: not on the page
    rounds: int  # votes of the room
    unknown: str  # a sentence on answers that this kit cannot use
    tables: dict[str, DataFrame]  # by file name

    @property
    def learners(self) -> int:
        """The number of learners."""
        return len(self.files.learners)

    def counted(self) -> list[str]:
        """How many learners, votes and files the page counts."""
        sentences = [f"{many(self.learners, 'learner')}."]
        sentences += [f"{many(self.rounds, 'vote')} of the room."] if self.rounds else []
        if 0 < self.learners < ENOUGH:
            sentences.append(
                f"With fewer than {ENOUGH} learners a count can still point at somebody."
            )
        files = self.files
        for names, fate in ((files.left_out, "left out"), (files.damaged, "used in part")):
            if names:
                verb = "was" if len(names) == 1 else "were"
                sentences.append(f"{many(len(names), 'file')} {verb} {fate}.")
        if files.joined:
            sentences.append(f"Some files share answers, in {many(len(files.joined), 'case')}.")
        return [*sentences, self.unknown] if self.unknown else sentences

    def talk(self) -> list[str]:
        """Topics for the next lesson, the most pressing first."""
        sentences = []
        for row in _rows(counts.certain_and_wrong(self._section(self.lesson))):
            idea = f" ({row['misconception']})" if row["misconception"] else ""
            sentences.append(CERTAIN.format(**row | {"when": NAMES[row["when"]], "idea": idea}))
        most = counts.most_chosen(self.tables["misconceptions"])
        after = most[(most.lesson == self.lesson) & most.when.isin(counts.LATER)]
        return sentences + [BELIEVED.format(**row) for row in _rows(after.head(1))]

    def words(self) -> str:
        """The class in a few sentences."""
        return "\n".join([*self.counted(), *self.talk()])

    def page(self) -> str:
        """The class view as one HTML file, without network or script."""
        rows = {name: _rows(table) for name, table in self.tables.items()}
        asked = {
            name: [
                _rows(answers) for _, answers in self._section(name).groupby("question", sort=False)
            ]
            for name in items.sections()
        }
        now, checks = self._section(self.lesson), self._section(items.CHECK)
        options = now[now.kind != "claim"].drop_duplicates(["question", "id"])
        own = {"all", *checks.question[checks.lesson == self.lesson]}
        return PAGES.get_template("class_page.html").render(
            view=self,
            style=(FOLDER / "class_page.css").read_text(encoding="utf-8"),
            names=NAMES,
            enough=ENOUGH,
            dense=len(options) > DENSE,
            titles={name: tally.title(name) for name in asked if name != items.CHECK},
            asked=asked,
            rows=rows,
            own_gains=[row for row in rows["gains"] if row["what"] in own],
            chosen=_rows(counts.most_chosen(self.tables["misconceptions"])),
            questions=tally.progress([])[self.lesson].questions if self.lesson else 0,
        )

    def save(self, folder: str | Path) -> list[Path]:
        """Write `class.html`, and a CSV file for each table that is not empty.

        The folder is created if missing; an earlier class view in it is replaced.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        files = [folder / "class.html"]
        files[0].write_text(self.page(), encoding="utf-8")
        for name, table in self.tables.items():
            path = folder / f"{name}.csv"
            path.unlink(missing_ok=True)
            if len(table):
                files.append(path)
                safe = table.round(ROUNDED).map(_no_formula)
                safe.to_csv(path, index=False, encoding="utf-8-sig")  # as spreadsheets read it
        return files

    def _section(self, name: str) -> DataFrame:
        """The answers to the questions of a lesson, or of the concept check."""
        answers = self.tables["answers"]
        return answers[answers.question.str.startswith(f"{name}-")]


def _no_formula(value: object) -> object:
    """Escape text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def _rows(table: DataFrame) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = table.to_dict("records")
    return rows
