"""What the products need to know of the lessons: their titles, and what they say elsewhere."""

import re
from dataclasses import dataclass
from pathlib import Path

import nbformat

NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"
QUESTION = re.compile(r"^\*\*(.+?)\*\*$", re.M)
# What a notebook says of JupyterLab, and what is so where it has been run already.
SAID = {
    "To start, choose **Run ▸ Run All Cells**. Then read from the top.": "Read from the top.",
    "Choose **Run ▸ Run All Cells** in the menu above. Charts appear on this page. Each is a "
    "*lab*": "The charts on this page are *labs*",
    "Run this cell again after a lesson.": "",
}
KEPT = (
    "Your answers are kept in the file `my-answers.jsonl` beside this notebook, and nowhere else."
)
WHERE = "## Where my answers live"
SETTINGS, WORDS = "## Settings", "**Words.** "  # a section about JupyterLab, and what follows in it
FILES = re.compile(r"\[([^\]]+)\]\(\.\./[^)]+\)")  # links to what lies beside the notebooks


@dataclass(frozen=True)
class Lesson:
    """One notebook as a menu names it."""

    path: Path
    title: str
    question: str

    @property
    def number(self):
        """Such as "dose", or the name of a notebook without a number."""
        return self.path.stem.partition("-")[0]


def lessons(folder=NOTEBOOKS):
    """All notebooks of a folder in reading order."""
    found = []
    for path in sorted(Path(folder).glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        question = QUESTION.search(notebook.cells[0].source)
        found.append(Lesson(path, title(notebook), question[1] if question else ""))
    return found


def title(notebook):
    """The first heading of a notebook."""
    return notebook.cells[0].source.partition("\n")[0].lstrip("# ")


def find(number, folder=NOTEBOOKS):
    """The lesson of a number such as "dose" or "3".

    Raises
    ------
    ValueError
        Where there is none.
    """
    found = {lesson.number: lesson for lesson in lessons(folder)}
    if number.zfill(2) not in found:
        raise ValueError(f"There is no lesson {number!r}: there are {', '.join(found)}.")
    return found[number.zfill(2)]


def said(source, answers):
    """A text of a lesson for a reader who need not run it.

    Parameters
    ----------
    source : str
    answers : str
        What becomes of the answers there, a sentence.
    """
    if source.startswith(SETTINGS):
        return f"## Words\n\n{source.partition(WORDS)[2]}"
    if source.startswith(WHERE):
        return f"{WHERE}\n\n{answers}"
    for there, here in [*SAID.items(), (KEPT, answers)]:
        source = source.replace(there, here)
    return FILES.sub(r"\1", source)
