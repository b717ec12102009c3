"""What somebody wrote stays text in every page, and no name of a file leaves its folder."""

import csv
import io
import json
import re
import subprocess

import pandas as pd
import pytest

from kit import evidence
from kit.classroom.class_view import class_view
from kit.labs.start import ledger as ledger_page
from kit.lesson import lines, record, sheet
from kit.lesson.passport import Passport
from kit.lesson.question import Question
from tests.files import ROOT, read
from tests.hostile import PLAIN, STRINGS, Reader, hostile_item, hostile_lab
from tools.handouts import sheet as paper
from tools.site.build import packed


@pytest.fixture(params=STRINGS)
def text(request):
    return STRINGS[request.param]


def clean(page, tags=PLAIN):
    """The text of a page in which nothing is strange."""
    found = Reader(page, tags)
    assert found.strange == []
    return found.text


def short(text):
    """The part of a string that says which it is, as a page may show it."""
    return re.search(r"[!-~][ -~]{2,}", text)[0][:20].strip()


def test_the_reader_of_pages_finds_what_is_strange():
    assert Reader("<p>text</p>").strange == []
    for page in ("<script>", "<img src=x>", "<p onclick=1>", "<a href='javascript:1'>", "<!--x-->"):
        assert Reader(page).strange, page


# What labs, questions and the ledger say


def test_a_lab_shows_hostile_text_as_text(text):
    lab = hostile_lab(text)
    assert lab.text().startswith(f"Words 1 {text}")
    assert short(text) in clean(lab.page())
    assert lab.table()["Note"].iloc[-1] == text
    with pytest.raises(ValueError, match="is not one of the choices"):
        lab.set(kind=text)
    with pytest.raises(ValueError, match="is not a number|is not possible here"):
        lab.set(level=text)
    with pytest.raises(ValueError, match="is not a control"):
        lab.set(**{text: 1})


@pytest.mark.parametrize("kind", ["choice", "number", "order", "text"])
def test_a_question_and_an_answer_show_hostile_text_as_text(mine, text, kind):
    item = hostile_item(text, kind)
    assert short(text) in clean(sheet.page("dose-hostile", item))
    asked = Question("dose-hostile", item)
    told = asked.asked["ask"]
    assert told == f"Ask {text}" and "why" not in asked.asked
    if kind == "text" and text.strip() and len(text) < 2000:
        asked.answer(text)
        assert [event["answer"] for event in record.Record(mine.path).events()[1:]] == [text]
    else:
        with pytest.raises(ValueError):
            Question("dose-hostile", hostile_item("x", "number")).answer({"a": text})


def test_a_cell_of_the_ledger_is_shown_as_text(text, monkeypatch):
    cells = [text] * len(ledger_page.COLUMNS)
    columns = [*ledger_page.COLUMNS, "Link"]
    shown = ledger_page.Ledger(pd.DataFrame([[*cells, ""]], columns=columns), search=text)
    drawn = clean(shown.rows.to_html(index=False, border=0))
    assert short(text)[:10] in drawn
    monkeypatch.setattr(evidence, "cite", lambda _: text)
    monkeypatch.setattr(evidence, "link", lambda _: f"https://doi.org/{text}")
    clean(ledger_page.cited({"source": "x"})[1])
    sources = evidence.sources("meyer2004")
    sources.iloc[0, sources.columns.get_loc("title")] = text
    clean(sources.to_html(border=0))


def test_an_identifier_that_is_an_address_is_refused_by_the_schema():
    package = read("data/datapackage.json")
    table = next(one for one in package["resources"] if one["name"] == "sources")
    rules = {field["name"]: field.get("constraints", {}) for field in table["schema"]["fields"]}
    for address in ("javascript:1", '10.1/"><img src=x onerror=1>', "10.1/x y"):
        for column in ("doi", "pmid", "label_id"):
            assert not re.fullmatch(rules[column]["pattern"], address), (column, address)


def test_handouts_and_site_carry_hostile_text_as_text(text):
    for kind in ("choice", "number", "order", "text"):
        item = hostile_item(text, kind)
        page = paper.SHEETS.question(paper._question("q", item, None), True)
        assert short(text) in clean(str(page))
    made = packed({"text": text.encode("utf-8", "replace").decode()})
    assert re.fullmatch(r"[A-Za-z0-9+/=]*", made)


