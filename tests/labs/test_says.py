"""Labs say in a state what was worked out by hand or read in a paper: says.toml."""

import tomllib
from pathlib import Path

import pytest

from kit import labs
from tests.labs.common import said

STATES = tomllib.loads(Path(__file__).with_name("says.toml").read_text(encoding="utf-8"))["state"]


@pytest.mark.parametrize("state", STATES, ids=lambda state: f"{state['lab']}: {state['says'][:40]}")
def test_a_lab_says_what_was_worked_out(state):
    lab = getattr(labs, state["lab"])(**state.get("with", {}))
    assert state["says"] in said(lab, **state.get("set", {}))
