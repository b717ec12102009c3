"""The validation table: known misfits only, and the page is what the models give today."""

import pytest

from tests.files import read
from tests.science import validation

LINES = validation.targets()
# In models.md; T8, T10, T21 and T29 are not in use.
WANTED = {*range(1, 35)} - {8, 10, 21, 29}


@pytest.mark.parametrize("line", LINES, ids=lambda line: line.id)
def test_target(line):
    assert line.misses() == line.misfit, (line.what, line.expected, line.obtained)


def test_every_target_is_there_once():
    names = [line.id for line in LINES]
    assert len(set(names)) == len(names)
    assert {int(name[1:]) for name in names if not name.endswith("b")} == WANTED


def test_misfits_are_explained_and_nothing_was_fitted_to_a_check():
    for line in LINES:
        assert line.role in {"EXACT", "FIT", "CHECK"} and line.source
        assert not line.misfit or (line.note and line.role == "CHECK")


def test_the_page_is_up_to_date():
    assert read("docs/validation.md") == validation.page(), (
        "run `python tests/science/validation.py` from the top of the tree"
    )