# A learner's file, to the record, the passport and the class


def tell_everything(mine, text):
    """Events that hold a string in every field that takes text."""
    mine.add("prediction", lesson="dose", item="dose-best", said=text, answer=text, right=False)
    mine.add("answer", lesson="dose", item=text, said=text, answer=[text], when=text)
    mine.add("exit", lesson="dose", item=text, text=text, said=text)
    mine.add("because", lesson="dose", item="dose-best", text=text)
    mine.add("exit", lesson="dose", item="dose-exit", answer=text)  # which a teacher may read
    mine.add("hand-in", code=text, exit_cards=True)


def test_an_answer_reaches_passport_class_and_download_as_text(mine, text, tmp_path):
    tell_everything(mine, text)
    assert len(mine.path.read_bytes().splitlines()) == 7 and mine.trouble == ""
    found = Passport(mine)
    clean(found.page())
    for told in (found.text(), json.dumps(found.content)):
        told.encode("utf-8")
        assert not set("\0\x1b\u202e\ud800") & set(told)
    assert lines.read_all(mine.download())[0] == mine.events()
    view = class_view([mine.path])
    assert len(view.tables["exit-cards"]) == bool(text.strip())
    for path in view.save(tmp_path / "class"):
        content = path.read_text("utf-8-sig")
        if path.suffix == ".csv":
            cells = [cell for row in csv.reader(io.StringIO(content)) for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "@", "\t", "\r"))]
        else:
            body = content.partition("</style>")[2].removesuffix("</html>")
            assert short(text)[:10] in clean(body, PLAIN | {"svg", "rect", "span"})


# Names of files


def test_no_text_of_a_learner_names_a_file():
    """The files that the kit writes have names of its own; a download is named by its view."""
    wrote = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "kit").rglob("*.py")
        if re.search(r"\"wb?\"|write_text|write_bytes|os\.open|os\.rename", path.read_text("utf-8"))
    }
    assert wrote == {
        "kit/lesson/disk.py",
        "kit/classroom/class_page.py",  # what the teacher names on the command line
    }


# The code itself


def test_no_script_makes_markup_or_code_of_a_string():
    risky = r"\b(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|\beval\(|new Function"
    found = []
    for path in [*(ROOT / "kit").rglob("*.js"), *(ROOT / "tools").rglob("*.js")]:
        if "node_modules" in path.parts:
            continue
        for line in path.read_text("utf-8").splitlines():
            if re.search(rf"{risky}|srcdoc|createContextualFragment", line):
                found.append((path.name, line.strip()))
    assert sorted(found) == [  # all of our own, from the build
        ("first.js", 'if (all[k].tagName === "NOSCRIPT") all[k].outerHTML = all[k].textContent;'),
        ("page.js", "place.innerHTML = node.html; // of our own, from the build"),
        ("speaker.js", "answer.innerHTML = screen.html; // of our own, from the build"),
    ]


def test_the_linter_watches_for_dangerous_calls():
    rules = read("pyproject.toml")["tool"]["ruff"]["lint"]
    assert "S" in rules["select"]
    assert not {"S102", "S301", "S307", "S506", "S602", "S605", "S701"} & set(rules["ignore"])


LISTED = subprocess.run(["git", "ls-files", "*.lock"], cwd=ROOT, capture_output=True, text=True)


@pytest.mark.parametrize("name", LISTED.stdout.split())
def test_every_lock_has_exact_versions_with_hashes_and_no_address(name):
    lock = read(name)
    entries = re.split(r"\n(?=\S)", re.sub(r"^\s*#.*\n", "", lock, flags=re.M).strip())
    assert len(entries) > 15
    for entry in entries:
        assert re.match(r"[a-z0-9.-]+(?:\[[a-z,]+\])?==\S+", entry), entry
        assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry), f"no hash: {entry}"
    assert not re.search(r"://|--(extra-)?index|--find-links|--trusted-host", lock)


@pytest.mark.parametrize("name", ["deploy", "tools/javascript", "tools/site"])
def test_the_locks_of_node_have_hashes(name):
    packages = read(f"{name}/package-lock.json")["packages"]
    for path, told in packages.items():
        if path:
            assert told["integrity"].startswith("sha512-"), path
            assert "resolved" not in told, path
