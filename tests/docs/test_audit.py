"""What the page on the audit names exists: tests, files and rows; every fault stands there once."""

import re

import pytest

from kit.evidence import read
from tests.files import ROOT

PAGE = (ROOT / "docs/audit.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`([^`]+)`", PAGE)) - {"open"})
ROWS = {
    row.get("id") or row.get("key") or row.get("drug")
    for name in read.names()
    for row in read.rows(name)
}


@pytest.mark.parametrize("name", NAMED)
def test_what_is_named_exists(name):
    assert (ROOT / name).exists() if "/" in name else name in ROWS
