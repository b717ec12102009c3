"""Write the teacher's pages in docs/teaching/ from their sources, the lessons, labs and ledger.

    python tools/build_teaching.py

By hand: docs/teaching/source/ (plans, prompts, states of labs for the handouts; which source stands
behind which safety statement), README.md, next-week.md, learning-platforms.md, curricula.md,
running-a-class.md, class-view.md. All other pages come from here.
"""

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


def main():
    """Write the pages that are out of date, and say which."""
    for path, text in made().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            print(path.relative_to(ROOT))
            path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
