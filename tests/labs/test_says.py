"""Labs say in a state what was worked out by hand or read in a paper: says.toml."""

import pytest

from kit import labs
from tests.files import read
from tests.labs.common import said

STATES = read("tests/labs/says.toml")["state"]


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state['lab']}: {state['says'][:40]}")
def test_a_lab_says_what_was_worked_out(state):
    lab = getattr(labs, state["lab"])(**state.get("with", {}))
    assert state["says"] in said(lab, **state.get("set", {}))
