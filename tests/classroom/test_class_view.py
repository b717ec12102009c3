"""A class view counts thirty files and a room rightly, names nobody, and survives broken files."""

import os
import random
import re
import zipfile

import pandas
import pytest
from pandas.testing import assert_frame_equal

from kit import __main__ as command_line
from kit.classroom import counts
from kit.classroom.class_view import class_view as merged
from kit.lesson import items, lines, record, tally
from tests.classroom.conftest import room
from tests.files import read

HOSTILE = "<script>alert(1)</script>=cmd()\x1b[31m\ud800"
SECRET = "Ada Lovelace"
ITEMS = read("tests/classroom/asked.toml")


@pytest.fixture(autouse=True)
def few_questions(monkeypatch):
    """Six questions of known answers instead of those of the lessons."""
    monkeypatch.setattr(tally, "questions", lambda: ITEMS)
    monkeypatch.setattr(items, "item", ITEMS.__getitem__)


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
    folder = tmp_path_factory.mktemp("Klasse 7 ü")
    return [learner(folder, number) for number in range(30)]


def told(view, question, when="prediction"):
    """The rows on one question on one occasion, by answer."""
    answers = view.tables["answers"]
    rows = answers[(answers.question == question) & (answers.when == when)]
    return rows.set_index("id")


def chose(view, question, when="prediction"):
    """Learners by answer for one question on one occasion."""
    return told(view, question, when)["count"].to_dict()


def test_the_first_commitment_before_the_reveal_counts(files):
    view = merged(files)
    assert view.learners == 30 and view.files.left_out == view.files.damaged == []
    assert chose(view, "dose-forty") == {"full": 12, "odds": 13, "less": 0, "shown": 3}
    forty = told(view, "dose-forty")
    assert {*forty.of} == {28}
    assert [*forty.answer.str[:2]] == ["A.", "B.", "C.", "ju"]
    sure = forty[[*lines.CONFIDENCE]].T.to_dict("list")
    assert sure == {"full": [0, 0, 12], "odds": [0, 13, 0], "less": [0] * 3, "shown": [0] * 3}
    assert [*forty.misconception] == ["X6", "", "X7", ""]
    assert [*forty.right] == ["no", "yes", "no", "no"]
    assert chose(view, "dose-level") == {"right": 10, "half": 10, "other": 10}


def test_lines_are_summed_up_by_their_middle(files):
    line = told(merged(files), "dose-line")
    middle = line[[*counts.MIDDLE]].to_numpy().tolist()
    assert middle == [[7.25, 14.5, 21.75], [14.5, 29, 43.5]]
    assert [*line["count"]] == [30, 30]


