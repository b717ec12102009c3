"""Write the teacher's pages in docs/teaching/ from their sources, the lessons, labs and ledger.

    python tools/build_teaching.py           # write them
    python tools/build_teaching.py --check   # only say which of them are out of date

By hand: docs/teaching/source/ (plans, prompts, what to point at; which source stands behind which
safety statement), README.md, running-a-class.md, class-view.md. All other pages come from here.
"""

import sys
from pathlib import Path

from kit.lesson import items
from tools.teaching import checklist, pages

ROOT = Path(__file__).resolve().parent.parent


def made():
    """Every page that is made, by its path."""
    written = {pages.FOLDER / f"lesson-{n}.md": pages.page(n) for n in items.lessons()}
    written[pages.FOLDER / "concept-check.md"] = pages.concept_check()
    written[pages.FOLDER / "rubric.md"] = pages.rubric()
    written[pages.FOLDER / "safety.md"] = checklist.page()
    return written


def main(arguments):
    """Write the pages, or compare them; 1 where one was out of date."""
    old = {
        path: text
        for path, text in made().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    }
    for path, text in old.items():
        print(path.relative_to(ROOT))
        if "--check" not in arguments:
            path.write_text(text, encoding="utf-8")
    return int("--check" in arguments and bool(old))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
