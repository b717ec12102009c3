"""The class view: what a class predicted, confused and gained, from its files, without names."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kit.lesson import class_counts, class_page, lines, tally
from kit.lesson.class_counts import Row
from kit.lesson.class_files import Told, read_class


@dataclass
class ClassView:
    """Counts over a class, from which no learner can be identified.

    Parameters
    ----------
    learners : int
    left_out, damaged, joined : list of tuple of str
        Files that were not used, used in part, or counted together: name and reason. They are not
        shown.
    unknown : str
        What is said of answers that this kit cannot use.
    predictions, misconceptions, gains : list of dict
        The rows of `kit.lesson.class_counts`.
    """

    learners: int
    left_out: list[Told] = field(repr=False)
    damaged: list[Told] = field(repr=False)
    joined: list[Told] = field(repr=False)
    unknown: str = field(repr=False)
    predictions: list[Row] = field(repr=False)
    misconceptions: list[Row] = field(repr=False)
    gains: list[Row] = field(repr=False)

    def words(self) -> str:
        """The class in a few sentences."""
        return "\n".join(class_page.words(self))

    def tables(self) -> Any:
        """The three tables as DataFrames, by name."""
        import pandas as pd

        return {name: pd.DataFrame(getattr(self, name)) for name in TABLES}

    def save(self, folder: str | Path) -> list[Path]:
        """Write `class.html` and a CSV file for each table.

        Parameters
        ----------
        folder : str or Path
            Made where there is none; an earlier class view in it is replaced.

        Returns
        -------
        list of Path

        Raises
        ------
        OSError
        """
        folder = Path(folder)
        folder.mkdir(parents=True, exist_ok=True)
        files = [folder / "class.html"]
        files[0].write_text(class_page.page(self), encoding="utf-8")
        for name, columns in TABLES.items():
            files.append(folder / f"{name}.csv")
            with files[-1].open("w", encoding="utf-8-sig", newline="") as file:  # for spreadsheets
                writer = csv.DictWriter(file, columns)
                writer.writeheader()
                writer.writerows(getattr(self, name))
        return files

    def __repr__(self) -> Any:
        return self.words()

    def _repr_html_(self) -> Any:
        return class_page.body(self)


TABLES = {
    "predictions": (
        *("lesson", "question", "ask", "id", "answer", "right", "misconception", "learners"),
        *lines.CONFIDENCE,
    ),
    "misconceptions": (
        *("lesson", "question", "when", "misconception", "name", "learners"),
        *("chose", "certain", "share"),
    ),
    "gains": ("what", "name", "pairs", "before", "after", "gain"),
}


def class_view(paths: Iterable[str | Path]) -> ClassView:
    """Merge the files of a class.

    Parameters
    ----------
    paths : iterable of str or Path
        Files that learners downloaded, folders or zips of them. Two files of one learner count
        once.
    """
    found = read_class(paths)
    return ClassView(
        len(found.learners),
        found.left_out,
        found.damaged,
        found.joined,
        tally.unknown([event for events in found.learners for event in events]),
        class_counts.predictions(found.learners),
        class_counts.misconceptions(found.learners),
        class_counts.gains(found.learners),
    )
