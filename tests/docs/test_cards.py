"""The model cards: what the tables say today, every test and function once, no typed number."""

import re

import pytest

from tools import build_cards

NAMES = build_cards.names()
PAGES = {path.name: (path, text) for path, text in build_cards.pages()}
PARTS = [
    "Outcomes",
    "The equation, term by term",
    "Assumptions",
    "Where it breaks",
    "Constants",
    "Tested against",
    "Functions",
    "Where a learner meets it",
]
CODE = re.compile(r"```.*?```|`[^`]*`|\{[^}]*\}", re.S)
NAMED = re.compile(r"\b(M[1-8]|T\d+b?|ED50|EC50|X50|K[12]|alpha2|[Ll]esson [1-9])\b")
# rows that explain a term of an equation name it as the equation does
ARITHMETIC = re.compile(r"^\| [^|]+ \||1 - f|1/\(?s\)?|1/h", re.M)


def test_the_cards_are_up_to_date():
    found = {path.name: path.read_text(encoding="utf-8") for path in build_cards.FOLDER.glob("*")
             if path.is_file()}  # fmt: skip
    assert found == {name: text for name, (_, text) in PAGES.items()}, (
        "run `python tools/build_cards.py` from the top of the tree"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_card_has_its_parts_its_numbers_from_the_tables_and_its_misfits(name):
    text = PAGES[f"{name}.md"][1]
    assert re.findall(r"^## (.+)$", text, re.M) == PARTS and text.startswith(f"# {name} · ")
    assert "{" not in text and "nan" not in text.split()
    _, _, tests, body = build_cards.prose(name)
    assert not re.findall(r".*\d.*", NAMED.sub("", ARITHMETIC.sub("", CODE.sub("", body))))
    breaks = body.partition("## Where it breaks")[2]
    misfits = {test for test in tests if "misfit" in build_cards.targets()[test]["result"]}
    assert all(test in breaks for test in misfits)


def test_every_model_constant_and_line_of_the_validation_page_stands_on_one_card():
    placed = [test for name in NAMES for test in build_cards.prose(name)[2]]
    assert sorted(placed) == sorted(build_cards.targets())
    constants = build_cards.parameters().values()
    assert {row["model"] for row in constants} == set(NAMES)
    for row in constants:
        assert row["function"] in (*build_cards.prose(row["model"])[1], "qualitative"), row
