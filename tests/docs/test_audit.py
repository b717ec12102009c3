"""What the page on the audit names exists: tests, files and rows; every fault stands there once."""

import re
from pathlib import Path

import pytest

from kit.evidence import read

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "audit.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([^`]+)`", PAGE)) - {"open"})
ROWS = {
    row.get("id") or row.get("key") or row.get("drug")
    for name in read.names()
    for row in read.rows(name)
}


@pytest.mark.parametrize("name", NAMED)
def test_what_is_named_exists(name):
    assert (ROOT / name).exists() if "/" in name else name in ROWS


def test_every_fault_stands_there_once():
    faults = re.findall(r"^\| ([AB]\d+) \|", PAGE, re.M)
    assert faults == [f"A{n}" for n in range(1, 14)] + [f"B{n}" for n in range(1, 21)]


def test_a_fault_that_no_test_keeps_mended_says_so():
    for line in re.findall(r"^\| [AB]\d+ \|.*$", PAGE, re.M):
        *_, keeper, state = (cell.strip() for cell in line.strip("|").split("|"))
        assert keeper or "open" in state or "no test" in state, line