def test_misconceptions_are_counted_by_question_and_occasion(files):
    found = {
        (row.question, row.when, row.misconception): (row.chose, row.certain, row.answered)
        for row in merged(files).tables["misconceptions"].itertuples()
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


def test_gain_is_of_those_who_answered_both_times(files):
    rows = {row.what: row for row in merged(files).tables["gains"].itertuples()}
    assert list(rows) == ["all", "check-1", "check-2", "X4", "X5"]
    # check-1: 10 of 20 right, then 18; check-2: 15, then 12
    whole = rows["all"]
    assert (whole.pairs, whole.before, whole.after) == (40, 0.625, 0.75)
    assert whole.gain == pytest.approx(0.125 / 0.375)
    assert (rows["check-1"].pairs, rows["check-1"].gain) == (20, pytest.approx(0.8))
    assert rows["check-2"].gain == pytest.approx(-0.6)
    # X4 is offered by both: chosen 10 of 40 times before, 10 of 40 after
    assert (rows["X4"].pairs, rows["X4"].before, rows["X4"].gain) == (40, 0.75, 0.0)
    assert (rows["X5"].pairs, rows["X5"].before, rows["X5"].after) == (20, 0.75, 1.0)
    known = [
        tally.Answer("check-1", when, "so", None, True, "", {}) for when in ("before", "after")
    ]
    assert counts.gains(known).gain.isna().all()  # nothing could be gained


# What the room voted, what learners chose to show, what to talk about

WAS, IS = ("full", "certain"), ("odds", "guess")


def test_the_votes_of_a_room_stand_beside_the_homework(files, tmp_path):
    votes = room(
        tmp_path / "votes.jsonl",
        ("dose-forty", [WAS] * 20 + [IS] * 8),
        ("dose-line", [([1, 2], "guess"), ([3, 4], "guess"), ([5, 9], "guess")]),
        ("dose-forty", [WAS] * 11 + [IS] * 17),
        ("dose-forty", [WAS] * 6 + [IS] * 22),
        ("dose-level", [(1.8, "certain")] * 4 + [(3.6, "guess")]),
    )
    view = merged(files, [votes])
    assert chose(view, "dose-forty")["full"] == 12  # the homework is as it was
    assert chose(view, "dose-forty", "first vote") == {"full": 20, "odds": 8, "less": 0, "shown": 0}
    assert chose(view, "dose-forty", "last vote")["odds"] == 22
    assert chose(view, "dose-level", "first vote") == {"right": 1, "half": 4, "other": 0}
    assert [*told(view, "dose-line", "first vote")["median"]] == [3, 4]
    assert view.rounds == 5 and view.learners == 30
    for name in ("gains", "misconceptions"):
        assert view.tables[name].equals(merged(files).tables[name])
    # and what the room voted last is what to talk about
    talk = counts.certain_and_wrong(view.tables["answers"])
    assert talk[["question", "when", "certain", "of"]].to_numpy().tolist() == [
        ["dose-level", "first vote", 4, 5],
        ["dose-forty", "last vote", 6, 28],
    ]
    assert SECRET not in everything(view, tmp_path / "out")


def test_votes_on_a_question_that_has_gone_take_no_others_along(files, tmp_path):
    few = [IS] * 2
    votes = room(tmp_path / "v.jsonl", ("gap-gone", [WAS] * 9), ("dose-forty", few))
    view = merged(files, [votes])
    assert chose(view, "dose-forty", "first vote")["odds"] == 2 and view.rounds == 1
    first = counts.certain_and_wrong(view.tables["answers"]).iloc[0]
    assert first.when == "prediction"  # two in the room are too few to go by


def test_a_learner_cannot_hand_in_votes(files, tmp_path):
    forged = room(tmp_path / "mine.jsonl", ("dose-forty", [WAS] * 30))
    view = merged([*files, forged])
    assert view.rounds == 0 and chose(view, "dose-forty", "first vote") == {}


def test_a_file_of_votes_that_is_none_is_refused(files, tmp_path, capsys):
    given_files = [str(files[0]), "--votes", str(files[1]), "--to", str(tmp_path / "out")]
    assert command_line.main(["class", *given_files]) == 1
    assert "votes" in capsys.readouterr().err and not (tmp_path / "out").exists()


def test_certain_and_wrong_comes_first_and_what_is_believed_after_the_lesson_next(files, tmp_path):
    more = []
    for number in range(6):  # X7 after the lesson by two of six, X5 weeks after it by one
        mine = record.Record(tmp_path / f"{number}.jsonl")
        say(mine, "answer", "dose-forty", "less" if number < 2 else "odds")
        later = {"when": "recall-clocks"} | ({} if number else {"trap": "half"})
        say(mine, "answer", "dose-level", 3.6 if number else 1.8, **later)
        more.append(mine.path)
    view = merged([*files, *more], lesson="dose")
    talk = view.talk()
    assert "dose-forty" in talk[0] and "12 of them certain" in talk[0] and "12 of 28" in talk[0]
    assert "(X7), by 2 of 6 in dose-forty" in talk[-1]
    assert not any("check" in sentence for sentence in talk)  # before the course: 20 of 30 chose X4
    assert chose(view, "dose-level", "recall") == {"right": 5, "half": 1, "other": 0}
    page = view.page()
    assert page.index("12 of them certain") < page.index("The whole course")


def test_few_answers_point_at_nobody(files):
    view = merged(files[:3])
    assert view.talk() == [] and "fewer than 5" in view.words()
    assert view.page().count("<details>") == view.tables["answers"].question.nunique()


def test_the_last_lesson_of_most_is_the_one_that_was_taught(tmp_path):
    for number, order in enumerate((["gap", "dose"], ["gap", "dose"], ["dose", "gap"])):
        mine = record.Record(tmp_path / f"{number}.jsonl")
        for place, lesson in enumerate(order):
            event = lines.event("exit", {"lesson": lesson, "item": f"{lesson}-exit", "answer": "x"})
            event["time"] = f"2026-11-0{place + 1}T10:00:00+00:00"
            mine.load(lines.line(event))
    assert merged([tmp_path]).lesson == "dose"
    assert merged([tmp_path], lesson="gap").lesson == "gap"
    with pytest.raises(ValueError, match="gap"):
        merged([tmp_path], lesson="opera")


def test_exit_cards_and_codes_show_only_what_their_learner_chose(tmp_path):
    wrote = ["<b>Why</b> so late?", "=cmd()", "kept to myself", "taken back", "the older words"]
    for number, text in enumerate(wrote):
        mine = record.Record(tmp_path / f"{number}.jsonl")
        say(mine, "exit", "dose-exit", "the older words")
        say(mine, "exit", "dose-exit", text)
        if number != 2:
            mine.add("hand-in", code="heron-7" if number else "", exit_cards=True)
        if number == 3:
            mine.add("hand-in", code="<script>", exit_cards=False)
    view = merged([tmp_path])
    assert [*view.tables["exit-cards"].words] == ["<b>Why</b> so late?", "=cmd()", wrote[4]]
    assert [*view.tables["handed-in"].code] == ["heron-7", "heron-7"]
    shown = everything(view, tmp_path / "out")
    page = (tmp_path / "out" / "class.html").read_text("utf-8")
    assert "&lt;b&gt;Why&lt;/b&gt; so late?" in page and "<b>Why" not in page
    assert "kept to myself" not in shown and "taken back" not in shown and "<script" not in shown
    assert "'=cmd()" in (tmp_path / "out" / "exit-cards.csv").read_text("utf-8-sig")


def test_how_far_a_code_came_is_said(tmp_path):
    mine = record.Record(tmp_path / "a.jsonl")
    say(mine, "prediction", "dose-forty", "odds")
    mine.add("skip", lesson="dose", item="dose-level", answer=None)
    mine.add("hand-in", code="otter", exit_cards=False)
    view = merged([tmp_path])
    assert view.tables["handed-in"].dose[0] == 2
    assert "otter 2/4" in view.page()


def test_conclusions_on_unknowns_are_counted(tmp_path):
    told = [("full-agonist", True, 90), ("full-agonist", False, 20), ("nothing", True, 60)] * 3
    for number, (answer, right, score) in enumerate(told):
        mine = record.Record(tmp_path / f"{number}.jsonl")
        for points in (score, 0):  # the first counts
            more = {"right": right, "score": points, "seed": number}
            say(mine, "conclusion", "bench-unknown", answer, None, **more)
    odd = record.Record(tmp_path / "odd.jsonl")
    for answer, score in ((HOSTILE, 5), ("nothing", 900), ("nothing", "90"), (None, None)):
        say(odd, "conclusion", "bench-unknown", answer, None, right=True, score=score)
    view = merged([tmp_path], lesson="bench")
    found = view.tables["conclusions"][["answer", "learners", "right", "score"]].to_numpy().tolist()
    assert found == [["full-agonist", 6, 3, 55], ["nothing", 3, 3, 60]]
    assert "6 of 9" in view.page()


# Whose file it is


def test_order_and_repetition_of_files_change_nothing(files, tmp_path):
    view = merged(files)
    shuffled = files * 2
    random.Random(5).shuffle(shuffled)
    again = merged([*shuffled, files[0].parent, files[0].parent / "*.jsonl"])
    assert all(again.tables[name].equals(table) for name, table in view.tables.items())
    assert again.learners == 30


def test_two_files_of_one_learner_count_once(tmp_path):
    first = record.Record(tmp_path / "before.jsonl")
    say(first, "check", "check-1", "made", when="before")
    early = tmp_path / "early copy.jsonl"
    early.write_bytes(first.download())
    say(first, "check", "check-1", "so", when="after")
    for order in ([early, first.path], [first.path, early]):
        view = merged(order)
        assert view.learners == 1 and view.tables["gains"].pairs[0] == 1
    second = record.Record(tmp_path / "elsewhere.jsonl")  # begun afresh, loaded later
    say(second, "prediction", "dose-forty", "odds")
    assert merged([early, second.path]).learners == 2
    both = record.Record(tmp_path / "both.jsonl")
    both.load(first.download())
    both.load(second.download())
    assert merged([early, second.path, both.path]).learners == 1


# Nobody is named, nothing hostile is shown


def everything_in(folder):
    """The text of all files of a folder."""
    return "\n".join(file.read_text(encoding="utf-8-sig") for file in sorted(folder.iterdir()))


def everything(view, folder):
    """All that a class view writes and shows, as one text."""
    view.save(folder)
    return f"{everything_in(folder)}\n{view.words()}"


def test_no_name_no_id_and_no_text_of_a_learner_comes_out(files, tmp_path):
    shown = everything(merged(files), tmp_path / "to" / "here")
    assert SECRET not in shown and SECRET.split()[0] not in shown
    assert not re.search(r"\b[0-9a-f]{32}\b", shown)
    for time in {event["time"] for event in record.Record(files[0]).events()}:
        assert time not in shown
    assert not re.search("<(script|link|iframe|a|img)[ >]", shown)
    assert "At &lt;i&gt;twice&lt;/i&gt; the dose?" in shown
    assert "62%" in shown and "75%" in shown  # the check, before and after


def test_the_tables_hold_what_the_page_shows(files, tmp_path):
    view = merged(files)
    written = {path.stem: path for path in view.save(tmp_path)}
    tables = {name: table for name, table in view.tables.items() if len(table)}
    assert written.keys() == {"class", *tables}
    for name, table in tables.items():
        kept = pandas.read_csv(written[name])
        assert_frame_equal(kept, table.mask(table == ""), check_dtype=False, atol=5e-4)


def test_events_with_any_fields_break_nothing(tmp_path):
    chance = random.Random(1)
    odd = [None, True, 0, -1, 2.5, "", "dose-forty", [], {}, ["x"], HOSTILE, "before", 10**400]
    block = b""
    for _ in range(1200):
        fields = {
            name: chance.choice(odd)
            for name in ("lesson", "answer", "said", "when", "right", "misconception", "text")
            if chance.random() < 0.7
        }
        fields["item"] = chance.choice([*ITEMS, HOSTILE])
        fields["confidence"] = chance.choice([*lines.CONFIDENCE, None])
        kind = chance.choice(
            ["prediction", "answer", "check", "skip", "exit", "because", "hand-in", "conclusion"]
        )
        made = lines.event(kind, {}) | fields
        block += lines.line(made)
    (tmp_path / "odd.jsonl").write_bytes(block)
    view = merged([tmp_path / "odd.jsonl"])
    assert view.learners == 1 and "script" not in everything(view, tmp_path / "out")


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
    view = merged([given])
    assert view.learners == 5
    assert [name for name, _ in view.files.left_out] == [
        *("broken.zip", "essay.pdf", "part 0.zip/x/essay.docx", "part 1.zip/x/essay.docx")
    ]
    assert "cannot be opened" in dict(view.files.left_out)["broken.zip"]


def test_learners_whose_files_begin_alike_are_not_joined_into_one(tmp_path, capsys):
    teacher = record.Record(tmp_path / "teacher.jsonl")
    say(teacher, "prediction", "dose-forty", "odds")
    for number in range(6):
        path = tmp_path / f"{number}.jsonl"
        path.write_bytes(teacher.path.read_bytes())
        if number:
            say(record.Record(path), "prediction", "dose-level", number)
    view = merged([tmp_path])
    assert view.learners == 5
    assert chose(view, "dose-forty") == {}  # nobody's: it was handed out
    assert sum(chose(view, "dose-level").values()) == 5
    assert command_line.main(["class", str(tmp_path), "--to", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    assert re.search(r"Alike: .*1\.jsonl, 2\.jsonl.*: these files share 2 lines", said.err)
    assert "share answers" in said.out and "teacher" not in said.out


# Broken files, and the command


BROKEN = {
    "binary.jsonl": (bytes(range(256)) * 50, "it holds no answer that this version can read"),
    "other.jsonl": (b'{"v": 9, "id": "x"}\n', "it holds no answer that this version can read"),
    "large.jsonl": (b" " * (9 * 2**20), "it is larger than 8 MB, and no file of answers is"),
    "begun.jsonl": (lines.line(lines.event("start", {})), "it was begun but holds no answer yet"),
    "a\x1b[31mname.jsonl": (b"x", "it holds no answer that this version can read"),
}


@pytest.fixture
def broken(tmp_path):
    """A folder of files that are no use."""
    folder = tmp_path / "bad"
    folder.mkdir()
    for name, (content, _) in BROKEN.items():
        (folder / name).write_bytes(content)
    os.mkfifo(folder / "pipe.jsonl")
    return folder


def test_each_reason_is_the_right_one(files, tmp_path, broken, capsys):
    torn = tmp_path / "torn.jsonl"
    torn.write_bytes(files[3].read_bytes()[:-30])
    editor = tmp_path / "editor.jsonl"
    editor.write_bytes(files[4].read_bytes().decode().encode("utf-16"))
    given = [*files[:3], torn, editor, broken, tmp_path / "none"]
    assert command_line.main(["class", *map(str, given), "--to", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    reasons = {name: why for name, (_, why) in BROKEN.items()}
    reasons |= {"none": "there is no such file", "pipe.jsonl": "something that is not a file has"}
    for name, why in reasons.items():
        assert f"Left out: {lines.printable(name)}: {why}" in said.err, name
    assert "\x1b" not in said.err + said.out
    assert "Used in part: torn.jsonl: 1 line could not be read." in said.err
    assert "5 learners." in said.out and "7 files were left out." in said.out
    assert "1 file was used in part." in said.out
    for name in (*BROKEN, "torn", SECRET):
        assert name not in said.out and name not in everything_in(tmp_path / "out")


def test_nothing_usable_is_an_error(broken, capsys):
    assert command_line.main(["class", str(broken)]) == 1
    said = capsys.readouterr()
    assert said.out == "" and "None of these files could be used." in said.err


def test_a_folder_that_cannot_be_written_is_said(files, tmp_path, capsys):
    (tmp_path / "taken").write_text("a file")
    assert command_line.main(["class", str(files[0]), "--to", str(tmp_path / "taken")]) == 1
    assert "could not be written" in capsys.readouterr().err
