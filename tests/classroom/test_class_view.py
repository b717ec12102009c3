"""A class view counts thirty files rightly, names nobody, and survives every broken file."""

import csv
import os
import random
import re
import subprocess
import sys
import xml.etree.ElementTree as tree
import zipfile
from base64 import b64decode
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kit import __main__ as command_line
from kit.lesson import class_counts, class_page, classroom, drawn, lines, record, sheet, tally

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "<script>alert(1)</script>=cmd()\x1b[31m\ud800"
SECRET = "Ada Lovelace"
SVG = "{http://www.w3.org/2000/svg}"


def option(key, text, right=False, **more):
    """An option of a question."""
    return {"id": key, "text": text, "why": "-", **({"right": True} if right else {}), **more}


ITEMS = {
    "dose-forty": {
        "kind": "choice",
        "ask": "At <i>twice</i> the dose?",
        "option": [
            option("full", "100 %", misconception="X6"),
            option("odds", "about 89 %", True),
            option("less", "less & less <b>", misconception="X7"),
        ],
    },
    "dose-level": {
        "kind": "number",
        "ask": "How much?",
        "unit": "days",
        "answer": 3.57,
        "tolerance": 0.1,
        "why": "-",
        "hint": "-",
        "trap": [{"id": "half", "value": 1.8, "misconception": "X5", "why": "-"}],
    },
    "dose-line": {
        **{"kind": "line", "ask": "Draw.", "x": "mg", "y": "%", "at": [5, 40]},
        **{"range": [0, 100], "why": "-"},
    },
    "dose-rank": {
        **{"kind": "order", "ask": "Order.", "misconception": "X18", "why": "-", "hint": "-"},
        "order": [{"id": "low", "text": "low"}, {"id": "high", "text": "high"}],
    },
    "check-1": {
        "kind": "choice",
        "ask": "Where from?",
        "option": [option("so", "so", True), option("made", "made", misconception="X4")],
    },
    "check-2": {
        "kind": "choice",
        "ask": "How many?",
        "option": [
            option("so", "so", True),
            option("made", "made", misconception="X4"),
            option("half", "half", misconception="X5"),
        ],
    },
}


@pytest.fixture(autouse=True)
def few_questions(monkeypatch):
    """Six questions of known answers instead of those of the lessons."""
    monkeypatch.setattr(tally, "questions", lambda: ITEMS)


def say(mine, kind, item, answer, sure="guess", **more):
    """One event as a question writes it, but for what is looked up by its id."""
    fields = {"lesson": item.partition("-")[0], "item": item, "confidence": sure, "said": SECRET}
    return mine.add(kind, **fields | {"answer": answer} | more)


