"""No test is left out in silence: every skip and xfail stands with its reason in the docs."""

import ast
import re

from tests.files import ROOT, read

LEFT_OUT = re.compile(r"pytest\.(mark\.)?(skip|skipif|importorskip|xfail)")


def reasons(source):
    """The reason of each skip and xfail of a test file, as far as it is fixed; "" for none."""
    nodes = [*ast.walk(ast.parse(source))]
    calls = {id(node.func): node for node in nodes if isinstance(node, ast.Call)}
    for node in nodes:
        if isinstance(node, ast.Attribute) and LEFT_OUT.fullmatch(ast.unparse(node)):
            call = calls.get(id(node), ast.Call(node, [], []))
            named = [key.value for key in call.keywords if key.arg == "reason"]
            parts = [part for given in named or call.args[:1] for part in ast.walk(given)]
            texts = [part.value for part in parts if isinstance(part, ast.Constant)]
            yield next((text.strip() for text in texts if isinstance(text, str)), "")


def test_every_skip_gives_a_reason_that_the_docs_justify():
    docs = read("docs/reliability.md")
    listed = set(re.findall(r"^\| (?:\w*skip\w*|xfail) \| (.+?) \|", docs, re.M))
    texts = [read(path) for path in (ROOT / "tests").rglob("*.py")]
    assert {said for text in texts for said in reasons(text)} == listed


def test_skips_with_and_without_a_reason_are_seen():
    source = """
pytest.skip("no net")
pytest.skip(f"There is no {thing} yet")
@pytest.mark.skipif(True, reason="another system")
@pytest.mark.xfail
def test(): ...
"""
    assert {*reasons(source)} == {"no net", "There is no", "another system", ""}
