"""No test is left out in silence: every skip and xfail stands with its reason in the docs."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = {"pytest.skip", "pytest.importorskip", "pytest.xfail"}
WORDS |= {"pytest.mark.skip", "pytest.mark.skipif", "pytest.mark.xfail"}


def reasons(source):
    """(word, its reason as far as it is fixed text) of each skip and xfail of a test file."""
    tree = ast.parse(source)
    calls = {id(node.func): node for node in ast.walk(tree) if isinstance(node, ast.Call)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and ast.unparse(node) in WORDS:
            yield node.attr, reason(calls.get(id(node)), node.attr)


def reason(call, word):
    """What a skip says: its `reason`, else the text that `pytest.skip` is given; "" for nothing."""
    if call is None:
        return ""
    given = [key.value for key in call.keywords if key.arg == "reason"]
    given += call.args if word in ("skip", "xfail") else []
    texts = [node.value for each in given[:1] for node in ast.walk(each) if is_text(node)]
    return max(texts, key=len, default="").strip()


def is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def test_every_skip_gives_a_reason_that_the_docs_justify():
    docs = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| (?:\w*skip\w*|xfail) \| (.+?) \|", docs, re.M))
    given = set()
    for path in sorted((ROOT / "tests").rglob("*.py")):
        for word, said in reasons(path.read_text(encoding="utf-8")):
            assert said, f"{path.name}: {word} without a reason"
            given.add(said)
    assert given == listed


def test_a_skip_without_a_reason_and_one_of_each_kind_are_seen():
    source = """
import pytest
pytest.skip("no net")
pytest.skip(f"There is no {thing} yet")
pytest.importorskip("numpy", reason="no numpy")
@pytest.mark.skipif(True, reason="another system")
@pytest.mark.xfail(reason="known")
@pytest.mark.skip
def test(): ...
"""
    kinds = {
        ("skip", "no net"),
        ("skip", "There is no"),
        ("importorskip", "no numpy"),
        ("skipif", "another system"),
        ("xfail", "known"),
        ("skip", ""),
    }
    assert set(reasons(source)) == kinds