def learner(folder, number):
    """The file of one of thirty learners; what each did follows from the number."""
    mine = record.Record(folder / f"{SECRET} {number:02}.jsonl")
    if number < 12:
        say(mine, "prediction", "dose-forty", "full", "certain")
        say(mine, "prediction", "dose-forty", "odds", "certain")  # later
    elif number < 25:
        say(mine, "prediction", "dose-forty", "odds", "fairly sure")
    elif number < 28:
        mine.add("skip", lesson="dose", item="dose-forty", answer=None)
        say(mine, "prediction", "dose-forty", "odds", "certain")
    value, trap = [(3.5, {}), (1.8, {"trap": "half"}), (77, {})][number % 3]
    say(mine, "prediction", "dose-level", value, **trap)
    say(mine, "prediction", "dose-line", [number, 2 * number])
    say(mine, "exit", "dose-exit", SECRET)
    say(mine, "because", "dose-forty", None, text=SECRET)
    if number < 20:  # both times; the others only before
        say(mine, "check", "check-1", "made" if number < 10 else "so", when="before")
        say(mine, "check", "check-1", "made" if number < 2 else "so", when="after")
        say(mine, "check", "check-2", "half" if number < 5 else "so", when="before")
        say(mine, "check", "check-2", "made" if number < 8 else "so", when="after")
    else:
        say(mine, "check", "check-1", "made", when="before")
    return mine.path


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The files of thirty learners."""
    folder = tmp_path_factory.mktemp("Klasse 7 ü")
    return [learner(folder, number) for number in range(30)]


def counts(rows, question):
    """Learners by answer for one question."""
    return {row["id"]: row["learners"] for row in rows if row["question"] == question}


def test_the_first_commitment_before_the_reveal_counts(files):
    view = classroom.class_view(files)
    assert view.learners == 30 and view.left_out == view.damaged == []
    assert counts(view.predictions, "dose-forty") == {
        "full": 12,
        "odds": 13,
        "less": 0,
        "shown": 3,
    }
    rows = {row["id"]: row for row in view.predictions}
    first, second = rows["full"], rows["odds"]
    assert {row["answer"][:3] for row in list(rows.values())[:3]} == {"A. ", "B. ", "C. "}
    assert first["answer"].endswith(". 100 %") and rows["shown"]["answer"] == "just show me"
    assert (first["certain"], first["fairly sure"], first["guess"]) == (12, 0, 0)
    assert (second["certain"], second["fairly sure"], second["right"]) == (0, 13, "yes")
    assert first["misconception"] == "X6"
    assert counts(view.predictions, "dose-level") == {
        "right": 10,
        "half": 10,
        "other": 10,
    }


def test_lines_are_summed_up_by_their_middle(files):
    rows = [
        row for row in classroom.class_view(files).predictions if row["question"] == "dose-line"
    ]
    assert [(row["answer"], row["learners"]) for row in rows] == [
        ("at 5 mg: 14.5 %; the middle half of the class from 7.25 to 21.75", 30),
        ("at 40 mg: 29 %; the middle half of the class from 14.5 to 43.5", 30),
    ]


def test_misconceptions_are_counted_by_question_and_occasion(files):
    rows = classroom.class_view(files).misconceptions
    found = {
        (r["question"], r["when"], r["misconception"]): (r["chose"], r["certain"], r["learners"])
        for r in rows
    }
    assert found == {
        ("dose-forty", "prediction", "X6"): (12, 12, 25),
        ("dose-forty", "prediction", "X7"): (0, 0, 25),
        ("dose-level", "prediction", "X5"): (10, 0, 30),
        ("check-1", "before", "X4"): (20, 0, 30),
        ("check-1", "after", "X4"): (2, 0, 20),
        ("check-2", "before", "X4"): (0, 0, 20),
        ("check-2", "before", "X5"): (5, 0, 20),
        ("check-2", "after", "X4"): (8, 0, 20),
        ("check-2", "after", "X5"): (0, 0, 20),
    }
    assert all(row["share"] == round(row["chose"] / row["learners"], 3) for row in rows)


def test_gain_is_of_those_who_answered_both_times(files):
    rows = {row["what"]: row for row in classroom.class_view(files).gains}
    assert list(rows) == ["all", "check-1", "check-2", "X4", "X5"]
    # check-1: 10 of 20 right, then 18; check-2: 15, then 12
    assert rows["all"] | {"name": ""} == {
        "what": "all",
        "name": "",
        "pairs": 40,
        "before": 0.625,
        "after": 0.75,
        "gain": round(0.125 / 0.375, 3),
    }
    assert (rows["check-1"]["pairs"], rows["check-1"]["gain"]) == (20, 0.8)
    assert rows["check-2"]["gain"] == -0.6
    # X4 is offered by both: chosen 10 of 40 times before, 10 of 40 after
    assert (rows["X4"]["pairs"], rows["X4"]["before"], rows["X4"]["gain"]) == (40, 0.75, 0.0)
    assert (rows["X5"]["pairs"], rows["X5"]["before"], rows["X5"]["after"]) == (20, 0.75, 1.0)


@pytest.mark.parametrize(
    ("before", "after", "gain"), [(0.4, 0.7, 0.5), (0, 1, 1), (0.5, 0.25, -0.5), (1, 0.9, None)]
)
def test_normalised_gain(before, after, gain):
    assert tally.gain(before, after) == (None if gain is None else pytest.approx(gain))


def test_where_nothing_could_be_gained_there_is_no_gain(tmp_path):
    mine = record.Record(tmp_path / "a.jsonl")
    for when in ("before", "after"):
        say(mine, "check", "check-1", "so", when=when)
    view = classroom.class_view([mine.path])
    assert [row["gain"] for row in view.gains] == ["", "", ""]
    assert "100% right before, 100% after." in view.words() and "fewer than 5" in view.words()


# Whose file it is


def test_order_and_repetition_of_files_change_nothing(files, tmp_path):
    view = classroom.class_view(files)
    shuffled = files * 2
    random.Random(5).shuffle(shuffled)
    again = classroom.class_view([*shuffled, files[0].parent, files[0].parent / "*.jsonl"])
    for table in classroom.TABLES:
        assert getattr(again, table) == getattr(view, table)
    assert again.learners == 30


def test_two_files_of_one_learner_count_once(tmp_path):
    first = record.Record(tmp_path / "before.jsonl")
    say(first, "check", "check-1", "made", when="before")
    early = tmp_path / "early copy.jsonl"
    early.write_bytes(first.download())
    say(first, "check", "check-1", "so", when="after")
    for order in ([early, first.path], [first.path, early]):
        view = classroom.class_view(order)
        assert view.learners == 1 and view.gains[0]["pairs"] == 1
    second = record.Record(tmp_path / "elsewhere.jsonl")  # begun afresh, loaded later
    say(second, "prediction", "dose-forty", "odds")
    assert classroom.class_view([early, second.path]).learners == 2
    both = record.Record(tmp_path / "both.jsonl")
    both.load(first.download())
    both.load(second.download())
    assert classroom.class_view([early, second.path, both.path]).learners == 1


# Nobody is named, nothing hostile is shown


class Page(HTMLParser):
    """The elements of a page as a browser reads them, and its text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        """Keep it."""
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        """Keep it."""
        self.text += data


