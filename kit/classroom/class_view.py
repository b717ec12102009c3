"""The class view: guesses, votes, misconceptions and gains of a class, without names."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from kit.classroom import class_page, counts, handed_in
from kit.classroom.counts import Chosen, Distribution, Gain
from kit.classroom.files import ClassFiles, read_class
from kit.classroom.handed_in import Conclusion, ExitCard, HandedIn
from kit.classroom.room import Room, Round
from kit.lesson import items, lines, tally
from kit.lesson.lines import Event
from kit.lesson.record import Record

Row = dict[str, object]


@dataclass(frozen=True)
class ClassView:
    """Counts over a class that identify no learner, and what learners chose to share."""

    lesson: str  # the one just taught, which gets the first page
    files: ClassFiles  # also those left out, used in part or counted together: not on the page
    rounds: int  # votes of the room
    unknown: str  # a sentence on answers that this kit cannot use
    distributions: list[Distribution]
    chosen: list[Chosen]
    gains: list[Gain]
    handed_in: list[HandedIn]
    exit_cards: list[ExitCard]
    conclusions: list[Conclusion]

    @property
    def learners(self) -> int:
        """The number of learners."""
        return len(self.files.learners)

    def words(self) -> str:
        """The class in a few sentences."""
        return "\n".join([*class_page.counted(self), *class_page.talk(self)])

    def tables(self) -> dict[str, list[Row]]:
        """The page's tables as rows, by file name."""
        return {
            "answers": [row for question in self.distributions for row in _answer_rows(question)],
            "misconceptions": [vars(row) | {"share": round(row.share, 3)} for row in self.chosen],
            "gains": [
                vars(row) | {"gain": "" if row.gain is None else round(row.gain, 3)}
                for row in self.gains
            ],
            "handed-in": [{"code": learner.code} | learner.reached for learner in self.handed_in],
            "exit-cards": [vars(card) for card in self.exit_cards],
            "conclusions": [vars(row) for row in self.conclusions],
        }

    def save(self, folder: str | Path) -> list[Path]:
        """Write `class.html`, and a CSV file for each table that is not empty.

        The folder is created if missing; an earlier class view in it is replaced.
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        files = [folder / "class.html"]
        files[0].write_text(class_page.page(self), encoding="utf-8")
        for name, rows in self.tables().items():
            path = folder / f"{name}.csv"
            path.unlink(missing_ok=True)
            if rows:
                files.append(path)
                with path.open("w", encoding="utf-8-sig", newline="") as file:  # for spreadsheets
                    writer = csv.DictWriter(file, [*rows[0]])
                    writer.writeheader()
                    writer.writerows({k: _no_formula(v) for k, v in row.items()} for row in rows)
        return files


def _answer_rows(question: Distribution) -> Iterator[Row]:
    """One row for each answer and occasion."""
    for option in question.options:
        for when, cell in option.cells.items():
            low, middle, high = cell.middle or ("", "", "")
            yield {
                "lesson": counts.about(question.question),
                "question": question.question,
                "ask": question.ask,
                "when": when,
                "id": option.id,
                "answer": option.words,
                "right": "yes" if option.right else "no",
                "misconception": option.misconception,
                "count": cell.count,
                "of": cell.of,
                **{word: cell.sure.get(word, "") for word in lines.CONFIDENCE},
                "lower quarter": low,
                "median": middle,
                "upper quarter": high,
            }


def _no_formula(value: object) -> object:
    """Escape text that a spreadsheet would take for a formula."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@") else value


def class_view(
    paths: Iterable[str | Path], votes: Iterable[str | Path] = (), lesson: str = ""
) -> ClassView:
    """Merge a class's answer files and its votes in the room.

    Parameters
    ----------
    paths : iterable of str or Path
        Files that learners downloaded, folders or zips of them. Two files of one learner count
        once.
    votes : iterable of str or Path
        Files of `python -m kit vote`.
    lesson : str
        The lesson that was just taught; without it the one in which most learners answered last.

    Raises
    ------
    ValueError
        For an unknown lesson, or a file without votes.
    """
    if lesson and lesson not in items.lessons():
        raise ValueError(f"There is no lesson {lesson!r}: there are {', '.join(items.lessons())}.")
    files = read_class(paths)
    rounds = [round for path in votes for round in _rounds(Path(path))]
    answers = [
        answer
        for who, events in enumerate(files.learners, 1)
        for answer in tally.firsts(tally.answers(events, who))
    ]
    return ClassView(
        lesson or _last_taught(files.learners, rounds),
        files,
        len(rounds),
        tally.unknown([event for events in files.learners for event in events]),
        counts.distributions([*answers, *_votes(rounds)]),
        counts.chosen(answers),
        counts.gains(answers),
        handed_in.handed_in(files.learners),
        handed_in.exit_cards(files.learners),
        handed_in.conclusions(files.learners),
    )


def _rounds(path: Path) -> list[Round]:
    """The rounds with votes in a room's file."""
    events = Record(path).events()
    if not any(event["kind"] == "room" for event in events):
        raise ValueError(f"{path} is not a file of a room's votes.")
    room = Room()
    room.replay(events)
    return [round for round in room.rounds if round.votes]


def _votes(rounds: list[Round]) -> Iterator[tally.Answer]:
    """The votes of a room, of each question those of its first and of its last round."""
    for _, group in groupby(sorted(rounds, key=_item), _item):
        of_one = [*group]
        ends = of_one if len(of_one) < 2 else [of_one[0], of_one[-1]]
        for occasion, round in zip((tally.FIRST_VOTE, tally.LAST_VOTE), ends, strict=False):
            fields = {"kind": "prediction", "item": round.item}
            votes = tally.answers(vars(vote) | fields for vote in round.votes.values())
            yield from (replace(vote, occasion=occasion) for vote in votes)


def _item(round: Round) -> str:
    return round.item


def _last_taught(learners: list[list[Event]], rounds: list[Round]) -> str:
    """The lesson in which most learners answered last; the room's, where nobody did."""
    last = []
    for events in learners:
        own = [
            event for event in events if _lesson(event.get("item", "")) and event["kind"] != "check"
        ]
        if own:
            last.append(_lesson(max(own, key=lambda event: event["time"])["item"]))
    counts = Counter(filter(None, last or [_lesson(round.item) for round in rounds[-1:]]))
    place = items.lessons().index
    return max(counts, key=lambda lesson: (counts[lesson], place(lesson)), default="")


def _lesson(question: str) -> str:
    """The lesson of a question on its way, or of its claims and exit card; "" for another."""
    own, _, key = question.partition("-")
    return own if own in items.lessons() and not key.startswith("recall") else ""
