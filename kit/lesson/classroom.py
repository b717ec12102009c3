"""The class view: what a class predicted, confused and gained, from its files, without names."""

import csv
import glob
from dataclasses import dataclass, field
from pathlib import Path

from kit.lesson import class_counts, class_page, disk, lines
from kit.lesson.reader import LARGEST, many


@dataclass
class ClassView:
    """Counts over a class, from which no learner can be told.

    Parameters
    ----------
    learners : int
    left_out, damaged : list of tuple of str
        The name of each file that was not used, or used in part, and why. They are not shown.
    predictions, misconceptions, gains : list of dict
        The rows of `kit.lesson.class_counts`.
    """

    learners: int
    left_out: list = field(repr=False)
    damaged: list = field(repr=False)
    predictions: list = field(repr=False)
    misconceptions: list = field(repr=False)
    gains: list = field(repr=False)

    def words(self):
        """The class in a few sentences."""
        return "\n".join(class_page.words(self))

    def tables(self):
        """The three tables as DataFrames, by name."""
        import pandas as pd

        return {name: pd.DataFrame(getattr(self, name)) for name in TABLES}

    def save(self, folder):
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

    def __repr__(self):
        return self.words()

    def _repr_html_(self):
        return class_page.body(self)


TABLES = {
    "predictions": (
        *("lesson", "question", "ask", "answer", "right", "misconception", "learners"),
        *lines.CONFIDENCE,
    ),
    "misconceptions": (
        *("lesson", "question", "when", "misconception", "name", "learners"),
        *("chose", "certain", "share"),
    ),
    "gains": ("what", "name", "pairs", "before", "after", "gain"),
}


def class_view(paths):
    """Merge the files of a class.

    Parameters
    ----------
    paths : list of str or Path
        Files that learners downloaded, or folders of them. Two files of one learner count once.

    Returns
    -------
    ClassView
    """
    learners, left_out, damaged = read_class(paths)
    return ClassView(
        len(learners),
        left_out,
        damaged,
        class_counts.predictions(learners),
        class_counts.misconceptions(learners),
        class_counts.gains(learners),
    )


def read_class(paths):
    """The events of each learner; files that share an event belong to the same one.

    Returns
    -------
    learners : list of list of dict
    left_out, damaged : list of tuple of str
        File name and reason.
    """
    groups, left_out, damaged = [], [], []
    for path in _files(paths):
        try:
            events, flaw = _read(path)
        except (OSError, ValueError) as fault:
            why = disk.why(fault) if isinstance(fault, OSError) else str(fault)
            left_out.append((lines.shown(path.name), why))
            continue
        if flaw:
            damaged.append((lines.shown(path.name), flaw))
        merged = {event["id"]: event for event in events}
        same = [group for group in groups if group.keys() & merged.keys()]
        for group in reversed(same):
            merged = group | merged
        groups = [group for group in groups if group not in same] + [merged]
    return [list(group.values()) for group in groups], left_out, damaged


def _files(paths):
    """Each file once: folders give their files, and a pattern what it matches."""
    found = {}
    for path in map(Path, paths):
        if path.is_dir():
            matches = sorted(path.glob("*.jsonl"))
        elif not path.exists() and glob.has_magic(str(path)):
            matches = sorted(map(Path, glob.glob(str(path))))  # no shell did it
        else:
            matches = [path]
        found |= {match.absolute(): None for match in matches}
    return list(found)


def _read(path):
    """The events of a file, and what is wrong with the rest of it."""
    disk.refuse_other_things(path)
    with path.open("rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise ValueError(f"it is larger than {LARGEST / 2**20:.0f} MB, and no file of answers is")
    events, bad, newer = lines.read_all(data)
    if not events:
        raise ValueError("it holds no answer of this kit that can be read")
    flaws = [f"{many(bad, 'line')} could not be read"] if bad else []
    flaws += [f"{many(newer, 'line')} came from a newer kit"] if newer else []
    return events, " and ".join(flaws)
