"""Words about people and about medicines: what is not said, over everything that somebody reads.

`words.csv` has the words and what to say instead (NIDA's Words Matter, the terms of the American
Society of Addiction Medicine, and this kit's misconceptions). `words_allowed.csv` has every passage
that may say one all the same, and why: a myth that is quoted, the name of a trial's outcome.
"""

import ast
import re
from fnmatch import fnmatch
from functools import cache

import pytest

from tests.files import NOTEBOOKS, ROOT, read

QUIET = {"title", "journal", "doi", "id"}  # columns that quote a paper or only name a row
PAGES = ("README.md", "CONTRIBUTING.md", "data/README.md", "deploy/README.md", "docs/**/*.md")


def found_by(pattern):
    """A pattern as it is searched for: capital letters count where they are all of it."""
    letters = re.sub(r"\\.", "", pattern)
    return re.compile(rf"(?<![\w-])(?:{pattern})", 0 if letters.isupper() else re.IGNORECASE)


AVOIDED = [(found_by(row["pattern"]), row) for row in read("tests/accessible/words.csv")]
ALLOWED = [
    (row["where"], re.compile(row["says"]), row)
    for row in read("tests/accessible/words_allowed.csv")
]


def of_notebook(path):
    """What a notebook says: its cells, and what they have left."""
    for cell in read(path)["cells"]:
        yield "".join(cell["source"])
        for output in cell.get("outputs", []):
            for kind, data in output.get("data", {}).items():
                if kind.startswith("text/"):
                    yield re.sub(r"<[^>]+>", " ", "".join(data))


def of_python(path):
    """The texts in a module."""
    for node in ast.walk(ast.parse(read(path))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@cache
def texts():
    """Everything that somebody reads, by the file it stands in; of a table, by its column."""
    found = {}
    for path in NOTEBOOKS:
        found[path, ""] = of_notebook(path)
    for path in (ROOT / "kit").rglob("*.py"):
        found[path, ""] = of_python(path)
    whole = [*(ROOT / "kit").rglob("*.toml"), *(ROOT / "docs").rglob("*.toml")]
    whole += [path for end in ("js", "svg") for path in (ROOT / "kit").rglob(f"*.{end}")]
    whole += (ROOT / "tools").rglob("*.html")
    whole += [path for page in PAGES for path in ROOT.glob(page)]
    for path in whole:
        found[path, ""] = [path.read_text(encoding="utf-8")]
    for path in (ROOT / "data").glob("*.csv"):
        rows = read(path)
        for column in rows[0].keys() - QUIET:
            found[path, f":{column}"] = [row[column] for row in rows]
    return {
        path.relative_to(ROOT).as_posix() + column: "\n\n".join(dict.fromkeys(said))
        for (path, column), said in sorted(found.items())
    }


def bare(name, text):
    """A text without the passages that may stand in this file."""
    for where, says, _ in ALLOWED:
        if fnmatch(name, where):
            text = says.sub(" ", text)
    return text


def test_every_kind_of_text_is_searched():
    assert len(texts()) > 200
    for one in ("notebooks/08-naltrexone.ipynb", "kit/lesson/items/naltrexone.toml", "README.md"):
        assert len(texts()[one]) > 2000
    assert "chemical imbalance" in texts()["data/misconceptions.csv:misconception"]
    assert "kit/labs/gap/puff.py" in texts()


@pytest.mark.slow
def test_no_text_says_a_word_that_this_kit_avoids():
    said = set()
    for name, text in texts().items():
        for pattern, row in AVOIDED:
            if pattern.search(text):
                hits = {hit.group() for hit in pattern.finditer(bare(name, text))}
                said |= {f"{name}: “{hit}”, better: {row['instead']}" for hit in hits}
    assert not said, "\n".join(sorted(said))


def test_every_exception_is_still_needed():
    needless = []
    for where, says, row in ALLOWED:
        passages = {
            passage.group()
            for name, text in texts().items()
            if fnmatch(name, where)
            for passage in says.finditer(text)
        }
        if not any(pattern.search(each) for each in passages for pattern, _ in AVOIDED):
            needless.append(row)
    assert not needless


def test_a_bad_sentence_is_noticed():
    for sentence in (
        "He has a history of substance abuse.",
        "Addicts and drug users relapse.",
        "She suffers from depression and committed suicide.",
        "Depressed patients failed the drug.",
        "It restores a chemical imbalance.",
        "It increases the level of serotonin.",
    ):
        assert any(pattern.search(sentence) for pattern, _ in AVOIDED), sentence
