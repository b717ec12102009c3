"""Opening a lesson and saving it changes what the learner did and nothing else."""

from difflib import unified_diff

import pytest

from tests.files import ROOT

pytestmark = pytest.mark.browser

STEMS = ("00-start", "05-classes", "glossary")  # tests/saved holds the layout of all others
SAVE = "jupyterapp.shell.currentWidget.context.save()"


def changed(before, after):
    """The lines that left a text, and those that came."""
    lines = list(unified_diff(before.splitlines(), after.splitlines(), n=0))[2:]
    return [[line[1:] for line in lines if line.startswith(sign)] for sign in "-+"]


def copied(visit, path):
    """A lesson in a file of its own, its text, and the page that shows it."""
    copy = visit.home / "notebooks" / f"saved-{path.name}"
    copy.write_bytes(path.read_bytes())
    return copy, copy.read_text(encoding="utf-8"), visit.open(copy.name)


@pytest.mark.parametrize("stem", STEMS)
def test_a_plain_save_changes_the_version_of_python_at_most(visit, stem):
    copy, before, page = copied(visit, ROOT / "notebooks" / f"{stem}.ipynb")
    page.evaluate(SAVE)
    gone, come = changed(before, copy.read_text(encoding="utf-8"))
    copy.unlink()
    assert len(gone) <= 1 and len(come) <= 2, (gone, come)
    assert not come or '"version": "3.' in come[-1]
