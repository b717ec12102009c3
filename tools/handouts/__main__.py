"""Write the handouts: `python -m tools.handouts`, then open build/handouts/index.html and print."""

import sys
from pathlib import Path

from kit.lesson import items
from tools import cards
from tools.handouts import sheet

ROOT = Path(__file__).resolve().parents[2]


def write(folder):
    """Write all sheets into a folder, with the one script that they share."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in items.lessons():
        made = {"": sheet.questions, "-labs": sheet.lab_sheet, "-key": sheet.answers}
        for ending, page in made.items():
            path = folder / f"lesson-{number}{ending}.html"
            path.write_text(page(number), encoding="utf-8")
    (folder / "index.html").write_text(sheet.index(), encoding="utf-8")
    (folder / "labs.js").write_text(cards.script(), encoding="utf-8")


if __name__ == "__main__":
    write(ROOT / "build" / "handouts")
    print("build/handouts/index.html")
    sys.exit(0)
