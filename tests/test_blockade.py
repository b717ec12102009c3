"""Nobody reads here how to overcome a real block: the arithmetic is of invented blockers only."""

import inspect
import re

import pytest

from kit import labs
from kit.labs.naltrexone.contest import KINDS, MOST_HELD
from kit.lesson import items
from tests.files import NOTEBOOKS, ROOT, read

# Where a sentence, a cell, a question or a row speaks of the arithmetic of competition …
ARITHMETIC = re.compile(
    r"dose.ratio|Schild|\bKBs?\b|\b(?:times|as much|more) (?:the |as much )?agonist|"
    r"the contest\b|old EC50|times to the right|spare receptors",
    re.IGNORECASE,
)
# … no drug has a name, nobody is scanned, and no amount has a unit.
REAL = re.compile(
    r"naltrexone|nalox|nalmefene|vivitrol|buprenorphine|suboxone|methadone|morphine|heroin|"
    r"fentanyl|codeine|oxycodone|tramadol|\bscan|\bPET\b|\d ?mg\b|ng/mL",
    re.IGNORECASE,
)
# And a sentence on overcoming a block holds no number.
WIN = re.compile(r"overc[oa]m|overpower|win against|break through", re.IGNORECASE)
# Addresses, and names of lessons, labs, claims and misconceptions.
MARKUP = re.compile(
    r"\[Naltrexone(?=\]\()|\]\([^)]*\)|<a id=[^>]*>|claim-\d+|`[^`]*`|\bX\d+|\d · Naltrexone|"
    r"[\"',-]naltrexone\b[-.\w]*|\bnaltrexone[-.]\w+[-\w]*"
)
# Pages for those who check the models, whose tables list each equation beside each source.
TABLES = re.compile(r"^\| (?:T\d|`)")


def flat(thing):
    """Every text of a nested thing, as one."""
    if isinstance(thing, dict):
        return " ".join(
            flat(part) for key, part in thing.items() if key not in ("id", "show", "lesson")
        )
    return " ".join(map(flat, thing)) if isinstance(thing, list) else str(thing)


def notebooks():
    """Each paragraph of each lesson, with the cell that it stands in."""
    for path in NOTEBOOKS:
        for cell in read(path)["cells"]:
            for part in "".join(cell["source"]).splitlines():
                yield f"{path.name} {cell['id']}", part


def questions():
    """Each question, with all of its options and explanations."""
    for lesson in (*items.lessons(), items.CHECK):
        for name, item in items.lesson(lesson).items():
            yield name, flat(item)


def rows():
    """Each row that a learner may read as a sentence."""
    for path in (ROOT / "data").glob("*.csv"):
        if path.stem in ("claims", "glossary", "misconceptions", "parameters", "transmitters"):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                yield f"{path.name} {number}", line


def pages():
    """Each paragraph of each page."""
    for path in sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md"]):
        for number, line in enumerate(read(path).splitlines(), 1):
            if not TABLES.match(line):
                yield f"{path.relative_to(ROOT)} {number}", line


def charts():
    """Everything that the labs of competition say, in any state of their choices."""
    for name in ("contest", "schild_plot"):
        lab = getattr(labs, name)()
        said = [lab.words(), flat(lab.spec), lab.sources().to_csv()]
        for kind in KINDS if name == "contest" else ():
            lab.set(kind=kind, held=MOST_HELD)
            said.append(lab.words())
        yield name, " ".join(said)


@pytest.mark.parametrize("told", [notebooks, questions, rows, pages, charts])
def test_no_drug_scan_or_amount_stands_beside_the_arithmetic_of_competition(told):
    found = []
    for where, text in told():
        plain = MARKUP.sub(" ", text)
        if ARITHMETIC.search(plain) and (real := REAL.search(plain)):
            found.append(f"{where}: {real.group()}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("told", [notebooks, questions, rows, pages])
def test_a_sentence_on_overcoming_a_block_holds_no_number(told):
    found = []
    for where, text in told():
        for sentence in re.split(r"(?<=[.?!”])\s|\n|\|", MARKUP.sub(" ", text)):
            if WIN.search(sentence) and re.search(r"\d", sentence):
                found.append(f"{where}: {sentence.strip()[:100]}")
    assert not found, "\n".join(found)


def test_the_labs_of_the_contest_ask_the_ledger_nothing():
    for name in ("contest", "schild_plot"):
        assert not re.search(r"evidence\.(?!sources)", inspect.getsource(getattr(labs, name)))


def test_nothing_of_the_fading_shield_can_be_read_as_a_number():
    """A shield and a tolerance in numbers would be a factor for a living body."""
    lab = labs.after_the_shield()
    assert not lab.table().shape[0]
    for stage in lab._controls["stage"].positions():
        for before in ("year", "none"):
            lab.set(stage=stage, before=before)
            said = re.sub(r"Stage [\d.]+ of", "", lab.words())
            assert not re.search(r"\d|%|times", said), said
    controls = [*labs.contest()._controls.values(), *lab._controls.values(),
                *labs.precipitated_withdrawal()._controls.values()]  # fmt: skip
    assert not any(re.search(r"\bmg\b|\bdays?\b|\bhours?\b", c.label) for c in controls)


def test_the_patterns_find_a_bad_sentence():
    text = "A scan finds 94.9 % held by the antagonist. Dose ratio = 20."
    assert ARITHMETIC.search(text) and REAL.search(text)
    assert ARITHMETIC.search("The same highest effect, at 20 times the agonist")
    assert WIN.search("people who tried to overcome a block")