def everything(view, folder):
    """All that a class view writes and shows, as one text."""
    files = view.save(folder)
    written = [file.read_text(encoding="utf-8-sig") for file in files]
    return "\n".join([*written, view.words(), repr(view), view._repr_html_()])


def test_no_name_no_id_and_no_text_of_a_learner_comes_out(files, tmp_path):
    shown = everything(classroom.class_view(files), tmp_path)
    assert SECRET not in shown and SECRET.split()[0] not in shown
    assert not re.search(r"\b[0-9a-f]{32}\b", re.sub(r"base64,[^\"]*", "", shown))
    for time in {event["time"] for event in record.Record(files[0]).events()}:
        assert time not in shown


def test_the_page_is_whole_and_asks_for_nothing(files, tmp_path):
    view = classroom.class_view(files)
    view.save(tmp_path / "to" / "here")
    html = (tmp_path / "to" / "here" / "class.html").read_text(encoding="utf-8")
    page = Page(html)
    assert {tag for tag, _ in page.tags} & {"script", "link", "iframe", "a"} == set()
    images = [attributes for tag, attributes in page.tags if tag == "img"]
    assert len(images) == 4 and all(image["alt"] for image in images)
    assert all(image["src"].startswith("data:image/svg+xml;base64,") for image in images)
    assert "At <i>twice</i> the dose?" in page.text and "less & less <b>" in page.text
    assert "13 of 28" in images[0]["alt"]
    drawing = tree.fromstring(b64decode(images[0]["src"].partition(",")[2]))
    letter = sheet.letters("dose-forty", ITEMS["dose-forty"])["less"]
    assert f"{letter}. less & less <b> (X7)" in [text.text for text in drawing.iter(f"{SVG}text")]
    assert "Concept check: 62% right before, 75% after" in page.text
    gains = tree.fromstring(b64decode(images[-1]["src"].partition(",")[2]))
    filled = [bar.get("fill") for bar in gains.iter(f"{SVG}rect")]
    assert filled.count("url(#hatch)") == filled.count(drawn.FILL) > 1  # before, and after


