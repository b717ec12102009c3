"""Write the handouts: `python -m tools.handouts`, then open build/handouts/index.html and print.

python -m tools.handouts --site https://example.org/kit    also a QR code for each lesson
"""

import argparse
from pathlib import Path

from kit.lesson import items
from tools import cards
from tools.handouts import sheet


def write(folder, site=""):
    """Write all sheets into a folder, with the one script that they share.

    Without the address of a site on the web there are no codes.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number in items.lessons():
        sheets = {"": sheet.questions, "-labs": sheet.lab_sheet, "-key": sheet.answers}
        if site:
            sheets["-code"] = lambda name: sheet.code(name, site)
        for ending, page in sheets.items():
            path = folder / f"lesson-{number}{ending}.html"
            path.write_text(page(number), encoding="utf-8")
    (folder / "index.html").write_text(sheet.index(), encoding="utf-8")
    (folder / "labs.js").write_text(cards.script(), encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.handouts")
    parser.add_argument("--site", default="", help="the site's address, for QR codes")
    write(Path("build") / "handouts", parser.parse_args().site)
    print("build/handouts/index.html")