def test_the_tables_hold_the_rows(files, tmp_path):
    view = classroom.class_view(files)
    view.save(tmp_path)
    for name, columns in classroom.TABLES.items():
        with (tmp_path / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows == [{c: str(row[c]) for c in columns} for row in getattr(view, name)]
        assert rows and list(rows[0]) == list(columns) == list(view.tables()[name].columns)


def test_what_a_hostile_file_says_reaches_no_page(files, tmp_path):
    mine = record.Record(tmp_path / "hostile.jsonl")
    say(mine, "prediction", "dose-forty", HOSTILE, "certain", said=HOSTILE)
    say(mine, "prediction", "dose-level", [HOSTILE])
    say(mine, "prediction", "dose-line", [HOSTILE, "1"], said=7)
    say(mine, "prediction", "dose-rank", {"a": HOSTILE})
    say(mine, "prediction", f"../../{HOSTILE}", HOSTILE, text=HOSTILE)
    say(mine, "check", "check-1", "made", when=HOSTILE)
    mine.add("check", lesson=HOSTILE, item="check-1", when="before", right=True)
    mine.add(HOSTILE, item="dose-forty")
    mine.add("prediction")
    mine.add("skip")
    view = classroom.class_view([*files, mine.path])
    shown = everything(view, tmp_path / "out")
    assert view.learners == 31
    assert not re.search(r"script|alert|cmd\(|\x1b|\ud800", shown)
    assert sum(counts(view.predictions, "dose-forty").values()) == 28
    assert counts(view.predictions, "dose-rank") == {}
    assert "8 answers belong to questions or options" in view.words()
    assert [r["learners"] for r in view.predictions if r["question"] == "dose-line"] == [30, 30]


@pytest.mark.parametrize("seed", range(3))
def test_events_with_any_fields_break_nothing(seed, tmp_path):
    chance = random.Random(seed)
    odd = [None, True, 0, -1, 2.5, "", "dose-forty", [], {}, ["x"], HOSTILE, "before", 10**400]
    block = b""
    for _ in range(400):
        fields = {
            name: chance.choice(odd)
            for name in ("lesson", "answer", "said", "when", "right", "misconception", "text")
            if chance.random() < 0.7
        }
        fields["item"] = chance.choice([*ITEMS, HOSTILE])
        fields["confidence"] = chance.choice([*lines.CONFIDENCE, None])
        kind = chance.choice(["prediction", "answer", "check", "skip", "exit", "because"])
        made = lines.event(kind, {}) | fields
        block += lines.line(made)
    (tmp_path / "odd.jsonl").write_bytes(block)
    view = classroom.class_view([tmp_path / "odd.jsonl"])
    assert view.learners == 1 and "script" not in everything(view, tmp_path / "out")


def test_what_most_chose_comes_first_and_never_points_at_one_learner(files, tmp_path):
    one = record.Record(tmp_path / "one.jsonl")
    say(one, "prediction", "dose-rank", ["high", "low"])  # one of one, who is to be found by it
    view = classroom.class_view([*files, one.path])
    assert (
        "Chosen most:" in view.words() and "(X4), by 20 of 30 in question check-1" in view.words()
    )
    assert class_page.ranked(view.misconceptions)[-1]["question"] == "dose-rank"
    page = class_page.page(view)
    folded = page.index("Fewer than 5 answered")
    assert page.index("dose-rank") < folded < page.index("</section>", folded)
    assert "dose-rank, prediction" not in page  # not in the picture of misconceptions
    few = classroom.class_view(files[:3])
    assert "Chosen most" not in few.words()


# Which files there are


def test_files_are_found_in_folders_in_zips_and_under_other_names(files, tmp_path):
    given = tmp_path / "from the LMS"
    (given / "Ada 1" / "sub").mkdir(parents=True)
    names = ("Ada 1/sub/my-answers.JSONL", "Ada 1/my-answers.jsonl.txt", "answers.txt")
    for name, file in zip(names, files, strict=False):
        (given / name).write_bytes(file.read_bytes())
    for number, way in enumerate((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)):
        with zipfile.ZipFile(given / f"part {number}.zip", "w", way) as whole:
            whole.writestr("x/my-answers.jsonl", files[4 + number].read_bytes())
            whole.writestr("x/essay.docx", b"words")
            whole.writestr("__MACOSX/._my-answers.jsonl", b"litter")
    (given / "essay.pdf").write_bytes(b"%PDF-1.7")
    (given / ".DS_Store").write_bytes(b"litter")
    (given / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    view = classroom.class_view([given])
    assert view.learners == 5
    assert [name for name, _ in view.left_out] == [
        *("broken.zip", "essay.pdf", "part 0.zip/x/essay.docx", "part 1.zip/x/essay.docx")
    ]
    assert "cannot be opened" in dict(view.left_out)["broken.zip"]


def test_each_reason_is_the_right_one(files, tmp_path):
    (tmp_path / "newer.jsonl").write_bytes(b'{"v": 9, "id": "x"}\n')
    (tmp_path / "begun.jsonl").write_bytes(lines.line(lines.event("start", {"seed": 1})))
    (tmp_path / "link.jsonl").symlink_to(tmp_path / "nowhere.jsonl")
    (tmp_path / "editor.jsonl").write_bytes(files[0].read_bytes().decode().encode("utf-16"))
    view = classroom.class_view([tmp_path, tmp_path / "none.jsonl"])
    assert view.learners == 1  # the one in UTF-16
    assert {name: why.partition(":")[0] for name, why in view.left_out} == {
        "newer.jsonl": "a newer version of the kit wrote it",
        "begun.jsonl": "it was begun, and holds no answer yet",
        "link.jsonl": "it is a link, and what it leads to is not there",
        "none.jsonl": "there is no such file",
    }


def test_a_name_that_begins_with_a_dash_is_a_file(files, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("-answers.jsonl").write_bytes(files[0].read_bytes())
    assert command_line.main(["class", "-answers.jsonl", "--to", "out"]) == 0
    assert "1 learner." in capsys.readouterr().out


def test_learners_whose_files_begin_alike_are_not_joined_into_one(tmp_path, capsys):
    teacher = record.Record(tmp_path / "teacher.jsonl")
    say(teacher, "prediction", "dose-forty", "odds")
    for number in range(6):
        path = tmp_path / f"{number}.jsonl"
        path.write_bytes(teacher.path.read_bytes())
        if number:
            say(record.Record(path), "prediction", "dose-level", number)
    view = classroom.class_view([tmp_path])
    assert view.learners == 5
    assert counts(view.predictions, "dose-forty") == {}  # nobody's: it was handed out
    assert sum(counts(view.predictions, "dose-level").values()) == 5
    assert command_line.main(["class", str(tmp_path), "--to", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    assert re.search(r"Alike: .*1\.jsonl, 2\.jsonl.*: these files share 2 lines", said.err)
    assert "share answers" in said.out and "teacher" not in said.out


# Broken files, and the command


BROKEN = {
    "binary.jsonl": bytes(range(256)) * 50,
    "empty.jsonl": b"",
    "notebook.jsonl": b'{"cells": []}\n',
    "large.jsonl": lines.line(lines.event("skip", {})) + b" " * (9 * 2**20),
    "newer.jsonl": b'{"v": 9, "id": "x"}\n',
    "a\x1b[31mname.jsonl": b"x",
}


def broken(folder):
    """A folder of files that are no use."""
    folder.mkdir()
    for name, content in BROKEN.items():
        (folder / name).write_bytes(content)
    os.mkfifo(folder / "pipe.jsonl")
    return folder


def test_broken_files_are_named_and_left_out(files, tmp_path, capsys):
    torn = tmp_path / "torn.jsonl"
    torn.write_bytes(files[3].read_bytes()[:-30])
    given = [*map(str, files[:3]), str(torn), str(broken(tmp_path / "bad")), str(tmp_path / "none")]
    assert command_line.main(["class", *given, "--to", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    for name in ("binary", "empty", "notebook", "large", "newer", "pipe", "none"):
        assert re.search(rf"^Left out: {name}\S*: .+\.$", said.err, re.M), name
    assert "Left out: a [31mname.jsonl" in said.err and "\x1b" not in said.err + said.out
    assert "Used in part: torn.jsonl: 1 line could not be read." in said.err
    assert "4 learners." in said.out and "8 files were left out." in said.out
    assert "1 file was used in part." in said.out
    for name in (*BROKEN, "torn", SECRET):
        assert name not in said.out and name not in everything_in(tmp_path / "out")


def everything_in(folder):
    """The text of all files of a folder."""
    return "\n".join(file.read_text(encoding="utf-8-sig") for file in sorted(folder.iterdir()))


def test_nothing_usable_is_an_error(tmp_path, capsys):
    assert command_line.main(["class", str(broken(tmp_path / "bad"))]) == 1
    said = capsys.readouterr()
    assert said.out == "" and "None of these files could be used." in said.err


def test_a_folder_that_cannot_be_written_is_said(files, tmp_path, capsys):
    (tmp_path / "taken").write_text("a file")
    assert command_line.main(["class", str(files[0]), "--to", str(tmp_path / "taken")]) == 1
    assert "could not be written" in capsys.readouterr().err


def test_the_command_line_helps_and_knows_its_commands(capsys):
    assert command_line.main([]) == 0
    said = capsys.readouterr().out
    assert "python -m kit" in said and "class" in said
    with pytest.raises(SystemExit):
        command_line.main(["no-such-command"])
    for add in command_line.COMMANDS:
        assert add.__doc__


@pytest.mark.slow
def test_as_a_program_it_gives_the_same_bytes_everywhere(files, tmp_path):
    for seed, zone in (("1", "UTC"), ("2", "Asia/Kathmandu")):
        folder = tmp_path / f"a folder {seed}"
        folder.mkdir()
        env = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": zone}
        command = [sys.executable, "-m", "kit", "class", str(files[0].parent)]
        done = subprocess.run(
            command, cwd=folder, env=env | {"LC_ALL": "C"}, capture_output=True, text=True
        )
        assert done.returncode == 0 and "30 learners." in done.stdout, done.stderr
    first, second = (everything_in(tmp_path / f"a folder {n}" / "class-view") for n in (1, 2))
    assert first == second and "30 learners" in first


def test_a_class_without_predictions_has_no_empty_charts(tmp_path):
    mine = record.Record(tmp_path / "a.jsonl")
    mine.add("exit", text="only this")
    view = classroom.class_view([mine.path])
    assert view.predictions == view.misconceptions == view.gains == []
    assert "<img" not in view._repr_html_() and "only this" not in view._repr_html_()


def test_counting_needs_no_file():
    assert class_counts.predictions([[]]) == class_counts.gains([]) == []
